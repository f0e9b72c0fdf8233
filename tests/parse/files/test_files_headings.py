"""Whose export it is does not matter: the headings of common programs are known, the best column fills each field."""

from __future__ import annotations

import pytest
from written import TODAY, text_file

from huikuan.domain.lines import FileKind
from huikuan.errors import FieldMissing, HeadingsNotFound
from huikuan.parse.files.fields import FIELDS, REPEATED, fields_of, reading_of
from huikuan.parse.files.folding import fold
from huikuan.parse.files.matching import Heading, assigned
from huikuan.parse.files.reading import read

INV, R, P, T, C = FileKind.INVOICES, FileKind.RECEIPTS, FileKind.PROMISES, FileKind.TARGETS, FileKind.CUSTOMERS


def known(kind, row):
    headings = [Heading(i, text, (text,)) for i, text in enumerate(row)]
    return {field: heading.text for field, heading in assigned(kind, headings).items()}


@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        pytest.param(
            INV,
            "单据编号 业务日期 到期日 客户编码 客户 币别 税额 不含税金额 价税合计 已核销金额 未核销金额 销售员 备注",
            "number issued due code name currency - - amount settled open owner note",
            id="Kingdee Cloud list",
        ),
        pytest.param(
            INV,
            "*(基本信息)单据编号 *(基本信息)业务日期 (基本信息)到期日 *(基本信息)客户#编码 (基本信息)客户#名称 *(明细)价税合计",
            "number issued due code name amount",
            id="Kingdee Cloud import template",
        ),
        pytest.param(
            INV,
            "核算项目代码 核算项目名称 单据号码 单据日期 到期日期 应收金额 已收款金额 余额 摘要",
            "code name number issued due amount settled open note",
            id="Kingdee K3",
        ),
        pytest.param(
            INV,
            "客户编码 客户简称 单据类型 单据号 单据日期 到期日 币种 原币金额 本币金额 原币余额 本币余额 部门 业务员",
            "code name - number issued due currency - amount - open - owner",
            id="Yonyou U8",
        ),
        pytest.param(
            INV,
            "往来单位编码 往来单位 单据编号 单据日期 收款到期日 应收金额 已收金额 未收金额 业务员",
            "code name number issued due amount settled open owner",
            id="Chanjet T+",
        ),
        pytest.param(
            INV,
            "单位编号 单位全名 单据编号 录单日期 经手人 摘要 金额 收款金额",
            "code name number - owner note amount settled",
            id="管家婆",
        ),
        pytest.param(
            INV,
            "Customer|Name 1|Document Number|Document Date|Posting Date|Net due date|Amount in local currency|Text",
            "code|name|number|issued|-|due|amount|-",
            id="SAP FBL5N",
        ),
        pytest.param(
            INV,
            "客户|名称 1|凭证编号|凭证日期|净到期日|本币金额|文本",
            "name|-|number|issued|due|amount|-",
            id="SAP in Chinese",
        ),
        pytest.param(
            INV,
            "Customer Number|Customer Name|Transaction Number|Transaction Date|Due Date|Original Amount|Amount Due Remaining",
            "code|name|number|issued|due|amount|open",
            id="Oracle",
        ),
        pytest.param(
            INV,
            "Number|Invoice Partner Display Name|Invoice/Bill Date|Due Date|Untaxed Amount Signed|Total Signed|Amount Due Signed",
            "number|name|issued|due|-|amount|open",
            id="Odoo",
        ),
        pytest.param(
            INV,
            "Posting Date|Customer|Customer Name|Voucher Type|Voucher No|Due Date|Invoiced Amount|Paid Amount|Credit Note|Outstanding Amount|Age (Days)|Currency|Sales Person",
            "issued|code|name|-|number|due|amount|settled|-|open|-|currency|owner",
            id="ERPNext",
        ),
        pytest.param(
            INV,
            "Date|Transaction type|Num|Customer|Due date|Amount|Open balance",
            "issued|-|number|name|due|amount|open",
            id="QuickBooks",
        ),
        pytest.param(
            INV,
            "*ContactName|EmailAddress|*InvoiceNumber|Reference|*InvoiceDate|*DueDate|Total|TaxTotal|InvoiceAmountPaid|InvoiceAmountDue|Currency",
            "name|-|number|-|issued|due|amount|-|settled|open|currency",
            id="Xero",
        ),
        pytest.param(
            INV,
            "A/C|Name|Date|Due|Ref|Gross|Net|Tax|Outstanding",
            "code|-|issued|due|number|amount|-|-|open",
            id="Sage",
        ),
        pytest.param(INV, "编码 客户 号码 开票 到期 金额", "code name - - due amount", id="huikuan in Chinese"),
        pytest.param(INV, "数量 单价 税额 金额 客户名称", "- - - amount name", id="not price, not tax"),
        pytest.param(INV, "客户 金额(不含税) 金额(含税)", "name - amount", id="brackets that matter"),
        pytest.param(INV, "客户 金额(美元) 金额(人民币)", "name - amount", id="another currency"),
        pytest.param(INV, "客户 0-30天 31-60天 合计", "name - - amount", id="ageing buckets"),
        pytest.param(
            R,
            "单据编号 业务日期 往来单位 结算方式 收款金额 实收金额 币别 摘要",
            "reference on name form amount - currency note",
            id="Kingdee receipt",
        ),
        pytest.param(
            R,
            "交易日期 交易流水号 贷方发生额 余额 对方户名 对方账号 摘要",
            "on reference amount - name - note",
            id="bank statement",
        ),
        pytest.param(
            R,
            "Payment Date|Customer|Payment Method|Amount|Reference No|Invoice Number|Memo",
            "on|name|form|amount|reference|invoice|note",
            id="payments in English",
        ),
        pytest.param(R, "日期 客户 金额 方式 票据到期日", "on name amount form matures", id="a plain list of receipts"),
        pytest.param(P, "客户 承诺金额 承诺付款日期 承诺人 付款方式", "name amount due made_by form", id="promises"),
        pytest.param(P, "Customer|Amount|Due|Made|By", "name|amount|due|made_on|made_by", id="huikuan's promises"),
        pytest.param(P, "客户 到期 金额 承诺日 承诺人", "name due amount made_on made_by", id="huikuan's promises, zh"),
        pytest.param(P, "客户 金额 承诺日期", "name amount due", id="承诺日期 alone is the day it is due"),
        pytest.param(
            T,
            "月份 编码 客户 目标 预计 开口价 认可 建议 措施1 可补1 期限1 措施2 可补2 期限2",
            "month code name amount expected ask accepted_on - measure yield by measure2 yield2 by2",
            id="targets",
        ),
        pytest.param(
            T,
            "编码 客户 级 目标 到账 承诺 差距 措施 未覆盖 建议 备注",
            "code name - amount - - - - - - -",
            id="our plan",
        ),
        pytest.param(T, "客户 措施 可补 措施 可补", "name measure yield measure2 yield2", id="the same heading again"),
        pytest.param(
            C,
            "客户编码 客户名称 客户简称 信用等级 客户类型 专管业务员 联系人 手机 账期(天) 备注",
            "code name aliases grade kind owner contact phone terms_days note",
            id="customers",
        ),
        pytest.param(
            C, "编码 客户 等级 种类 业务员 别名", "code name grade kind owner aliases", id="huikuan's customers"
        ),
        pytest.param(
            C, "Code|Customer|Grade|Kind|Owner|Also called", "code|name|grade|kind|owner|aliases", id="in English"
        ),
        pytest.param(C, "客户简称 地址", "name -", id="a short name is a name where there is no other"),
    ],
)
def test_headings_of(kind, row, expected):
    sign = "|" if "|" in row else " "
    wanted = {f: text for f, text in zip(expected.split(sign), row.split(sign), strict=True) if f != "-"}
    assert known(kind, row.split(sign)) == wanted


def test_every_heading_of_the_table_is_known_alone():
    """Written alone, each heading fills one of the fields it stands for."""
    lost = [
        (kind, field, word)
        for kind, table in FIELDS.items()
        for field, row in table.items()
        for word in row.headings.split()
        if field not in REPEATED and not known(kind, [word.strip("*?").replace("_", " ")])
    ]
    assert lost == []


def test_the_table_names_only_fields_a_line_has():
    for kind, table in FIELDS.items():
        for field, row in table.items():
            assert field in fields_of(kind)
            assert reading_of(kind, field)
            folded = [fold(word) for word in row.headings.split()]
            assert "" not in folded
            assert sorted({f for f in folded if folded.count(f) > 1}) == [], (kind, field)


@pytest.mark.parametrize(
    ("kind", "row", "field"),
    [
        (INV, ["客户", "单据号", "到期日"], "the amount"),
        (INV, ["金额", "单据号"], "the customer"),
        (R, ["客户", "收款金额"], "the day the money came in"),
        (P, ["客户", "承诺金额"], "the day it is due"),
        (T, ["客户", "月份"], "the amount"),
    ],
)
def test_a_missing_field_is_named_with_the_headings_there_are(tmp_path, kind, row, field):
    path = text_file(tmp_path, [row, ["x"] * len(row)])
    with pytest.raises(FieldMissing) as refused:
        read(path, kind, today=TODAY)
    assert field in str(refused.value)
    assert all(heading in str(refused.value) for heading in row)
    assert "--map" in str(refused.value)


def test_a_file_without_any_known_heading_is_refused(tmp_path):
    with pytest.raises(HeadingsNotFound):
        read(text_file(tmp_path, [["甲", "乙"], ["1", "2"]]), INV, today=TODAY)
