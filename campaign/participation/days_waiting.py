"""What the choice of an edition's days asks of somebody today, for the dashboard."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import day_in_words, plural
from campaign.consultation.consulted import Stage
from campaign.consultation.views import consultation, results_of
from campaign.editions.model import State
from campaign.participation.decisions import Decision, DecisionKind

SCREEN = "dates.py"
_SETTLED = (State.OVER, State.ARCHIVED, State.CANCELLED)


@guarded
def days_tasks(db: Database, by: Actor, edition_id: int) -> list[Decision]:
    """One line while answers about the days are awaited, or once there is only to decide; none otherwise."""
    seen = consultation(db, by, edition_id)
    stage = seen.stage(clock.today())
    if stage not in (Stage.OPEN, Stage.CLOSED) or seen.edition.state(clock.today()) in _SETTLED:
        return []
    told = results_of(db, by, edition_id)
    subject = plural(len(seen.proposed), "jeu de jours proposé", "jeux de jours proposés")
    answers = f"{plural(told.answered, 'réponse')} sur {told.asked}"
    if stage is Stage.OPEN and told.awaited:
        text, verb = f"{answers}, jusqu’au {day_in_words(seen.closes_on, year=False)}", "Suivre"
    else:
        text, verb = answers if told.awaited else f"toutes les réponses sont là ({told.asked})", "Décider"
    parameters = {"edition": str(edition_id)}
    return [Decision(DecisionKind.DAYS, subject, text, verb, SCREEN, parameters=parameters)]
