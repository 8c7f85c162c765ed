"""What makes themes of topics the same, and what can be one, for the folder and the database alike."""

from explorer.text import slugify_name

LONGEST_THEME = 60
"""Code points that the label of a theme may have."""


def make_theme_slug(label: str) -> str:
    """Return the name of a theme in addresses; labels with equal ones are the same theme."""
    return slugify_name(label)


def find_theme_fault(label: str) -> str | None:
    """Return what keeps a label from naming a theme, with its cure; None where nothing does, and for the empty one."""
    if label and not make_theme_slug(label):
        return f"the theme '{label}' has no letter a-z and no digit for its address; write it with some"
    return None


def spelling_fault(label: str, other: str, place: str) -> str:
    """Return that a theme is written in another way at a place, with the cure."""
    return f"the theme '{label}' is written '{other}' {place}; write both the same"
