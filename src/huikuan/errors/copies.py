"""What keeps a book from being backed up or restored."""

from __future__ import annotations

from huikuan.refusal import NotUnderstood, RuleRefusal, StorageTrouble
from huikuan.text import mark


class NothingToBackUp(StorageTrouble):
    sentence = mark("There is no book at “{book}”, so there is nothing to back up.")
    hint = mark("Give the path of a book with --db.")


class BackupUnsound(StorageTrouble):
    sentence = mark("The book is not sound, so no backup was made: {what}.")
    hint = mark("Type `huikuan doctor` to see where; earlier backups are as they were.")


class BackupThere(RuleRefusal):
    sentence = mark("“{file}” is there already, and a backup replaces nothing.")
    hint = mark("Give another name, or a folder.")


class BackupUnwritable(StorageTrouble):
    sentence = mark("No backup can be written in “{folder}”; nothing else was done.")
    hint = mark("Check that the folder is there and that your account may write it, or give another place with --to.")


class BackupWithoutRoom(StorageTrouble):
    sentence = mark("There is no room left for a backup in “{folder}”; nothing else was done.")
    hint = mark("Free some space, or give another place with --to.")


class KeepWithoutFolder(NotUnderstood):
    sentence = mark("A backup at a place of your own is never taken away, so --keep says nothing with --to.")
    hint = mark("Leave one of the two out.")


class CopyMissing(StorageTrouble):
    sentence = mark("There is no file “{file}” to restore the book from.")
    hint = mark("Backups are in the folder “{folder}” unless they were put elsewhere.")


class CopyIsTheBook(RuleRefusal):
    sentence = mark("“{file}” is the book itself.")
    hint = mark("Give a backup of it.")


class CopyUnsound(StorageTrouble):
    sentence = mark("“{file}” is not sound, and the book was left as it is: {what}.")
    hint = mark("Take another backup; `huikuan doctor --db {file}` shows where it is wrong.")


class SharedBookRestored(RuleRefusal):
    sentence = mark("A shared book is restored with the server's own tools, such as pg_restore.")
    hint = mark("A whole book goes into an empty database with `huikuan import FILE --as all --apply`.")
