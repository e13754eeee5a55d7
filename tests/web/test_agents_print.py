"""What agents print: the list as it was on screen, a sheet with its contacts; nobody else sees either."""

import re

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.base.secret import fingerprint
from campaign.partners import actions as partners
from tests.conftest import agent_of


def sign_in(db, browser, role: Role) -> None:
    agent = agent_of(db, role)
    db.conn.execute("UPDATE agents SET must_change_password = 0 WHERE id = ?", [agent.id])
    values = [fingerprint("a-token"), agent.id, clock.stamp(), clock.stamp(), "2999-01-01T00:00:00+00:00"]
    db.conn.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", values)
    db.conn.commit()
    browser.cookies.set("session", "a-token")


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row">([^<]+)</th>', page)


def test_a_stranger_is_led_to_sign_in_then_back(browser, campaign):
    answer = browser.get("/imprimer/boutiques?fiches=1.2&filtre=Angers")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/connexion?suite=%2Fimprimer%2Fboutiques%3Ffiches%3D1.2")


def test_the_list_prints_as_it_was_on_screen_and_says_what_was_kept(db, browser, campaign):
    sign_in(db, browser, Role.OFFICER)
    third, first = campaign.places[2], campaign.places[0]
    page = browser.get(f"/imprimer/boutiques?fiches={third}.{first}.999.x&filtre=<b>Segré</b>")
    assert page.headers["cache-control"] == "no-store"
    assert [one.replace("\u2019", "'") for one in names(page.text)] == [
        "Bric-à-brac des deux rives", "La Grange aux Trouvailles"
    ]  # fmt: skip
    assert "&lt;b&gt;Segré&lt;/b&gt;" in page.text
    assert "<nav" not in page.text
    assert "<thead>" in page.text


def test_without_a_choice_every_shop_is_printed(db, browser, campaign):
    sign_in(db, browser, Role.LOGISTICS)
    assert len(names(browser.get("/imprimer/boutiques").text)) == 6


def test_a_sheet_prints_with_its_contacts_and_hostile_text_is_text(db, browser, campaign):
    place_id = campaign.places[0]
    campaign.link([place_id])
    note = '<script>alert(1)</script> "guillemets"'
    partners.change_place(db, campaign.officer, place_id, 1, {"note": note}, new_operation())
    sign_in(db, browser, Role.COMMUNICATION)
    page = browser.get(f"/imprimer/fiches/{place_id}").text
    assert "Félicie Martin" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert browser.get("/imprimer/fiches/999").status_code == 404
    assert browser.get("/imprimer/fiches/x").status_code == 404


def test_a_reader_does_not_see_the_people_of_a_sheet(db, browser, campaign):
    sign_in(db, browser, Role.READER)
    assert browser.get(f"/imprimer/fiches/{campaign.places[0]}").status_code == 403
