"""The proofs of the demonstration: a flyer approved before the last two answers, then mended by an erratum."""

from campaign.accounts.model import Actor, PersonalLink
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.communication.model import DEPARTEMENT
from campaign.documents.presets import Preset
from campaign.proofs.actions import decide_differences, decide_proof, make_proof, note_copies
from campaign.proofs.lines import approve_own_line, own_lines
from campaign.proofs.model import Remedy
from campaign.proofs.views import proof, wrong_on_paper

FLYERS = 6000
READER = "Dominique, après relecture par l’imprimeur"


class PaperStory:
    """What the communication team had printed; ``writer`` is theirs."""

    def __init__(self, db: Database, writer: Actor) -> None:
        self.db, self.writer = db, writer
        self.flyer = 0

    def approve_flyer(self, edition_id: int) -> None:
        """Made, read and printed."""
        self.flyer = make_proof(
            self.db, self.writer, edition_id, "flyer-a5", DEPARTEMENT, Preset.PRINTER, new_operation()
        )
        made = proof(self.db, self.writer, self.flyer)
        decide_proof(self.db, self.writer, made.id, made.version, True, READER, "", new_operation())
        approved = proof(self.db, self.writer, self.flyer)
        note_copies(self.db, self.writer, approved.id, approved.version, FLYERS, new_operation())

    def mend_flyer(self, edition_id: int) -> None:
        """An erratum for the shops that were missing; the rest is left."""
        found = [one.difference for one in wrong_on_paper(self.db, self.writer, edition_id)]
        told = (
            (Remedy.ERRATUM, "Étiquettes collées avant la livraison.", [one for one in found if one.subject]),
            (Remedy.ACCEPT, "Le site donne le bon nombre.", [one for one in found if not one.subject]),
        )
        for remedy, note, chosen in told:
            if chosen:
                decide_differences(self.db, self.writer, self.flyer, chosen, remedy, note, new_operation())

    def approve_line(self, actor: Actor, link: PersonalLink) -> None:
        """A shop says that its line is right."""
        for one in own_lines(self.db, actor, link):
            approve_own_line(self.db, actor, link, one.place_id, one.text, new_operation())
