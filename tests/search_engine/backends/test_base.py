"""What every search engine must do: one class of tests, run for each engine by its own module."""

import datetime
import random
import threading
from dataclasses import replace

import numpy as np
import pytest

from explorer.search_engine.backends.base import Backend
from explorer.search_engine.backends.memory import MemoryBackend
from explorer.search_engine.types import (
    Answer,
    Clause,
    Document,
    DocumentKey,
    DocumentType,
    Facet,
    Field,
    FoundBy,
    Hit,
    IndexStatus,
    Request,
    ResultOrder,
    State,
)
from explorer.search_engine.vectors import SCALE, pack

BRAIN = Document(
    DocumentKey(DocumentType.PASSAGE, "talk-1"),
    {Field.TITLE: "The brain", Field.BODY: "How does the brain solve credit assignment?", Field.NAMES: "Ada Lovelace"},
    {
        Facet.TYPE: ("passage",),
        Facet.SPEAKER: ("ada",),
        Facet.TOPIC: ("credit", "brains"),
        Facet.KIND: ("turn",),
        Facet.EPISODE: ("talk",),
        Facet.GRADE: ("transcript",),
    },
    group="talk-1",
    date=datetime.date(2018, 10, 20),
    speaker="Ada Lovelace",
)
ANSWERED = Document(
    DocumentKey(DocumentType.CLAIM, "the-brain-assigns-credit"),
    {Field.TITLE: "The brain assigns credit.", Field.QUOTED: "the brain solve credit assignment"},
    {Facet.TYPE: ("claim",), Facet.SPEAKER: ("ada",), Facet.TOPIC: ("credit",), Facet.EPISODE: ("talk",)},
    group="talk-1",
    weight=1.5,
    date=datetime.date(2018, 10, 20),
    speaker="Ada Lovelace",
)
NETS = Document(
    DocumentKey(DocumentType.PASSAGE, "walk-1"),
    {Field.TITLE: "Networks", Field.BODY: "Neural networks learn. A network of neurons learns, and learns again."},
    {Facet.TYPE: ("passage",), Facet.SPEAKER: ("grace",), Facet.TOPIC: ("credit",), Facet.EPISODE: ("walk",)},
    group="walk-1",
    date=datetime.date(2022, 3, 22),
    speaker="Grace Hopper",
)
UNDATED = Document(
    DocumentKey(DocumentType.TOPIC, "credit"),
    {Field.TITLE: "How is credit assigned in a brain or a network?"},
    {Facet.TYPE: ("topic",), Facet.TOPIC: ("credit",)},
    group="topic credit",
)
CORPUS = (BRAIN, ANSWERED, NETS, UNDATED)


def says(*forms: str, factor: float = 1.0) -> Clause:
    """Return a clause that a run of forms fulfils."""
    return Clause(((forms, factor),))


def asking(*clauses: Clause, at_least: int | None = None, **others: object) -> Request:
    """Return a request that wants all of its clauses, or as many as said."""
    return Request(clauses, at_least=len(clauses) if at_least is None else at_least, **others)  # type: ignore[arg-type]


def plain(number: int | str, body: str = "brain", **others: object) -> Document:
    """Return a passage that is a group of its own."""
    return Document(
        DocumentKey(DocumentType.PASSAGE, f"p-{number}"),
        {Field.BODY: body},
        {Facet.TYPE: ("passage",)},
        f"p-{number}",
        **others,
    )  # type: ignore[arg-type]


def ids(answer: Answer) -> list[str]:
    return [hit.key.id for hit in answer.hits]


def found(backend, *clauses, **others) -> set[str]:
    """Return the ids of all that fits, heads and others alike."""
    hits = backend.search(asking(*clauses, limit=1000, **others)).hits
    return {key.id for hit in hits for key in (hit.key, *hit.others)}


class BackendContract:
    """Tests that know nothing of the engine; ``backend`` is an empty one, ready to be filled."""

    @pytest.fixture
    def filled(self, backend):
        backend.replace(CORPUS, 7)
        return backend

    @pytest.fixture
    def holding(self, backend):
        def holding(*documents):
            backend.replace(documents, 1)
            return backend

        return holding

    # Words

    def test_a_form_is_found_in_every_field(self, holding):
        backend = holding(
            *(Document(DocumentKey(DocumentType.CLAIM, field), {field: "brains"}, {}, field) for field in Field)
        )
        assert found(backend, says("brain")) == {"title", "body", "quoted", "names"}

    def test_forms_are_compared_whole(self, filled):
        assert found(filled, says("brai")) == set()
        assert found(filled, says("BRAIN")) == set()

    def test_text_is_analysed_as_queries_are(self, holding):
        backend = holding(plain(1, "Jürgen’s naïve back-propagation don't"))
        for run in (("jurgen",), ("juergen",), ("naiv",), ("back", "propag"), ("dont",), ("juergen", "naiv")):
            assert found(backend, says(*run)) == {"p-1"}, run

    def test_a_run_stands_in_its_order_without_gaps(self, filled):
        assert found(filled, says("credit", "assign")) == {"talk-1", "the-brain-assigns-credit", "credit"}
        assert found(filled, says("assign", "credit")) == {"the-brain-assigns-credit"}
        assert found(filled, says("brain", "credit")) == set()

    def test_a_run_does_not_go_on_in_another_field(self, filled):
        assert found(filled, says("brain", "how")) == set()
        assert found(filled, says("assign", "ada")) == set()

    def test_a_run_does_not_go_on_in_another_document(self, holding):
        backend = holding(plain(1, "one two"), plain(2, "three four"))
        assert found(backend, says("two", "three")) == set()

    def test_a_run_may_say_a_form_twice(self, holding):
        backend = holding(plain(1, "no no never"), plain(2, "no never no"))
        assert found(backend, says("no", "no")) == {"p-1"}

    def test_any_of_several_runs_fulfils_a_clause(self, filled):
        clause = Clause(((("neural", "network"), 1.0), (("assign", "credit"), 0.5)))
        assert found(filled, clause) == {"walk-1", "the-brain-assigns-credit"}

    def test_a_prefix_is_fulfilled_by_any_form_that_begins_so(self, filled):
        assert found(filled, Clause(prefix="neur")) == {"walk-1"}
        assert found(filled, Clause(((("ada",), 1.0),), prefix="neur")) == {"walk-1", "talk-1"}
        assert found(filled, Clause(prefix="neurol")) == set()

    def test_a_prefix_may_be_a_whole_form_and_any_script(self, holding):
        backend = holding(plain(1, "мозг думает"), plain(2, "brain"))
        assert found(backend, Clause(prefix="мозг")) == {"p-1"}
        assert found(backend, Clause(prefix="моз")) == {"p-1"}

    def test_a_clause_of_nothing_is_fulfilled_by_nothing(self, filled):
        assert found(filled, Clause()) == set()
        assert found(filled, says()) == set()

    # How many clauses

    def test_so_many_clauses_are_fulfilled_as_are_wanted(self, filled):
        clauses = [says("brain"), says("network"), says("ada")]
        assert found(filled, *clauses) == set()
        assert found(filled, *clauses, at_least=2) == {"talk-1", "credit"}
        assert found(filled, *clauses, at_least=1) == {"talk-1", "the-brain-assigns-credit", "walk-1", "credit"}

    def test_clauses_of_which_none_is_wanted_only_rank(self, filled):
        assert len(found(filled, says("ada"), at_least=0)) == 4

    def test_without_clauses_everything_fits(self, filled):
        assert found(filled) == {"talk-1", "the-brain-assigns-credit", "walk-1", "credit"}

    def test_what_is_excluded_does_not_fit(self, filled):
        assert found(filled, says("brain"), excluded=(says("ada"),)) == {"the-brain-assigns-credit", "credit"}
        assert found(filled, excluded=(says("brain"), Clause(prefix="neur"))) == set()

    def test_an_empty_index_answers_nothing(self, holding):
        assert holding().search(asking(says("brain"))) == Answer((), 0, {facet: {} for facet in Facet})
        assert holding().search(Request()).total == 0

    # Narrowing

    def test_a_filter_lets_through_any_of_its_values(self, filled):
        assert found(filled, filters={Facet.SPEAKER: frozenset({"ada"})}) == {"talk-1", "the-brain-assigns-credit"}
        assert len(found(filled, filters={Facet.SPEAKER: frozenset({"ada", "grace"})})) == 3

    def test_every_filter_has_to_let_a_document_through(self, filled):
        filters = {Facet.SPEAKER: frozenset({"ada"}), Facet.TYPE: frozenset({"passage"})}
        assert found(filled, filters=filters) == {"talk-1"}

    def test_a_filter_of_nothing_or_of_the_unknown_lets_nothing_through(self, filled):
        assert found(filled, filters={Facet.SPEAKER: frozenset()}) == set()
        assert found(filled, filters={Facet.SPEAKER: frozenset({"nobody"})}) == set()

    def test_dates_are_included_at_both_ends(self, filled):
        on = datetime.date(2018, 10, 20)
        later = on + datetime.timedelta(days=1)
        earlier = on - datetime.timedelta(days=1)
        assert found(filled, says("credit"), since=on, until=on) == {"talk-1", "the-brain-assigns-credit"}
        assert found(filled, since=later) == {"walk-1"}
        assert found(filled, until=earlier) == set()
        assert found(filled, since=datetime.date.min, until=datetime.date.max) == {
            "talk-1",
            "the-brain-assigns-credit",
            "walk-1",
        }

    # Groups, totals and counts

    def test_documents_of_one_group_are_one_result(self, filled):
        answer = filled.search(asking(says("brain")))
        assert answer.total == 2
        (group,) = [hit for hit in answer.hits if hit.others]
        assert {group.key, *group.others} == {BRAIN.key, ANSWERED.key}

    def test_only_what_fits_is_named_beside_the_best_of_a_group(self, filled):
        (hit,) = filled.search(asking(says("ada"))).hits
        assert hit == Hit(BRAIN.key, hit.score, ())

    def test_the_best_of_a_group_is_named_first_and_the_others_in_order(self, holding):
        bodies = ["brain and a lot of other words beside it", "brain brain", "brain and another"]
        documents = [replace(plain(number, body), group="g") for number, body in enumerate(bodies)]
        (hit,) = holding(*documents, plain("else", "nothing")).search(asking(says("brain"))).hits
        assert [hit.key.id, *(key.id for key in hit.others)] == ["p-1", "p-2", "p-0"]

    def test_nothing_is_counted_where_nobody_asks_for_counts(self, filled):
        answer = filled.search(asking(says("credit"), counts_facets=False))
        assert answer.facets == {}
        assert answer == replace(filled.search(asking(says("credit"))), facets={})

    def test_facets_count_groups(self, filled):
        facets = filled.search(asking(says("credit"))).facets
        assert facets[Facet.TYPE] == {"passage": 1, "claim": 1, "topic": 1}
        assert facets[Facet.TOPIC] == {"credit": 2, "brains": 1}
        assert facets[Facet.SPEAKER] == {"ada": 1}
        assert facets[Facet.KIND] == {"turn": 1}

    def test_a_facet_does_not_filter_itself(self, filled):
        narrowed = filled.search(asking(filters={Facet.SPEAKER: frozenset({"ada"})}))
        assert narrowed.total == 1
        assert narrowed.facets[Facet.SPEAKER] == {"ada": 1, "grace": 1}
        assert narrowed.facets[Facet.TYPE] == {"passage": 1, "claim": 1}
        both = filled.search(asking(filters={Facet.SPEAKER: frozenset({"ada"}), Facet.TYPE: frozenset({"passage"})}))
        assert both.facets[Facet.SPEAKER] == {"ada": 1, "grace": 1}
        assert both.facets[Facet.TYPE] == {"passage": 1, "claim": 1}

    def test_every_facet_is_counted_however_little_was_found(self, filled):
        assert filled.search(asking(says("nothing"))).facets == {facet: {} for facet in Facet}

    def test_a_value_said_twice_counts_once(self, holding):
        twice = replace(plain(1), values={Facet.TOPIC: ("credit", "credit")})
        assert holding(twice).search(Request()).facets[Facet.TOPIC] == {"credit": 1}

    def test_counts_do_not_depend_on_the_page(self, holding):
        backend = holding(*(plain(number) for number in range(12)))
        pages = [backend.search(asking(says("brain"), offset=offset, limit=5)) for offset in (0, 5, 10, 15)]
        assert {(page.total, page.facets[Facet.TYPE]["passage"]) for page in pages} == {(12, 12)}
        assert [len(page.hits) for page in pages] == [5, 5, 2, 0]
        assert len({name for page in pages for name in ids(page)}) == 12

    def test_a_page_of_nothing_still_counts(self, filled):
        answer = filled.search(asking(limit=0))
        assert (answer.hits, answer.total) == ((), 3)

    # Order

    def test_ties_are_broken_by_type_and_id(self, holding):
        same = {Field.BODY: "brain"}
        keys = [
            DocumentKey(DocumentType.PASSAGE, "b"),
            DocumentKey(DocumentType.CLAIM, "z"),
            DocumentKey(DocumentType.PASSAGE, "a"),
            DocumentKey(DocumentType.TOPIC, "0"),
        ]
        backend = holding(*(Document(key, same, {}, f"{key.type} {key.id}") for key in keys))
        for order in ResultOrder:
            hits = backend.search(asking(says("brain"), order=order)).hits
            assert [hit.key for hit in hits] == sorted(keys), order
        assert [hit.key for hit in backend.search(asking(says("brain"), offset=1, limit=2)).hits] == sorted(keys)[1:3]

    def test_the_newest_come_first_and_the_undated_last(self, filled):
        assert ids(filled.search(asking(order=ResultOrder.DATE))) == ["walk-1", "the-brain-assigns-credit", "credit"]

    def test_speakers_come_by_name_and_nobody_last(self, holding):
        names = ["b", "", "A", "C", "a"]
        backend = holding(*(plain(number, speaker=name) for number, name in enumerate(names)))
        assert ids(backend.search(asking(order=ResultOrder.SPEAKER))) == ["p-2", "p-4", "p-0", "p-3", "p-1"]

    def test_in_any_order_of_one_date_or_speaker_the_better_comes_first(self, holding):
        same = {"date": datetime.date(2020, 1, 1), "speaker": "Ada"}
        backend = holding(plain(1, "brain and more words than that", **same), plain(2, "brain", **same))
        for order in ResultOrder:
            assert ids(backend.search(asking(says("brain"), order=order))) == ["p-2", "p-1"]

    def test_a_title_counts_more_than_a_body_and_that_more_than_names(self, holding):
        documents = [
            Document(
                DocumentKey(DocumentType.PASSAGE, field),
                {each: "brain" if each == field else "word" for each in Field},
                {},
                field,
            )
            for field in (Field.NAMES, Field.BODY, Field.TITLE)
        ]
        assert ids(holding(*documents).search(asking(says("brain")))) == ["title", "body", "names"]

    def test_what_says_it_more_often_or_in_fewer_words_ranks_higher(self, holding):
        backend = holding(
            plain("long", "brain in a body of some more words"), plain("often", "brain brain"), plain("short", "brain")
        )
        assert ids(backend.search(asking(says("brain")))) == ["p-often", "p-short", "p-long"]

    def test_a_rare_word_counts_more_than_a_frequent_one(self, holding):
        backend = holding(*(plain(number, "common") for number in range(9)), plain("rare", "scarce"))
        assert ids(backend.search(asking(says("common"), says("scarc"), at_least=1)))[0] == "p-rare"

    def test_what_was_typed_counts_more_than_a_synonym(self, holding):
        clause = Clause(((("backprop",), 0.5), (("backpropag",), 1.0)))
        backend = holding(plain(1, "backprop"), plain(2, "backpropagation"))
        assert ids(backend.search(asking(clause))) == ["p-2", "p-1"]

    def test_a_document_weighs_in(self, holding):
        backend = holding(plain("plain"), plain("light", weight=0.25), plain("heavy", weight=2.0))
        hits = backend.search(asking(says("brain"))).hits
        assert [hit.key.id for hit in hits] == ["p-heavy", "p-plain", "p-light"]
        assert hits[0].score == pytest.approx(2 * hits[1].score)
        assert ids(backend.search(Request())) == ["p-heavy", "p-plain", "p-light"]

    # Meaning

    def test_what_is_close_in_meaning_fits_without_the_words(self, filled):
        answer = filled.search(asking(says("brain"), closeness={NETS.key: 0.1}))
        assert ids(answer) == ["the-brain-assigns-credit", "credit", "walk-1"]
        assert [hit.found_by for hit in answer.hits] == [FoundBy.WORDS, FoundBy.WORDS, FoundBy.MEANING]
        assert (answer.total, answer.by_words) == (3, 2)
        assert answer.facets[Facet.SPEAKER] == {"ada": 1, "grace": 1}

    def test_a_group_is_found_by_words_if_any_of_it_is(self, filled):
        answer = filled.search(asking(says("ada"), closeness={ANSWERED.key: 0.9}))
        assert [(hit.key, hit.found_by) for hit in answer.hits] == [(ANSWERED.key, FoundBy.WORDS)]

    def test_closeness_is_added_to_what_the_words_score(self, holding):
        backend = holding(plain(1), plain(2, weight=2.0), plain(3, "mind"))
        alone = {hit.key.id: hit.score for hit in backend.search(asking(says("brain"))).hits}
        close = backend.search(asking(says("brain"), closeness={plain(number).key: 0.5 for number in (1, 2, 3)}))
        scores = {hit.key.id: hit.score for hit in close.hits}
        assert scores == pytest.approx({"p-1": alone["p-1"] + 0.5, "p-2": alone["p-2"] + 0.5, "p-3": 0.5})
        assert 0 < alone["p-1"] < 1

    def test_without_words_only_what_is_close_fits_where_something_is_wanted(self, filled):
        answer = filled.search(asking(at_least=1, closeness={NETS.key: 0.5}))
        assert [(hit.key, hit.score, hit.found_by) for hit in answer.hits] == [(NETS.key, 0.5, FoundBy.MEANING)]

    def test_what_is_close_must_pass_every_other_condition(self, filled):
        close = {document.key: 0.5 for document in CORPUS}
        for others, expected in (
            ({"required": (says("network"),)}, {"walk-1", "credit"}),
            ({"excluded": (says("brain"),)}, {"walk-1"}),
            ({"filters": {Facet.SPEAKER: frozenset({"grace"})}}, {"walk-1"}),
            ({"until": datetime.date(2018, 12, 31)}, {"talk-1", "the-brain-assigns-credit"}),
        ):
            assert found(filled, at_least=1, closeness=close, **others) == expected, others

    def test_what_is_required_is_required_of_words_too(self, filled):
        assert found(filled, says("brain"), required=(says("ada"),)) == {"talk-1"}

    def test_a_document_close_in_meaning_that_is_not_there_is_nothing(self, filled):
        assert found(filled, at_least=1, closeness={plain(9).key: 0.9}) == set()

    def test_the_closest_documents_are_told_by_their_closest_window(self, holding):
        one, other, both = pack(np.array([[0.6, 0.8], [-0.8, 0.6], [1.0, 0.0]], np.float32))
        backend = holding(plain(1, windows=(one,)), plain(2, windows=(other, both)), plain(3))
        vector = np.array([1.0, 0.0], np.float32)
        assert dict(backend.closest(vector, 5)) == pytest.approx({plain(2).key: 1.0, plain(1).key: 0.6}, abs=1 / SCALE)
        assert list(backend.closest(vector, 1)) == [plain(2).key]

    def test_windows_change_and_go_with_their_documents(self, holding):
        near, far = pack(np.array([[1.0, 0.0], [0.0, 1.0]], np.float32))
        backend = holding(*(plain(number, windows=(near,)) for number in range(9)))
        vector = np.array([1.0, 0.0], np.float32)
        backend.update([plain(0, windows=(far,)), plain(1), plain(9, windows=(near,))], [plain(2).key], 2)
        backend.update([plain(3, windows=(far,))], [plain(9).key, plain(8).key], 3)
        assert {key.id for key, found in backend.closest(vector, 99).items() if found > 0.5} == {
            f"p-{number}" for number in (4, 5, 6, 7)
        }
        assert {key.id for key in backend.closest(vector, 99)} == {f"p-{number}" for number in (0, 3, 4, 5, 6, 7)}
        backend.replace([plain(1, windows=(near,))], 4)
        assert list(backend.closest(vector, 99)) == [plain(1).key]

    def test_without_vectors_nothing_is_close(self, filled):
        assert dict(filled.closest(np.array([1.0, 0.0], np.float32), 5)) == {}

    # What is known of the index

    def test_frequency_counts_documents(self, filled):
        assert filled.frequency(says("brain")) == 3
        assert filled.frequency(says("credit", "assign")) == 3
        assert filled.frequency(Clause(prefix="neur")) == 1
        assert filled.frequency(says("nothing")) == filled.frequency(Clause()) == 0

    def test_words_are_told_as_written_with_their_documents(self, holding):
        backend = holding(
            plain(1, "Jürgen’s consciousness, CONSCIOUSNESS of one"), plain(2, "conscious don’t"), plain(3, "Jürgen")
        )
        assert dict(backend.words()) == {
            "jürgen": 2,
            "consciousness": 1,
            "of": 1,
            "one": 1,
            "conscious": 1,
            "don't": 1,
        }

    def test_every_key_is_told(self, filled):
        assert sorted(filled.keys()) == sorted(document.key for document in CORPUS)
        assert all(isinstance(key, DocumentKey) and isinstance(key.type, DocumentType) for key in filled.keys())  # noqa: SIM118

    def test_status_tells_revision_and_documents(self, filled):
        status = filled.status()
        assert (status.state, status.revision, status.documents) == (State.READY, 7, 4)

    # Writing

    def test_an_update_adds_replaces_and_removes(self, filled):
        changed = replace(NETS, texts={Field.BODY: "Something else."})
        filled.update([changed, plain(1, "brain")], [UNDATED.key], 8)
        assert filled.status().revision == 8
        assert filled.status().documents == 4
        assert found(filled, says("network")) == set()
        assert found(filled, says("els")) == {"walk-1"}
        assert found(filled, says("brain")) == {"talk-1", "the-brain-assigns-credit", "p-1"}
        assert set(filled.keys()) == {BRAIN.key, ANSWERED.key, NETS.key, DocumentKey(DocumentType.PASSAGE, "p-1")}

    def test_what_is_replaced_or_gone_is_counted_nowhere(self, filled):
        filled.update([replace(NETS, texts={Field.BODY: "else"}, values={})], [BRAIN.key], 8)
        assert filled.frequency(says("brain")) == 2
        assert "neurons" not in filled.words()
        assert filled.words()["brain"] == 2
        facets = filled.search(Request()).facets
        assert facets[Facet.SPEAKER] == {"ada": 1}
        assert facets[Facet.KIND] == {}

    def test_a_word_of_which_every_document_is_gone_is_found_nowhere(self, filled):
        filled.replace([BRAIN, plain(1, "zebra")], 7)
        filled.update([], [DocumentKey(DocumentType.PASSAGE, "p-1")], 8)
        assert filled.frequency(says("zebra")) == 0
        assert found(filled, says("zebra")) == set()

    def test_many_updates_in_a_row_all_hold(self, filled):
        for number in range(30):
            filled.update([plain(number % 7, f"brain number{number}")], [NETS.key] if number % 2 else [], number)
        assert filled.status().revision == 29
        assert filled.frequency(Clause(prefix="number")) == 7
        assert found(filled, says("number29")) == {"p-1"}
        assert found(filled, says("number22")) == set()

    def test_removing_what_is_not_there_is_nothing(self, filled):
        filled.update([], [DocumentKey(DocumentType.CLAIM, "nothing")], 9)
        assert (filled.status().revision, filled.status().documents) == (9, 4)

    def test_a_key_that_is_changed_and_gone_is_there(self, filled):
        filled.update([NETS], [NETS.key], 9)
        assert found(filled, says("network")) == {"walk-1", "credit"}

    def test_of_one_key_named_twice_the_last_holds(self, filled):
        filled.update([plain(1, "first"), plain(1, "second")], [], 9)
        assert found(filled, says("first")) == set()
        assert found(filled, says("second")) == {"p-1"}

    def test_an_update_that_fails_changes_nothing(self, filled):
        def failing():
            yield plain(1)
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError, match="went away"):
            filled.update(failing(), [BRAIN.key], 9)
        assert (filled.status().revision, filled.status().documents) == (7, 4)
        filled.update([plain(1)], [], 10)
        assert (filled.status().revision, filled.status().documents) == (10, 5)

    def test_a_rebuild_that_fails_changes_nothing(self, filled):
        def failing():
            yield plain(1)
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError, match="went away"):
            filled.replace(failing(), 9)
        assert (filled.status().revision, filled.status().documents) == (7, 4)
        filled.replace([plain(1)], 10)
        assert (filled.status().revision, filled.status().documents) == (10, 1)

    def test_a_rebuild_may_go_back_to_an_earlier_revision(self, filled):
        filled.replace(CORPUS[:2], 3)
        assert (filled.status().revision, filled.status().documents) == (3, 2)
        filled.update([], [], 2)
        assert filled.status().revision == 2

    def test_searches_see_the_old_or_the_new_while_one_is_replaced(self, backend):
        """Groups of ten are always complete: half an index would show fewer."""
        backend.replace([plain(number) for number in range(10)], 1)
        wrong, stop = [], threading.Event()

        def read():
            while not stop.is_set():
                total = backend.search(asking(says("brain"))).total
                if total not in {10, 20}:
                    wrong.append(total)

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for size in (20, 10, 20, 10):
            backend.replace([plain(number) for number in range(size)], size)
        backend.update([plain(number) for number in range(10, 20)], [], 5)
        stop.set()
        for reader in readers:
            reader.join()
        assert wrong == []

    # Writers

    def test_the_lock_keeps_threads_apart_and_is_waited_for(self, backend):
        seen = []

        def other(wait):
            with backend.take_lock(wait=wait) as alone:
                seen.append(alone)

        with backend.take_lock():
            thread = threading.Thread(target=other, args=[0])
            thread.start()
            thread.join()
            waiting = threading.Thread(target=other, args=[10])
            waiting.start()
        waiting.join()
        assert seen == [False, True]

    def test_who_waits_for_the_lock_in_vain_is_told_so(self, backend):
        with backend.take_lock() as alone, backend.take_lock(wait=0.01) as second, backend.take_lock() as third:
            assert (alone, second, third) == (True, False, False)

    def test_a_writer_that_fails_lets_go_of_the_lock(self, backend):
        with pytest.raises(KeyboardInterrupt), backend.take_lock():
            raise KeyboardInterrupt
        with backend.take_lock() as alone:
            assert alone

    def test_who_holds_the_lock_can_write(self, filled):
        with filled.take_lock():
            filled.update([plain(1)], [], 8)
            filled.replace([plain(1)], 9)
        assert filled.status().revision == 9

    # Anything at all

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "\x00",
            "\ud800",
            "a\x00b",
            "*" * 50,
            "<b>",
            "\u202e evil",
            "x" * 100_000,
            "' OR 1=1 --",
            "(((",
            "🧠",
        ],
    )
    def test_no_text_is_too_odd_to_be_indexed_or_asked_for(self, holding, text):
        backend = holding(plain(1, f"brain {text} after"))
        assert found(backend, says("brain")) == found(backend, says("after")) == {"p-1"}
        for clause in (says(text), Clause(prefix=text), says("brain", text)):
            backend.search(asking(clause, excluded=(says(text),), at_least=0))
            backend.frequency(clause)
        backend.search(Request(filters={Facet.TOPIC: frozenset({text})}))

    @pytest.mark.parametrize("seed", range(8))
    def test_counts_agree_with_what_is_found_one_by_one(self, backend, seed):
        documents, runs = scattered(seed)
        backend.replace(documents[:30], 1)
        backend.update(documents[20:], [document.key for document in documents[:5]], 2)
        for run in runs:
            fitting = [
                document for document in documents[5:] if f" {' '.join(run)} " in f" {document.texts[Field.BODY]} "
            ]
            answer = backend.search(asking(says(*run), limit=100))
            assert answer.total == len(answer.hits) == len({document.group for document in fitting})
            named = [key for hit in answer.hits for key in (hit.key, *hit.others)]
            assert sorted(named) == sorted(document.key for document in fitting)
            assert backend.frequency(says(*run)) == len(fitting)
            assert [hit.score for hit in answer.hits] == sorted((hit.score for hit in answer.hits), reverse=True)
            for topic, count in answer.facets[Facet.TOPIC].items():
                assert count == len({document.group for document in fitting if topic in document.values[Facet.TOPIC]})

    def test_requests_are_answered_as_plain_loops_answer_them(self, backend):
        plainly = MemoryBackend()
        for seed in range(4):
            documents, runs = scattered(seed)
            for each in (backend, plainly):
                each.replace(documents[:25], 1)
                each.update(documents[20:], [one.key for one in documents[:4]], 2)
            dice = random.Random(seed)
            for _ in range(60):
                request = Request(
                    tuple(
                        Clause(tuple((run, dice.choice([1, 0.5])) for run in dice.sample(runs, 2)))
                        for _ in range(dice.choice([0, 3, 3]))
                    ),
                    tuple(says(*run) for run in dice.sample(runs, dice.choice([0, 0, 1]))),
                    tuple(says(*run) for run in dice.sample(runs, dice.randint(0, 1))),
                    {one.key: dice.random() for one in dice.sample(documents, dice.choice([0, 3]))},
                    dice.randint(0, 3),
                    {Facet.SPEAKER: frozenset(dice.sample("abc", 2))} if dice.random() < 0.4 else {},
                    dice.choice([None, datetime.date(2018, 1, 2)]),
                    None,
                    dice.choice(list(ResultOrder)),
                    dice.randint(0, 5),
                    dice.randint(1, 10),
                )
                one, other = backend.search(request), plainly.search(request)
                for found, wanted in zip(one.hits, other.hits, strict=True):
                    assert (found.key, found.others, found.found_by) == (wanted.key, wanted.others, wanted.found_by)
                assert [hit.score for hit in one.hits] == pytest.approx([hit.score for hit in other.hits])
                assert (one.total, one.by_words, one.facets) == (other.total, other.by_words, other.facets)
            assert dict(backend.words()) == dict(plainly.words())


def scattered(seed: int) -> tuple[list[Document], list[tuple[str, ...]]]:
    """Return forty documents of few words in few groups, and runs of such words."""
    dice = random.Random(seed)
    words = ["alpha", "beta", "gamma", "delta"]
    bodies = [" ".join(dice.choices(words, k=dice.randint(0, 6))) for _ in range(40)]
    documents = [
        replace(
            plain(number, body),
            group=f"g{dice.randint(0, 12)}",
            values={Facet.TOPIC: tuple(body.split()[:2]), Facet.SPEAKER: tuple(dice.sample("ab", dice.randint(0, 2)))},
            weight=dice.choice([0.5, 1, 2]),
            date=dice.choice([None, datetime.date(2018, 1, dice.randint(1, 5))]),
            speaker=dice.choice(["", "Ada", "grace"]),
        )
        for number, body in enumerate(bodies)
    ]
    return documents, [tuple(dice.choices(words, k=dice.randint(1, 3))) for _ in range(12)]


def test_an_engine_that_lacks_anything_cannot_be_made():
    class Half(Backend):
        def status(self):
            return IndexStatus(State.MISSING)

    with pytest.raises(TypeError, match="replace"):
        Half()
