"""Two states of a corpus side by side: which records differ, and in which words."""

import pytest

from explorer.corpus_format.differences import LONGEST_EXCERPT, FieldChange, find_changes, hash_changes
from explorer.corpus_format.schema import SynonymRecord, TopicRecord
from explorer.corpus_format.validation import validate_record
from explorer.corpus_format.yaml_nodes import compose
from tests import corpora

KINDS = {"topics.yaml": TopicRecord, "synonyms.yaml": SynonymRecord}


def lists(**files):
    texts = {"topics.yaml": corpora.TOPICS, "synonyms.yaml": corpora.SYNONYMS}
    texts |= {f"{name}.yaml": text for name, text in files.items()}
    return {
        file: [validate_record(KINDS[file], node, file) for node in compose(text.encode(), file).content]
        for file, text in texts.items()
    }


def told(before, after):
    """Return what became of records, as lines."""
    return [
        (what, record.name, [(field.name, field.before, field.after) for field in record.fields])
        for kind in find_changes(before, after)
        for what in ("added", "changed", "removed")
        for record in getattr(kind, what)
    ]


def test_one_state_does_not_differ_from_itself():
    assert told(lists(), lists()) == []
    assert {kind.kind: kind.unchanged for kind in find_changes(lists(), lists())}["topic"] == 2


def test_a_field_that_differs_is_told_with_the_way_to_it():
    after = lists(topics=corpora.TOPICS.replace("Scale is a dead end", "Scale is no way"))
    assert told(lists(), after) == [
        ("changed", "scaling", [("poles, first", "Scale is a dead end", "Scale is no way")]),
    ]


def test_of_a_list_only_the_items_that_differ_are_told():
    added = lists(synonyms=corpora.SYNONYMS.replace("    - LLM\n", "    - GPT\n    - LLM\n"))
    assert told(lists(), added) == [("changed", "large language model", [("also 1", "", "GPT")])]
    assert told(added, lists()) == [("changed", "large language model", [("also 1", "GPT", "")])]
    other = lists(synonyms=corpora.SYNONYMS.replace("- LLM", "- LLMs"))
    assert told(lists(), other) == [("changed", "large language model", [("also 1", "LLM", "LLMs")])]


def test_what_is_added_or_removed_is_told_whole():
    fewer = lists(synonyms=corpora.SYNONYMS.split("- term: large")[0])
    fields = [
        ("term", "", "large language model"),
        ("also 1", "", "LLM"),
        ("narrower 1", "", "GPT-3"),
    ]
    assert told(fewer, lists()) == [("added", "large language model", fields)]
    assert told(lists(), fewer)[0][:2] == ("removed", "large language model")


def test_the_order_of_topics_is_a_difference_and_a_topic_put_between_others_moves_none():
    first, _, second = corpora.TOPICS.partition("- slug: embodiment")
    second = f"- slug: embodiment{second}"
    assert told(lists(), lists(topics=second + first)) == [
        ("changed", "embodiment", [("place among these", "2", "1")]),
        ("changed", "scaling", [("place among these", "1", "2")]),
    ]
    new = second.replace("embodiment", "new")
    assert [row[:2] for row in told(lists(), lists(topics=first + new + second))] == [("added", "new")]


@pytest.mark.parametrize(("before", "after"), [("a", "b"), ("", "b"), ("a", "")])
def test_short_values_are_shown_whole(before, after):
    assert FieldChange("x", before, after).excerpts == (before, after)


def test_long_values_are_cut_so_that_the_difference_is_in_view():
    same = "word " * 200
    before, after = FieldChange("x", f"{same}old. {same}", f"{same}new. {same}").excerpts
    assert (before[0], before[-1]) == ("…", "…")
    assert "old." in before
    assert "new." in after
    assert len(before) <= LONGEST_EXCERPT + 1
    assert FieldChange("x", same, f"{same}more").excerpts[1].endswith("word more")


def test_a_digest_tells_differences_apart_that_look_alike():
    same = "word " * 200
    one, other = (
        find_changes(lists(), lists(topics=corpora.TOPICS.replace("Whether more of", f"{same} {end} {same} of")))
        for end in ("x", "y")
    )
    assert hash_changes(one) != hash_changes(other)
    assert hash_changes(one) == hash_changes(one)
    assert hash_changes(one) != hash_changes(one, ("claim x",))
