"""Draws the pictures of the READMEs: the morning list of the sample book, as a terminal shows it, in both languages.

python examples/picture.py
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).resolve().parent
PICTURES = {"en": "followup.svg", "zh": "followup.zh-CN.svg"}
WIDTH, HEIGHT = 92, 40
TYPED = ("followup", "--limit", "4")
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""A picture fetches nothing from elsewhere."""


def main() -> int:
    """Both pictures are there anew."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.db"
        shutil.copyfile(HERE / "book.db", book)
        for lang, name in PICTURES.items():
            screen = Console(record=True, width=WIDTH, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
            screen.print(Text.from_ansi(_typed(book, lang)))
            drawn = screen.export_svg(title=f"huikuan {' '.join(TYPED)}")
            (HERE / name).write_text(_FONTS.sub("", drawn), encoding="utf-8")
    return 0


def _typed(book: Path, lang: str) -> str:
    """What a terminal is sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
    own = {"HUIKUAN_DB": str(book), "HUIKUAN_TODAY": "2026-12-10", "HUIKUAN_LANG": lang}
    env = {**os.environ, **own, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    child = subprocess.Popen([sys.executable, "-m", "huikuan", *TYPED], stdout=theirs, env=env)  # noqa: S603 - ourselves
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    child.wait()
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n").rstrip()


if __name__ == "__main__":
    sys.exit(main())
