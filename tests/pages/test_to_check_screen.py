"""« À vérifier »: who comes first, why, one gesture to say all is right, and the register of SIRET."""

import pytest

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.participation.decisions import DecisionKind, decisions
from campaign.partners.confirmations import confirmations_of
from campaign.partners.confirming import confirm_sheet
from campaign.partners.model import SiretState
from campaign.partners.store import place_by_id
from tests.pages.conftest import bare, said

WHOLE = {"phone": "02 41 00 00 01", "categories": ["velos"], "opening_hours_text": "mar. 10h-12h"}
SIRET = "73282932000074"


def names(at) -> list[str]:
    return [text.split("**")[1] for text in map(bare, (one.value for one in at.markdown)) if "** :gray[" in text]


@pytest.fixture
def sheets(db, shop, linked):
    """The invited shop « La Malle à Félicie », and one that nobody invited, with a SIRET."""
    other = shop("Le Fil", address="2 rue du Lin", postcode="49400", commune="Saumur", siret=SIRET, **WHOLE)
    return linked[1], other


def test_invited_shops_come_first_and_the_list_is_kept_by_reason_and_by_words(sheets, enter, page):
    enter(Role.LOGISTICS)
    at = page("to_check.py")
    assert names(at) == ["La Malle à Félicie", "Le Fil"]
    assert "dont 1 de l’édition en cours" in bare(said(at))
    assert not [one for one in at.button if str(one.key).startswith("right-")]
    at.selectbox(key="reason").set_value(next(one for one in at.selectbox(key="reason").options if "manquant" in one))
    assert names(at.run()) == ["La Malle à Félicie"]
    at.selectbox(key="reason").set_value(None)
    at.text_input(key="search").set_value("saumur FIL").run()
    assert names(at) == ["Le Fil"]
    at.text_input(key="search").set_value("personne").run()
    assert "Aucune boutique ne correspond" in bare(said(at))


def test_all_is_right_from_the_list_is_written_and_taken_back(db, sheets, enter, page):
    db.conn.execute("DELETE FROM field_confirmations")
    db.conn.commit()
    agent = enter(Role.COMMUNICATION)
    at = page("to_check.py")
    assert "jamais vérifié : nom" in bare(said(at))
    at = at.button(key=f"right-{sheets[1]}").click().run()
    assert "tout est juste sur la fiche de Le Fil" in bare(said(at))
    assert confirmations_of(db, sheets[1])["name"].actor == agent.journal_name
    at.button(key=next(one.key for one in at.button if str(one.key).startswith("undo-right-"))).click().run()
    assert confirmations_of(db, sheets[1]) == {}


def test_a_register_file_tells_the_closed_ones_and_proposes_to_archive(db, sheets, enter, page):
    agent = enter(Role.OFFICER)
    at = page("to_check.py")
    assert "Jamais comparés" in bare(said(at))
    file = f"siret,etatAdministratifEtablissement,dateDebut\n{SIRET},F,2025-03-03\n".encode()
    at.file_uploader[0].set_value(("stock.csv", file, "text/csv")).run()
    at = at.button(key="compare").click().run()
    shown = bare(said(at)).replace("\u00a0", " ")
    assert "1 SIRET comparé : 0 en activité, 1 fermé" in shown
    assert "fermé au répertoire depuis le 03/03/2025" in shown
    assert place_by_id(db, sheets[1]).siret_state is SiretState.CLOSED
    at = at.button(key=f"closed-{sheets[1]}").click().run()
    assert at.radio(key="archive-reason").value.label == "La boutique a fermé"
    assert [(one.kind, one.parameters) for one in decisions(db, agent, None) if one.screen == "to_check.py"] == [
        (DecisionKind.CLOSED, {"raison": "siret_closed"})
    ]
    assert names(page("to_check.py", raison="siret_closed")) == ["Le Fil"]
    confirm_sheet(db, agent, sheets[1], ["siret"], new_operation())
    assert "to_check.py" not in {one.screen for one in decisions(db, agent, None)}


def test_a_file_that_is_no_register_is_refused_on_the_screen(sheets, enter, page):
    enter(Role.OFFICER)
    at = page("to_check.py")
    at.file_uploader[0].set_value(("liste.csv", b"nom;ville\nA;Angers\n", "text/csv")).run()
    at.button(key="compare").click().run()
    assert "Il faut deux colonnes" in bare(said(at))


def test_a_long_list_is_read_page_by_page(db, shop, enter, page):
    for number in range(17):
        shop(f"Boutique {number:02}", address=f"{number} rue A")
    enter(Role.OFFICER)
    at = page("to_check.py")
    assert len(names(at)) == 15
    assert len(names(at.button(key="next").click().run())) == 2
    at.text_input(key="search").set_value("boutique 03").run()
    assert names(at) == ["Boutique 03"]
