"""A map says which column of a file is which field, where the headings do not say it themselves.

as = "invoices"             what the file lists
sheet = "应收"              which sheet, where there are several
header = 3                  the line of the headings (of the lower ones, where there are two); 0: the file has none
date_format = "%d/%m/%Y"    how its days are written
unit = "万元"               what its amounts are in: 元 or 万元
fill = true                 a line without customer belongs to the customer above it
[columns] amount = "价税合计"      our field = their heading; "上/下" where two stand above each other; "column:F"
[constants] month = "2026-12"      our field = its value on every line
A map with columns is complete: what it does not name is not read. Everything in it is optional.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from huikuan.domain.lines import FileKind, FileRead
from huikuan.errors import MapNotUnderstood, MapUnreadable
from huikuan.parse.files.fields import fields_of
from huikuan.parse.files.folding import WAN
from huikuan.text import _, shown

if TYPE_CHECKING:
    from collections.abc import Mapping as Map
    from pathlib import Path

LETTER: Final = "column:"
UNITS: Final = MappingProxyType({"元": 1, "万元": WAN})
_LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Mapping:
    kind: FileKind | None = None
    sheet: str | None = None
    header: int | None = None
    date_format: str | None = None
    unit: str | None = None
    fill: bool = False
    columns: Map[str, str] = field(default_factory=lambda: MappingProxyType({}))
    constants: Map[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def factor(self) -> int | None:
        """What one of its units is worth in yuan, where it says so."""
        return UNITS[self.unit] if self.unit else None


def load_mapping(path: Path) -> Mapping:
    """The map in the file. Refused with the key and the reason where it cannot be understood."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except (OSError, ValueError):
        raise MapUnreadable(file=shown(str(path))) from None
    from huikuan.parse.files.mapfile import checked

    said = checked(raw, shown(str(path)))
    kind = FileKind(said["as"]) if said.get("as") else None
    mapping = Mapping(kind=kind, **{key: value for key, value in said.items() if key != "as"})
    for name in (*mapping.columns, *mapping.constants):
        _refuse_unknown(kind, name, shown(str(path)))
    return mapping


def mapping_toml(known: Mapping | FileRead) -> str:
    """The map as a file: read again it gives the same map, and the same lines of the same file."""
    import tomli_w

    return tomli_w.dumps(_written(known if isinstance(known, Mapping) else _recognised(known)))


def _recognised(read: FileRead) -> Mapping:
    """The map of what was recognised; a column is named by its letter where its heading does not tell it apart."""
    headings = [match.heading for match in read.matched] + list(read.unused)
    columns = {
        match.field: match.heading
        if match.heading and headings.count(match.heading) == 1 and not match.heading.startswith(LETTER)
        else LETTER + match.column
        for match in read.matched
    }
    return Mapping(kind=read.kind, sheet=read.sheet, columns=columns)


def _written(mapping: Mapping) -> dict[str, Any]:
    plain = {
        "as": mapping.kind.value if mapping.kind else None,
        "sheet": mapping.sheet,
        "header": mapping.header,
        "date_format": mapping.date_format,
        "unit": mapping.unit,
        "fill": mapping.fill or None,
        "columns": dict(mapping.columns) or None,
        "constants": dict(mapping.constants) or None,
    }
    return {key: value for key, value in plain.items() if value is not None}


def _refuse_unknown(kind: FileKind | None, name: str, file: str) -> None:
    kinds = [kind] if kind else list(FileKind)
    if not any(name in fields_of(each) for each in kinds):
        raise MapNotUnderstood(file=file, key=shown(name), why=_("there is no such field"))
