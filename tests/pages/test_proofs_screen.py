"""Bons à tirer: made, read, approved or sent back; what is wrong on paper is decided about; the directory's lines."""

from datetime import time

import pytest
from streamlit.testing.v1 import AppTest

from campaign.accounts.model import Role
from campaign.base.operations import new_operation
from campaign.communication.model import DEPARTEMENT
from campaign.documents.page_texts import page_texts
from campaign.documents.presets import Preset
from campaign.editions import actions as editions
from campaign.editions.views import edition as edition_view
from campaign.identity import branding
from campaign.participation.model import OpenDay
from campaign.proofs.actions import decide_differences, decide_proof, make_proof
from campaign.proofs.errata import errata_file
from campaign.proofs.lines import approve_line_for, directory_lines
from campaign.proofs.model import ProofState, Remedy
from campaign.proofs.views import proofs, tasks, wrong_on_paper
from tests.pages.conftest import bare, said

NBSP, THIN = "\u00a0", "\u202f"


def read(at) -> str:
    texts = [said(at), *(str(one.value) for one in at.code), *(str(one.label) for one in at.button)]
    return bare("\n".join(texts)).replace(NBSP, " ").replace(THIN, " ")


def letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def verbs(at) -> set[str]:
    return {one.label for one in at.button}


@pytest.fixture
def ready(linked, answered, shop, db, officer) -> tuple[int, int]:
    """An edition with two shops and a printer: (edition id, the shop that will change its hours)."""
    edition_id, place_id, _, _ = linked
    values = {"printer_name": "Imprimerie Exemple", "printer_town": "Angers"}
    branding.change_brand(db, officer, 1, values, new_operation())
    answered(edition_id, place_id)
    answered(edition_id, shop("Le Fil retrouvé", commune="Les Ponts-de-Cé", postcode="49130"))
    return edition_id, place_id


@pytest.fixture
def approved(ready, db, officer) -> int:
    """The directory of the département, approved; its proof's id."""
    proof_id = make_proof(db, officer, ready[0], "annuaire", DEPARTEMENT, Preset.SCREEN, new_operation())
    decide_proof(db, officer, proof_id, 1, True, "Anne Relit", "", new_operation())
    return proof_id


@pytest.fixture
def wrong(approved, ready, answered, db) -> int:
    """One hour changed since: (the proof's id)."""
    edition_id, place_id = ready
    days = tuple(OpenDay(day, time(14), time(18)) for day in edition_view(db, edition_id).days)
    answered(edition_id, place_id, days=days)
    return approved


def test_without_an_edition_the_screen_leads_to_one(enter, page):
    enter(Role.COMMUNICATION)
    at = page("proofs.py")
    assert "Rien à valider encore" in read(at)
    assert "Préparer une édition" in verbs(at)


def test_before_the_first_answer_no_proof_is_made_and_the_reason_is_said(linked, enter, page):
    enter(Role.OFFICER)
    at = page("proofs.py")
    assert "Aucune boutique n’a encore confirmé" in read(at)
    assert "Faire un BAT" not in verbs(at)


def test_before_the_first_proof_the_screen_says_what_to_do(ready, enter, page):
    enter(Role.OFFICER)
    at = page("proofs.py")
    assert "Aucun BAT encore" in read(at)
    assert "on la relit, on la valide, puis on l’imprime" in read(at)
    assert "Faire un BAT" in verbs(at)
    at = page("proofs.py", onglet="papier")
    assert "Aucun BAT validé encore" in read(at)


@pytest.mark.parametrize("role", [Role.LOGISTICS, Role.READER])
def test_others_look_and_change_nothing(role, wrong, enter, page):
    enter(role)
    at = page("proofs.py")
    assert "BAT n° 1" in read(at)
    assert verbs(at).isdisjoint({"Faire un BAT", "Valider", "Noter la quantité imprimée", ":primary[Retirer]"})
    assert "Décider" not in verbs(page("proofs.py", onglet="papier"))
    assert "Noter son accord" not in verbs(page("proofs.py", onglet="lignes"))


def test_a_proof_is_made_from_the_dialog_and_opened(ready, enter, dialog, page, db, officer):
    enter(Role.COMMUNICATION)
    at = dialog("proof_making.ask_proof", ready[0], "flyer-a5", "departement")
    assert "Un BAT ne se fait que" not in read(at)
    at.button(key=f"make-proof-{ready[0]}-save").click().run()
    assert not at.exception
    (made,) = proofs(db, officer, ready[0])
    assert (made.kind, made.preset, made.state) == ("flyer-a5", Preset.PRINTER, ProofState.PROPOSED)
    at = page("proofs.py")
    assert "BAT n° 1" in read(at)
    assert {"Valider", "Demander une reprise"} <= verbs(at)


def test_what_blocks_is_said_before_and_no_proof_can_be_asked(linked, answered, enter, dialog):
    edition_id, place_id, _, _ = linked
    answered(edition_id, place_id)
    enter(Role.COMMUNICATION)
    at = dialog("proof_making.ask_proof", edition_id, "affiche-a3", "departement")
    assert "loi du 29 juillet 1881" in read(at)
    assert at.button(key=f"make-proof-{edition_id}-save").disabled


def test_a_shop_that_may_not_advertise_is_not_offered_a_poster_of_its_own(ready, shop, answered, enter, dialog):
    bound = shop("La Remise", may_advertise=False)
    answered(ready[0], bound)
    enter(Role.OFFICER)
    at = dialog("proof_making.ask_proof", ready[0], "affiche-a3", "departement")
    offered = at.selectbox(key=f"make-proof-{ready[0]}-audience").options
    assert not [one for one in offered if "La Remise" in one]
    assert [one for one in offered if "Le Fil retrouvé" in one]


def test_a_proof_is_approved_in_a_name(ready, enter, dialog, db, officer):
    proof_id = make_proof(db, officer, ready[0], "annuaire", DEPARTEMENT, Preset.SCREEN, new_operation())
    enter(Role.COMMUNICATION)
    at = dialog("proof_dialogs.approve", proof_id)
    at.text_input(key=f"approve-{proof_id}-name").set_value("Anne Relit")
    at.button(key=f"approve-{proof_id}-save").click().run()
    (proof,) = proofs(db, officer, ready[0])
    assert (proof.state, proof.decided_by) == (ProofState.APPROVED, "Anne Relit")


def test_a_refusal_without_a_reason_is_refused_in_the_dialog(ready, enter, dialog, db, officer):
    proof_id = make_proof(db, officer, ready[0], "annuaire", DEPARTEMENT, Preset.SCREEN, new_operation())
    enter(Role.COMMUNICATION)
    at = dialog("proof_dialogs.refuse", proof_id)
    at = at.button(key=f"refuse-{proof_id}-save").click().run()
    assert at.error
    at.text_area(key=f"refuse-{proof_id}-remark").set_value("Le logo est flou.")
    at.button(key=f"refuse-{proof_id}-save").click().run()
    (proof,) = proofs(db, officer, ready[0])
    assert (proof.state, proof.remark) == (ProofState.REFUSED, "Le logo est flou.")


def test_copies_are_noted_and_a_proof_is_set_aside(approved, ready, enter, dialog, page, db, officer):
    enter(Role.OFFICER)
    at = dialog("proof_dialogs.print_run", approved)
    at.number_input(key=f"copies-{approved}-copies").set_value(500)
    at.button(key=f"copies-{approved}-save").click().run()
    assert "500 exemplaires imprimés" in read(page("proofs.py"))
    at = dialog("proof_dialogs.set_aside", approved)
    at.button(key=f"withdraw-{approved}-save").click().run()
    assert proofs(db, officer, ready[0])[0].state is ProofState.WITHDRAWN


def test_the_printers_file_comes_with_the_approval_only(ready, enter, page, db, officer):
    proof_id = make_proof(db, officer, ready[0], "annuaire", DEPARTEMENT, Preset.PRINTER, new_operation())
    enter(Role.LOGISTICS)
    labels = [one.proto.label for one in page("proofs.py").get("download_button")]
    assert labels == ["Le BAT à faire relire"]
    decide_proof(db, officer, proof_id, 1, True, "Anne", "", new_operation())
    labels = [one.proto.label for one in page("proofs.py").get("download_button")]
    assert labels == ["Le BAT à faire relire", "Le fichier d’impression"]


def test_what_is_wrong_on_paper_is_decided_and_the_slip_is_given(wrong, ready, enter, page, dialog, db, officer):
    enter(Role.COMMUNICATION)
    at = page("proofs.py", onglet="papier")
    assert "La Malle à Félicie**, horaires" in read(at)
    assert "Décider" in verbs(at)
    found = wrong_on_paper(db, officer, ready[0])
    hours = next(one for one in found if one.difference.field == "horaires")
    decide_differences(
        db, officer, wrong, [one.difference for one in found], Remedy.ERRATUM, "Avant jeudi", new_operation()
    )
    at = page("proofs.py", onglet="papier")
    assert "Avant jeudi" in read(at)
    assert f"La Malle à Félicie : {hours.difference.new}".replace(NBSP, " ").replace(THIN, " ") in read(at)
    assert "La planche d’étiquettes" in [one.proto.label for one in at.get("download_button")]


def test_the_dialog_writes_one_decision_for_each_error(wrong, ready, enter, db, officer):
    enter(Role.COMMUNICATION)
    script = (
        "from campaign.ui.proof_deciding import decide\n"
        "from campaign.ui.session import database\n"
        "from campaign.accounts.model import Actor, Role\n"
        "from campaign.proofs.views import wrong_on_paper\n"
        f"found = wrong_on_paper(database(), Actor(Role.OFFICER, {officer.id}), {ready[0]})\n"
        f"decide({wrong}, tuple(one.difference for one in found))\n"
    )
    at = AppTest.from_string(script, default_timeout=60).run()
    assert at.button(key=f"decide-{wrong}-save").disabled
    at = at.radio(key=f"decide-{wrong}-remedy").set_value(Remedy.ACCEPT).run()
    at.button(key=f"decide-{wrong}-save").click().run()
    assert {one.decision.remedy for one in wrong_on_paper(db, officer, ready[0])} == {Remedy.ACCEPT}


def test_the_labels_to_stick_say_the_page_and_the_right_words(wrong, ready, db, officer):
    found = [one.difference for one in wrong_on_paper(db, officer, ready[0])]
    decide_differences(db, officer, wrong, found, Remedy.ERRATUM, "", new_operation())
    name, data = errata_file(db, officer, ready[0], wrong)
    assert name == "errata_annuaire_bat-1.pdf"
    pages = {page for one in found for page in one.pages}
    texts = page_texts(data)
    assert len(texts) == len(pages)
    for page, text in zip(sorted(pages), texts, strict=True):
        assert text.replace(NBSP, " ").count(f"Erratum, page {page}") == 10
        of_page = [one for one in found if page in one.pages and one.subject]
        assert all(letters(f"{one.subject} {one.new}") in letters(text) for one in of_page)


def test_the_dashboard_says_what_waits_and_leads_there(wrong, ready, enter, page, db, officer):
    make_proof(db, officer, ready[0], "flyer-a5", DEPARTEMENT, Preset.SCREEN, new_operation())
    waiting = tasks(db, officer, ready[0])
    assert [(one.kind.label, one.parameters) for one in waiting] == [
        ("Faux sur le papier", {"onglet": "papier"}),
        ("BAT à valider", {"bat": "2"}),
    ]
    enter(Role.OFFICER)
    text = read(page("dashboard.py"))
    assert "sur le papier attend" in text
    assert "à relire, puis à valider ou à refuser" in text


def test_lines_approved_and_not_yet_are_counted_and_one_is_noted_after_a_call(ready, enter, page, dialog, db, officer):
    edition_id, place_id = ready
    enter(Role.COMMUNICATION)
    assert "0 ligne de l’annuaire approuvée sur 2" in read(page("proofs.py", onglet="lignes"))
    at = dialog("proof_lines.approve_for", edition_id, place_id)
    (line,) = [one for one in directory_lines(db, officer, edition_id) if one.place_id == place_id]
    for part in line.lines:
        assert part.replace(NBSP, " ").replace(THIN, " ") in read(at)
    at.button(key="confirm-line").click().run()
    assert [one.place_id for one in directory_lines(db, officer, edition_id) if one.approved] == [place_id]
    at = page("proofs.py", onglet="lignes")
    assert "1 ligne de l’annuaire approuvée sur 2" in read(at)


def test_a_line_that_changed_after_its_approval_is_to_be_read_again(ready, answered, enter, page, db, officer):
    edition_id, place_id = ready
    (line,) = [one for one in directory_lines(db, officer, edition_id) if one.place_id == place_id]
    approve_line_for(db, officer, edition_id, place_id, line.text, new_operation())
    days = tuple(OpenDay(day, time(14), time(18)) for day in edition_view(db, edition_id).days)
    answered(edition_id, place_id, days=days)
    enter(Role.READER)
    assert "À relire" in read(page("proofs.py", onglet="lignes"))


def test_a_cancelled_edition_keeps_its_proofs_and_says_why_nothing_is_compared(wrong, ready, enter, page, db, officer):
    editions.cancel_edition(db, officer, ready[0], new_operation())
    enter(Role.OFFICER)
    at = page("proofs.py", edition=ready[0])
    assert "Cette édition est annulée" in read(at)
    assert "BAT n° 1" in read(at)
    assert "Faire un BAT" not in verbs(at)
    at = page("proofs.py", edition=ready[0], onglet="papier")
    assert not at.exception


def test_a_lost_file_is_said_and_stops_no_screen(wrong, ready, enter, page, own_settings):
    for path in (own_settings().files / "proofs").iterdir():
        path.unlink()
    enter(Role.OFFICER)
    at = page("proofs.py")
    assert not at.exception
    assert "n’est plus là" in read(at)
    assert not page("dashboard.py").exception


def test_documents_lead_to_a_proof_of_the_piece(ready, enter, page):
    enter(Role.COMMUNICATION)
    at = page("documents.py", piece="annuaire")
    assert [one for one in at.button if one.key == "document-proof"]
    at = page("documents.py", piece="carre-social")
    assert not [one for one in at.button if one.key == "document-proof"]
