"""The pages of `huikuan help`: one text per topic and language, found by its name, its Chinese name, or a near miss."""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files
from typing import Final

from huikuan.errors import NotUnderstood
from huikuan.text import language, listed, mark, shown

TOPICS: Final[dict[str, str]] = {
    "commands": "命令 怎么敲",
    "options": "选项",
    "customers": "客户 找客户",
    "amounts": "金额",
    "dates": "日期 月份 days months",
    "files": "文件 导入导出 导入 导出",
    "maps": "对照表",
    "words": "用词 行话",
    "arithmetic": "算法",
    "standing": "兑现 承诺兑现",
    "list": "清单 跟进清单 事项 tasks",
    "guide": "引导 月初",
    "card": "谈判卡",
    "reasons": "理由 应答 excuses",
    "due": "到期 到期之前 审批 票据",
    "invoices": "应收 账龄 发票",
    "json": "给程序用",
    "exit-codes": "退出码",
    "environment": "环境变量",
    "settings": "设置 放假",
    "safety": "保护 备份 恢复",
    "team": "团队 共用 server",
    "speed": "速度 有多快",
}
"""Each topic with its other names, in the order in which they are listed."""
_ALIKE, _LIKENESS = 4, 0.6


class NoSuchTopic(NotUnderstood):
    """A word that is no topic and no command."""

    sentence = mark("“{typed}” is no topic and no command.")
    hint = mark("“huikuan help” lists the topics.")


class NearTopic(NotUnderstood):
    """A word that is almost one."""

    sentence = mark("“{typed}” is no topic and no command; the nearest: {nearest}.")
    hint = mark("“huikuan help” lists the topics.")


def topic_of(typed: str) -> str | None:
    """The topic of this name; None where there is none."""
    wanted = typed.casefold().replace("_", "-")
    return next((topic for topic, names in TOPICS.items() if wanted in {topic, *names.split()}), None)


def missed(typed: str, commands: list[str]) -> NotUnderstood:
    """The refusal of a word that is neither topic nor command."""
    names = [*TOPICS, *commands, *(name for names in TOPICS.values() for name in names.split())]
    near = get_close_matches(typed.casefold(), names, _ALIKE, _LIKENESS)
    return NearTopic(typed=typed, nearest=listed(map(shown, near))) if near else NoSuchTopic(typed=typed)


def text_of(topic: str) -> str:
    """The page, in the language in use."""
    page = files("huikuan").joinpath("help", language(), f"{topic}.md")
    return page.read_text(encoding="utf-8")


def title_of(topic: str) -> str:
    """What the page is about, its first line."""
    return text_of(topic).partition("\n")[0].removeprefix("# ")
