"""A workbook is a packed folder of XML parts: only the parts of the table are unpacked, counted while they are.

What the packing list says of sizes is not believed: a part is unpacked up to a limit and no further. A part that
defines names of its own (DOCTYPE, ENTITY) is refused. The parts are packed anew: nothing else reaches the reader.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

from huikuan.errors import FileBlownUp, FileDamaged, FileEncrypted, FileOfOtherFormat, FileTooLong
from huikuan.parse.files.grid import MOST_ROWS
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST: Final = 512 * 1024 * 1024
LARGEST_RATIO: Final = 250
SMALL_ENOUGH: Final = 16 * 1024 * 1024
"""A part so small may be packed as tightly as it likes."""
MOST_PARTS: Final = 5000
_CHUNK: Final = 16 * 1024 * 1024
_ROW: Final = b"<row"
_LISTED: Final = b"PK\x01\x02"
MOST_STRINGS: Final = 5_000_000

_WANTED: Final = re.compile(r".*\.(?:xml|rels)", re.IGNORECASE)
_NOT_WANTED: Final = re.compile(
    r"(?:^|/)(?:drawings|media|charts|chartsheets|theme|externallinks|printersettings|customxml|docprops|pivotcache"
    r"|pivottables|comments[^/]*|threadedcomments|persons|activex|ctrlprops|querytables|tables|richdata|slicers?)(?:/|\.xml)",
    re.IGNORECASE,
)
_DEFINES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OPENING: Final = 64 * 1024
_SHEET: Final = re.compile(rb"<(?:[\w.-]+:)?sheet\s[^<>]*>")
_RELATION: Final = re.compile(rb"<(?:[\w.-]+:)?Relationship\s[^<>]*>")
_OTHER_EPOCH: Final = re.compile(rb"date1904\s*=\s*[\"'](?:1|true|on)[\"']")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook by name, and the part of each sheet."""

    parts: Mapping[str, bytes]
    sheets: Mapping[str, str]
    has_other_epoch: bool

    def packed(self) -> io.BytesIO:
        """The parts in one file again, for the reader of workbooks."""
        folder = io.BytesIO()
        with zipfile.ZipFile(folder, "w", zipfile.ZIP_STORED) as packing:
            for name, part in self.parts.items():
                packing.writestr(zipfile.ZipInfo(name), part)
        folder.seek(0)
        return folder


def opened(raw: bytes, file: str) -> Package:
    """The workbook in the bytes, checked."""
    if raw.count(_LISTED) > MOST_PARTS:
        raise FileBlownUp(file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            _refuse_other_formats({each.filename.replace("\\", "/").lower() for each in packed.infolist()}, file)
            parts = _unpacked(packed, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        raise FileDamaged(file=file) from None
    for name, part in parts.items():
        _refuse_definitions(part, file)
        if name.lower().endswith("sharedstrings.xml") and part.count(b"si>") + part.count(b"si/>") > 2 * MOST_STRINGS:
            raise FileBlownUp(file=file)
    book = parts.get("xl/workbook.xml", b"")
    return Package(parts, _sheets(parts), bool(_OTHER_EPOCH.search(book)))


def _refuse_other_formats(names: set[str], file: str) -> None:
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise FileOfOtherFormat(file=file, format=_("a binary workbook (.xlsb)"))
    if "content.xml" in names and "mimetype" in names:
        raise FileOfOtherFormat(file=file, format=_("an OpenDocument sheet"))
    if any(name.startswith("word/") for name in names):
        raise FileOfOtherFormat(file=file, format=_("a Word document"))
    if any(name.endswith(".iwa") for name in names):
        raise FileOfOtherFormat(file=file, format=_("a Numbers document"))
    if "[content_types].xml" not in names:
        raise FileOfOtherFormat(file=file, format=_("a packed archive"))
    raise FileDamaged(file=file)


def _unpacked(packed: zipfile.ZipFile, file: str) -> dict[str, bytes]:
    """The parts a table is made of. Of two with one name the first counts."""
    parts: dict[str, bytes] = {}
    left = LARGEST
    for each in packed.infolist():
        name = each.filename.replace("\\", "/").lstrip("/")
        if name in parts or not _WANTED.fullmatch(name) or _NOT_WANTED.search(name):
            continue
        if each.flag_bits & 1:
            raise FileEncrypted(file=file)
        parts[name] = _part(packed, each, left, file)
        left -= len(parts[name])
    return parts


def _part(packed: zipfile.ZipFile, each: zipfile.ZipInfo, left: int, file: str) -> bytes:
    most = min(left, max(SMALL_ENOUGH, each.compress_size * LARGEST_RATIO))
    if each.file_size > most:
        raise FileBlownUp(file=file)
    if each.file_size > _CHUNK:
        _refuse_long(packed, each, file)
    with packed.open(each) as stream:
        part = stream.read(most + 1)
    if len(part) > most:
        raise FileBlownUp(file=file)
    return part


def _refuse_long(packed: zipfile.ZipFile, each: zipfile.ZipInfo, file: str) -> None:
    """A part with more rows than a sheet has is left as soon as they are met, before it is unpacked as a whole."""
    rows = 0
    with packed.open(each) as stream:
        while piece := stream.read(_CHUNK):
            rows += piece.count(_ROW)
            if rows > MOST_ROWS:
                raise FileTooLong(file=file, most=f"{MOST_ROWS:,}")


def _refuse_definitions(part: bytes, file: str) -> None:
    """Parts are plain UTF-8 without definitions; anything else could hide what was looked for."""
    if b"\0" in part or part.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileDamaged(file=file)
    if _DEFINES.search(part[:_OPENING]) or b"<!ENTITY" in part or b"<!DOCTYPE" in part:
        raise FileDamaged(file=file)


def _sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part that holds each sheet, by the sheet's name."""
    targets = {}
    for relation in _RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        target = _attribute(relation, b"Target").replace("\\", "/")
        targets[_attribute(relation, b"Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets = {}
    for sheet in _SHEET.findall(parts.get("xl/workbook.xml", b"")):
        sheets[_attribute(sheet, b"name")] = targets.get(_attribute(sheet, rb"(?:[\w.-]+:)id"), "")
    return sheets


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""
