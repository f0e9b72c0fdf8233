"""Version 4: a match of a receipt with an instalment is a dated fact; those of before count from the receipt's day."""

from __future__ import annotations

from alembic import op

_VALUE_DATE = "(SELECT r.on_day FROM receipt r WHERE r.id = allocation.receipt_id)"
_IN_A_FILE = """CREATE TABLE allocation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    receipt_id INTEGER NOT NULL,
    instalment_id INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    matched_on DATE NOT NULL,
    CONSTRAINT allocation_matched_on_is_a_day CHECK (matched_on IS NULL OR date(matched_on, '+0 days') = matched_on),
    CONSTRAINT allocation_amount_in_range CHECK (amount BETWEEN 1 AND 1000000000000000),
    FOREIGN KEY(receipt_id) REFERENCES receipt (id) ON DELETE RESTRICT,
    FOREIGN KEY(instalment_id) REFERENCES instalment (id) ON DELETE RESTRICT
)"""


def upgrade() -> None:
    """Every match has the day from which it counts."""
    if op.get_context().dialect.name == "sqlite":
        _rebuild()
        return
    op.execute("ALTER TABLE allocation ADD COLUMN matched_on DATE")
    op.execute(f"UPDATE allocation SET matched_on = {_VALUE_DATE}")
    op.execute("ALTER TABLE allocation ALTER COLUMN matched_on SET NOT NULL")


def _rebuild() -> None:
    """A file takes no column that must not be empty: the table is made anew, and numbers once given stay given."""
    op.execute("ALTER TABLE allocation RENAME TO allocation_before")
    op.execute("DROP INDEX allocation_by_instalment")
    op.execute("DROP INDEX allocation_by_receipt")
    op.execute(_IN_A_FILE)
    op.execute(
        "INSERT INTO allocation SELECT a.id, a.receipt_id, a.instalment_id, a.amount, r.on_day "
        "FROM allocation_before a JOIN receipt r ON r.id = a.receipt_id"
    )
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'allocation'")
    op.execute("UPDATE sqlite_sequence SET name = 'allocation' WHERE name = 'allocation_before'")
    op.execute("DROP TABLE allocation_before")
    op.execute("CREATE INDEX allocation_by_instalment ON allocation (instalment_id)")
    op.execute("CREATE INDEX allocation_by_receipt ON allocation (receipt_id)")
