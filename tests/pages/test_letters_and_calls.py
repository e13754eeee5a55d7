"""Lettres et appels: noting a call, what follows it, the code of a sheet, letters noted as posted."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.messages.calls import call_list
from campaign.messages.model import Outcome, Step
from campaign.messages.store import calls_of_edition, letters_posted
from campaign.participation import actions as participation
from campaign.participation.answer_codes import code_of
from tests.pages.conftest import bare, said

PAGE = "letters_and_calls.py"


def press(at, key: str):
    return at.button(key=key).click().run()


def keys(at) -> set[str]:
    return {one.key for one in at.button}


@pytest.fixture
def silent(db, officer, shop, contact, edition):
    """An open edition with an invited shop whose contact has no e-mail: (edition id, place id, contact id)."""
    edition_id, place_id = edition(), shop()
    contact_id = contact([place_id], name="Odile Oger", email="", phone="0241000009").id
    participation.invite(db, officer, edition_id, [place_id], new_operation())
    return edition_id, place_id, contact_id


def test_without_an_edition_the_screen_leads_to_making_one(enter, page):
    enter(Role.OFFICER)
    assert "Aucune édition pour l’instant." in bare(said(page(PAGE)))


def test_the_screen_says_whom_to_call_and_at_what_number(silent, enter, page):
    enter(Role.LOGISTICS)
    text = bare(said(page(PAGE)))
    assert "1\u00a0personne à appeler, dont 1 sans courriel." in text
    assert "02\u00a041\u00a000\u00a000\u00a009" in text
    assert "n’a pas encore répondu" in text


def test_a_call_without_reply_is_noted_by_one_click_and_undone_by_another(db, silent, enter, page):
    edition_id, _, contact_id = silent
    enter(Role.COMMUNICATION)
    at = press(page(PAGE), f"no-reply-{contact_id}")
    (call,) = calls_of_edition(db, edition_id)
    assert (call["outcome"], call["contact_id"]) == (str(Outcome.NO_REPLY), contact_id)
    assert "Odile Oger : pas de réponse, c’est noté." in bare(said(at))
    press(at, f"undo-call-{call['id']}")
    assert calls_of_edition(db, edition_id) == []


def test_who_answered_by_telephone_has_their_answer_opened(db, silent, enter, page):
    edition_id, place_id, contact_id = silent
    enter(Role.OFFICER)
    at = press(page(PAGE), f"answered-{contact_id}")
    assert [one["outcome"] for one in calls_of_edition(db, edition_id)] == [str(Outcome.ANSWERED)]
    assert "donnée par téléphone" in bare(said(at))
    assert f"answer-{edition_id}-{place_id}-save" in keys(at)


def test_another_outcome_is_noted_with_its_words(db, officer, silent, enter, dialog):
    edition_id, _, contact_id = silent
    enter(Role.OFFICER)
    at = dialog("call_lines.note_a_call", edition_id, contact_id)
    form = f"call-note-{edition_id}-{contact_id}"
    at.button_group(key=f"{form}-outcome").set_value(Outcome.WILL_ANSWER).run()
    at.text_area(key=f"{form}-note").set_value("demain matin").run()
    press(at, f"{form}-save")
    last = call_list(db, officer, edition_id)[0].last
    assert (last.outcome, last.note) == (Outcome.WILL_ANSWER, "demain matin")


def test_a_wrong_number_leads_to_the_contact(silent, enter, page):
    _, _, contact_id = silent
    enter(Role.OFFICER)
    at = page(PAGE)
    at.session_state["after-call"] = (Outcome.WRONG_NUMBER, contact_id, ())
    assert f"contact-form-{contact_id}-save" in keys(at.run())


def test_a_code_typed_opens_the_answer_of_its_shop(silent, enter, page):
    edition_id, place_id, _ = silent
    enter(Role.LOGISTICS)
    at = page(PAGE)
    at.text_input(key="answer-code").set_value(code_of(edition_id, place_id).lower())
    assert f"answer-{edition_id}-{place_id}-save" in keys(press(at, "open-code"))


def test_a_code_misread_is_refused_with_the_likely_one(silent, enter, page):
    edition_id, place_id, _ = silent
    right = code_of(edition_id, place_id)
    enter(Role.OFFICER)
    at = page(PAGE)
    at.text_input(key="answer-code").set_value(right[:-1] + ("A" if right[-1] != "A" else "B"))
    at = press(at, "open-code")
    assert f"**{right}**" in bare(said(at))
    assert f"answer-{edition_id}-{place_id}-save" not in keys(at)


def test_letters_noted_as_posted_are_no_longer_proposed_until_undone(db, silent, enter, page):
    edition_id, _, contact_id = silent
    enter(Role.OFFICER)
    at = press(page(PAGE), "letters-posted")
    assert list(letters_posted(db, edition_id, Step.INVITATION)) == [contact_id]
    assert "1\u00a0lettre notée comme postée." in bare(said(at))
    at = at.selectbox(key="letters-step").set_value(Step.INVITATION).run()
    assert "Personne à qui écrire" in bare(said(at))
    press(at, f"undo-letters-{edition_id}")
    assert letters_posted(db, edition_id, Step.INVITATION) == {}


def test_a_shop_without_an_address_is_named_with_its_verb(db, silent, enter, page):
    _, place_id, contact_id = silent
    db.conn.execute("UPDATE places SET address = '' WHERE id = ?", [place_id])
    db.conn.commit()
    enter(Role.OFFICER)
    at = page(PAGE)
    assert "Adresse à compléter" in bare(said(at))
    assert f"address-{contact_id}" in keys(at)


def test_a_reader_is_told_the_screen_is_not_theirs(silent, enter, page):
    enter(Role.READER)
    assert "Cet écran n’est pas ouvert à votre rôle" in bare(said(page(PAGE)))


def test_a_file_is_made_whatever_the_thread_that_makes_it(silent, enter, page, monkeypatch):
    made = {}
    monkeypatch.setattr(
        st, "download_button", lambda label, data, *rest, **options: made.update({options["key"]: data})
    )
    enter(Role.OFFICER)
    page(PAGE)
    with ThreadPoolExecutor(max_workers=1) as other:
        files = [other.submit(made[key]).result() for key in ("letters-file", "sheets-file", "calls-file")]
    assert all(file.startswith(b"%PDF") for file in files)


def test_a_step_that_leads_here_is_the_one_shown(enter, page, silent):
    enter(Role.OFFICER)
    assert page(PAGE, etape="last_call").selectbox(key="letters-step").value is Step.LAST_CALL
    assert page(PAGE, etape="inconnue").selectbox(key="letters-step").value is Step.INVITATION
