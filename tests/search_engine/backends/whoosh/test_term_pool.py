"""Postings are gathered by term, in memory and in files, and come out in order."""

import pytest

from explorer.search_engine.backends.whoosh import term_pool
from explorer.search_engine.backends.whoosh.term_pool import TermPool


@pytest.mark.parametrize("limit", [10**9, 3 * term_pool.POSTING_SIZE, 0])
def test_postings_come_in_the_order_of_fields_terms_and_documents_however_many_files_hold_them(tmp_path, limit):
    pool = TermPool(tmp_path, limit)
    given = [
        (field, term, document, 1.0, bytes([document]))
        for document in range(9)
        for field, term in (("title", b"b"), ("body", b"b"), ("body", b"a"))
        if document % 2 or term == b"b"
    ]
    for posting in given:
        pool.add(posting)
    assert list(pool.iter_postings()) == sorted(given)
    assert not list(tmp_path.iterdir())
    pool.cleanup()
    assert list(pool.iter_postings()) == []
