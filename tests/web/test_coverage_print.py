"""The coverage on paper: figures, a drawn map, every commune left out; for agents only."""

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.partners import actions as partners
from campaign.partners.store import place_by_id
from tests.conftest import agent_of
from tests.web.test_agents_print import names, sign_in


def test_the_coverage_prints_with_its_map_and_hostile_text_is_text(db, browser, campaign):
    place = place_by_id(db, campaign.places[0])
    partners.change_place(
        db, agent_of(db, Role.OFFICER), place.id, place.version, {"name": "<b>La Malle</b>"}, new_operation()
    )  # fmt: skip
    sign_in(db, browser, Role.READER)
    page = browser.get(f"/imprimer/couverture?edition={campaign.edition_id}")
    assert page.status_code == 200
    text = page.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "de la mairie ou du centre de la commune" in text
    assert text.count("<svg") == 1
    assert "Sans boutique" not in text
    listed = names(page.text)
    assert "Angers Loire Métropole" in listed
    assert len(listed) > 20
    assert "<b>La Malle" not in page.text


def test_a_stranger_and_a_wrong_edition_get_nothing(db, browser, campaign):
    assert browser.get("/imprimer/couverture?edition=1").status_code == 303
    sign_in(db, browser, Role.OFFICER)
    assert [browser.get(f"/imprimer/couverture?edition={one}").status_code for one in ("999", "x", "")] == [404] * 3
