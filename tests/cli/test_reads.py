"""Reads create nothing and change nothing; asked for an earlier day they say what was said on that day."""

from __future__ import annotations

import pytest
from contract import CODES, READS, STORY, book_shell, document, lines_of, state, tell

from shell import Shell

CUSTOMERS = "\n".join(
    f"= 2026-12-01\n{line}" for _, line in lines_of(STORY) if line.startswith(("customer add", "contact"))
)
MONTH = """
= 2026-12-01
target set HL 20万 --expected 10万
target set SY 8万
promise add HL 10万 12-04 --by 王总
measure add HL 上门对账 6万 --by 12-08
= 2026-12-02
target set DF 8万
promise add DF --split 3万@12-04,5万@12-18
= 2026-12-03
receipt add HL 4万
log SY --said 再看看 --next 12-07
= 2026-12-04
receipt add DF 3万 --form cheque
receipt add HL 1万
= 2026-12-07
promise renew 1 5万 12-10
measure start 1
= 2026-12-08
receipt reverse 2 --reason 退票
customer edit SY --grade D --reason 拖
measure done 1 --yield 2万
= 2026-12-09
promise withdraw 2 --reason 退货
target set HL 25万 --expected 12万
promise add DF 2万 12-11
= 2026-12-10
receipt add HL 5万
measure add SY 找领导 5万 --by 12-14
= 2026-12-11
promise add SY 3万 12-14
receipt add DF 2万
= 2026-12-14
receipt add SY 1万
= 2026-12-15
promise renew 5 2万 12-18
receipt reverse 5 --reason 拒付
"""
REPORTS = (
    "",
    "plan",
    "gap",
    "followup",
    "customer list",
    "promise list",
    "receipt list",
    "target list",
    "measure list",
    *(f"gap {code}" for code in CODES),
)


def _answers(shell, **env):
    return {line: document(shell.run(f"{line} --json", **env)) for line in REPORTS}


def _then(shell, day):
    return {line: document(shell.run(f"{line} --json --as-of {day}")) for line in REPORTS}


class TestNothingIsMade:
    @pytest.mark.parametrize(
        "line", [*READS, "gap --check", "--help", "--version", "plan --help", "--json", "gap zzz", "promise show 1"]
    )
    def test_a_read_in_an_empty_home_leaves_it_empty(self, tmp_path, own_home, line):
        shell = Shell(tmp_path, lang="en")
        del shell.env["HUIKUAN_DB"]
        assert shell.run(line).code == (4 if "--check" in line else 3 if line in {"gap zzz", "promise show 1"} else 0)
        assert list(own_home.iterdir()) == list(tmp_path.iterdir()) == []

    def test_nor_does_a_real_process(self, tmp_path, own_home):
        shell = Shell(tmp_path, lang="en")
        del shell.env["HUIKUAN_DB"]
        for line in ("plan", "followup", "doctor"):
            assert shell.real(line).code == 0
        assert list(own_home.iterdir()) == []

    @pytest.mark.parametrize("line", [*READS, "gap HL", "customer show HL", "promise show 1"])
    def test_a_read_changes_no_byte_and_no_file(self, tmp_path, line):
        shell = book_shell(tmp_path)
        before = shell.book.read_bytes()
        shell.book.chmod(0o400)
        assert shell.run(line).code == 0
        assert shell.book.read_bytes() == before
        assert [path.name for path in tmp_path.iterdir()] == ["book.db"]

    def test_a_book_in_a_folder_that_is_not_there_reads_as_empty(self, tmp_path):
        shell = Shell(tmp_path, lang="en")
        assert shell.run(["plan", "--db", str(tmp_path / "no" / "where.db")]).code == 0
        assert not (tmp_path / "no").exists()


def test_an_earlier_day_knows_nobody_by_a_name_that_came_later(tmp_path):
    """华联 is HL by its initials, until somebody takes that code."""
    shell = Shell(tmp_path, today="2026-12-01", lang="en")
    shell.run("customer add 华联 --code 007")
    shell.run("customer add Hilltop --code HL", HUIKUAN_TODAY="2026-12-05")
    for day, code in (("2026-12-02", "007"), ("2026-12-05", "HL")):
        assert document(shell.run(f"gap HL --json --as-of {day}", HUIKUAN_TODAY="2026-12-06"))["code"] == code


class TestEarlierDay:
    def test_every_report_says_what_it_said_on_that_day(self, tmp_path):
        """The month is told day by day; what each evening's reports said is asked again at the end."""
        shell = Shell(tmp_path, lang="en")
        tell(shell, CUSTOMERS)
        said = {}
        for day in sorted({day for day, _ in lines_of(MONTH)}):
            tell(shell, "\n".join(f"= {on}\n{line}" for on, line in lines_of(MONTH) if on == day))
            said[day] = _answers(shell, HUIKUAN_TODAY=day)
        shell.env["HUIKUAN_TODAY"] = "2026-12-31"
        again = {day: _then(shell, day) for day in said}
        different = [(day, line) for day in said for line in REPORTS if said[day][line] != again[day][line]]
        assert different == []

    @pytest.mark.parametrize(
        ("before", "later"),
        [
            ("", "customer add 后来者 --code NEW"),
            ("", "contact add SY 陈科长 --role decides"),
            ("", "customer archive SY"),
            ("customer archive SY", "customer archive SY --restore"),
            ("", "plan --freeze"),
            ("", "measure start 2"),
            ("", "measure drop 2"),
            ("", "customer edit HL --grade D --reason 拖"),
            ("", "target set HL 5万"),
            ("", "receipt reverse 2 --reason 退票"),
            ("", "promise renew 1 1万 12-30"),
            ("", "promise withdraw 1 --reason 取消"),
            ("", "log HL --said 好 --next 12-16"),
            ("", "promise add HL 6万 12-18 --from-measure 1"),
        ],
    )
    def test_what_is_recorded_later_does_not_change_an_earlier_day(self, tmp_path, before, later):
        shell = book_shell(tmp_path)
        if before:
            assert shell.run(before).code == 0
        said = _answers(shell)
        assert shell.run(later, HUIKUAN_TODAY="2026-12-15").code == 0
        then = _then(shell, "2026-12-10")
        assert [line for line in REPORTS if said[line] != then[line]] == []

    @pytest.mark.parametrize("day", ["2026-12-10", "2026-12-08", "2026-12-14", "2026-12-31", "2027-01-04"])
    def test_followup_of_a_day_is_followup_as_of_that_day(self, tmp_path, day):
        shell = book_shell(tmp_path)
        assert document(shell.run(f"followup {day} --json")) == document(shell.run(f"followup --as-of {day} --json"))

    @pytest.mark.parametrize("day", ["今天", "昨天", "12-08", "8号", "周一"])
    def test_a_day_said_shortly_is_the_same_day_either_way(self, tmp_path, day):
        """`followup` looks at what is, so a short day names the same morning with --as-of or without."""
        shell = book_shell(tmp_path)
        assert (
            document(shell.run(f"followup {day} --json"))["as_of"]
            == document(shell.run(f"followup --as-of {day} --json"))["as_of"]
        )

    @pytest.mark.parametrize("day", ["2027-12-31", "2025-01-01"])
    def test_a_read_never_advises_to_undo(self, tmp_path, day):
        """Nothing was recorded by it: `huikuan undo` would take back the last real entry."""
        for line in (f"followup {day}", f"plan --as-of {day}"):
            said = book_shell(tmp_path).run(line)
            assert said.code == 0
            assert "huikuan undo" not in said.out + said.err

    def test_the_history_is_a_read_and_takes_a_day(self, tmp_path):
        said = book_shell(tmp_path).run("history --as-of 12-05 --json")
        entries = document(said)["history"]
        assert {entry["date"] for entry in entries} == {"2026-12-01", "2026-12-03", "2026-12-05"}

    def test_a_day_before_everything_is_an_empty_month(self, tmp_path):
        plan = document(book_shell(tmp_path).run("plan --as-of 2026-10-01 --json"))
        assert (plan["month"], plan["totals"]["target"], plan["totals"]["received"]) == ("2026-10", "0.00", "0.00")


class TestNarrowed:
    def test_an_owner_has_their_own_customers(self, tmp_path):
        shell = book_shell(tmp_path)
        plan, mine = (document(shell.run(f"plan --json {more}")) for more in ("", "--owner 小李"))
        owned = {c["code"] for c in document(shell.run("customer list --owner 小李 --json"))["customers"]}
        assert owned == {"HL", "LS"}
        assert mine["customers"] == [row for row in plan["customers"] if row["code"] in owned]
        assert document(shell.run("gap --owner 小李 --json"))["customers"] == mine["customers"]

    @pytest.mark.parametrize(
        "narrow", ["--limit 2", "--owner 小李", "--floor 5万", "--floor 5万 --limit 1", "--owner 谁也不是"]
    )
    def test_what_a_shorter_list_hides_is_counted(self, tmp_path, narrow):
        shell = book_shell(tmp_path)
        every, short = (document(shell.run(f"followup --json {more}")) for more in ("", narrow))
        assert every["hidden"] == 0
        assert len(short["tasks"]) + short["hidden"] == len(every["tasks"])
        kept = [task for task in every["tasks"] if task in short["tasks"]]
        assert short["tasks"] == kept
        last = shell.run(f"followup {narrow}").out.rstrip("\n").splitlines()[-1]
        assert str(short["hidden"]) in last

    def test_a_floor_keeps_what_reaches_it(self, tmp_path):
        shell = book_shell(tmp_path)
        tasks = document(shell.run("followup --floor 49999.5 --json"))["tasks"]
        assert "49999.50" in {task["amount"] for task in tasks}
        assert all(float(task["amount"]) >= 49999.5 for task in tasks)

    def test_check_looks_only_at_whom_it_is_asked_about(self, tmp_path):
        shell = book_shell(tmp_path)
        assert shell.run("gap --check --owner 谁也不是").code == 0
        assert shell.run("gap --check --owner 小李").code == 6


class TestAlone:
    def test_the_program_alone_shows_the_month_and_five_tasks(self, tmp_path):
        shell = book_shell(tmp_path)
        alone, plan, morning = (document(shell.run(f"{line} --json")) for line in ("", "plan", "followup"))
        assert alone["totals"] == plan["totals"]
        assert alone["tasks"] == morning["tasks"][:5]
        assert alone["hidden"] == len(morning["tasks"]) - len(alone["tasks"])
        assert alone["working_days_left"] == 16

    def test_its_sums_stand_on_the_screen(self, tmp_path):
        shell = book_shell(tmp_path)
        totals, said = document(shell.run("--json"))["totals"], shell.run("")
        for name in ("target", "received", "promised", "gap", "uncovered"):
            assert f"{int(totals[name][:-3]):,}{totals[name][-3:]}" in said.out

    def test_it_takes_a_day(self, tmp_path):
        assert document(book_shell(tmp_path).run("--as-of 12-05 --json"))["as_of"] == "2026-12-05"


def test_reading_twice_is_reading_once(tmp_path):
    shell = book_shell(tmp_path)
    assert state(shell) == state(shell)


def test_a_book_is_found_by_a_relative_path_too(tmp_path, monkeypatch):
    shell = book_shell(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert document(shell.run("plan --json --db book.db")) == document(shell.run("plan --json"))
    assert [path.name for path in tmp_path.iterdir()] == ["book.db"]
