"""Another département is a setting: its outline, its communes, its name."""

import pytest

from campaign.base.settings import settings


@pytest.fixture(autouse=True)
def mayenne(own_settings, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_DEPARTEMENT", "53")
    own_settings.cache_clear()


def test_the_public_pages_speak_of_it_and_draw_its_outline(browser):
    assert settings().departement == "53"
    home = browser.get("/")
    assert home.status_code == 200
    assert "Mayenne" in home.text
    assert "Maine-et-Loire" not in home.text
    drawn = browser.get("/carte/contours.json")
    assert drawn.status_code == 200
    assert len(drawn.content) > 500


def test_a_shop_of_laval_is_at_home_and_one_of_angers_is_not(db, officer, shop):
    from campaign.base.errors import InvalidForm
    from campaign.partners import views

    place_id = shop("La Remise", postcode="53000", commune="Laval")
    assert views.place(db, officer, place_id).departement == "53"
    with pytest.raises(InvalidForm, match=r"n’est pas dans le département \(53\)"):
        shop("Ailleurs")
