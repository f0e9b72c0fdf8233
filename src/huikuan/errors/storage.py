"""What keeps a book from being read or written."""

from __future__ import annotations

from huikuan.refusal import StorageTrouble
from huikuan.text import mark


class NothingStored(StorageTrouble):
    sentence = mark("There is no book yet, so nothing was recorded.")
    hint = mark("The first entry: huikuan customer add NAME")


class BookMissing(StorageTrouble):
    sentence = mark("There is no book at “{book}”.")
    hint = mark("Check the path; the first entry makes a book there: huikuan customer add NAME")


class NotABook(StorageTrouble):
    sentence = mark("“{book}” is not a huikuan book.")
    hint = mark("Give the path of a book with --db, or put a backup in its place.")


class EmptyBookFile(StorageTrouble):
    sentence = mark("“{book}” is an empty file, not a book.")
    hint = mark("Put a backup in its place, or remove it and the next entry starts a new book there.")


class BookIsFolder(StorageTrouble):
    sentence = mark("“{book}” is a folder, not a book.")
    hint = mark("Give the path of the file itself with --db, like {book}/book.db.")


class NewerBook(StorageTrouble):
    sentence = mark("This book was written by a newer huikuan: it has version {found}, this program knows {known}.")
    hint = mark("Install the newer huikuan; the book was left as it is.")


class ForgottenBook(StorageTrouble):
    sentence = mark("This book has version {found}; this program reads books from version {oldest} on.")
    hint = mark("The book was left as it was.")


class OutdatedBook(StorageTrouble):
    sentence = mark("This book was written by an older huikuan and has to be brought up to date first.")
    hint = mark("Type `huikuan doctor --upgrade`; a copy is kept in the folder “backups” beside it.")


class OutdatedServerBook(StorageTrouble):
    sentence = mark("The shared book was written by an older huikuan and has to be brought up to date first.")
    hint = mark("Have the database backed up, then type `huikuan doctor --upgrade`.")


class UpgradeFailed(StorageTrouble):
    sentence = mark("The book could not be brought up to date; it was left as it was.")
    hint = mark("Type `huikuan doctor` to have it checked.")


class BookBusy(StorageTrouble):
    sentence = mark("Another command has been writing to the book for too long; nothing was written.")
    hint = mark("Wait until it is done, then type this again.")


class BookDamaged(StorageTrouble):
    sentence = mark("“{book}” is damaged: SQLite itself found it so.")
    hint = mark(
        "Change nothing yet: keep a copy of it, and of “{book}-journal” if that lies beside it; then type "
        "`huikuan doctor`. A backup is put in its place with `huikuan restore PATH`."
    )


class BookGarbled(StorageTrouble):
    sentence = mark("“{book}” is damaged: its table “{table}” holds what huikuan never writes there.")
    hint = BookDamaged.hint


class BookUnreadable(StorageTrouble):
    sentence = mark("“{book}” cannot be opened.")
    hint = mark("Check that its folder is there and that your account may read it, or give another path with --db.")


class BookUnwritable(StorageTrouble):
    sentence = mark("“{book}” cannot be written; nothing was recorded.")
    hint = mark("Check that your account may write it and its folder, or give another path with --db.")


class BookInterrupted(StorageTrouble):
    sentence = mark("The last command writing to “{book}” was cut off, and your account may not tidy up there.")
    hint = mark("Run any command once from the account that owns the book; nothing that was recorded is lost.")


class DiskFull(StorageTrouble):
    sentence = mark("There is no room left where the book is kept; nothing was recorded.")
    hint = mark("Free some space, then type this again.")


class BookTrouble(StorageTrouble):
    sentence = mark("“{book}” could not be read or written to its end; nothing was recorded.")
    hint = mark("Type it again; if it stays so, type `huikuan doctor` and check the disk.")


class BookUnsafe(StorageTrouble):
    sentence = mark("The SQLite of this Python does not keep a book safely: it ignores “{setting}”.")
    hint = mark("Use another Python; nothing was recorded.")


class BookRefuses(StorageTrouble):
    sentence = mark("The book refuses this: it would contradict what it already holds; nothing was recorded.")
    hint = mark("Look at the record first, then type it differently.")


class ServerNotKnown(StorageTrouble):
    sentence = mark("The address of the shared book is not one of a PostgreSQL database.")
    hint = mark("Write it like postgresql://NAME:PASSWORD@HOST/DATABASE in HUIKUAN_DB or the settings file.")


class ServerDriverMissing(StorageTrouble):
    sentence = mark("A shared book needs the PostgreSQL driver, which is not installed.")
    hint = mark("Type `pip install 'huikuan[pg]'`.")


class ServerUnreachable(StorageTrouble):
    sentence = mark("The server of the shared book cannot be reached, or does not let you in.")
    hint = mark("Check the network, and the address and password in HUIKUAN_DB or the settings file.")


class ServerBusy(StorageTrouble):
    sentence = mark("The server of the shared book did not answer in time; nothing was recorded.")
    hint = mark("Wait a moment, then type this again.")


class ServerForbids(StorageTrouble):
    sentence = mark("The server does not allow your account to do this in the shared book; nothing was recorded.")
    hint = mark("Ask whoever runs the server for the right to read and write there.")


class ServerNotABook(StorageTrouble):
    sentence = mark("The shared database holds something else than a huikuan book.")
    hint = mark("Give the address of an empty database, or of one that huikuan made.")


class ServerTrouble(StorageTrouble):
    sentence = mark("The server of the shared book could not do this; nothing was recorded.")
    hint = mark("Type it again; if it stays so, ask whoever runs the server.")
