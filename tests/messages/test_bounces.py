"""Reading returned messages changes what is known of an address, once, and asks somebody to correct it."""

import os

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import journal
from campaign.base.errors import NotAllowed
from campaign.base.operations import new_operation
from campaign.mail import addresses, outbox
from campaign.mail.folder import Folder
from campaign.mail.sending import send_waiting
from campaign.messages import actions, views
from campaign.messages.bounces import BouncesRead, read_bounces, read_folder
from campaign.messages.model import Step
from campaign.messages.rendering import render_step
from campaign.participation.decisions import DecisionKind
from tests.conftest import stored_text
from tests.mail.returned_messages import ABSENCE, QMAIL, mailbox, report


@pytest.fixture
def left(db, officer, people, later, tmp_path):
    """An invitation that left for three people: (edition id, their messages)."""
    edition_id, _ = people(3)
    actions.send_step(db, officer, edition_id, Step.INVITATION, "", new_operation())
    with later(minutes=5):
        send_waiting(
            db, lambda db, posted: render_step(db, SYSTEM, posted.parameters), lambda: Folder(tmp_path / "out")
        )
    messages = sorted(outbox.recent(db), key=lambda one: one.id)
    assert [one.state for one in messages] == ["sent"] * 3
    return edition_id, messages


def about(message, status="5.1.1", **more) -> bytes:
    """A report on one of our messages."""
    return report(status, original=message.message_id, recipient="chez-nous@exemple.fr", **more)


def read(db, officer, *files, operation=None):
    return read_bounces(db, officer, files, operation or new_operation())


def test_a_dead_address_is_marked_its_message_failed_and_a_task_appears(db, officer, left):
    edition_id, messages = left
    assert read(db, officer, about(messages[0])) == BouncesRead(permanent=1)
    assert addresses.is_bounced(db, "personne1@exemple.fr")
    after = outbox.message(db, messages[0].id)
    assert (after.state, after.code, after.reason) == ("failed", "5.1.1", "L’adresse ne fonctionne plus (5.1.1).")
    (task,) = views.tasks(db, officer, edition_id)
    assert (task.kind, task.subject) == (DecisionKind.BOUNCED, "Personne 1")


@pytest.mark.parametrize("status", ["4.4.1", "5.2.2", "5.4.4"])
def test_a_passing_error_changes_nothing_for_the_address(db, officer, left, status):
    edition_id, messages = left
    assert read(db, officer, about(messages[0], status)) == BouncesRead(transient=1)
    assert not addresses.is_bounced(db, "personne1@exemple.fr")
    assert outbox.message(db, messages[0].id).state == "sent"
    assert views.tasks(db, officer, edition_id) == []


def test_a_refusal_of_the_message_is_a_failure_and_leaves_the_address_alone(db, officer, left):
    edition_id, messages = left
    assert read(db, officer, about(messages[0], "5.7.1")) == BouncesRead(refused=1)
    assert not addresses.is_bounced(db, "personne1@exemple.fr")
    (task,) = views.tasks(db, officer, edition_id)
    assert task.kind is DecisionKind.FAILED
    assert "Refusé par la messagerie du destinataire (5.7.1)" in task.text


def test_one_message_read_from_a_file_then_a_mailbox_counts_once(db, officer, left):
    _, messages = left
    assert read(db, officer, about(messages[0])).permanent == 1
    addresses.works_again(db, "personne1@exemple.fr")
    box = mailbox([about(messages[0]), about(messages[1], own_id="<autre@mx>")])
    assert read(db, officer, box) == BouncesRead(permanent=1, other=1)
    assert not addresses.is_bounced(db, "personne1@exemple.fr")
    assert addresses.is_bounced(db, "personne2@exemple.fr")


def test_a_form_sent_twice_is_counted_once_and_answers_the_same(db, officer, left):
    _, messages = left
    operation = new_operation()
    first = read(db, officer, about(messages[0]), operation=operation)
    assert read(db, officer, about(messages[0]), operation=operation) == first == BouncesRead(permanent=1)


def test_what_is_not_about_our_messages_is_left_aside(db, officer, left):
    foreign = report("5.1.1", original="<autre@ailleurs.fr>", recipient="inconnu@ailleurs.fr")
    assert read(db, officer, foreign, ABSENCE, QMAIL, b"\x89PNG") == BouncesRead(other=4)
    assert {one.state for one in outbox.recent(db)} == {"sent"}


def test_without_a_number_the_address_tells_which_message(db, officer, left):
    _, messages = left
    assert read(db, officer, report("5.1.1", original="", recipient="Personne2@Exemple.fr")).permanent == 1
    assert [outbox.message(db, one.id).state for one in messages] == ["sent", "failed", "sent"]


def test_under_a_number_of_the_relays_own_the_address_is_marked_and_no_message_is_blamed(db, officer, left):
    _, messages = left
    assert read(db, officer, report("5.1.1", original="<r@relais>", recipient="personne2@exemple.fr")).permanent == 1
    assert addresses.is_bounced(db, "personne2@exemple.fr")
    assert [outbox.message(db, one.id).state for one in messages] == ["sent"] * 3


def test_an_uncertain_message_that_comes_back_had_left(db, officer, left):
    _, messages = left
    db.conn.execute("UPDATE outbox SET state = 'uncertain'")
    read(db, officer, about(messages[0]))
    assert outbox.message(db, messages[0].id).state == "failed"


def test_reading_is_journalled_with_figures_only(db, officer, left):
    _, messages = left
    read(db, officer, about(messages[0]), ABSENCE)
    (entry,) = [one for one in journal.entries(db) if one.verb == "read_bounces"]
    assert entry.details == {"permanent": 1, "transient": 0, "other": 1, "refused": 0}
    assert "chez-nous@exemple.fr" not in stored_text(db)


def test_only_officers_read_returned_messages(db, communication, left):
    with pytest.raises(NotAllowed):
        read(db, communication, ABSENCE)


def test_a_folder_is_read_once_and_left_as_it_is(db, left, tmp_path):
    _, messages = left
    box, maildir = tmp_path / "retours", tmp_path / "retours" / "new"
    maildir.mkdir(parents=True)
    (box / "un.eml").write_bytes(about(messages[0]))
    (box / "notes.txt").write_bytes(about(messages[2], own_id="<x@mx>"))
    (maildir / "1604300000.M1.hote").write_bytes(about(messages[1], own_id="<y@mx>"))
    assert read_folder(db, SYSTEM, box) == BouncesRead(permanent=2)
    assert read_folder(db, SYSTEM, box) == BouncesRead()
    with (box / "un.eml").open("ab") as file:
        file.write(b"\n")  # touched, but the same message
    assert read_folder(db, SYSTEM, box) == BouncesRead(other=1)
    assert sorted(path.name for path in box.iterdir()) == ["new", "notes.txt", "un.eml"]
    assert len([one for one in journal.entries(db) if one.verb == "read_bounces"]) == 1


def test_a_folder_that_is_away_stops_nothing_and_is_said_in_the_log(db, tmp_path, caplog):
    assert read_folder(db, SYSTEM, tmp_path / "absent") == BouncesRead()
    assert "cannot be read" in caplog.text


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_cannot_be_read_is_tried_again_later(db, left, tmp_path):
    _, messages = left
    file = tmp_path / "un.eml"
    file.write_bytes(about(messages[0]))
    file.chmod(0)
    assert read_folder(db, SYSTEM, tmp_path) == BouncesRead()
    file.chmod(0o600)
    assert read_folder(db, SYSTEM, tmp_path) == BouncesRead(permanent=1)
