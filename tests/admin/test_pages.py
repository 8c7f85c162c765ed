"""Every page of the admin opens, under the strict policy, for a number of queries that no list's length changes."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from explorer import models
from tests import factories as make

pytestmark = pytest.mark.django_db

REGISTERED = [model for model in admin.site._registry if model._meta.app_label == "explorer"]
MADE_ELSEWHERE = [models.Source, models.Passage, models.Evidence, models.Point]
INLINE = {
    models.SpeakerAlias,
    models.Appearance,
    models.SpeakerLabel,
    models.ClaimTopic,
    models.ContrastClaim,
    models.FormerSlug,
    models.SourceRevision,
}
KEPT_BY_THE_SITE = {
    *(models.Area, models.Bearer, models.CellState, models.Change, models.KeptRequest, models.PendingUpload),
    *(models.Revision, models.SeenClaim, models.SpeakerTally, models.StanceClaim, models.TopicTally),
    *(models.LinkFacts, models.ReadingState, models.RelationTally, models.SourceTally),
}
KEPT_IN_THE_FOLDER = {models.Judgement}

named = pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)


def address(model, page, *args):
    return reverse(f"admin:explorer_{model._meta.model_name}_{page}", args=args)


def make_row(model):
    """Make a row of a model with everything that its admin shows beside it."""
    if model is models.Claim:
        claim = make.make_claim()
        claim.episode.labels.create(label="A", speaker=claim.speaker)
        return claim
    if model is models.Stance:
        return make.make_stance()
    if model is models.Episode:
        return make.make_episode(passages=1)
    if model is models.Passage:
        return make.PassageFactory(speaker=make.SpeakerFactory(aliases=[f"Alias {model.objects.count()}"]))
    return getattr(make, f"{model.__name__}Factory")()


def test_every_model_has_a_place_in_the_admin():
    missing = (
        {getattr(models, name) for name in models.__all__}
        - set(REGISTERED)
        - INLINE
        - KEPT_BY_THE_SITE
        - KEPT_IN_THE_FOLDER
    )
    assert missing == set()


@named
def test_the_list_opens_and_finds(admin_client, model):
    row = make_row(model)
    response = admin_client.get(address(model, "changelist"))
    assert response.status_code == 200
    assert address(model, "change", row.pk) in response.text
    assert admin_client.get(address(model, "changelist"), {"q": "zzzz"}).status_code == 200


@pytest.mark.slow  # a sweep
@named
def test_the_form_of_a_row_opens_under_the_strict_policy(admin_client, model):
    response = admin_client.get(address(model, "change", make_row(model).pk))
    assert response.status_code == 200
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]


@pytest.mark.slow  # a sweep
@named
def test_no_page_of_the_form_has_a_script_or_style_of_its_own(admin_client, model):
    text = admin_client.get(address(model, "change", make_row(model).pk)).text
    assert "<style" not in text
    assert " style=" not in text
    assert all(
        "src=" in opening.split(">")[0] for opening in text.split("<script")[1:] if "application/json" not in opening
    )


@pytest.mark.slow  # a sweep
@named
def test_the_versions_of_a_row_are_listed(admin_client, model):
    response = admin_client.get(address(model, "history", make_row(model).pk), follow=True)
    assert response.status_code == 200
    assert "<style" not in response.text
    assert " style=" not in response.text


@named
def test_the_form_for_a_new_row_opens_unless_rows_are_made_elsewhere(admin_client, model):
    expected = 403 if model in MADE_ELSEWHERE else 200
    assert admin_client.get(address(model, "add")).status_code == expected


@pytest.mark.slow  # makes much of everything, to count what it costs
@named
def test_a_list_costs_as_many_queries_for_twenty_rows_as_for_one(admin_client, model):
    admin_client.get(address(model, "changelist"))
    counts = []
    for rows in (1, 19):
        for _ in range(rows):
            make_row(model)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert admin_client.get(address(model, "changelist")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("model", [models.Source, models.Erratum, models.Passage])
def test_no_list_loads_the_text_of_documents(admin_client, model):
    make_row(model)
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(address(model, "changelist"))
    selected = " ".join(query["sql"] for query in queries)
    assert '"explorer_source"."text"' not in selected
    assert '"explorer_source"."raw"' not in selected


@pytest.mark.parametrize(
    ("app", "field"),
    [("claim", "speaker"), ("claim", "episode"), ("evidence", "source"), ("stance", "topic"), ("passage", "answers")],
)
def test_pickers_answer(admin_client, app, field):
    make.make_claim()
    where = {"app_label": "explorer", "model_name": app, "field_name": field, "term": ""}
    response = admin_client.get(reverse("admin:autocomplete"), where)
    assert response.status_code == 200
    assert response.json()["results"]
