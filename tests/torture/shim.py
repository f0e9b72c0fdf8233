"""The shim between a program and its files: built when it is wanted, and preloaded by starting the torture once more."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any

KILL, TORN, FAIL, FAIL_AFTER = 1, 2, 3, 4
"""Dies before the operation; dies having written half; the operation fails; it is done and reported as failed."""
_MARK = "HUIKUAN_TORTURE_SHIM"
_SOURCE = Path(__file__).with_name("shim.c")


def missing() -> str | None:
    """Why there can be none here."""
    if sys.platform != "linux":
        return "operations on files can be counted on Linux only"
    return None if shutil.which("cc") else "there is no C compiler (cc)"


def preload(typed: list[str]) -> None:
    """Starts the torture again with the shim in front of the C library; returns where it is there already."""
    if missing() or os.environ.get(_MARK):
        return
    built = Path(gettempdir(), f"huikuan-torture-shim-{os.getuid()}-{_SOURCE.stat().st_mtime_ns}.so")
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", str(built), str(_SOURCE), "-ldl"], check=True)
    env = {**os.environ, "LD_PRELOAD": str(built), _MARK: "1"}
    os.execve(sys.executable, [sys.executable, "-m", "torture", *typed], env)


def is_there() -> str | None:
    """None where the shim is in front; else why not."""
    return missing() or (None if os.environ.get(_MARK) else "the shim was not preloaded")


@cache
def shim() -> Any:
    """Its functions."""
    found = ctypes.CDLL(None)
    found.fault_watch.argtypes = [ctypes.c_char_p]
    found.fault_arm.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_int]
    found.fault_seen.restype = ctypes.c_char_p
    found.fault_say.argtypes = [ctypes.c_char_p]
    return found


def watch(folder: Path) -> None:
    """Counts the operations on the files of the folder from here on."""
    shim().fault_watch(str(folder).encode())


def seen() -> str:
    """The operations counted since, a letter each: opened, written, read, synced, truncated, unlinked, linked, moved."""
    return str(shim().fault_seen().decode())
