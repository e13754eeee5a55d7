"""Proofs as they stand, and everything that is wrong on the papers approved since."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import kept_files
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.errors import NotFound, Refused
from campaign.base.french import date_in_figures, plural
from campaign.communication.content import read_source
from campaign.communication.model import read_audience
from campaign.communication.press_content import content_with_press
from campaign.documents.catalogue import KINDS
from campaign.documents.page_texts import page_texts
from campaign.documents.proof_stamp import stamped
from campaign.participation.decisions import Decision, DecisionKind
from campaign.proofs.model import Difference, Proof, ProofState, Settled, differences, statements
from campaign.proofs.store import FILES, decisions_of, proof_by_id, proofs_of

SCREEN = "proofs.py"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong on an approved paper, with what was decided about it, or nothing yet."""

    proof: Proof
    difference: Difference
    decision: Settled | None = None


@guarded
def proofs(db: Database, by: Actor, edition_id: int) -> list[Proof]:
    """Every proof of an edition, latest first."""
    return proofs_of(db, edition_id)


@guarded
def proof(db: Database, by: Actor, proof_id: int) -> Proof:
    """One proof.

    Raises:
        NotFound.
    """
    return _known(db, proof_id)


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
    """What the data say now and the approved papers do not, the latest approved proof of each piece only; nothing of
    an edition whose documents are not made any more.

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
    for one in sorted(approved.values(), key=lambda each: each.number):
        audience = read_audience(one.audience)
        try:
            now = statements(content_with_press(source, audience, one.kind))
        except NotFound:
            now = ()  # nobody of this audience takes part any more
        try:
            pages = _texts(one.file)
        except NotFound:
            continue  # the file was lost: its card says so
        decided = {_mark(each.difference): each for each in decisions_of(db, one.id)}
        found += [
            Wrong(one, difference, decided.get(_mark(difference))) for difference in differences(one.frozen, now, pages)
        ]
    return found


@guarded
def tasks(db: Database, by: Actor, edition_id: int) -> list[Decision]:
    """What proofs ask of somebody, for the dashboard: papers with errors nobody decided about, proofs to be read.

    Raises:
        NotFound: no such edition.
    """
    found = []
    waiting = Counter(one.proof.id for one in wrong_on_paper(db, by, edition_id) if one.decision is None)
    for one in proofs_of(db, edition_id):
        subject = f"{KINDS[one.kind].label}, BAT n°\u00a0{one.number}"
        if count := waiting[one.id]:
            said = plural(count, "erreur sur le papier attend", "erreurs sur le papier attendent")
            text = f"{said} une décision"
            found.append(
                Decision(DecisionKind.WRONG_ON_PAPER, subject, text, "Décider", SCREEN, None, {"onglet": "papier"})
            )
        elif one.state is ProofState.PROPOSED:
            parameters = {"bat": str(one.number)}
            text = "à relire, puis à valider ou à refuser"
            found.append(Decision(DecisionKind.PROOF, subject, text, "Relire", SCREEN, one.made_at, parameters))
    return sorted(found, key=lambda one: one.kind is DecisionKind.PROOF)


@lru_cache(maxsize=64)
def _texts(file: str) -> tuple[str, ...]:
    """The words of a kept file, named by its fingerprint: they never change."""
    return page_texts(kept_files.read(FILES, file))


def _mark(difference: Difference) -> tuple[str, str, str, str]:
    """A decision holds as long as both values stay what they were."""
    return difference.subject, difference.field, difference.old, difference.new


def _known(db: Database, proof_id: int) -> Proof:
    found = proof_by_id(db, proof_id)
    if found is None:
        raise NotFound("Ce BAT n’existe pas.")
    return found
