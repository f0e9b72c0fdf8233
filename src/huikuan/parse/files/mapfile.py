"""The file of a map, checked at the door: a key that is not known is refused rather than passed over."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from huikuan.domain.lines import FileKind  # noqa: TC001 - pydantic reads the annotations
from huikuan.errors import MapNotUnderstood
from huikuan.parse import toml
from huikuan.text import _, shown

Words = Annotated[str, Field(min_length=1, max_length=500)]
_LAST_LINE = 1_048_576


class MapFile(BaseModel):
    """The file, checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lists: Annotated[FileKind | None, Field(alias="as")] = None
    sheet: Words | None = None
    header: Annotated[int, Field(ge=0, le=_LAST_LINE, strict=True)] | None = None
    date_format: Annotated[str, Field(min_length=2, max_length=50, pattern="%")] | None = None
    unit: Literal["元", "万元"] | None = None
    fill: Annotated[bool, Field(strict=True)] = False
    columns: dict[str, Words] = {}
    constants: dict[str, Words] = {}


def checked(raw: bytes, file: str) -> dict[str, Any]:
    """What the file says, by key."""
    try:
        return MapFile.model_validate(toml.read(raw)).model_dump(by_alias=True)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        why = _("there is no such key") if first["type"] == "extra_forbidden" else _("the value does not fit there")
        raise MapNotUnderstood(file=file, key=shown(key), why=why) from error
    except toml.NotToml as error:
        place = _("line {number}", number=error.line) if error.line else "TOML"
        raise MapNotUnderstood(file=file, key=place, why=_("it is not written as TOML")) from error
