"""The fields of each kind of list, a row each: how it is read, what a person calls it, the headings known for it, and
what no line can do without. To add one: a row here, and the line of `domain/lines.py` that holds it.

Headings stand best first: of Kingdee, Yonyou, 管家婆, SAP, Oracle, Odoo, ERPNext, QuickBooks, Xero, Sage, of plain
sheets in Chinese and English, and of the tables huikuan itself writes.

A heading is compared without spaces, punctuation, capitals and required marks. One with a * is also found inside a
longer heading (单据编号 in 销售单据编号), the longest such winning; all others have to stand alone. One with a ? is
taken only where nothing else can be.
Of two columns that fit a field the one whose heading stands earlier here is taken: 价税合计 before 金额.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from huikuan.domain.lines import FileKind
from huikuan.parse.files.field import CODE, CURRENCY, FORM, NAME, NOTE, OWNER, PAYER, Field, Reading
from huikuan.text import mark

if TYPE_CHECKING:
    from collections.abc import Mapping


_INVOICES: Final = {
    "code": CODE,
    "name": NAME,
    "number": Field(
        Reading.CODE,
        mark("invoice number"),
        """
发票号码* 发票编号* 发票号* 应收单号* 应收单编号 单据编号* 单据号码 单据号* 销售单号* 出库单号* 业务单号 票据号 票号
单号 业务编号 凭证编号 凭证号 凭证字号 订单编号 订单号 合同号 编号 invoice_number* invoice_no* invoice_num invoice_id
document_number* document_no* doc_no transaction_number trx_number voucher_no billing_document
reference_number number num no ref belnr reference invoice name/number
""",
    ),
    "issued": Field(
        Reading.DAY,
        mark("issued on"),
        """
开票日期* 发票日期* 单据日期* 业务日期* 应收日期 立账日期 起算日期 销售日期 出库日期 发货日期 凭证日期 记账日期
入账日期 过账日期 制单日期 开票时间 日期 invoice_date* invoice/bill_date document_date* doc_date transaction_date
trx_date billing_date bill_date posting_date issue_date issued gl_date date
""",
    ),
    "due": Field(
        Reading.DAY,
        mark("due on"),
        """
应收到期日* 收款到期日* 付款到期日* 到期日期* 到期日* 净到期日* 约定付款日期 约定收款日期 应收款日期 应收款日
应付款日期 预计收款日期 最后付款日 收款期限 付款期限 到期 net_due_date* due_date* payment_due_date date_due
invoice_date_due maturity_date due net_due
""",
    ),
    "amount": Field(
        Reading.SIGNED,
        mark("amount"),
        """
价税合计本位币* 本币价税合计 应收金额本位币 本币应收金额 本币金额* 本位币金额* 金额本位币 金额本币 借方本币金额
借方本币 价税合计* 应收金额* 含税金额 发票金额* 开票金额* 含税总额 应收总额 应收款总额 应收款金额 应收合计 应收账款
应收款 单据金额* 整单金额 销售金额 折后金额 合计金额 总金额 总额 借方金额 借方原币 原币金额 票面金额 应收
金额* total_in_company_currency total_signed amount_in_local_currency* amount_in_company_code_currency* amount_in_lc
amount_in_doc._curr. amount_in_document_currency total_in_currency_signed total_in_currency invoice_amount*
invoiced_amount* invoice_total* invoice_value original_amount* original_value grand_total gross_amount amount_gross
total_amount amount_total gross total amount* 合计
""",
        mark("the amount"),
    ),
    "settled": Field(
        Reading.SIGNED,
        mark("settled so far"),
        """
已核销本币金额 已核销金额本位币 已收本币金额 已收金额* 已收款金额* 已回款金额* 已核销金额* 已核销原币金额 已结算金额*
已结金额 已付金额* 已冲金额 累计收款* 累计已收 核销金额 收款金额 回款金额 已收款 已回款 已核销 已收 已付 paid_amount*
amount_paid* invoice_amount_paid amount_received received_amount amount_applied applied_amount payment_amount payments
received settled paid
""",
    ),
    "settled_on": Field(
        Reading.DAY,
        mark("settled on"),
        """
收款日期* 回款日期* 核销日期* 结清日期 最后收款日期* 付款日期 payment_date* paid_on date_paid last_payment_date
clearing_date settled_date* settlement_date* settled_on date_settled
""",
    ),
    "open": Field(
        Reading.SIGNED,
        mark("still open"),
        """
未核销本币金额 未核销金额本位币 本币余额* 未收本币金额 未收金额* 未收款金额* 未回款金额* 未核销金额* 未核销原币金额
未结算金额* 未结金额* 未付金额* 未清金额* 应收余额* 应收账款余额* 应收款余额* 欠款金额* 欠款余额* 尚欠金额 剩余金额
未收款 未回款 未收 未付 欠款 尚欠 原币余额 期末余额 余额* amount_due_signed amount_due_remaining* outstanding_amount*
outstanding_balance amount_outstanding open_balance* open_amount* invoice_amount_due amount_due* balance_due*
remaining_amount amount_remaining* amount_residual residual_amount unpaid_amount* outstanding remaining unpaid open
balance
""",
        mark("the amount"),
    ),
    "disputed": Field(
        Reading.DISPUTED, mark("disputed amount"), "争议金额* 异议金额* 争议 disputed_amount* amount_disputed disputed"
    ),
    "owner": OWNER,
    "note": NOTE,
    "currency": CURRENCY,
}

_RECEIPTS: Final = {
    "code": CODE,
    "name": NAME.with_headings(PAYER),
    "amount": Field(
        Reading.SIGNED,
        mark("amount"),
        """
收款金额本位币 收款本币金额 本币收款金额 实收金额本位币 本币金额* 本位币金额 金额本位币 金额本币 收款金额* 实收金额*
到账金额* 回款金额* 到款金额* 来款金额* 收款额 回款额 实收 到账 贷方金额 贷方发生额 收入金额 收入 交易金额 单据金额
票面金额 票据金额 原币金额 总金额 合计金额 金额* amount_in_company_currency amount_in_local_currency* payment_amount*
amount_received* received_amount* amount_paid* paid_amount* receipt_amount* credit_amount deposit_amount total_amount
amount_company_currency_signed amount* credit total
""",
        mark("the amount"),
    ),
    "on": Field(
        Reading.DAY,
        mark("value date"),
        """
收款日期* 到账日期* 到款日期* 回款日期* 来款日期* 实收日期 入账日期* 起息日 交易日期* 交易时间 收票日期 单据日期*
业务日期* 记账日期 过账日期 凭证日期 日期 时间 payment_date* receipt_date* date_received received_on value_date
transaction_date deposit_date posting_date document_date gl_date date
""",
        mark("the day the money came in"),
    ),
    "form": FORM,
    "matures": Field(
        Reading.DAY,
        mark("matures on"),
        """
票据到期日* 汇票到期日* 承兑到期日* 到期日期* 到期日* 到期 maturity_date* bill_maturity matures maturity due_date due
""",
    ),
    "reference": Field(
        Reading.CODE,
        mark("reference"),
        """
收款单号* 收款单编号* 交易流水号* 银行流水号* 流水号* 单据编号* 单据号码 单据号* 票据号码 票据号 凭证号 凭证字号
凭证编号 回单编号 参考号 编号 单号 payment_number payment_no receipt_number* receipt_no* transaction_id reference_no*
reference_number reference* check_number cheque_no voucher_no* document_number* document_no number num ref no
""",
    ),
    "reversed_on": Field(
        Reading.DAY,
        mark("returned on"),
        """
退回日期* 退回日* 退票日期* 退票日 冲回日期* 冲回日 冲回 已冲回 退回 reversed_on* returned_on reversed
""",
    ),
    "invoice": Field(
        Reading.CODE,
        mark("invoice settled"),
        """
发票号码* 发票编号* 发票号* 核销单号 核销单据号 源单编号* 源单号* 应收单号* 对应单号 invoice_number* invoice_no*
invoice_num invoice_id applied_to invoice
""",
    ),
    "owner": OWNER,
    "note": NOTE,
    "currency": CURRENCY,
}

_PROMISES: Final = {
    "code": CODE,
    "name": NAME,
    "amount": Field(
        Reading.AMOUNT,
        mark("amount"),
        """
承诺金额* 承诺付款金额* 承诺回款金额* 承诺收款金额 计划收款金额* 计划回款金额* 预计回款金额* 预计收款金额* 预计金额
计划金额 分期金额 回款金额 付款金额 承诺额 金额* promised_amount* promise_amount* ptp_amount amount_promised
expected_amount amount* promised
""",
        mark("the amount"),
    ),
    "due": Field(
        Reading.DAY,
        mark("due on"),
        """
承诺付款日期* 承诺付款日* 承诺回款日期* 承诺回款日* 承诺到账日期 承诺兑现日期 计划收款日期* 计划回款日期*
预计回款日期* 预计收款日期* 预计到账日期 约定付款日期 约定日期 付款日期 回款日期 到期日期* 到期日* 到期 承诺日期
due_date* promised_date* promise_date* ptp_date pay_by payment_date expected_date due
""",
        mark("the day it is due"),
    ),
    "made_on": Field(
        Reading.DAY,
        mark("promised on"),
        """
承诺日 作出承诺日期 承诺作出日期 登记日期 记录日期 签订日期 承诺日期? made made_on promised_on recorded_on date_made
""",
    ),
    "status": Field(Reading.STATUS, mark("promise status"), "承诺状态* promise_status*"),
    "made_by": Field(
        Reading.NAME,
        mark("promised by"),
        "承诺人* 承诺联系人 客户联系人 联系人 made_by promised_by contact_person contact by",
    ),
    "form": FORM,
    "owner": OWNER,
    "currency": CURRENCY,
}

_TARGETS: Final = {
    "code": CODE,
    "name": NAME,
    "month": Field(
        Reading.MONTH, mark("month"), "目标月份* 计划月份* 月份* 年月 月度 会计期间 期间 所属期 month* period"
    ),
    "amount": Field(
        Reading.AMOUNT,
        mark("amount"),
        """
回款目标* 收款目标* 目标金额* 本月目标* 月度目标* 月目标 目标* 任务金额 回款任务 计划回款 计划收款 计划金额 任务
target_amount* target* goal amount
""",
        mark("the amount"),
    ),
    "expected": Field(
        Reading.AMOUNT,
        mark("expected amount"),
        "预计回款* 预计收款* 预计金额* 预计* 预期回款 预期 预测 expected_amount* expected* forecast",
        mark("the amount"),
    ),
    "ask": Field(Reading.AMOUNT, mark("opening ask"), "开口价* 开口金额 要价 开价 报价 opening_ask asked ask"),
    "accepted_on": Field(
        Reading.DAY, mark("accepted on"), "认可日期* 认可日 客户认可日期 认可 确认日期 accepted_on* accepted"
    ),
    "measure": Field(
        Reading.NAME,
        mark("measure's title"),
        "措施内容 具体措施 回款措施 措施 measure_title measure action",
        mark("the amount"),
    ),
    "yield": Field(
        Reading.AMOUNT,
        mark("measure's yield"),
        "可补金额 可补 措施金额 预计增加 预计可补 estimated_yield yield estimate",
    ),
    "by": Field(
        Reading.DAY, mark("measure's day"), "措施期限 措施到期 完成日期 完成期限 期限 by by_date deadline measure_due"
    ),
    "owner": OWNER,
}

_CUSTOMERS: Final = {
    "code": CODE,
    "name": NAME.with_headings("全称 名称 单位 name"),
    "grade": Field(
        Reading.GRADE,
        mark("credit grade"),
        """
信誉等级* 信用等级* 信用级别 客户等级 客户级别 等级 级 credit_rating credit_grade customer_grade grade gr rating
""",
    ),
    "reason": Field(
        Reading.NOTE, mark("reason of the grade"), "评级理由 等级理由 评级原因 定级理由 grade_reason reason"
    ),
    "kind": Field(
        Reading.KIND, mark("kind of customer"), "客户类型* 客户性质 客户种类 种类 customer_kind customer_type* kind"
    ),
    "owner": OWNER,
    "aliases": Field(
        Reading.NAMES, mark("other names"), "别名* 曾用名 又名 客户简称? 简称? also_called alias aliases short_name"
    ),
    "terms_days": Field(
        Reading.COUNT,
        mark("days to pay"),
        """
账期天数* 信用天数* 信用账期 信用期 账期 付款天数 回款天数 payment_terms_days terms_days* credit_days* credit_period
net_days
""",
    ),
    "note": NOTE,
    "contact": Field(
        Reading.NAME,
        mark("contact person"),
        """
主要联系人 客户联系人 联系人姓名* 联系人* primary_contact contact_person* contact_name contact attention
""",
    ),
    "role": Field(Reading.ROLE, mark("role of the contact"), "联系人角色 角色 contact_role role"),
    "phone": Field(
        Reading.CODE,
        mark("telephone"),
        """
联系人手机* 联系人电话* 联系电话* 手机号码* 手机号* 移动电话 手机 电话号码* 电话 mobile_phone* contact_phone
phone_number* main_phone mobile* telephone* phone tel
""",
    ),
}

FIELDS: Final[Mapping[FileKind, Mapping[str, Field]]] = MappingProxyType(
    {
        FileKind.CUSTOMERS: _CUSTOMERS,
        FileKind.INVOICES: _INVOICES,
        FileKind.RECEIPTS: _RECEIPTS,
        FileKind.PROMISES: _PROMISES,
        FileKind.TARGETS: _TARGETS,
    }
)

REPEATED: Final = ("measure", "yield", "by")
"""Fields of a target that come as often as there are measures: 措施1, 可补1, 期限1, 措施2 …"""

MOST_REPEATS: Final = 9

LISTED: Final[Mapping[FileKind, str]] = MappingProxyType(
    {
        FileKind.CUSTOMERS: mark("customers"),
        FileKind.INVOICES: mark("invoices"),
        FileKind.RECEIPTS: mark("receipts"),
        FileKind.PROMISES: mark("promises"),
        FileKind.TARGETS: mark("targets"),
    }
)
"""What a file of the kind lists, in words."""


def base(field: str) -> str:
    """The field without its number: measure for measure2."""
    return field.rstrip("123456789") if field.rstrip("123456789") in REPEATED else field


def reading_of(kind: FileKind, field: str) -> Reading:
    """How the cells of the field are read."""
    return FIELDS[kind][base(field)].reading


def fields_of(kind: FileKind) -> tuple[str, ...]:
    """Every field a file of the kind may have, numbered ones included."""
    plain = tuple(FIELDS[kind])
    repeats = (f"{field}{n}" for n in range(2, MOST_REPEATS + 1) for field in REPEATED)
    return (*plain, *repeats) if kind is FileKind.TARGETS else plain


def labels_of(kind: FileKind) -> dict[str, str]:
    """What a person calls each field of the kind, to be put into the language in use."""
    return {name: field.label for name, field in FIELDS[kind].items()}


def needed_of(kind: FileKind) -> dict[str, list[str]]:
    """What no list of the kind can do without, each with the fields of which one is enough."""
    groups: dict[str, list[str]] = {}
    for name, field in FIELDS[kind].items():
        if field.needed:
            groups.setdefault(field.needed, []).append(name)
    return groups
