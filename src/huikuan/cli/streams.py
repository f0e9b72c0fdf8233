"""How bytes leave: at once, and with the truth about whether they arrived.

After a failure the stream is pointed at nothing, so that nothing fails again while the interpreter shuts down.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def write(stream: TextIO | None, text: str) -> None:
    """Write and flush; a stream that was closed from the start is refused like any other that cannot be written."""
    if stream is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    stream.write(text)
    stream.flush()


def write_bytes(stream: TextIO | None, raw: bytes) -> None:
    """Write bytes as they are, after what was written before."""
    write(stream, "")
    if stream is not None:
        stream.buffer.write(raw)
        stream.buffer.flush()


def has_left(error: BaseException) -> bool:
    """Whether the reader closed the pipe (Windows says so with EINVAL)."""
    is_windows_pipe = os.name == "nt" and isinstance(error, OSError) and error.errno == errno.EINVAL
    return isinstance(error, BrokenPipeError) or is_windows_pipe


def deafen(stream: TextIO | None) -> None:
    """From here on the stream takes everything and keeps nothing."""
    if stream is None:
        return
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
    except (OSError, ValueError):
        return


def finish() -> None:
    """Flush what other hands wrote."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            deafen(stream)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads it."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
