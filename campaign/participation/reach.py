"""Who may still answer what: an edition's doors, and a contact's own shops."""

from campaign.accounts.model import Actor, Role
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import Database, value
from campaign.base.errors import AnswersClosed, EditionOver, NotFound, Refused
from campaign.base.french import day_in_words
from campaign.editions.model import Edition, State
from campaign.editions.store import edition_by_id


def check_reach(db: Database, by: Actor, edition_id: int, place_id: int) -> None:
    """A contact reaches the shops they answer for, in the edition they hold a link for; nobody else's."""
    if not value(db, "SELECT 1 FROM invitations WHERE edition_id = ? AND place_id = ?", [edition_id, place_id]):
        raise NotFound("Cette boutique n’est pas invitée à cette édition.")
    if by.role is Role.CONTACT:
        sql = "SELECT 1 FROM contact_places WHERE contact_id = ? AND place_id = ?"
        if not value(db, sql, [by.id, place_id]) or link_of(db, by.id, edition_id) is None:
            raise NotFound("Cette boutique n’est pas la vôtre.")


def refuse_over(edition: Edition) -> None:
    """Raises EditionOver for a cancelled, past or archived edition."""
    state = edition.state(clock.today())
    if state is State.CANCELLED:
        raise EditionOver("L’édition a été annulée.")
    if state in (State.OVER, State.ARCHIVED):
        raise EditionOver()


def refuse_closed(edition: Edition, *, agent_speaks: bool) -> None:
    """Raises what keeps an answer from being taken now; an agent may still note one after the deadline."""
    refuse_over(edition)
    state = edition.state(clock.today())
    if not agent_speaks and state is State.CLOSED:
        day = day_in_words(edition.answer_deadline, year=False)
        raise AnswersClosed(f"Les réponses sont closes depuis le {day}. Il est encore temps d’appeler.")
    if state is State.PREPARING:
        raise Refused("Les réponses ne sont pas encore ouvertes pour cette édition.")


def known_edition(db: Database, edition_id: int) -> Edition:
    """The edition. Raises NotFound."""
    edition = edition_by_id(db, edition_id)
    if edition is None:
        raise NotFound("Cette édition n’existe pas.")
    return edition
