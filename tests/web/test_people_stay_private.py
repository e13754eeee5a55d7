"""A mobile number and a contact's name are somebody's own: nothing that residents read shows them without consent."""

import html
import io
import json
import re

import docx
import pytest

from campaign.accounts.model import SYSTEM
from campaign.base.operations import new_operation
from campaign.communication.building import pieces_of
from campaign.communication.content import ANSWER_SHEET, content_for, read_source
from campaign.communication.model import DEPARTEMENT, Audience, Scale
from campaign.communication.press_content import content_with_press
from campaign.communication.press_files import word_file
from campaign.partners import actions as partners
from campaign.partners.confirmations import confirmations_of
from campaign.press.sheet import publish
from campaign.proofs.lines import printed_line
from tests.web.conftest import form_of

MOBILE = "06 12 34 56 78"
PAGES = (
    "/", "/carte", "/carte/points.json", "/boutiques/la-malle-a-felicie", "/annuaire", "/presse",
    "/plan-du-site", "/donnees", "/boutiques/la-malle-a-felicie/erreur",
    "/boutiques/la-malle-a-felicie.ics", "/donnees/boutiques.geojson", "/donnees/boutiques.csv",
)  # fmt: skip


def digits(text: str) -> str:
    return re.sub(r"[^0-9a-zé]", "", html.unescape(text).lower())


@pytest.fixture
def told(confirmed, db, officer):
    """La Malle à Félicie takes part, reached on a mobile by « Zoé Quentin », who was asked for nothing."""
    malle = next(
        one for one in confirmed.places if confirmed.rows("SELECT slug FROM places WHERE id = ?", one)[0][0]
        == "la-malle-a-felicie"
    )  # fmt: skip
    confirmed.answer(malle)
    change(db, officer, malle, phone=MOBILE)
    confirmed.link([malle], "Zoé Quentin", "zoe@exemple.fr")
    publish(db, officer, confirmed.edition_id, new_operation())
    return confirmed, malle


def change(db, officer, place_id, **values):
    version = db.conn.execute("SELECT version FROM places WHERE id = ?", [place_id]).fetchone()[0]
    partners.change_place(db, officer, place_id, version, values, new_operation())


def read(browser) -> dict[str, str]:
    answers = {path: browser.get(path) for path in PAGES}
    assert {path: one.status_code for path, one in answers.items() if one.status_code != 200} == {}
    return {path: digits(one.text) for path, one in answers.items()}


def test_no_page_and_no_open_data_show_a_mobile_without_consent_nor_a_contact(browser, told, db, officer):
    _, malle = told
    for text in read(browser).values():
        assert "612345678" not in text
        assert "zoé" not in text
    change(db, officer, malle, may_publish_phone=True)
    shown = read(browser)
    pages = ("/carte", "/boutiques/la-malle-a-felicie", "/annuaire", "/donnees/boutiques.geojson",
             "/donnees/boutiques.csv")  # fmt: skip
    assert [path for path in pages if "612345678" not in shown[path]] == []
    assert not any("zoé" in text for text in shown.values())


def test_no_document_for_residents_shows_them_either(told, db, officer):
    campaign, malle = told

    def papers() -> dict[str, str]:
        source = read_source(db, SYSTEM, campaign.edition_id)
        said = {}
        for audience in (DEPARTEMENT, Audience(Scale.SHOP, str(malle))):
            for code in {one.kind.code for one in pieces_of(source, audience)} - {ANSWER_SHEET}:  # the team's own paper
                said[f"{code} {audience}"] = digits(repr(content_for(source, audience, code)))
            said[f"presse {audience}"] = digits(repr(content_with_press(source, audience, "dossier-de-presse")))
        shops = content_for(source, DEPARTEMENT, "annuaire").shops
        said["ligne"] = digits(" ".join(line for shop in shops for line in printed_line(shop)))
        kit = word_file(db, SYSTEM, campaign.edition_id, "dossier-de-presse", DEPARTEMENT).made.data
        document = docx.Document(io.BytesIO(kit))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        said["word"] = digits(" ".join([*cells, *(one.text for one in document.paragraphs)]))
        return said

    before = papers()
    assert {name for name, text in before.items() if "612345678" in text or "zoé" in text} == set()
    change(db, officer, malle, may_publish_phone=True)
    after = papers()
    assert "612345678" in after["ligne"]
    assert "612345678" in after["word"]
    assert not any("zoé" in text for text in after.values())


def test_a_number_of_the_shop_itself_needs_no_consent(browser, told, db, officer):
    change(db, officer, told[1], phone="02 41 55 55 55")
    assert "241555555" in digits(browser.get("/boutiques/la-malle-a-felicie").text)


def test_a_consent_does_not_pass_to_another_number(told, db, officer):
    _, malle = told
    change(db, officer, malle, may_publish_phone=True)
    change(db, officer, malle, phone="06 12 34 56 99")
    assert db.conn.execute("SELECT may_publish_phone FROM places WHERE id = ?", [malle]).fetchone()[0] == 0
    change(db, officer, malle, phone="06 12 34 56 88", may_publish_phone=True)
    assert db.conn.execute("SELECT may_publish_phone FROM places WHERE id = ?", [malle]).fetchone()[0] == 1


def test_the_shop_gives_and_takes_back_its_consent_on_its_link(browser, campaign, db, officer):
    place = campaign.places[0]
    change(db, officer, place, phone=MOBILE)
    link = campaign.link([place])

    def consent():
        return db.conn.execute("SELECT may_publish_phone FROM places WHERE id = ?", [place]).fetchone()[0]

    page = browser.get(link).text
    assert "06 12 34 56 78" in page.replace("\u00a0", " ").replace("&nbsp;", " ")
    assert "peut être publié" in page
    assert 'name="numero-public" value="on" checked' not in page
    given = form_of(campaign, place, numero="lu", **{"numero-public": "on"})
    assert browser.post(link, data=given).status_code == 303
    assert consent() == 1
    said = confirmations_of(db, place)["may_publish_phone"]
    assert said.how == "shop"
    assert said.actor.startswith("contact:")
    assert browser.post(link, data=given).status_code == 303  # sent twice: once
    assert 'name="numero-public" value="on" checked' in browser.get(f"{link}?modifier=1").text
    back = form_of(campaign, place, numero="lu", version="1")
    assert browser.post(link, data=back).status_code == 303
    assert consent() == 0
    lines = campaign.rows("SELECT details FROM journal WHERE verb = 'say_phone_public' ORDER BY id")
    assert [json.loads(one)["fields"] for (one,) in lines] == [
        {"may_publish_phone": [0, 1]}, {"may_publish_phone": [1, 0]}
    ]  # fmt: skip
    # A form that never showed the question changes nothing.
    change(db, officer, place, may_publish_phone=True)
    assert browser.post(link, data=form_of(campaign, place, version="2")).status_code == 303
    assert consent() == 1


def test_a_shop_reached_on_a_line_of_its_own_is_not_asked(browser, campaign):
    assert "numero-public" not in browser.get(campaign.link([campaign.places[0]])).text
