"""Asking and reminding: who is written to, once, and what keeps a message from leaving."""

from datetime import UTC, date, datetime

import pytest

from campaign.accounts.links import open_link, token_of
from campaign.accounts.model import SYSTEM
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.errors import (
    InvalidForm,
    InvalidInput,
    NotSent,
    Refused,
)
from campaign.base.operations import new_operation
from campaign.consultation.asking import awaited, move_closing, open_consultation, remind, to_be_asked
from campaign.consultation.consulted import Stage
from campaign.consultation.letters import render_dates_ask, render_dates_remind
from campaign.consultation.own_page import own_dates
from campaign.editions.actions import cancel_edition
from campaign.mail import addresses, outbox
from campaign.partners.actions import archive_place
from campaign.partners.contacts import archive_contact

FIRST, SECOND, THIRD = "2013-11-13_2013-11-16", "2013-11-20_2013-11-23", "2013-11-06_2013-11-09"
FELICIE, GRANGE = "La Malle à Félicie", "La Grange aux Trouvailles"


def kinds(db) -> list[str]:
    return [one.kind for one in reversed(outbox.recent(db))]


def on(day: int, month: int = 6):
    return clock.frozen(datetime(2013, month, day, 8, 0, tzinfo=UTC))


def test_opening_asks_each_contact_once_and_makes_their_link(scene, said):
    scene.propose(FIRST, SECOND)
    asked = [*scene.shops.values(), *scene.epcis.values()]
    reach = to_be_asked(scene.db, scene.officer, scene.edition_id, asked)
    assert said(reach.in_words).startswith("3 personnes recevront un message. Personne à qui écrire pour ")
    assert said(reach.in_words).endswith("et 15 autres : appelez.")
    scene.open()
    posted = outbox.recent(scene.db)
    assert [one.kind for one in posted] == ["dates_ask"] * 3
    assert not any(one.service for one in posted)
    assert {one.recipient for one in posted} == {f"contact:{one.id}" for one in scene.people.values()}
    link = link_of(scene.db, scene.people[FELICIE].id, scene.edition_id)
    assert open_link(scene.db, token_of(link)) == link
    assert scene.now().stage(date(2013, 6, 10)) is Stage.OPEN
    assert scene.now().stage(date(2013, 7, 12)) is Stage.OPEN
    assert scene.now().stage(date(2013, 7, 13)) is Stage.CLOSED


def test_a_contact_of_two_places_gets_one_message_and_answers_for_each(scene, contact):
    both = contact([scene.shops[FELICIE], scene.shops[GRANGE]], name="Ida", email="ida@exemple.fr")
    scene.propose(FIRST, SECOND)
    scene.open()
    assert len([one for one in outbox.recent(scene.db) if one.recipient == f"contact:{both.id}"]) == 1
    scene.vote(FELICIE, "yes", "no", by=both)
    page = own_dates(scene.db, both, scene.edition_id)
    assert {one.voter.name: one.reply is not None for one in page.places} == {FELICIE: True, GRANGE: False}
    with on(12):
        remind(scene.db, scene.officer, scene.edition_id, new_operation())
    reminded = [one for one in outbox.recent(scene.db) if one.kind == "dates_remind"]
    assert f"contact:{both.id}" in {one.recipient for one in reminded}  # La Grange has not answered
    assert len(reminded) == 3  # Ida, La Grange's other contact, the animator: Félicie's own place has answered


@pytest.mark.parametrize(
    ("closes_on", "quorum", "field"),
    [
        (date(2013, 6, 9), 50, "closes_on"),
        (date(2013, 11, 13), 50, "closes_on"),
        ("31/02/2013", 50, "closes_on"),
        ("", 50, "closes_on"),
        (date(2013, 7, 12), 0, "quorum"),
        (date(2013, 7, 12), 101, "quorum"),
    ],
)
def test_a_bad_closing_day_or_quorum_opens_nothing(scene, closes_on, quorum, field):
    scene.propose(FIRST, SECOND)
    with pytest.raises(InvalidForm) as refusal:
        scene.open(closes_on, quorum)
    assert [one.field for one in refusal.value.problems] == [field]
    assert scene.now().stage(date(2013, 6, 10)) is Stage.PREPARING
    assert kinds(scene.db) == []


def test_the_list_kept_holds_a_shop_and_nothing_archived(scene):
    scene.propose(FIRST)
    with pytest.raises(InvalidForm):
        scene.open(places=list(scene.epcis.values()))
    archive_place(scene.db, scene.officer, scene.shops[FELICIE], new_operation())
    with pytest.raises(InvalidForm):
        scene.open()


def test_nothing_opens_without_a_set_and_it_opens_once(scene):
    with pytest.raises(Refused):
        scene.open()
    scene.propose(FIRST)
    operation = new_operation()
    asked = [scene.shops[FELICIE]]
    for _ in range(2):
        made = open_consultation(scene.db, scene.officer, scene.edition_id, date(2013, 7, 12), 50, asked, operation)
        assert made == 1
    assert kinds(scene.db) == ["dates_ask"]
    with pytest.raises(Refused):
        scene.open()


def test_only_those_who_have_not_answered_are_reminded_and_once_a_day(asked, said):
    asked.vote(FELICIE, "yes", "if_needed")
    with pytest.raises(Refused) as refusal:  # the question left this very morning
        remind(asked.db, asked.officer, asked.edition_id, new_operation())
    assert "aujourd’hui" in refusal.value.message
    with on(24):
        now = awaited(asked.db, asked.officer, asked.edition_id)
        assert said(now.in_words).startswith("21 réponses manquent encore. 2 personnes recevront un message.")
        operation = new_operation()
        for _ in range(2):
            assert remind(asked.db, asked.officer, asked.edition_id, operation) == 2
        with pytest.raises(Refused) as refusal:
            remind(asked.db, asked.officer, asked.edition_id, new_operation())
        assert "demain" in refusal.value.message
    reminded = [one for one in outbox.recent(asked.db) if one.kind == "dates_remind"]
    assert {one.recipient for one in reminded} == {f"contact:{asked.people[who].id}" for who in (GRANGE, "Angers")}
    with on(25):
        assert remind(asked.db, asked.officer, asked.edition_id, new_operation()) == 2


def test_an_opposed_or_dead_address_is_not_written_to(scene):
    addresses.know(scene.db, "personne0@exemple.fr")
    addresses.oppose(scene.db, addresses.token_of("personne0@exemple.fr"))
    addresses.note_bounce(scene.db, addresses.know(scene.db, "personne1@exemple.fr"), "5.1.1", permanent=True)
    scene.propose(FIRST)
    scene.open()
    assert [one.recipient for one in outbox.recent(scene.db)] == [f"contact:{scene.people['Angers'].id}"]


def test_nobody_is_reminded_once_closed_until_the_closing_day_is_moved(asked):
    with on(13, 7):
        with pytest.raises(Refused):
            remind(asked.db, asked.officer, asked.edition_id, new_operation())
        move_closing(asked.db, asked.officer, asked.edition_id, "20/07/2013", new_operation())
        assert remind(asked.db, asked.officer, asked.edition_id, new_operation()) == 3
        with pytest.raises(InvalidInput):
            move_closing(asked.db, asked.officer, asked.edition_id, date(2013, 7, 1), new_operation())


def test_the_question_says_the_closing_day_the_sets_the_role_and_the_link(asked, said):
    posted = outbox.recent(asked.db)[0]
    message = render_dates_ask(asked.db, SYSTEM, posted.parameters)
    text = said(message.text)
    assert said(message.subject) == "Quels jours vous conviennent ? Réponse jusqu’au 12 juillet"
    assert "jusqu’au vendredi 12 juillet inclus" in text
    assert "- mercredi 13 et samedi 16 novembre 2013" in text
    assert "- mercredi 20 et samedi 23 novembre 2013" in text
    assert "Votre rôle :" in text
    contact_id = posted.parameters["contact_id"]
    assert f"/p/{token_of(link_of(asked.db, contact_id, asked.edition_id))}/dates\n" in message.text
    assert message.unsubscribe_url.rsplit("/", 1)[1] == addresses.token_of(message.to)
    assert message.unsubscribe_url in message.text
    assert "Votre adresse vient de votre structure" in text


def test_a_message_that_is_no_longer_due_does_not_leave(asked, db, officer):
    by_contact = {one.parameters["contact_id"]: one for one in outbox.recent(db)}
    felicie, grange = (by_contact[asked.people[who].id].parameters for who in (FELICIE, GRANGE))

    def code(render, parameters) -> str:
        with pytest.raises(NotSent) as refusal:
            render(db, SYSTEM, parameters)
        return refusal.value.code

    asked.vote(FELICIE, "yes")
    assert code(render_dates_ask, felicie) == "done"
    assert code(render_dates_remind, felicie) == "done"
    with on(13, 7):
        assert code(render_dates_ask, grange) == "closed"
    archive_contact(db, officer, asked.people[GRANGE].id, new_operation())
    assert code(render_dates_remind, grange) == "gone"
    cancel_edition(db, officer, asked.edition_id, new_operation())
    animator = by_contact[asked.people["Angers"].id].parameters
    assert code(render_dates_ask, animator) == "over"
