"""Sending to the press: who is proposed, what is refused, the embargo said, nobody twice, the state at departure."""

from datetime import timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.errors import InvalidInput, NotSent, Refused
from campaign.base.operations import new_operation
from campaign.communication.public_press import press_key
from campaign.editions import actions as editions
from campaign.mail import addresses, outbox
from campaign.mail.outbox import State
from campaign.media.composing import DEFAULT_SUBJECT, DEFAULT_TEXT, press_address
from campaign.media.correspondents import archive_correspondent, erase_correspondent
from campaign.media.sending import cancel_press_sending, candidates, preview, render_press, send_to_press
from campaign.media.views import sendings, sent_lines
from campaign.worker import render, send_messages
from tests.media.conftest import SAUMUR


@pytest.fixture
def send(db, officer):
    """Sends the default words: (edition id, people, **changes) -> sending id."""

    def now(
        edition_id, people, audience="", subject=DEFAULT_SUBJECT, text=DEFAULT_TEXT, leaves_at=None, operation=None
    ):
        return send_to_press(
            db, officer, edition_id, audience, subject, text, people, leaves_at, operation or new_operation()
        )

    return now


def message(db, sending_id):
    (posted,) = outbox.messages_of(db, f"press:{sending_id}")
    return render_press(db, SYSTEM, posted.parameters)


def test_a_version_is_proposed_to_the_people_of_its_territory(db, officer, outlet, person):
    person("Paul Partout", [outlet()])
    person("Zoé Locale", [outlet("L’Écho inventé", territories=[SAUMUR])])
    chosen = {audience: [one.correspondent.name for one in candidates(db, officer, audience) if one.chosen]
              for audience in ("", f"epci:{SAUMUR}")}  # fmt: skip
    assert chosen == {"": ["Paul Partout"], f"epci:{SAUMUR}": ["Zoé Locale"]}


def test_who_cannot_be_written_to_is_shown_with_why(db, officer, person):
    person("Ana Muette", email="")
    person("Paul Opposé")
    person("Zoé Double", email="ana@presse.example")
    person("Zoé Triple", email="ANA@presse.example")
    addresses.know(db, "paul@presse.example")
    addresses.oppose(db, addresses.token_of("paul@presse.example"))
    skips = {one.correspondent.name: one.skip and one.skip.value for one in candidates(db, officer, "")}
    assert skips == {"Ana Muette": "no_email", "Paul Opposé": "opposed", "Zoé Double": None, "Zoé Triple": "twice"}


def test_the_message_names_the_person_says_the_shops_and_leads_to_the_press_page(db, opened, person, send):
    made = message(db, send(opened, [person()]))
    assert made.subject == "Deux boutiques solidaires ouvrent leurs portes en Maine-et-Loire, les 1er et 4 janvier"
    assert "Bonjour Paul Plume," in made.text
    assert "/presse\n" in made.text
    assert made.unsubscribe_url in made.text
    assert made.to == "paul@presse.example"
    assert "{{" not in made.text + made.html + made.subject


def test_a_local_version_counts_its_own_shops_and_leads_to_its_own_page(db, opened, person, send):
    made = message(db, send(opened, [person()], audience=f"epci:{SAUMUR}"))
    assert "Une boutique solidaire ouvre sa porte" in made.subject
    assert press_address(f"epci:{SAUMUR}").endswith(f"/presse?pour=epci:{SAUMUR}")
    assert press_address(f"epci:{SAUMUR}") in made.text


def test_the_address_of_the_page_is_added_to_a_text_that_forgot_it(db, opened, person, send):
    assert press_address("") in message(db, send(opened, [person()], text="Bonjour, tout est en ligne.")).text


def test_under_embargo_the_message_leads_to_the_address_that_opens_the_page_to_the_press_alone(
    db, opened, person, send
):
    until = clock.now() + timedelta(days=2)
    db.conn.execute("UPDATE press_sheets SET embargo_until = ?", [clock.stamp(until)])
    sending_id = send(opened, [person()])
    assert f"/p/presse/{press_key(opened)}" in message(db, sending_id).text
    assert press_address("") not in message(db, sending_id).text
    with clock.frozen(until):
        assert "/p/presse/" not in message(db, sending_id).text


def test_the_embargo_stands_in_the_subject_and_at_the_top_until_it_ends(db, opened, person, send):
    until = clock.now() + timedelta(days=2)  # Wednesday 4 November 2026, 10:00 in Paris
    db.conn.execute("UPDATE press_sheets SET embargo_until = ?", [clock.stamp(until)])
    sending_id = send(opened, [person()])
    made = message(db, sending_id)
    assert made.subject.startswith("[Sous embargo jusqu’au mercredi 4 novembre 2026 à 10 h] ".replace(" h", "\u00a0h"))
    assert made.text.startswith("SOUS EMBARGO jusqu’au mercredi 4 novembre 2026")
    with clock.frozen(until + timedelta(seconds=1)):
        assert "embargo" not in message(db, sending_id).subject.lower()


def test_an_unknown_variable_is_refused_with_the_likely_one(opened, person, send):
    with pytest.raises(InvalidInput, match="boutiques_solidaires"):
        send(opened, [person()], text="{{boutique_solidaire}}")


def test_a_variable_that_nobody_can_fill_is_refused_before_anything_leaves(db, opened, person, send):
    db.conn.execute("UPDATE identity SET contact_phone = '', contact_name = '', contact_email = ''")
    with pytest.raises(InvalidInput, match="contact_presse"):
        send(opened, [person()])
    assert outbox.counts(db) == {}


@pytest.mark.parametrize(
    "values", [{"subject": ""}, {"text": " "}, {"subject": "a" * 151}, {"subject": "{{lien_presse}}"}]
)
def test_words_that_cannot_leave_are_refused(opened, person, send, values):
    with pytest.raises(InvalidInput):
        send(opened, [person()], **values)


def test_nothing_is_sent_while_the_press_page_is_closed(db, opened, person, send):
    db.conn.execute("UPDATE press_sheets SET published_at = NULL")
    with pytest.raises(Refused, match="page de presse"):
        send(opened, [person()])


def test_a_double_click_sends_once_and_one_address_gets_one_message(db, opened, person, send):
    people = [person("Paul Plume"), person("Paul Bis", email="PAUL@presse.example")]
    operation = new_operation()
    assert send(opened, people, operation=operation) == send(opened, people, operation=operation)
    assert outbox.counts(db) == {State.WAITING: 1}


def test_who_cannot_be_written_to_is_left_out_even_when_asked_for(db, opened, person, send):
    lost = person("Ana Muette", email="")
    with pytest.raises(Refused, match="Personne"):
        send(opened, [lost])
    assert outbox.counts(db) == {}


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (lambda db, officer, number, _: archive_correspondent(db, officer, number, new_operation()), "archivé"),
        (lambda db, officer, number, edition_id: addresses.oppose(db, addresses.token_of("paul@presse.example")),
         "ne veut plus"),
        (lambda db, officer, number, edition_id: editions.cancel_edition(db, officer, edition_id, new_operation()),
         "édition annulée"),
        (lambda db, officer, number, _: db.conn.execute("UPDATE press_sheets SET published_at = NULL"), "fermée"),
    ],
)  # fmt: skip
def test_what_changed_before_it_left_stops_a_message(db, officer, opened, person, send, meanwhile, why):
    number = person()
    addresses.know(db, "paul@presse.example")
    sending_id = send(opened, [number], leaves_at=clock.now() + timedelta(hours=2))
    meanwhile(db, officer, number, opened)
    with pytest.raises(NotSent, match=why):
        message(db, sending_id)


def test_a_held_sending_waits_for_its_moment_and_can_be_cancelled(db, officer, opened, person, send):
    later = clock.now() + timedelta(hours=2)
    sending_id = send(opened, [person()], leaves_at=later)
    assert send_messages(db).sent == 0
    assert sendings(db, officer, opened)[0].waiting == 1
    assert cancel_press_sending(db, officer, sending_id, new_operation()) == 1
    with clock.frozen(later + timedelta(minutes=1)):
        assert send_messages(db).sent == 0
        with pytest.raises(Refused, match="déjà parti"):
            cancel_press_sending(db, officer, sending_id, new_operation())


def test_a_past_moment_is_refused(opened, person, send):
    with pytest.raises(InvalidInput, match="déjà passée"):
        send(opened, [person()], leaves_at=clock.now() - timedelta(minutes=1))


def test_the_log_says_to_whom_when_and_with_what_result(db, officer, opened, outlet, person, send, own_settings):
    number = person("Paul Plume", [outlet()])
    send(opened, [number, person("Zoé Stylo")])
    assert send_messages(db).sent == 2
    lines = sent_lines(db, officer, opened)
    assert [(one.name, one.outlets, one.state) for one in lines] == [
        ("Paul Plume", "Le Courrier inventé", State.SENT), ("Zoé Stylo", "", State.SENT),
    ]  # fmt: skip
    erase_correspondent(db, officer, number, new_operation())
    assert [one.name for one in sent_lines(db, officer, opened)] == ["Zoé Stylo", ""]


def test_the_worker_knows_this_kind_of_message(db, opened, person, send):
    sending_id = send(opened, [person()])
    (posted,) = outbox.messages_of(db, f"press:{sending_id}")
    assert render(db, posted).to == "paul@presse.example"
    assert posted.service is False


def test_the_preview_is_what_will_leave(db, officer, opened, person, send):
    shown = preview(db, officer, opened, "", DEFAULT_SUBJECT, DEFAULT_TEXT, clock.now())
    made = message(db, send(opened, [person()]))
    assert shown.subject == made.subject
    assert made.text.startswith(shown.text.partition("\n")[0].replace("Prénom Nom", "Paul Plume"))
