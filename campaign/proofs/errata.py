"""The slips to stick over what is wrong on a paper, as sheets of labels to print."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import Refused
from campaign.documents.catalogue import KINDS
from campaign.documents.erratum_labels import Slip, erratum_labels
from campaign.identity.views import identity
from campaign.proofs.model import Remedy, errata_by_page
from campaign.proofs.views import wrong_on_paper


@guarded
def errata_file(db: Database, by: Actor, edition_id: int, proof_id: int) -> tuple[str, bytes]:
    """(file name, PDF) of the slips decided for a proof: a sheet of the same label for each of its pages.

    Raises:
        NotFound: no such edition; Refused: no erratum was decided, or what it mended is right again.
    """
    found = [one for one in wrong_on_paper(db, by, edition_id) if one.proof.id == proof_id]
    kept = [one for one in found if one.decision and one.decision.remedy is Remedy.ERRATUM]
    if not kept:
        raise Refused("Aucun erratum à coller sur cette pièce : choisissez « Coller un erratum » d’abord.")
    proof = kept[0].proof
    label = KINDS[proof.kind].label
    slips = [
        Slip(f"Erratum, page {page}" if proof.pages > 1 else "Erratum", words)
        for page, words in errata_by_page([one.difference for one in kept]).items()
    ]
    title = f"Errata, {label}, BAT n°\u00a0{proof.number}"
    return f"errata_{proof.kind}_bat-{proof.number}.pdf", erratum_labels(slips, title, identity(db).body_name)
