"""Instalments are amounts with days, whatever stands between them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.domain.money import Money
from huikuan.errors import AmountNotUnderstood, DayNotUnderstood, NotUnderstood, SplitNotUnderstood
from huikuan.parse.splits import split

TODAY = date(2026, 11, 22)


def read(typed: str) -> list[tuple[str, str]]:
    return [(money.yuan(), due.isoformat()) for money, due in split(typed, today=TODAY)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5万@周五", [("50000.00", "2026-11-27")]),
        ("5万@周五,5万@月底", [("50000.00", "2026-11-27"), ("50000.00", "2026-11-30")]),
        ("5万＠周五，5万＠月底", [("50000.00", "2026-11-27"), ("50000.00", "2026-11-30")]),
        ("5万@周五；3万@月底", [("50000.00", "2026-11-27"), ("30000.00", "2026-11-30")]),
        ("5万 @ 周五 ; 3万 @ 月底;", [("50000.00", "2026-11-27"), ("30000.00", "2026-11-30")]),
        ("5万@周五\n3万@月底\r\n", [("50000.00", "2026-11-27"), ("30000.00", "2026-11-30")]),
        ("5万@周五、3万@in 9 days", [("50000.00", "2026-11-27"), ("30000.00", "2026-12-01")]),
        ("200,000@12-10,50,000@12-20", [("200000.00", "2026-12-10"), ("50000.00", "2026-12-20")]),
        ("5@12-10,200@12-20", [("5.00", "2026-12-10"), ("200.00", "2026-12-20")]),
        ("1,000,000@周五，2,000@月底", [("1000000.00", "2026-11-27"), ("2000.00", "2026-11-30")]),
        ("１２，０００@周五", [("12000.00", "2026-11-27")]),
        ("5万@月底,5万@周五", [("50000.00", "2026-11-30"), ("50000.00", "2026-11-27")]),
        ("5万@周五,,3万@月底", [("50000.00", "2026-11-27"), ("30000.00", "2026-11-30")]),
    ],
)
def test_forms(typed, expected):
    """Instalments come back in the order typed, thousands separators left in their amounts."""
    assert read(typed) == expected


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "nothing was typed"),
        (" ,；\n", "nothing was typed"),
        ("5万", "“5万” has no @"),
        ("5万@周五,3万", "“3万” has no @"),
        ("5万,3万@周五", "“5万” has no @"),
        ("@周五", "no amount before"),
        ("5万@周五@月底", "no amount before"),
        ("5万@周五,5万@周五", "two instalments fall on 2026-11-27"),
        ("5万@周五,3万@11-27", "two instalments fall on 2026-11-27"),
        ("6万亿@周五,6万亿@月底", "ten trillion"),
        ("5万@周五;" * 500, "longer than 2000"),
    ],
)
def test_refusals(typed, why):
    """A list that is no list is refused, with the piece that is at fault."""
    with pytest.raises(SplitNotUnderstood) as refused:
        read(typed)
    assert why in str(refused.value.values["why"])


def test_an_amount_or_day_at_fault_speaks_for_itself():
    """What is wrong with one amount or day is said as if it had been typed alone."""
    with pytest.raises(AmountNotUnderstood, match="1,2000"):
        read("5万@周五,1,2000@月底")
    with pytest.raises(DayNotUnderstood, match="31号"):
        read("5万@31号")
    with pytest.raises(DayNotUnderstood):
        read("5万@")


@given(
    st.lists(st.integers(1, 10**12), min_size=1, max_size=12),
    st.lists(st.sampled_from([",", "，", ";", "； ", "、", "\n"]), min_size=12, max_size=12),
)
def test_written_lists_come_back(amounts, separators):
    """Any list of amounts with thousands separators, however divided, is read as itself."""
    wanted = tuple((Money(fen), TODAY + timedelta(n)) for n, fen in enumerate(amounts))
    typed = "".join(
        f"{money.fen // 100:,}.{money.fen % 100:02d}@{due}{separator}"
        for (money, due), separator in zip(wanted, separators, strict=False)
    )
    assert split(typed, today=TODAY) == wanted


@given(st.one_of(st.text(max_size=60), st.text(alphabet="15,，@＠;、\n 万周五月底", max_size=30)))
def test_anything_is_read_or_refused(typed):
    """Whatever is typed is a list of instalments on different days, or a refusal."""
    try:
        found = split(typed, today=TODAY)
    except NotUnderstood as refused:
        said = str(refused)
    else:
        said = "read"
        assert found
        assert len({due for _money, due in found}) == len(found)
    assert said.isprintable()


@pytest.mark.parametrize("typed", ["1@" * 1000, "1," * 1000, "," * 2000, "1@1-1," * 333, "@" * 10**6])
def test_hostile_lists(typed):
    """A long text without sense is refused without ado."""
    with pytest.raises(NotUnderstood):
        read(typed)
