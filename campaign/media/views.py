"""The press and the posters as screens show them. Readers see outlets and counts, never who works there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, kept_files
from campaign.base.database import Database, rows
from campaign.base.settings import settings
from campaign.base.text import search_key
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.mail import outbox
from campaign.mail.outbox import State
from campaign.media.codes import PHOTOS
from campaign.media.model import Correspondent, Coverage, Outlet, PressSending, Space
from campaign.media.press_list import territory_words
from campaign.media.spots_model import Gap, Noted, Posting, Spot, gaps
from campaign.media.spots_store import all_spots, notes_of, postings_of
from campaign.media.store import (
    all_correspondents,
    all_outlets,
    coverage_of,
    known_correspondent,
    sendings_of,
    spaces_of,
)
from campaign.participation.views import public_shops
from campaign.territory.model import short_epci_name
from campaign.territory.views import communes_of, epci_contours, epcis_of


@guarded
def outlets(db: Database, by: Actor, search: str = "", kind: str = "", siren: str = "", *, archived: bool = False
            ) -> list[Outlet]:  # fmt: skip
    """Outlets by name, filtered by words (name, kind, territory, note), kind and EPCI; or the archived ones."""
    words = search_key(search).split()
    found = []
    for one in all_outlets(db):
        text = search_key(f"{one.name} {one.kind.label} {territory_words(one.territories)} {one.note}")
        wanted = (one.archived_at is not None) == archived and kind in ("", one.kind) and all(w in text for w in words)
        if wanted and (not siren or not one.territories or siren in one.territories):
            found.append(one)
    return found


@guarded
def correspondents(db: Database, by: Actor, search: str = "", siren: str = "", *, archived: bool = False
                   ) -> list[Correspondent]:  # fmt: skip
    """Correspondents by name, filtered by words (name, outlet, job, address) and EPCI; or the archived ones."""
    words = search_key(search).split()
    found = []
    for one in all_correspondents(db):
        text = search_key(f"{one.name} {one.job} {one.email} {' '.join(one.outlets)}")
        wanted = (one.archived_at is not None) == archived and all(word in text for word in words)
        if wanted and (not siren or one.everywhere or siren in one.reach):
            found.append(one)
    return found


@guarded
def correspondent(db: Database, by: Actor, correspondent_id: int) -> Correspondent:
    """One correspondent.

    Raises:
        NotFound.
    """
    return known_correspondent(db, correspondent_id)


@dataclass(frozen=True, slots=True)
class ListedSending:
    """A sending with what became of its messages, by state."""

    sending: PressSending
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        """Every message of it."""
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        """What has not left."""
        return self.counts.get(State.WAITING, 0) + self.counts.get(State.PAUSED, 0)


@guarded
def sendings(db: Database, by: Actor, edition_id: int) -> list[ListedSending]:
    """What was sent to the press for an edition, the latest first."""
    return [ListedSending(one, outbox.counts(db, one.batch)) for one in sendings_of(db, edition_id)]


@dataclass(frozen=True, slots=True)
class SentLine:
    """What one person was sent: '' for the name of somebody erased since, state None once its log was purged."""

    sending: PressSending
    name: str
    outlets: str
    email: str
    state: State | None
    reason: str
    at: datetime


@guarded
def sent_lines(db: Database, by: Actor, edition_id: int, sending_id: int = 0) -> list[SentLine]:
    """To whom the sendings of an edition (or one of them) went, when, with what result; by sending then by name."""
    people = {one.id: one for one in all_correspondents(db)}
    found = []
    for sending in sendings_of(db, edition_id):
        if sending_id not in (0, sending.id):
            continue
        posted = {int(str(one.parameters["correspondent_id"])): one for one in outbox.messages_of(db, sending.batch)}
        listed = []
        for line in rows(db, "SELECT * FROM media_recipients WHERE sending_id = ?", [sending.id]):
            person, message = people.get(line["correspondent_id"]), posted.get(line["correspondent_id"])
            at = (message.ended_at or message.not_before) if message else sending.leaves_at
            listed.append(
                SentLine(
                    sending, person.name if person else "", line["outlets"], person.email if person else "",
                    message.state if message else None, message.reason if message else "", at,
                )
            )  # fmt: skip
        found += sorted(listed, key=lambda one: (not one.name, search_key(one.name)))
    return found


@guarded
def coverage(db: Database, by: Actor, edition_id: int, search: str = "") -> list[Coverage]:
    """What was published, the latest first, filtered by words (outlet, title, note)."""
    words = search_key(search).split()
    return [
        one
        for one in coverage_of(db, edition_id)
        if not one.removed_at and all(word in search_key(f"{one.outlet} {one.title} {one.note}") for word in words)
    ]


@guarded
def spaces(db: Database, by: Actor, edition_id: int) -> list[Space]:
    """The media plan, in the order of its dates."""
    return [one for one in spaces_of(db, edition_id) if not one.removed_at]


@guarded
def spots(db: Database, by: Actor, *, archived: bool = False) -> list[Spot]:
    """Every place of posters, whatever the edition, by commune; or the archived ones."""
    return [one for one in all_spots(db) if (one.archived_at is not None) == archived]


@guarded
def postings(db: Database, by: Actor, edition_id: int, search: str = "") -> list[Posting]:
    """The places kept for an edition, by commune, filtered by words."""
    words = search_key(search).split()
    found = []
    for one in postings_of(db, edition_id):
        spot = one.spot
        text = search_key(f"{one.number} {spot.label} {spot.commune} {spot.kind.label} {spot.by} {spot.epci_name}")
        if all(word in text for word in words):
            found.append(one)
    return found


@guarded
def unused_spots(db: Database, by: Actor, edition_id: int) -> list[Spot]:
    """Places known but not kept for this edition."""
    kept = {one.spot.id for one in postings_of(db, edition_id)}
    return [one for one in all_spots(db) if one.id not in kept and one.archived_at is None]


@guarded
def history(db: Database, by: Actor, posting_id: int) -> list[Noted]:
    """What was said of a place for an edition, the latest first."""
    return notes_of(db, posting_id)


@guarded
def photo(db: Database, by: Actor, fingerprint: str) -> bytes:
    """A photo of a poster.

    Raises:
        NotFound.
    """
    return kept_files.read(PHOTOS, fingerprint)


@guarded
def coverage_gaps(db: Database, by: Actor, edition_id: int) -> list[Gap]:
    """Each EPCI of the département: places, posters posed, communes without one.

    Raises:
        NotFound.
    """
    edition = edition_view(db, edition_id)
    return gaps(postings_of(db, edition_id), _epcis(), _with_shops(db, edition), edition.last_day, clock.today())


def _epcis() -> dict[str, str]:
    """Those drawn on our contours that lie mostly here; where there are none, every EPCI of the département."""
    code = settings().departement
    drawn = (epci_contours(code) or {}).get("features", ())
    here = communes_of(code)
    if not drawn:
        return {one.siren: short_epci_name(one.name) for one in epcis_of(code)}
    people: dict[str, int] = {}
    for commune in here:
        people[commune.epci_siren] = people.get(commune.epci_siren, 0) + commune.population
    whole = {one.siren: one.population for one in epcis_of(code)}
    names = {one["properties"]["siren"]: short_epci_name(one["properties"]["name"]) for one in drawn}
    return {siren: name for siren, name in names.items() if people.get(siren, 0) * 2 >= whole.get(siren, 0)}


def _with_shops(db: Database, edition: Edition) -> dict[str, Collection[str]]:
    found: dict[str, set[str]] = {}
    for shop in public_shops(db, edition):
        found.setdefault(shop.epci_siren, set()).add(shop.commune)
    return found
