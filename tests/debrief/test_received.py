"""What agents follow of an edition's debriefs, and what the dashboard asks of them."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.base import clock
from campaign.base.errors import NotAllowed, NotFound
from campaign.base.operations import new_operation
from campaign.debrief.actions import confirm_figure, doubt_figure, save_section
from campaign.debrief.received import received
from campaign.debrief.tasks import tasks
from campaign.debrief.views import place_debrief
from campaign.editions import actions as editions
from campaign.editions.views import edition as edition_view
from campaign.participation.decisions import DecisionKind


def after(days, many):
    return clock.frozen(
        datetime.combine(days[-1] + timedelta(days=many), datetime.min.time(), UTC) + timedelta(hours=9)
    )


@pytest.fixture
def over(db, linked, answered, shop):
    """Two shops that came, the day after the event: (edition id, the two shops, the two days)."""
    edition_id, first, _, _ = linked
    second = shop("Le Fil retrouvé", commune="Les Ponts-de-Cé", postcode="49130")
    answered(edition_id, first)
    answered(edition_id, second)
    days = edition_view(db, edition_id).days
    with after(days, 1):
        yield edition_id, (first, second), days


def tell(db, by, edition_id, place_id, day, said):
    save_section(db, by, edition_id, place_id, "visits", {f"visitors-{day}": said}, new_operation())


def test_a_place_counts_as_received_once_it_told_something(db, officer, over):
    edition_id, (first, second), days = over
    tell(db, officer, edition_id, first, days[0], "20 à 50")
    save_section(db, officer, edition_id, second, "visits", {}, new_operation())  # a part saved empty tells nothing
    seen = received(db, officer, edition_id)
    assert (seen.told, len(seen.lines)) == (1, 2)
    assert [one.place.id for one in seen.silent] == [second]
    form = {f"visitors-{days[0]}-unknown": "yes"}
    save_section(db, officer, edition_id, second, "visits", form, new_operation())
    assert received(db, officer, edition_id).told == 2, "« je ne sais pas » dit quelque chose"


def test_a_reader_follows_without_anybody_s_name(db, officer, reader, over):
    edition_id, (first, _), _ = over
    form = {"moment": "Une file dès 9 h !", "moment-quote": "yes", "moment-name": "Félicie"}
    save_section(db, officer, edition_id, first, "activities", form, new_operation(), answered_by="Félicie Martin")
    for found in (received(db, reader, edition_id).line(first), place_debrief(db, reader, edition_id, first)):
        assert (found.debrief.answered_by, [one.name for one in found.debrief.quotes]) == ("", [""])
    assert place_debrief(db, officer, edition_id, first).debrief.quotes[0].name == "Félicie"


def test_a_confirmation_can_be_taken_back_by_the_team(db, officer, reader, over):
    edition_id, (first, _), days = over
    tell(db, officer, edition_id, first, days[0], "4 500")
    figure = (edition_id, first, "visitors", days[0])
    confirm_figure(db, officer, *figure, new_operation())
    assert received(db, officer, edition_id).to_confirm == ()
    operation = new_operation()
    for _ in range(2):
        doubt_figure(db, officer, *figure, operation)
    assert [one.place_id for one in received(db, officer, edition_id).asked_again(first)] == [first]
    with pytest.raises(NotAllowed):
        doubt_figure(db, reader, *figure, new_operation())
    with pytest.raises(NotFound):
        doubt_figure(db, officer, edition_id, first, "visitors", days[1], new_operation())


def told(db, by, edition_id):
    return [(one.kind, one.subject.replace("\u00a0", " "), one.text) for one in tasks(db, by, edition_id)]


def test_the_dashboard_asks_for_figures_at_once_and_for_silent_places_three_weeks_later(db, officer, over):
    edition_id, (first, _), days = over
    assert told(db, officer, edition_id) == []
    tell(db, officer, edition_id, first, days[0], "4 500")
    figures = (DecisionKind.FIGURE, "1 chiffre à confirmer", "La Malle à Félicie")
    assert told(db, officer, edition_id) == [figures]
    with after(days, 20):
        assert told(db, officer, edition_id) == [figures]
    with after(days, 21):
        silent = (DecisionKind.SILENT, "1 bilan attendu", "Le Fil retrouvé")
        assert told(db, officer, edition_id) == [figures, silent]
        assert tasks(db, officer, edition_id)[1].parameters == {"edition": str(edition_id), "etat": "rien"}


def test_while_the_next_edition_is_prepared_the_last_one_is_still_asked_about(db, officer, over, edition):
    edition_id, (first, _), days = over
    tell(db, officer, edition_id, first, days[0], "4 500")
    following = edition(in_days=150, opened=False, name="Suivante")
    (asked,) = tasks(db, officer, following)
    assert asked.parameters["edition"] == str(edition_id)
    editions.archive_edition(db, officer, edition_id, new_operation())
    assert tasks(db, officer, following) == []
    assert tasks(db, officer, 999) == []


def test_many_silent_places_are_counted_after_the_first_two(db, officer, over, shop, answered):
    edition_id, _, days = over
    with clock.frozen(datetime.combine(days[0] - timedelta(days=40), datetime.min.time(), UTC)):
        for number in range(3):
            answered(edition_id, shop(f"Boutique {number}", address=f"{number + 1} rue du Port"))
    with after(days, 30):
        assert told(db, officer, edition_id)[0][2].replace("\u00a0", " ") == "Boutique 0, Boutique 1 et 3 autres"
