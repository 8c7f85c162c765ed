from collections import Counter

import pytest

from explorer.checks.database import check_corpus
from explorer.coding.vocabulary import (
    Basis,
    ClaimRole,
    ContrastKind,
    Disposition,
    Grade,
    Mode,
    PassageKind,
    RelationKind,
    Silence,
    StanceCode,
    Status,
)
from explorer.corpus.populate import populate
from explorer.corpus_format.synthetic import CorpusSize
from explorer.debate.compare import survey
from explorer.errors import ExplorerError
from explorer.models import (
    Appearance,
    Claim,
    Contrast,
    Episode,
    Erratum,
    Evidence,
    Passage,
    Relation,
    Source,
    Speaker,
    Stance,
    Topic,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def codes(model, field):
    return set(model.objects.values_list(field, flat=True)) - {""}


@pytest.mark.slow  # a sweep
def test_everything_that_can_be_coded_is_there_and_every_rule_holds():
    populate(CorpusSize(24), 1)

    assert check_corpus() == []
    assert codes(Stance, "code") == set(StanceCode)
    assert codes(Stance, "position") == {-2, -1, 0, 1, 2, None}
    assert (codes(Evidence, "basis"), codes(Evidence, "mode")) == (set(Basis), set(Mode))
    assert codes(Evidence, "passage__grade") == set(Grade)
    assert codes(Claim, "role") == set(ClaimRole)
    assert codes(Claim, "status") == set(Status)
    assert (codes(Relation, "kind"), codes(Contrast, "kind")) == (set(RelationKind), set(ContrastKind))
    assert codes(Passage, "disposition") == set(Disposition)
    assert codes(Passage, "kind") >= {PassageKind.TURN, PassageKind.TAKEAWAY, PassageKind.QUOTATION, PassageKind.NOTE}
    assert codes(Source, "show_text") == {True, False}
    assert Episode.objects.filter(date=None).exists()
    assert Erratum.objects.exists()
    assert max(Counter(Appearance.objects.filter(role="guest").values_list("speaker", flat=True)).values()) > 1
    columns = [
        column for one in survey(list(Topic.objects.all()), list(Speaker.objects.guests())) for column in one.columns
    ]
    assert {column.silence for column in columns} == {None, *Silence}
    assert any(column.earlier for column in columns)
    assert any(column.reported for column in columns)


@pytest.mark.slow  # as long a corpus as the test above makes
def test_texts_are_as_long_as_they_may_be_and_names_as_odd():
    populate(CorpusSize(24), 1)

    assert max(map(len, Evidence.objects.values_list("exact", flat=True))) == 400
    assert max(map(len, Claim.objects.values_list("statement", flat=True))) == 200
    assert max(map(len, Topic.objects.values_list("question", flat=True))) == 200
    assert max(map(len, Stance.objects.values_list("rationale", flat=True))) == 400
    names = list(Speaker.objects.values_list("name", flat=True))
    assert max(map(len, names)) >= 60
    assert any("א" <= letter <= "ת" for name in names for letter in name)


def test_what_was_invented_never_stands_beside_what_was_said():
    make.TopicFactory()

    with pytest.raises(ExplorerError, match="DATA_DIR"):
        populate(CorpusSize(1), 1)
    assert not Episode.objects.exists()
