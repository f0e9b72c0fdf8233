"""huikuan backup: a copy of the book while others go on writing, looked at by the doctor before it counts as one.

Of a shared book, which the server's own tools back up with all its history, it writes the facts as a whole book.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from huikuan.cli import output, session
from huikuan.cli.frame import examples
from huikuan.cli.params import count_option
from huikuan.cli.progress import measured
from huikuan.domain.copies import Copy, History
from huikuan.errors import BackupUnsound, KeepWithoutFolder, NothingToBackUp
from huikuan.text import _

app = typer.Typer()


@app.command("backup", epilog=examples("huikuan backup", "huikuan backup --keep 30"))
def backup(
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar=_("PATH"), help=_("A new file, or a folder; “backups” beside the book if left out.")
        ),
    ] = None,
    keep: Annotated[int | None, count_option("--keep", _("So many backups stay in “backups”; 10 if left out."))] = None,
) -> None:
    if to is not None and keep is not None:
        raise KeepWithoutFolder
    place = Path(os.path.expanduser(to)).absolute() if to is not None else None  # noqa: PTH111 - never fails, homeless or not
    path = session.place().path
    copy = _of_server(place, keep) if path is None else _of_file(path, place, keep)
    _tell(copy)


def _of_file(path: Path, to: Path | None, keep: int | None) -> Copy:
    from huikuan.show.doctor import names_of
    from huikuan.store import backup as made
    from huikuan.store.copies import KEPT

    with measured(_("backing up")) as at:
        try:
            if to is not None:
                return made.back_up_to(path, to, done=at)
            return made.back_up(path, keep=keep or KEPT, done=at)
        except made.UnsoundError as error:
            raise BackupUnsound(what=names_of(list(error.checks))) from None


def _of_server(to: Path | None, keep: int | None) -> Copy:
    """The facts of a shared book, as JSON that `huikuan import --as all` takes in."""
    from huikuan.cli.wholefile import put
    from huikuan.store import copies

    output.note(_("A shared book is backed up with all its history by the server's own tools, such as pg_dump."))
    text, held, mark = _whole_of_server()
    folder = copies.folder_of_server() if to is None else to
    path = folder / f"server-{mark}.{session.moment()}.json" if folder.is_dir() else folder
    put(path, text.encode(), replaces=False, is_private=True)
    pattern = re.compile(rf"server-{mark}\.({copies.MOMENT})\.json")
    return Copy(path, held, () if to is not None else copies.prune(folder, pattern, keep or copies.KEPT, path))


def _whole_of_server() -> tuple[str, History, str]:
    """The whole book as text, what it holds, and the word that names it."""
    from huikuan.show import wholebook
    from huikuan.store.backup import history_on_server
    from huikuan.store.read import Reader

    with session.running() as run:
        if not run("SELECT 1", {}):
            raise NothingToBackUp(book=_("a server"))
        held, mark = history_on_server(run)
        book = Reader(run).whole()
    return wholebook.as_text(wholebook.document(book), is_plain=False), held, mark


def _tell(copy: Copy) -> None:
    from huikuan.show import copies

    output.emit(lambda: copies.backup(copy), lambda _width: list(copies.backup_lines(copy)))
