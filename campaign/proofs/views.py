"""Proofs as they stand, and everything that is wrong on the papers approved since."""

from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import kept_files
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.errors import NotFound, Refused
from campaign.base.french import date_in_figures
from campaign.communication.content import read_source
from campaign.communication.model import read_audience
from campaign.communication.press_content import content_with_press
from campaign.documents.catalogue import KINDS
from campaign.documents.page_texts import page_texts
from campaign.documents.proof_stamp import stamped
from campaign.proofs.model import Decision, Difference, Proof, ProofState, differences, statements
from campaign.proofs.store import FILES, decisions_of, proof_by_id, proofs_of


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong on an approved paper, with what was decided about it, or nothing yet."""

    proof: Proof
    difference: Difference
    decision: Decision | None = None


@guarded
def proofs(db: Database, by: Actor, edition_id: int) -> list[Proof]:
    """Every proof of an edition, latest first."""
    return proofs_of(db, edition_id)


@guarded
def proof_file(db: Database, by: Actor, proof_id: int) -> bytes:
    """The very file that was proposed: what the printer gets once it is approved.

    Raises:
        NotFound.
    """
    return kept_files.read(FILES, _known(db, proof_id).file)


@guarded
def stamped_file(db: Database, by: Actor, proof_id: int) -> bytes:
    """The proof as it is sent to be read: its number, its date and the first signs of its hash under each page.

    Raises:
        NotFound.
    """
    found = _known(db, proof_id)
    on = date_in_figures(found.made_at.astimezone(PARIS).date())
    state = f"{found.state.label} par {found.decided_by}" if found.decided_by else found.state.label
    detail = f"{KINDS[found.kind].label} · {on} · {state} · empreinte {found.file[:12]}"
    return stamped(kept_files.read(FILES, found.file), f"BAT n°\u00a0{found.number}", detail)


@guarded
def wrong_on_paper(db: Database, by: Actor, edition_id: int) -> list[Wrong]:
    """What the data say now and the approved papers do not, the latest approved proof of each piece only.

    Raises:
        NotFound: no such edition.
    """
    approved: dict[tuple[str, str], Proof] = {}
    for one in proofs_of(db, edition_id):
        if one.state is ProofState.APPROVED:
            approved.setdefault((one.kind, one.audience), one)
    if not approved:
        return []
    try:
        source = read_source(db, by, edition_id)
    except Refused:
        return []
    found = []
    for proof in sorted(approved.values(), key=lambda one: one.number):
        audience = read_audience(proof.audience)
        try:
            now = statements(content_with_press(source, audience, proof.kind))
        except NotFound:
            now = ()  # nobody of this audience takes part any more
        pages = page_texts(kept_files.read(FILES, proof.file))
        decided = {_mark(one.difference): one for one in decisions_of(db, proof.id)}
        found += [
            Wrong(proof, difference, decided.get(_mark(difference)))
            for difference in differences(proof.frozen, now, pages)
        ]
    return found


def _mark(difference: Difference) -> tuple[str, str, str, str]:
    """A decision holds as long as both values stay what they were."""
    return difference.subject, difference.field, difference.old, difference.new


def _known(db: Database, proof_id: int) -> Proof:
    found = proof_by_id(db, proof_id)
    if found is None:
        raise NotFound("Ce BAT n’existe pas.")
    return found
