"""Rows of shops' pictures."""

from collections.abc import Mapping

from campaign.base import clock
from campaign.base.database import Database, Row, row, rows, value
from campaign.partners.pictures_model import PictureKind, PlacePicture

TABLE = "place_pictures"


def picture_by_id(db: Database, picture_id: int) -> PlacePicture | None:
    """One picture, removed or not."""
    found = row(db, "SELECT * FROM place_pictures WHERE id = ?", [picture_id])
    return _picture(found) if found else None


def pictures_where(db: Database, where: str, parameters: Mapping[str, object]) -> list[PlacePicture]:
    """Pictures by a condition written in our code: photos in their order, the logo last."""
    sql = f"SELECT * FROM place_pictures WHERE {where} ORDER BY kind = 'logo', position, id"  # noqa: S608
    return [_picture(one) for one in rows(db, sql, dict(parameters))]


def shown_pictures(db: Database, place_id: int) -> list[PlacePicture]:
    """The pictures of a place that are not removed."""
    return pictures_where(db, "place_id = :place AND removed_at IS NULL", {"place": place_id})


def first_position(db: Database, place_id: int) -> int:
    """The lowest position among the pictures of a place."""
    return int(value(db, "SELECT min(position) FROM place_pictures WHERE place_id = ?", [place_id]) or 0)


def last_position(db: Database, place_id: int) -> int:
    """The highest."""
    return int(value(db, "SELECT max(position) FROM place_pictures WHERE place_id = ?", [place_id]) or 0)


def _picture(found: Row) -> PlacePicture:
    return PlacePicture(
        id=found["id"],
        place_id=found["place_id"],
        kind=PictureKind(found["kind"]),
        file=found["file"],
        width=found["width"],
        height=found["height"],
        credit=found["credit"],
        alt=found["alt"],
        position=found["position"],
        at=clock.from_stamp(found["at"]),
        removed_at=clock.from_stamp(found["removed_at"]) if found["removed_at"] else None,
        version=found["version"],
    )
