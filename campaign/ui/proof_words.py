"""What the screen of proofs says: its parts, states, whom a proof is for, and the sentence under its title."""

from collections.abc import Sequence

from campaign.accounts.model import Agent, Role
from campaign.base.errors import CampaignError
from campaign.base.french import NBSP, plural
from campaign.communication.content import Source
from campaign.communication.model import DEPARTEMENT, read_audience
from campaign.documents.catalogue import KINDS
from campaign.documents.presets import Preset
from campaign.proofs.lines import DirectoryLine
from campaign.proofs.model import Proof, ProofState, Remedy
from campaign.proofs.views import Wrong

TABS = {"bat": "Bons à tirer", "papier": "Faux sur le papier", "lignes": "Lignes de l’annuaire"}
STATE_COLOURS = {
    ProofState.PROPOSED: "orange",
    ProofState.APPROVED: "green",
    ProofState.REFUSED: "red",
    ProofState.WITHDRAWN: "gray",
}
REMEDY_COLOURS = {Remedy.REPRINT: "violet", Remedy.ERRATUM: "blue", Remedy.ACCEPT: "gray"}


def may_act(agent: Agent) -> bool:
    """Officers and communication make, read and decide; the others look."""
    return agent.role in (Role.OFFICER, Role.COMMUNICATION)


def numbered(proof: Proof) -> str:
    """« BAT n° 3 »."""
    return f"BAT n°{NBSP}{proof.number}"


def kind_label(proof: Proof) -> str:
    """« Annuaire A5 »."""
    return KINDS[proof.kind].label


def state_word(proof: Proof) -> str:
    """« À valider »."""
    return proof.state.label[0].upper() + proof.state.label[1:]


def whom(source: Source | None, proof: Proof) -> str:
    """« Maine-et-Loire », the EPCI, the shop; in general words when it takes no part any more."""
    audience = read_audience(proof.audience)
    if source is not None:
        try:
            return source.name_of(audience)
        except CampaignError:
            return f"{audience.scale.label} qui ne participe plus"
    return audience.scale.label if audience == DEPARTEMENT else f"{audience.scale.label} {audience.number}"


def proof_file_name(proof: Proof, what: str) -> str:
    """« bat-3_annuaire_a-relire.pdf »."""
    return f"bat-{proof.number}_{proof.kind}_{what}.pdf"


def is_for_printing(proof: Proof) -> bool:
    """Whether the file has the inks and the bleed a printer asks for."""
    return Preset(proof.preset).finish.inks


def undecided(wrongs: Sequence[Wrong]) -> list[Wrong]:
    """What nobody decided about."""
    return [one for one in wrongs if one.decision is None]


def state_sentence(proofs: Sequence[Proof], wrongs: Sequence[Wrong], lines: Sequence[DirectoryLine]) -> str:
    """« 1 BAT à valider, 2 validés ; 3 erreurs sur le papier attendent une décision. 14 lignes approuvées sur 20. »"""
    count = {state: sum(one.state is state for one in proofs) for state in ProofState}
    parts = []
    if waiting := count[ProofState.PROPOSED]:
        parts.append(f"{waiting} BAT à valider")
    if approved := count[ProofState.APPROVED]:
        parts.append(
            plural(approved, "validé", "validés") if waiting else plural(approved, "BAT validé", "BAT validés")
        )
    said = ", ".join(parts) or ("Aucun BAT en cours" if proofs else "Aucun BAT encore")
    if left := len(undecided(wrongs)):
        said += f" ; {plural(left, 'erreur sur le papier attend', 'erreurs sur le papier attendent')} une décision"
    if lines:
        done = sum(one.approved for one in lines)
        said += f". {plural(done, 'ligne', 'lignes')} de l’annuaire {'approuvée' if done < 2 else 'approuvées'}"
        said += f" sur {len(lines)}"
    return f"{said}."
