"""What keeps a file from being read at all. A line of it that is refused is a value, not an error."""

from __future__ import annotations

from huikuan.refusal import NotUnderstood
from huikuan.text import mark


class FileMissing(NotUnderstood):
    sentence = mark("There is no file “{file}”.")
    hint = mark("Check its name and folder.")


class FileIsFolder(NotUnderstood):
    sentence = mark("“{file}” is a folder, not a file.")
    hint = mark("Give one file in it.")


class FileIsDevice(NotUnderstood):
    sentence = mark("“{file}” is a device or a pipe, not a file.")
    hint = mark("Save what it gives in a file, and give that.")


class FileUnreadable(NotUnderstood):
    sentence = mark("“{file}” cannot be opened.")
    hint = mark("Check that your account may read it and that no other program holds it.")


class FileEmpty(NotUnderstood):
    sentence = mark("“{file}” is empty.")
    hint = mark("Export it again.")


class FileTooLarge(NotUnderstood):
    sentence = mark("“{file}” is larger than {most} MB.")
    hint = mark("Export fewer lines at a time, or save it as CSV.")


class FileTooLong(NotUnderstood):
    sentence = mark("“{file}” has more than {most} lines.")
    hint = mark("Export fewer lines at a time.")


class FileTooFull(NotUnderstood):
    sentence = mark("“{file}” has more than {most} cells.")
    hint = mark("Export fewer lines or fewer columns at a time.")


class FileLineTooLong(NotUnderstood):
    sentence = mark("“{file}” has more than {most} characters without the end of a line: it is no table.")
    hint = mark("Export it again, or save it as .xlsx.")


class FileTooWide(NotUnderstood):
    sentence = mark("The sheet of “{file}” reaches too far: row {row}, column {column}.")
    hint = mark("Delete the stray cells far from the table, or copy the table to a new sheet.")


class FileBlownUp(NotUnderstood):
    sentence = mark("“{file}” unpacks to far more than a sheet holds; it was not opened.")
    hint = mark("Export it again, or save it as CSV.")


class FileDamaged(NotUnderstood):
    sentence = mark("“{file}” is damaged or not what it seems: it cannot be read as a workbook.")
    hint = mark("Open it in Excel and save it as .xlsx.")


class FileEncrypted(NotUnderstood):
    sentence = mark("“{file}” is protected by a password.")
    hint = mark("Open it in Excel, save it without the password, and give that file.")


class FileOfOtherFormat(NotUnderstood):
    sentence = mark("“{file}” is {format}, which is not read here.")
    hint = mark("Save the table as .xlsx or CSV, and give that.")


class FileNotText(NotUnderstood):
    sentence = mark("“{file}” is neither a workbook nor a text: it is not written in {tried}.")
    hint = mark("Open it in Excel and save it as .xlsx, or as CSV in UTF-8.")


class FileQuotesOpen(NotUnderstood):
    sentence = mark("The quotation marks of “{file}” do not pair, from line {line} on.")
    hint = mark("Correct that line, or save the table as .xlsx.")


class SheetMissing(NotUnderstood):
    sentence = mark("“{file}” has no sheet “{sheet}”.")
    hint = mark("It has: {sheets}.")


class HeadingsNotFound(NotUnderstood):
    sentence = mark("No line of headings was found in “{file}” for {kind}.")
    hint = mark('Name the columns in a map, like amount = "column:F" under [columns], and give it with --map FILE.')


class FieldMissing(NotUnderstood):
    sentence = mark("No column of “{file}” was recognised as {field}. Its headings: {headings}.")
    hint = mark('Say which one in a map, like amount = "column:F" under [columns], and give it with --map FILE.')


class MapUnreadable(NotUnderstood):
    sentence = mark("The map {file} cannot be opened.")
    hint = mark("Check its name and folder.")


class MapNotUnderstood(NotUnderstood):
    sentence = mark("The map {file} is not understood at “{key}”: {why}.")
    hint = mark("Correct or delete that line.")


class MapOfOtherKind(NotUnderstood):
    sentence = mark("The map is one for {kind}, not for {wanted}.")
    hint = mark("Give a map written for this kind of file, or leave --map out.")


class MapColumnMissing(NotUnderstood):
    sentence = mark("“{file}” has no column “{heading}”, which the map names. Its headings: {headings}.")
    hint = mark("Correct the map; a column can also be named by its letter, like column:F.")


class MapValueRefused(NotUnderstood):
    sentence = mark("The map gives {field} as “{value}” on every line: {why}.")
    hint = mark("Correct it under [constants].")


class KindOfFileMissing(NotUnderstood):
    sentence = mark("It was not said what the file lists.")
    hint = mark("Say it with --as: customers, invoices, receipts, promises, targets or all.")


class FileOfDayAhead(NotUnderstood):
    sentence = mark("The file cannot have been made on {day}, which is in the future.")
    hint = mark("Give the day it was made, or leave --on out.")


class ListOfWhatIsOpenMissing(NotUnderstood):
    sentence = mark("The file does not say what is open, so what it leaves out cannot be called settled.")
    hint = mark("Export it with the open or the settled amounts, or leave --complete out.")
