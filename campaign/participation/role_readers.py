"""Who has to read their role in an edition, and who has: contacts with a live link, the project team."""

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words, plural
from campaign.editions.model import State
from campaign.editions.views import edition as edition_view
from campaign.participation.decisions import Decision, DecisionKind
from campaign.participation.role_standing import RoleReader, readers_of
from campaign.roles.model import ActorRole

__all__ = ["RoleReader", "role_readers", "role_tasks"]
_NAMED = 2
SCREEN = "roles.py"
_ASKED_IN = (State.OPEN, State.CLOSED)  # before, nobody was told; after, it no longer serves
_WHO = {
    ActorRole.SHOPS: ("boutique n’a pas lu son rôle", "boutiques n’ont pas lu leur rôle"),
    ActorRole.ANIMATORS: ("animateur n’a pas lu son rôle", "animateurs n’ont pas lu leur rôle"),
}
_TEAM = ("personne de l’équipe n’a pas lu son rôle", "personnes de l’équipe n’ont pas lu leur rôle")


@guarded
def role_readers(db: Database, by: Actor, edition_id: int) -> tuple[RoleReader, ...]:
    """Everybody with a role in an edition, by role then by name. Those whose link is not ready were not told yet.

    Raises:
        NotFound.
    """
    return readers_of(db, edition_id)


@guarded
def role_tasks(db: Database, by: Actor, edition_id: int) -> list[Decision]:
    """One line for the shops, one for the animators, one for the team, while the edition is open; a reader sees the
    names of shops, not those of people."""
    if edition_view(db, edition_id).state(clock.today()) not in _ASKED_IN:
        return []
    waiting = [one for one in readers_of(db, edition_id) if one.waits]
    found = []
    for role, words in _WHO.items():
        mine = [one for one in waiting if one.role is role]
        if mine:
            found.append(_line(mine, words, role.slug, by))
    if team := [one for one in waiting if one.role not in _WHO]:
        found.append(_line(team, _TEAM, "equipe", by, named=by.role is not Role.READER))
    return found


def _line(
    waiting: list[RoleReader], words: tuple[str, str], filtered: str, by: Actor, *, named: bool = True
) -> Decision:  # fmt: skip
    names = list(dict.fromkeys(one.label for one in waiting))
    rest = len(names) - _NAMED
    shown = [*names[:_NAMED], plural(rest, "autre")] if rest > 0 else names
    text = enumerate_in_words(shown) if named else "relance à faire par l’équipe"
    parameters = {"qui": filtered, "lu": "non"}
    verb = "Voir" if by.role is Role.READER else "Relancer"
    return Decision(DecisionKind.ROLE_UNREAD, plural(len(names), *words), text, verb, SCREEN,
                    parameters=parameters)  # fmt: skip
