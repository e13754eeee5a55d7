"""The demonstration: two past editions and one under way, told in order through the actions of an ordinary day."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from campaign.accounts import links
from campaign.accounts.actions import prepare_demonstration_agents
from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.accounts.store import all_agents, link_of
from campaign.base import clock
from campaign.base.database import Database, transaction, value
from campaign.base.errors import NotEmpty, Refused
from campaign.base.french import MONTHS
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.base.working_days import next_working_day
from campaign.demonstration import answers, people
from campaign.demonstration.correspondence import deliver_waiting
from campaign.demonstration.days import Told, next_days, on, run
from campaign.demonstration.goods_told import GoodsStory
from campaign.demonstration.papers_told import PaperStory
from campaign.demonstration.press_file import MAUGES, SAUMUR
from campaign.demonstration.press_kit_told import tell_press_kit
from campaign.demonstration.press_told import PressStory
from campaign.demonstration.registry import Registry
from campaign.demonstration.shops import (
    FIRST_SHOPS,
    NEW_SHOPS,
    NEW_SHOPS_FILE_NAME,
    RECEIVED_FILE,
    RECEIVED_FILE_NAME,
    new_shops_file,
)
from campaign.demonstration.spending_told import tell_coming_spending, tell_first_spending
from campaign.editions import actions as editions
from campaign.editions.model import check_edition
from campaign.identity.actions import change_identity
from campaign.identity.branding import change_brand
from campaign.media.spots_model import SpotState
from campaign.messages import actions as messages
from campaign.messages.calls import note_call
from campaign.messages.dates import leaving_at
from campaign.messages.model import Outcome, Step
from campaign.messages.views import plan
from campaign.participation import actions as participation
from campaign.participation.corrections import accept_suggestion, suggest_corrections
from campaign.participation.freezing import freeze_sheets
from campaign.participation.model import AnswerValues, Presence
from campaign.participation.views import suggestions

DEPARTEMENT = "49"
THEME = "Donner une deuxième vie aux objets"


def refuse_unless_empty(db: Database) -> None:
    """Raises NotEmpty when anything was already entered: accounts, places, contacts or editions."""
    for table in ("agents", "places", "contacts", "editions"):
        if value(db, f"SELECT 1 FROM {table} LIMIT 1"):  # noqa: S608 - our own words
            raise NotEmpty("La base contient déjà des données : choisissez une base vide.")


@guarded
def fill_demonstration(db: Database, by: Actor) -> dict[str, int]:
    """Fill an empty database of Maine-et-Loire; ``{"editions": 3, "shops": 20}``. All or nothing.

    The same each time, the dates of the third edition apart: they follow today's.

    Raises:
        NotEmpty; Refused: another département.
    """
    if settings().departement != DEPARTEMENT:
        raise Refused("La démonstration n’existe que pour le Maine-et-Loire (CAMPAIGN_DEPARTEMENT=49).")
    with transaction(db):
        refuse_unless_empty(db)
        with on(date(2013, 9, 2), 9):
            prepare_demonstration_agents(db, by)
        told = _Story(db, by)
        told.first_edition()
        told.second_edition()
        told.third_edition(clock.today())
        # The two sheets marked as probable copies are not shops of their own.
        shops = value(db, "SELECT count(*) FROM places WHERE kind = 'shop' AND duplicate_of IS NULL")
        return {"editions": int(value(db, "SELECT count(*) FROM editions")), "shops": int(shops)}


class _Story:
    """Who did what, from 2013 to yesterday."""

    def __init__(self, db: Database, system: Actor) -> None:
        self.db, self.system = db, system
        agents = {agent.role: agent for agent in all_agents(db)}
        self.officer, self.writer = agents[Role.OFFICER], agents[Role.COMMUNICATION]
        self.goods = GoodsStory(db, agents[Role.LOGISTICS], system)
        self.registry = Registry(db, self.officer)
        self.press = PressStory(db, self.writer, system)
        self.papers = PaperStory(db, self.writer)

    def first_edition(self) -> None:
        """13 and 16 November 2013, seventeen shops."""
        with on(date(2013, 9, 2), 9, 30):
            change_identity(self.db, self.officer, 1, people.IDENTITY, new_operation())
            change_brand(self.db, self.officer, 1, people.BRAND, new_operation())
            for shop in FIRST_SHOPS:
                self.registry.add_shop(shop)
            for place in people.OTHER_PLACES:
                self.registry.add_place(place)
            for contact in people.FIRST_CONTACTS:
                self.registry.add_contact(contact)
        with on(date(2013, 9, 3), 10):
            self.goods.begin()
        with on(date(2013, 9, 9), 14):
            days = (date(2013, 11, 13), date(2013, 11, 16))
            values = check_edition("Novembre 2013", THEME, days, date(2013, 10, 25), 17)
            first = editions.add_edition(self.db, self.officer, values, new_operation())
            invited = [self.registry.shops[shop.number] for shop in FIRST_SHOPS]
            participation.invite(self.db, self.officer, first, invited, new_operation())
        with on(date(2013, 9, 16), 10, 42):
            self._open(first)
        for rank, (number, answer) in enumerate(answers.FIRST_ANSWERS.items()):
            with on(date(2013, 9, 18) + timedelta(days=2 * rank), 9 + rank % 8, 7 * rank % 60):
                if number == 9:
                    self._answer_by_phone(first, number, answer.values(days))
                else:
                    self._answer(first, number, answer.values(days))
        with on(date(2013, 10, 21), 16, 5):
            self._suggest(first, 16, {"address": "6 bis rue du Moulin"})
        with on(date(2013, 10, 22), 9, 15):
            for suggestion in suggestions(self.db, self.writer):
                accept_suggestion(self.db, self.writer, suggestion.id, new_operation())
        with on(date(2013, 10, 23), 10):
            self.goods.ask_games(first, 0)
        self.goods.deliver(first, 0)
        with on(date(2013, 11, 18), 8):
            freeze_sheets(self.db, self.system)
        self.goods.take_back(first, 0)
        tell_first_spending(self.db, self.officer, first)
        self.first = first

    def second_edition(self) -> None:
        """2 and 5 April 2014, the twenty shops. Two changed their days after the first edition."""
        with on(date(2014, 1, 16), 11):
            self.registry.change_hours(2, "mer. et sam. 9 h 30 – 12 h, 14 h – 18 h")
            self.registry.change_hours(11, "mer. au sam. 10 h – 18 h")
        with on(date(2014, 1, 20), 15, 20):
            self.registry.import_file(NEW_SHOPS_FILE_NAME, new_shops_file())
            for shop in NEW_SHOPS:
                self.registry.find_shop(shop)
            for contact in people.NEW_CONTACTS:
                self.registry.add_contact(contact)
        with on(date(2014, 1, 22), 9, 45):
            days = (date(2014, 4, 2), date(2014, 4, 5))
            values = check_edition("Avril 2014", THEME, days, date(2014, 3, 14), 20)
            second = participation.copy_edition(self.db, self.officer, self.first, values, new_operation())
            added = [self.registry.shops[shop.number] for shop in NEW_SHOPS]
            participation.invite(self.db, self.officer, second, added, new_operation())
            self._open(second)
        for rank, number in enumerate(self.registry.shops):
            if rank == len(self.registry.shops) - 2:
                with on(date(2014, 2, 28), 11, 15):
                    self.papers.approve_flyer(second)
            with on(date(2014, 1, 24) + timedelta(days=2 * rank), 9 + rank % 8, 11 * rank % 60):
                if number == 9:
                    self._answer_by_phone(second, number, answers.FIRST_ANSWERS[number].values(days))
                elif number in answers.SECOND_ANSWERS:
                    self._answer(second, number, answers.SECOND_ANSWERS[number].values(days))
                else:
                    self._answer_unchanged(second, number)
        with on(date(2014, 3, 5), 10):
            self.goods.ask_games(second, 1)
        self._press_of_the_second(second)
        self.goods.deliver(second, 1)
        with on(date(2014, 4, 6), 11):
            self.press.scan_all(second, SpotState.REMOVED)
        with on(date(2014, 4, 7), 8):
            freeze_sheets(self.db, self.system)
        with on(date(2014, 4, 7), 16):
            self.press.note_articles(second)
        self.goods.take_back(second, 1)
        self.second = second

    def _press_of_the_second(self, second: int) -> None:
        with on(date(2014, 3, 6), 14, 30):
            self.press.press_file()
            self.press.place_posters(second)
            self.press.plan_past_spaces(second)
        with on(date(2014, 3, 17), 10):
            self.press.open_press_page(second)
            self.press.send(second, "")
        with on(date(2014, 3, 18), 9, 30):
            for siren in (MAUGES, SAUMUR):
                self.press.send(second, f"epci:{siren}")
        with on(date(2014, 3, 19), 9, 10):
            self.papers.mend_flyer(second)
        with on(date(2014, 3, 21), 15):
            self.press.scan_all(second, SpotState.POSED)

    def third_edition(self, today: date) -> None:
        """Under way today, half answered. Steps happen in the order of their dates, as the journal would have them."""
        days = next_days(today)
        self.goods.before(today, 45)
        with on(today - timedelta(days=45), 10):
            name = f"{MONTHS[days[0].month - 1].capitalize()} {days[0].year}"
            values = check_edition(name, THEME, days, days[0] - timedelta(days=21), 18, 6000)
            third = participation.copy_edition(self.db, self.officer, self.second, values, new_operation())
        leaver, other_leaver = people.GONE
        steps: list[Told] = [
            (40, 15, 30, partial(self.registry.archive_contact, other_leaver)),
            (28, 9, 5, partial(self._open, third)),
            (10, 11, 50, partial(self.registry.archive_contact, leaver)),
            (9, 16, 40, partial(self.registry.import_file, RECEIVED_FILE_NAME, RECEIVED_FILE.encode())),
            (3, 10, 25, partial(self.registry.add_contact, people.SUCCESSOR)),
        ]
        for rank, answer in enumerate(self._third_answers(third, days)):
            steps.append((24 - 2 * rank, 9 + rank % 8, 13 * rank % 60, answer))
        for rank, number in enumerate(answers.OPENED):
            steps.append((7 - 3 * rank, 12, 17, partial(self._look, third, number)))
        for rank, (number, field, proposed) in enumerate(answers.SUGGESTIONS):
            steps.append((2 - rank, 17, 32, partial(self._suggest, third, number, {field: proposed})))
        sent_on = next_working_day(today - timedelta(days=27))
        steps += [
            ((today - sent_on).days, 9, 0, partial(self._send_invitation, third)),
            (2, 14, 5, partial(self._schedule_reminder, third)),
            (1, 11, 20, partial(self._call_in_vain, third, 3)),
            (1, 17, 45, partial(self._approve_line, third, next(iter(answers.UNCHANGED)))),
        ]
        steps += [
            (30, 14, 20, partial(tell_coming_spending, self.db, self.officer, third)),
            (21, 10, 10, self.press.check_press_file),
            (12, 15, 5, partial(self.press.plan_coming_spaces, third, days[0])),
            (5, 11, 30, partial(tell_press_kit, self.db, self.writer, third, days[0])),
            (4, 16, 20, partial(self.press.begin_posters, third)),
        ]
        steps += self.goods.steps(third, 45)
        shop, contact = self.registry.shops[5], self.registry.actor(5)
        steps.append((1, 10, 5, partial(self.goods.tell_trouble, third, shop, contact)))
        run(steps, today)

    def _third_answers(self, third: int, days: tuple[date, date]) -> Iterator[Callable[[], object]]:
        for number in answers.UNCHANGED:
            yield partial(self._answer_unchanged, third, number)
        for number, reason in answers.DECLINED.items():
            yield partial(self._answer, third, number, AnswerValues(Presence.NO, reason))
        for number, answer in answers.THIRD_ANSWERS.items():
            yield partial(self._answer, third, number, answer.values(days))
        for number, answer in answers.BY_PHONE.items():
            yield partial(self._answer_by_phone, third, number, answer.values(days))
        for number in answers.UNDECIDED:
            yield partial(self._answer, third, number, AnswerValues(Presence.UNDECIDED))

    def _send_invitation(self, edition_id: int) -> None:
        messages.send_step(self.db, self.officer, edition_id, Step.INVITATION, "", new_operation())
        deliver_waiting(self.db, self.system)

    def _schedule_reminder(self, edition_id: int) -> None:
        planned = next(one for one in plan(self.db, self.officer, edition_id) if one.step is Step.REMINDER_1)
        leaves_at = leaving_at(planned.proposed_on)
        messages.schedule_step(self.db, self.officer, edition_id, planned.step, leaves_at, "", new_operation())

    def _call_in_vain(self, edition_id: int, number: int) -> None:
        contact_id = self.registry.actor(number).id
        note_call(self.db, self.officer, edition_id, contact_id, Outcome.NO_REPLY, "Répondeur.", None, new_operation())

    def _approve_line(self, edition_id: int, number: int) -> None:
        actor = self.registry.actor(number)
        self.papers.approve_line(actor, link_of(self.db, actor.id, edition_id))

    def _suggest(self, edition_id: int, number: int, corrected: dict[str, str]) -> None:
        place_id = self.registry.shops[number]
        suggest_corrections(self.db, self.registry.actor(number), edition_id, place_id, corrected, new_operation())

    def _open(self, edition_id: int) -> None:
        editions.open_edition(self.db, self.officer, edition_id, new_operation())
        participation.prepare_links(self.db, self.officer, edition_id, new_operation())

    def _look(self, edition_id: int, number: int) -> None:
        actor = self.registry.actor(number)
        link = link_of(self.db, actor.id, edition_id)
        links.note_visit(self.db, link)
        links.note_opening(self.db, actor, link)

    def _answer(self, edition_id: int, number: int, values: AnswerValues) -> None:
        self._look(edition_id, number)
        place_id, actor = self.registry.shops[number], self.registry.actor(number)
        participation.confirm_participation(self.db, actor, edition_id, place_id, values, new_operation())

    def _answer_unchanged(self, edition_id: int, number: int) -> None:
        self._look(edition_id, number)
        place_id, actor = self.registry.shops[number], self.registry.actor(number)
        participation.confirm_unchanged(self.db, actor, edition_id, place_id, new_operation())

    def _answer_by_phone(self, edition_id: int, number: int, values: AnswerValues) -> None:
        name = self.registry.contacts_of[number]
        participation.confirm_participation(
            self.db,
            self.officer,
            edition_id,
            self.registry.shops[number],
            values,
            new_operation(),
            answered_by=f"{name}, au téléphone",
        )
