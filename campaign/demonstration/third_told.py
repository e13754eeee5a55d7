"""The edition under way of the demonstration, half answered: what happened these last weeks, to yesterday."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from campaign.accounts.store import link_of
from campaign.base.french import MONTHS
from campaign.base.operations import new_operation
from campaign.base.working_days import next_working_day
from campaign.demonstration import answers, people
from campaign.demonstration.cast import Cast
from campaign.demonstration.correspondence import deliver_waiting
from campaign.demonstration.days import Told, next_days, on, run
from campaign.demonstration.past_told import THEME
from campaign.demonstration.plan_told import tell_all_done as tell_done_by_then
from campaign.demonstration.plan_told import tell_third_plan
from campaign.demonstration.preparing_told import prepare_third
from campaign.demonstration.press_kit_told import tell_press_kit
from campaign.demonstration.shops import RECEIVED_FILE, RECEIVED_FILE_NAME
from campaign.demonstration.spending_told import tell_coming_spending
from campaign.editions.model import check_edition
from campaign.messages import actions as messages
from campaign.messages.calls import note_call
from campaign.messages.dates import leaving_at
from campaign.messages.model import Outcome, Step
from campaign.messages.views import plan
from campaign.participation import actions as participation
from campaign.participation.model import AnswerValues, Presence


def tell_third_edition(cast: Cast, second: int, today: date) -> int:
    """Under way today. Steps happen in the order of their dates, as the journal would have them; the edition's id."""
    days = next_days(today)
    registry, part, press = cast.registry, cast.taking_part, cast.press
    cast.goods.before(today, 45)
    with on(today - timedelta(days=45), 10):
        name = f"{MONTHS[days[0].month - 1].capitalize()} {days[0].year}"
        values = check_edition(name, THEME, days, days[0] - timedelta(days=21), 18, 6000)
        third = participation.copy_edition(cast.db, cast.officer, second, values, new_operation())
        tell_done_by_then(cast.db, cast.officer, third)
    leaver, other_leaver = people.GONE
    steps: list[Told] = [
        (40, 15, 30, partial(registry.archive_contact, other_leaver)),
        (28, 9, 5, partial(part.open, third)),
        (10, 11, 50, partial(registry.archive_contact, leaver)),
        (9, 16, 40, partial(registry.import_file, RECEIVED_FILE_NAME, RECEIVED_FILE.encode())),
        (3, 10, 25, partial(registry.add_contact, people.SUCCESSOR)),
    ]
    for rank, answer in enumerate(_answers(cast, third, days)):
        steps.append((24 - 2 * rank, 9 + rank % 8, 13 * rank % 60, answer))
    for rank, number in enumerate(answers.OPENED):
        steps.append((7 - 3 * rank, 12, 17, partial(part.look, third, number)))
    for rank, (number, field, proposed) in enumerate(answers.SUGGESTIONS):
        steps.append((2 - rank, 17, 32, partial(part.suggest, third, number, {field: proposed})))
    sent_on = next_working_day(today - timedelta(days=27))
    steps += [
        ((today - sent_on).days, 9, 0, partial(_send_invitation, cast, third)),
        (2, 14, 5, partial(_schedule_reminder, cast, third)),
        (1, 11, 20, partial(_call_in_vain, cast, third, 3)),
        (6, 15, 10, partial(registry.add_photo, *people.PHOTO)),
        (1, 15, 40, partial(part.report, *answers.REPORTED)),
        (1, 17, 45, partial(_approve_line, cast, third, next(iter(answers.UNCHANGED)))),
    ]
    steps += [
        (30, 14, 20, partial(tell_coming_spending, cast.db, cast.officer, third)),
        (21, 10, 10, press.check_press_file),
        (12, 15, 5, partial(press.plan_coming_spaces, third, days[0])),
        (5, 11, 30, partial(tell_press_kit, cast.db, cast.writer, third, days[0])),
        (4, 16, 20, partial(press.begin_posters, third)),
        (1, 16, 30, partial(tell_third_plan, cast.db, cast.officer, third)),
    ]
    steps += [
        ((today - day).days, hour, minute, step)
        for day, hour, minute, step in prepare_third(cast, second, third, days, today)
    ]
    steps += cast.goods.steps(third, 45)
    steps.append((1, 10, 5, partial(cast.goods.tell_trouble, third, registry.shops[5], registry.actor(5))))
    run(steps, today)
    return third


def _answers(cast: Cast, third: int, days: tuple[date, date]) -> Iterator[Callable[[], object]]:
    part = cast.taking_part
    for number in answers.UNCHANGED:
        yield partial(part.answer_unchanged, third, number)
    for number, reason in answers.DECLINED.items():
        yield partial(part.answer, third, number, AnswerValues(Presence.NO, reason))
    for number, answer in answers.THIRD_ANSWERS.items():
        yield partial(part.answer, third, number, answer.values(days))
    for number, answer in answers.BY_PHONE.items():
        yield partial(part.answer_by_phone, third, number, answer.values(days))
    for number in answers.UNDECIDED:
        yield partial(part.answer, third, number, AnswerValues(Presence.UNDECIDED))


def _send_invitation(cast: Cast, third: int) -> None:
    messages.send_step(cast.db, cast.officer, third, Step.INVITATION, "", new_operation())
    deliver_waiting(cast.db, cast.system)


def _schedule_reminder(cast: Cast, third: int) -> None:
    planned = next(one for one in plan(cast.db, cast.officer, third) if one.step is Step.REMINDER_1)
    leaves_at = leaving_at(planned.proposed_on)
    messages.schedule_step(cast.db, cast.officer, third, planned.step, leaves_at, "", new_operation())


def _call_in_vain(cast: Cast, third: int, number: int) -> None:
    contact_id = cast.registry.actor(number).id
    note_call(cast.db, cast.officer, third, contact_id, Outcome.NO_REPLY, "Répondeur.", None, new_operation())


def _approve_line(cast: Cast, third: int, number: int) -> None:
    actor = cast.registry.actor(number)
    cast.papers.approve_line(actor, link_of(cast.db, actor.id, third))
