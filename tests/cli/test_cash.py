"""Plan and gap in face and in cash: a bill is worth less than the money it promises until it matures."""

from __future__ import annotations

import pytest
from contract import book_shell, document, english_in

STORY = """
= 2026-12-01
customer add 华联超市 --code HL --owner 小李
customer add 东风商贸 --code DF --owner 小王
target set HL 20万
target set DF 10万
receipt add HL 12万 --form 承兑 --matures 2027-03-01
receipt add HL 3万
receipt add DF 6万 --form cheque --matures 2026-12-31
= 2026-12-03
receipt add DF 2万 --form 承兑 --matures 2027-06-01
= 2026-12-08
receipt reverse 4 --reason 拒付
"""


@pytest.fixture
def shell(tmp_path):
    return book_shell(tmp_path, story=STORY)


def in_cash(shell, line="plan --cash", **env):
    """By code what came in is worth in cash; the total by none."""
    found = document(shell.run(f"{line} --json", **env))
    rows = {row["code"]: row["received_in_cash"] for row in found["customers"]}
    return rows | {None: found["totals"]["received_in_cash"]}


def test_face_less_three_per_cent_a_year_for_the_days_to_maturity(shell):
    """12万 for 90 days cost 900 yuan, 6万 for 30 days 150; money is worth itself."""
    assert in_cash(shell) == {"HL": "149100.00", "DF": "59850.00", None: "208950.00"}


def test_the_gap_stays_the_gap_of_the_face(shell):
    found = {row["code"]: row for row in document(shell.run("plan --cash --json"))["customers"]}
    assert (found["HL"]["received"], found["HL"]["gap"]) == ("150000.00", "50000.00")
    assert (found["DF"]["received"], found["DF"]["gap"]) == ("60000.00", "40000.00")


def test_what_was_refused_later_counts_until_then(shell):
    assert in_cash(shell, "plan --cash --as-of 12-07")["DF"] == "79550.00"
    assert in_cash(shell, "plan --cash --as-of 12-02")["DF"] == "59850.00"


def test_as_of_a_day_before_and_for_another_month_there_is_nothing(shell):
    assert in_cash(shell, "plan 下月 --cash")[None] == "0.00"
    assert in_cash(shell, "plan --cash --as-of 2026-11-30") == {None: "0.00"}


def test_one_salesperson_s_alone(shell):
    assert in_cash(shell, "plan --cash --owner 小李") == {"HL": "149100.00", None: "149100.00"}


@pytest.mark.parametrize("line", ["plan", "gap"])
def test_it_is_said_only_where_it_is_asked_for(shell, line):
    found = document(shell.run(f"{line} --json"))
    assert {row["received_in_cash"] for row in [*found["customers"], found["totals"]]} == {None}
    assert in_cash(shell, f"{line} --cash") == in_cash(shell)


@pytest.mark.parametrize("line", ["plan --cash", "gap --cash"])
@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("In cash", "208,950.00 of 210,000.00 received (2 bills)")), ("zh", ("折现", "210,000.00", "208,950.00"))],
)
def test_on_the_screen_it_stands_beside_what_came_in(shell, line, lang, words):
    out = shell.run(line, HUIKUAN_LANG=lang).out
    assert [word for word in (*words, "149,100", "59,850") if word not in out] == []
    assert lang == "en" or not english_in(out)


def test_the_card_names_each_bill_with_its_days(shell):
    found = document(shell.run("gap HL --json"))["cash"]
    assert (found["face"], found["cash"]) == ("150000.00", "149100.00")
    assert found["bills"] == [
        {"receipt": 1, "face": "120000.00", "matures": "2027-03-01", "days": 90, "worth": "119100.00"}
    ]
    assert "90 days  120,000.00 is worth 119,100.00" in shell.run("gap HL --why").out


def test_the_rate_is_the_one_of_the_settings(shell, own_home):
    folder = own_home / "huikuan"
    folder.mkdir()
    (folder / "huikuan.toml").write_text("bill_rate = 0.06\n", encoding="utf-8")
    assert in_cash(shell)["HL"] == "148200.00"
