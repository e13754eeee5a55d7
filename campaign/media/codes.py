"""The code of a place of posters: an address made from the secret, nowhere in the database, closed at will.

It opens one place for one edition: whoever scans the label says what they did there, and nothing else.
"""

from dataclasses import dataclass

from campaign.accounts.model import PUBLIC, Actor, clean_token
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, kept_files, operations
from campaign.base.database import Database, row, transaction
from campaign.base.errors import CampaignError, LinkExpired, LinkNotValid, LinkReplaced, UnreadableFile
from campaign.base.french import day_in_words
from campaign.base.pictures import cleaned
from campaign.base.secret import derived, fingerprint
from campaign.base.settings import settings
from campaign.base.text import clean
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.media.spots_model import Noted, Posting, SpotState
from campaign.media.spots_store import add_note, notes_of, posting_by_id

PHOTOS = "affiches"  # the purpose under which photos are kept (base.kept_files)
MAX_NOTE = 300
BY_CODE = (SpotState.POSED, SpotState.REMOVED, SpotState.NOT_FOUND)  # what somebody on the spot may say


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the page of a code shows; ``token`` is the clean one."""

    token: str
    posting: Posting
    edition: Edition
    history: tuple[Noted, ...]


def token(spot_id: int, edition_id: int, generation: int) -> str:
    """The token of a place for an edition, computed from the secret outside the database."""
    return derived("poster", spot_id, edition_id, generation)


@guarded
def code_address(db: Database, by: Actor, posting: Posting) -> str:
    """The address that the label bears, under the configured public address."""
    made = token(posting.spot.id, posting.edition_id, posting.generation)
    return f"{settings().public_url.rstrip('/')}/p/affiche/{made}"


def open_code(db: Database, received: str) -> Scanned:
    """The place behind a code. Reads only.

    Raises:
        LinkNotValid: unknown, altered or cut. LinkReplaced: closed by an agent. LinkExpired: months after the event.
    """
    given = clean_token(received)
    found = row(db, "SELECT * FROM poster_codes WHERE fingerprint = ?", [fingerprint(given)]) if given else None
    posting = posting_by_id(db, found["posting_id"]) if found else None
    if posting is None:
        raise LinkNotValid("Ce code n’est pas valable. Rapprochez-vous du téléphone, ou demandez une autre étiquette.")
    if found["generation"] != posting.generation:
        raise LinkReplaced("Cette étiquette a été remplacée par une autre. Demandez la nouvelle.")
    edition = edition_view(db, posting.edition_id)
    if clock.today() > edition.links_expire_on:
        day = day_in_words(edition.links_expire_on, weekday=False)
        raise LinkExpired(f"Cette étiquette ne sert plus depuis le {day}.")
    return Scanned(given, posting, edition, tuple(notes_of(db, posting.id)))


def note_by_code(db: Database, received: str, state: str, note: str, photo: bytes | None, operation: str) -> str:
    """Somebody on the spot says what they did, once an operation; '' or why the photo was not kept: what they did
    matters more than its picture.

    Raises:
        LinkNotValid and its kinds; OperationReused; LinkNotValid when ``state`` is none of the page's.
    """
    scanned = open_code(db, received)
    if state not in BY_CODE:
        raise LinkNotValid("Ce formulaire est incomplet. Rechargez la page, puis recommencez.")
    kept, refused = _photo(photo)
    with transaction(db):
        if (done := operations.replay(db, operation, "note_by_code", scanned.posting.id)) is not None:
            return done["refused"]
        said = clean(note, multiline=True)[:MAX_NOTE]
        add_note(db, scanned.posting.id, SpotState(state), PUBLIC.journal_name, said, kept)
        details = {"state": state, "by_code": True}
        journal.record(db, PUBLIC.journal_name, "note_poster", "posting", scanned.posting.id, operation, details)
        operations.remember(db, operation, "note_by_code", scanned.posting.id, {"refused": refused})
    return refused


def _photo(data: bytes | None) -> tuple[str, str]:
    """(fingerprint of the kept photo, why it was refused): upright, without its place nor its camera."""
    if not data:
        return "", ""
    try:
        return kept_files.keep(PHOTOS, cleaned(data).data), ""
    except UnreadableFile as problem:
        return "", problem.message
    except CampaignError:
        return "", "La photo n’a pas pu être enregistrée."
