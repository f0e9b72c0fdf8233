"""The long form of what `make test` does in short: the book is killed, starved, cut off and crowded, and must stay whole.

Each part is a file, and its rule is how the file begins. A part is a row of cases; a case is told apart by its number
and the seed, so that one that failed can be run again alone. What a state of files is worth is said by the program
itself: it is opened as any command opens it, never by a connection of our own that would heal it first.
"""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
for beside in ("", "cli", "store"):
    if str(TESTS / beside) not in sys.path:
        sys.path.append(str(TESTS / beside))
