"""The animators of EPCI: they have a link as soon as a shop of theirs is invited, and nothing to answer with it."""

import pytest

from campaign.accounts.store import link_of
from campaign.base.operations import new_operation
from campaign.participation import actions, views
from campaign.partners.model import Kind

CHOLET = {"address": "1 place de l’Essai", "postcode": "49300", "commune": "Cholet"}
SAUMUR = {"address": "1 place de l’Essai", "postcode": "49400", "commune": "Saumur"}


@pytest.fixture
def invited(db, officer, shop, edition) -> int:
    """An edition to which one shop of Cholet is invited."""
    edition_id = edition()
    actions.invite(db, officer, edition_id, [shop("Le Fil", **CHOLET)], new_operation())
    return edition_id


def test_the_animator_of_a_territory_with_an_invited_shop_has_a_link(db, officer, shop, contact, invited):
    here = contact([shop("Cholet Agglomération", kind=Kind.EPCI, **CHOLET)], name="Fatou Diarra", email="")
    elsewhere = contact([shop("Saumur Val de Loire", kind=Kind.EPCI, **SAUMUR)], name="Romain Boisseau", email="")
    relay = contact([shop("CCAS de Cholet", kind=Kind.RELAY, **CHOLET)], name="Line Petit", email="")
    assert actions.prepare_links(db, officer, invited, new_operation()) == 1
    assert link_of(db, here.id, invited)
    assert not link_of(db, elsewhere.id, invited)
    assert not link_of(db, relay.id, invited)
    (row,) = views.link_rows(db, officer, invited)
    assert (row.contact.name, row.shops, row.statuses) == ("Fatou Diarra", ("Cholet Agglomération",), ())
    assert row.url


def test_their_page_names_their_territory_and_no_shop(db, officer, shop, contact, invited):
    animator = contact([shop("Cholet Agglomération", kind=Kind.EPCI, **CHOLET)])
    actions.prepare_links(db, officer, invited, new_operation())
    page = views.contact_page(db, animator, link_of(db, animator.id, invited))
    assert page.shops == ()
    assert [one.name for one in page.others] == ["Cholet Agglomération"]


def test_who_answers_for_a_shop_and_for_its_epci_has_one_line_and_one_link(db, officer, shop, contact, edition):
    edition_id, place_id = edition(), shop("Recyclerie communautaire", **CHOLET)
    both = contact([place_id, shop("Cholet Agglomération", kind=Kind.EPCI, **CHOLET)])
    actions.invite(db, officer, edition_id, [place_id], new_operation())
    assert actions.prepare_links(db, officer, edition_id, new_operation()) == 1
    (row,) = views.link_rows(db, officer, edition_id)
    assert (row.contact.id, row.shops) == (both.id, ("Recyclerie communautaire",))
