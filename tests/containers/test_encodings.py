"""Texts in other encodings are recognised, refused with what they are, and read once somebody confirms it."""

import pytest

from explorer.containers.encodings import Encoding, UnconfirmedEncodingError, decode, decode_stored, recognise
from explorer.errors import SourceError

WORDS = "Jürgen: Für die Gärtner wächst überall schönes Gemüse.\n\nSiân: Très bien, ça va.\n" * 3


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (WORDS.encode("cp1252"), Encoding.WINDOWS_1252),
        (("“Ah” – " + WORDS).encode("cp1252"), Encoding.WINDOWS_1252),
        (WORDS.encode("utf-16"), Encoding.UTF_16),
        (WORDS.encode("utf-16-le"), Encoding.UTF_16),
        (WORDS.encode("utf-16-be"), Encoding.UTF_16),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), Encoding.UTF_16),
        (WORDS.encode("utf-16") + b"\n", Encoding.UTF_16),
    ],
)
def test_another_encoding_is_recognised_and_refused_until_it_is_confirmed(raw, encoding):
    with pytest.raises(UnconfirmedEncodingError, match=f"--encoding {encoding}.*save the file as UTF-8$") as refusal:
        decode(raw)
    assert refusal.value.encoding is encoding


@pytest.mark.parametrize("codec", ["cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_confirmed_encoding_is_read_and_so_is_what_was_taken_in_it(codec):
    raw = WORDS.encode(codec)
    encoding = recognise(raw)
    assert decode(raw, encoding) == WORDS
    assert decode_stored(raw) == WORDS


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00",
        WORDS.encode() + b"\xff",
        b"\x1f\x8b\x08\x00\x00",
        WORDS.encode("utf-32"),
        b"\xff",
    ],
)
def test_what_is_in_no_encoding_that_is_read_is_refused_without_a_guess(raw):
    with pytest.raises(SourceError, match=r"is not UTF-8|holds a NUL") as refusal:
        decode(raw)
    assert not isinstance(refusal.value, UnconfirmedEncodingError)


@pytest.mark.parametrize("encoding", Encoding)
def test_bytes_that_are_not_in_the_confirmed_encoding_are_refused_with_their_place(encoding):
    raw = b"ab\x81\x8d" if encoding is Encoding.WINDOWS_1252 else b"\xff\xfea\x00\x00\xd8"
    with pytest.raises(SourceError, match=r"^byte \d+ is not"):
        decode(raw, encoding)
