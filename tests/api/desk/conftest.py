"""Programs at the desk: a token of a person, and what is sent with it."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from explorer.curation.tokens import issue
from tests import factories as make
from tests.people import person

DESK = "/api/v1/desk/"
TEXT = "Scale is a dead end.\n\nIt is so. It is so.\n\nI suspect that 100 % is not enough."


@dataclass
class Program:
    """A program with a token."""

    user: Any
    words: str

    def send(self, method: str, path: str, data: Any = None, **headers: str) -> Any:
        headers = {"authorization": f"Bearer {self.words}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        body = {} if data is None else {"data": data, "content_type": "application/json"}
        return getattr(Client(), method)(f"{DESK}{path}", headers=headers, **body)

    def get(self, path: str = "", **query: Any) -> Any:
        return Client().get(f"{DESK}{path}", query, headers={"authorization": f"Bearer {self.words}"})

    def post(self, path: str, data: Any = None, **headers: str) -> Any:
        return self.send("post", path, data, **headers)

    def upload(self, **fields: Any) -> Any:
        return Client().post(f"{DESK}sources/", fields, headers={"authorization": f"Bearer {self.words}"})

    def change(self, path: str, data: Any) -> Any:
        return self.send("patch", path, data, if_match=self.tag(path))

    def act(self, path: str, act: str, reason: str = "") -> Any:
        return self.post(f"{path}{act}/", {"reason": reason}, if_match=self.tag(path))

    def tag(self, path: str) -> str:
        """Return the tag of a record; the newest of any where the program may not read it."""
        return self.get(path).headers.get("ETag", '"v0"')


def program(user: Any, *scopes: str) -> Program:
    """Return a program with a new token of a person, for all scopes where none is named."""
    number = user.auth_token_set.count() + 1
    _, words = issue(f"Token {number}", scopes or ("read", "draft", "review"), days=30, by=user)
    return Program(user, words)


@pytest.fixture
def cora():
    return program(person("cora", "Curator"))


@pytest.fixture
def rex():
    return program(person("rex", "Reviewer"))


@pytest.fixture
def passage():
    """Return the first passage of a document of three, which the guest speaks."""
    ada = make.SpeakerFactory(slug="ada-one", name="Ada One")
    episode = make.make_episode(guest=ada, text=TEXT, passages=3, slug="talk-1")
    make.TopicFactory(slug="scaling")
    return episode.sources.get().passages.order_by("ordinal").first()


@pytest.fixture
def said(passage):
    """Return a claim as a program sends it; fields may be changed."""

    def said(**fields: Any) -> dict[str, Any]:
        claim = {
            "speaker": "ada-one",
            "episode": "talk-1",
            "statement": "Scale is a dead end.",
            "bearings": {"scaling": "position"},
            "evidence": [quoted(passage)],
        }
        return {**claim, **fields}

    return said


def quoted(passage: Any, exact: str = "Scale is a dead end.", **fields: Any) -> dict[str, Any]:
    quotation = {"source": passage.source.slug, "exact": exact, "asserter": passage.speaker.slug, "basis": "labelled"}
    return {**quotation, **fields}
