"""Photos of the event, sent by a contact on their link or by an agent: credited, agreed to, without what the camera
wrote."""

from campaign.accounts import saving
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, kept_files, operations
from campaign.base.credits import name_of_credit
from campaign.base.database import Database, insert, transaction, value
from campaign.base.errors import InvalidInput, NotFound, Refused, UnreadableFile
from campaign.base.pictures import Picture, cleaned
from campaign.debrief.photos_model import MOST_PHOTOS, PHOTOS, Consent, DebriefPhoto
from campaign.debrief.reach import known_teller, refuse_too_early
from campaign.debrief.store import photo_by_id

TABLE, SUBJECT = "debrief_photos", "debrief_photo"
MOST_CREDIT, MOST_CAPTION, MOST_ALTERNATIVE = 80, 160, 300  # signs
_FULL = f"{MOST_PHOTOS} photos au plus par lieu : retirez-en une, puis envoyez celle-ci."


@guarded
def add_photo(
    db: Database, by: Actor, edition_id: int, place_id: int, data: bytes, credit: str, caption: str, alternative: str,
    consent: str, operation: str,
) -> int:  # fmt: skip
    """Keep a photo, re-encoded; its id. ``consent`` is the code of a Consent.

    Raises:
        InvalidForm: ``photo``, ``credit``, ``consent``, ``caption`` or ``alternative``, every problem at once. Refused:
            the place has as many as it may, or the event has not begun. NotFound: another's place. EditionOver.
    """
    subject = f"{edition_id}:{place_id}"
    refuse_too_early(known_teller(db, by, edition_id, place_id).edition)
    if done := operations.replay(db, operation, "add_photo", subject):
        return done["id"]
    columns = saving.checked(
        {"picture": data, "credit": credit, "consent": consent, "caption": caption, "alternative": alternative},
        {
            "picture": _picture,
            "credit": _credit,
            "consent": saving.one_of(Consent, "consent", "Dites si des personnes sont reconnaissables, et d’accord : "
                                     "sans cela, nous ne pouvons pas garder la photo."),
            "caption": saving.text_of("caption", "la légende", MOST_CAPTION),
            "alternative": saving.text_of("alternative", "ce que montre la photo", MOST_ALTERNATIVE),
        },
    )  # fmt: skip
    picture = columns.pop("picture")
    with transaction(db):
        known_teller(db, by, edition_id, place_id)
        if done := operations.replay(db, operation, "add_photo", subject):
            return done["id"]
        _refuse_beyond(db, edition_id, place_id)
        photo_id = insert(db, TABLE, {
            **columns, "edition_id": edition_id, "place_id": place_id, "file": kept_files.keep(PHOTOS, picture.data),
            "width": picture.width, "height": picture.height, "actor": by.journal_name, "added_at": clock.stamp(),
        })  # fmt: skip
        _note(db, by, "add_photo", photo_id, edition_id, place_id, operation)
        operations.remember(db, operation, "add_photo", subject, {"id": photo_id})
    return photo_id


@guarded
def remove_photo(db: Database, by: Actor, photo_id: int, operation: str) -> None:
    """Nobody sees it any more; ``restore_photo`` undoes for thirty days, then it is erased. Always possible: people
    change their mind.

    Raises:
        NotFound: no such photo, or another's place.
    """
    with transaction(db):
        if operations.replay(db, operation, "remove_photo", photo_id) is not None:
            return
        found = _known(db, by, photo_id)
        sql = f"UPDATE {TABLE} SET removed_at = coalesce(removed_at, ?) WHERE id = ?"  # noqa: S608 - our own words
        db.conn.execute(sql, [clock.stamp(), photo_id])
        _note(db, by, "remove_photo", photo_id, found.edition_id, found.place_id, operation)
        operations.remember(db, operation, "remove_photo", photo_id)


@guarded
def restore_photo(db: Database, by: Actor, photo_id: int, operation: str) -> None:
    """Put a removed photo back.

    Raises:
        NotFound: no such photo, or another's place. Refused: the place has as many as it may.
    """
    with transaction(db):
        if operations.replay(db, operation, "restore_photo", photo_id) is not None:
            return
        found = _known(db, by, photo_id)
        if found.removed_at:
            _refuse_beyond(db, found.edition_id, found.place_id)
        db.conn.execute(f"UPDATE {TABLE} SET removed_at = NULL WHERE id = ?", [photo_id])  # noqa: S608 - as above
        _note(db, by, "restore_photo", photo_id, found.edition_id, found.place_id, operation)
        operations.remember(db, operation, "restore_photo", photo_id)


def _picture(data: object) -> Picture:
    if not data:
        raise InvalidInput("photo", "Choisissez une photo.")
    try:
        return cleaned(bytes(data))  # type: ignore[call-overload]
    except UnreadableFile as problem:
        raise InvalidInput("photo", problem.message) from problem


def _credit(typed: object) -> str:
    check = saving.text_of("credit", "qui a pris la photo", MOST_CREDIT, required=True)
    return str(check(name_of_credit(str(typed or ""))))


def _refuse_beyond(db: Database, edition_id: int, place_id: int) -> None:
    sql = f"SELECT count(*) FROM {TABLE} WHERE edition_id = ? AND place_id = ? AND removed_at IS NULL"  # noqa: S608
    if int(value(db, sql, [edition_id, place_id]) or 0) >= MOST_PHOTOS:
        raise Refused(_FULL)


def _known(db: Database, by: Actor, photo_id: int) -> DebriefPhoto:
    found = photo_by_id(db, photo_id)
    if found is None:
        raise NotFound("Cette photo n’existe pas, ou plus.")
    known_teller(db, by, found.edition_id, found.place_id)
    return found


def _note(db: Database, by: Actor, verb: str, photo_id: int, edition_id: int, place_id: int, operation: str) -> None:
    details = {"edition": edition_id, "place": place_id}
    journal.record(db, by.journal_name, verb, SUBJECT, photo_id, operation, details)
