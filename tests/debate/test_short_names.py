from explorer.debate.short_names import shorten_names
from explorer.models import Speaker


def names(*given):
    return list(shorten_names([Speaker(pk=key, name=name) for key, name in enumerate(given)]).values())


def test_a_surname_will_do_where_nobody_shares_it():
    assert names("Ada Lovelace", "Madonna") == ["Lovelace", "Madonna"]


def test_equal_surnames_are_told_apart_by_an_initial_and_then_by_the_whole_name():
    assert names("Ada Bellwick", "Tom Bellwick", "Ann Ito") == ["A. Bellwick", "T. Bellwick", "Ito"]
    assert names("Ada Bellwick", "Ann Bellwick", "Bellwick") == ["Ada Bellwick", "Ann Bellwick", "Bellwick"]
