"""What an officer reads before a message leaves: the question itself, and how many the decision would reach."""

from datetime import date

import pytest

from campaign.base.errors import NotAllowed
from campaign.consultation.asking import to_be_asked
from campaign.consultation.deciding import to_be_told
from campaign.consultation.letters import preview_dates_ask
from campaign.consultation.preparing import note_set
from campaign.mail import addresses, outbox

FIRST, SECOND = "2013-11-13_2013-11-16", "2013-11-20_2013-11-23"
UNTIL = date(2013, 7, 12)


def test_the_question_is_read_before_anything_is_opened(scene, said):
    scene.propose(FIRST, SECOND)
    note_set(scene.db, scene.officer, scene.edition_id, FIRST, "Le samedi ouvre la Semaine européenne.", "une-note")
    seen = preview_dates_ask(scene.db, scene.officer, scene.edition_id, scene.shops.values(), UNTIL)
    assert said(seen.subject) == "Quels jours vous conviennent ? Réponse jusqu’au 12 juillet"
    text = said(seen.text)
    assert "- mercredi 13 et samedi 16 novembre 2013. Le samedi ouvre la Semaine européenne." in text
    assert "- mercredi 20 et samedi 23 novembre 2013" in text
    # Neither a personal link nor a way out of one person: it is shown to agents.
    assert "/p/arret/" not in seen.text + seen.html
    assert "/p/lien-personnel/dates" in seen.text
    assert outbox.recent(scene.db) == []


def test_nobody_to_write_to_is_no_message(scene):
    scene.propose(FIRST)
    silent = [scene.shops["La Remise"]]
    assert preview_dates_ask(scene.db, scene.officer, scene.edition_id, silent, UNTIL) is None


def test_a_reader_reads_no_message_that_names_people(scene, reader):
    with pytest.raises(NotAllowed):
        preview_dates_ask(scene.db, reader, scene.edition_id, scene.shops.values(), UNTIL)
    with pytest.raises(NotAllowed):
        to_be_told(scene.db, reader, scene.edition_id)


def test_the_decision_reaches_those_who_want_no_invitation_too(asked):
    db, officer, edition_id = asked.db, asked.officer, asked.edition_id
    before = to_be_told(db, officer, edition_id)
    assert len(before.contacts) == len({one.id for one in asked.people.values()})
    addresses.know(db, before.contacts[0].email)
    assert addresses.oppose(db, addresses.token_of(before.contacts[0].email))
    assert to_be_told(db, officer, edition_id) == before
    assert len(to_be_asked(db, officer, edition_id, asked.shops.values()).contacts) < len(before.contacts)
