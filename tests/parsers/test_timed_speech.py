import pytest

from explorer.coding.vocabulary import Format
from explorer.labels.reading import read_labels
from explorer.lines import split_lines
from explorer.parsers import detect
from explorer.parsers.timed_speech import is_timed_speech


@pytest.mark.parametrize(("gap", "is_speech"), [(3, True), (20, True), (65, False), (0, False)])
def test_speech_has_a_time_every_few_seconds_and_chapters_have_not(gap, is_speech):
    text = "\n".join(f"{n * gap // 60}:{n * gap % 60:02} Words of some kind" for n in range(6))
    assert is_timed_speech(read_labels(split_lines(text), is_given=False)) is is_speech


def test_lines_timed_as_speech_are_a_transcript_and_others_a_list_of_times():
    speech = "\n".join(f"0:{n * 4:02} And so it goes on." for n in range(9))
    assert detect(speech) is Format.PLAIN_TEXT
    assert detect("0:00 Start\n2:00 Middle\n9:00 End") is Format.TIMESTAMP_LIST
