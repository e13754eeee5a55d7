"""Embargo, contact, press page; pictures with their caption, credit, description and consent."""

import io
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from campaign.accounts.model import SYSTEM
from campaign.base import clock, kept_files
from campaign.base.errors import Conflict, EditionOver, InvalidForm, InvalidInput, NotFound, Refused, UnreadableFile
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.press.sheet import change_sheet, publish, read_embargo, typed_of, withdraw
from campaign.press.views import VISUALS, material
from campaign.press.visuals import add_visual, change_visual, move_visual, printed_dpi, remove_visual, visual_picture

WORDS = {"caption": "Une boutique", "credit": "Prénom Nom", "alternative": "Des étagères de livres"}


def jpeg(colour=(200, 30, 30), size=(1200, 800), **save) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", **save)
    return out.getvalue()


@pytest.fixture
def sheet(db, newsroom):
    return lambda: material(db, SYSTEM, newsroom.edition_id).sheet


@pytest.fixture
def visual(db, officer, newsroom):
    """Adds a picture: (data, **values) -> its id."""

    def add(data=None, **values) -> int:
        typed = {**WORDS, **values}
        return add_visual(db, officer, newsroom.edition_id, data or jpeg(), typed, new_operation())

    return add


@pytest.fixture
def visuals(db, newsroom):
    return lambda: list(material(db, SYSTEM, newsroom.edition_id).visuals)


def test_the_embargo_is_an_hour_in_paris(in_2026, db, officer, newsroom, sheet):
    values = {"embargo_day": "01/12/2026", "embargo_time": "6h", "dated": "30/11/2026", "contact_phone": "0241000000"}
    change_sheet(db, officer, newsroom.edition_id, 0, values, new_operation())
    assert sheet().embargo_until == datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
    assert sheet().dated == date(2026, 11, 30)
    shown = typed_of(sheet())
    assert (shown["embargo_day"], shown["embargo_time"], shown["contact_phone"]) == (
        "01/12/2026", "6\u00a0h", "02 41 00 00 00",
    )  # fmt: skip


def test_what_is_not_in_the_form_stays(in_2026, db, officer, newsroom, sheet):
    change_sheet(db, officer, newsroom.edition_id, 0, {"contact_name": "Anne Roy"}, new_operation())
    change_sheet(db, officer, newsroom.edition_id, 1, {"contact_service": "presse"}, new_operation())
    assert (sheet().contact_name, sheet().contact_service) == ("Anne Roy", "presse")
    change_sheet(db, officer, newsroom.edition_id, 2, {"contact_name": ""}, new_operation())
    assert sheet().contact_name == ""


def test_the_hour_that_summer_time_skips_is_refused_and_the_next_one_proposed():
    with pytest.raises(InvalidInput, match="n’existe pas le dimanche 29 mars") as refusal:
        read_embargo("29/03/2026", "2 h 30")
    assert refusal.value.proposal == "3\u00a0h\u00a030"
    assert read_embargo("29/03/2026", "3 h 30") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert read_embargo("", " ") is None


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"embargo_day": "01/12/2026"}, "embargo_time", "Indiquez l’heure"),
        ({"embargo_time": "6 h"}, "embargo_day", "Indiquez le jour"),
        ({"embargo_day": "01/11/2026", "embargo_time": "6 h"}, "embargo_day", "déjà fini"),
        ({"embargo_day": "01/06/2027", "embargo_time": "6 h"}, "embargo_day", "après l’événement"),
        ({"embargo_day": "31/02/2027", "embargo_time": "6 h"}, "embargo_day", "n’existe pas"),
        ({"embargo_day": "01/12/2026", "embargo_time": "25 h"}, "embargo_time", "Heure impossible"),
        ({"contact_phone": "02 41"}, "contact_phone", "incomplet"),
        ({"contact_email": "nous"}, "contact_email", "invalide"),
        ({"dated": "hier"}, "dated", "Date illisible"),
    ],
)
def test_what_makes_no_sense_is_refused(in_2026, db, officer, newsroom, values, field, said):
    with pytest.raises(InvalidForm) as refusal:
        change_sheet(db, officer, newsroom.edition_id, 0, values, new_operation())
    assert [one.field for one in refusal.value.problems] == [field]
    assert said in refusal.value.message


def test_an_embargo_that_is_over_does_not_keep_the_contact_from_changing(db, officer, edition, sheet, newsroom):
    with clock.frozen(datetime(2026, 11, 2, 9, tzinfo=UTC)):
        edition_id = edition()
        values = {"embargo_day": "05/11/2026", "embargo_time": "6 h"}
        change_sheet(db, officer, edition_id, 0, values, new_operation())
    with clock.frozen(datetime(2026, 11, 10, 9, tzinfo=UTC)):
        change_sheet(db, officer, edition_id, 1, {"contact_name": "Anne Roy"}, new_operation())
    assert material(db, SYSTEM, edition_id).sheet.contact_name == "Anne Roy"


def test_of_two_agents_the_second_is_told_what_stands(db, officer, communication, newsroom):
    change_sheet(db, officer, newsroom.edition_id, 0, {"contact_name": "Anne Roy"}, new_operation())
    with pytest.raises(Conflict) as refusal:
        change_sheet(db, communication, newsroom.edition_id, 0, {"contact_name": "Bob"}, new_operation())
    assert refusal.value.who == officer.name
    assert refusal.value.theirs["Prénom et nom"] == "Anne Roy"


def test_the_press_page_opens_and_closes_and_says_so_once(db, officer, newsroom, sheet):
    for _ in range(2):
        publish(db, officer, newsroom.edition_id, new_operation())
    assert sheet().published_at is not None
    lines = db.conn.execute("SELECT count(*) FROM journal WHERE verb = 'publish_press'").fetchone()[0]
    assert lines == 1
    withdraw(db, officer, newsroom.edition_id, new_operation())
    assert sheet().published_at is None
    change_sheet(db, officer, newsroom.edition_id, sheet().version, {"contact_name": "Anne"}, new_operation())
    assert sheet().contact_name == "Anne"


def test_a_cancelled_edition_opens_no_press_page_but_closes_it(db, officer, newsroom, sheet):
    publish(db, officer, newsroom.edition_id, new_operation())
    editions.cancel_edition(db, officer, newsroom.edition_id, new_operation())
    with pytest.raises(EditionOver):
        publish(db, officer, newsroom.edition_id, new_operation())
    withdraw(db, officer, newsroom.edition_id, new_operation())
    assert sheet().published_at is None


def test_a_picture_is_kept_without_what_the_camera_wrote(db, officer, visual, visuals):
    exif = Image.Exif()
    exif[0x010F] = "MARQUE-DE-L-APPAREIL"
    visual(jpeg(exif=exif))
    (one,) = visuals()
    kept = visual_picture(db, officer, one)
    assert b"MARQUE-DE-L-APPAREIL" not in kept
    assert (one.width, one.height, one.people) == (1200, 800, False)


@pytest.mark.parametrize("missing", ["caption", "credit", "alternative"])
def test_caption_credit_and_description_are_mandatory(visual, missing):
    with pytest.raises(InvalidForm) as refusal:
        visual(**{missing: "  "})
    assert [one.field for one in refusal.value.problems] == [missing]


def test_somebody_recognisable_must_have_agreed(visual, visuals):
    with pytest.raises(InvalidForm, match="accepté par écrit"):
        visual(people=True)
    visual(people=True, consent=True)
    assert visuals()[0].people


def test_what_is_no_picture_is_refused(visual):
    with pytest.raises(UnreadableFile, match="SVG refusé"):
        visual(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    with pytest.raises(UnreadableFile):
        visual(b"%PDF-1.7")


def test_a_removed_picture_is_erased_unless_another_edition_shows_it(db, officer, visual, visuals, edition):
    visual_id = visual()
    (one,) = visuals()
    other = edition()
    elsewhere = add_visual(db, officer, other, jpeg(), WORDS, new_operation())
    remove_visual(db, officer, visual_id, new_operation())
    assert kept_files.read(VISUALS, one.file)
    remove_visual(db, officer, elsewhere, new_operation())
    with pytest.raises(NotFound):
        kept_files.read(VISUALS, one.file)
    with pytest.raises(NotFound):
        remove_visual(db, officer, visual_id, new_operation())


def test_the_same_picture_is_not_there_twice_and_a_double_press_adds_one(db, officer, newsroom, visual, visuals):
    operation = new_operation()
    ids = {add_visual(db, officer, newsroom.edition_id, jpeg(), WORDS, operation) for _ in range(2)}
    assert len(ids) == 1
    with pytest.raises(Refused, match="déjà parmi"):
        visual()
    assert len(visuals()) == 1


def test_words_change_and_pictures_change_places(db, officer, visual, visuals):
    first, second = visual(), visual(jpeg((0, 90, 0)))
    change_visual(db, officer, first, 1, {"caption": "Une autre boutique"}, new_operation())
    with pytest.raises(Conflict):
        change_visual(db, officer, first, 1, {"caption": "Perdu"}, new_operation())
    move_visual(db, officer, second, True, new_operation())
    assert [(one.id, one.caption) for one in visuals()] == [(second, "Une boutique"), (first, "Une autre boutique")]


def test_dots_per_inch_are_those_of_the_printed_size(visual, visuals):
    visual(jpeg(size=(1200, 800)))
    # 58 mm high, so 87 mm wide: 1200 px over 3.425 in.
    assert printed_dpi(visuals()[0]) == 350
