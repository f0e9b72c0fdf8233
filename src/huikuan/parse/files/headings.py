"""The headings known for each field, best first: of Kingdee, Yonyou, 管家婆, SAP, Oracle, Odoo, ERPNext, QuickBooks,
Xero, Sage, of plain sheets in Chinese and English, and of the tables huikuan itself writes.

A heading is compared without spaces, punctuation, capitals and required marks. One with a * is also found inside a
longer heading (单据编号 in 销售单据编号), the longest such winning; all others have to stand alone. One with a ? is
taken only where nothing else can be.
Of two columns that fit a field the one whose heading stands earlier here is taken: 价税合计 before 金额.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from huikuan.domain.lines import FileKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODE: Final = """
客户编码* 客户编号* 客户代码* 往来单位编码* 往来单位编号* 往来单位代码* 购货单位代码 购货方编码 购买方编码
对账对象编码 核算项目代码 核算项目编码 单位编码 单位编号 结算单位编码 会员编号 客户号 客户id customer_code*
customer_number* customer_no customer_id* cust_no cust_code bill_to_customer_number bill_to_number sold-to_party
payer_number debtor_code debtor_number partner_code partner/ref party_code client_code client_id account_number
account_code account_ref account_reference account_no account a/c 编码 代码 code kunnr customer_account 客户?
customer?
"""
_NAME: Final = """
客户名称* 客户全称* 客户全名* 客户名 往来单位名称* 往来单位全名* 购货单位名称 购货方名称 购买方名称* 购方名称
对账对象名称 核算项目名称 单位名称 单位全名 结算单位名称 客户简称 往来单位简称 单位简称 往来单位 往来户 购货单位
购货方 购买方 结算客户 开票客户 收款客户 付款客户 退货客户 结算单位 对账对象 核算项目 往来对象 经销商名称 经销商
公司名称 企业名称 name_1 customer_name* customer_full_name client_name* party_name partner_name
invoice_partner_display_name partner_display_name contact_name company_name company bill_to_customer_name
bill_to_customer bill_to customer/company customer:job debtor_name account_name partner party debtor client 客户
customer
"""
_PAYER: Final = """
付款单位名称 付款单位 付款人名称 付款人 付款方名称 付款方 付款户名 对方户名 对方单位 对方名称 来款单位 交款单位 payer
payer_name received_from
"""
_OWNER: Final = """
业务员* 销售员* 销售人员* 业务人员 销售代表 客户经理 业务经理 跟进人 责任人 负责人 经手人 经办人员 职员 所属业务员
salesperson* salesman sales_rep* sales_representative sales_employee account_manager invoice_user owner
rep
"""
_NOTE: Final = "备注* 摘要 说明 附注 note notes memo memo/description remarks remark comments comment description"
_CURRENCY: Final = """
币种 币别 原币币种 交易币种 结算币别 结算币种 货币 货币代码 币种名称 currency currency_code document_currency
transaction_currency invoice_currency_code
"""
_FORM: Final = """
结算方式* 收款方式* 付款方式* 支付方式* 回款方式* 付款形式 方式 payment_method* method_of_payment mode_of_payment
payment_mode payment_type form_of_payment pay_method form
"""

_INVOICES: Final = {
    "code": _CODE,
    "name": _NAME,
    "number": """
发票号码* 发票编号* 发票号* 应收单号* 应收单编号 单据编号* 单据号码 单据号* 销售单号* 出库单号* 业务单号 票据号 票号
单号 业务编号 凭证编号 凭证号 凭证字号 订单编号 订单号 合同号 编号 invoice_number* invoice_no* invoice_num invoice_id
document_number* document_no* doc_no transaction_number trx_number voucher_no billing_document
reference_number number num no ref belnr reference invoice name/number
""",
    "issued": """
开票日期* 发票日期* 单据日期* 业务日期* 应收日期 立账日期 起算日期 销售日期 出库日期 发货日期 凭证日期 记账日期
入账日期 过账日期 制单日期 开票时间 日期 invoice_date* invoice/bill_date document_date* doc_date transaction_date
trx_date billing_date bill_date posting_date issue_date issued gl_date date
""",
    "due": """
应收到期日* 收款到期日* 付款到期日* 到期日期* 到期日* 净到期日* 约定付款日期 约定收款日期 应收款日期 应收款日
应付款日期 预计收款日期 最后付款日 收款期限 付款期限 到期 net_due_date* due_date* payment_due_date date_due
invoice_date_due maturity_date due net_due
""",
    "amount": """
价税合计本位币* 本币价税合计 应收金额本位币 本币应收金额 本币金额* 本位币金额* 金额本位币 金额本币 借方本币金额
借方本币 价税合计* 应收金额* 含税金额 发票金额* 开票金额* 含税总额 应收总额 应收款总额 应收款金额 应收合计 应收账款
应收款 单据金额* 整单金额 销售金额 折后金额 合计金额 总金额 总额 借方金额 借方原币 原币金额 票面金额 应收
金额* total_in_company_currency total_signed amount_in_local_currency* amount_in_company_code_currency* amount_in_lc
amount_in_doc._curr. amount_in_document_currency total_in_currency_signed total_in_currency invoice_amount*
invoiced_amount* invoice_total* invoice_value original_amount* original_value grand_total gross_amount amount_gross
total_amount amount_total gross total amount* 合计
""",
    "settled": """
已核销本币金额 已核销金额本位币 已收本币金额 已收金额* 已收款金额* 已回款金额* 已核销金额* 已核销原币金额 已结算金额*
已结金额 已付金额* 已冲金额 累计收款* 累计已收 核销金额 收款金额 回款金额 已收款 已回款 已核销 已收 已付 paid_amount*
amount_paid* invoice_amount_paid amount_received received_amount amount_applied applied_amount payment_amount payments
received settled paid
""",
    "settled_on": """
收款日期* 回款日期* 核销日期* 结清日期 最后收款日期* 付款日期 payment_date* paid_on date_paid last_payment_date
clearing_date settled_date* settlement_date* settled_on date_settled
""",
    "open": """
未核销本币金额 未核销金额本位币 本币余额* 未收本币金额 未收金额* 未收款金额* 未回款金额* 未核销金额* 未核销原币金额
未结算金额* 未结金额* 未付金额* 未清金额* 应收余额* 应收账款余额* 应收款余额* 欠款金额* 欠款余额* 尚欠金额 剩余金额
未收款 未回款 未收 未付 欠款 尚欠 原币余额 期末余额 余额* amount_due_signed amount_due_remaining* outstanding_amount*
outstanding_balance amount_outstanding open_balance* open_amount* invoice_amount_due amount_due* balance_due*
remaining_amount amount_remaining* amount_residual residual_amount unpaid_amount* outstanding remaining unpaid open
balance
""",
    "disputed": "争议金额* 异议金额* 争议 disputed_amount* amount_disputed disputed",
    "owner": _OWNER,
    "note": _NOTE,
    "currency": _CURRENCY,
}

_RECEIPTS: Final = {
    "code": _CODE,
    "name": _NAME + _PAYER,
    "amount": """
收款金额本位币 收款本币金额 本币收款金额 实收金额本位币 本币金额* 本位币金额 金额本位币 金额本币 收款金额* 实收金额*
到账金额* 回款金额* 到款金额* 来款金额* 收款额 回款额 实收 到账 贷方金额 贷方发生额 收入金额 收入 交易金额 单据金额
票面金额 票据金额 原币金额 总金额 合计金额 金额* amount_in_company_currency amount_in_local_currency* payment_amount*
amount_received* received_amount* amount_paid* paid_amount* receipt_amount* credit_amount deposit_amount total_amount
amount_company_currency_signed amount* credit total
""",
    "on": """
收款日期* 到账日期* 到款日期* 回款日期* 来款日期* 实收日期 入账日期* 起息日 交易日期* 交易时间 收票日期 单据日期*
业务日期* 记账日期 过账日期 凭证日期 日期 时间 payment_date* receipt_date* date_received received_on value_date
transaction_date deposit_date posting_date document_date gl_date date
""",
    "form": _FORM,
    "matures": """
票据到期日* 汇票到期日* 承兑到期日* 到期日期* 到期日* 到期 maturity_date* bill_maturity matures maturity due_date due
""",
    "reference": """
收款单号* 收款单编号* 交易流水号* 银行流水号* 流水号* 单据编号* 单据号码 单据号* 票据号码 票据号 凭证号 凭证字号
凭证编号 回单编号 参考号 编号 单号 payment_number payment_no receipt_number* receipt_no* transaction_id reference_no*
reference_number reference* check_number cheque_no voucher_no* document_number* document_no number num ref no
""",
    "reversed_on": """
退回日期* 退回日* 退票日期* 退票日 冲回日期* 冲回日 冲回 已冲回 退回 reversed_on* returned_on reversed
""",
    "invoice": """
发票号码* 发票编号* 发票号* 核销单号 核销单据号 源单编号* 源单号* 应收单号* 对应单号 invoice_number* invoice_no*
invoice_num invoice_id applied_to invoice
""",
    "owner": _OWNER,
    "note": _NOTE,
    "currency": _CURRENCY,
}

_PROMISES: Final = {
    "code": _CODE,
    "name": _NAME,
    "amount": """
承诺金额* 承诺付款金额* 承诺回款金额* 承诺收款金额 计划收款金额* 计划回款金额* 预计回款金额* 预计收款金额* 预计金额
计划金额 分期金额 回款金额 付款金额 承诺额 金额* promised_amount* promise_amount* ptp_amount amount_promised
expected_amount amount* promised
""",
    "due": """
承诺付款日期* 承诺付款日* 承诺回款日期* 承诺回款日* 承诺到账日期 承诺兑现日期 计划收款日期* 计划回款日期*
预计回款日期* 预计收款日期* 预计到账日期 约定付款日期 约定日期 付款日期 回款日期 到期日期* 到期日* 到期 承诺日期
due_date* promised_date* promise_date* ptp_date pay_by payment_date expected_date due
""",
    "made_on": """
承诺日 作出承诺日期 承诺作出日期 登记日期 记录日期 签订日期 承诺日期? made made_on promised_on recorded_on date_made
""",
    "status": "承诺状态* promise_status*",
    "made_by": "承诺人* 承诺联系人 客户联系人 联系人 made_by promised_by contact_person contact by",
    "form": _FORM,
    "owner": _OWNER,
    "currency": _CURRENCY,
}

_TARGETS: Final = {
    "code": _CODE,
    "name": _NAME,
    "month": "目标月份* 计划月份* 月份* 年月 月度 会计期间 期间 所属期 month* period",
    "amount": """
回款目标* 收款目标* 目标金额* 本月目标* 月度目标* 月目标 目标* 任务金额 回款任务 计划回款 计划收款 计划金额 任务
target_amount* target* goal amount
""",
    "expected": "预计回款* 预计收款* 预计金额* 预计* 预期回款 预期 预测 expected_amount* expected* forecast",
    "ask": "开口价* 开口金额 要价 开价 报价 opening_ask asked ask",
    "accepted_on": "认可日期* 认可日 客户认可日期 认可 确认日期 accepted_on* accepted",
    "measure": "措施内容 具体措施 回款措施 措施 measure_title measure action",
    "yield": "可补金额 可补 措施金额 预计增加 预计可补 estimated_yield yield estimate",
    "by": "措施期限 措施到期 完成日期 完成期限 期限 by by_date deadline measure_due",
    "owner": _OWNER,
}

_CUSTOMERS: Final = {
    "code": _CODE,
    "name": _NAME + "全称 名称 单位 name",
    "grade": """
信誉等级* 信用等级* 信用级别 客户等级 客户级别 等级 级 credit_rating credit_grade customer_grade grade gr rating
""",
    "reason": "评级理由 等级理由 评级原因 定级理由 grade_reason reason",
    "kind": "客户类型* 客户性质 客户种类 种类 customer_kind customer_type* kind",
    "owner": _OWNER,
    "aliases": "别名* 曾用名 又名 客户简称? 简称? also_called alias aliases short_name",
    "terms_days": """
账期天数* 信用天数* 信用账期 信用期 账期 付款天数 回款天数 payment_terms_days terms_days* credit_days* credit_period
net_days
""",
    "note": _NOTE,
    "contact": """
主要联系人 客户联系人 联系人姓名* 联系人* primary_contact contact_person* contact_name contact attention
""",
    "role": "联系人角色 角色 contact_role role",
    "phone": """
联系人手机* 联系人电话* 联系电话* 手机号码* 手机号* 移动电话 手机 电话号码* 电话 mobile_phone* contact_phone
phone_number* main_phone mobile* telephone* phone tel
""",
}

HEADINGS: Final[Mapping[FileKind, Mapping[str, str]]] = MappingProxyType(
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

NOT_INSIDE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "amount": r"不含税|未税|税额|税金|税率|数量|单价|折扣|汇率|成本|毛利|预收|定金|天数|账龄|比例|占比"
        r"|率$|日期|时间|限额|额度|方式|大写|美元|港元|港币|欧元|日元|英镑|外币"
        r"|untax|excl|tax|qty|quantity|price|rate|days|discount|cost|limit|date|words|currency$|status|type|usd|eur|gbp|hkd|jpy",
        "day": r"天数|制单|审核|打印|创建|修改|录入|created|updated|modified|printed|days|terms",
        "text": r"编码|编号|代码|分类|类型|类别|地址|电话|等级|税号|开户|账号|部门|日期|金额|邮箱"
        r"|code|id$|type|group|address|phone|email|date|amount|department",
        "number": r"日期|金额|类型|状态|数量|行号|date|amount|type|status|line",
    }
)
"""A heading that holds one of these words is not found by a shorter heading inside it."""

OWED: Final = "应收|未收|未核销|欠款|余额|receivable|outstanding|open_|balance"
"""What is owed has not come in: no amount of a receipt."""
