"""The folder an old Office file is: named streams in sectors chained by a table. No chain is followed for ever."""

from __future__ import annotations

import struct
from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_SMALL_SECTOR: Final = 64
_ENTRY: Final = 128
_LAST_SECTOR: Final = 0xFFFFFFFA
_IN_HEADER: Final = 109
_ROOT, _STREAM = 5, 2
_SHIFTS: Final = (9, 12)


class _Folder:
    """The sectors of the file and the table that chains them."""

    def __init__(self, raw: bytes) -> None:
        (shift,) = struct.unpack_from("<H", raw, 30)
        if shift not in _SHIFTS:
            raise ValueError(shift)
        self.raw, self.size = raw, 1 << shift
        self.most = len(raw) // self.size + 1
        (self.table_count, self.start) = struct.unpack_from("<II", raw, 44)
        (self.small_below, small_table, _count) = struct.unpack_from("<III", raw, 56)
        self.table = self._table()
        self.small_table = _numbers(self.chained(small_table)) if small_table < _LAST_SECTOR else ()

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        if start >= len(self.raw):
            raise ValueError(number)
        return self.raw[start : start + self.size]

    def chained(self, number: int) -> bytes:
        """The sectors from this one on, in the order of the table."""
        return b"".join(map(self.sector, _chain(number, self.table, self.most)))

    def _table(self) -> tuple[int, ...]:
        (more, count) = struct.unpack_from("<II", self.raw, 68)
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self.raw, 76))
        if max(self.table_count, count) > self.most:
            raise ValueError(self.table_count)
        for _each in range(count):
            *numbers, more = _numbers(self.sector(more))
            sectors += numbers
        used = [number for number in sectors[: self.table_count] if number < _LAST_SECTOR]
        return tuple(number for sector in used for number in _numbers(self.sector(sector)))


def streams(raw: bytes) -> dict[str, Callable[[], bytes]]:
    """What the folder holds, by name in small letters; each stream is put together when it is asked for."""
    folder = _Folder(raw)
    listed = folder.chained(folder.start)
    entries = [listed[at : at + _ENTRY] for at in range(0, len(listed) - _ENTRY + 1, _ENTRY)]
    small = next((folder.chained(_start(each)) for each in entries if each[66] == _ROOT and _size(each)), b"")
    return {_name(each): partial(_content, folder, small, each) for each in entries if each[66] == _STREAM}


def _content(folder: _Folder, small: bytes, entry: bytes) -> bytes:
    size = _size(entry)
    if size >= folder.small_below:
        return folder.chained(_start(entry))[:size]
    chain = _chain(_start(entry), folder.small_table, len(folder.small_table))
    return b"".join(small[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR] for at in chain)[:size]


def _chain(number: int, table: tuple[int, ...], most: int) -> list[int]:
    found: list[int] = []
    while number < _LAST_SECTOR:
        found.append(number)
        if len(found) > most:
            raise ValueError(number)
        number = table[number]
    return found


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()


def _start(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 116)[0])


def _size(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 120)[0])
