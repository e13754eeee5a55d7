"""What already bears the days of an edition outside the plan: proofs given, messages gone, shops that said yes."""

from dataclasses import dataclass

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.messages.views import plan as correspondence
from campaign.participation.views import funnel
from campaign.proofs.model import Proof, ProofState, copies_in_words
from campaign.proofs.views import proofs
from campaign.ui.proof_words import kind_label, numbered


@dataclass(frozen=True, slots=True)
class Bearing:
    """Sentences, each of something that says the old days; ``told`` is how many shops take part."""

    printed: tuple[str, ...]
    sent: tuple[str, ...]
    told: int


def bearing(db: Database, agent: Agent, edition_id: int) -> Bearing:
    """What is known now."""
    approved = [one for one in proofs(db, agent, edition_id) if one.state is ProofState.APPROVED]
    gone = [one for one in correspondence(db, agent, edition_id) if one.results.sent]
    return Bearing(
        printed=tuple(_printed(one) for one in approved),
        sent=tuple(
            f"{one.step.label} : {plural(one.results.sent, 'message parti', 'messages partis')}" for one in gone
        ),
        told=funnel(db, agent, edition_id).confirmed,
    )


def _printed(one: Proof) -> str:
    copies = copies_in_words(one)
    return f"{kind_label(one)} : {numbered(one)} validé" + (f", {copies}" if copies else "")
