"""The debrief on paper: which questions a place's sheet asks, what is printed in it, who gets one."""

from dataclasses import replace

import pytest

from campaign.base.errors import NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.debrief.actions import add_set, save_section
from campaign.debrief.default_questions import SHOP
from campaign.debrief.paper import sheet_pdf, sheets_pdf
from campaign.participation.answer_codes import code_of
from campaign.partners.model import Category
from tests.debrief.test_telling import visits
from tests.documents.reading import pages, texts
from tests.documents.reading_aloud import aloud


def text_of(file) -> str:
    return " ".join(texts(file.data)).replace("\u202f", " ").replace("\u00a0", " ")


def test_the_sheet_of_a_shop_asks_its_own_questions_and_carries_its_code(db, officer, told):
    edition_id, place_id, *_ = told
    db.conn.execute("UPDATE places SET categories = ? WHERE id = ?", [f'["{Category.CLOTHES}"]', place_id])
    db.conn.commit()
    file = sheet_pdf(db, officer, edition_id, place_id)
    text = text_of(file)
    code = code_of(edition_id, place_id)
    assert code in text
    assert file.name == f"fiche-bilan-la-malle-a-felicie-{code.lower()}.pdf"
    assert "Vendu : vêtements" in text
    assert "Vendu : meubles" not in text
    assert "Café" in text
    assert "Musique" not in text
    assert len(pages(file.data)) <= 2


def test_what_is_asked_months_later_is_not_on_the_sheet(db, officer, told):
    edition_id, place_id, *_ = told
    text = text_of(sheet_pdf(db, officer, edition_id, place_id))
    later = [one for one in SHOP.sections if one.after_months]
    assert later
    assert not [one.title for one in later if one.title in text]
    assert text.count("Une question ?") == 1


def test_what_was_told_is_printed_back_and_what_is_unknown_is_ticked(db, officer, told):
    edition_id, place_id, actor, _, days = told
    save_section(db, actor, edition_id, place_id, "visits", visits(days, "20 à 50"), new_operation())
    form = {"moment": "Une file dès 9 h !", "moment-quote": "yes", "moment-name": "Félicie"}
    save_section(db, officer, edition_id, place_id, "activities", form, new_operation(), answered_by="Félicie Martin")
    file = sheet_pdf(db, officer, edition_id, place_id)
    text = text_of(file)
    assert "ou de 20 à 50 personnes" in text
    assert "Une file dès 9 h !" in text
    assert "De la part de Félicie" in text
    assert "Fiche remplie par Félicie Martin" in text
    assert [one.words for one in aloud(file.data)].count("case cochée") == 2  # the second day, the permission


def test_the_questions_are_those_in_force_for_that_place(db, officer, told, shop, answered):
    edition_id, place_id, actor, _, days = told
    save_section(db, actor, edition_id, place_id, "visits", visits(days), new_operation())
    asked = [replace(one, label="Curieux venus voir") if one.code == "visitors" else one for one in SHOP.questions]
    add_set(db, officer, replace(SHOP, questions=tuple(asked)), new_operation())
    assert "Curieux venus voir" not in text_of(sheet_pdf(db, officer, edition_id, place_id))


def test_one_file_holds_a_sheet_for_each_who_told_nothing(db, officer, told, shop, contact):
    edition_id, place_id, actor, _, days = told
    file = sheets_pdf(db, officer, edition_id)
    assert file.name == "fiches-bilan-edition-d-essai.pdf"
    assert "La Malle à Félicie" in text_of(file)
    save_section(db, actor, edition_id, place_id, "after", {"suggestions": " "}, new_operation())
    assert "La Malle à Félicie" in text_of(sheets_pdf(db, officer, edition_id)), "une partie laissée vide ne dit rien"
    save_section(db, actor, edition_id, place_id, "visits", visits(days), new_operation())
    with pytest.raises(Refused, match="Aucune fiche à imprimer"):
        sheets_pdf(db, officer, edition_id)


def test_a_shop_that_did_not_come_and_who_only_reads_get_no_sheet(db, reader, officer, told, shop):
    edition_id, place_id, *_ = told
    with pytest.raises(NotFound):
        sheet_pdf(db, officer, edition_id, shop("Le Fil retrouvé", address="2 rue du Fil"))
    for call in (lambda: sheet_pdf(db, reader, edition_id, place_id), lambda: sheets_pdf(db, reader, edition_id)):
        with pytest.raises(NotAllowed):
            call()


def test_a_name_in_any_sign_makes_a_sheet(db, officer, told):
    edition_id, place_id, *_ = told
    hostile = "<b>gras {{7*7}} =HYPERLINK(1) 🎉 مرحبا " + "W" * 70
    db.conn.execute("UPDATE places SET name = ? WHERE id = ?", [hostile, place_id])
    db.conn.commit()
    text = text_of(sheet_pdf(db, officer, edition_id, place_id))
    assert "<b>gras {{7*7}} =HYPERLINK(1)" in text
    assert "\ufffd" not in text
