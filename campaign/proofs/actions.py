"""Making a proof, deciding about it, saying how many were printed, deciding what is done about what became wrong."""

import json
from collections.abc import Sequence

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, kept_files, operations
from campaign.base.database import Database, insert, transaction, update_version, value
from campaign.base.errors import InvalidInput, NotFound, Refused
from campaign.base.text import clean_text
from campaign.communication.building import built, piece_of
from campaign.communication.content import read_source
from campaign.communication.model import Audience
from campaign.communication.press_content import content_with_press
from campaign.documents.presets import Preset
from campaign.proofs.model import MOST_COPIES, PROVED, Difference, Proof, ProofState, Remedy, statements
from campaign.proofs.store import FILES, frozen_text, proof_by_id


@guarded
def make_proof(
    db: Database, by: Actor, edition_id: int, kind: str, audience: Audience, preset: Preset, operation: str
) -> int:
    """Freeze a document and what it says under the next number; the proof's id.

    Raises:
        InvalidInput: no such kind; NotFound: the audience takes no part; Refused: what blocks it is said, or it is no
        document that gets a proof; DiskFull.
    """
    source = read_source(db, by, edition_id)
    piece = piece_of(source, kind, audience)
    if kind not in PROVED:
        raise Refused(f"{piece.kind.label} : cette pièce ne passe pas par un BAT.")
    if piece.rule:
        raise Refused(piece.rule)
    made = built(source, piece, preset)
    if made.blocking:
        raise Refused(f"À corriger avant le BAT : {made.blocking[0]}")
    file = kept_files.keep(FILES, made.data)
    said = statements(content_with_press(source, audience, kind))
    with transaction(db):
        if (done := operations.replay(db, operation, "make_proof", edition_id)) is not None:
            return done["id"]
        number = 1 + (value(db, "SELECT max(number) FROM proofs WHERE edition_id = ?", [edition_id]) or 0)
        proof_id = insert(
            db,
            "proofs",
            {
                "edition_id": edition_id,
                "number": number,
                "kind": kind,
                "audience": str(audience),
                "preset": str(preset),
                "file": file,
                "pages": made.pages,
                "frozen": frozen_text(said),
                "made_by": by.journal_name,
                "made_at": clock.stamp(),
                "state": str(ProofState.PROPOSED),
            },
        )
        journal.record(
            db, by.journal_name, "make_proof", "proof", proof_id, operation, {"number": number, "kind": kind}
        )
        operations.remember(db, operation, "make_proof", edition_id, {"id": proof_id})
    return proof_id


@guarded
def decide_proof(
    db: Database, by: Actor, proof_id: int, version: int, approved: bool, name: str, remark: str, operation: str
) -> None:
    """Approve or refuse a proof, in the name of who read it. A refusal says what must change.

    Raises:
        NotFound, Conflict; InvalidInput: no name, or no reason for a refusal; Refused: already decided.
    """
    name = clean_text(name, field="name", label="le nom de qui a relu", max_length=80)
    remark = clean_text(
        remark, field="remark", label="ce qui est à reprendre", max_length=600, required=not approved, multiline=True
    )
    state = ProofState.APPROVED if approved else ProofState.REFUSED
    with transaction(db):
        if operations.replay(db, operation, "decide_proof", proof_id) is not None:
            return
        found = _known(db, proof_id)
        if found.state is not ProofState.PROPOSED:
            raise Refused(f"Ce BAT est déjà {found.state.label}. Faites-en un nouveau.")
        values = {"state": str(state), "decided_by": name, "decided_at": clock.stamp(), "remark": remark}
        _save(db, found, version, values, "decide_proof")
        verb = "approve_proof" if approved else "refuse_proof"
        journal.record(db, by.journal_name, verb, "proof", proof_id, operation, {"number": found.number})
        operations.remember(db, operation, "decide_proof", proof_id)


@guarded
def withdraw_proof(db: Database, by: Actor, proof_id: int, version: int, operation: str) -> None:
    """Set a proof aside: nothing is compared with it any more. Its file and its approval stay on record.

    Raises:
        NotFound, Conflict; Refused: already set aside.
    """
    with transaction(db):
        if operations.replay(db, operation, "withdraw_proof", proof_id) is not None:
            return
        found = _known(db, proof_id)
        if found.state is ProofState.WITHDRAWN:
            raise Refused("Ce BAT est déjà retiré.")
        _save(db, found, version, {"state": str(ProofState.WITHDRAWN)}, "withdraw_proof")
        journal.record(db, by.journal_name, "withdraw_proof", "proof", proof_id, operation, {"number": found.number})
        operations.remember(db, operation, "withdraw_proof", proof_id)


@guarded
def note_copies(db: Database, by: Actor, proof_id: int, version: int, copies: int | None, operation: str) -> None:
    """How many were printed from an approved proof; None when it is not known.

    Raises:
        NotFound, Conflict; InvalidInput: below zero or beyond a million; Refused: not approved.
    """
    if copies is not None and not 0 <= copies <= MOST_COPIES:
        raise InvalidInput("copies", "Donnez un nombre d’exemplaires entre 0 et 1 000 000.")
    with transaction(db):
        if operations.replay(db, operation, "note_copies", proof_id) is not None:
            return
        found = _known(db, proof_id)
        if found.state is not ProofState.APPROVED:
            raise Refused("Seul un BAT validé s’imprime : faites-le valider d’abord.")
        _save(db, found, version, {"copies": copies}, "note_copies")
        details = {"number": found.number, "copies": copies}
        journal.record(db, by.journal_name, "note_copies", "proof", proof_id, operation, details)
        operations.remember(db, operation, "note_copies", proof_id)


@guarded
def decide_differences(
    db: Database,
    by: Actor,
    proof_id: int,
    found: Sequence[Difference],
    remedy: Remedy,
    note: str,
    operation: str,
) -> None:
    """What is done about things wrong on one paper: reprint, stick an erratum, or leave them. The last word counts.

    Raises:
        NotFound; InvalidInput: nothing chosen, or the note is too long; Refused: not an approved proof.
    """
    note = clean_text(note, field="note", label="la note", max_length=300, required=False)
    if not found:
        raise InvalidInput("found", "Choisissez au moins une erreur.")
    with transaction(db):
        if operations.replay(db, operation, "decide_differences", proof_id) is not None:
            return
        proof = _known(db, proof_id)
        if proof.state is not ProofState.APPROVED:
            raise Refused("Seul un BAT validé a des erreurs sur le papier.")
        for one in found:
            values = {
                "proof_id": proof_id,
                "subject": one.subject,
                "field": one.field,
                "old": one.old,
                "new": one.new,
                "pages": json.dumps(one.pages),
                "remedy": str(remedy),
                "note": note,
                "actor": by.journal_name,
                "at": clock.stamp(),
            }
            insert(db, "proof_decisions", values)
        details = {"number": proof.number, "remedy": str(remedy), "count": len(found)}
        journal.record(db, by.journal_name, "decide_differences", "proof", proof_id, operation, details)
        operations.remember(db, operation, "decide_differences", proof_id)


def _known(db: Database, proof_id: int) -> Proof:
    found = proof_by_id(db, proof_id)
    if found is None:
        raise NotFound("Ce BAT n’existe pas.")
    return found


def _save(db: Database, found: Proof, version: int, values: dict[str, object], verb: str) -> None:
    if not update_version(db, "proofs", found.id, version, values):
        verbs = ["decide_proof", "approve_proof", "refuse_proof", "withdraw_proof", "note_copies", verb]
        raise conflict_on(db, "proof", found.id, verbs, {"BAT": found.state.label})
