"""Letters, answer sheets and the call list: who gets one, what they say, and what « postée » changes."""

import io
from datetime import timedelta

import pypdfium2
import pytest

from campaign.accounts.links import link_address
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.errors import InvalidInput, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.identity.actions import change_identity
from campaign.mail import addresses
from campaign.messages import actions, paper
from campaign.messages.model import Outcome, Step
from campaign.participation import actions as participation
from campaign.participation.answer_codes import code_of
from campaign.participation.model import Presence
from campaign.partners.actions import change_place
from campaign.partners.store import place_by_id


def pages(file: bytes) -> list[str]:
    """The text of each page, spaces made ordinary."""
    found = pypdfium2.PdfDocument(io.BytesIO(file))
    texts = [found[index].get_textpage().get_text_range() for index in range(len(found))]
    return [" ".join(text.split()) for text in texts]


@pytest.fixture
def by_post(db, officer, shop, contact, edition):
    """An open edition with one shop whose contact has no e-mail, one with: (edition id, place ids, contact ids)."""
    identity = {"body_name": "Département d’essai", "contact_name": "Camille Roussel", "contact_phone": "0241000000"}
    change_identity(db, officer, 1, {**identity, "postal_address": "1 place de l’Essai\n49000 Angers"}, new_operation())
    edition_id = edition()
    places = [shop(), shop("Le Fil retrouvé", address="2 rue du Lin")]
    people = [
        contact([places[0]], name="Odile Oger", email="").id,
        contact([places[1]], name="Bruno Métayer", email="bruno@exemple.fr").id,
    ]
    participation.invite(db, officer, edition_id, places, new_operation())
    return edition_id, places, people


def due(db, officer, edition_id, step=Step.INVITATION):
    return [one.recipient.name for one in paper.letters_due(db, officer, edition_id, step)]


def test_a_letter_is_due_to_who_has_no_email_and_to_nobody_else(db, officer, by_post):
    assert due(db, officer, by_post[0]) == ["Odile Oger"]


def test_an_address_that_no_longer_works_makes_a_letter_due(db, officer, by_post):
    addresses.know(db, "bruno@exemple.fr")
    addresses.note_bounce(db, addresses.key_of("bruno@exemple.fr"), "5.1.1", permanent=True)
    assert due(db, officer, by_post[0]) == ["Bruno Métayer", "Odile Oger"]


def test_the_letter_holds_the_address_the_text_and_the_persons_own_link(db, officer, by_post):
    edition_id, _, (odile, _) = by_post
    (text,) = pages(paper.letters_file(db, officer, edition_id, Step.INVITATION))
    link = link_address(db, officer, link_of(db, odile, edition_id))
    for said in (
        "Odile Oger La Malle à Félicie 31 rue des Artisans 49100 Angers",
        "Département d’essai 1 place de l’Essai 49000 Angers",
        "Angers, le",
        "Bonjour Odile Oger,",
        "Camille Roussel",
        "02 41 00 00 00",
    ):
        assert said in text
    assert link.removeprefix("http://") in text.replace(" ", "")
    assert "ce message" not in text
    assert "{{" not in text


def test_posted_letters_are_no_longer_due_until_taken_back(db, officer, by_post):
    edition_id, _, (odile, _) = by_post
    operation = new_operation()
    for _ in range(2):  # a double click
        assert paper.note_letters_posted(db, officer, edition_id, Step.INVITATION, [odile], operation) == 1
    assert due(db, officer, edition_id) == []
    assert due(db, officer, edition_id, Step.REMINDER_1) == ["Odile Oger"]
    with pytest.raises(Refused):
        paper.letters_file(db, officer, edition_id, Step.INVITATION)
    assert paper.take_back_letters(db, officer, edition_id, Step.INVITATION, [odile], new_operation()) == 1
    assert due(db, officer, edition_id) == ["Odile Oger"]


def test_a_letter_to_who_receives_e_mails_is_not_noted_as_posted(db, officer, by_post):
    edition_id, _, (_, bruno) = by_post
    with pytest.raises(Refused):
        paper.note_letters_posted(db, officer, edition_id, Step.INVITATION, [bruno], new_operation())


def test_without_a_postal_address_the_letter_waits_for_it_and_the_shop_is_named(db, officer, by_post):
    edition_id, places, _ = by_post
    change_place(db, officer, places[0], place_by_id(db, places[0]).version, {"address": ""}, new_operation())
    (one,) = paper.letters_due(db, officer, edition_id, Step.INVITATION)
    assert (one.place_id, one.address) == (places[0], ())
    with pytest.raises(Refused):
        paper.letters_file(db, officer, edition_id, Step.INVITATION)


def test_a_delivery_letter_waits_for_the_day_of_delivery(db, officer, by_post, answered):
    edition_id, places, _ = by_post
    answered(edition_id, places[0])
    assert due(db, officer, edition_id, Step.DELIVERY) == ["Odile Oger"]
    with pytest.raises(Refused, match="précision"):
        paper.letters_file(db, officer, edition_id, Step.DELIVERY)
    answered(edition_id, places[1])
    leaves = clock.now() + timedelta(days=1)
    actions.schedule_step(db, officer, edition_id, Step.DELIVERY, leaves, "Jeudi entre 9 h et 10 h", new_operation())
    (text,) = pages(paper.letters_file(db, officer, edition_id, Step.DELIVERY))
    assert "Jeudi entre 9 h et 10 h" in text


def test_hostile_names_are_text_in_a_letter(db, officer, by_post, contact):
    edition_id, places, _ = by_post
    contact([places[0]], name="<b>Zoé</b> {{lien}} & fils", email="")
    texts = pages(paper.letters_file(db, officer, edition_id, Step.INVITATION))
    assert any("Bonjour <b>Zoé</b> {{lien}} & fils" in text for text in texts)


def test_sheets_are_proposed_for_silent_shops_no_email_reaches(db, officer, by_post, shop, answered):
    edition_id, places, _ = by_post
    alone = shop("Sans contact", address="9 rue du Zoo")
    participation.invite(db, officer, edition_id, [alone], new_operation())
    assert paper.waiting_for_a_sheet(db, officer, edition_id) == [places[0], alone]
    answered(edition_id, places[0])
    assert paper.waiting_for_a_sheet(db, officer, edition_id) == [alone]


def test_a_sheet_says_the_shop_its_code_and_what_it_answered(db, officer, by_post, answered):
    edition_id, places, _ = by_post
    answered(edition_id, places[0], access_note="Sonner deux fois")
    first, second = pages(paper.answer_sheets_file(db, officer, edition_id, places))
    assert code_of(edition_id, places[0]) in first
    assert code_of(edition_id, places[1]) in second
    for said in ("La Malle à Félicie", "31 rue des Artisans", "Noté : 10 h – 18 h", "Sonner deux fois", "Odile Oger"):
        assert said in first.replace("\u2060", "")
    assert "Noté :" not in second


def test_a_sheet_recalls_last_times_answer_without_ticking_it(db, officer, by_post, edition, answered):
    former = edition(in_days=40, answer_deadline=clock.today() + timedelta(days=20))
    edition_id, places, _ = by_post
    answered(former, places[0])
    (text,) = pages(paper.answer_sheets_file(db, officer, edition_id, places[:1]))
    assert "Oui, comme la dernière fois" in text
    assert "La dernière fois : café offert." in text


def test_a_sheet_says_the_usual_hours_in_french_however_they_are_kept(db, officer, by_post):
    edition_id, places, _ = by_post
    sql = "UPDATE places SET opening_hours = 'Tu-Sa 10:00-18:00', opening_hours_text = '' WHERE id = ?"
    db.conn.execute(sql, [places[0]])
    db.conn.commit()
    (text,) = pages(paper.answer_sheets_file(db, officer, edition_id, places[:1]))
    assert "10 h" in text.partition("Horaires habituels")[2][:60]
    assert "Tu-Sa" not in text


def test_sheets_are_for_shops_of_the_edition_only(db, officer, by_post, shop):
    stranger = shop("Ailleurs", address="9 rue du Zoo")
    with pytest.raises(NotFound):
        paper.answer_sheets_file(db, officer, by_post[0], [stranger])
    with pytest.raises(Refused):
        paper.answer_sheets_file(db, officer, by_post[0], [])


def test_a_typed_code_gives_its_shop(db, officer, by_post):
    edition_id, places, _ = by_post
    typed = code_of(edition_id, places[1]).lower().replace("-", " ").replace("0", "o")
    assert paper.place_of_code(db, officer, edition_id, typed) == places[1]


def test_a_code_with_a_wrong_sign_proposes_the_one_it_must_have_been(db, officer, by_post):
    edition_id, places, _ = by_post
    right = code_of(edition_id, places[1])
    wrong = right[:-1] + ("A" if right[-1] != "A" else "B")
    with pytest.raises(InvalidInput) as refused:
        paper.place_of_code(db, officer, edition_id, wrong)
    assert refused.value.proposal == right
    assert "Le Fil retrouvé" in refused.value.message


def test_a_code_of_another_edition_or_of_no_shop_is_said_so(db, officer, by_post, edition):
    edition_id, places, _ = by_post
    with pytest.raises(NotFound, match="autre édition"):
        paper.place_of_code(db, officer, edition_id, code_of(edition_id + 1, places[0]))
    with pytest.raises(NotFound, match="Aucune boutique"):
        paper.place_of_code(db, officer, edition_id, code_of(edition_id, 4_000))


def test_the_call_list_on_paper_says_whom_to_call_and_leaves_room_for_what_they_say(db, officer, by_post):
    (text,) = pages(paper.call_list_file(db, officer, by_post[0]))
    assert text.index("Odile Oger") < text.index("Bruno Métayer")
    for outcome in Outcome:
        assert text.count(outcome.label) >= 2
    assert "sans courriel" in text


def test_a_call_list_with_nobody_left_says_so(db, officer, by_post, answered):
    edition_id, places, _ = by_post
    for place_id in places:
        answered(edition_id, place_id, presence=Presence.NO, days=(), activities=(), needs={})
    (text,) = pages(paper.call_list_file(db, officer, edition_id))
    assert "Personne à appeler" in text


def test_a_reader_prints_no_address(db, reader, by_post):
    for asked in (paper.letters_due, paper.letters_file):
        with pytest.raises(NotAllowed):
            asked(db, reader, by_post[0], Step.INVITATION)
    with pytest.raises(NotAllowed):
        paper.call_list_file(db, reader, by_post[0])
