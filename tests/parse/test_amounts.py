"""An amount is read in one way only, or refused with the reason."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huikuan.domain.money import LARGEST_FEN, Money
from huikuan.errors import AmountNotUnderstood
from huikuan.parse.amounts import amount

FEN = st.integers(min_value=1, max_value=LARGEST_FEN)
YUAN = st.integers(min_value=1, max_value=LARGEST_FEN // 100)
SIGNS = "0123456789.,，¥￥元角分整块kwmKWM十百千万亿零〇一二两三五九壹拾佰仟 \u3000-+e²٣\u200b半点"


FORMS = """
200000 → 200000 | 200,000.50 → 200000.5 | 1,234,567 → 1234567 | 0.5 → 0.5 | 0.01 → 0.01 | ¥20万 → 200000
￥20万 → 200000 | ¥ 200,000 → 200000 | RMB 200 → 200 | cny200 → 200 | 200 CNY → 200 | 人民币伍仟元正 → 5000
200元 → 200 | 200块 → 200 | 200块钱 → 200 | 3块5毛 → 3.5 | 20w → 200000 | 20W → 200000 | 1.5万 → 15000
0.5万 → 5000 | 5万元 → 50000 | 1,000万 → 10000000 | 3千 → 3000 | 1千2 → 1200 | 3万5 → 35000 | 3w5 → 35000
10万5 → 105000 | 3万5千 → 35000 | 3万5百 → 30500 | 1亿2 → 120000000 | 12万3456 → 123456 | 12万0456 → 120456
12万3,456 → 123456 | 12万3456.78 → 123456.78 | 12万3456元 → 123456 | 3千500 → 3500 | 1亿20000000 → 120000000
1.2亿 → 120000000 | 1亿2000万 → 120000000 | 1万2千亿 → 1200000000000 | 10万亿 → 10000000000000
5千万 → 50000000 | 2kw → 20000000 | 200k → 200000 | 1.5m → 1500000 | 1.23456万 → 12345.6 | 二十万 → 200000
两万 → 20000 | 十二万 → 120000 | 十 → 10 | 一百零五万 → 1050000 | 三千五 → 3500 | 一百五 → 150 | 三十五元 → 35
一万零五百 → 10500 | 一万五百 → 10500 | 十万零七千 → 107000 | 一亿零五 → 100000005 | 壹拾万元整 → 100000
叁万伍仟元伍角整 → 35000.5 | 壹拾万零柒仟元零伍角叁分 → 107000.53 | 壹仟陆佰捌拾元零叁角贰分 → 1680.32
陆仟零柒元壹角肆分 → 6007.14 | 參萬伍仟圓 → 35000 | 伍角 → 0.5 | ２０万 → 200000
２００，０００．５０ → 200000.5 | 3 万 5 → 35000
"""

REFUSED = """
1,2000 → thousands separator | 12,34万 → thousands separator | 1,,000 → thousands separator
,100 → thousands separator | 0,200 → thousands separator | 0 → more than nothing | 0.00 → more than nothing
零元 → more than nothing | -5 → more than nothing | －5 → more than nothing | ¥-5 → more than nothing
-¥5 → more than nothing | 负五万 → more than nothing | +5 → no sign | nan → a word | inf → a word
lots → a word | 1e5 → “e” | 1E+5 → “e” | 1.005 → two decimals | 1.000 → two decimals | 200.000 → two decimals
1.2345678万 → whole fen | 12万3456.789 → whole fen | 10000000000000.01 → ten trillion | 10万亿1 → after 亿
٣ → U+0663 | 5² → U+00B2 | 5② → U+2461 | ½ → U+00BD | 1_000 → “_” | 1'000 → “'” | 0x10 → “x” | (500) → “(”
100% → “%” | 约5万 → “约” | 5万左右 → “左” | 5-10万 → “-” | 一点五万 → “点” | $200 → in yuan | 200美元 → in yuan
200 000 → a space | 1 .5 → a space | 1, 200 → a space | 007 → needless zero | .5 → decimal point
5. → decimal point | 1..5 → decimal point | 1.2.3 → decimal point | 3万50 → “50” means after 万
3万500 → “500” means after 万 | 1亿20000 → means after 亿 | 3万5元 → “5” means after 万
三万五元 → “五” means after 万 | 三千五万 → means after 千 | 5千万5 → means after 万 | 1m5 → means after 万
3万0 → means after 万 | 1万20千 → too large | 1万10千 → too large | 3万50000 → means after 万 | 1.5万5 → decimal point nothing
1.5亿2000万 → decimal point nothing | 1.5元5角 → decimal point nothing | 一千零二百 → “零” | 一千零一百 → “零”
一万零 → number is missing | 一万零零五 → one number | 三五 → one number | 5万5亿 → means after 万
1万1万 → one number | 十十 → one number | 20十万 → before 十 | 0万5 → before 万 | 十二百 → before 百
万 → missing before 万 | 百万 → missing before 百 | 元 → number is missing | 元5角 → number is missing
3块5 → neither 角 nor 分 | 3元5分5角 → neither 角 nor 分 | 3元零 → neither 角 nor 分
3元零零5分 → neither 角 nor 分 | 3元05分 → neither 角 nor 分
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The cases of a table, several on a line."""
    return [tuple(case.split(" → ")) for line in table.split("\n") if line for case in line.split(" | ")]


def yuan(text: str) -> Money:
    return Money(int(Decimal(text) * 100))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [*rows(FORMS), ("\u300020 万 元\u3000", "200000"), ("20\xa0万\r\n", "200000")],
)
def test_forms(typed, expected):
    """Every form a salesperson types comes to the amount they mean."""
    assert amount(typed) == yuan(expected)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        *rows(REFUSED),
        ("", "nothing was typed"),
        (" \u3000", "nothing was typed"),
        ("1" * 40, "ten trillion"),
        ("9" * 101, "longer than 100"),
        ("5\u200b万", "U+200B does"),
        ("5\x1b[31m", "U+001B does"),
    ],
)
def test_refusals(typed, why):
    """What could mean two things, or nothing, is refused and the reason says which."""
    with pytest.raises(AmountNotUnderstood) as refused:
        amount(typed)
    assert why in str(refused.value.values["why"])
    assert str(refused.value)


@given(FEN)
def test_written_forms_come_back(fen):
    """Every amount, written in any of the plain ways, is read as itself."""
    money = Money(fen)
    written = money.yuan()
    grouped = f"{fen // 100:,}.{fen % 100:02d}"
    wide = grouped.translate({ord("0") + n: ord("０") + n for n in range(10)} | {ord(","): "，", ord("."): "．"})
    ten_thousands = f"{fen // 10**6}.{fen % 10**6:06d}"
    for form in (written, grouped, wide, f"¥{grouped}", f"{written}元", f" {ten_thousands}万", f"{ten_thousands}w元"):
        assert amount(form) == money
    assert amount(f"{fen // 10**8}.{fen % 10**8:08d}百万") == money
    assert amount(f"{fen // 10**10}.{fen % 10**10:010d}亿") == money


@given(st.one_of(YUAN, st.integers(1, 10**5), st.integers(1, 10**7).map(lambda n: n * 10**4)))
def test_chinese_numerals(whole):
    """Chinese numerals mean what cn2an says they mean."""
    assert amount(cn2an.an2cn(whole, "low")) == Money(whole * 100)
    assert amount(cn2an.an2cn(whole, "up")) == Money(whole * 100)


@given(st.one_of(FEN, st.integers(1, 10**7)))
def test_financial_numerals(fen):
    """What a cheque says in words is what it says in figures."""
    written = cn2an.an2cn(Money(fen).yuan(), "rmb")
    assert amount(written) == Money(fen)
    assert amount(written.removesuffix("整") + "整") == Money(fen)


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_completed_ten_thousands(count, rest):
    """Four digits after 万 complete it."""
    assert amount(f"{count}万{rest:04d}") == Money((count * 10_000 + rest) * 100)


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100)]))
def test_one_digit_is_of_the_next_unit(count, digit, unit):
    """One digit after a unit is of the next smaller one, in both kinds of figures."""
    word, worth = unit
    expected = Money((count * worth + digit * worth // 10) * 100)
    figures = "零一二三四五六七八九"
    assert amount(f"{count}{word}{digit}") == expected
    assert amount(f"{figures[count]}{word}{figures[digit]}") == expected


@given(st.one_of(st.text(max_size=120), st.text(alphabet=SIGNS, max_size=14)))
def test_anything_is_read_or_refused(typed):
    """Whatever is typed comes to a storable amount or to a refusal, never to a crash."""
    try:
        read = amount(typed)
    except AmountNotUnderstood as refused:
        said = str(refused)
    else:
        said = "read"
        assert 1 <= read.fen <= LARGEST_FEN
    assert said.isprintable()


@pytest.mark.parametrize(
    "typed", ["9" * 10**6, "1," * 10**6, " " * 10**6, "十" * 100, "1万" * 50, "x" + " " * 10**6 + "x"]
)
def test_hostile_length(typed):
    """An endless text is refused at once, with a short sentence."""
    with pytest.raises(AmountNotUnderstood) as refused:
        amount(typed)
    assert len(str(refused.value)) < 300
