"""What was published and what was bought: unknown is never zero, HT and TTC never added, scans without metadata."""

import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from campaign.base.errors import InvalidForm, NotFound, UnreadableFile
from campaign.base.operations import new_operation
from campaign.media.coverage import add_coverage, change_coverage, remove_coverage, restore_coverage, scan_of
from campaign.media.model import Coverage, Space, SpaceKind, SpaceState, reach_in_words, totals
from campaign.media.spaces import add_space, change_space, remove_space
from campaign.media.views import coverage, spaces
from campaign.planning.money import Tax, euros

ARTICLE = {"outlet_name": "Le Courrier inventé", "published_on": date(2026, 11, 5), "title": "Ils donnent une vie"}
SPACE = {
    "title": "Encart",
    "kind": "insert",
    "starts_on": date(2026, 12, 1),
    "ends_on": date(2026, 12, 15),
    "tax": "ht",
}


@pytest.fixture
def article(db, officer, edition):
    edition_id = edition()

    def add(**values) -> int:
        return add_coverage(db, officer, edition_id, {**ARTICLE, **values}, new_operation())

    add.edition_id = edition_id
    return add


@pytest.fixture
def space(db, officer, edition):
    edition_id = edition()

    def add(**values) -> int:
        return add_space(db, officer, edition_id, {**SPACE, **values}, new_operation())

    add.edition_id = edition_id
    return add


def seen(reach):
    return Coverage(1, 1, None, "Titre", date(2026, 11, 5), "Titre", reach=reach)


@pytest.mark.parametrize(
    ("reaches", "said"),
    [
        ([], "Aucune retombée notée."),
        ([None], "Portée inconnue pour la seule retombée."),
        ([None, None], "Portée inconnue pour les 2 retombées."),
        ([0, 1200], "Portée cumulée : 1 200, pour les 2 retombées."),
        ([50_000, None, 1200], "Portée connue pour 2 retombées sur 3 : 51 200 au total."),
    ],
)
def test_the_reach_says_out_of_how_many_it_is_known(reaches, said):
    assert reach_in_words([seen(one) for one in reaches]).replace("\u202f", " ").replace("\u00a0", " ") == said


def test_a_reach_left_empty_is_unknown_and_zero_is_zero(db, reader, article):
    article(reach="")
    article(reach="0")
    article(reach="48 000")
    assert [one.reach for one in coverage(db, reader, article.edition_id)] == [48_000, 0, None]


def test_a_line_taken_out_leaves_the_list_and_comes_back(db, officer, article):
    number = article()
    remove_coverage(db, officer, number, new_operation())
    assert coverage(db, officer, article.edition_id) == []
    restore_coverage(db, officer, number, new_operation())
    assert [one.title for one in coverage(db, officer, article.edition_id, "courrier")] == ["Ils donnent une vie"]


def test_an_outlet_of_the_list_gives_its_name_and_another_is_written(db, officer, article):
    from campaign.media.outlets import add_outlet, change_outlet

    outlet_id = add_outlet(db, officer, {"name": "L’Écho inventé", "kind": "weekly"}, new_operation())
    article(outlet_id=outlet_id, outlet_name="")
    article()
    change_outlet(db, officer, outlet_id, 1, {"name": "Le Nouvel Écho"}, new_operation())
    assert {one.outlet for one in coverage(db, officer, article.edition_id)} == {
        "Le Nouvel Écho",
        "Le Courrier inventé",
    }
    with pytest.raises(InvalidForm, match="média"):
        article(outlet_name="")


def picture(**save) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((90, 60), 60).convert("RGB").save(out, "JPEG", **save)
    return out.getvalue()


def test_a_scan_is_kept_without_what_the_camera_wrote(db, reader, article):
    exif = Image.Exif()
    exif[0x010F] = "Appareil bavard"
    sent = picture(exif=exif)
    assert b"Appareil bavard" in sent
    data, kind = scan_of(db, reader, article(scan=sent))
    assert kind in ("image/jpeg", "image/png")
    assert b"Appareil bavard" not in data


def test_a_pdf_is_kept_as_it_is_and_another_one_replaces_it(db, officer, article):
    number = article(scan=b"%PDF-1.4 un")
    change_coverage(db, officer, number, 1, {"scan": b"%PDF-1.4 deux"}, new_operation())
    assert scan_of(db, officer, number) == (b"%PDF-1.4 deux", "application/pdf")


@pytest.mark.parametrize("data", [b"PK\x03\x04 un classeur", b"<svg onload=alert(1)>", b"%PDF" + b"0" * (5 << 20)])
def test_what_is_neither_a_pdf_nor_a_picture_nor_light_is_refused(db, officer, article, data):
    with pytest.raises(UnreadableFile):
        article(scan=data)
    assert coverage(db, officer, article.edition_id) == []


def test_a_line_without_a_scan_has_none_to_show(db, officer, article):
    with pytest.raises(NotFound):
        scan_of(db, officer, article())


def test_amounts_are_kept_to_the_cent_and_unknown_ones_stay_unknown(db, reader, space):
    space(planned="1 250,50", committed="", spent="0")
    (one,) = spaces(db, reader, space.edition_id)
    assert (one.planned, one.committed, one.spent) == (125_050, None, 0)
    assert [euros(cents) for cents in (125_050, 90_000, None)] == ["1\u202f250,50\u00a0€", "900\u00a0€", ""]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": date(2026, 11, 30)}, "ends_on"), ({"tax": ""}, "tax"), ({"planned": "beaucoup"}, "planned"),
        ({"quantity": "-2"}, "quantity"), ({"title": ""}, "title"), ({"kind": "ballon"}, "kind"),
    ],
)  # fmt: skip
def test_a_space_that_says_nothing_clear_is_refused(space, values, field):
    with pytest.raises(InvalidForm) as refusal:
        space(**values)
    assert [problem.field for problem in refusal.value.problems] == [field]


def test_a_change_may_not_end_a_space_before_it_begins(db, officer, space):
    number = space()
    with pytest.raises(InvalidForm):
        change_space(db, officer, number, 1, {"ends_on": date(2026, 11, 1)}, new_operation())
    change_space(db, officer, number, 1, {"state": "booked"}, new_operation())
    remove_space(db, officer, number, new_operation())
    assert spaces(db, officer, space.edition_id) == []


def bought(tax, planned=None, spent=None, state=SpaceState.BOOKED):
    day = date(2026, 12, 1)
    return Space(1, 1, SpaceKind.INSERT, "Encart", None, "", day, day, None, "", planned, None, spent, tax, state)


def test_ht_and_ttc_are_never_added_and_each_sum_says_out_of_how_many():
    found = totals([bought(Tax.HT, 100_00), bought(Tax.HT), bought(Tax.TTC, 50_00, 60_00)])
    assert [(one.label, one.tax, one.cents, one.known, one.out_of) for one in found] == [
        ("Prévu", Tax.HT, 100_00, 1, 2), ("Prévu", Tax.TTC, 50_00, 1, 1), ("Dépensé", Tax.TTC, 60_00, 1, 1),
    ]  # fmt: skip


def test_a_dropped_space_costs_only_what_was_spent_on_it():
    found = totals([bought(Tax.HT, 100_00, 20_00, SpaceState.DROPPED)])
    assert [(one.label, one.cents) for one in found] == [("Dépensé", 20_00)]


@given(st.lists(st.tuples(st.sampled_from(Tax), st.none() | st.integers(0, 10**9)), max_size=20))
def test_each_total_is_the_sum_of_what_was_told_under_its_tax(listed):
    found = {(one.label, one.tax): one.cents for one in totals([bought(tax, cents) for tax, cents in listed])}
    for tax in Tax:
        told = [cents for one, cents in listed if one is tax and cents is not None]
        assert found.get(("Prévu", tax)) == (sum(told) if told else None)


@given(st.decimals(0, 9_999_999, places=2))
def test_an_amount_typed_in_french_comes_back_as_it_was(amount):
    cents = int(Decimal(amount) * 100)
    shown = euros(cents).replace("\u202f", "").replace("\u00a0€", "").replace(",", ".")
    assert Decimal(shown) == amount
