"""« Bilan de l’édition » on screen: who answered is always said, unknown is never zero, a reader only reads."""

from datetime import timedelta

import pytest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.debrief.actions import save_section
from campaign.editions.views import edition as edition_view
from tests.pages.conftest import bare, said

SCREEN = "report.py"


@pytest.fixture
def told(db, officer, edition, shop, answered):
    """Two shops of three told their visitors, one of them half; (edition id)."""
    # Told in the past: screens read today's clock.
    with clock.frozen(clock.now() - timedelta(days=70)):
        edition_id = edition()
        places = [shop(name) for name in ("La Malle", "La Remise", "Le Fil retrouvé")]
        for place_id in places:
            answered(edition_id, place_id)
    first, second = edition_view(db, edition_id).days
    forms = ({f"visitors-{first}": "20 à 50", f"visitors-{second}": "100"},
             {f"visitors-{first}": "40", f"visitors-{second}-unknown": "yes"})  # fmt: skip
    for place_id, form in zip(places, forms, strict=False):
        save_section(db, officer, edition_id, place_id, "visits", form, new_operation())
    return edition_id


def shown(at) -> str:
    parts = [bare(said(at)), *(bare(frame.value.to_csv()) for frame in [*at.dataframe, *at.table])]
    parts += [f"{one.label} {one.value}" for one in at.metric]
    return "\n".join(parts).replace("\u202f", " ").replace("\u00a0", " ")


def chapter(at, title: str):
    return at.segmented_control[0].set_value(title).run()


def test_the_essentials_say_who_answered(told, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    assert not at.exception
    text = shown(at)
    assert "Visiteurs, deux jours 160 à 190" in text
    assert "2 répondants sur 3" in text
    assert "Vendu en tout —" in text
    assert "0 bilan reçu sur 3, 2 autres commencés." in text


def test_a_chapter_counts_one_who_does_not_know_apart_from_who_is_silent(told, enter, page):
    enter(Role.READER)
    text = shown(chapter(page(SCREEN), "Les visiteurs"))
    assert "2 sur 3,de 160 à 190 personnes" in text
    assert "1 en partie, 1 sans réponse" in text
    assert "40 personnes (une partie des jours)" in text
    assert "n’a pas répondu" in text


def test_every_chapter_opens_for_a_reader_and_for_the_officer(told, enter, page):
    for role in (Role.READER, Role.OFFICER):
        enter(role)
        at = page(SCREEN)
        for title in at.segmented_control[0].options:
            assert title
        for title in ("Qui a participé", "Ventes et objets réemployés", "Ce qu’en disent les boutiques",
                      "Émissions évitées", "Ce que nous en retenons", "Comment lire ce bilan"):  # fmt: skip
            assert not chapter(at, title).exception, title


def test_before_the_days_the_screen_says_when_the_report_begins(edition, enter, page):
    edition()
    enter(Role.OFFICER)
    text = shown(page(SCREEN))
    assert "Le bilan commence le" in text


def test_without_any_edition_the_screen_leads_to_preparing_one(enter, page):
    enter(Role.OFFICER)
    assert "Rien à raconter encore." in shown(page(SCREEN))


def test_the_four_files_are_offered(told, enter, page):
    enter(Role.READER)
    at = page(SCREEN)
    labels = [bare(one.proto.label) for one in at.get("download_button")]
    assert labels == ["Le bilan, en PDF", "Le bilan, en Word", "Les chiffres sans nom, en classeur",
                      "Les données, pour un autre logiciel"]  # fmt: skip
