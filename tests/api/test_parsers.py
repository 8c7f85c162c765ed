"""What programs send is read as far as it is a record, and not too much."""

import pytest
from django.test import Client

from tests.programs import DESK

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (rb'{"episode": "\ud800"}', "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b"NaN", "application/json", 400),
        (b"statement=x", "application/x-www-form-urlencoded", 415),
        (b'"' + b"x" * 1_000_001 + b'"', "application/json", 413),
    ],
)
def test_what_is_no_record_in_json_is_a_problem(cora, sent, kind, status):
    headers = {"authorization": f"Bearer {cora.words}"}
    response = Client().post("/api/v1/desk/claims/", sent, content_type=kind, headers=headers)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"


def test_a_form_of_endless_fields_or_no_form_is_a_problem(cora):
    assert cora.upload(**{f"field-{number}": "x" for number in range(1001)}).status_code == 400
    headers = {"authorization": f"Bearer {cora.words}"}
    broken = Client().post(f"{DESK}sources/", b"--", content_type="multipart/form-data", headers=headers)
    assert (broken.status_code, broken["Content-Type"]) == (400, "application/problem+json")
    assert cora.post("sources/", {"episode": "talk-2"}).status_code == 415
