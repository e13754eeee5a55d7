"""Who may be invited to a meeting: contacts with what they answer for, and the project team."""

from collections.abc import Collection
from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.meetings.store import guests_of, known_meeting
from campaign.partners.model import Kind
from campaign.partners.store import contacts_where, places_where
from campaign.roles.model import Member
from campaign.roles.views import team


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact. ``epcis``: the names of the EPCI of their places; ``listed``: in the list of the meeting already."""

    contact_id: int
    name: str
    of: str
    place_ids: frozenset[int]
    shop: bool
    animator: bool
    epcis: frozenset[str]
    reachable: bool
    listed: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody who may be chosen; ``members`` are those of the team not in the list yet."""

    contacts: tuple[Candidate, ...]
    members: tuple[Member, ...]

    @property
    def epcis(self) -> tuple[str, ...]:
        """The EPCI one may choose by."""
        return tuple(sorted({name for one in self.contacts for name in one.epcis}))

    def ids(
        self, *, shops: bool = False, animators: bool = False, epcis: Collection[str] = (), places: Collection[int] = ()
    ) -> list[int]:
        """The contacts of these groups who are not in the list yet: in ``epcis``, shops and animators alike."""
        asked, there = frozenset(epcis), frozenset(places)
        return [
            one.contact_id
            for one in self.contacts
            if not one.listed
            and ((shops and one.shop) or (animators and one.animator) or one.epcis & asked or one.place_ids & there)
        ]


@guarded
def candidates(db: Database, by: Actor, meeting_id: int) -> Candidates:
    """Contacts and members of the team, for one meeting.

    Raises:
        NotFound.
    """
    meeting = known_meeting(db, meeting_id)
    guests = guests_of(db, meeting_id)
    listed = {one.contact_id for one in guests if one.contact_id}
    addresses = {one.email.lower() for one in guests if one.email}
    places = {one.id: one for one in places_where(db, "archived_at IS NULL")}
    found = []
    for contact in contacts_where(db, "contacts.archived_at IS NULL"):
        mine = [places[one] for one in contact.place_ids if one in places]
        found.append(
            Candidate(
                contact_id=contact.id,
                name=contact.name,
                of=", ".join(contact.place_names),
                place_ids=frozenset(contact.place_ids),
                shop=any(one.kind is Kind.SHOP for one in mine),
                animator=any(one.kind is Kind.EPCI for one in mine),
                epcis=frozenset(one.epci_name or one.name for one in mine if one.epci_name or one.kind is Kind.EPCI),
                reachable=bool(contact.email),
                listed=contact.id in listed or contact.email.lower() in addresses,
            )
        )
    members = (one for one in team(db, by, meeting.edition_id) if not one.email or one.email.lower() not in addresses)
    known = {one.name for one in guests if one.contact_id is None}
    return Candidates(tuple(found), tuple(one for one in members if one.email or one.name not in known))
