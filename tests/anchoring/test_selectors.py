"""What looking for a quotation gives says of itself what to do next."""

from explorer.anchoring.selectors import Ambiguous, Fold, Found, Missing, TextQuote


def test_words_in_several_places_say_in_how_many_and_what_tells_them_apart():
    assert str(Ambiguous((3, 14, 15))) == (
        "the words stand 3 times in the source; add a prefix or suffix that tells them apart"
    )


def test_words_that_stand_nowhere_are_never_replaced_by_those_that_come_nearest():
    message = "the words are not in the source; quote it character by character"
    assert str(Missing()) == str(Missing(5, 9)) == message


def test_words_stand_alone_and_verbatim_unless_said_otherwise():
    assert TextQuote("so") == TextQuote("so", prefix="", suffix="")
    assert Found(1, 3) == Found(1, 3, folds=())
    assert Found(1, 3) != Found(1, 3, (Fold.DASHES,))
