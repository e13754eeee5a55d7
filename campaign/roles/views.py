"""Each actor's role as screens, messages and pages say it, and the project team."""

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.fields import phone_in_words
from campaign.editions.views import edition as edition_view
from campaign.identity.model import Identity
from campaign.identity.views import identity
from campaign.planning.scheduling import Dated
from campaign.planning.tasks import TaskRole
from campaign.roles.model import ActorRole, Member, Statement, in_brief
from campaign.roles.store import moment, statement_row, team_of, words_of


@guarded
def statement(db: Database, by: Actor, edition_id: int, role: ActorRole | TaskRole) -> Statement:
    """What is expected of an actor, with their tasks on their dates of today.

    Raises:
        NotFound.
    """
    wanted = ActorRole(str(role))
    edition = edition_view(db, edition_id)
    kept = statement_row(db, edition_id, wanted)
    return Statement(
        edition_id=edition_id,
        role=wanted,
        words=words_of(kept, wanted),
        days=edition.days,
        tasks=_tasks(db, by, edition_id, wanted),
        call=whom_to_call(identity(db)),
        is_default=kept is None or kept["brief"] is None,
        version=kept["version"] if kept else 0,
        changed_at=moment(kept["at"]) if kept else None,
    )


@guarded
def statement_in_brief(db: Database, by: Actor, edition_id: int, role: ActorRole | TaskRole) -> str:
    """« Votre rôle : ouvrir aux heures annoncées… », for an e-mail or a page.

    Raises:
        NotFound.
    """
    wanted = ActorRole(str(role))
    edition_view(db, edition_id)
    return in_brief(words_of(statement_row(db, edition_id, wanted), wanted))


@guarded
def team(db: Database, by: Actor, edition_id: int) -> tuple[Member, ...]:
    """The project team of an edition, by role."""
    return tuple(team_of(db, edition_id))


def whom_to_call(known: Identity) -> str:
    """« Camille Moreau, 02 41 00 00 00 », with what is known of the two."""
    phone = phone_in_words(known.contact_phone) if known.contact_phone else ""
    if not known.contact_name and phone:
        return f"le {phone}"
    return ", ".join(part for part in (known.contact_name, phone) if part) or (
        f"le service {known.contact_service}" if known.contact_service else ""
    )


def _tasks(db: Database, by: Actor, edition_id: int, role: ActorRole) -> tuple[Dated, ...]:
    return ()
