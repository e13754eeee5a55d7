"""The logistics of the demonstration, in order: the stock, then for each edition its kits, games, slips, deliveries and
what came back."""

from datetime import date
from functools import partial

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.operations import new_operation
from campaign.deliveries.declaring import declare
from campaign.deliveries.owed import Declaration, DeclarationKind
from campaign.deliveries.slips import prepare_slips
from campaign.demonstration import deliveries_told
from campaign.demonstration.days import Dated, Told, on, run
from campaign.demonstration.games_told import PAST, ask_past_games, games_steps, share_games
from campaign.demonstration.kits_told import tell_kits, tell_models
from campaign.demonstration.rounds_told import tell_rounds
from campaign.demonstration.stock_told import open_stock, stock_steps

TROUBLE = "Le mercredi matin le marché bloque le quai : pouvez-vous passer après 14 h, ou la veille ?"


class GoodsStory:
    """What the logistics did, each part told when its day comes among the other stories."""

    def __init__(self, db: Database, logistics: Actor, system: Actor) -> None:
        self.db, self.by, self.system = db, logistics, system

    def begin(self) -> None:
        """The stock is written down, and the first kits; the clock is the caller's."""
        open_stock(self.db, self.by)
        tell_models(self.db, self.by, deliveries_told.PAST_LINES)

    def ask_games(self, edition_id: int, rank: int) -> None:
        """The animators' requests of a past edition (0 for the first); the clock is the caller's."""
        ask_past_games(self.db, self.by, edition_id, PAST[rank])

    def deliver(self, edition_id: int, rank: int) -> None:
        """Games shared out, slips prepared, everything delivered."""
        told = deliveries_told.PAST[rank]
        with on(told.printed_on, 8, 30):
            share_games(self.db, self.by, edition_id)
        deliveries_told.print_and_prepare(self.db, self.by, edition_id, told)
        deliveries_told.deliver(self.db, self.by, edition_id, told)

    def take_back(self, edition_id: int, rank: int) -> list[Dated]:
        """What came back; the reminders to come for what did not."""
        told = deliveries_told.PAST[rank]
        deliveries_told.take_back(self.db, self.by, edition_id, told)
        return deliveries_told.reminding(self.db, self.system, told) if told.kept else []

    def tell_trouble(self, edition_id: int, place_id: int, contact: Actor) -> None:
        """A shop says something of its delivery to come, on its link."""
        told = Declaration(DeclarationKind.PROBLEM, TROUBLE)
        declare(self.db, contact, edition_id, place_id, told, new_operation())

    def before(self, today: date, days_ago: int) -> None:
        """What happened to the stock longer ago than the edition under way was begun."""
        run((one for one in stock_steps(self.db, self.by) if one[0] > days_ago), today)

    def steps(self, edition_id: int, days_ago: int) -> list[Told]:
        """What happens for the edition under way: stock, games, kits, slips, rounds."""
        return [
            *(one for one in stock_steps(self.db, self.by) if one[0] <= days_ago),
            *games_steps(self.db, self.by, edition_id),
            (2, 9, 20, partial(tell_kits, self.db, self.by, edition_id)),
            (2, 11, 45, partial(prepare_slips, self.db, self.by, edition_id, new_operation())),
            (1, 10, 10, partial(tell_rounds, self.db, self.by, edition_id)),
        ]
