"""How shops of the demonstration took part: links ready, answers on them or by phone, corrections proposed."""

from campaign.accounts import links
from campaign.accounts.model import PUBLIC, Actor
from campaign.accounts.store import link_of
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.demonstration.registry import Registry
from campaign.editions import actions as editions
from campaign.participation import actions as participation
from campaign.participation.corrections import say_sheet_is_right, suggest_corrections
from campaign.participation.model import AnswerValues
from campaign.partners.reporting import report_mistake


class TakingPart:
    """What the officer and the contacts do for any edition; the clock is the caller's. Shops are known by number."""

    def __init__(self, db: Database, officer: Actor, registry: Registry) -> None:
        self.db, self.officer, self.registry = db, officer, registry

    def open(self, edition_id: int) -> None:
        """Answers are awaited, and every link is ready."""
        editions.open_edition(self.db, self.officer, edition_id, new_operation())
        participation.prepare_links(self.db, self.officer, edition_id, new_operation())

    def look(self, edition_id: int, number: int) -> None:
        """A contact opens their page."""
        actor = self.registry.actor(number)
        link = link_of(self.db, actor.id, edition_id)
        links.note_visit(self.db, link)
        links.note_opening(self.db, actor, link)

    def answer(self, edition_id: int, number: int, values: AnswerValues) -> None:
        """On their link."""
        self.look(edition_id, number)
        place_id, actor = self.registry.shops[number], self.registry.actor(number)
        participation.confirm_participation(self.db, actor, edition_id, place_id, values, new_operation())
        say_sheet_is_right(self.db, actor, edition_id, place_id, new_operation())

    def answer_unchanged(self, edition_id: int, number: int) -> None:
        """« Rien n’a changé »."""
        self.look(edition_id, number)
        place_id, actor = self.registry.shops[number], self.registry.actor(number)
        participation.confirm_unchanged(self.db, actor, edition_id, place_id, new_operation())
        say_sheet_is_right(self.db, actor, edition_id, place_id, new_operation())

    def answer_by_phone(self, edition_id: int, number: int, values: AnswerValues) -> None:
        """Typed by the officer."""
        said_by = f"{self.registry.contacts_of[number]}, au téléphone"
        place_id = self.registry.shops[number]
        participation.confirm_participation(
            self.db, self.officer, edition_id, place_id, values, new_operation(), answered_by=said_by
        )

    def suggest(self, edition_id: int, number: int, corrected: dict[str, str]) -> None:
        """A correction of their sheet, on their link."""
        place_id = self.registry.shops[number]
        suggest_corrections(self.db, self.registry.actor(number), edition_id, place_id, corrected, new_operation())

    def report(self, number: int, mistake: str, words: str) -> None:
        """A resident says on the shop's public page that something is wrong."""
        report_mistake(self.db, PUBLIC, self.registry.shops[number], mistake, words, new_operation())
