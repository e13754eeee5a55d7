"""Somebody holds the write lock: pages still show, nobody waits for nothing, and what is sent is kept or given back."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from campaign.accounts.links import token_of
from campaign.base.operations import new_operation
from campaign.participation.store import answers_of_edition
from tests.forms import form_holding
from tests.servers import LiveServer

pytestmark = pytest.mark.slow
HELD_SECONDS = 3


@pytest.fixture
def server(db, tmp_path):
    with LiveServer(tmp_path) as started:
        yield started


@pytest.fixture
def form(server, linked):
    """The shop's page and its form, filled with a « oui » for both days: (address, fields)."""
    _, _, _, link = linked
    address = f"/p/{token_of(link)}"
    with server.client() as phone:
        typed = form_holding(phone.get(address).text, "version")
    typed |= {"presence": ["yes"], "autre": ["Une tombola"]}
    typed |= {name.replace("debut-", "jour-"): ["on"] for name in typed if name.startswith("debut-")}
    return address, typed


@contextmanager
def write_lock(db):
    """Holds the write lock for three seconds at least, and until what is inside is done."""
    db.conn.execute("BEGIN IMMEDIATE")
    ends_at = time.monotonic() + HELD_SECONDS
    try:
        yield
        time.sleep(max(0, ends_at - time.monotonic()))
    finally:
        db.conn.execute("ROLLBACK")


def test_pages_answer_while_the_lock_is_held_and_an_answer_sent_meanwhile_is_kept(db, server, linked, form):
    edition_id, _, _, _ = linked
    address, typed = form
    with server.client() as phone, server.client() as resident, ThreadPoolExecutor(1) as pool:
        with write_lock(db):
            sent = pool.submit(phone.post, address, data=typed)
            for path in ("/sante", "/carte", "/boutiques", "/donnees/boutiques.geojson", address):
                assert resident.get(path).status_code == 200
            assert not sent.done(), "the answer was said to be kept before it could be"
        assert sent.result().status_code == 303
    (answer,) = answers_of_edition(db, edition_id).values()
    assert (answer.other_activity, answer.version) == ("Une tombola", 1)


def test_fifty_answers_waiting_for_the_lock_do_not_keep_residents_waiting(db, server, linked, form):
    edition_id, _, _, _ = linked
    address, typed = form
    forms = [{**typed, "operation": [new_operation()], "version": [""]} for _ in range(50)]
    with server.client() as resident, server.client() as phone, ThreadPoolExecutor(50) as pool:
        with write_lock(db):
            sent = [pool.submit(phone.post, address, data=one) for one in forms]
            # Were a page to wait for them, it would wait until they give up, and they would not all be kept.
            assert resident.get("/sante").status_code == 200
            assert resident.get("/carte").status_code == 200
        assert {one.result().status_code for one in sent} == {303}
    (answer,) = answers_of_edition(db, edition_id).values()
    assert answer.version == 50


def test_an_answer_that_cannot_be_written_is_given_back_as_it_was_typed_and_can_be_sent_again(db, server, linked, form):
    edition_id, _, _, _ = linked
    address, typed = form
    db.conn.execute("BEGIN IMMEDIATE")
    with server.client() as phone:
        refused = phone.post(address, data=typed)
        db.conn.execute("ROLLBACK")
        assert refused.status_code == 503
        assert "Réessayez dans un instant" in refused.text
        given_back = form_holding(refused.text, "version")
        assert {name: given_back[name] for name in typed} == typed
        assert phone.post(address, data=given_back).status_code == 303
    (answer,) = answers_of_edition(db, edition_id).values()
    assert (answer.other_activity, answer.version) == ("Une tombola", 1)
