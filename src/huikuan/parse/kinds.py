"""The reason heard, the care shown, what is ready before a due date: each a word of a short list, in either language.

What is ready may be several, with a comma, semicolon or 、 between them, or all of a sort: papers (单据), bill (票据),
all (全部). However they are typed, they stand in one order and each once.
"""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from huikuan.domain.kinds import BILL, PAPERS, Care, ExcuseKind, Ready
from huikuan.parse.words import choice, table
from huikuan.text import _


class _Sort(StrEnum):
    """Several things to have ready, by one word."""

    PAPERS = "papers"
    BILL = "bill"
    ALL = "all"


_BETWEEN: Final = "[,，、;；]"
_SORTS: Final = MappingProxyType({_Sort.PAPERS: PAPERS, _Sort.BILL: BILL, _Sort.ALL: tuple(Ready)})

EXCUSES: Final = table(
    {
        ExcuseKind.QUALITY: "质量 质量问题 质量不好 品质 次品 defect",
        ExcuseKind.SUPPORT: "售后 促销 支持 售后没做 促销费 促销没到位 支持没到位 返利 费用没报 "
        "售后或促销支持没落实 after_sales promotion",
        ExcuseKind.CASH: "资金紧 没钱 资金紧张 资金困难 资金 钱紧 缺钱 周转 周转不开 账上没钱 no_money tight",
        ExcuseKind.OTHERS_FIRST: "付了别家 刚付了别家 付给别家 付别家 先付别家 刚付别家 another_supplier",
        ExcuseKind.THEIR_CUSTOMERS: "下游没付 下游没回款 下游 下游未付 下游没给 客户没付 客户没回款 downstream",
        ExcuseKind.AWAY: "老板不在 会计不在 出差 财务不在 出纳不在 人不在 不在 请假 休假 老板出差 会计出差 "
        "老板或会计不在 absent",
        ExcuseKind.PAPERS: "审批 发票 没票 没发票 发票没到 没开票 没批 没审批 审批没下来 手续 手续不全 资料不全 流程 "
        "审批或发票没到 approval invoice",
        ExcuseKind.SEASON: "月底 节假日 过年 月末 年底 年末 春节 过节 放假 关账 月底或节假日 month_end holiday",
        ExcuseKind.INVESTED: "买房 建厂 买地 盖房 盖厂房 买厂房 扩建 装修 投资 买房或建厂 property building",
        ExcuseKind.TERMS: "账期 涨价 降价 帐期 价格 调价 账期变了 价格变了 价格或账期变了 合同条款 price",
        ExcuseKind.OUR_MISTAKE: "发错货 算错 发错 送错货 少发 少货 开错票 账不对 差错 我方差错 mistake",
        ExcuseKind.OTHER: "其他 其它",
    }
)
CARES: Final = table(
    {
        Care.GREETING: "问候 节日问候 祝福 节日祝福 生日祝福 拜年 贺节",
        Care.HELP: "帮忙 帮助 协助 支援",
        Care.COURTESY: "走访 拜访 回访 看望 visit",
    }
)
READY: Final = table(
    {
        Ready.DATE: "日期 付款日期 付款日 日子 day",
        Ready.BALANCE: "对账 对帐 余额 对账单 reconcile",
        Ready.FORM: "方式 付款方式",
        Ready.STAND_IN: "经办 代办 经办人 代办人 deputy",
        Ready.DELIVERY_NOTES: "送货单 送货回单 签收单 出库单 delivery_note",
        Ready.IOU: "欠条 欠款条",
        Ready.INVOICE: "发票 invoices",
        Ready.POWER_OF_ATTORNEY: "委托书 授权书 授权委托书 收款委托书 proxy",
        Ready.ISSUER: "出票人 drawer",
        Ready.SEAL: "印章 签章 盖章 印鉴 stamp",
        Ready.WORDS: "大写 大写金额 金额大写 words",
        Ready.TENOR: "期限 汇票期限 term",
        _Sort.PAPERS: "单据",
        _Sort.BILL: "票据",
        _Sort.ALL: "全部 所有",
    }
)


def excuse_kind(typed: str) -> ExcuseKind:
    return choice(typed, EXCUSES, _("reason"))


def care(typed: str) -> Care:
    return choice(typed, CARES, _("kind of care"))


def ready(typed: str) -> tuple[Ready, ...]:
    """What is ready, in the order of the list; one word of it not known, and all of it is refused."""
    typed_words = [word for word in re.split(_BETWEEN, typed) if word.strip()] or [typed]
    named = {one for word in typed_words for one in _meant(choice(word, READY, _("preparation")))}
    return tuple(one for one in Ready if one in named)


def _meant(word: StrEnum) -> tuple[Ready, ...]:
    return _SORTS[word] if isinstance(word, _Sort) else (Ready(word),)
