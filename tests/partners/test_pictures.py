"""A shop’s photos and logo: what is kept, what this path refuses (reliability.md, 37 to 42), who sees, how long."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from campaign.accounts.model import SYSTEM, Role
from campaign.accounts.retention import past_retention, purge
from campaign.backups import back_up, restore
from campaign.base import clock, kept_files
from campaign.base.database import transaction
from campaign.base.errors import Conflict, InvalidForm, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.base.pictures import MAX_BYTES
from campaign.base.settings import settings
from campaign.partners import pictures
from campaign.partners.pictures_model import MOST_PHOTOS, PICTURES, PictureKind
from tests.base.test_pictures import encoded, flag, huge_png
from tests.conftest import agent_of
from tests.debrief.test_photos import taken, with_a_place


@pytest.fixture
def place_id(shop) -> int:
    return shop()


@pytest.fixture
def send(db, officer, place_id):
    """Sends a picture of the shop: (data, kind, **words) -> its id."""

    def sent(data=None, kind=PictureKind.PHOTO, **words) -> int:
        said = {"credit": "Félicie Martin", "alt": "La vitrine, deux fauteuils", "operation": new_operation(), **words}
        return pictures.add_picture(db, officer, place_id, kind, taken() if data is None else data, **said)

    return sent


def seen(db, officer, place_id):
    return pictures.pictures_of(db, officer, place_id)


def refusals(error) -> dict[str, str]:
    return {one.field: one.message for one in error.value.problems}


def test_a_photo_is_kept_upright_and_without_where_it_was_taken(db, officer, place_id, send):
    picture_id = send(with_a_place(), credit="Photo de Félicie Martin")
    (one,) = seen(db, officer, place_id)
    assert (one.id, one.kind, one.width, one.height) == (picture_id, PictureKind.PHOTO, 40, 60)
    assert (one.credit, one.credit_line, one.alt) == (
        "Félicie Martin",
        "Photo : Félicie Martin",
        "La vitrine, deux fauteuils",
    )
    data = pictures.picture_file(db, officer, picture_id)
    assert b"Exif" not in data
    assert dict(Image.open(io.BytesIO(data)).getexif()) == {}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG refusé : envoyez un PNG"),
        (b"<html><?php system('id'); ?></html>", "Ce fichier n’est pas une image."),
        (b"MZ\x90\x00" + bytes(200), "Ce fichier n’est pas une image."),
        (huge_png(20_000), "12 mégapixels au plus"),
        (bytes(MAX_BYTES + 1), "5 Mo au plus"),
        (taken(size=(300, 300))[:1500], "Image abîmée"),
        (b"", "Choisissez une image."),
    ],
    ids=["svg", "page", "program", "huge", "heavy", "cut", "nothing"],
)
def test_what_is_no_usable_picture_is_refused_in_clear_words(db, officer, place_id, send, data, said):
    with pytest.raises(InvalidForm) as refused:
        send(data)
    assert said in refusals(refused)["picture"]
    assert seen(db, officer, place_id) == []
    assert not kept_files.folder(PICTURES).exists()


def animated() -> bytes:
    frames = [Image.new("RGB", (20, 20), (index % 256, 0, 0)) for index in range(500)]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])


@pytest.mark.parametrize(
    "data",
    [
        encoded(flag(), "PNG"), encoded(flag(), "WEBP"), encoded(Image.new("CMYK", (10, 10), (0, 255, 255, 0)), "JPEG"),
        encoded(Image.new("I;16", (10, 10), 32768), "PNG"), animated(),
    ],
    ids=["png", "webp", "cmyk", "16 bits", "gif of 500 frames"],
)  # fmt: skip
def test_odd_but_honest_pictures_become_one_plain_picture(db, officer, send, data):
    kept = Image.open(io.BytesIO(pictures.picture_file(db, officer, send(data))))
    assert (kept.format in ("PNG", "JPEG"), kept.mode in ("RGB", "RGBA")) == (True, True)
    assert getattr(kept, "n_frames", 1) == 1


def test_a_photo_says_whose_it_is_and_what_it_shows_and_both_are_asked_at_once(send):
    with pytest.raises(InvalidForm) as refused:
        send(credit=" ", alt="\u200b")
    assert set(refusals(refused)) == {"credit", "alt"}
    assert "pour qui ne la voit pas" in refusals(refused)["alt"]


def test_a_logo_needs_no_credit_and_is_described_by_the_shops_name(db, officer, place_id, send):
    send(kind=PictureKind.LOGO, credit="", alt="")
    (one,) = seen(db, officer, place_id)
    assert (one.credit, one.alt) == ("", "Logo de La Malle à Félicie")
    with pytest.raises(Refused, match="Un seul logo"):
        send(kind=PictureKind.LOGO, credit="", alt="")


def test_four_photos_and_no_more_until_one_is_removed(db, officer, place_id, send):
    first, *_ = [send() for _ in range(MOST_PHOTOS)]
    with pytest.raises(Refused, match="4 photos au plus"):
        send()
    pictures.remove_picture(db, officer, first, new_operation())
    send()
    with pytest.raises(Refused, match="4 photos au plus"):
        pictures.restore_picture(db, officer, first, new_operation())
    assert len(seen(db, officer, place_id)) == MOST_PHOTOS


def test_the_same_form_sent_twice_counts_once(db, officer, place_id, send):
    operation = new_operation()
    assert send(operation=operation) == send(operation=operation)
    assert len(seen(db, officer, place_id)) == 1


def test_any_photo_may_become_the_main_one(db, officer, place_id, send):
    first, second, logo = send(), send(), send(kind=PictureKind.LOGO)
    assert [one.id for one in seen(db, officer, place_id)] == [first, second, logo]
    pictures.put_picture_first(db, officer, second, new_operation())
    assert [one.id for one in seen(db, officer, place_id)] == [second, first, logo]


def test_two_agents_on_the_words_of_one_photo_the_second_is_told(db, officer, place_id, send):
    picture_id = send()
    version = seen(db, officer, place_id)[0].version
    words = {"credit": "© Ouest Images", "alt": "La vitrine de nuit"}
    pictures.change_picture(db, officer, picture_id, version, words, new_operation())
    (one,) = seen(db, officer, place_id)
    assert (one.credit, one.alt) == ("Ouest Images", "La vitrine de nuit")
    with pytest.raises(Conflict) as overtaken:
        pictures.change_picture(db, officer, picture_id, version, {"alt": "Autre"}, new_operation())
    assert overtaken.value.theirs["Ce que montre l’image"] == "La vitrine de nuit"
    with pytest.raises(InvalidForm):
        pictures.change_picture(db, officer, picture_id, one.version, {"alt": ""}, new_operation())


def test_a_removed_picture_comes_back_within_thirty_days_then_is_erased(db, officer, place_id, send):
    away, stays, same = send(taken(size=(61, 40))), send(), send()
    for one in (away, same):  # the second is the same file as one that stays
        pictures.remove_picture(db, officer, one, new_operation())
    pictures.restore_picture(db, officer, away, new_operation())
    assert {one.id for one in seen(db, officer, place_id)} == {away, stays}
    pictures.remove_picture(db, officer, away, new_operation())
    files = {path.name for path in kept_files.folder(PICTURES).iterdir()}
    assert len(files) == 2
    with clock.frozen(clock.now() + timedelta(days=29)):
        assert past_retention(db, SYSTEM)["place_pictures_removed"] == 0
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert purge(db, SYSTEM)["place_pictures_removed"] == 2
    assert [path.name for path in kept_files.folder(PICTURES).iterdir()] == [seen(db, officer, place_id)[0].file]
    with pytest.raises(NotFound):
        pictures.picture_file(db, officer, away)
    assert pictures.picture_file(db, officer, stays)


def test_the_pictures_of_a_shop_long_gone_go_too(db, officer, place_id, send):
    send()
    with transaction(db):
        then = clock.stamp(clock.now() - timedelta(days=3 * 365 + 1))
        db.conn.execute("UPDATE places SET archived_at = ? WHERE id = ?", [then, place_id])
    assert purge(db, SYSTEM)["place_pictures"] == 1
    assert list(kept_files.folder(PICTURES).iterdir()) == []


def test_a_reader_looks_and_only_those_who_write_texts_change(db, place_id, send):
    picture_id = send()
    assert pictures.picture_file(db, agent_of(db, Role.READER), picture_id)
    with pytest.raises(Refused):
        pictures.remove_picture(db, agent_of(db, Role.LOGISTICS), picture_id, new_operation())


def test_a_backup_takes_the_pictures_and_gives_them_back(db, officer, send, tmp_path):
    picture_id = send()
    data = pictures.picture_file(db, officer, picture_id)
    archive = tmp_path / "sauvegarde.zip"
    assert back_up(db, SYSTEM, archive, settings().files).files == 1
    db.close()
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    restore(elsewhere / "campaign.db", SYSTEM, archive, elsewhere / "files", "49")
    (file,) = (elsewhere / "files" / PICTURES).iterdir()
    assert file.read_bytes() == data
