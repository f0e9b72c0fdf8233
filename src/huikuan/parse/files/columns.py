"""Each field of a file is read by its own rule; a constant of a map by the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from huikuan.errors import MapValueRefused
from huikuan.parse import words
from huikuan.parse.files import choices
from huikuan.parse.files.amounts import amounts
from huikuan.parse.files.days import days
from huikuan.parse.files.field import AMOUNTS, Reading
from huikuan.parse.files.texts import LONGEST_CODE, LONGEST_NAME, LONGEST_NOTE, texts
from huikuan.text import _, mark, shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from huikuan.parse.files.cells import Column
    from huikuan.parse.files.grid import Cell


@dataclass(frozen=True, slots=True)
class Rules:
    """What the cells alone do not tell."""

    today: date
    factor: int = 1
    date_format: str | None = None
    has_other_epoch: bool = False


def read_column(reading: Reading, cells: Sequence[Cell], rules: Rules) -> Column:
    """What the cells say, read in this way."""
    if reading is Reading.DISPUTED and (whole := choices.all_or_nothing(cells)) is not None:
        return whole
    if reading in AMOUNTS:
        return amounts(cells, rules.factor, is_signed=reading is Reading.SIGNED)
    if reading is Reading.DAY:
        return days(cells, written_as=rules.date_format, has_other_epoch=rules.has_other_epoch)
    if reading is Reading.MONTH:
        return choices.month_cells(cells, rules.today)
    if reading in _TEXTS:
        noun, longest = _TEXTS[reading]
        return texts(cells, _(noun), longest, is_exact=reading is Reading.CODE)
    return choices.said(cells, _MEANINGS[reading])


def constant(reading: Reading, field: str, value: str, rules: Rules) -> Any:
    """The value a map gives to every line."""
    found = read_column(reading, [value], rules)
    if found.faults or found.values[0] is None:
        why = found.faults.get(0) or _("it is empty")
        raise MapValueRefused(field=field, value=shown(value), why=why)
    return found.values[0]


_TEXTS: Final = {
    Reading.CODE: (mark("code"), LONGEST_CODE),
    Reading.NAME: (mark("name"), LONGEST_NAME),
    Reading.NOTE: (mark("note"), LONGEST_NOTE),
}
_MEANINGS: Final = {
    Reading.NAMES: choices.names,
    Reading.COUNT: choices.count,
    Reading.CURRENCY: choices.yuan_only,
    Reading.GRADE: words.grade,
    Reading.KIND: words.kind,
    Reading.ROLE: words.role,
    Reading.FORM: words.form,
    Reading.STATUS: words.promise_status,
}
