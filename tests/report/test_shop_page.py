"""The page given back to a shop: its own figures beside the median, and nothing from which to read another's."""

from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.errors import NotFound
from campaign.documents.paper_content import Cards, Table
from campaign.editions.views import edition as edition_view
from campaign.report.shop_page import NOT_SHOWN, own_page, place_page


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def told(db, over, shop, answered, tell):
    """Shops that told their visitors and takings: (visitors per shop) -> their ids."""

    def shops(*visitors: str) -> list[int]:
        with clock.frozen(clock.now() - timedelta(days=60)):
            places = [shop(f"Boutique {rank}") for rank in range(1, len(visitors) + 1)]
            for place_id in places:
                answered(over, place_id)
        first, second = edition_view(db, over).days
        for place_id, many in zip(places, visitors, strict=True):
            if many:
                form = {f"visitors-{first}": many, f"visitors-{second}": many}
                takings = {f"takings-{first}": many, f"takings-{second}": many}
                tell(over, place_id, {"visits": form, "sales": takings})
        return places

    return shops


def rows_of(paper):
    tables = [block for chapter in paper.told for block in chapter.blocks if isinstance(block, Table)]
    return {row[0]: tuple(plain(cell) for cell in row[1:]) for row in tables[0].rows}


def cards_of(paper, chapter):
    (found,) = [one for one in paper.told if one.title == chapter]
    return [plain(card.value) for block in found.blocks if isinstance(block, Cards) for card in block.cards]


def test_a_shop_reads_its_figures_beside_the_median_of_six(db, officer, over, told):
    places = told("10", "20", "30", "40", "50", "20 à 50", "")
    paper = place_page(db, officer, over, places[2])
    # 20, 40, 60, 80, 100 and 40 to 100 (70 in its middle): the median is between 60 and 70
    assert rows_of(paper)["Visiteurs"] == ("60 personnes", "65 personnes (6 sur 7)")
    assert cards_of(paper, "Toutes ensemble")[0] == "340 à 400"
    assert rows_of(place_page(db, officer, over, places[5]))["Visiteurs"][0] == "de 40 à 100 personnes"


def test_with_too_few_others_neither_the_median_nor_the_sum_is_shown(db, officer, over, told):
    places = told("10", "20", "30", "40", "50")
    paper = place_page(db, officer, over, places[0])
    assert rows_of(paper)["Visiteurs"] == ("20 personnes", f"{NOT_SHOWN} (5 sur 5)")
    assert cards_of(paper, "Toutes ensemble")[0] == "—"


def test_no_other_shop_is_named_nor_shown(db, officer, over, told):
    places = told("11", "23", "37", "41", "53", "67", "71")
    text = plain(str(place_page(db, officer, over, places[0])))
    assert "Boutique 1" in text
    for rank, many in ((2, 46), (3, 74), (5, 106), (6, 134), (7, 142)):
        assert f"Boutique {rank}" not in text
        assert f"{many} personnes" not in text
        assert f"{many} €" not in text


def test_its_own_takings_are_shown_to_it_even_when_they_are_told_to_nobody(db, officer, over, told):
    places = told("10", "20")
    assert rows_of(place_page(db, officer, over, places[0]))["Montant des ventes"] == ("20 €", f"{NOT_SHOWN} (2 sur 2)")


def test_what_it_does_not_know_is_said_and_is_no_zero(db, officer, over, told, tell):
    (place_id,) = told("")
    first, second = edition_view(db, over).days
    form = {f"visitors-{first}-unknown": "yes", f"visitors-{second}-unknown": "yes", "staff": "3"}
    tell(over, place_id, {"visits": form})
    rows = rows_of(place_page(db, officer, over, place_id))
    assert rows["Visiteurs"][0] == "je ne sais pas"
    assert rows["Salariés mobilisés"][0] == "3 personnes"


def test_half_told_days_are_said(db, officer, over, told, tell):
    (place_id,) = told("")
    first, _ = edition_view(db, over).days
    tell(over, place_id, {"visits": {f"visitors-{first}": "30"}})
    assert rows_of(place_page(db, officer, over, place_id))["Visiteurs"][0] == "30 personnes (1 jour sur 2)"


def test_a_shop_that_told_nothing_has_no_page_yet(db, officer, over, told):
    (place_id,) = told("")
    with pytest.raises(NotFound, match="vous attend"):
        place_page(db, officer, over, place_id)


def test_a_link_only_opens_its_own_places(db, officer, linked, shop, answered, tell):
    edition_id, place_id, actor, link = linked
    other = shop("La Remise")
    answered(edition_id, place_id)
    answered(edition_id, other)
    last = edition_view(db, edition_id).last_day
    with clock.frozen(clock.now() + timedelta(days=(last - clock.today()).days + 2)):
        for one in (place_id, other):
            tell(edition_id, one, {"visits": {"staff": "3"}})
        assert own_page(db, actor, link, place_id).title == "La Malle à Félicie"
        with pytest.raises(NotFound):
            own_page(db, actor, link, other)
