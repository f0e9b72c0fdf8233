"""How many places a text takes on a screen: a Chinese character two. Rich knows, and is loaded when first asked."""

from __future__ import annotations


def places(text: str) -> int:
    """The places the text takes."""
    from rich.cells import cell_len

    return cell_len(text)


def cut_to(text: str, width: int) -> str:
    """The text at just this width: cut, or filled with spaces."""
    from rich.cells import set_cell_size

    return set_cell_size(text, width)
