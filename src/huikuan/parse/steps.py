"""A key pressed, or a word typed, for what came of a task: digits for a Chinese keyboard, letters for any other.

1 p 付了, 2 t 付了一部分, 3 d 改期, 4 r 理由, 5 n 没接, 6 l 回头再说, 7 x 谈过了; 8 s 跳过, 9 < 上一件, - u 撤销,
0 q 收工. The arrows left and right go back and on. Full width is as good as half width. Yes is 1, y or 是, no is 2, n
or 否.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from huikuan.domain.sitting import Step
from huikuan.errors import KeyMissing, KeyUnknown
from huikuan.parse.words import Unclear, folded, shown

_KEYS: Final = MappingProxyType(
    {
        Step.PAID: "1 p 付了 付清 付清了 付款 付款了 已付 全付了 到账 到账了 已到账 收到 收到了 "
        "办成 办成了 批了 批下来了 交了 交银行了",
        Step.PART: "2 t 付了一部分 付了部分 付一部分 部分 一部分 付了一半",
        Step.NEW_DATE: "3 d 改期 改日期 改天 改天付 新日期 定日期 答应 答应了 答应付款 承诺 promise promised date",
        Step.REASON: "4 r 理由 借口 原因 有理由 excuse",
        Step.NO_ANSWER: "5 n 没接 没人接 不接 未接 没接通 无人接听 没联系上",
        Step.LATER: "6 l 回头 回头再说 稍后 稍后再说 晚点 晚点再说",
        Step.DONE: "7 x 谈过 谈过了 谈了 说过了 联系上 联系上了 办完 办完了 spoken talked",
        Step.SKIP: "8 s \x1b[c 跳过 下一个 下一件 next",
        Step.BACK: "9 < \x1b[d 《 〈 b 返回 退回 上一个 上一件",
        Step.UNDO: "- — —— u 撤销 撤回",
        Step.LEAVE: "0 q 收工 退出 离开 结束 不弄了 quit exit",
    }
)
_STEPS: Final = MappingProxyType(
    {word: step for step, row in _KEYS.items() for word in (step.value.replace("_", ""), *row.split())}
)
_YES: Final = frozenset({"1", "y", "yes", "是", "是的", "对", "要", "好", "有用", "管用", "成了"})
_NO: Final = frozenset({"2", "n", "no", "0", "否", "不", "不是", "没有", "没", "不要", "没用", "不管用"})


def step(typed: str) -> Step:
    """What the key or word means."""
    word = _bare(typed)
    if word not in _STEPS:
        raise KeyUnknown(typed=shown(typed)) if word else KeyMissing
    return _STEPS[word]


def yes_or_no(typed: str) -> bool:
    word = _bare(typed)
    if word not in _YES | _NO:
        raise KeyUnknown(typed=shown(typed)) if word else KeyMissing
    return word in _YES


def _bare(typed: str) -> str:
    try:
        return re.sub("[ _]", "", folded(typed))
    except Unclear:
        return typed.strip()
