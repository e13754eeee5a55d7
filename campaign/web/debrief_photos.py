"""« Vos photos »: a shop or an animator sends up to six, says whom to credit and that people agree; and takes one back.

GET shows a picture to the link of its place alone; POST keeps, takes out or puts back one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from campaign.base import operations
from campaign.base.errors import NotFound
from campaign.base.pictures import small_jpeg
from campaign.debrief.photos import add_photo, remove_photo, restore_photo
from campaign.debrief.photos_model import MOST_PHOTOS, Consent, DebriefPhoto
from campaign.debrief.views import DebriefLine, photo_file, place_photos
from campaign.editions.model import State
from campaign.web.answer import with_link
from campaign.web.headers import keep_personal
from campaign.web.personal_link import Opened
from campaign.web.visit import Visit

ADD, REMOVE, RESTORE = "photo", "retirer", "remettre"
GESTURES = (ADD, REMOVE, RESTORE)
SEEN = 720  # pixels: twice the width of its card on a telephone
_FIELDS = ("credit", "consent", "caption", "alternative")


@dataclass(frozen=True, slots=True)
class Shown:
    """The part « Vos photos » as the page draws it. ``left``: how many more it takes; ``typed``: what comes back
    after a refusal; ``removed``: the one that may still be put back."""

    photos: list[DebriefPhoto]
    left: int
    consents: tuple[Consent, ...]
    typed: Mapping[str, str]
    problems: Mapping[str, str]
    refused: bool
    operation: str
    removed: int


def shown(visit: Visit, opened: Opened, place_id: int, problems: Mapping[str, str] | None = None) -> Shown:
    """The photos of a place and the form for one more; ``problems``: of the one that was just refused."""
    kept = place_photos(visit.db, opened.actor, opened.page.edition.id, place_id)
    wrong, removed = problems is not None, visit.asked("retiree")
    return Shown(
        photos=kept,
        left=MOST_PHOTOS - len(kept) if opened.page.state is not State.ARCHIVED else 0,
        consents=tuple(Consent),
        typed={name: visit.typed(name) if wrong else "" for name in _FIELDS},
        problems={name: (problems or {}).get(name, "") for name in ("photo", *_FIELDS)},
        refused=wrong,
        operation=visit.typed("operation") if wrong else operations.new_operation(),
        removed=int(removed) if removed.isascii() and removed.isdigit() and len(removed) < 10 else 0,
    )


def received(visit: Visit, opened: Opened, one: DebriefLine) -> str:
    """Keep, take out or put back a photo of a place; the address to go on to.

    Raises:
        NotFound: no such photo, or another's. InvalidForm, Refused, Unavailable: nothing was written.
    """
    db, by, operation, gesture = visit.db, opened.actor, visit.typed("operation"), visit.typed("geste")
    address = f"{opened.address}/bilan?lieu={one.place.id}"
    if gesture == ADD:
        words = {name: visit.typed(name) for name in _FIELDS}
        data = visit.files.get("photo", b"")
        add_photo(db, by, opened.page.edition.id, one.place.id, data, operation=operation, **words)
        return f"{address}&fait=photo#photos"
    photo_id = _number(visit.typed("numero"))
    if gesture == RESTORE:
        restore_photo(db, by, photo_id, operation)
        return f"{address}&fait=photo#photos"
    remove_photo(db, by, photo_id, operation)
    return f"{address}&retiree={photo_id}#photos"


@with_link
def picture(visit: Visit, opened: Opened) -> Response:
    """One photo, whole, or small with ``taille=apercu``.

    Raises:
        NotFound: no such photo, taken out, or another's place.
    """
    data = photo_file(visit.db, opened.actor, _number(visit.request.path_params["number"]))
    if visit.asked("taille") == "apercu":
        data = small_jpeg(data, SEEN)
    response = Response(data, media_type="image/png" if data.startswith(b"\x89PNG") else "image/jpeg")
    keep_personal(response)
    return response


def _number(typed: str) -> int:
    """Raises NotFound on what is no number of a photo."""
    if not typed.isascii() or not typed.isdigit() or len(typed) > 15:
        raise NotFound("Cette photo n’existe pas, ou plus.")
    return int(typed)
