"""What is not settled of the shops: corrections, days added since they answered, shops that may still answer."""

from datetime import time, timedelta

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import row
from campaign.base.operations import new_operation
from campaign.communication.building import build_piece
from campaign.communication.content import content_of
from campaign.communication.model import DEPARTEMENT, Audience, Scale
from campaign.documents.presets import Preset
from campaign.editions import actions as editions
from campaign.editions.model import check_edition
from campaign.editions.views import edition as edition_view
from campaign.participation import actions as participation
from campaign.participation import corrections, views
from campaign.participation.model import OpenDay
from campaign.partners.suggesting import pending_suggestions, refuse_suggestion
from campaign.partners.suggestions import SuggestionSource, keep_suggestion
from tests.communication.conftest import CHOLET

OPEN = (time(10), time(18))
ANGERS = Audience(Scale.EPCI, "244900015")


def add_day(db, officer, edition_id: int, days_after: int) -> None:
    """One more day, ``days_after`` the last one."""
    one = edition_view(db, edition_id)
    days = (*one.days, one.last_day + timedelta(days=days_after))
    values = check_edition(one.name, one.theme, days, one.answer_deadline)
    editions.change_edition(db, officer, edition_id, one.version, values, new_operation())


def listed(db, told, place_id: int):
    """The shop as the pieces of the département list it."""
    name = next(one.place.name for one in views.participations(db, SYSTEM, told.edition) if one.place.id == place_id)
    return next(one for one in content_of(db, SYSTEM, told.edition, DEPARTEMENT).shops if one.name == name)


def said(db, told, kind: str, preset: Preset = Preset.PRINTER) -> list[str]:
    built = build_piece(db, SYSTEM, told.edition, kind, DEPARTEMENT, preset)
    return [str(one) for one in (*built.blocking, *built.notices)]


def test_what_a_resident_says_holds_no_paper_back(db, told, printer):
    sheet = row(db, "SELECT * FROM places WHERE id = ?", [told.malle])
    keep_suggestion(db, SYSTEM, SuggestionSource.RESIDENT, sheet, "phone", "+33241000007")
    assert listed(db, told, told.malle).corrections == ()


def test_a_correction_blocks_until_somebody_decides(db, told, printer, contact, officer):
    actor = contact([told.malle])
    participation.prepare_links(db, officer, told.edition, new_operation())
    typed = {"phone": "0241000007"}
    corrections.suggest_corrections(db, actor, told.edition, told.malle, typed, new_operation())
    assert listed(db, told, told.malle).corrections == ("phone",)
    assert build_piece(db, SYSTEM, told.edition, "annuaire", DEPARTEMENT, Preset.PRINTER).blocking
    (one,) = pending_suggestions(db, officer)
    refuse_suggestion(db, officer, one.id, new_operation())
    assert listed(db, told, told.malle).corrections == ()
    assert not build_piece(db, SYSTEM, told.edition, "annuaire", DEPARTEMENT, Preset.PRINTER).blocking


def test_a_day_added_after_the_answers_is_asked_for_again(db, told, printer, officer, answer_values):
    with clock.frozen(clock.now() + timedelta(hours=1)):
        add_day(db, officer, told.edition, 1)
    added = edition_view(db, told.edition).last_day
    assert listed(db, told, told.malle).unasked_days == (added,)
    assert any("La Malle à Félicie, horaires" in one and "avant l’ajout" in one for one in said(db, told, "annuaire"))
    with clock.frozen(clock.now() + timedelta(hours=2)):
        # It says no for that day, knowingly.
        days = tuple(one for one in answer_values(told.edition).days if one.day != added)
        participation.confirm_participation(
            db, officer, told.edition, told.malle, answer_values(told.edition, days=days), new_operation(),
            answered_by="Félicie Martin", version=1,
        )  # fmt: skip
    assert listed(db, told, told.malle).unasked_days == ()
    assert listed(db, told, told.fil).unasked_days == (added,)


def test_a_shop_closed_on_a_day_that_was_there_from_the_start_is_asked_nothing(db, told, answered, shop, officer):
    first, *_ = edition_view(db, told.edition).days
    later = shop("La Demie")
    answered(told.edition, later, days=(OpenDay(first, *OPEN),))
    one = edition_view(db, told.edition)
    values = check_edition("Un autre nom", one.theme, one.days, one.answer_deadline)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        editions.change_edition(db, officer, told.edition, one.version, values, new_operation())
    assert listed(db, told, later).unasked_days == ()


def test_shops_that_may_still_answer_are_counted_for_each_audience_until_the_deadline(db, told, printer, shop, officer):
    invited = [shop("La Remise du Bois"), shop("Le Grenier", **CHOLET)]
    participation.invite(db, officer, told.edition, invited, new_operation())
    counts = {one: content_of(db, SYSTEM, told.edition, one).awaited for one in (DEPARTEMENT, ANGERS)}
    assert counts == {DEPARTEMENT: 2, ANGERS: 1}
    assert content_of(db, SYSTEM, told.edition, Audience(Scale.SHOP, str(told.malle))).awaited == 0
    assert any("2\u00a0boutiques n’ont pas encore répondu" in one for one in said(db, told, "affiche-a3"))
    assert said(db, told, "affiche-a3", Preset.SCREEN) == []
    deadline = edition_view(db, told.edition).answer_deadline
    with clock.frozen(clock.now() + (deadline - clock.today()) + timedelta(days=1)):
        assert content_of(db, SYSTEM, told.edition, DEPARTEMENT).answers_until is None
        assert said(db, told, "affiche-a3") == []
