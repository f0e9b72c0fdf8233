"""How a run that was cut short ends: one sentence on stderr in the language in use, and the exit code.

Names of files are said; a driver's words, an address of a server, a traceback are not, unless HUIKUAN_DEBUG is set.
"""

from __future__ import annotations

import errno
import os
import sys

from typer import Abort, Exit, TyperException

from huikuan.cli import output, streams, surroundings
from huikuan.cli.context import context
from huikuan.errors import BookRefuses, BookTrouble, NotFound, NotUnderstood, Refusal, StorageTrouble
from huikuan.text import _, mark, shortened

STOPPED = 130
_LONGEST = 300
MISTYPED = 2
SOME_REFUSED = 5
"""Lines of a file were refused, also where the good ones were taken in."""
WHY = {
    errno.ENOENT: mark("there is no such file"),
    errno.EACCES: mark("there is no permission"),
    errno.EPERM: mark("there is no permission"),
    errno.EROFS: mark("the disk cannot be written"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENOTDIR: mark("its folder is a file"),
}


class FileTrouble(StorageTrouble):
    """The system refused a file."""

    sentence = mark("“{place}” cannot be read or written: {why}.")
    hint = mark("Check the path, or give another one.")


class SystemTrouble(StorageTrouble):
    """The system refused something without naming a file."""

    sentence = mark("Something cannot be read or written: {why}.")
    hint = mark("“huikuan doctor” shows where the book is and whether it is sound.")


class WordsGarbled(NotUnderstood):
    """The words typed arrived as bytes that are no text."""

    sentence = mark("What was typed cannot be read as text: the locale here ({locale}) has no Chinese.")
    hint = mark("Set one that has, such as `export LC_ALL=C.UTF-8`, and type it again.")

    def __str__(self) -> str:
        said = super().__str__()
        plain = f"{self.sentence} {self.hint}".format(**self.values)
        return plain if surroundings.locale_at_fault(said, sys.stderr) else said


class MemoryFull(StorageTrouble):
    """The machine has no more room for what was asked."""

    sentence = mark("There is not enough memory left on this machine for that.")
    hint = mark("Close other programs or ask for less at a time, such as one customer, or a file with fewer lines.")


class Fault(Refusal):
    """A mistake of the program itself."""

    sentence = mark("This is a fault of huikuan itself ({kind}), not of what was typed.")
    hint = mark("Type it again with HUIKUAN_DEBUG=1 in front and report what it prints.")


_PERHAPS_DAMAGE = (Fault, BookTrouble, BookRefuses)
"""What also comes of a book whose file lost a bit: it is looked at before anything else is blamed."""


def ended_by(error: BaseException) -> int:
    """Say what must be said about this error; the exit code of the run."""
    if isinstance(error, Exit):
        return 0 if output.is_stored() and error.exit_code != SOME_REFUSED else error.exit_code
    if os.environ.get("HUIKUAN_DEBUG") and not isinstance(error, Refusal):
        _trace(error)
    if output.is_stored():
        output.note(_("It is recorded; only the result could not be shown. Do not enter it again."))
        return 0
    if isinstance(error, (Abort, KeyboardInterrupt, EOFError)):
        return STOPPED
    if streams.has_left(error):
        return 0
    return _refused(error)


def _refused(error: BaseException) -> int:
    if isinstance(error, TyperException):
        output.refuse(shortened(error.format_message(), _LONGEST))
        return MISTYPED
    refusal = error if isinstance(error, Refusal) else _in_words(error)
    if isinstance(refusal, (NotUnderstood, NotFound)) and surroundings.is_garbled(context().typed):
        refusal = WordsGarbled(locale=surroundings.locale())
    if isinstance(refusal, _PERHAPS_DAMAGE):
        from huikuan.cli import session

        refusal = session.damage() or refusal
    elif isinstance(refusal, StorageTrouble):
        from huikuan.cli import session

        refusal = session.proven(refusal)
    output.refuse(str(refusal))
    return refusal.exit_code


def _in_words(error: BaseException) -> Refusal:
    if isinstance(error, MemoryError):
        return MemoryFull()
    if not isinstance(error, OSError):
        return Fault(kind=type(error).__name__)
    why = _(WHY[error.errno]) if error.errno in WHY else _("the system refused it")
    if error.filename is None:
        return SystemTrouble(why=why)
    return FileTrouble(place=error.filename, why=why)


def _trace(error: BaseException) -> None:
    import traceback

    output.note("".join(traceback.format_exception(error)).rstrip())
