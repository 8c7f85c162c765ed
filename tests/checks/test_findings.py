from explorer.checks.findings import Finding
from explorer.errors import Problem


def test_a_finding_is_a_problem_under_the_kind_of_its_record():
    found = Finding(("evidence", "enough", "talk", "12"), "the words are gone; quote others")
    assert found.problem == Problem("evidence", 0, "enough talk 12: the words are gone; quote others")
