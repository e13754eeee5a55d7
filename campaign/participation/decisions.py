"""What waits for a decision, for the dashboard: each line with its verb and the screen that settles it."""

from dataclasses import dataclass, field
from datetime import datetime
from textwrap import shorten

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.labels import Labelled
from campaign.participation import views
from campaign.participation.corrections import shown
from campaign.participation.model import Status
from campaign.partners import views as partners
from campaign.partners.checking import Reason
from campaign.partners.confirmations import is_answered
from campaign.partners.model import Kind, SiretState
from campaign.partners.pairs import probable_pairs
from campaign.partners.suggesting import pending_suggestions
from campaign.partners.suggestions import SuggestionSource
from campaign.territory.model import PointQuality

_MOST_WORDS = 120  # signs of what a resident wrote: the rest is read on its own screen


class DecisionKind(Labelled):
    """Why somebody has to decide."""

    CORRECTION = "correction", "Correction proposée"
    DUPLICATE = "duplicate", "Doublon probable"
    POINT = "point", "Point à vérifier"
    CLOSED = "closed", "Fermée au répertoire"
    NO_CONTACT = "no_contact", "Contact manquant"
    TO_INVITE = "to_invite", "Lien à préparer"
    BOUNCED = "bounced", "Adresse à corriger"
    UNCERTAIN = "uncertain", "Envoi incertain"
    FAILED = "failed", "Envoi échoué"
    WRONG_ON_PAPER = "wrong_on_paper", "Faux sur le papier"
    PROOF = "proof", "BAT à valider"
    TO_SETTLE = "to_settle", "À arbitrer"
    LATE = "late", "À faire revenir"
    REPAIR = "repair", "À réparer"
    TOLD = "told", "Signalement"
    SHORTAGE = "shortage", "Il en manquera"
    FIGURE = "figure", "À confirmer"
    SILENT = "silent", "Rien reçu"
    RESOLUTION = "resolution", "Décidé au bilan"
    DAYS = "days", "Jours à choisir"
    MEETING = "meeting", "Réunion"
    ROLE_UNREAD = "role_unread", "Rôle pas encore lu"
    MONEY = "money", "Budget"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of « À décider ». ``screen`` is a file of ``pages/``, ``parameters`` its query."""

    kind: DecisionKind
    subject: str
    text: str
    verb: str
    screen: str
    at: datetime | None = None
    parameters: dict[str, str] = field(default_factory=dict)


@guarded
def decisions(db: Database, by: Actor, edition_id: int | None) -> list[Decision]:
    """Everything that waits, the most pressing kinds first, oldest first within a kind."""
    found: list[Decision] = []
    for one in pending_suggestions(db, by):
        said = shorten(shown(one.field, one.proposed), _MOST_WORDS, placeholder=" …")
        by_whom = ", dit un habitant" if one.source is SuggestionSource.RESIDENT else ""
        text = f"{one.label.lower()}{by_whom} : {said}"
        found.append(Decision(DecisionKind.CORRECTION, one.place_name, text, "Relire", "corrections.py", one.at))
    for pair in probable_pairs(db, by):
        text = f"ressemble à {pair.kept.name}, {pair.copy.commune}"
        both = {"fiche": str(pair.kept.id), "avec": str(pair.copy.id)}
        found.append(
            Decision(
                DecisionKind.DUPLICATE, pair.copy.name, text, "Comparer", "duplicates.py", pair.copy.updated_at, both
            )
        )
    if edition_id is not None:
        for one in views.participations(db, by, edition_id):
            if one.status is Status.TO_INVITE:
                found.append(_to_invite(one.place.id, one.place.name, has_contact=one.has_contact))
    for place in partners.places(db, by, Kind.SHOP):
        if place.siret_state is SiretState.CLOSED and not is_answered(db, place.id, "siret"):
            text, asked = "la boutique a fermé ?", {"raison": str(Reason.SIRET_CLOSED)}
            checked = Decision(DecisionKind.CLOSED, place.name, text, "Vérifier", "to_check.py", None, asked)
            found.append(checked)
        if place.warnings or place.location_quality is PointQuality.NONE:
            text = place.warnings[0] if place.warnings else "aucun point sur la carte"
            parameters = {"fiche": str(place.id)}
            found.append(
                Decision(
                    DecisionKind.POINT, place.name, text, "Vérifier", "shop_sheet.py", place.updated_at, parameters
                )
            )
    return found


def _to_invite(place_id: int, name: str, *, has_contact: bool) -> Decision:
    if has_contact:
        text = "invitée, son lien n’est pas prêt"
        return Decision(DecisionKind.TO_INVITE, name, text, "Préparer", "participations.py")
    text = "personne à qui envoyer le lien"
    return Decision(DecisionKind.NO_CONTACT, name, text, "Ajouter", "contacts.py", parameters={"lieu": str(place_id)})
