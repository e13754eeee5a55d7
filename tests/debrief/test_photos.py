"""Photos of the event: what is kept of them, what is refused, who sees them, how long."""

import io
import struct
import zlib
from datetime import datetime, time, timedelta

import pytest
from PIL import Image

from campaign.accounts.model import SYSTEM
from campaign.accounts.retention import past_retention, purge
from campaign.base import clock, journal, kept_files
from campaign.base.credits import name_of_credit
from campaign.base.database import transaction, value
from campaign.base.errors import EditionOver, InvalidForm, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.debrief.photos import add_photo, remove_photo, restore_photo
from campaign.debrief.photos_model import MOST_PHOTOS, PHOTOS, Consent
from campaign.debrief.store import photo_by_id
from campaign.debrief.views import photo_file, photos, place_photos
from campaign.editions import actions as editions
from campaign.editions.views import edition as edition_view


def taken(kind="JPEG", size=(60, 40), **how) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, kind, **how)
    return out.getvalue()


def with_a_place() -> bytes:
    """A JPEG as a phone writes it: on its side, with where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return taken(exif=exif)


def huge() -> bytes:
    """A PNG that says 20 000 × 20 000 pixels in a hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.fixture
def over(db, linked, answered):
    """The last day of the event: (edition, place id, the contact)."""
    edition_id, place_id, actor, _ = linked
    answered(edition_id, place_id)
    edition = edition_view(db, edition_id)
    with clock.frozen(datetime.combine(edition.last_day, time(18), clock.PARIS)):
        yield edition, place_id, actor


@pytest.fixture
def sends(db, over):
    """Sends a photo for the place: (by=the contact, **changes) -> its id."""
    edition, place_id, actor = over

    def send(by=None, **changes) -> int:
        said = {"data": taken(), "credit": "Félicie Martin", "caption": "", "alternative": "", "consent": "nobody"}
        return add_photo(db, by or actor, edition.id, place_id, operation=new_operation(), **{**said, **changes})

    return send


def test_a_photo_is_kept_upright_without_what_the_camera_wrote(db, officer, over, sends):
    edition, place_id, actor = over
    photo_id = sends(data=with_a_place(), caption="La file à 9 h", alternative="Dix personnes devant la vitrine")
    (kept,) = photos(db, officer, edition.id)
    assert (kept.id, kept.place_id, kept.credit, kept.consent) == (photo_id, place_id, "Félicie Martin", Consent.NOBODY)
    assert (kept.caption, kept.shows) == ("La file à 9 h", "Dix personnes devant la vitrine")
    data = photo_file(db, actor, photo_id)
    image = Image.open(io.BytesIO(data))
    assert (image.size, (kept.width, kept.height)) == ((40, 60), (40, 60))
    assert dict(image.getexif()) == {}
    assert b"Exif" not in data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_three_usual_kinds_are_taken(db, actor_of, sends, kind):
    assert photo_file(db, actor_of, sends(data=taken(kind)))[:3] in (b"\x89PN", b"\xff\xd8\xff")


@pytest.fixture
def actor_of(over):
    return over[2]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Choisissez une photo."),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG refusé"),
        (b"<html><body>non</body></html>", "n’est pas une image"),
        (b"MZ\x90\x00" + b"\x00" * 200, "n’est pas une image"),
        (huge(), "12 mégapixels au plus"),
        (taken("BMP", (900, 900)) + b"\x00" * (5 * 1024 * 1024), "5 Mo au plus"),
        (taken(size=(300, 300))[:1500], "abîmée"),
    ],
)
def test_what_is_no_usable_photo_is_refused_in_clear_words_and_keeps_nothing(db, sends, data, said):
    with pytest.raises(InvalidForm) as refused:
        sends(data=data)
    ((field, message),) = [(one.field, one.message) for one in refused.value.problems]
    assert field == "photo"
    assert said in message
    assert value(db, "SELECT count(*) FROM debrief_photos") == 0
    assert not kept_files.folder(PHOTOS).exists()


def test_without_a_credit_and_without_consent_it_is_refused_and_both_are_said(db, sends):
    with pytest.raises(InvalidForm) as refused:
        sends(credit="  ", consent="")
    assert [one.field for one in refused.value.problems] == ["credit", "consent"]
    assert "sans cela, nous ne pouvons pas garder la photo" in refused.value.problems[1].message
    with pytest.raises(InvalidForm):
        sends(consent="peut-être")
    assert value(db, "SELECT count(*) FROM debrief_photos") == 0


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Photo de Félicie Martin", "Félicie Martin"), ("photo d’Alix", "Alix"), ("Crédit : Alix", "Alix"),
     ("© Alix", "Alix"), ("Félicie Martin", "Félicie Martin"), ("Photographe Dupont", "Photographe Dupont")],
)  # fmt: skip
def test_a_credit_is_a_name_however_it_was_introduced(typed, name):
    assert name_of_credit(typed) == name


def test_a_place_has_six_photos_at_most_and_one_taken_out_makes_room(db, sends, actor_of):
    ids = [sends() for _ in range(MOST_PHOTOS)]
    with pytest.raises(Refused, match="6 photos au plus"):
        sends()
    remove_photo(db, actor_of, ids[0], new_operation())
    sends()
    with pytest.raises(Refused, match="6 photos au plus"):
        restore_photo(db, actor_of, ids[0], new_operation())


def test_a_photo_taken_out_is_seen_by_nobody_and_comes_back(db, officer, over, sends):
    edition, place_id, actor = over
    photo_id = sends()
    remove_photo(db, actor, photo_id, new_operation())
    assert photos(db, officer, edition.id) == place_photos(db, actor, edition.id, place_id) == []
    for by in (actor, officer):
        with pytest.raises(NotFound):
            photo_file(db, by, photo_id)
    restore_photo(db, officer, photo_id, new_operation())
    assert [one.id for one in photos(db, officer, edition.id)] == [photo_id]
    assert [one.verb for one in journal.entries(db, "debrief_photo")][::-1] == [
        "add_photo",
        "remove_photo",
        "restore_photo",
    ]


def test_a_double_click_keeps_one_photo(db, over, officer):
    edition, place_id, actor = over
    operation = new_operation()
    ids = {add_photo(db, actor, edition.id, place_id, taken(), "Alix", "", "", "agreed", operation) for _ in range(2)}
    assert len(ids) == len(photos(db, officer, edition.id)) == 1


def test_another_contact_neither_sees_nor_touches_it_and_a_reader_only_sees(db, reader, over, sends, shop, contact):
    edition, place_id, _ = over
    photo_id = sends()
    stranger = contact([shop("La Remise")], name="Autre", email="autre@exemple.fr")
    for call in (
        lambda: sends(by=stranger),
        lambda: photo_file(db, stranger, photo_id),
        lambda: place_photos(db, stranger, edition.id, place_id),
        lambda: remove_photo(db, stranger, photo_id, new_operation()),
        lambda: restore_photo(db, stranger, photo_id, new_operation()),
    ):
        with pytest.raises(NotFound):
            call()
    assert photo_by_id(db, photo_id).removed_at is None
    assert photo_file(db, reader, photo_id)
    with pytest.raises(NotAllowed):
        remove_photo(db, reader, photo_id, new_operation())


def test_an_archived_edition_takes_no_photo_and_still_lets_one_go(db, officer, over, sends):
    edition, _, actor = over
    photo_id = sends()
    with clock.frozen(clock.now() + timedelta(days=2)):
        editions.archive_edition(db, officer, edition.id, new_operation())
        with pytest.raises(EditionOver):
            sends()
        remove_photo(db, actor, photo_id, new_operation())
    assert photo_by_id(db, photo_id).removed_at


def test_a_photo_and_its_credit_go_together_three_years_after_the_edition(db, sends, edition):
    kept = sends()
    for days, past in ((3 * 365, 0), (3 * 365 + 1, 1)):
        with clock.frozen(clock.now() + timedelta(days=days)):
            assert past_retention(db, SYSTEM)["debrief_photos"] == past
    with clock.frozen(clock.now() - timedelta(days=3 * 365 + 80)):
        old = edition()
    with transaction(db):
        db.conn.execute("UPDATE debrief_photos SET edition_id = ?", [old])
    assert purge(db, SYSTEM)["debrief_photos"] == 1
    assert photo_by_id(db, kept) is None
    assert list(kept_files.folder(PHOTOS).iterdir()) == []


def test_a_photo_taken_out_is_erased_with_its_file_after_thirty_days(db, over, sends):
    kept, gone = sends(), sends(data=taken(size=(90, 30)))
    remove_photo(db, over[2], gone, new_operation())
    now = clock.now()
    for days, past in ((30, 0), (31, 1)):
        with clock.frozen(now + timedelta(days=days)):
            assert purge(db, SYSTEM)["debrief_photos_removed"] == past
    assert photo_by_id(db, gone) is None
    assert [path.name for path in kept_files.folder(PHOTOS).iterdir()] == [photo_by_id(db, kept).file]


def test_a_file_that_another_photo_still_names_is_not_erased(db, over, sends):
    first, second = sends(), sends()
    assert photo_by_id(db, first).file == photo_by_id(db, second).file
    remove_photo(db, over[2], first, new_operation())
    with clock.frozen(clock.now() + timedelta(days=31)):
        purge(db, SYSTEM)
        assert photo_file(db, over[2], second)
