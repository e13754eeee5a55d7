"""« Tout ce que nous gardons sur … »: everything, in French, nothing that opens a door."""

import io
import json
import zipfile

import pytest

from campaign.accounts.links import token_of
from campaign.base.database import rows, value
from campaign.base.errors import NotAllowed, NotFound
from campaign.base.secret import fingerprint
from campaign.people.holding import as_page, held, held_file
from campaign.people.traces import TRACES
from campaign.ui.journal_words import SENTENCES
from tests.people.conftest import EMAIL, FORMER, NAME


def test_every_table_where_they_stand_has_its_heading(db, officer, everywhere):
    kept = held(db, officer, everywhere.contact_id, SENTENCES)
    assert {one.title for one in kept.sections} == {one.title for one in TRACES}
    told = {one.title: one.rows for one in kept.sections}
    assert told["Identité"][0][:4] == (NAME, "responsable", EMAIL, "06 12 34 56 78")
    assert any(FORMER in line for line in told["Anciennes valeurs de la fiche"])
    assert told["Appels"][0][2] == "À rappeler"
    assert sum("En attente" in line for line in told["Messages"]) == 2


def test_a_column_that_holds_nothing_is_left_out(db, officer, linked):
    (links,) = [one for one in held(db, officer, linked[2].id, SENTENCES).sections if one.title == "Liens personnels"]
    assert links.columns == ("Édition", "Préparé", "Valable jusqu’au")


def test_it_is_written_as_the_french_write(db, officer, everywhere):
    page = as_page(held(db, officer, everywhere.contact_id, SENTENCES))
    assert page.startswith('<!doctype html><html lang="fr">')
    assert "vendredi 20 novembre 2026" in page.replace("\u00a0", " ")
    assert "a modifié un contact" in page
    for code in ("call_back", "change_contact", "waiting", "T00:", "contact:"):
        assert code not in page


def test_what_they_typed_is_text_in_the_page(db, officer, contact, shop):
    one = contact([shop()], name="Zoé <script>alert(1)</script>", job="<b>chef</b>")
    page = as_page(held(db, officer, one.id, SENTENCES))
    assert "<script>" not in page
    assert "<b>" not in page


def test_the_file_holds_a_page_and_the_same_for_a_program_and_the_journal_notes_it(db, officer, everywhere):
    name, book = held_file(db, officer, everywhere.contact_id, SENTENCES)
    assert name == "donnees-zoe-quentin.zip"
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert archive.namelist() == ["ce-que-nous-gardons.html", "ce-que-nous-gardons.json"]
        told = json.loads(archive.read("ce-que-nous-gardons.json"))
    assert told["name"] == NAME
    assert {one["title"] for one in told["sections"]} == {one.title for one in TRACES}
    (line,) = rows(db, "SELECT * FROM journal WHERE verb = 'export_contact'")
    assert (line["subject_id"], line["details"]) == (everywhere.contact_id, "{}")


def test_no_link_opens_with_what_the_file_says(db, officer, linked):
    _, _, actor, link = linked
    _, book = held_file(db, officer, actor.id, SENTENCES)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert token_of(link) not in text
    assert fingerprint(token_of(link)) not in text


def test_only_the_officer_has_it(db, communication, reader, officer, everywhere):
    for by in (communication, reader):
        with pytest.raises(NotAllowed):
            held_file(db, by, everywhere.contact_id, SENTENCES)
    with pytest.raises(NotFound):
        held_file(db, officer, 999, SENTENCES)
    assert value(db, "SELECT count(*) FROM journal WHERE verb = 'export_contact'") == 0
