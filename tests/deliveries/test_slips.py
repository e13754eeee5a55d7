"""Slips follow the kits until the van leaves; what is late is asked for; places see their own deliveries."""

from datetime import timedelta

import pytest

from campaign.accounts.links import prepare_link
from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.base import clock
from campaign.base.database import rows
from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotFound, NotSent, Refused
from campaign.base.operations import new_operation
from campaign.deliveries import views
from campaign.deliveries.declaring import declare, treat_declaration
from campaign.deliveries.model import Outcome, SlipKind, SlipState
from campaign.deliveries.owed import Declaration, DeclarationKind
from campaign.deliveries.place_views import passage, place_deliveries
from campaign.deliveries.reminding import remind_late, reminders, render_owed
from campaign.deliveries.slips import cancel_slip, prepare_slips, set_due
from campaign.deliveries.store import known_slip, live_slip
from campaign.editions.views import edition as edition_view
from campaign.kits.actions import add_model
from campaign.kits.deciding import adjust
from campaign.mail import outbox
from campaign.partners.model import Kind


@pytest.fixture
def kit(db, officer, in_2026, edition, shop, answered, depot, stocked):
    """A shop whose kit is 20 posters: (edition id, place id, posters id)."""
    edition_id, place_id = edition(), shop()
    answered(edition_id, place_id)
    posters = stocked(400)
    lines = [{"item_id": posters, "rule": "fixed", "small": 10, "medium": 20, "large": 30}]
    add_model(db, officer, {"name": "Boutique", "kind": str(Kind.SHOP)}, lines, new_operation())
    return edition_id, place_id, posters


def test_slips_are_made_once_then_follow_the_kits_until_delivered(db, officer, kit):
    edition_id, place_id, posters = kit
    assert prepare_slips(db, officer, edition_id, new_operation()) == {"made": 1, "changed": 0, "cancelled": 0}
    slip = live_slip(db, edition_id, SlipKind.DELIVERY, place_id)
    assert (slip.number, slip.revision, [(one.item.id, one.planned) for one in slip.lines]) == (
        "BL-2027-0001", 1, [(posters, 20)],
    )  # fmt: skip
    assert prepare_slips(db, officer, edition_id, new_operation()) == {"made": 0, "changed": 0, "cancelled": 0}
    adjust(db, officer, edition_id, place_id, posters, "35", "Grande vitrine", 0, new_operation())
    assert prepare_slips(db, officer, edition_id, new_operation())["changed"] == 1
    slip = known_slip(db, "BL-2027-0001")
    assert (slip.revision, slip.parcels) == (2, 35)


def test_a_cancelled_slip_leaves_room_for_another(db, officer, kit):
    edition_id, place_id, _ = kit
    prepare_slips(db, officer, edition_id, new_operation())
    cancel_slip(db, officer, "BL-2027-0001", new_operation())
    assert known_slip(db, "BL-2027-0001").state is SlipState.CANCELLED
    assert prepare_slips(db, officer, edition_id, new_operation())["made"] == 1
    assert live_slip(db, edition_id, SlipKind.DELIVERY, place_id).number == "BL-2027-0002"


def test_a_slip_that_served_is_corrected_not_cancelled(db, officer, lent, deliver):
    deliver()
    for number in (lent.number, lent.back):
        with pytest.raises(Refused):
            cancel_slip(db, officer, number, new_operation())


def test_what_was_lent_is_due_the_first_working_day_after_the_event_unless_said(db, officer, lent):
    edition = edition_view(db, lent.edition)
    usual, version = views.return_due(db, officer, lent.edition)
    assert (usual > edition.last_day, version) == (True, 0)
    with pytest.raises(InvalidInput, match="après le dernier jour"):
        set_due(db, officer, lent.edition, edition.last_day, 0, new_operation())
    set_due(db, officer, lent.edition, usual + timedelta(days=2), 0, new_operation())
    assert views.return_due(db, officer, lent.edition) == (usual + timedelta(days=2), 1)
    with pytest.raises(Conflict):
        set_due(db, officer, lent.edition, usual, 0, new_operation())


@pytest.fixture
def late(db, officer, lent, deliver, contact):
    """Delivered, then past its day by so many days: (days) -> contact; the clock stays there."""
    person = contact([lent.place])
    deliver()
    due, _ = views.return_due(db, officer, lent.edition)

    def wait(days: int):
        return clock.frozen(clock.now() + (due + timedelta(days=days) - clock.today()))

    return person, wait


def test_what_is_late_is_asked_for_three_times_at_most(db, officer, lent, late):
    _, wait = late
    for days, asked in ((0, 0), (2, 0), (3, 1), (4, 0), (10, 1), (24, 1), (60, 0)):
        with wait(days):
            assert remind_late(db, SYSTEM) == asked, f"{days} jours"
    assert reminders(db, officer, lent.edition) == {lent.place: 3}
    assert [one["kind"] for one in rows(db, "SELECT kind FROM outbox")] == ["owed"] * 3


def test_one_reminder_only_when_three_are_overdue_at_once(db, lent, late):
    _, wait = late
    with wait(30):
        assert (remind_late(db, SYSTEM), remind_late(db, SYSTEM)) == (1, 0)


def test_the_reminder_names_what_is_owed_and_is_not_sent_once_it_is_back(db, lent, late, give_back):
    person, wait = late
    with wait(3):
        remind_late(db, SYSTEM)
        posted = outbox.messages_to(db, f"contact:{person.id}")[0]
        message = render_owed(db, SYSTEM, posted.parameters)
        assert "ROUE n°\u00a01" in message.text
        assert "8\u00a0panneaux" in message.text
        assert "/livraison" in message.text
        give_back()
        with pytest.raises(NotSent, match="tout est revenu"):
            render_owed(db, SYSTEM, posted.parameters)


def test_a_place_sees_what_it_got_and_what_it_owes_and_nobody_elses(db, lent, deliver, contact, officer):
    person = contact([lent.place])
    link = prepare_link(db, officer, person.id, lent.edition, edition_view(db, lent.edition).links_expire_on)
    deliver(posters=18)
    told = place_deliveries(db, person, link)[0]
    assert (told.delivered, told.expected) == (True, None)
    assert {(one.item.id, one.quantity) for one in told.owed} == {(lent.panels, 8), (lent.wheel, 1)}
    assert [(item.id, many) for item, many in told.consumables] == [(lent.posters, 18)]
    with pytest.raises(NotFound):
        place_deliveries(db, Actor(Role.CONTACT, person.id + 1), link)


def test_an_hour_becomes_a_window_on_the_quarter(in_2026):
    from datetime import date, time

    window = passage(date(2026, 10, 24), time(9, 20))
    assert (window.earliest, window.latest) == (time(8, 30), time(10, 15))
    assert passage(date(2026, 10, 24), time(0, 10)).earliest == time(0)


def test_a_place_declares_leftovers_and_problems_and_what_it_leaves_out_is_unknown(db, lent, deliver, contact, officer):
    person = contact([lent.place])
    prepare_link(db, officer, person.id, lent.edition, edition_view(db, lent.edition).links_expire_on)
    deliver()
    said = Declaration(DeclarationKind.LEFTOVERS, leftovers={lent.posters: 7})
    operation = new_operation()
    first = declare(db, person, lent.edition, lent.place, said, operation)
    assert declare(db, person, lent.edition, lent.place, said, operation) == first
    declared = views.declarations(db, officer, lent.edition)
    assert [(place.id, one.leftovers) for place, one in declared] == [(lent.place, {lent.posters: 7})]
    treat_declaration(db, officer, first, new_operation())
    assert views.declarations(db, officer, lent.edition) == []
    for wrong in (
        Declaration(DeclarationKind.PROBLEM),
        Declaration(DeclarationKind.LEFTOVERS),
        Declaration(DeclarationKind.LEFTOVERS, leftovers={lent.posters: 21}),
        Declaration(DeclarationKind.LEFTOVERS, leftovers={lent.panels: 1}),
        Declaration(DeclarationKind.LEFTOVERS, leftovers={lent.posters: -1}),
    ):
        with pytest.raises(InvalidForm):
            declare(db, person, lent.edition, lent.place, wrong, new_operation())


def test_a_contact_declares_for_their_own_place_only(db, lent, shop, contact):
    stranger = contact([shop("Autre", commune="Saumur", postcode="49400")])
    with pytest.raises(NotFound, match="pas le vôtre"):
        declare(db, stranger, lent.edition, lent.place, Declaration(DeclarationKind.PROBLEM, "x"), new_operation())


def test_a_place_where_nobody_was_there_reads_that_somebody_will_come_again(db, lent, deliver, contact, officer):
    person = contact([lent.place])
    link = prepare_link(db, officer, person.id, lent.edition, edition_view(db, lent.edition).links_expire_on)
    deliver(outcome=Outcome.ABSENT)
    told = place_deliveries(db, person, link)[0]
    assert (told.missed, told.expected, told.delivered) == (clock.now(), None, False)
    deliver()
    told = place_deliveries(db, person, link)[0]
    assert (told.missed, told.delivered) == (None, True)
