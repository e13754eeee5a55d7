"""The sending loop against a real SMTP server: what each reply, cut and refusal makes of a message."""

import logging
import threading
from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.errors import NotSent, Refused
from campaign.mail import addresses, outbox, relay_rest
from campaign.mail.delivery import way_out
from campaign.mail.outbox import State
from campaign.mail.relay_rest import DELAYS
from campaign.mail.sending import LEASE, UNSURE, Sent, mark_uncertain, send_waiting
from tests.mail.smtp_relay import SmtpRelay

ONE = "felicie@exemple.fr"


def state_of(db, message_id):
    return outbox.message(db, message_id).state


def test_what_waits_leaves_once_and_is_noted_as_sent(db, relay, asked, leave):
    (message,) = asked(ONE)
    assert leave() == Sent(sent=1)
    assert leave() == Sent()
    found = outbox.message(db, message)
    assert (found.state, found.way, found.message_id) == (State.SENT, "relay", relay.numbers[0])
    assert relay.to == [ONE]


def test_what_one_person_asked_for_goes_before_what_is_sent_to_many(relay, asked, leave):
    asked("a@exemple.fr", "b@exemple.fr", batch="sending:1")
    asked(ONE)
    leave()
    assert relay.to == [ONE, "a@exemple.fr", "b@exemple.fr"]


def test_what_is_not_due_yet_stays(relay, asked, leave):
    later = clock.now() + timedelta(hours=1)
    asked(ONE, not_before=later)
    assert leave() == Sent(waiting=1)
    with clock.frozen(later):
        assert leave().sent == 1


def test_a_passing_refusal_is_tried_again_under_the_same_number_after_longer_and_longer(db, relay, asked, leave):
    (message,) = asked(ONE)
    relay.replies["TEXT"] = "451 4.3.0 later"
    with clock.frozen(clock.now()):
        start, waits, numbers = clock.now(), [], set()
    for _ in range(len(DELAYS)):
        with clock.frozen(start):
            assert leave() == Sent(waiting=1)
            found = outbox.message(db, message)
            waits.append(found.not_before - start)
            numbers.add(found.message_id)
        with clock.frozen(found.not_before - timedelta(seconds=1)):
            assert leave() == Sent(waiting=1)
        start = found.not_before
    assert [wait.total_seconds() / 60 for wait in waits] == [1, 5, 15, 60, 240, 1440]
    assert len(numbers) == 1
    with clock.frozen(start):
        assert leave() == Sent(failed=1)
    found = outbox.message(db, message)
    assert (found.state, found.code) == (State.FAILED, "451 4.3.0")
    assert found.reason == "Refusé pour l’instant (451 4.3.0). Essayé 7 fois."


def test_a_message_taken_at_last_was_received_once(relay, asked, leave):
    asked(ONE)
    relay.replies["RCPT"] = "450 4.2.1 grey list"
    leave()
    relay.replies.clear()
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert leave().sent == 1
    assert len(relay.accepted) == 1


@pytest.mark.parametrize(
    ("step", "reply", "reason", "is_dead"),
    [
        ("RCPT", "550 5.1.1 unknown", "L’adresse n’existe pas (550 5.1.1).", True),
        ("RCPT", "550 no", "L’adresse n’existe pas (550).", True),
        ("RCPT", "553 5.1.3 strange", "L’adresse n’existe pas (553 5.1.3).", True),
        ("RCPT", "550 5.7.1 not from you", "Refus définitif, au destinataire (550 5.7.1).", False),
        ("TEXT", "554 5.6.0 no", "Refus définitif, au contenu (554 5.6.0).", False),
        ("TEXT", "550 no", "Refus définitif, au contenu (550).", False),
        # The Internet address of a blocked relay is not a status.
        ("RCPT", "554 5.1.1.9 is listed", "Refus définitif, au destinataire (554).", False),
    ],
)
def test_a_final_refusal_is_a_failure_and_only_a_dead_address_is_marked(
    db, relay, asked, leave, step, reply, reason, is_dead
):
    (message,) = asked(ONE)
    relay.replies[step] = reply
    assert leave() == Sent(failed=1)
    found = outbox.message(db, message)
    assert (found.state, found.reason) == (State.FAILED, reason)
    assert addresses.is_bounced(db, ONE) is is_dead
    with clock.frozen(clock.now() + timedelta(days=9)):
        assert leave() == Sent()


@pytest.mark.parametrize("reply", ["552 5.2.2 full", "550 5.4.4 no route"])
def test_a_full_mailbox_and_a_lost_route_are_passing(db, relay, asked, leave, reply):
    asked(ONE)
    relay.replies["RCPT"] = reply
    assert leave() == Sent(waiting=1)
    assert not addresses.is_bounced(db, ONE)


def test_one_refused_recipient_does_not_hold_the_others(relay, asked, leave):
    asked("a@exemple.fr", "mort@exemple.fr", "b@exemple.fr")
    relay.replies["mort@exemple.fr"] = "550 5.1.1 no"
    assert leave() == Sent(sent=2, failed=1)
    assert relay.to == ["a@exemple.fr", "b@exemple.fr"]


@pytest.mark.parametrize("moment", ["RCPT", "DATA"])
def test_a_connection_cut_before_the_text_leaves_the_message_waiting(db, relay, asked, leave, moment):
    (message,) = asked(ONE)
    relay.cut = moment
    assert leave() == Sent(waiting=1)
    assert state_of(db, message) is State.WAITING
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert leave().sent == 1
    assert len(relay.accepted) == 1


def test_a_connection_that_the_relay_ends_between_messages_is_opened_again_at_once(relay, asked, leave):
    asked("a@exemple.fr", "b@exemple.fr", "c@exemple.fr")
    relay.on_message = lambda taken: setattr(relay, "cut", "MAIL" if taken == 1 else "")
    assert leave() == Sent(sent=3)
    assert len(relay.accepted) == 3


@pytest.mark.parametrize(("moment", "received"), [("TEXT", 0), ("KEPT", 1)])
def test_a_connection_cut_after_the_final_dot_is_uncertain_and_never_tried_again(
    db, relay, asked, leave, moment, received
):
    (message,) = asked(ONE)
    relay.cut = moment
    assert leave() == Sent(uncertain=1)
    found = outbox.message(db, message)
    assert (found.state, found.reason) == (State.UNCERTAIN, UNSURE)
    with clock.frozen(clock.now() + timedelta(days=3)):
        assert leave() == Sent()
    assert len(relay.accepted) == received


def test_a_relay_that_is_away_rests_and_the_messages_are_as_before(db, relay, asked, leave):
    (message,) = asked(ONE)
    relay.stop()
    before, at = outbox.message(db, message), clock.now()
    with clock.frozen(at):
        assert leave() == Sent(waiting=1)
        assert outbox.message(db, message) == before
        rest = relay_rest.state(db)
    assert rest.rest_until == at + DELAYS[0]
    assert rest.reason == "Le relais de messagerie ne répond pas. Le message repartira tout seul."
    relay.start()
    with clock.frozen(at + timedelta(seconds=59)):
        assert leave() == Sent(waiting=1)
        relay_rest.retry_now(db)
        assert leave() == Sent(sent=1)
        assert relay_rest.state(db).reason == ""


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # a relay of this machine only
def test_a_refused_password_sends_nothing_and_says_so(db, asked, leave):
    with SmtpRelay(password="bonne") as closed:
        (message,) = asked(ONE)
        assert leave(closed.url.replace("//", "//compte:mauvaise@")) == Sent(waiting=1)
        assert state_of(db, message) is State.WAITING
        assert relay_rest.state(db).reason == "Le relais refuse l’identifiant (535). Rien n’est parti."
        assert closed.accepted == []
        relay_rest.retry_now(db)
        assert leave(closed.url.replace("//", "//compte:bonne@")) == Sent(sent=1)


@pytest.mark.parametrize(
    ("step", "reply", "reason"),
    [
        ("MAIL", "550 5.7.1 not you", "Le relais refuse l’expéditeur (550 5.7.1). Rien n’est parti."),
        ("MAIL", "530 5.7.0 sign in", "Le relais demande un identifiant (530 5.7.0). Rien n’est parti."),
        ("RCPT", "530 5.7.0 sign in", "Le relais demande un identifiant (530 5.7.0). Rien n’est parti."),
    ],
)
def test_a_relay_that_refuses_the_sender_holds_everything(db, relay, asked, leave, step, reply, reason):
    asked("a@exemple.fr", "b@exemple.fr")
    relay.replies[step] = reply
    assert leave() == Sent(waiting=2)
    assert relay_rest.state(db).reason == reason
    assert {one.attempts for one in outbox.recent(db)} == {0}


def test_a_setting_that_is_no_relay_is_said_and_loses_nothing(db, asked, leave):
    asked(ONE)
    assert leave("http://relais") == Sent(waiting=1)
    assert "CAMPAIGN_SMTP_URL" in relay_rest.state(db).reason


def test_an_opposition_or_a_dead_address_stops_invitations_and_not_service_messages(db, relay, asked, leave):
    addresses.know(db, ONE)
    addresses.oppose(db, addresses.token_of(ONE))
    addresses.note_bounce(db, addresses.key_of("mort@exemple.fr"), "5.1.1", permanent=True)
    first, second = asked(ONE, "mort@exemple.fr", service=False)
    asked(ONE)
    assert leave() == Sent(sent=1, skipped=2)
    assert [outbox.message(db, one).code for one in (first, second)] == ["opposed", "bounced"]


def test_a_message_that_no_longer_has_to_leave_is_set_aside_with_its_reason(db, relay, asked, tmp_path):
    (message,) = asked(ONE)

    def answered(db, posted):
        raise NotSent("a répondu", "answered")

    assert send_waiting(db, answered, lambda: way_out(relay.url, tmp_path)) == Sent(skipped=1)
    found = outbox.message(db, message)
    assert (found.state, found.code, found.reason) == (State.SKIPPED, "answered", "a répondu")


@pytest.mark.parametrize("error", [Refused("Pas comme ça."), KeyError("felicie@exemple.fr")])
def test_a_message_that_cannot_be_made_fails_alone(db, relay, asked, tmp_path, caplog, error):
    broken, whole = asked("a@exemple.fr", "b@exemple.fr")

    def render(db, posted):
        if posted.id == broken:
            raise error
        from tests.mail.conftest import invitation

        return invitation(posted.parameters)

    assert send_waiting(db, render, lambda: way_out(relay.url, tmp_path)) == Sent(sent=1, failed=1)
    assert (state_of(db, broken), state_of(db, whole)) == (State.FAILED, State.SENT)
    assert ONE not in caplog.text


def test_a_sender_that_died_leaves_the_message_uncertain_after_its_lease_only(db, relay, asked, leave):
    (message,) = asked(ONE)
    held = clock.stamp(clock.now() + LEASE)
    db.conn.execute("UPDATE outbox SET state = 'sending', lease = 'mort', leased_until = ?", [held])
    db.conn.commit()
    assert leave() == Sent()
    assert state_of(db, message) is State.SENDING
    with clock.frozen(clock.now() + LEASE + timedelta(seconds=1)):
        assert leave() == Sent(uncertain=1)
        assert leave() == Sent()
    assert state_of(db, message) is State.UNCERTAIN
    assert relay.accepted == []


def test_a_slow_sender_thought_dead_still_tells_what_it_knows(db, relay, asked, leave):
    (message,) = asked(ONE)

    def meanwhile(taken):
        from campaign.schema import open_database

        other = open_database()
        with clock.frozen(clock.now() + LEASE * 2):
            assert mark_uncertain(other) == 1
        other.close()

    relay.on_message = meanwhile
    leave()
    found = outbox.message(db, message)
    assert (found.state, found.reason) == (State.SENT, "")


@pytest.mark.parametrize("held", [outbox.pause, outbox.cancel])
def test_a_message_held_back_while_it_leaves_does_not_wait_behind_the_others(db, relay, asked, leave, held):
    asked("a@exemple.fr", "b@exemple.fr", batch="sending:1")
    relay.replies["TEXT"] = "451 later"
    leave(limit=1)
    held(db, "sending:1")
    relay.replies.clear()
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert leave() == Sent()


def test_stop_ends_the_run_after_the_message_under_way(relay, asked, leave):
    asked("a@exemple.fr", "b@exemple.fr", "c@exemple.fr")
    stop = threading.Event()
    relay.on_message = lambda taken: stop.set()
    assert leave(stop=stop) == Sent(sent=1, waiting=2)


def test_limit_ends_the_run(asked, leave):
    asked("a@exemple.fr", "b@exemple.fr", "c@exemple.fr")
    assert leave(limit=2) == Sent(sent=2, waiting=1)


def test_no_address_and_no_token_is_written_in_the_log(db, relay, asked, leave, caplog):
    caplog.set_level(logging.DEBUG)
    token = addresses.token_of(ONE)
    asked(ONE, unsubscribe_url=f"https://occasion.example/p/arret/{token}")
    relay.replies[ONE] = f"451 4.2.0 <{ONE}> try later"
    leave()
    relay.replies[ONE] = f"550 5.1.1 <{ONE}> unknown"
    with clock.frozen(clock.now() + timedelta(hours=1)):
        leave()
    asked("a@exemple.fr")
    relay.stop()
    leave()
    ours = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("campaign"))
    assert "rests" in ours
    stored = "\n".join(f"{one.reason} {one.code}" for one in outbox.recent(db))
    for text in (ours, stored):
        assert "exemple.fr" not in text
        assert token not in text
