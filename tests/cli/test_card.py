"""The card for the meeting: what it says in either language, that each number can be traced, that twelve lines are
enough, that nothing on it is of a later day.

The book holds a customer with everything a card can hold, one who broke their word, one of whom nothing is known; it
ends on December 10, the eve of a due day.
"""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from contract import document, english_in, lines_of

from huikuan.cli import streams
from shell import Shell

DAY = "2026-12-10"
LANGUAGES = ("en", "zh")
READS = ("gap HL --json", "gap HL --why", "gap HL --brief", "customer habits HL --json", "followup --json")

STORY = """
= 2026-09-01
customer add 华联超市 --code HL --grade B --owner 小李 --pay-day 10,25 --good-hours 10:00-11:30
customer add 东风商贸 --code DF --grade D
customer add 新客户 --code XK
contact add HL 王总 --role decides --phone 13800000001
contact add HL 刘会计 --role pays
promise add HL 10万 09-10
promise add HL 5万 09-21
promise add HL 6万 10-12
promise add DF 3万 10-12
= 2026-09-10
receipt add HL 10万
= 2026-09-21
receipt add HL 4.9万
= 2026-11-02
promise renew 3 6万 11-20 --by 王总
invoice add HL 20万 12-20 --no F1 --issued 11-02
invoice add HL 3万 11-30 --no F2 --issued 11-02
= 2026-11-24
promise renew 5 6万 12-11 --by 王总 --at 16:00 --evidence 微信截图[b] --form 承兑
log HL --excuse 资金紧 --said 下月才回款 --answer 1 --failed
= 2026-11-25
log HL --excuse 资金紧 --said 等下游的款 --answer 2 --worked
= 2026-12-01
target set HL 20万 --expected 10万 --ask 25万
measure add HL 上门对账 6万 --by 12-20 --kind reconcile
invoice agree HL 22.5万 --by 刘会计
invoice dispute F2 5千 --reason 两箱破损
log HL --excuse 质量 --said 第三批有破损 --fix --yield 2万 --next 12-15
= 2026-12-02
log HL --about help --said 帮他们清了库存
approval add HL 财务初审 --by 刘会计 --submitted 今天
approval add HL 总经理签字 --by 王总 --expected 12-15
= 2026-12-03
receipt add HL 3万 --form 承兑 --matures 2027-03-03 --to 6
= 2026-12-04
log HL --rank 3
receipt add HL 1万
= 2026-12-07
receipt reverse 4 --reason 退票
= 2026-12-08
log HL --ready 单据,经办
approval done 1
"""


WIDE = "1000"
"""Wherever the tests run, no line is broken but where one says so."""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The book told day by day, and what was read in it in the evening of each day."""
    shell, evenings = Shell(tmp_path_factory.mktemp("told"), lang="en", COLUMNS=WIDE), {}
    every = lines_of(STORY)
    for (day, line), (next_day, _) in zip(every, [*every[1:], ("", "")], strict=True):
        assert shell.run(line, HUIKUAN_TODAY=day).code == 0, (day, line)
        if next_day != day:
            evenings[day] = [shell.run(read, HUIKUAN_TODAY=day) for read in READS]
    return shell.book.read_bytes(), evenings


@pytest.fixture
def shell(told, tmp_path):
    mine = Shell(tmp_path, today=DAY, lang="en", COLUMNS=WIDE)
    mine.book.write_bytes(told[0])
    return mine


def out(shell, line, **env):
    said = shell.run(line, **env)
    assert (said.code, said.err) == (0, ""), said
    return said.out


def lines(shell, line, lang="en", **env):
    return [each.strip() for each in out(shell, line, HUIKUAN_LANG=lang, **env).splitlines()]


def of(shell, line="gap HL"):
    return document(shell.run(f"{line} --json"))


# --- what it says --------------------------------------------------------------------------------------------------

WORKED = (
    "On which day does your next money come in? A part of it comes to us that same day: how much shall I note down?"
)
MISSING = "payment date, all about the bill"
CARD = {
    "en": """
        华联超市 HL   grade B   2026-12   as of 2026-12-10 Thu   16 working days left
        Open with: “30,000 is due on Friday, 11 December. How will it be paid, and who handles it that day?”
        Target 200,000.00 - received 30,000.00 - promised 30,000.00 = gap 140,000.00
        Measures 80,000.00 (57% of the gap), uncovered 60,000.00
        In cash 29,775.00 (face 30,000.00, 1 bill)
        Ask: open at 200,000.00, aim at 150,000.00, floor 100,000.00
        promise 6 by 16:00, in writing: 微信截图[b]
        Go there together with your manager: this is at least the third promise of it.
        Record: kept 1 of 4 (25%), part kept 1, broken 2
        of the money 149,000.00 of 270,000.00 on time (55%); 5.9 days late on average
        Tail: 1 payment was short, by 1,000.00: ask for it this time.
        Invoices: owes 200,000.00, overdue 0.00, disputed 5,000.00
        Balance agreed on 2026-12-01 Tue with 刘会计: 225,000.00
        Measures leave 60,000.00 of the gap uncovered.
        Reason: cash is tight, 2 times, last on 2026-11-25 Wed
        they said: 等下游的款
        Reason: quality complaint, 1 time, last on 2026-12-01 Tue
        our work since then: measure 2
        We are number 3 in line to be paid, they said on 2026-12-04 Fri.
        Helped them on 2026-12-02 Wed: 帮他们清了库存
        People: 王总 decides 13800000001; 刘会计 pays
        Due 2026-12-11 Fri: 30,000.00
        Approval 1: 财务初审, 刘会计, done
        Approval 2: 总经理签字, 王总, to be submitted, expected 2026-12-15 Tue
    """,
    "zh": """
        华联超市 HL   B 级   2026-12   截至 2026-12-10 周四   还剩 16 个工作日
        目标 200,000.00 - 到账 30,000.00 - 承诺 30,000.00 = 差距 140,000.00
        措施 80,000.00（覆盖率 57%），未覆盖 60,000.00
        承诺 6 16:00 前付、凭据：微信截图[b]
        兑现记录：到期 4 期，已兑现 1（25%），部分兑现 1，未兑现 2
        对方说：等下游的款
        联系人：王总 拍板 13800000001；刘会计 付款
        2026-12-11 周五到期 30,000.00
    """,
}


class TestTheCard:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_says_what_is_needed_in_the_order_of_the_meeting(self, shell, lang):
        found = lines(shell, "gap HL", lang)
        wanted = [line.strip() for line in CARD[lang].strip().splitlines()]
        assert [line for line in wanted if line not in found] == []
        places = [found.index(line) for line in wanted]
        assert places == sorted(places)

    def test_is_wholly_chinese_in_chinese(self, shell):
        """But for the answer that was typed in English by its number."""
        text = out(shell, "gap HL --why", HUIKUAN_LANG="zh")
        assert english_in(re.sub("On which day does your next money.*", "", text)) == []

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("gap HL", ("of the gap uncovered", "worked 1 of 1: On which day does your next money come in?")),
            ("gap DF", ("30,000, agreed for Monday, 12 October, is still open", "a D customer broke their word")),
            ("gap DF", ("Fewer than three promises have matured: propose settlement on delivery.",)),
            ("gap XK", ("No promise yet: huikuan promise add XK AMOUNT DATE", "nothing to go by yet")),
            ("gap XK", ("Fewer than three promises have matured: propose settlement on delivery.",)),
        ],
    )
    def test_says_to_each_what_is_theirs(self, shell, line, words):
        text = out(shell, line)
        assert [word for word in words if word not in text] == []

    def test_a_reason_is_answered_by_what_worked_else_by_what_has_not_failed(self, shell):
        """On the card and in the twelve lines alike."""
        shell.run("log DF --excuse away --answer 1 --failed")
        second = next(line for line in lines(shell, "log DF --excuse away") if line.startswith("2"))[1:].strip()
        assert f"answer: {second}" in lines(shell, "gap DF")
        assert any(line.endswith(f"Answer: {second}") for line in lines(shell, "gap DF --brief"))

    def test_the_four_reasons_heard_most_often_are_shown_and_all_are_counted(self, shell):
        for kind in ("season", "cash", "away", "papers", "quality", "cash", "away", "papers", "quality", "quality"):
            shell.run(f"log XK --excuse {kind}")
        found = [line for line in lines(shell, "gap XK") if line.startswith("Reason:")]
        assert [line.split(",")[1] for line in found] == [" 3 times", " 2 times", " 2 times", " 2 times"]
        assert sum(each["times"] for each in of(shell, "gap XK")["excuses"]) == 10

    def test_of_a_customer_put_away_it_is_shown_all_the_same(self, shell):
        assert shell.run("customer archive XK").code == 0
        assert out(shell, "gap XK").startswith("新客户 XK")
        assert len(lines(shell, "gap XK --brief")) <= 12

    @pytest.mark.parametrize("month", ["下月", "上月", "2024-01", "2099-12"])
    @pytest.mark.parametrize("code", ["HL", "XK"])
    def test_any_month_may_be_asked_for(self, shell, month, code):
        assert of(shell, f"gap {code} --month {month}")["as_of"] == DAY
        assert out(shell, f"gap {code} --month {month} --why")

    @pytest.mark.parametrize("width", ["40", "60", "80"])
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_on_a_narrow_terminal_no_word_of_it_is_lost(self, shell, monkeypatch, width, lang):
        """Sentences go on in the next line; what was typed is shown as it was typed, brackets and all."""
        plain = re.sub(r"\s", "", out(shell, "gap HL --brief", HUIKUAN_LANG=lang))
        monkeypatch.setattr(streams, "is_terminal", lambda _stream: True)
        env = {"HUIKUAN_LANG": lang, "COLUMNS": width, "LINES": "50", "TERM": "dumb"}
        assert re.sub(r"\s", "", out(shell, "gap HL --brief", **env)) == plain
        assert "微信截图[b]" in re.sub(r"\s", "", out(shell, "gap HL", **env))


# --- where its numbers come from -----------------------------------------------------------------------------------

AMOUNT = r"-?[0-9,]+\.[0-9]{2}"
NAMES = {
    "en": ("receipt", "promise", "measure", "invoice|disputed|credit", "not counted", "Suggested"),
    "zh": ("到账", "承诺", "措施", "发票|有争议|贷项", "不计", "建议"),
}


def number(text):
    return Decimal(text.replace(",", ""))


def counted(found, name, not_counted):
    """What the terms of this name come to: `  receipt 3  2026-12-03 Thu  30,000.00`, those not counted left out."""
    term = re.compile(rf"(?:{name})(?: \d+)?  \d{{4}}-\d\d-\d\d \S+  ({AMOUNT})(?:  .*)?$")
    amounts = [number(met[1]) for line in found if not_counted not in line and (met := term.match(line))]
    return sum(amounts, Decimal())


class TestWhy:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_the_terms_printed_come_to_the_numbers_printed(self, shell, lang):
        """Target - received - promised = gap; the measures; what is suggested."""
        receipts, promises, measures, owed, no, suggested = NAMES[lang]
        found = lines(shell, "gap HL --why", lang)
        sums = next(line for line in found if " = " in line)
        target, received, promised, gap = map(number, re.findall(AMOUNT, sums))
        assert target - received - promised == gap
        month = found[found.index(sums) : found.index("", found.index(sums))]
        assert counted(month, receipts, no) == received
        assert counted(month, promises, no) == promised
        assert counted(month, measures, no) == number(re.search(AMOUNT, month[1])[0])
        begins = next(n for n, line in enumerate(found) if line.startswith(suggested))
        terms = found[begins + 1 : found.index("", begins)]
        assert counted(terms, owed, no) == number(re.search(AMOUNT, found[begins])[0])

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_the_balance_is_every_open_invoice_and_the_cash_every_bill(self, shell, lang):
        found = lines(shell, "gap HL --why", lang)
        after = found.index(next(line for line in found if line.endswith("195,000.00  F1")))
        assert [number(re.search(AMOUNT, line)[0]) for line in found[after : after + 2]] == [195000, 5000]
        assert any(("90 days" in line or "90 天" in line) and "29,775.00" in line for line in found)

    def test_the_record_names_every_matured_promise(self, shell):
        found = [line for line in lines(shell, "gap HL --why") if re.match(r"promise \d  .*: .* in time", line)]
        in_time = [number(re.findall(AMOUNT, line)[1]) for line in found]
        promised = [number(re.findall(AMOUNT, line)[0]) for line in found]
        assert (len(found), sum(in_time), sum(promised)) == (4, 149000, 270000)
        days = [Decimal(met[1]) if (met := re.search(r"([0-9.]+) days late", line)) else 0 for line in found]
        average = sum(late * amount for late, amount in zip(days, promised, strict=True)) / sum(promised)
        assert f"{average:.1f} days late on average" in out(shell, "gap HL")

    def test_without_it_the_terms_are_left_out_and_the_rest_is_the_same(self, shell):
        short, long = lines(shell, "gap HL"), lines(shell, "gap HL --why")
        assert len(short) < len(long)
        assert [line for line in short if line not in long] == []


# --- twelve lines --------------------------------------------------------------------------------------------------


class TestBrief:
    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize("line", ["gap HL", "gap DF", "gap XK", "gap HL --month 上月", "gap HL --as-of 2026-08-01"])
    def test_it_is_twelve_lines_at_most_and_none_is_empty(self, shell, line, lang):
        text = out(shell, f"{line} --brief", HUIKUAN_LANG=lang)
        found = text.removesuffix("\n").split("\n")
        assert 5 <= len(found) <= 12
        assert all(each == each.strip() != "" for each in found)
        assert found[0].startswith(line.split()[1]) or line.split()[1] in found[0]
        assert "─" not in text

    def test_it_holds_the_number_the_ask_the_word_and_what_is_missing(self, shell):
        assert lines(shell, "gap HL --brief") == [
            "华联超市 HL grade B 2026-12 as of 2026-12-10 Thu",
            "Open with: “30,000 is due on Friday, 11 December. How will it be paid, and who handles it that day?”",
            "Target 200,000.00 - received 30,000.00 - promised 30,000.00 = gap 140,000.00",
            "Measures 80,000.00 (57% of the gap), uncovered 60,000.00",
            "Ask: open at 200,000.00, aim at 150,000.00, floor 100,000.00",
            "Promised: 2026-09-21 Mon 1,000.00 part kept; 2026-12-11 Fri 30,000.00 pending, promise no. 3",
            "Kept 1 of 4 (25%), 5.9 days late on average; Tail: 1 payment was short, by 1,000.00.",
            "Invoices: owes 200,000.00, overdue 0.00, disputed 5,000.00; balance agreed on 2026-12-01 Tue",
            "Go there together with your manager: this is at least the third promise of it.",
            f"They say: cash is tight (2 times). Answer: {WORKED}",
            "People: 王总 decides 13800000001; 刘会计 pays",
            f"Due 2026-12-11 Fri, still to settle: {MISSING}",
        ]

    def test_words_of_several_lines_stay_on_one(self, shell):
        shell.run(["log", "XK", "--excuse", "cash", "--said", "a\nb", "--answer", "half\ntoday", "--worked"])
        shell.run(["contact", "add", "XK", "Li", "--role", "pays", "--note", "back\non Monday"])
        found = lines(shell, "gap XK --brief")
        assert any("half\\x0atoday" in line for line in found)
        assert any("back\\x0aon Monday" in line for line in found)


# --- the document --------------------------------------------------------------------------------------------------


class TestDocument:
    def test_opening_is_the_sentence_with_its_amount_and_days(self, shell):
        opening = of(shell)["opening"]
        assert opening.pop("say").startswith("30,000 is due")
        days = {"due": "2026-12-11", "by": "2026-12-11"}
        assert opening == {"claim": "coming", "amount": "30000.00", "owed": None} | days

    def test_every_part_of_the_card_is_there(self, shell):
        found = of(shell)
        assert [each["id"] for each in found["promises"]] == [1, 2, 3, 5, 6]
        assert [(each["hour"], each["evidence"]) for each in found["promises"][-1:]] == [("16:00", "微信截图[b]")]
        assert [each["id"] for each in found["measures_open"]] == [1, 2]
        assert (found["record"]["kept_by_count"], found["record"]["days_late"]) == (0.25, 5.8519)
        assert (found["tails"]["count"], found["tails"]["short"]) == (1, "1000.00")
        assert (found["cash"]["face"], found["cash"]["cash"]) == ("30000.00", "29775.00")
        assert (found["aged"]["balance"], found["agreed"]["difference"]) == ("200000.00", "5000.00")
        assert found["proposals"] == ["third_promise"]
        assert [each["name"] for each in found["contacts"]] == ["王总", "刘会计"]
        assert [each["status"] for each in found["approvals"]] == ["done", "waiting"]
        assert (found["queue"]["rank"], found["care"]["helped"][0]["said"]) == (3, "帮他们清了库存")
        assert (found["paying"]["pay_days"], found["paying"]["good_hours"]) == ([10, 25], ["10:00-11:30"])

    def test_a_reason_with_how_often_what_to_ask_and_which_answer_worked(self, shell):
        cash, quality = of(shell)["excuses"]
        assert (cash["kind"], cash["times"], cash["last_on"], cash["said"]) == ("cash", 2, "2026-11-25", "等下游的款")
        assert [(each["worked"], each["failed"]) for each in cash["answers"]] == [(1, 0), (0, 1)]
        assert (quality["measure"], quality["answers"], len(quality["proposed"])) == (2, [], 3)
        assert quality["fact"]["say"].startswith("Which batch is it")

    def test_what_must_be_ready_with_the_day_it_was(self, shell):
        ready = {each["what"]: each["ready_on"] for each in of(shell)["checklist"]}
        assert {each["due"] for each in of(shell)["checklist"]} == {"2026-12-11"}
        assert ready["balance"] == "2026-12-01"  # agreed
        assert ready["form"] == "2026-11-24"  # named by the promise
        assert ready["stand_in"] == ready["iou"] == "2026-12-08"  # ticked
        assert ready["date"] is ready["seal"] is None

    @pytest.mark.parametrize("code", ["HL", "DF", "XK"])
    def test_the_terms_that_count_come_to_the_amounts(self, shell, code):
        found = of(shell, f"gap {code}")
        why = {part: sum(Decimal(t["amount"]) for t in terms if t["counts"]) for part, terms in found["why"].items()}
        assert why["received"] == Decimal(found["received"]) == Decimal(found["cash"]["face"])
        assert why["promised"] == Decimal(found["promised"])
        assert why["measures"] == Decimal(found["measures"])
        assert why["suggested"] == Decimal(found["suggested"] or 0)
        assert all((t["not_counted"] is None) == t["counts"] for terms in found["why"].values() for t in terms)

    def test_of_nothing_known_everything_is_there_and_empty(self, shell):
        found = of(shell, "gap XK")
        assert found.keys() == of(shell).keys()
        empty = ("promises", "measures_open", "excuses", "contacts", "checklist", "approvals")
        assert [found[key] for key in empty] == [[]] * 6
        assert (found["aged"], found["agreed"], found["ask"]["expected"], found["suggested"]) == (None,) * 4
        assert set(map(len, found["why"].values())) == {0}


# --- as of a day ---------------------------------------------------------------------------------------------------


def test_as_of_each_day_it_says_what_it_said_on_that_day(shell, told):
    """What the card, the habits and the morning list said in the evening of a day, they say of it ever after: no
    reason, tick, receipt, step, habit or reversal of a later day shows.
    """
    shell.run("customer edit HL --pay-day 5 --bad-hours 下午")
    shell.run("log HL --ready 全部")
    for day, evening in told[1].items():
        for read, then in zip(READS, evening, strict=True):
            now = shell.run(f"{read} --as-of {day}")
            assert now.out.splitlines() == then.out.splitlines(), (day, read)
            assert now == then


def test_a_reason_entered_late_brings_its_measure_on_its_own_day(shell):
    """Typed on the 10th for the 5th: as of the 6th both the reason and the work it became are there, before neither."""
    assert shell.run("log DF --excuse 质量 --fix --yield 1万 --on 2026-12-05").code == 0
    found = {day: of(shell, f"gap DF --as-of {day}") for day in ("2026-12-04", "2026-12-06")}
    assert [each["measure"] for each in found["2026-12-06"]["excuses"]] == [3]
    assert [each["id"] for each in found["2026-12-06"]["measures_open"]] == [3]
    assert (found["2026-12-04"]["excuses"], found["2026-12-04"]["measures_open"]) == ([], [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_the_customer_was_known_nothing_is(shell, lang):
    found = of(shell, "gap HL --as-of 2026-08-01")
    for key in ("promises", "measures_open", "excuses", "contacts", "checklist", "approvals"):
        assert found[key] == []
    assert out(shell, "customer habits HL --as-of 2026-08-01", HUIKUAN_LANG=lang)
    assert "2026-09" not in out(shell, "gap HL --why --as-of 2026-08-01", HUIKUAN_LANG=lang)
