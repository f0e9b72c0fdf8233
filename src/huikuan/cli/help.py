"""huikuan help: a topic, the page of a command, or the list of topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from huikuan.cli import output, topics
from huikuan.cli.frame import examples
from huikuan.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable

app = typer.Typer()
WIDEST = 100


@app.command("help", epilog=examples("huikuan help dates", "huikuan help promise add"))
def show_help(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar=_("WORD"), help=_("A topic, or a command."))] = None,
) -> None:
    if not words:
        _list_topics()
        return
    topic = topics.topic_of(words[0]) if len(words) == 1 else None
    command = ctx.find_root().command
    if topic is not None and words[0] not in _commands(command):
        _show(topic)
        return
    _page_of(ctx, words)


show_help.reads = True  # type: ignore[attr-defined]


def _commands(command: Any) -> list[str]:
    return list(command.words)


def _list_topics() -> None:
    titles = [(topic, topics.title_of(topic)) for topic in topics.TOPICS]

    def draw(_width: int) -> Iterable[Any]:
        from huikuan.show.pages import contents

        yield _("“huikuan help WORD” shows a topic, or the page of a command:")
        yield ""
        yield contents(titles)

    output.emit(lambda: {"topics": [{"topic": name, "title": title} for name, title in titles]}, draw)


def _show(topic: str) -> None:
    def draw(_width: int) -> Iterable[Any]:
        from huikuan.show.pages import page

        return page(topics.text_of(topic))

    if output.is_document():
        output.emit(lambda: {"topic": topic, "title": topics.title_of(topic), "text": topics.text_of(topic)}, draw)
    else:
        output.show(draw, WIDEST)


def _page_of(ctx: typer.Context, words: list[str]) -> None:
    """The page that the command shows with --help."""
    root: Any = ctx.find_root()
    if words[0] not in _commands(root.command):
        raise topics.missed(words[0], _commands(root.command))
    with root.command.make_context("huikuan", [*words, "--help"]) as asked:
        root.command.invoke(asked)
