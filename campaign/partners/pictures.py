"""The photos and the logo of a shop, sent by an agent: credited, described, without what the camera wrote."""

from collections.abc import Mapping

from campaign.accounts import saving
from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, kept_files, operations
from campaign.base.credits import name_of_credit
from campaign.base.database import Database, Row, insert, transaction, update_version
from campaign.base.errors import InvalidInput, NotFound, Refused, UnreadableFile
from campaign.base.pictures import Picture, cleaned
from campaign.partners.model import Place
from campaign.partners.pictures_model import (
    MOST_ALT,
    MOST_CREDIT,
    MOST_PHOTOS,
    PICTURES,
    PictureKind,
    PlacePicture,
    logo_alt,
)
from campaign.partners.pictures_store import TABLE, first_position, last_position, picture_by_id, shown_pictures
from campaign.partners.store import place_by_id

_FULL = {
    PictureKind.PHOTO: f"{MOST_PHOTOS} photos au plus par boutique : retirez-en une, puis envoyez celle-ci.",
    PictureKind.LOGO: "Un seul logo par boutique : retirez celui qui est là, puis envoyez le nouveau.",
}
_MOST = {PictureKind.PHOTO: MOST_PHOTOS, PictureKind.LOGO: 1}
_NO_ALT = "Dites en quelques mots ce que montre la photo, pour qui ne la voit pas."


@guarded
def add_picture(
    db: Database, by: Actor, place_id: int, kind: PictureKind, data: bytes, credit: str, alt: str, operation: str
) -> int:
    """Keep a picture of a place, re-encoded; its id.

    Raises:
        InvalidForm: ``picture``, ``credit`` or ``alt``, every problem at once. Refused: the place has as many as it
            may. NotFound.
    """
    if done := operations.replay(db, operation, "add_picture", place_id):
        return done["id"]
    kind, place = PictureKind(kind), _known_place(db, place_id)
    columns = saving.checked(
        {"picture": data, "credit": credit, "alt": alt}, {"picture": _picture, **_words(kind, place)}
    )
    picture = columns.pop("picture")
    with transaction(db):
        if done := operations.replay(db, operation, "add_picture", place_id):
            return done["id"]
        _refuse_beyond(db, place_id, kind)
        picture_id = insert(db, TABLE, {
            **columns, "place_id": place_id, "kind": str(kind), "file": kept_files.keep(PICTURES, picture.data),
            "width": picture.width, "height": picture.height, "position": last_position(db, place_id) + 1,
            "at": clock.stamp(), "actor": by.journal_name,
        })  # fmt: skip
        _note(db, by, "add_picture", place_id, kind, operation)
        operations.remember(db, operation, "add_picture", place_id, {"id": picture_id})
    return picture_id


@guarded
def change_picture(
    db: Database, by: Actor, picture_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Write the ``credit`` and ``alt`` of a picture read at ``version``.

    Raises:
        InvalidForm, NotFound; Conflict: somebody wrote first, with what is stored now.
    """
    with transaction(db):
        if operations.replay(db, operation, "change_picture", picture_id) is not None:
            return
        found = _known(db, picture_id)
        place = _known_place(db, found.place_id)
        columns = saving.checked(values, _words(found.kind, place))
        if not update_version(db, TABLE, picture_id, version, columns):
            theirs = {"Crédit": found.credit, "Ce que montre l’image": found.alt}
            raise conflict_on(db, "place", found.place_id, ("change_picture", "put_picture_first"), theirs)
        _note(db, by, "change_picture", found.place_id, found.kind, operation)
        operations.remember(db, operation, "change_picture", picture_id)


@guarded
def put_picture_first(db: Database, by: Actor, picture_id: int, operation: str) -> None:
    """Make a photo the main one of its place: the one shown first, and to who shares the page.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "put_picture_first", picture_id) is not None:
            return
        found = _known(db, picture_id)
        _write(db, picture_id, {"position": first_position(db, found.place_id) - 1})
        _note(db, by, "put_picture_first", found.place_id, found.kind, operation)
        operations.remember(db, operation, "put_picture_first", picture_id)


@guarded
def remove_picture(db: Database, by: Actor, picture_id: int, operation: str) -> None:
    """Nobody sees it any more; ``restore_picture`` undoes for thirty days, then it is erased.

    Raises:
        NotFound.
    """
    with transaction(db):
        if operations.replay(db, operation, "remove_picture", picture_id) is not None:
            return
        found = _known(db, picture_id)
        if found.removed_at is None:
            _write(db, picture_id, {"removed_at": clock.stamp()})
        _note(db, by, "remove_picture", found.place_id, found.kind, operation)
        operations.remember(db, operation, "remove_picture", picture_id)


@guarded
def restore_picture(db: Database, by: Actor, picture_id: int, operation: str) -> None:
    """Put a removed picture back.

    Raises:
        NotFound; Refused: the place has as many as it may.
    """
    with transaction(db):
        if operations.replay(db, operation, "restore_picture", picture_id) is not None:
            return
        found = _known(db, picture_id)
        if found.removed_at:
            _refuse_beyond(db, found.place_id, found.kind)
            _write(db, picture_id, {"removed_at": None})
        _note(db, by, "restore_picture", found.place_id, found.kind, operation)
        operations.remember(db, operation, "restore_picture", picture_id)


@guarded
def pictures_of(db: Database, by: Actor, place_id: int) -> list[PlacePicture]:
    """The pictures of a place: photos in their order, the logo last."""
    return shown_pictures(db, place_id)


@guarded
def picture_file(db: Database, by: Actor, picture_id: int) -> bytes:
    """The picture itself, as it is kept.

    Raises:
        NotFound: no such picture, or its file has gone.
    """
    return kept_files.read(PICTURES, _known(db, picture_id).file)


def _words(kind: PictureKind, place: Place) -> saving.Checks:
    photo = kind is PictureKind.PHOTO
    credit = saving.text_of("credit", "qui a pris la photo", MOST_CREDIT, required=photo)
    alternative = saving.text_of("alt", "ce que montre l’image", MOST_ALT)

    def alt(typed: object) -> str:
        said = str(alternative(typed))
        if photo and not said:
            raise InvalidInput("alt", _NO_ALT)
        return said or logo_alt(place.name)

    return {"credit": lambda typed: credit(name_of_credit(str(typed or ""))) if photo else "", "alt": alt}


def _picture(data: object) -> Picture:
    if not data:
        raise InvalidInput("picture", "Choisissez une image.")
    try:
        return cleaned(bytes(data))  # type: ignore[call-overload]
    except UnreadableFile as problem:
        raise InvalidInput("picture", problem.message) from problem


def _refuse_beyond(db: Database, place_id: int, kind: PictureKind) -> None:
    if sum(one.kind is kind for one in shown_pictures(db, place_id)) >= _MOST[kind]:
        raise Refused(_FULL[kind])


def _known(db: Database, picture_id: int) -> PlacePicture:
    found = picture_by_id(db, picture_id)
    if found is None:
        raise NotFound("Cette image n’existe pas, ou plus.")
    return found


def _known_place(db: Database, place_id: int) -> Place:
    found = place_by_id(db, place_id)
    if found is None:
        raise NotFound("Cette fiche n’existe pas.")
    return found


def _write(db: Database, picture_id: int, columns: Row) -> None:
    names = ", ".join(f"{name} = :{name}" for name in columns)
    sql = f"UPDATE {TABLE} SET {names}, version = version + 1 WHERE id = :id"  # noqa: S608 - our own words
    db.conn.execute(sql, {**columns, "id": picture_id})


def _note(db: Database, by: Actor, verb: str, place_id: int, kind: PictureKind, operation: str) -> None:
    journal.record(db, by.journal_name, verb, "place", place_id, operation, {"kind": str(kind)})
