"""What a field of a list is, and the fields that many lists share: whose the line is, the salesperson, the note."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final, NamedTuple

from huikuan.text import mark


class Reading(Enum):
    """How the cells of a column are read."""

    CODE = auto()
    """A text that looks like a number and must not lose a digit."""
    NAME = auto()
    NOTE = auto()
    NAMES = auto()
    AMOUNT = auto()
    SIGNED = auto()
    DISPUTED = auto()
    DAY = auto()
    MONTH = auto()
    COUNT = auto()
    CURRENCY = auto()
    GRADE = auto()
    KIND = auto()
    ROLE = auto()
    FORM = auto()
    STATUS = auto()


class Field(NamedTuple):
    """`label` is what a person calls it. Of the fields that share what is `needed`, a list has at least one."""

    reading: Reading
    label: str
    headings: str
    needed: str = ""

    def with_headings(self, more: str) -> Field:
        """The same, found by more headings."""
        return self._replace(headings=f"{self.headings} {more}")


AMOUNTS: Final = frozenset({Reading.AMOUNT, Reading.SIGNED, Reading.DISPUTED})

CODE: Final = Field(
    Reading.CODE,
    mark("customer's code"),
    """
客户编码* 客户编号* 客户代码* 往来单位编码* 往来单位编号* 往来单位代码* 购货单位代码 购货方编码 购买方编码
对账对象编码 核算项目代码 核算项目编码 单位编码 单位编号 结算单位编码 会员编号 客户号 客户id customer_code*
customer_number* customer_no customer_id* cust_no cust_code bill_to_customer_number bill_to_number sold-to_party
payer_number debtor_code debtor_number partner_code partner/ref party_code client_code client_id account_number
account_code account_ref account_reference account_no account a/c 编码 代码 code kunnr customer_account 客户?
customer?
""",
    mark("the customer"),
)
NAME: Final = Field(
    Reading.NAME,
    mark("customer's name"),
    """
客户名称* 客户全称* 客户全名* 客户名 往来单位名称* 往来单位全名* 购货单位名称 购货方名称 购买方名称* 购方名称
对账对象名称 核算项目名称 单位名称 单位全名 结算单位名称 客户简称 往来单位简称 单位简称 往来单位 往来户 购货单位
购货方 购买方 结算客户 开票客户 收款客户 付款客户 退货客户 结算单位 对账对象 核算项目 往来对象 经销商名称 经销商
公司名称 企业名称 name_1 customer_name* customer_full_name client_name* party_name partner_name
invoice_partner_display_name partner_display_name contact_name company_name company bill_to_customer_name
bill_to_customer bill_to customer/company customer:job debtor_name account_name partner party debtor client 客户
customer
""",
    mark("the customer"),
)
PAYER: Final = """
付款单位名称 付款单位 付款人名称 付款人 付款方名称 付款方 付款户名 对方户名 对方单位 对方名称 来款单位 交款单位 payer
payer_name received_from
"""
OWNER: Final = Field(
    Reading.NAME,
    mark("salesperson"),
    """
业务员* 销售员* 销售人员* 业务人员 销售代表 客户经理 业务经理 跟进人 责任人 负责人 经手人 经办人员 职员 所属业务员
salesperson* salesman sales_rep* sales_representative sales_employee account_manager invoice_user owner
rep
""",
)
NOTE: Final = Field(
    Reading.NOTE,
    mark("remark"),
    "备注* 摘要 说明 附注 note notes memo memo/description remarks remark comments comment description",
)
CURRENCY: Final = Field(
    Reading.CURRENCY,
    mark("currency"),
    """
币种 币别 原币币种 交易币种 结算币别 结算币种 货币 货币代码 币种名称 currency currency_code document_currency
transaction_currency invoice_currency_code
""",
)
FORM: Final = Field(
    Reading.FORM,
    mark("form of payment"),
    """
结算方式* 收款方式* 付款方式* 支付方式* 回款方式* 付款形式 方式 payment_method* method_of_payment mode_of_payment
payment_mode payment_type form_of_payment pay_method form
""",
)
