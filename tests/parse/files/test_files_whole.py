"""A table reads back the same lines whatever it is written as; a large one in little time and room; nothing is loaded early."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import TODAY, old_workbook, text_file, workbook

from huikuan.domain.lines import FileKind, ReceiptLine
from huikuan.domain.money import Money
from huikuan.parse.files.reading import read

NAMES = (
    st.text(st.sampled_from("华联商贸新世界百盛AaBb09,;\"'·()（）&- "), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
CODES = st.text(st.sampled_from("ABC0123456789-"), min_size=1, max_size=10).filter(lambda code: code.strip("-"))
LINES = st.lists(
    st.tuples(
        CODES,
        NAMES.filter(lambda name: not name.startswith("'")),
        st.integers(1, 10**11) | st.integers(-(10**9), -1),
        st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    ),
    min_size=1,
    max_size=12,
)
HEADINGS = ["客户编码", "客户名称", "收款金额", "收款日期"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES)
def test_any_table_reads_back_in_every_format(tmp_path, lines):
    expected = tuple(ReceiptLine(n, c, name, Money(fen), on) for n, (c, name, fen, on) in enumerate(lines, start=2))
    words = [HEADINGS, *([c, name, str(Money(fen)), on.isoformat()] for c, name, fen, on in lines)]
    cells = [HEADINGS, *([c, name, fen / 100, on] for c, name, fen, on in lines)]
    numbers = [HEADINGS, *([c, name, fen / 100, on.isoformat()] for c, name, fen, on in lines)]
    files = [
        *(
            text_file(tmp_path, words, encoding=e, between=b)
            for e in ("utf-8", "gb18030", "utf-16")
            for b in (",", "\t", ";")
        )
    ]
    for path in (*files, workbook(tmp_path, ("S", cells)), old_workbook(tmp_path, numbers)):
        found = read(path, FileKind.RECEIPTS, today=TODAY)
        assert found.lines == expected
        assert found.refused == ()


def test_nothing_heavy_is_loaded_before_it_is_needed():
    asked = "import huikuan.parse.files, sys; print([m for m in ('pydantic', 'python_calamine', 'tomli_w', 'zipfile', 'html') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
