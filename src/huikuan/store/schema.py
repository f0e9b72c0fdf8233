"""All tables, indexes and guards of an empty book, made from the tables' classes.

A file is made from the same, written down in newbook.sql, so that a first entry need not wait for the classes; a test
holds the two together, and `make schema` writes it down anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_mock_engine
from sqlmodel import SQLModel

from huikuan.store import tables as _tables  # noqa: F401 - the metadata below is theirs

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Connection

WRITTEN_DOWN = Path(__file__).with_name("newbook.sql")
_KEEPS = "RAISE(ABORT, 'the journal is never changed')"
GUARDS = {
    "sqlite": (
        f"CREATE TRIGGER journal_row_stays BEFORE DELETE ON journal BEGIN SELECT {_KEEPS}; END",
        f"CREATE TRIGGER journal_row_is_final BEFORE UPDATE ON journal BEGIN SELECT {_KEEPS}; END",
        f"""CREATE TRIGGER journal_row_is_not_replaced BEFORE INSERT ON journal
        WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id) BEGIN SELECT {_KEEPS}; END""",
    ),
    "postgresql": (
        """CREATE FUNCTION journal_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the journal is never changed'; END $$""",
        """CREATE TRIGGER journal_row_stays BEFORE UPDATE OR DELETE ON journal
        FOR EACH ROW EXECUTE FUNCTION journal_is_never_changed()""",
        """CREATE TRIGGER journal_stays BEFORE TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_is_never_changed()""",
    ),
}


def build(connection: Connection) -> None:
    """All tables, indexes and guards of an empty book."""
    SQLModel.metadata.create_all(connection, checkfirst=False)
    for guard in GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(guard)


def written() -> str:
    """The statements that make an empty book in a file."""
    said: list[str] = []

    def note(statement: Any, *_: Any, **__: Any) -> None:
        said.append(str(statement.compile(dialect=engine.dialect)).strip())

    engine = create_mock_engine("sqlite://", note)
    SQLModel.metadata.create_all(engine, checkfirst=False)
    tables = [statement for statement in said if not statement.startswith("CREATE INDEX")]
    indexes = sorted(statement for statement in said if statement.startswith("CREATE INDEX"))
    return ";\n\n".join([*tables, *indexes, *GUARDS["sqlite"]]) + ";\n"


if __name__ == "__main__":
    WRITTEN_DOWN.write_text(written(), encoding="utf-8")
