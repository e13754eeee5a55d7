"""What the correspondence asks of somebody, on the dashboard."""

import pytest

from campaign.base.operations import new_operation
from campaign.mail import addresses, outbox
from campaign.messages import actions, views
from campaign.messages.model import Step
from campaign.participation.decisions import DecisionKind
from campaign.partners import contacts
from campaign.partners.views import contact as contact_view


@pytest.fixture
def sent(db, officer, people):
    """An invitation that left for three people: (edition id, Actors)."""
    edition_id, actors = people(3)
    actions.send_step(db, officer, edition_id, Step.INVITATION, "", new_operation())
    db.conn.execute("UPDATE outbox SET state = 'sent'")
    return edition_id, actors


def mark(db, actor, state, reason=""):
    db.conn.execute(
        "UPDATE outbox SET state = ?, reason = ? WHERE recipient = ?", [state, reason, f"contact:{actor.id}"]
    )


def test_nothing_is_asked_when_everything_left(db, officer, sent):
    assert views.tasks(db, officer, sent[0]) == []


def test_each_kind_has_its_line_its_verb_and_its_screen(db, officer, sent):
    edition_id, (first, second, third) = sent
    addresses.note_bounce(db, addresses.key_of("personne1@exemple.fr"), "5.1.1", permanent=True)
    mark(db, second, "uncertain")
    mark(db, third, "failed", "Boîte pleine (552).")
    found = views.tasks(db, officer, edition_id)
    assert [(one.kind, one.subject, one.verb, one.screen) for one in found] == [
        (DecisionKind.BOUNCED, "Personne 1", "Corriger", "contacts.py"),
        (DecisionKind.UNCERTAIN, "Personne 2", "Trancher", "sent_messages.py"),
        (DecisionKind.FAILED, "Personne 3", "Regarder", "sent_messages.py"),
    ]
    assert found[0].parameters == {"contact": str(first.id)}
    assert found[2].text == "invitation : Boîte pleine (552)"
    assert outbox.message(db, int(found[1].parameters["message"])).recipient == f"contact:{second.id}"


def test_a_corrected_address_asks_nothing_more(db, officer, sent):
    edition_id, (actor, *_) = sent
    addresses.note_bounce(db, addresses.key_of("personne1@exemple.fr"), "5.1.1", permanent=True)
    version = contact_view(db, officer, actor.id).version
    contacts.change_contact(db, officer, actor.id, version, {"email": "bonne@exemple.fr"}, new_operation())
    assert views.tasks(db, officer, edition_id) == []


def test_a_failure_to_a_dead_address_makes_one_task_not_two(db, officer, sent):
    edition_id, (actor, *_) = sent
    addresses.note_bounce(db, addresses.key_of("personne1@exemple.fr"), "5.1.1", permanent=True)
    mark(db, actor, "failed", "Adresse inconnue.")
    assert [one.kind for one in views.tasks(db, officer, edition_id)] == [DecisionKind.BOUNCED]


def test_a_failed_message_sent_again_asks_nothing_more(db, officer, sent):
    edition_id, (actor, *_) = sent
    mark(db, actor, "failed", "Boîte pleine.")
    (task,) = views.tasks(db, officer, edition_id)
    actions.resend(db, officer, int(task.parameters["message"]), "", new_operation())
    assert views.tasks(db, officer, edition_id) == []


@pytest.mark.parametrize("again", [True, False])
def test_an_uncertain_message_once_settled_asks_nothing_more(db, officer, sent, again):
    edition_id, (actor, *_) = sent
    mark(db, actor, "uncertain")
    (task,) = views.tasks(db, officer, edition_id)
    actions.settle_uncertain(db, officer, int(task.parameters["message"]), again, new_operation())
    assert views.tasks(db, officer, edition_id) == []
