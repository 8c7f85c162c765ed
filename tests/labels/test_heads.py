import pytest

from explorer.labels.heads import read_head


@pytest.mark.parametrize(
    ("line", "shape", "name", "time", "words"),
    [
        ("Ada Byrne: words", "Name: words", "Ada Byrne", None, "words"),
        ("Ada Byrne [6:30]: words", "Name: words", "Ada Byrne", "6:30", "words"),
        ("Ada: [0:12] words", "Name: words", "Ada", "0:12", "words"),
        ("Ada: 0:12 words", "Name: words", "Ada", None, "0:12 words"),
        ("**Ada:** words", "**Name**: words", "Ada", None, "words"),
        ("**Ada** (6:30): words", "**Name**: words", "Ada", "6:30", "words"),
        ("**Ada: w**ords", "**Name**: words", "Ada", None, "w**ords"),
        ("**Ada::** words", "**Name**: words", "Ada", None, "words"),
        ("**[0:01] Ada:** words", "**Name**: words", "Ada", "0:01", "words"),
        ("__SPEAKER_02:__ words", "**Name**: words", "SPEAKER_02", None, "words"),
        ("<b>Ada:</b> words", "**Name**: words", "Ada", None, "words"),
        ("**Ada** words", "**Name** words", "Ada", None, "words"),
        ("*Ada:* words", "*Name*: words", "Ada", None, "words"),
        ("[Ada]: words", "[Name]: words", "Ada", None, "words"),
        ("[Ada] [00:03] words", "[Name] 0:00 words", "Ada", "00:03", "words"),
        ("[00:03] [Ada]: words", "[Name]: words", "Ada", "00:03", "words"),
        ("Ada 00:00:18 words", "Name 0:00 words", "Ada", "00:00:18", "words"),
        ("Ada [(0:09)](https://example.org) words", "Name 0:00 words", "Ada", "0:09", "words"),
        (">> Ada: words", ">> Name: words", "Ada", None, "words"),
        ("- Ada: words", "- Name: words", "Ada", None, "words"),
        ("0:01 <v.loud Ada>words", "<v Name> words", "Ada", "0:01", "words"),
        ("アダ「言葉」", "Name「words」", "アダ", None, "「言葉」"),
        ("**李梅**：言葉", "**Name**: words", "李梅", None, "言葉"),
        ("0:40 Ada - words", "Name – words", "Ada", "0:40", "words"),
        ("0:40 | Ada | words", "Name – words", "Ada", "0:40", "words"),
        ("Noel | Example Co.: words", "Name: words", "Noel | Example Co.", None, "words"),
        ("Kim (host): words", "Name: words", "Kim (host)", None, "words"),
        ("**Kim** (host): words", "**Name**: words", "Kim (host)", None, "words"),
        ("ADA BYRNE", "Name, the words below it", "ADA BYRNE", None, ""),
        ("[0:05] words. More", "Name, the words below it", "words. More", "0:05", ""),
        ("(0:05)", "Name, the words below it", "", "0:05", ""),
    ],
)
def test_the_head_of_a_line_is_its_shape_its_name_its_time_and_where_the_words_begin(line, shape, name, time, words):
    head = read_head(line)
    assert head is not None
    assert (str(head.shape), head.name, head.start_time, line[head.end :]) == (shape, name, time, words)


@pytest.mark.parametrize("line", ["---", "a" * 500, "https://example.org/watch and so on " * 5])
def test_what_opens_with_nothing_like_a_label_has_no_head_with_a_name(line):
    head = read_head(line)
    assert head is None or head.likeness == 0
