"""Who can be written to about the days: the contacts of the places asked, each once, and the messages for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from campaign.accounts.model import Actor
from campaign.base import clock
from campaign.base.database import Database, rows, value
from campaign.base.french import enumerate_in_words, plural
from campaign.mail import addresses, outbox
from campaign.partners.model import Contact
from campaign.partners.store import contacts_where

ASK, REMIND, DECIDED = "dates_ask", "dates_remind", "dates_decided"
A_MINUTE, BATCH = timedelta(minutes=1), 50  # relays refuse bursts
_NAMES = 4
_MINE = "SELECT 1 FROM contact_places WHERE contact_id = ? AND place_id = ?"


@dataclass(frozen=True, slots=True)
class Reach:
    """Who would get a message about some places, and the places for which nobody would."""

    contacts: tuple[Contact, ...]
    unreachable: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """« 12 personnes recevront un message. Personne à qui écrire pour La Remise : appelez. »."""
        will = "recevra" if len(self.contacts) < 2 else "recevront"
        text = f"{plural(len(self.contacts), 'personne')} {will} un message."
        if not self.unreachable:
            return text
        others = len(self.unreachable) - _NAMES
        named = [*self.unreachable[:_NAMES], *([plural(others, "autre")] if others > 0 else [])]
        return f"{text} Personne à qui écrire pour {enumerate_in_words(named)} : appelez."


def contacts_of_places(db: Database, place_ids: Collection[int]) -> list[Contact]:
    """The contacts who answer for one of these places, with or without an address, each once, by name."""
    wanted = set(place_ids)
    there = "contacts.archived_at IS NULL AND contacts.id IN (SELECT contact_id FROM contact_places)"
    return [one for one in contacts_where(db, there) if wanted & set(one.place_ids)]


def reach_of(db: Database, places: Iterable[tuple[int, str]], *, invites: bool = True) -> Reach:
    """Who would get a message about these places (id, name); an invitation spares those who want none."""
    named = dict(places)
    opposed, dead = addresses.closed(db)
    shut = dead | (opposed if invites else frozenset())
    written = [one for one in contacts_of_places(db, named) if one.email and addresses.key_of(one.email) not in shut]
    reached = {place_id for one in written for place_id in one.place_ids}
    return Reach(tuple(written), tuple(name for place_id, name in named.items() if place_id not in reached))


def post(db: Database, by: Actor, kind: str, edition_id: int, contacts: Iterable[Contact], *, service: bool) -> int:
    """Ask for one message each, a few a minute; how many."""
    count = 0
    for count, one in enumerate(contacts, 1):
        about = {"edition_id": edition_id, "contact_id": one.id, "asked_on": clock.today().isoformat()}
        outbox.post(
            db,
            kind,
            about,
            by.journal_name,
            service=service,
            batch=f"dates:{edition_id}:{kind}:{clock.today().isoformat()}",
            recipient=f"contact:{one.id}",
            not_before=clock.now() + (count - 1) // BATCH * A_MINUTE,
        )
    return count


def answers_for(db: Database, contact_id: int | None, place_id: int) -> bool:
    """Whether this contact answers for this place."""
    return value(db, _MINE, [contact_id, place_id]) is not None


def contacts_asked(db: Database, edition_id: int) -> list[int]:
    """Ids of the active contacts who answer for a place whose days are asked in this edition."""
    sql = (
        "SELECT DISTINCT contacts.id FROM consultation_voters JOIN contact_places USING (place_id) "
        "JOIN contacts ON contacts.id = contact_id AND contacts.archived_at IS NULL "
        "JOIN places ON places.id = place_id AND places.archived_at IS NULL WHERE edition_id = ? ORDER BY 1"
    )
    return [one["id"] for one in rows(db, sql, [edition_id])]


def vote_closes_on(db: Database, edition_id: int) -> date | None:
    """Until when the days are voted on; None when nobody is asked, or when they are decided."""
    sql = "SELECT closes_on FROM consultations WHERE id = ? AND decided IS NULL"
    closes_on = value(db, sql, [edition_id])
    return date.fromisoformat(str(closes_on)) if closes_on else None
