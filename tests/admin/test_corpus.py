"""The corpus out and in from the desk: who may, what they are shown, and that nothing else is stored."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from explorer.corpus.load import load_corpus
from explorer.corpus_format.archive import write_archive
from explorer.models import Claim, Contrast, PendingUpload, Relation, Speaker, Stance
from explorer.models.versions import versions
from tests import corpora
from tests.admin.conftest import PEOPLE
from tests.corpora import EPISODE
from tests.markup import folded
from tests.people import group, logged_in, person, see
from tests.snapshots import snapshot

pytestmark = pytest.mark.django_db

CORPUS, FOLDER = reverse("desk-corpus"), reverse("desk-corpus-folder")
CLAIMS, STANCES = f"{EPISODE}/claims.yaml", f"{EPISODE}/stances.yaml"


@pytest.fixture
def folder(tmp_path):
    return corpora.make_corpus(tmp_path / "corpus")


@pytest.fixture
def people():
    roles = {"author": "Curator", "curator": "Curator", "reviewer": "Reviewer", "editor": "Editor"}
    found = {who: person(who, *([roles[who]] if who in roles else [])) for who in PEOPLE if who != "root"}
    return found | {"root": person("root", is_superuser=True)}


def archive_of(folder):
    made = io.BytesIO()
    write_archive(corpora.copy_of(folder).items(), made)
    return made.getvalue()


def upload(client, raw, name="corpus.zip"):
    return client.post(CORPUS, {"archive": SimpleUploadedFile(name, raw)})


def preview(client, raw):
    response = upload(client, raw)
    assert response.status_code == 302
    return client.get(response.url), response.url


def load(client, raw):
    """Bring an archive in as a person does: uploaded, previewed, loaded as it was shown."""
    page, address = preview(client, raw)
    return client.post(address, {"shown": page.context["seen"].mark}, follow=True)


def test_the_corpus_goes_out_drafts_and_documents_included_and_comes_in_unchanged(admin_client, folder):
    load_corpus(folder)
    response = admin_client.get(FOLDER)
    assert response["Content-Type"] == "application/zip"
    assert "attachment; filename=" in response["Content-Disposition"]
    assert response.streaming
    raw = b"".join(response.streaming_content)
    held = corpora.copy_of(folder)
    del held["README.md"]
    with zipfile.ZipFile(io.BytesIO(raw)) as made:
        assert {name.removeprefix("debate-explorer/"): made.read(name) for name in made.namelist()} == held
    page, _ = preview(admin_client, raw)
    assert "There is nothing to load" in folded(page.text)
    assert "<button" not in page.text.split('id="content-main"')[1]


def test_what_would_change_is_shown_and_then_loaded(admin_client, folder):
    load_corpus(folder)
    corpora.edit(folder, CLAIMS, "Scale is probably enough.", "Scale <b>may</b> be enough.")
    before = snapshot()
    page, address = preview(admin_client, archive_of(folder))
    assert "1 record would be different. Nothing is stored yet." in folded(page.text)
    assert "<del>Scale is probably enough.</del> <ins>Scale &lt;b&gt;may&lt;/b&gt; be enough.</ins>" in folded(
        page.text
    )
    assert snapshot() == before
    answer = admin_client.post(address, {"shown": page.context["seen"].mark}, follow=True)
    assert "The archive was loaded. 1 claim changed." in folded(answer.text)
    claim = Claim.objects.get(slug="bob-scale-enough")
    assert claim.statement == "Scale <b>may</b> be enough."
    assert versions(Claim).filter(id=claim.pk).first().history_user.username == "admin"
    assert admin_client.get(address, follow=True).redirect_chain == [(CORPUS, 302)]


@pytest.mark.slow  # every role, act by act
def test_what_the_site_became_since_is_shown_instead_of_loaded(admin_client, folder):
    load_corpus(folder)
    corpora.edit(folder, CLAIMS, "Scale is probably enough.", "Scale may be enough.")
    page, address = preview(admin_client, archive_of(folder))
    claim = Claim.objects.get(slug="bob-scale-enough")
    claim.statement = "Scale will be enough."
    claim.save()
    before = snapshot()
    for shown in (page.context["seen"].mark, "", "0" * 64):
        answer = admin_client.post(address, {"shown": shown})
        assert answer.status_code == 409
        assert "The site is not as it was when this was shown." in folded(answer.text)
        assert "<del>Scale will be enough.</del>" in folded(answer.text)
    assert snapshot() == before
    admin_client.post(address, {"shown": answer.context["seen"].mark})
    assert Claim.objects.get(pk=claim.pk).statement == "Scale may be enough."


def test_an_archive_that_was_altered_or_removed_is_not_loaded(admin_client, folder):
    page, address = preview(admin_client, archive_of(folder))
    PendingUpload.objects.update(content=archive_of(folder) + b" ")
    for response in (admin_client.get(address), admin_client.post(address, {"shown": page.context["seen"].mark})):
        assert (response.status_code, response.url) == (302, CORPUS)
    assert "no longer kept" in folded(admin_client.get(CORPUS).text)
    assert not Claim.objects.exists()
    assert admin_client.get(reverse("desk-corpus-preview", args=["secret_key"])).status_code == 302


def test_what_is_no_corpus_is_refused_on_the_page_and_not_kept(admin_client):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("../<script>.txt", "x")
    for raw, words in (
        (b"", "This is no zip"),
        (b"PK", "This is no zip"),
        (made.getvalue(), "../&lt;script&gt;.txt: the name leads"),
    ):
        response = upload(admin_client, raw)
        assert response.status_code == 422
        assert words in folded(response.text)
    assert admin_client.post(CORPUS, {}).status_code == 422
    assert not PendingUpload.objects.exists()


def test_what_the_virus_scanner_finds_is_refused_on_the_page_and_not_kept(admin_client, folder, settings, monkeypatch):
    settings.VIRUS_SCANNER = "unix:/nowhere/clamd.ctl"
    assert upload(admin_client, archive_of(folder)).status_code == 503
    monkeypatch.setattr("explorer.documents.virus_scan._ask", lambda *_: "stream: Test.Bad FOUND")
    page = upload(admin_client, archive_of(folder))
    assert page.status_code == 422
    assert "It is not taken: the virus scanner found Test.Bad in it" in folded(page.text)
    assert not PendingUpload.objects.exists()


def test_a_file_that_is_too_large_is_refused(admin_client, monkeypatch):
    monkeypatch.setattr("explorer.admin.corpus.MOST_PACKED", 10)
    assert "at most 10 are taken" in folded(upload(admin_client, b"x" * 11).text)


def test_every_fault_of_a_folder_is_listed_with_file_and_line_and_nothing_is_stored(admin_client, folder):
    line = corpora.edit(folder, "topics.yaml", "slug: scaling", "slug: sca<: ling")
    (folder / corpora.DOCUMENT).unlink()
    before = snapshot()
    page, address = preview(admin_client, archive_of(folder))
    for response in (page, admin_client.post(address, {"shown": "x"})):
        assert response.status_code == 422
        assert f"topics.yaml:{line}: this is no YAML" in folded(response.text)
        assert "is missing; put it there as it was obtained" in folded(response.text)
        assert ">Load<" not in folded(response.text)
    assert snapshot() == before


def test_rows_that_no_folder_can_hold_are_named_instead_of_an_archive(admin_client, folder):
    load_corpus(folder)
    Speaker.objects.filter(slug="bob-two").update(name=" Bob")
    for response in (admin_client.get(FOLDER), preview(admin_client, archive_of(folder))[0]):
        assert response.status_code == 422
        assert "speaker: bob-two: &#x27; Bob&#x27; is no single line" in folded(response.text)


def test_a_list_is_cut_and_says_by_how_much(admin_client, folder):
    (folder / "synonyms.yaml").write_text("".join(f"- term: t{n}\n  also: [u{n}]\n" for n in range(60)))
    page, _ = preview(admin_client, archive_of(folder))
    assert "and 10 more" in folded(page.text)
    assert "t49" in folded(page.text)
    assert "t50" not in folded(page.text)


def test_the_pages_are_under_the_strict_policy_and_never_kept(admin_client, folder, kept_connection):
    preview_page, _ = preview(admin_client, archive_of(folder))
    for response in (admin_client.get(CORPUS), preview_page, admin_client.get(FOLDER)):
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "no-store" in response["Cache-Control"]
        assert "ETag" not in response
        response.close()
    for response in (admin_client.get(CORPUS), preview_page):
        assert " style=" not in folded(response.text)
        assert "<style" not in folded(response.text)


# Who may.


@pytest.mark.slow  # every role, act by act
def test_each_role_takes_out_and_brings_in_or_is_refused(people, folder, kept_connection):
    load_corpus(folder)
    before = snapshot()
    raw = archive_of(folder)
    for who in PEOPLE:
        client = logged_in(people[who])
        may_take, may_bring = who != "nobody", who in {"editor", "root"}
        taken = client.get(FOLDER)
        taken.close()
        assert (who, taken.status_code) == (who, 200 if may_take else 403)
        assert (who, client.get(CORPUS).status_code) == (who, 200 if may_take else 403)
        assert (who, CORPUS in client.get(reverse("admin:index")).text) == (who, may_take)
        response = upload(client, raw)
        assert (who, response.status_code) == (who, 302 if may_bring else 403)
        address = response.url if may_bring else address_of(people, raw)
        assert (who, client.get(address).status_code) == (who, 200 if may_bring else 403)
        assert (who, client.post(address, {"shown": "x"}).status_code) == (who, 409 if may_bring else 403)
        assert client.post(FOLDER).status_code in {403, 405}
    assert snapshot() == before


def address_of(people, raw):
    return upload(logged_in(people["root"]), raw).url


def test_nobody_outside_the_staff_gets_anything(client, people, folder):
    address = address_of(people, archive_of(folder))
    people["editor"].is_staff = False
    people["editor"].save()
    for one in (client, logged_in(people["editor"])):
        for place in (CORPUS, FOLDER, address):
            assert "/admin/login/" in one.get(place).url
        assert "/admin/login/" in one.post(address, {"shown": "x"}).url


def editor_who_is(*roles):
    user = person("-".join(("both", *roles)).lower(), "Editor", *roles)
    return logged_in(user), user


def refused(client, raw, *words):
    """Whether a loading is refused in these words, by page and by forged request, and stores nothing."""
    before = snapshot()
    page, address = preview(client, raw)
    assert ">Load<" not in folded(page.text)
    assert all(word in page.text for word in words), page.context["seen"].refusals
    client.post(address, {"shown": page.context["seen"].mark})
    return snapshot() == before


@pytest.mark.slow  # every role, act by act
def test_an_editor_loads_what_editors_keep_and_nothing_else(people, folder):
    load_corpus(folder)
    client = logged_in(people["editor"])
    corpora.edit(folder, "speakers.yaml", "name: Bob Two", "name: Bob Three")
    load(client, archive_of(folder))
    assert Speaker.objects.get(slug="bob-two").name == "Bob Three"
    corpora.edit(folder, STANCES, "Was asked and did not say.", "Was asked.")
    assert refused(client, archive_of(folder), "To change stances is not in your roles")
    corpora.edit(folder, f"{EPISODE}/episode.yaml", "title: Transcript", "title: The transcript")
    assert refused(client, archive_of(folder), "To change sources is not in your roles (talk-1-transcript)")


@pytest.mark.slow  # every role, act by act
def test_a_whole_new_corpus_takes_every_role_or_a_superuser(people, folder):
    assert refused(logged_in(people["editor"]), archive_of(folder), "To add passages", "To add claims")
    load(logged_in(people["root"]), archive_of(folder))
    assert Claim.objects.published().count() == 2


@pytest.mark.slow  # every role, act by act
def test_drafts_take_a_curator_and_all_else_a_reviewer(folder):
    load_corpus(folder)
    client, _ = editor_who_is("Curator")
    corpora.edit(folder, STANCES, "Was asked and did not say.", "Was asked.")
    load(client, archive_of(folder))
    assert Stance.objects.get(status="draft").rationale == "Was asked."
    corpora.edit(folder, CLAIMS, "Scale is probably enough.", "Scale may be enough.")
    assert refused(client, archive_of(folder), "Claims that are or become anything but drafts take a reviewer")
    corpora.edit(folder, CLAIMS, "Scale may be enough.", "Scale is probably enough.")
    corpora.edit(folder, STANCES, "status: draft", "status: published")
    assert refused(client, archive_of(folder), "Stances that are or become anything but drafts take a reviewer")
    both, _ = editor_who_is("Curator", "Reviewer")
    corpora.edit(folder, CLAIMS, "Scale is probably enough.", "Scale may be enough.")
    corpora.edit(folder, STANCES, "status: published", "status: draft")
    load(both, archive_of(folder))
    assert Claim.objects.get(slug="bob-scale-enough").statement == "Scale may be enough."


def test_somebody_elses_draft_takes_a_reviewer(people, folder):
    load_corpus(folder)
    Stance.objects.filter(status="draft").update(created_by=people["author"])
    corpora.edit(folder, STANCES, "Was asked and did not say.", "Was asked.")
    client, _ = editor_who_is("Curator")
    assert refused(client, archive_of(folder), "somebody else&#x27;s drafts")


@pytest.mark.slow  # every role, act by act
def test_nobody_publishes_their_own_draft_by_loading_it_unless_they_are_alone(people, folder, settings):
    corpora.edit(folder, CLAIMS, "  role: prediction\n  status: published", "  role: prediction\n  status: draft")
    corpora.edit(
        folder, STANCES, "Suspects that it is all you need.\n  status: published", "Suspects it.\n  status: draft"
    )
    load_corpus(folder)
    root = people["root"]
    Claim.objects.filter(slug="bob-scale-enough").update(created_by=root)
    corpora.edit(folder, CLAIMS, "  role: prediction\n  status: draft", "  role: prediction\n  status: published")
    assert refused(logged_in(root), archive_of(folder), "nobody publishes their own".capitalize())
    settings.SINGLE_CURATOR = True
    load(logged_in(root), archive_of(folder))
    assert Claim.objects.get(slug="bob-scale-enough").status == "published"


def test_who_loads_a_draft_does_not_publish_it_themselves(people, folder):
    corpora.edit(folder, CLAIMS, "  role: prediction\n  status: published", "  role: prediction\n  status: in-review")
    corpora.edit(
        folder, STANCES, "Suspects that it is all you need.\n  status: published", "Suspects it.\n  status: draft"
    )
    load(logged_in(people["root"]), archive_of(folder))
    claim = Claim.objects.get(slug="bob-scale-enough")
    address = reverse("admin:explorer_claim_review", args=["publish"])
    logged_in(people["root"]).post(address, {"ids": claim.pk})
    claim.refresh_from_db()
    assert claim.status == "in-review"
    see(people["reviewer"], claim)
    logged_in(people["reviewer"]).post(address, {"ids": claim.pk})
    claim.refresh_from_db()
    assert claim.status == "published"


@pytest.mark.slow  # every role, act by act
def test_relations_between_published_claims_and_contrasts_take_a_reviewer(folder):
    load_corpus(folder)
    corpora.edit(folder, "relations.yaml", "They say the opposite.", "They differ.")
    client, user = editor_who_is("Curator")
    assert refused(client, archive_of(folder), "Relations between published claims take a reviewer")
    corpora.edit(folder, "contrasts.yaml", "One says no", "One says nay")
    assert refused(client, archive_of(folder), "To change contrasts is not in your roles")
    user.groups.add(group("Reviewer"))
    load(client, archive_of(folder))
    assert Relation.objects.get().reason == "They differ."
    assert Contrast.objects.get().reason.startswith("One says nay")
