"""Everybody with a role in an edition, and where they are with it: what the lists and the reminders share."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaign.accounts.store import links_of_edition
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words
from campaign.base.text import search_key
from campaign.editions.views import edition as edition_view
from campaign.participation.store import OF_TERRITORIES, invited_shops
from campaign.partners.model import Contact, Kind
from campaign.partners.store import contacts_where, places_where
from campaign.roles.model import ActorRole, Reading, Stand, Standing, Words, standing_of
from campaign.roles.store import readings_of, statement_row, team_of, words_of
from campaign.territory.model import short_epci_name


@dataclass(frozen=True, slots=True)
class RoleReader:
    """Somebody with a role: a contact (``under``: their places) or a member of the team (``under``: their function).

    ``label`` is what a list of names says of them: the shop of a contact, the name of a colleague.
    """

    role: ActorRole
    name: str
    under: str
    label: str
    standing: Standing
    email: str = ""
    phone: str = ""
    contact_id: int | None = None
    member_id: int | None = None
    agent_id: int | None = None

    @property
    def stand(self) -> Stand:
        """Read, to read again, not read."""
        return self.standing.stand

    @property
    def waits(self) -> bool:
        """Whether they still have to read."""
        return self.stand is not Stand.READ


def readers_of(db: Database, edition_id: int) -> tuple[RoleReader, ...]:
    """By role then by name; contacts whose link is not ready were not told yet, and are not here."""
    edition_view(db, edition_id)
    words = {role: words_of(statement_row(db, edition_id, role), role) for role in ActorRole}
    kept = readings_of(db, edition_id)
    linked = {one.contact_id for one in links_of_edition(db, edition_id) if not one.revoked_at}
    shops, found = invited_shops(db, edition_id), []
    for contact in contacts_where(db, "contacts.archived_at IS NULL"):
        if contact.id in linked and (mine := [shops[one] for one in contact.place_ids if one in shops]):
            found.append(_contact(contact, ActorRole.SHOPS, mine, kept, words))
    territories = {one.id: short_epci_name(one.name) for one in places_where(
        db, "kind = :kind AND archived_at IS NULL", {"kind": str(Kind.EPCI)})}  # fmt: skip
    for contact in contacts_where(db, OF_TERRITORIES, {"edition": edition_id}):
        if contact.id in linked:
            mine = [territories[one] for one in contact.place_ids if one in territories]
            found.append(_contact(contact, ActorRole.ANIMATORS, mine, kept, words))
    for member in team_of(db, edition_id):
        standing = standing_of(_of(kept, member.role, member_id=member.id), words[member.role])
        found.append(
            RoleReader(member.role, member.name, member.duty, member.name, standing, member.email,
                       member_id=member.id, agent_id=member.agent_id)
        )  # fmt: skip
    order = list(ActorRole)
    return tuple(sorted(found, key=lambda one: (order.index(one.role), search_key(one.label), search_key(one.name))))


def _contact(
    contact: Contact, role: ActorRole, places: list[str], kept: Iterable[Reading], words: dict[ActorRole, Words]
) -> RoleReader:
    standing = standing_of(_of(kept, role, contact_id=contact.id), words[role])
    said = enumerate_in_words(places)
    return RoleReader(role, contact.name, said, said, standing, contact.email, contact.phone, contact_id=contact.id)


def _of(
    kept: Iterable[Reading], role: ActorRole, *, contact_id: int | None = None, member_id: int | None = None
) -> list[Reading]:
    return [one for one in kept if one.role is role and (one.contact_id, one.member_id) == (contact_id, member_id)]
