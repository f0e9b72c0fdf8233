"""The sheets of a workbook as grids: visible ones in their order, or the one named."""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from huikuan.errors import FileDamaged, FileEncrypted, SheetMissing
from huikuan.parse.files import oldworkbook, package, sheetxml
from huikuan.parse.files.grid import Grid, Merged
from huikuan.text import listed, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_OLE: Final = b"\xd0\xcf\x11\xe0"


class _Look(NamedTuple):
    """What was seen of a workbook before it is read."""

    faults: Callable[[str, int], dict[tuple[int, int], str]]
    """Of the sheet with this name and place."""
    has_other_epoch: bool


def grids(raw: bytes, file: str, sheet: str | None) -> Iterator[Grid]:
    """The sheets of the workbook in the bytes."""
    if raw.startswith(_OLE):
        old = oldworkbook.looked_over(raw, file)
        look = _Look(lambda _name, at: old.faults[at] if at < len(old.faults) else {}, old.has_other_epoch)
        return _read(io.BytesIO(raw), file, sheet, look)
    book = package.opened(raw, file)
    for part in book.parts.values():
        if b"sheetData" in part:
            sheetxml.refuse_far(part, file)
    return _read(book.packed(), file, sheet, _Look(partial(_faults, book, file), book.has_other_epoch))


def _faults(book: package.Package, file: str, name: str, _at: int) -> dict[tuple[int, int], str]:
    xml = book.parts.get(book.sheets.get(name, ""))
    if xml is None:
        raise FileDamaged(file=file)
    return sheetxml.faults(xml, file)


def _read(packed: io.BytesIO, file: str, sheet: str | None, look: _Look) -> Iterator[Grid]:
    import python_calamine

    workbook = _calmly(file, python_calamine.CalamineWorkbook.from_filelike, packed)
    names = list(workbook.sheet_names)
    for name in _wanted(workbook, sheet, file):
        faults = look.faults(name, names.index(name))
        found = _calmly(file, workbook.get_sheet_by_name, name)
        rows = _calmly(file, partial(found.to_python, skip_empty_area=False))
        lines = range(1, len(rows) + 1)
        yield Grid(name, rows, lines, faults, _merged(found), look.has_other_epoch)


def _wanted(workbook: Any, sheet: str | None, file: str) -> list[str]:
    """The sheet named; else every sheet of cells that is shown, else all of them."""
    names: list[str] = list(workbook.sheet_names)
    if sheet is not None:
        match = next((name for name in names if name == sheet), None) or next(
            (name for name in names if name.strip().casefold() == sheet.strip().casefold()), None
        )
        if match is None:
            raise SheetMissing(file=file, sheet=shown(sheet), sheets=listed(map(shown, names)))
        return [match]
    tables = [each for each in workbook.sheets_metadata if str(each.typ).endswith("WorkSheet")]
    visible = [each.name for each in tables if str(each.visible).endswith(".Visible")]
    return visible or [each.name for each in tables]


def _merged(found: Any) -> tuple[Merged, ...]:
    return tuple(Merged(top, left, bottom, right) for (top, left), (bottom, right) in found.merged_cell_ranges or ())


def _calmly(file: str, ask: Callable[..., Any], *what: Any) -> Any:
    """What the reader of workbooks answers; whatever goes wrong in it is a damaged file."""
    import python_calamine

    try:
        with _silent():
            return ask(*what)
    except python_calamine.PasswordError:
        raise FileEncrypted(file=file) from None
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # noqa: BLE001 - a panic of the reader is no Exception
        raise FileDamaged(file=file) from None


@contextmanager
def _silent() -> Iterator[None]:
    """What the reader of workbooks says on stderr when it gives up is not for the user, who is told in one sentence."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:
        yield
        return
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
