from explorer.lines import line_number, split_lines


def test_lines_end_at_line_feeds_and_carriage_returns_only():
    text = "one\x0ctwo\u2028three\x85\x1d\r\n  four \rfive\n\nsix"
    lines = split_lines(text)
    assert [(line.number, line.text) for line in lines] == [
        (1, "one\x0ctwo\u2028three"),
        (2, "four"),
        (3, "five"),
        (4, ""),
        (5, "six"),
    ]
    assert [text[line.start : line.end] for line in lines] == [line.text for line in lines]


def test_the_line_of_an_offset_counts_every_kind_of_line_end_once():
    text = "a\r\nb\rc\nd"
    assert [line_number(text, text.index(letter)) for letter in "abcd"] == [1, 2, 3, 4]
