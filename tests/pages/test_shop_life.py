"""A shop's page: its state at a glance, and all it lived with the campaign, on one screen."""

import pytest

from campaign.accounts.model import SYSTEM, Role
from campaign.base.errors import NotAllowed
from campaign.communication.building import build_piece, pieces_made
from campaign.communication.model import Audience, Scale
from campaign.consultation.of_place import place_votes
from campaign.debrief.of_place import place_debriefs
from campaign.deliveries.of_place import place_goods, still_out
from campaign.meetings.of_place import place_meetings
from campaign.messages.of_place import place_bounces, place_messages
from campaign.participation.of_place import place_answers
from campaign.partners.store import place_by_id, places_where
from campaign.proofs.of_place import place_proofs
from campaign.stock.views import held
from campaign.ui.shop_life_head import in_brief, still_out_in_words
from tests.conftest import agent_of
from tests.pages.conftest import bare, said

LIFE = "Vie de la boutique"
VIEWS = (
    place_answers, place_goods, still_out, place_messages, place_bounces, place_meetings, place_votes, place_debriefs,
    place_proofs,
)  # fmt: skip


def opened(page, place_id: int):
    at = page("shop_sheet.py", fiche=place_id)
    at.session_state[f"tabs-{place_id}"] = LIFE
    return at.run()


def text(at) -> str:
    return bare(said(at)).translate({0xA0: " ", 0x202F: " ", 0x2060: None})


def test_a_new_shop_has_an_empty_state_in_every_block_and_a_way_to_act(shop, enter, page):
    enter(Role.LOGISTICS)
    at = opened(page, shop("La Remise"))
    shown = text(at)
    assert not at.exception
    assert "Aucune édition encore ; aucun matériel dehors." in shown
    for sentence in (
        "Jamais invitée", "Aucun bilan pour l’instant", "Rien de livré, rien de prêté", "Rien d’envoyé, aucun appel",
        "Ses documents se préparent dès qu’elle participe",
        "Aucun bon à tirer à son nom", "Personne de la boutique n’a été invité", "N’a pas encore voté",
    ):  # fmt: skip
        assert sentence in shown, sentence
    assert {one.label for one in at.button} >= {":primary[Ouvrir les participations]", ":primary[Ouvrir les bilans]"}


def test_all_a_shop_lived_is_on_one_screen_in_words_and_read_only_when_opened(demonstration, db, enter, page):
    name = "Tout repart !"
    (place,) = [one for one in places_where(db, "kind = 'shop'") if one.name == name]
    enter(Role.OFFICER)
    closed = page("shop_sheet.py", fiche=place.id)
    assert "3 éditions, 3 confirmées ;" in text(closed)
    assert "Réponses" not in text(closed)
    at = opened(page, place.id)
    shown = text(at)
    assert not at.exception
    for edition in ("Novembre 2013", "Avril 2014", "Janvier"):
        assert edition in shown
    for words in ("les deux jours", "mer. et sam. 10 h – 18 h", "Vendu : vêtements : **de 900 à 1 100 kg**",
                  "BL-2013-0011", "Réunion de bilan", "présent·e", "Choix des jours", "Invitation"):  # fmt: skip
        assert words.casefold() in shown.casefold(), words


def test_a_document_made_for_the_shop_is_there_to_take_and_the_others_are_named(demonstration, db, enter, page):
    (place,) = [one for one in places_where(db, "kind = 'shop'") if one.name == "Tout repart !"]
    edition = place_answers(db, SYSTEM, place.id)[0].edition
    audience = Audience(Scale.SHOP, str(place.id))
    assert {made for _, made in pieces_made(db, SYSTEM, edition.id, audience)} == {None}, (
        "nothing is drawn to be listed"
    )
    built = build_piece(db, SYSTEM, edition.id, "affiche-a3", audience)
    assert [(one.kind.code, made.data) for one, made in pieces_made(db, SYSTEM, edition.id, audience) if made] == [
        ("affiche-a3", built.data)
    ]
    enter(Role.COMMUNICATION)
    at = opened(page, place.id)
    taken = [one.proto.label for one in at.get("download_button") if one.proto.label == "Télécharger"]
    assert len(taken) == 1
    assert "Se dessinent quand on les ouvre : " in text(at)


def test_what_is_still_out_is_counted_with_the_day_it_came(demonstration, db):
    lent = [one for one in held(db, SYSTEM) if one.item.returnable]
    assert lent, "the demonstration has something out"
    place_id = lent[0].place_id
    found = still_out(db, SYSTEM, place_id)
    assert sum(one.quantity for one in found) == sum(one.quantity for one in lent if one.place_id == place_id)
    assert all(one.since and one.since <= one.due_on for one in found)
    words = in_brief(place_answers(db, SYSTEM, place_id), found)
    assert words.endswith(f"{still_out_in_words(found)}.")
    assert "encore dehors depuis le " in words


def test_a_shop_s_answers_are_its_own_and_the_latest_comes_first(demonstration, db):
    for place in places_where(db, "kind = 'shop' AND archived_at IS NULL"):
        found = place_answers(db, SYSTEM, place.id)
        assert all(one.answer is None or one.answer.place_id == place.id for one in found)
        days = [one.edition.first_day for one in found]
        assert days == sorted(days, reverse=True)


def test_je_ne_sais_pas_is_said_and_is_never_a_figure(demonstration, db):
    told = [
        (question, answer)
        for place in places_where(db, "kind = 'shop'")
        for one in place_debriefs(db, SYSTEM, place.id)
        for question, answers in one.told
        for answer in answers
        if answer.unknown
    ]
    assert told, "the demonstration has somebody who does not know"
    assert all(question.said(answer) == "je ne sais pas" for question, answer in told)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_who_only_reads_does_not_open_the_life_of_a_shop(db, shop, view):
    place_id = shop("La Remise")
    assert place_by_id(db, place_id)
    with pytest.raises(NotAllowed):
        view(db, agent_of(db, Role.READER), place_id)
