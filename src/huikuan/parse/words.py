"""A word typed is one of a short list, in Chinese or English; a text to be stored is kept as typed, or refused.

Stored text is trimmed and brought to one written form (NFC). It is refused, and the sign named by its number, where it
holds a sign that nobody sees or that turns the direction of reading: control characters, half characters, invisible
spaces and joiners, private or unassigned characters. A note may have several lines, a name may not.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from huikuan.domain.facts import Channel, CustomerKind, Form, Grade, MeasureKind, Outcome, PromiseStatus, Role
from huikuan.errors import TextRefused, WordNotUnderstood
from huikuan.text import _, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

Word = TypeVar("Word", bound=StrEnum)

LONGEST_TYPED: Final = 100
LONGEST_SHOWN: Final = 40
MOST_MARKS_PER_SIGN: Final = 4

_SPACES: Final = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_EDGES: Final = _SPACES + "\r\n"
_NOT_SEEN: Final = (
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED_KINDS: Final = MappingProxyType(
    {
        "Cc": mark("{code} is a control character"),
        "Cf": mark("{code} is invisible"),
        "Cs": mark("{code} is half a character"),
        "Co": mark("{code} is a private character without a common meaning"),
        "Cn": mark("{code} is no character"),
        "Zl": mark("{code} is an invisible line break"),
        "Zp": mark("{code} is an invisible line break"),
    }
)


class Unclear(ValueError):  # noqa: N818 - it carries a reason to the sentence around it, and goes no further
    """Why something typed is refused, said before it is known what it should have been."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


# --- text to be stored ---------------------------------------------------------------------------------------------


def clean(typed: str, *, noun: str, longest: int, note: bool = False) -> str:
    """The text as it is stored. `noun` names it in the refusal, already in the user's language."""
    text = typed.strip(_EDGES)
    if note:
        text = text.replace("\r\n", "\n")
    if len(text) <= longest * MOST_MARKS_PER_SIGN:
        text = unicodedata.normalize("NFC", text)
    why = _why_not_stored(text, longest, note=note)
    if why:
        raise TextRefused(noun=noun, why=why)
    return text


def is_storable(text: str) -> bool:
    """Whether every sign of the text may be stored in a name as it stands."""
    if not text.isprintable():
        return False
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not re.search(_NOT_SEEN, text))


def _why_not_stored(text: str, longest: int, *, note: bool) -> str:
    if not text:
        return _("it is empty")
    if len(text) > longest:
        return _("it is {count} characters long and {longest} are allowed", count=len(text), longest=longest)
    return next((why for sign in text if (why := _why_not_sign(sign)) and not (note and sign == "\n")), "")


def _why_not_sign(sign: str) -> str:
    if sign in _TURNING:
        return _("{code} turns the direction of reading", code=code_of(sign))
    kind = "Cf" if re.match(_NOT_SEEN, sign) else unicodedata.category(sign)
    return _(_REFUSED_KINDS[kind], code=code_of(sign)) if kind in _REFUSED_KINDS else ""


# --- text to be read -----------------------------------------------------------------------------------------------


def folded(typed: str) -> str:
    """What was typed, ready to be read: small letters, half width, a space only inside words or numbers."""
    text = typed.strip(_EDGES)
    if not text:
        raise Unclear(_("nothing was typed"))
    if len(text) > LONGEST_TYPED:
        raise Unclear(_("it is longer than {longest} characters", longest=LONGEST_TYPED))
    text = re.sub(rf"[{_SPACES}]+", " ", "".join(map(_half_width, text)).lower())
    return re.sub(r"(?<=[0-9.,]) (?=[0-9.,])|(?<=[a-z]) (?=[a-z])|( )", lambda gap: "" if gap[1] else " ", text)


def shown(typed: str) -> str:
    """What was typed, short enough and visible enough to stand in a refusal."""
    short = typed if len(typed) <= LONGEST_SHOWN else typed[:LONGEST_SHOWN] + "…"
    visible = (" " if sign in _SPACES else sign if sign.isprintable() else f"<{code_of(sign)}>" for sign in short)
    return "".join(visible)


def code_of(sign: str) -> str:
    """The number of a character, as U+200B."""
    return f"U+{ord(sign):04X}"


def named(sign: str) -> str:
    """A character by itself and by its number; by its number alone where nobody would see it."""
    return f"“{sign}” ({code_of(sign)})" if sign.isprintable() else code_of(sign)


def _half_width(sign: str) -> str:
    """The plain form of a sign; a raised or circled digit stays itself, so that 5² is never read as 52."""
    if sign.isascii() or unicodedata.decomposition(sign).startswith(("<super>", "<sub>", "<circle>")):
        return sign
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign


# --- words from a short list ---------------------------------------------------------------------------------------


def choice(typed: str, choices: Mapping[str, Word], noun: str) -> Word:
    """The value the word stands for; refused with every choice listed."""
    try:
        word = re.sub(r"[ -]", "_", folded(typed))
    except Unclear:
        word = ""
    if word not in choices:
        raise WordNotUnderstood(typed=shown(typed), noun=noun, choices=_listed(choices))
    return choices[word]


def _listed(choices: Mapping[str, Word]) -> str:
    """Each value once, with its first Chinese word: cash 现金, transfer 转账."""
    chinese: dict[Word, str] = dict.fromkeys(choices.values(), "")
    for word, value in choices.items():
        chinese[value] = chinese[value] or ("" if word.isascii() else word)
    return ", ".join(f"{value} {word}".strip() for value, word in chinese.items())


def table(words: Mapping[Word, str]) -> Mapping[str, Word]:
    """Each of the words, and the value's own name, to the value."""
    return MappingProxyType({word: value for value, row in words.items() for word in (value.lower(), *row.split())})


GRADES: Final = table({Grade.A: "", Grade.B: "", Grade.C: "", Grade.D: ""})
KINDS: Final = table(
    {
        CustomerKind.DISTRIBUTOR: "经销商 经销 分销商 分销 代理商 代理 批发 dealer",
        CustomerKind.DIRECT: "直销 直客 直营 直供 终端 直销客户",
        CustomerKind.GOVERNMENT: "政府 事业单位 机关 行政单位 公家 gov",
    }
)
ROLES: Final = table(
    {
        Role.DECIDES: "拍板 决策 决策人 老板 老总 总经理 负责人 boss decider",
        Role.PAYS: "付款 付款人 出纳 财务 会计 cashier finance payer",
        Role.HANDLES: "经办 经办人 采购 对接 跟单 buyer purchasing",
        Role.USES: "使用 使用人 使用者 使用部门 用户 user",
    }
)
FORMS: Final = table(
    {
        Form.CASH: "现金 现款 现钞",
        Form.TRANSFER: "转账 转帐 电汇 汇款 银行转账 网银 打款 wire",
        Form.CHEQUE: "支票 check",
        Form.BANK_DRAFT: "银行汇票 汇票 本票 银行本票 draft",
        Form.ACCEPTANCE_BILL: "承兑汇票 承兑 银行承兑 银行承兑汇票 商业承兑汇票 商业承兑 银承 商承 bill acceptance",
    }
)
PROMISE_STATUSES: Final = table(
    {
        PromiseStatus.LIVE: "有效 生效 进行中 待付 未完成 open",
        PromiseStatus.SUPERSEDED: "已重新承诺 重新承诺 已改期 renewed re-promised re_promised",
        PromiseStatus.WITHDRAWN: "已撤回 撤回 已取消 取消 cancelled",
    }
)
CHANNELS: Final = table(
    {
        Channel.CALL: "电话 打电话 通话 phone",
        Channel.VISIT: "上门 拜访 登门 面谈 见面",
        Channel.WECHAT: "微信 weixin wx",
    }
)
OUTCOMES: Final = table(
    {
        Outcome.REACHED: "联系上 已联系 联系上了 接通 接通了 通了 ok",
        Outcome.NO_ANSWER: "没人接 无人接听 无人接 未接 没接 不接 没联系上 未联系上",
        Outcome.REFUSED: "拒绝 拒付 不肯付 不付",
    }
)
MEASURE_KINDS: Final = table(
    {
        MeasureKind.VISIT: "拜访 上门 登门",
        MeasureKind.RECONCILE: "对账 对帐",
        MeasureKind.PAPERS: "资料 单据 票据 开票 发票 手续",
        MeasureKind.SUPPORT: "支持 帮销 促销 动销",
        MeasureKind.DISCOUNT: "折扣 让利 返利 优惠",
        MeasureKind.HOLD: "停货 停发 控货 停供",
        MeasureKind.ESCALATE: "上报 升级 领导出面 高层",
        MeasureKind.OTHER: "其他 其它",
    }
)


def grade(typed: str) -> Grade:
    return choice(typed.strip(_EDGES).removesuffix("级"), GRADES, _("grade"))


def kind(typed: str) -> CustomerKind:
    return choice(typed, KINDS, _("kind of customer"))


def role(typed: str) -> Role:
    return choice(typed, ROLES, _("role"))


def form(typed: str) -> Form:
    return choice(typed, FORMS, _("form of payment"))


def promise_status(typed: str) -> PromiseStatus:
    return choice(typed, PROMISE_STATUSES, _("promise status"))


def channel(typed: str) -> Channel:
    return choice(typed, CHANNELS, _("way of contact"))


def outcome(typed: str) -> Outcome:
    return choice(typed, OUTCOMES, _("result of a contact"))


def measure_kind(typed: str) -> MeasureKind:
    return choice(typed, MEASURE_KINDS, _("kind of measure"))
