"""Places of posters: kept for an edition, said posed or taken down by their code or by an agent, gaps counted."""

import io
from datetime import date, timedelta

import pypdf
import pytest
from PIL import Image

from campaign.base import clock
from campaign.base.errors import InvalidForm, LinkExpired, LinkNotValid, LinkReplaced, OperationReused, Refused
from campaign.base.operations import new_operation
from campaign.media.codes import code_address, note_by_code, open_code
from campaign.media.labels import labels_file
from campaign.media.spots import (
    add_spot,
    archive_spot,
    change_spot,
    keep_spots,
    leave_spot,
    note_poster,
    renew_code,
)
from campaign.media.spots_model import Due, SpotState
from campaign.media.views import coverage_gaps, history, photo, postings, spots, unused_spots
from tests.conftest import stored_text
from tests.media.conftest import ALM, SAUMUR

SPOT = {"label": "Panneau de la mairie", "kind": "town_hall", "commune": "saumur", "by": "Ville de Saumur"}


@pytest.fixture
def spot(db, officer, edition):
    """Adds a place kept for one edition: (**values) -> its posting."""
    edition_id = edition()

    def add(**values):
        spot_id = add_spot(db, officer, edition_id, {**SPOT, **values}, new_operation())
        return next(one for one in postings(db, officer, edition_id) if one.spot.id == spot_id)

    add.edition_id = edition_id
    return add


@pytest.fixture
def token(db, officer):
    """The token of a posting's label."""
    return lambda posting: code_address(db, officer, posting).rpartition("/")[2]


def test_a_place_is_in_the_commune_and_the_territory_that_were_meant(spot):
    one = spot().spot
    assert (one.commune, one.insee_code, one.epci_siren) == ("Saumur", "49328", SAUMUR)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"commune": "Nulle-Part-sur-Loire"}, "commune"), ({"latitude": "47,26", "longitude": ""}, "latitude"),
        ({"quantity": "0"}, "quantity"), ({"label": ""}, "label"), ({"latitude": "x", "longitude": "1"}, "point"),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_found_again_is_refused(spot, values, field):
    with pytest.raises(InvalidForm) as refusal:
        spot(**values)
    assert [problem.field for problem in refusal.value.problems] == [field]


def test_whoever_scans_the_label_says_what_they_did_once(db, officer, spot, token):
    posting = spot()
    operation = new_operation()
    for _ in range(2):
        note_by_code(db, token(posting), "posed", "  Deux affiches\n côté rue ", None, operation)
    lines = history(db, officer, posting.id)
    assert [(one.state, one.note, one.actor) for one in lines] == [
        (SpotState.POSED, "Deux affiches\ncôté rue", "public")
    ]
    assert postings(db, officer, spot.edition_id)[0].state is SpotState.POSED


def test_opening_a_code_changes_nothing(db, officer, spot, token):
    posting = spot()
    before = db.conn.total_changes
    assert open_code(db, token(posting)).posting == posting
    assert db.conn.total_changes == before


def test_a_code_is_nowhere_in_the_database(db, spot, token):
    posting = spot()
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert token(posting) not in stored_text(db)


def test_a_replaced_code_no_longer_serves_and_the_new_one_does(db, officer, spot, token):
    posting = spot()
    old = token(posting)
    renew_code(db, officer, posting.id, new_operation())
    with pytest.raises(LinkReplaced):
        note_by_code(db, old, "posed", "", None, new_operation())
    (now,) = postings(db, officer, spot.edition_id)
    assert open_code(db, token(now)).posting.id == posting.id


def test_a_replaced_code_stays_closed_when_its_place_is_left_then_kept_again(db, officer, spot, token):
    posting = spot()
    old = token(posting)
    renew_code(db, officer, posting.id, new_operation())
    leave_spot(db, officer, posting.id, new_operation())
    with pytest.raises(LinkNotValid):
        open_code(db, old)
    assert keep_spots(db, officer, spot.edition_id, [posting.spot.id], new_operation()) == 1
    with pytest.raises(LinkReplaced):
        open_code(db, old)


@pytest.mark.parametrize("received", ["", "x" * 43, "../../etc/passwd", "é" * 43])
def test_an_unknown_code_opens_nothing(db, received):
    with pytest.raises(LinkNotValid):
        open_code(db, received)


def test_a_code_serves_until_seven_months_after_the_event(db, spot, token, edition):
    posting = spot()
    last = open_code(db, token(posting)).edition.links_expire_on
    with clock.frozen(clock.now() + (last - clock.today()) + timedelta(days=1)):
        with pytest.raises(LinkExpired):
            open_code(db, token(posting))


def test_the_page_may_not_say_anything_else_than_its_three_answers(db, officer, spot, token):
    posting = spot()
    with pytest.raises(LinkNotValid):
        note_by_code(db, token(posting), "to_pose", "", None, new_operation())
    with pytest.raises(OperationReused):
        note_by_code(db, token(posting), "posed", "", None, "")
    assert history(db, officer, posting.id) == []


def test_a_photo_is_kept_without_its_place_and_a_bad_one_does_not_lose_the_rest(db, officer, spot, token):
    posting = spot()
    exif = Image.Exif()
    exif[0x010F] = "Appareil bavard"
    out = io.BytesIO()
    Image.effect_noise((90, 60), 60).convert("RGB").save(out, "JPEG", exif=exif)
    assert note_by_code(db, token(posting), "posed", "", out.getvalue(), new_operation()) == ""
    refused = note_by_code(db, token(posting), "removed", "", b"pas une image", new_operation())
    assert "image" in refused
    last, first = history(db, officer, posting.id)
    assert (last.state, last.photo) == (SpotState.REMOVED, "")
    assert b"Appareil bavard" not in photo(db, officer, first.photo)


def test_an_agent_notes_the_same_on_screen_and_takes_a_mistake_back(db, logistics, spot):
    posting = spot()
    note_poster(db, logistics, posting.id, SpotState.POSED, "", new_operation())
    note_poster(db, logistics, posting.id, SpotState.TO_POSE, "erreur", new_operation())
    assert [one.state for one in history(db, logistics, posting.id)] == [SpotState.TO_POSE, SpotState.POSED]


def test_a_place_where_something_was_noted_stays_in_the_edition(db, officer, spot):
    posting = spot()
    note_poster(db, officer, posting.id, SpotState.POSED, "", new_operation())
    with pytest.raises(Refused):
        leave_spot(db, officer, posting.id, new_operation())


def test_the_places_of_one_edition_are_offered_to_the_next(db, officer, spot, edition):
    posting = spot()
    other = edition(in_days=200)
    assert [one.id for one in unused_spots(db, officer, other)] == [posting.spot.id]
    assert keep_spots(db, officer, other, [posting.spot.id], new_operation()) == 1
    assert postings(db, officer, other)[0].state is SpotState.TO_POSE
    archive_spot(db, officer, posting.spot.id, new_operation())
    assert spots(db, officer) == []


def test_a_place_that_moved_to_another_commune_changes_territory(db, officer, spot):
    posting = spot()
    change_spot(db, officer, posting.spot.id, 1, {"commune": "Angers"}, new_operation())
    assert postings(db, officer, spot.edition_id, "angers")[0].spot.epci_siren == ALM


LAST = date(2027, 1, 4)


@pytest.mark.parametrize(
    ("state", "before", "after"),
    [
        (SpotState.TO_POSE, Due.POSE, Due.NOTHING), (SpotState.POSED, Due.NOTHING, Due.REMOVE),
        (SpotState.NOT_FOUND, Due.FIND, Due.NOTHING), (SpotState.REMOVED, Due.NOTHING, Due.NOTHING),
    ],
)  # fmt: skip
def test_what_a_place_asks_depends_on_the_event(db, officer, spot, state, before, after):
    posting = spot()
    note_poster(db, officer, posting.id, state, "", new_operation())
    (one,) = postings(db, officer, spot.edition_id)
    assert (one.due(LAST, LAST), one.due(LAST, LAST + timedelta(days=1))) == (before, after)


def test_gaps_are_the_communes_with_a_shop_or_a_place_and_no_poster(db, officer, opened):
    keep = {"kind": "town_hall", "label": "Mairie"}
    for commune in ("Saumur", "Montreuil-Bellay"):
        add_spot(db, officer, opened, {**keep, "commune": commune}, new_operation())
    posed = next(one for one in postings(db, officer, opened) if one.spot.commune == "Saumur")
    note_poster(db, officer, posed.id, SpotState.POSED, "", new_operation())
    found = {one.siren: one for one in coverage_gaps(db, officer, opened)}
    assert len(found) == 9  # the EPCI of Maine-et-Loire
    saumur, angers = found[SAUMUR], found[ALM]
    assert (saumur.kept, saumur.posed, saumur.to_pose, saumur.to_remove) == (2, 1, 1, 0)
    assert saumur.communes_without == ("Montreuil-Bellay",)
    assert (angers.kept, angers.posed, angers.communes_without) == (0, 0, ("Angers",))
    assert angers.empty
    assert not saumur.empty


def test_labels_hold_twenty_four_a_sheet_with_their_number_and_place(db, officer, spot):
    for rank in range(25):
        spot(label=f"Emplacement {rank}")
    name, data = labels_file(db, officer, spot.edition_id)
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    texts = [page.extract_text() for page in pages]
    assert name == "etiquettes-affiches_edition-d-essai.pdf"
    assert [text.count("Saumur") for text in texts] == [24, 1]
    assert all(f"A-{rank:03d}" in texts[0] + texts[1] for rank in range(1, 26))
    assert (round(float(pages[0].mediabox.width)), round(float(pages[0].mediabox.height))) == (595, 842)


def test_without_a_place_there_is_no_sheet_of_labels(db, officer, edition):
    with pytest.raises(Refused):
        labels_file(db, officer, edition())
