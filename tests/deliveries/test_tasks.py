"""What the dashboard asks of the logistics team."""

from datetime import timedelta

from campaign.base import clock
from campaign.base.database import transaction
from campaign.base.operations import new_operation
from campaign.deliveries.declaring import declare
from campaign.deliveries.model import Entry, EntryState, Outcome
from campaign.deliveries.owed import Declaration, DeclarationKind
from campaign.deliveries.store import add_entry, known_slip
from campaign.deliveries.tasks import tasks
from campaign.deliveries.views import return_due
from campaign.kits.actions import add_model
from campaign.participation.decisions import DecisionKind
from campaign.partners.model import Kind


def kinds(db, agent, lent):
    return [(one.kind, one.subject, one.text) for one in tasks(db, agent, lent.edition)]


def test_nothing_waits_when_nothing_is_wrong(db, logistics, lent, deliver):
    deliver()
    assert kinds(db, logistics, lent) == []


def test_what_is_late_is_named_with_what_is_owed(db, logistics, lent, deliver):
    deliver()
    due, _ = return_due(db, logistics, lent.edition)
    with clock.frozen(clock.now() + (due - clock.today())):
        assert kinds(db, logistics, lent) == []
    with clock.frozen(clock.now() + (due + timedelta(days=1) - clock.today())):
        assert kinds(db, logistics, lent) == [
            (DecisionKind.LATE, "La Malle à Félicie", "doit encore rendre 8\u00a0panneaux, ROUE n°\u00a01")
        ]


def test_what_is_broken_for_two_weeks_asks_to_be_mended(db, logistics, lent, deliver, give_back):
    deliver()
    give_back(wheel=(0, 1, 0))
    assert kinds(db, logistics, lent) == []
    with clock.frozen(clock.now() + timedelta(days=14)):
        assert kinds(db, logistics, lent) == [
            (DecisionKind.REPAIR, "Roue de la prévention", "ROUE n°\u00a01, abîmé depuis le 2\u00a0nov. 2026")
        ]


def test_an_entry_to_settle_comes_first_then_what_was_told(db, officer, logistics, lent, deliver):
    deliver()
    slip = known_slip(db, lent.number)
    entry = Entry(0, slip.id, new_operation(), EntryState.TO_SETTLE, Outcome.DELIVERED, clock.now(), clock.now(),
                  "driver:1", "", problem="Bon déjà livré.")  # fmt: skip
    with transaction(db):
        add_entry(db, entry)
    declare(db, officer, lent.edition, lent.place, Declaration(DeclarationKind.PROBLEM, "Un carton mouillé"),
            new_operation())  # fmt: skip
    assert kinds(db, logistics, lent) == [
        (DecisionKind.TO_SETTLE, "La Malle à Félicie", "Bon déjà livré."),
        (DecisionKind.TOLD, "La Malle à Félicie", "Un carton mouillé"),
    ]


def test_what_will_lack_is_told_to_those_who_can_order(db, officer, communication, lent):
    lines = [{"item_id": lent.panels, "rule": "fixed", "small": 150, "medium": 150, "large": 150}]
    add_model(db, officer, {"name": "Boutique", "kind": str(Kind.SHOP)}, lines, new_operation())
    assert kinds(db, officer, lent) == [(DecisionKind.SHORTAGE, "Panneaux de fléchage", "il en manquera 10")]
    assert kinds(db, communication, lent) == []
