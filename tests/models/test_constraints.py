"""Every rule that the database keeps can be broken, and is refused when it is."""

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from explorer.models import Change, Claim, Revision, Speaker, Stance
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 1, 1)


def twice(factory):
    """Make a row, and then the same row under a new key."""
    row = factory()
    row.pk = None
    row.save(force_insert=True)


def update(factory, **values):
    """Make a row, and give it values past every check but the database's."""
    row = factory()
    type(row).objects.filter(pk=row.pk).update(**values)


def second(factory, like, **fields):
    """Make a row, and another that is like it in the named fields only."""
    row = factory()
    factory(**{name: getattr(row, name) for name in like}, **fields)


def of_itself(row_class, factory, first, other):
    row = factory()
    row_class.objects.filter(pk=row.pk).update(**{first: getattr(row, other)})


BREACHES = {
    "revision_is_one_row": lambda: Revision.objects.create(pk=2, number=1),
    "change_names_a_document": lambda: Change.objects.create(revision=1, type="claim", slug=""),
    "speaker_has_a_name": lambda: update(make.SpeakerFactory, name=""),
    "episode_number_once_in_its_series": lambda: second(make.EpisodeFactory, ["series", "number"]),
    "appearance_once_per_episode": lambda: second(make.AppearanceFactory, ["episode", "speaker"], role="host"),
    "appearance_role_known": lambda: update(make.AppearanceFactory, role="judge"),
    "label_once_per_episode": lambda: [
        episode.labels.create(label="A", speaker=make.SpeakerFactory()) for episode in [make.EpisodeFactory()] * 2
    ],
    "source_format_known": lambda: update(make.SourceFactory, format="papyrus"),
    "source_bytes_once_per_episode": lambda: second(make.SourceFactory, ["episode", "text"]),
    "source_revision_format_known": lambda: update(make.SourceRevisionFactory, format="papyrus"),
    "revision_number_once_per_source": lambda: second(make.SourceRevisionFactory, ["source", "number"]),
    "passage_ordinal_once_per_source": lambda: second(make.PassageFactory, ["source", "ordinal"], slug="other"),
    "passage_ends_after_start": lambda: update(make.PassageFactory, end=models.F("start")),
    "passage_times_in_order": lambda: update(make.PassageFactory, start_time=5, end_time=4, time_basis="own"),
    "passage_time_has_a_basis": lambda: update(make.PassageFactory, start_time=5),
    "passage_kind_known": lambda: update(make.PassageFactory, kind="song"),
    "passage_grade_known": lambda: update(make.PassageFactory, grade="rumour"),
    "passage_time_basis_known": lambda: update(make.PassageFactory, start_time=5, time_basis="guess"),
    "passage_disposition_known": lambda: update(make.PassageFactory, disposition="boring"),
    "erratum_once_per_span": lambda: twice(make.ErratumFactory),
    "erratum_ends_after_start": lambda: update(make.ErratumFactory, end=models.F("start")),
    "contrast_once_per_pair": lambda: second(make.ContrastFactory, ["topic", "first", "second"], kind="conditional"),
    "contrast_between_two": lambda: update(make.ContrastFactory, first=models.F("second")),
    "contrast_kind_known": lambda: update(make.ContrastFactory, kind="feud"),
    "claim_status_known": lambda: update(make.ClaimFactory, status="live"),
    "claim_role_known": lambda: update(make.ClaimFactory, role="insult"),
    "claim_has_a_statement": lambda: update(make.ClaimFactory, statement=""),
    "claim_retraction_is_whole": lambda: update(make.ClaimFactory, status="retracted"),
    "claim_linked_once_to_a_topic": lambda: second(make.ClaimTopicFactory, ["claim", "topic"], bearing="context"),
    "claim_topic_bearing_known": lambda: update(make.ClaimTopicFactory, bearing="against"),
    "evidence_once_per_claim": lambda: twice(make.EvidenceFactory),
    "evidence_ends_after_start": lambda: update(make.EvidenceFactory, end=models.F("start")),
    "evidence_basis_known": lambda: update(make.EvidenceFactory, basis="hearsay"),
    "evidence_mode_known": lambda: update(make.EvidenceFactory, mode="shouted"),
    "relation_once_per_pair": lambda: second(make.RelationFactory, ["from_claim", "to_claim"], kind="agrees"),
    "relation_between_two_claims": lambda: update(make.RelationFactory, from_claim=models.F("to_claim")),
    "relation_kind_known": lambda: update(make.RelationFactory, kind="mocks"),
    "token_named_once_per_owner": lambda: second(make.TokenFactory, ["user", "name"]),
    "synonym_has_a_term": lambda: update(make.SynonymFactory, term=""),
    "stance_once_per_episode": lambda: second(make.StanceFactory, ["speaker", "topic", "episode"]),
    "stance_number_fits_code": lambda: update(make.StanceFactory, position=3),
    "stance_code_known": lambda: update(make.StanceFactory, code="angry", position=None),
    "stance_status_known": lambda: update(make.StanceFactory, status="live"),
}

VARIANTS = [
    ("change_names_a_document", lambda: Change.objects.create(revision=1, type="everything", slug="a-claim")),
    ("stance_number_fits_code", lambda: update(make.StanceFactory, position=-3)),
    ("stance_number_fits_code", lambda: update(make.StanceFactory, position=None)),
    ("stance_number_fits_code", lambda: update(make.StanceFactory, code="mixed")),
    ("claim_retraction_is_whole", lambda: update(make.ClaimFactory, retracted_on=DAY)),
    ("claim_retraction_is_whole", lambda: update(make.ClaimFactory, retraction_reason="Misheard.")),
    ("claim_retraction_is_whole", lambda: update(make.ClaimFactory, status="retracted", retracted_on=DAY)),
    ("passage_time_has_a_basis", lambda: update(make.PassageFactory, time_basis="own")),
    ("passage_time_has_a_basis", lambda: update(make.PassageFactory, start_time=-1, time_basis="own")),
    ("passage_ends_after_start", lambda: update(make.PassageFactory, start=9, end=8)),
]


def test_every_named_constraint_has_its_breach_here():
    named = {
        constraint.name
        for model in apps.get_app_config("explorer").get_models()
        for constraint in model._meta.constraints
    }
    assert named == set(BREACHES)


@pytest.mark.parametrize(
    ("name", "breach"), [*BREACHES.items(), *VARIANTS], ids=[*BREACHES, *(f"{name}-again" for name, _ in VARIANTS)]
)
def test_the_database_refuses_a_breach(name, breach):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        breach()
    told = str(refusal.value)
    assert name in told or told.startswith("UNIQUE constraint failed")  # SQLite names the columns of a unique one


@pytest.mark.parametrize("model", [Speaker, Claim], ids=lambda model: model.__name__)
def test_a_slug_names_one_row(model):
    factory = getattr(make, f"{model.__name__}Factory")
    with pytest.raises(IntegrityError), transaction.atomic():
        twice(factory)


@pytest.mark.parametrize("position", range(-2, 3))
def test_every_step_of_the_scale_is_kept(position):
    assert Stance.objects.get(pk=make.StanceFactory(position=position).pk).position == position


def test_a_whole_retraction_is_kept():
    claim = make.ClaimFactory(status="retracted", retracted_on=DAY, retraction_reason="Misheard.")
    assert Claim.objects.get(pk=claim.pk).retraction_reason == "Misheard."
