from explorer.parsers import parse
from explorer.parsers.certainty import Certainty, count_certainty, describe_doubt, list_named, list_nobodys

TEXT = "Ada: One word.\n\nEve: Two.\n\nExample: it was.\n\nEve: Four.\n\nAnd five.\n\nAda: Six.\n"


def test_words_are_counted_by_how_they_are_spoken():
    sure = count_certainty(parse(TEXT))
    assert sure == Certainty(own=5, carried=2, nobody=3)
    assert (sure.words, sure.is_low) == (10, True)
    assert sure.share == 0.5


def test_cues_whose_name_is_carried_are_counted_from_where_it_is():
    cue = "{0}\n00:00:0{0},000 --> 00:00:0{0},900\n{1}\n\n"
    said = ["Ada: One goes", "on and on.", "Eve: Two.", "Ada: Three."]
    sure = count_certainty(parse("".join(cue.format(*pair) for pair in enumerate(said, start=1))))
    assert sure == Certainty(own=4, carried=3)


def test_nobodys_words_are_listed_with_their_line_and_what_nearly_labels_them():
    [block] = list_nobodys(parse(TEXT))
    assert (block.line, block.begins, block.name) == (5, "Example: it was.", "Example")
    assert block.reason.startswith("“Example” labels once only")


def test_labels_are_listed_with_the_first_words_of_each():
    assert [(voice.label, voice.passages, voice.begins) for voice in list_named(parse(TEXT))] == [
        ("Ada", 2, "One word."),
        ("Eve", 2, "Two."),
    ]


def test_a_document_in_which_nobody_speaks_is_no_doubt():
    notes = parse("\n\n".join(["A paragraph of ordinary words is here."] * 4))
    assert describe_doubt(notes) == {"names": [], "words": {"own": 0, "carried": 0, "nobody": 0}}
    assert not count_certainty(notes).is_low
