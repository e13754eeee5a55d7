"""The two past editions of the demonstration, told in the order of their days."""

from datetime import date, timedelta
from functools import partial

from campaign.base.operations import new_operation
from campaign.demonstration import answers, debriefs_told, lessons_told, people, plan_told, preparing_told
from campaign.demonstration.cast import Cast
from campaign.demonstration.days import Dated, on, run_dated
from campaign.demonstration.evidence_told import FIRST_PLACES_LATER, SECOND_PLACES, note_places
from campaign.demonstration.experience_told import tell_first_sheet
from campaign.demonstration.lessons_told import settle_lessons, tell_lessons
from campaign.demonstration.press_file import MAUGES, SAUMUR
from campaign.demonstration.shops import FIRST_SHOPS, NEW_SHOPS, NEW_SHOPS_FILE_NAME, new_shops_file
from campaign.demonstration.spending_told import tell_first_spending
from campaign.editions import actions as editions
from campaign.editions.model import check_edition
from campaign.identity.actions import change_identity
from campaign.identity.branding import change_brand
from campaign.media.spots_model import SpotState
from campaign.participation import actions as participation
from campaign.participation.freezing import freeze_sheets
from campaign.partners.suggesting import accept_suggestion, pending_suggestions

THEME = "Donner une deuxième vie aux objets"


def tell_first_edition(cast: Cast) -> int:
    """13 and 16 November 2013, seventeen shops; the edition's id."""
    db, officer = cast.db, cast.officer
    days = debriefs_told.FIRST.days
    with on(date(2013, 6, 3), 9, 30):
        change_identity(db, officer, 1, people.IDENTITY, new_operation())
        change_brand(db, officer, 1, people.BRAND, new_operation())
        for shop in FIRST_SHOPS:
            cast.registry.add_shop(shop)
        for place in people.OTHER_PLACES:
            cast.registry.add_place(place)
        for contact in people.FIRST_CONTACTS:
            cast.registry.add_contact(contact)
    with on(date(2013, 6, 10), 14):
        values = check_edition("Novembre 2013", THEME, days, date(2013, 10, 25), 17)
        first = editions.add_edition(db, officer, values, new_operation())
        plan_told.tell_first_plan(db, officer, first)
    summer = [
        (date(2013, 9, 3), 10, 0, cast.goods.begin),
        (date(2013, 9, 9), 14, 0, partial(_invite_first, cast, first)),
    ]
    run_dated([*preparing_told.prepare_first(cast, first), *summer])
    with on(date(2013, 9, 16), 10, 42):
        cast.taking_part.open(first)
    for rank, (number, answer) in enumerate(answers.FIRST_ANSWERS.items()):
        by_phone = number == 9
        say = cast.taking_part.answer_by_phone if by_phone else cast.taking_part.answer
        with on(date(2013, 9, 18) + timedelta(days=2 * rank), 9 + rank % 8, 7 * rank % 60):
            say(first, number, answer.values(days))
    with on(date(2013, 10, 21), 16, 5):
        cast.taking_part.suggest(first, 16, {"address": "6 bis rue du Moulin"})
    with on(date(2013, 10, 22), 9, 15):
        for suggestion in pending_suggestions(db, cast.writer):
            accept_suggestion(db, cast.writer, suggestion.id, new_operation())
    with on(date(2013, 10, 23), 10):
        cast.goods.ask_games(first, 0)
    cast.goods.deliver(first, 0)
    with on(date(2013, 11, 18), 8):
        freeze_sheets(db, cast.system)
    cast.goods.take_back(first, 0)
    return first


def tell_second_edition(cast: Cast, first: int) -> int:
    """2 and 5 April 2014, the twenty shops, while the first one's debriefs still come; the edition's id."""
    since = [
        *cast.debriefs.steps(first, debriefs_told.FIRST),
        *preparing_told.review_first(cast, first),
        (date(2014, 1, 14), 17, 0, partial(tell_first_spending, cast.db, cast.officer, first)),
        (date(2014, 1, 16), 11, 0, partial(_change_days, cast)),
        (date(2014, 1, 20), 15, 20, partial(_add_shops, cast)),
        (date(2014, 1, 21), 10, 0, partial(_learn, cast, first, lessons_told.FIRST)),
        (date(2014, 1, 21), 16, 0, partial(plan_told.tell_done, cast.db, cast.officer, first)),
    ]
    run_dated(since)
    with on(date(2014, 1, 22), 9, 45):
        days = debriefs_told.SECOND.days
        values = check_edition("Avril 2014", THEME, days, date(2014, 3, 14), 20)
        second = participation.copy_edition(cast.db, cast.officer, first, values, new_operation())
        plan_told.tell_second_plan(cast.db, cast.officer, second)
        added = [cast.registry.shops[shop.number] for shop in NEW_SHOPS]
        participation.invite(cast.db, cast.officer, second, added, new_operation())
        preparing_told.prepare_second(cast, first, second)
    run_dated(preparing_told.choose_second(cast, second))
    three_months_later = cast.debriefs.later_steps(first, debriefs_told.FIRST, 0)
    following = preparing_told.follow_second(cast, first, second)
    run_dated([*_second_answers(cast, second), *_press_of_the_second(cast, second), *following, *three_months_later])
    cast.goods.deliver(second, 1)
    with on(date(2014, 4, 6), 11):
        cast.press.scan_all(second, SpotState.REMOVED)
    with on(date(2014, 4, 7), 8):
        freeze_sheets(cast.db, cast.system)
    with on(date(2014, 4, 7), 16):
        cast.press.note_articles(second)
    since = [
        *cast.goods.take_back(second, 1),
        *cast.debriefs.steps(second, debriefs_told.SECOND),
        *cast.debriefs.later_steps(first, debriefs_told.FIRST, 1),
        (date(2014, 6, 10), 10, 0, partial(_learn, cast, second, lessons_told.SECOND)),
        (date(2014, 6, 10), 11, 0, partial(settle_lessons, cast.db, cast.officer, first, lessons_told.FIRST)),
        (date(2014, 6, 16), 10, 20, partial(tell_first_sheet, cast.db, cast.officer, first)),
        (date(2014, 6, 16), 16, 0, partial(plan_told.tell_all_done, cast.db, cast.officer, first)),
        (date(2014, 7, 8), 16, 0, partial(plan_told.tell_all_done, cast.db, cast.officer, second)),
        (date(2014, 6, 16), 16, 30, partial(note_places, cast.db, cast.officer, first, FIRST_PLACES_LATER)),
        (date(2014, 7, 8), 16, 30, partial(note_places, cast.db, cast.officer, second, SECOND_PLACES)),
        *cast.debriefs.later_steps(second, debriefs_told.SECOND, 0),
        *cast.debriefs.later_steps(second, debriefs_told.SECOND, 1),
    ]
    run_dated(since)
    return second


def _invite_first(cast: Cast, first: int) -> None:
    """The seventeen shops are on the list; what was done during the summer is said."""
    plan_told.tell_done(cast.db, cast.officer, first)
    invited = [cast.registry.shops[shop.number] for shop in FIRST_SHOPS]
    participation.invite(cast.db, cast.officer, first, invited, new_operation())


def _learn(cast: Cast, edition_id: int, lessons: lessons_told.Lessons) -> None:
    """A week after the bilan meeting, the matrix and what is decided."""
    tell_lessons(cast.db, cast.officer, edition_id, lessons, cast.debriefs.place_of)


def _change_days(cast: Cast) -> None:
    """Two shops changed their days after the first edition."""
    cast.registry.change_hours(2, "mer. et sam. 9 h 30 – 12 h, 14 h – 18 h")
    cast.registry.change_hours(11, "mer. au sam. 10 h – 18 h")


def _add_shops(cast: Cast) -> None:
    cast.registry.import_file(NEW_SHOPS_FILE_NAME, new_shops_file())
    for shop in NEW_SHOPS:
        cast.registry.find_shop(shop)
    for contact in people.NEW_CONTACTS:
        cast.registry.add_contact(contact)


def _second_answers(cast: Cast, second: int) -> list[Dated]:
    """Most say « rien n’a changé »; the flyer is approved before the last two answers."""
    days, part = debriefs_told.SECOND.days, cast.taking_part
    steps: list[Dated] = [(date(2014, 2, 28), 11, 15, partial(cast.papers.approve_flyer, second))]
    for rank, number in enumerate(cast.registry.shops):
        if number == 9:
            said = partial(part.answer_by_phone, second, number, answers.FIRST_ANSWERS[number].values(days))
        elif number in answers.SECOND_ANSWERS:
            said = partial(part.answer, second, number, answers.SECOND_ANSWERS[number].values(days))
        else:
            said = partial(part.answer_unchanged, second, number)
        steps.append((date(2014, 1, 24) + timedelta(days=2 * rank), 9 + rank % 8, 11 * rank % 60, said))
    return steps


def _press_of_the_second(cast: Cast, second: int) -> list[Dated]:
    press = cast.press
    return [
        (date(2014, 3, 5), 10, 0, partial(cast.goods.ask_games, second, 1)),
        (date(2014, 3, 6), 14, 30, press.press_file),
        (date(2014, 3, 6), 14, 31, partial(press.place_posters, second)),
        (date(2014, 3, 6), 14, 32, partial(press.plan_past_spaces, second)),
        (date(2014, 3, 17), 10, 0, partial(press.open_press_page, second)),
        (date(2014, 3, 17), 10, 1, partial(press.send, second, "")),
        (date(2014, 3, 18), 9, 30, partial(press.send, second, f"epci:{MAUGES}")),
        (date(2014, 3, 18), 9, 31, partial(press.send, second, f"epci:{SAUMUR}")),
        (date(2014, 3, 19), 9, 10, partial(cast.papers.mend_flyer, second)),
        (date(2014, 3, 21), 15, 0, partial(press.scan_all, second, SpotState.POSED)),
    ]
