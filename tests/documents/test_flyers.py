"""The flyer whole: the common front, then the back with its map and list."""

import pytest

from campaign.documents.catalogue import build
from campaign.documents.presets import Preset
from campaign.documents.ready import made
from tests.documents import reading
from tests.documents.campaigns import LONG, URL, campaign
from tests.documents.shops_at_hand import shops, territories


@pytest.mark.parametrize("preset", list(Preset))
@pytest.mark.parametrize("count", [2, 20, 60])
def test_a_flyer_has_a_front_and_a_back_ready_for_use(preset, count):
    content = campaign(shops=shops(count), territories=territories())
    built = build("flyer-a5", content, preset)
    front, back = reading.texts(built.data)
    assert (built.pages, built.trim_mm) == (2, (148, 210))
    assert "Les bons jours de l’occasion" in front
    assert f"{count} boutiques" in front
    assert f"{count} adresses" in back
    assert "Ne pas jeter" in front
    assert "Imprimerie Exemple, Angers" in back
    assert reading.is_sound(built.data, "Flyer A5 – Les bons jours de l’occasion")
    assert reading.codes(built.data, 0, 4) == reading.codes(built.data, 1, 4) == [URL]
    if preset.finish.inks:
        assert reading.colour_operators(built.data) <= {"k", "K"}
        assert max(sum(inks) for inks in reading.inks_used(built.data)) <= 2.8


_OWN = f"{URL}/boutiques/recyclerie-des-troglos-de-doue-en-anjou-et-du-saumurois"


@pytest.mark.parametrize(
    ("kind", "page"),
    [("affiche-a3", _OWN), ("flyer-a5", _OWN), ("flyer-a5", f"{URL}/carte"), ("annuaire", f"{URL}/carte")],
)
def test_the_codes_open_the_page_asked_for_and_the_check_expects_it(kind, page):
    content = campaign(shops=shops(3), territories=territories(), page=page)
    built = made(kind, content, Preset.PRINTER)
    assert page in reading.codes(built.data, built.pages - 1, 4)
    assert not built.blocking


def test_the_front_of_a_shop_s_flyer_counts_all_that_take_part():
    content = campaign(shops=shops(1), territories=territories(), focus=shops(1)[0], everyone=20)
    front, back = reading.texts(build("flyer-a5", content, Preset.SCREEN).data)
    assert "20 boutiques solidaires" in front
    assert "1 adresse" in back


def test_the_front_is_common_even_on_the_flyer_of_a_shop():
    content = campaign(shops=shops(8), territories=territories(), focus=LONG)
    assert LONG.name not in reading.texts(build("flyer-a5", content, Preset.SCREEN).data)[0]
