"""A proof is frozen, numbered and approved by somebody; then what changes in the data is said of the paper."""

import pytest

from campaign.base import journal
from campaign.base.errors import Conflict, InvalidInput, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.communication.model import DEPARTEMENT, Audience, Scale
from campaign.documents.page_texts import page_texts
from campaign.documents.presets import Preset
from campaign.press.default_framework import TITLE
from campaign.press.views import material
from campaign.press.writing import change_block
from campaign.proofs.actions import decide_differences, decide_proof, make_proof, note_copies, withdraw_proof
from campaign.proofs.model import ProofState, Remedy
from campaign.proofs.views import proof_file, proofs, stamped_file, wrong_on_paper


@pytest.fixture
def proved(db, told, officer, printer):
    """Make, and approve when asked, a proof of one kind for the département; its id."""

    def make(
        kind: str, *, approve: bool = True, preset: Preset = Preset.SCREEN, audience: Audience = DEPARTEMENT
    ) -> int:
        proof_id = make_proof(db, officer, told.edition, kind, audience, preset, new_operation())
        if approve:
            decide_proof(db, officer, proof_id, 1, True, "Anne Relit", "", new_operation())
        return proof_id

    return make


def test_proofs_are_numbered_and_keep_the_very_file(db, told, officer, proved):
    first, second = proved("annuaire", approve=False), proved("affiche-a3", approve=False)
    assert [(one.id, one.number, one.state) for one in proofs(db, officer, told.edition)] == [
        (second, 2, ProofState.PROPOSED),
        (first, 1, ProofState.PROPOSED),
    ]
    assert proof_file(db, officer, first).startswith(b"%PDF")


def test_the_proof_to_read_bears_its_number_date_and_hash_on_each_page(db, told, officer, proved):
    proof_id = proved("flyer-a5", approve=False)
    (proof,) = proofs(db, officer, told.edition)
    shown = page_texts(stamped_file(db, officer, proof_id))
    assert len(shown) == 2
    for page in shown:
        assert "BAT n° 1" in page.replace("\u00a0", " ")
        assert proof.file[:12] in page
        assert f"{proof.made_at:%d/%m/%Y}" in page


def test_a_proof_asked_twice_by_the_same_click_is_made_once(db, told, officer, printer):
    operation = new_operation()
    made = [make_proof(db, officer, told.edition, "annuaire", DEPARTEMENT, Preset.SCREEN, operation) for _ in range(2)]
    assert made[0] == made[1]
    assert len(proofs(db, officer, told.edition)) == 1


def test_a_piece_that_must_be_mended_gets_no_proof(db, told, officer):
    with pytest.raises(Refused, match="À corriger avant le BAT"):
        make_proof(db, officer, told.edition, "affiche-a3", DEPARTEMENT, Preset.PRINTER, new_operation())
    assert proofs(db, officer, told.edition) == []


def test_pictures_for_screens_get_no_proof(db, told, officer):
    with pytest.raises(Refused, match="ne passe pas par un BAT"):
        make_proof(db, officer, told.edition, "carre-social", DEPARTEMENT, Preset.SCREEN, new_operation())


def test_who_approved_and_when_is_kept_and_decided_once(db, told, officer, proved):
    proof_id = proved("annuaire")
    (proof,) = proofs(db, officer, told.edition)
    assert (proof.state, proof.decided_by) == (ProofState.APPROVED, "Anne Relit")
    assert proof.decided_at is not None
    with pytest.raises(Refused, match="déjà validé"):
        decide_proof(db, officer, proof_id, proof.version, False, "Bob", "Non", new_operation())
    assert [one.verb for one in journal.entries(db, "proof", proof_id)] == ["approve_proof", "make_proof"]


def test_a_refusal_says_what_must_change(db, told, officer, proved):
    proof_id = proved("annuaire", approve=False)
    with pytest.raises(InvalidInput):
        decide_proof(db, officer, proof_id, 1, False, "Anne", "", new_operation())
    decide_proof(db, officer, proof_id, 1, False, "Anne", "Le logo est flou.", new_operation())
    assert proofs(db, officer, told.edition)[0].remark == "Le logo est flou."


def test_somebody_else_deciding_meanwhile_is_told(db, told, officer, proved):
    proof_id = proved("annuaire")
    note_copies(db, officer, proof_id, 2, 500, new_operation())
    with pytest.raises(Conflict):
        note_copies(db, officer, proof_id, 2, 600, new_operation())


def test_only_an_approved_proof_is_printed(db, officer, proved):
    with pytest.raises(Refused, match="faites-le valider"):
        note_copies(db, officer, proved("annuaire", approve=False), 1, 500, new_operation())


def test_nothing_is_wrong_as_long_as_nothing_changes(db, told, officer, proved):
    for kind in ("annuaire", "flyer-a5", "affiche-a3"):
        proved(kind)
    assert wrong_on_paper(db, officer, told.edition) == []


def test_one_hour_changed_after_approval_gives_the_exact_pieces_and_pages(db, told, officer, proved, opening_at):
    for kind in ("affiche-a3", "annuaire", "flyer-a5"):
        proved(kind)
    pages = {one.kind: page_texts(proof_file(db, officer, one.id)) for one in proofs(db, officer, told.edition)}
    expected = {
        (kind, at)
        for kind, texts in pages.items()
        for at, text in enumerate(texts, start=1)
        if "La Remise" in text.replace("\u00a0", " ").replace("\r\n", " ") and kind != "affiche-a3"
    }
    opening_at(told.remise, 14)
    found = wrong_on_paper(db, officer, told.edition)
    hours = [one for one in found if one.difference.field == "horaires"]
    assert {one.difference.subject for one in hours} == {"La Remise"}
    assert {(one.proof.kind, page) for one in hours for page in one.difference.pages} == expected
    assert {one.proof.kind for one in hours} == {"annuaire", "flyer-a5"}


def test_a_decision_holds_until_the_data_change_again(db, told, officer, proved, opening_at):
    proof_id = proved("annuaire")
    opening_at(told.remise, 14)
    wrong = next(one for one in wrong_on_paper(db, officer, told.edition) if one.difference.field == "horaires")
    decide_differences(db, officer, proof_id, [wrong.difference], Remedy.ERRATUM, "À coller", new_operation())
    decided = next(one for one in wrong_on_paper(db, officer, told.edition) if one.difference == wrong.difference)
    assert (decided.decision.remedy, decided.decision.note) == (Remedy.ERRATUM, "À coller")
    opening_at(told.remise, 15)
    again = next(one for one in wrong_on_paper(db, officer, told.edition) if one.difference.field == "horaires")
    assert again.decision is None


def test_a_new_approved_proof_of_the_same_piece_replaces_the_old_one(db, told, officer, proved, opening_at):
    proved("annuaire")
    opening_at(told.remise, 14)
    proved("annuaire")
    assert wrong_on_paper(db, officer, told.edition) == []


def test_a_proof_set_aside_is_compared_with_nothing(db, told, officer, proved, opening_at):
    proof_id = proved("annuaire")
    opening_at(told.remise, 14)
    withdraw_proof(db, officer, proof_id, 2, new_operation())
    assert wrong_on_paper(db, officer, told.edition) == []


def test_a_proof_that_does_not_exist_is_said_so(db, officer):
    with pytest.raises(NotFound):
        proof_file(db, officer, 99)


def test_a_shop_that_may_not_advertise_gets_no_proof_of_its_own(db, told, officer, printer):
    fil = Audience(Scale.SHOP, str(told.fil))
    with pytest.raises(Refused):
        make_proof(db, officer, told.edition, "affiche-a3", fil, Preset.SCREEN, new_operation())


def test_the_press_kit_and_the_press_release_are_compared_word_by_word(db, told, officer, proved):
    for kind in ("dossier-de-presse", "communique"):
        proved(kind)
    assert wrong_on_paper(db, officer, told.edition) == []
    block = next(one for one in material(db, officer, told.edition).blocks if one.code == TITLE)
    title = "Un autre titre pour le même événement"
    change_block(db, officer, told.edition, TITLE, block.version, block.title, title, new_operation())
    found = [one for one in wrong_on_paper(db, officer, told.edition) if one.difference.new == title]
    assert {one.proof.kind for one in found} == {"dossier-de-presse", "communique"}
    for one in found:
        pages = page_texts(proof_file(db, officer, one.proof.id))
        assert one.difference.pages == tuple(
            at for at, text in enumerate(pages, start=1) if letters(one.difference.old) in letters(text)
        )


def letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
