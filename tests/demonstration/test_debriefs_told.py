"""The debriefs of the demonstration: told after each event by most, honestly various, in accord with the rest."""

from collections import Counter
from datetime import date, timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import rows
from campaign.debrief.counted import Participant, Standing
from campaign.debrief.counting import count_figures
from campaign.debrief.default_questions import ANIMATOR, SHOP
from campaign.debrief.lasting import Topic, compare, sheet_from
from campaign.debrief.model import Audience, Concern, Figure, Source, State, Unit
from campaign.debrief.reach import teller_of
from campaign.debrief.views import alerts, debriefs
from campaign.deliveries.model import SlipKind
from campaign.deliveries.views import entries, slips
from campaign.demonstration.debriefs_told import FIRST, SECOND
from campaign.editions.views import editions
from campaign.participation.frozen import frozen_sheets
from campaign.participation.store import answers_of_edition
from campaign.report.model import Quadrant
from campaign.report.store import points_of
from campaign.report.tasks import tasks
from campaign.report.views import report
from campaign.stock.store import items_by_id

pytestmark = pytest.mark.usefixtures("then")


def lines_of(filled, edition):
    return {one.place.name: one for one in debriefs(filled, SYSTEM, edition.id)}


def shops_of(filled, edition):
    """Every shop that took part, as a report counts it."""
    answers = answers_of_edition(filled, edition.id)
    found = []
    for one in debriefs(filled, SYSTEM, edition.id):
        if one.audience is Audience.SHOP:
            teller = teller_of(edition, one.place, answers[one.place.id])
            told = one.debrief.answers if one.debrief else ()
            found.append(Participant(one.place.id, one.place.name, days=teller.days, has=teller.traits, answers=told))
    return found


def test_fourteen_of_seventeen_then_sixteen_of_twenty_shops_finish_and_two_animators_each_time(filled):
    found = [
        Counter((one.audience, one.state) for one in debriefs(filled, SYSTEM, edition.id))
        for edition in editions(filled, SYSTEM)[:2]
    ]
    shop, animator = Audience.SHOP, Audience.ANIMATOR
    assert found == [
        {(shop, State.DONE): 14, (shop, State.STARTED): 1, (shop, State.NOTHING): 2, (animator, State.DONE): 2,
         (animator, State.NOTHING): 1},
        {(shop, State.DONE): 16, (shop, State.STARTED): 2, (shop, State.NOTHING): 2, (animator, State.DONE): 2,
         (animator, State.NOTHING): 1},
    ]  # fmt: skip


def test_the_first_edition_had_5200_to_6400_visitors_and_18_to_22_tonnes_as_far_as_was_told(filled):
    shops = shops_of(filled, editions(filled, SYSTEM)[0])
    (visitors,) = count_figures(SHOP.question("visitors"), shops)
    assert visitors.total == Figure(5200, 6400, Unit.PEOPLE)
    assert (visitors.answered, visitors.asked) == (14, 17)
    assert (visitors.standings[Standing.UNKNOWN], visitors.standings[Standing.NOT_ANSWERED]) == (1, 2)
    sold = {one.unit: one for one in count_figures(SHOP.question("sold"), shops)}
    assert sold[Unit.KILOS].total == Figure(18_000, 22_000, Unit.KILOS)
    assert (sold[Unit.KILOS].answered, sold[Unit.KILOS].asked) == (12, 17)
    assert sold[Unit.ARTICLES].total == Figure(640, 640, Unit.ARTICLES)
    new = {one.unit: one for one in count_figures(SHOP.question("new_customers"), shops)}
    assert (new[Unit.PERCENT].median, new[Unit.PERCENT].answered, new[Unit.PEOPLE].answered) == (38, 9, 3)


def test_4500_visitors_wait_to_be_confirmed_and_a_full_house_was(filled):
    first, second, _ = editions(filled, SYSTEM)
    for edition, sentence in (
        (first, "Vendu : vaisselle : 6 000 articles ?"),
        (second, "Visiteurs, samedi 5 avril : 4 500 personnes ?"),
    ):
        found = [one for one in alerts(filled, SYSTEM, edition.id) if one.concern is Concern.TO_CONFIRM]
        assert [" ".join(one.sentence.split()) for one in found] == [sentence]
    confirmed = {
        name: one.debrief.answer("visitors", second.days[1])
        for name, one in lines_of(filled, second).items()
        if one.debrief and any(given.confirmed for given in one.debrief.answers)
    }
    assert {name: given.figure for name, given in confirmed.items()} == {
        "Tout repart !": Figure(1300, 1300, Unit.PEOPLE)
    }
    (visitors,) = count_figures(SHOP.question("visitors"), shops_of(filled, second))
    assert [one.figure.high for one in visitors.held] == [4500]
    assert visitors.total == Figure(7120, 8140, Unit.PEOPLE)


def test_every_kind_of_answer_is_there(filled):
    found = [one.debrief for edition in editions(filled, SYSTEM)[:2] for one in lines_of(filled, edition).values()]
    told = [given for one in found if one for given in one.answers]
    figures = [given.figure for given in told if given.figure]
    assert {figure.exact for figure in figures} == {True, False}
    assert {figure.unit for figure in figures} == {*Unit}
    assert sum(given.unknown for given in told) >= 10
    assert all(given.figure is None for given in told if given.unknown)
    assert {one.source for one in found if one} == {Source.LINK, Source.PAPER}
    assert Counter(one.source for one in found if one)[Source.PAPER] == 4
    quotes = {bool(quote.name) for one in found if one for quote in one.quotes}
    assert quotes == {True, False}
    assert any(given.question == "moment" for one in found if one and not one.quotes for given in one.answers)


def test_two_shops_changed_their_days_and_nobody_had_to_type_it(filled):
    first, second, _ = editions(filled, SYSTEM)
    before, after = (
        {place_id: sheet_from(place_id, kept) for place_id, kept in frozen_sheets(filled, SYSTEM, one.id).items()}
        for one in (first, second)
    )
    changed = {one.name for one in compare(before, after).of(Topic.DAYS)}
    assert changed == {"Le Vestiaire solidaire", "La Bouquinerie du Baugeois"}
    lines = lines_of(filled, first)
    said = {name for name, one in lines.items() if one.debrief and (given := one.debrief.answer("lasting"))
            if "days" in given.choices}  # fmt: skip
    assert said == changed
    for name in changed:
        assert lines[name].debrief.finished_at.astimezone(clock.PARIS).date() >= date(2014, 1, 16)


def test_each_part_is_told_after_the_event_within_ten_weeks_and_follow_ups_when_their_day_has_come(filled):
    for edition in editions(filled, SYSTEM)[:2]:
        saved = rows(
            filled,
            "SELECT section, saved_at FROM debrief_sections s JOIN debriefs d ON d.id = s.debrief_id "
            "WHERE d.edition_id = ?",
            [edition.id],
        )
        months = {one.code: one.after_months for one in (*SHOP.sections, *ANIMATOR.sections)}
        days = {after: [] for after in months.values()}
        for one in saved:
            days[months[one["section"]]].append(clock.from_stamp(one["saved_at"]).astimezone(clock.PARIS).date())
        assert edition.last_day < min(days[0])
        assert max(days[0]) < edition.last_day + timedelta(weeks=10)
        assert 0 < len(days[6]) < len(days[3]) < len(days[0]) / 5
        for after in (3, 6):
            assert min(days[after]) >= edition.last_day + timedelta(days=30 * after)


def test_papers_left_are_no_more_than_was_delivered_and_what_was_taken_back(filled):
    item = {one.code: one.item for one in SHOP.questions if one.item}
    codes = {item_id: one.code for item_id, one in items_by_id(filled).items()}
    checked = 0
    for edition in editions(filled, SYSTEM)[:2]:
        lines = lines_of(filled, edition)
        delivered = {
            slip.place.name: {line.item.code: line.done for line in slip.lines}
            for slip in slips(filled, SYSTEM, edition.id, SlipKind.DELIVERY)
        }
        taken = {
            slip.place.name: {codes[item_id]: many for item_id, many in said.leftovers.items()}
            for slip in slips(filled, SYSTEM, edition.id, SlipKind.RETURN)
            for said in entries(filled, SYSTEM, slip.number)
        }
        for name, line in lines.items():
            for given in line.debrief.answers if line.debrief else ():
                if given.question in item and given.figure:
                    code, left = item[given.question], given.figure.high
                    assert left <= delivered[name][code]
                    assert left == taken.get(name, {}).get(code, left), (edition.name, name, code)
                    checked += 1
    assert checked > 60


def test_every_figure_typed_is_of_a_question_and_was_kept(filled):
    """A question renamed, or asked of a shop that is not asked it, would lose what is told without a sound."""
    codes = {one.code for one in SHOP.questions}
    for edition, told in zip(editions(filled, SYSTEM), (FIRST, SECOND), strict=False):
        event = {one.code for one in SHOP.questions if not SHOP.section(one.section).after_months}
        kept = sum(
            len({given.question for given in one.debrief.answers} & event)
            for one in debriefs(filled, SYSTEM, edition.id)
            if one.audience is Audience.SHOP and one.debrief
        )
        typed = [{**told.shops[number], **told.shop_words.get(number, {})} for number in told.shops]
        assert {code for one in typed for code in one} - {"quoted"} <= codes
        assert kept == sum(len(one.keys() - {"quoted"}) for one in typed)


def test_lessons_of_both_editions_are_drawn_and_what_is_not_settled_waits_for_the_third(filled):
    first, second, third = editions(filled, SYSTEM)
    for edition in (first, second):
        told = report(filled, SYSTEM, edition.id)
        assert {one.quadrant for one in told.points} == {*Quadrant}
        assert all(one.places for one in told.points)
        grouped = {key for one in told.points for key in one.remarks}
        assert grouped <= {one.key for one in told.remarks}
        assert [one for one in told.remarks if one.set_aside]
        # Some are still to be read: the work of the officer is not done once for all.
        assert {one.key for one in told.remarks if not one.set_aside} - grouped
    late = next(one for one in points_of(filled, first.id) if one.text == "Annuaires livrés tard")
    assert late.in_words.endswith("(2\xa0lieux)")
    assert sorted(one.subject for one in tasks(filled, SYSTEM, third.id)) == [
        "Livrer les annuaires trois semaines avant les deux jours",
        "Un jeu plus petit pour les boutiques étroites",
        "Vingt affiches aux boutiques de bourg",
    ]
