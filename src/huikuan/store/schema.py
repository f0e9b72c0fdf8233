"""All tables, indexes and guards of an empty book, made from the tables' classes.

What follows from them is written down by `make schema`, so that no command waits for the classes: the statements that
make a file (newbook.sql) and what every column holds (domain/columns.py). A test holds the three together.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_mock_engine
from sqlmodel import SQLModel

from huikuan.domain import columns
from huikuan.store.columns import cell_of
from huikuan.store.tables import ROWS

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Connection

WRITTEN_DOWN = Path(__file__).with_name("newbook.sql")
_LINE = 120
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
    for table in SQLModel.metadata.sorted_tables:
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
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


def columns_written() -> str:
    """The module that says what every column of the journalled tables holds."""
    made = {name: SQLModel.metadata.tables[name].columns for name in ROWS}
    lines = {name: " ".join(f"{each.name}:{cell_of(each)}" for each in of_one) for name, of_one in made.items()}
    tables = "".join(f'    "{name}": {_in_lines(line, len(name))},\n' for name, line in lines.items())
    return f'"""{columns.__doc__}"""\n\nCOLUMNS = {{\n{tables}}}\n'


def _in_lines(text: str, room: int) -> str:
    """A long text as several, one below the other; `room` is what stands before it on its line."""
    if len(text) + room <= _LINE - len('    "": "",'):
        return f'"{text}"'
    parts = [f"{part} " for part in textwrap.wrap(text, _LINE - len('        " "'))]
    parts[-1] = parts[-1].rstrip()
    return "(\n" + "".join(f'        "{part}"\n' for part in parts) + "    )"


if __name__ == "__main__":
    WRITTEN_DOWN.write_text(written(), encoding="utf-8")
    Path(columns.__file__).write_text(columns_written(), encoding="utf-8")
