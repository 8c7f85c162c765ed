"""HTML as tests compare it: what a browser shows does not change with the white space of a template."""

import re


def fold(html: str) -> str:
    """Return HTML on one line, without white space at the edges of its tags."""
    return re.sub(r" ?([<>]) ?", r"\1", " ".join(html.split()))


class FoldedHtml(str):
    """HTML that has been folded; what is looked for in it is folded too."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        """Return whether a piece of HTML stands here, however either of them is broken into lines."""
        return super().__contains__(fold(str(part)))

    def count(self, part: str, *ends: int) -> int:  # type: ignore[override]
        """Return how often a piece of HTML stands here."""
        return super().count(fold(part), *ends)


def folded(html: str) -> FoldedHtml:
    """Return HTML in which pieces can be looked for whatever their white space."""
    return FoldedHtml(fold(html))
