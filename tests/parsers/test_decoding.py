import pytest

from explorer.coding.vocabulary import Format
from explorer.errors import SourceError
from explorer.parsers import decode, parse, parse_bytes


def test_a_byte_order_mark_is_dropped_and_line_ends_are_kept():
    assert decode(b"\xef\xbb\xbfone\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


def test_only_one_byte_order_mark_is_dropped():
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfone") == "\ufeffone"


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (b"caf\xe9", "byte 3 on line 1"),
        (b"one\r\ntwo\rthree\n\xff", "byte 15 on line 4"),
        ("é\n".encode() + b"\x80", "byte 3 on line 2"),
        (b"\xef\xbb\xbfone\n\xff", "byte 7 on line 2"),
        ("one".encode("utf-16"), "byte 0 on line 1"),
        (b"a surrogate \xed\xa0\x80", "byte 12 on line 1"),
    ],
    ids=["latin-1", "after three line ends", "after a long character", "after a mark", "utf-16", "surrogate"],
)
def test_a_file_that_is_not_utf_8_is_refused_with_its_place_and_the_cure(raw, where):
    with pytest.raises(SourceError, match=rf"^{where} is not UTF-8 .*save the file as UTF-8$"):
        decode(raw)


def test_a_nul_character_is_refused_with_its_line():
    with pytest.raises(SourceError, match=r"^line 2 holds a NUL character, which cannot be stored; remove it"):
        decode(b"one\ntwo \x00")


@pytest.mark.parametrize("character", ["\x00", "\ud800"])
def test_text_that_cannot_be_stored_is_refused_in_every_format(character):
    for chosen in [None, *Format]:
        with pytest.raises(SourceError, match=r"^line 3 holds .*cannot be stored"):
            parse(f"A title\n\nA note with {character} in it", chosen)


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\u2003\x0b\x1c\u2028"])
def test_an_empty_document_is_refused_in_every_format(text):
    for chosen in [None, *Format]:
        with pytest.raises(SourceError, match=r"^the document is empty"):
            parse(text, chosen)


def test_a_named_format_that_finds_no_passage_is_refused_with_the_cure():
    with pytest.raises(SourceError, match=r"^there is no passage in the document read as notes; name another format$"):
        parse("Only a title", Format.NOTES)


def test_the_content_of_a_file_is_decoded_and_parsed_at_once():
    parsed = parse_bytes(b"\xef\xbb\xbfA title\r\n\r\nA note", Format.NOTES)
    assert parsed.text == "A title\r\n\r\nA note"
    assert [passage.text for passage in parsed.passages] == ["A note"]
