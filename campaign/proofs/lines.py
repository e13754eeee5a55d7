"""Each shop reads its own line of the directory as it will be printed, and says that it is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.authors import name_of_actor
from campaign.accounts.model import SYSTEM, Actor, PersonalLink
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, transaction
from campaign.base.errors import Conflict, NotFound
from campaign.communication.content import Source, content_for, read_source
from campaign.communication.model import Audience, Scale
from campaign.documents.content import Shop
from campaign.participation.views import contact_page
from campaign.proofs.store import approved_lines


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """A shop's line. ``approved_at`` is when ``approved_by`` (the shop, or an agent for it) said it was right;
    ``lapsed`` when what was approved has changed since, so that it must be read again."""

    place_id: int
    name: str
    lines: tuple[str, ...]
    approved_at: datetime | None = None
    lapsed: bool = False
    approved_by: str = ""

    @property
    def approved(self) -> bool:
        """Whether the shop approved exactly what would be printed now."""
        return self.approved_at is not None and not self.lapsed

    @property
    def text(self) -> str:
        """The line as it is compared and kept."""
        return "\n".join(self.lines)


@guarded
def directory_lines(db: Database, by: Actor, edition_id: int) -> list[DirectoryLine]:
    """Every shop's line, in the order of the list, approved or not.

    Raises:
        NotFound: no such edition; Refused: no document can be made of it.
    """
    return _lines(db, read_source(db, by, edition_id))


@guarded
def own_lines(db: Database, by: Actor, link: PersonalLink) -> list[DirectoryLine]:
    """The lines of the shops of a personal link that take part.

    Raises:
        NotFound: another contact's link; Refused: no document can be made of this edition.
    """
    own = {one.place.id for one in contact_page(db, by, link).shops}
    return [one for one in _lines(db, read_source(db, SYSTEM, link.edition_id)) if one.place_id in own]


@guarded
def approve_own_line(db: Database, by: Actor, link: PersonalLink, place_id: int, seen: str, operation: str) -> None:
    """« C’est juste », by the shop: ``seen`` is the line that was on its page.

    Raises:
        NotFound: not this contact's, or it takes no part; Conflict: the line changed meanwhile.
    """
    _approve(db, by, link.edition_id, own_lines(db, by, link), place_id, seen, operation)


@guarded
def approve_line_for(db: Database, by: Actor, edition_id: int, place_id: int, seen: str, operation: str) -> None:
    """The same, noted by an agent in the name of a shop that said so otherwise.

    Raises:
        NotFound: it takes no part; Conflict: the line changed meanwhile.
    """
    _approve(db, by, edition_id, directory_lines(db, by, edition_id), place_id, seen, operation)


def _approve(
    db: Database, by: Actor, edition_id: int, lines: Sequence[DirectoryLine], place_id: int, seen: str, operation: str
) -> None:
    found = next((one for one in lines if one.place_id == place_id), None)
    if found is None:
        raise NotFound("Cette ligne n’est pas la vôtre, ou votre boutique ne participe pas.")
    with transaction(db):
        if operations.replay(db, operation, "approve_line", place_id) is not None:
            return
        if found.text != seen:
            raise Conflict("le Département", clock.now(), {"Votre ligne": found.text})
        db.conn.execute(
            "INSERT INTO line_approvals (edition_id, place_id, line, actor, at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (edition_id, place_id) DO UPDATE SET line = excluded.line, actor = excluded.actor, "
            "at = excluded.at",
            [edition_id, place_id, found.text, by.journal_name, clock.stamp()],
        )
        journal.record(db, by.journal_name, "approve_line", "place", place_id, operation, {"edition": edition_id})
        operations.remember(db, operation, "approve_line", place_id)


def _lines(db: Database, source: Source) -> list[DirectoryLine]:
    approved, found = approved_lines(db, source.edition.id), []
    for shop in source.shops:
        content = content_for(source, Audience(Scale.SHOP, str(shop.place_id)), "annuaire")
        said = printed_line(content.shops[0])
        known = approved.get(shop.place_id)
        at = clock.from_stamp(str(known["at"])) if known else None
        lapsed = known is not None and known["line"] != "\n".join(said)
        by = name_of_actor(db, str(known["actor"])) if known else ""
        found.append(DirectoryLine(shop.place_id, shop.name, said, at, lapsed, by))
    return found


def printed_line(shop: Shop) -> tuple[str, ...]:
    """What the directory prints of a shop, line by line."""
    address = ", ".join(part for part in (shop.address, shop.commune) if part)
    activities = ", ".join(shop.activities)
    said = (
        shop.name,
        address,
        shop.hours,
        activities[:1].upper() + activities[1:],
        shop.phone,
        ", ".join(shop.categories).lower(),
    )
    return tuple(one for one in said if one)
