"""The words in other languages: each .po becomes the .mo that the program reads.

    python .build/catalogues.py            compile what is there
    python .build/catalogues.py --update   first gather the sentences from the code; translations are kept

hatchling calls the same when a wheel or an editable install is built. The .po carries no dates and no line numbers,
and is sorted by file, so that a changed sentence is one changed place.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, without the build backend

    class BuildHookInterface:  # type: ignore[no-redef]
        """Stands in for the build backend's class."""


HOUSE = Path(__file__).resolve().parent.parent
CODE = HOUSE / "src" / "huikuan"
KEYWORDS = {"_": None, "mark": None, "plural": (1, 2)}
HEADER = """\
# huikuan in {locale}. Sentences are gathered by `make words`; only the translations are written by hand.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {locale}\\n"
"Plural-Forms: {plural_forms}\\n"

"""


class CustomBuildHook(BuildHookInterface):
    """Compiles before anything is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the backend's signature
        """Make every .mo and name each to the backend."""
        build_data["artifacts"] += [str(made.relative_to(HOUSE)) for made in compile_all()]


def catalogues() -> list[Path]:
    """Every .po of the program."""
    return sorted(CODE.glob("locale/*/LC_MESSAGES/*.po"))


def compile_all() -> list[Path]:
    """Write each .mo whose content has changed; the paths of all."""
    made = []
    for source in catalogues():
        target = source.with_suffix(".mo")
        compiled = compiled_from(source)
        if not target.exists() or target.read_bytes() != compiled:
            _put(target, compiled)
        made.append(target)
    return made


def compiled_from(source: Path) -> bytes:
    """The .mo for a .po; the same bytes for the same words, whenever it is made."""
    catalogue = read(source)
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def read(source: Path) -> Catalog:
    """A .po as it stands."""
    with source.open("rb") as opened:
        return read_po(opened, locale=source.parent.parent.name)


def gathered(locale: str) -> Catalog:
    """Every sentence the code speaks, where it stands, not yet translated."""
    catalogue = Catalog(locale=locale)
    for path in sorted(CODE.rglob("*.py")):
        place = path.relative_to(HOUSE).as_posix()
        for line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            catalogue.add(message, locations=[(place, line)])
    return catalogue


def update(target: Path) -> None:
    """Gather the sentences; keep each translation whose sentence is unchanged, drop those no longer spoken."""
    known = read(target) if target.exists() else Catalog()
    catalogue = gathered(target.parent.parent.name)
    for message in catalogue:
        earlier = known.get(message.id) if message.id else None
        if earlier is not None and not earlier.fuzzy and bool(earlier.pluralizable) == bool(message.pluralizable):
            message.string = earlier.string
    buffer = io.BytesIO()
    write_po(buffer, catalogue, omit_header=True, include_lineno=False, sort_by_file=True, width=120)
    header = HEADER.format(locale=target.parent.parent.name, plural_forms=catalogue.plural_forms)
    _put(target, header.encode() + buffer.getvalue().rstrip() + b"\n")


def _put(target: Path, content: bytes) -> None:
    """In one step, so that parallel test runs never read half a file."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(target)


if __name__ == "__main__":
    if "--update" in sys.argv[1:]:
        for po in catalogues() or [CODE / "locale" / "zh_CN" / "LC_MESSAGES" / "huikuan.po"]:
            update(po)
    compile_all()
