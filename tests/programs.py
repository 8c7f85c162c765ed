"""Programs that write at the desk with a token."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from explorer.curation.tokens import issue_token

DESK = "/api/v1/desk/"


@dataclass
class Program:
    """A client of the desk with a token."""

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
        """Do an act; a claim that it shows to readers is read for review before."""
        data = {"reason": reason, **({"checksum": self.read(path)} if path.startswith("claims/") else {})}
        return self.post(f"{path}{act}/", data, if_match=self.tag(path))

    def read(self, path: str) -> str:
        """Read a claim for review and return its checksum, empty where this account may not."""
        answer = self.get(f"{path}review/")
        return answer.json()["checksum"] if answer.status_code == 200 else ""

    def tag(self, path: str) -> str:
        """Return the tag of a record; where the program may not read it, the newest version of any record."""
        return self.get(path).headers.get("ETag", '"v0"')


def program(user: Any, *scopes: str) -> Program:
    """Return a program with a new token of a person, for all scopes where none is named."""
    number = user.auth_token_set.count() + 1
    _, words = issue_token(f"Token {number}", scopes or ("read", "draft", "review"), days=30, by=user)
    return Program(user, words)
