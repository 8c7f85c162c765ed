"""HTML as tests compare it: what a browser shows does not change with the white space of a template."""

import re


def fold(html: str) -> str:
    """Return HTML on one line, without white space at the edges of its tags."""
    return re.sub(r" ?([<>]) ?", r"\1", " ".join(html.split()))


class FoldedHtml(str):
    """HTML that has been folded; what is looked for in it is folded too."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return super().__contains__(fold(str(part)))

    def count(self, part: str) -> int:  # type: ignore[override]
        return super().count(fold(part))

    def index(self, part: str) -> int:  # type: ignore[override]
        return super().index(fold(part))

    def partition(self, part: str) -> tuple[str, str, str]:
        before, found, after = super().partition(fold(part))
        return FoldedHtml(before), found, FoldedHtml(after)

    def split(self, part: str) -> list[str]:  # type: ignore[override]
        return [FoldedHtml(piece) for piece in super().split(fold(part))]


def folded(html: str) -> FoldedHtml:
    """Return HTML in which pieces can be looked for whatever their white space."""
    return FoldedHtml(fold(html))
