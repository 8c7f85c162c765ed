"""Words are found in a newer text to the letter, told apart by what stood around them, or not at all."""

from explorer.anchoring import TextQuote
from explorer.documents.quotation_reanchoring import NewAnchor, reanchor

OLD = "Ada says that scale is enough. Bob says no."


def anchored(exact, new, **quote):
    return reanchor(TextQuote(exact, **quote), OLD, OLD.index(exact), new)


def test_words_that_stand_once_are_found():
    assert anchored("scale is enough", f"Well. {OLD}") == NewAnchor(20, 35, "", "")


def test_a_difference_of_writing_is_a_loss():
    for new in ("scale is  enough", "scale is enoughs", "Scale is enough", "nothing"):
        assert anchored("scale is enough", new) is None


def test_words_that_repeat_are_told_apart_by_what_stood_around_them():
    found = anchored("scale is enough", f"{OLD} But scale is enough!")
    assert found == NewAnchor(14, 29, "Ada says that ", ". Bob says no.")


def test_words_that_nothing_tells_apart_are_lost():
    assert anchored("scale is enough", f"{OLD} {OLD}") is None


def test_a_prefix_that_is_kept_with_the_words_has_to_stand_there_too():
    new = OLD.replace("that scale", "how scale")
    assert anchored("scale is enough", new, prefix="that ") is None
    assert anchored("scale is enough", OLD, prefix="that ") == NewAnchor(14, 29, "that ", "")
