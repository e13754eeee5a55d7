"""From the link to a debrief on a phone, with one range and one « je ne sais pas », with script and without."""

from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.debrief.store import debrief_of
from tests.browser.conftest import PHONE, listening_for_errors, shoot, violations
from tests.browser.test_plain_pages import NARROW
from tests.web.conftest import seed


@pytest.fixture
def told(db, officer):
    """An edition that is over, two shops that came: (campaign, the first shop's link)."""
    with clock.frozen(clock.now() - timedelta(days=70)):
        campaign = seed(db, officer, count=2)
        for place_id in campaign.places:
            campaign.answer(place_id)
        link = campaign.link(campaign.places[:1])
    return campaign, f"{link}/bilan"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_range_and_one_i_do_not_know_from_a_phone(db, told, server, open_page, javascript):
    campaign, link = told
    first, second = (f"visitors-{day}" for day in campaign.days)
    page = open_page(server, PHONE, javascript=javascript)
    with listening_for_errors(page) as heard:
        page.goto(link.removesuffix("/bilan"))
        if javascript:
            assert violations(page) == []
        shoot(page, "edition-passee")
        page.get_by_role("link", name="Faire le bilan").click()
        shoot(page, "bilan-vide")
        if javascript:
            assert violations(page) == []
        page.fill(f"#{first}", "environ 50")
        page.check(f"[name='{second}-unknown']")
        page.get_by_role("button", name="Enregistrer et continuer : Les passages").click()
        page.get_by_text("Un point à corriger").wait_for()
        shoot(page, "bilan-a-corriger")
        if javascript:
            assert violations(page) == []
        assert page.input_value(f"#{first}") == "environ 50"
        assert page.is_checked(f"[name='{second}-unknown']")
        page.fill(f"#{first}", "20 à 4500")
        page.get_by_role("button", name="Enregistrer et continuer : Les passages").click()
        page.get_by_role("button", name="Oui, c’est bien ça").click()
        page.get_by_text("C’est noté.").wait_for()
        for title in ("Les ventes", "Votre petit plus", "Affiches et flyers", "Et après ?"):
            page.get_by_role("button", name=title).click()
            page.locator("section.card", has=page.get_by_role("heading", name=title)).get_by_text(
                "C’est fait"
            ).wait_for()
        page.get_by_text("Merci, tout est enregistré.").wait_for()
        shoot(page, "bilan-fini")
        if javascript:
            assert violations(page) == []
            for size in (NARROW, PHONE):
                page.set_viewport_size(size["viewport"])
                assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert heard == []
    kept = debrief_of(db, campaign.edition_id, campaign.places[0])
    assert kept.finished_at
    figure = kept.answer("visitors", campaign.days[0]).figure
    assert (figure.low, figure.high) == (20, 4500)
    unknown = kept.answer("visitors", campaign.days[1])
    assert (unknown.unknown, unknown.figure) == (True, None)
