"""Deliveries, returns, replays, corrections, decisions in any order: nothing is created, nothing is lost."""

import tempfile
from contextlib import suppress
from pathlib import Path

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.database import insert, rows, transaction, value
from campaign.base.errors import NotEnough, Refused
from campaign.base.operations import new_operation
from campaign.deliveries import road
from campaign.deliveries.counting_entries import why_not
from campaign.deliveries.model import (
    Decision,
    DeliverySaid,
    Entry,
    EntryLine,
    EntryState,
    LineSaid,
    Outcome,
    ReturnSaid,
    SlipKind,
)
from campaign.deliveries.owed import Settlement
from campaign.deliveries.owed_store import gaps_where
from campaign.deliveries.settling import POSSIBLE, correct_entry, settle_entry, settle_gap
from campaign.deliveries.store import add_entry, entries_where, known_slip, live_slip
from campaign.deliveries.views import outstanding
from campaign.schema import open_database
from campaign.stock.ledger import held_at, post
from campaign.stock.model import Move, Reason, at_depot, at_partner

POSTERS, PANELS, WHEEL = 1, 2, 3
OWNED = {POSTERS: 60, PANELS: 12, WHEEL: 2}
units = st.integers(0, 6)


class AnyRoad(RuleBasedStateMachine):
    """Two shops, two slips, everything that people may say of them, in any order."""

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        db = self.db = open_database(Path(self.folder.name) / "c.db")
        self.by = SYSTEM
        with transaction(db):
            run = db.conn.execute
            run("INSERT INTO stock_depots (id, name, main, created_at) VALUES (1, 'Hangar', 1, '')")
            run("INSERT INTO stock_items (id, code, name, kind, family, created_at) VALUES (1, 'AFF', 'Affiches', "
                "'consumable', 'papers', ''), (2, 'FLE', 'Panneaux', 'counted', 'signage', ''), "
                "(3, 'ROUE', 'Roue', 'numbered', 'games', '')")  # fmt: skip
            run("INSERT INTO stock_pieces (id, item_id, number) VALUES (1, 3, 1), (2, 3, 2)")
            run("INSERT INTO editions (id, name, answer_deadline, created_at) VALUES (1, 'É', '2090-01-01', '')")
            run("INSERT INTO edition_days (edition_id, day) VALUES (1, '2090-04-05')")
            for place in (1, 2):
                run(
                    "INSERT INTO places (id, kind, name, slug, search_key, created_at, updated_at) "
                    "VALUES (?, 'shop', ?, ?, ?, '2089-01-01T00:00:00Z', '2089-01-01T00:00:00Z')",
                    [place, f"B{place}", f"b{place}", f"b{place}"],
                )
            post(db, SYSTEM, [Move(POSTERS, "supplier", "depot:1", 60, Reason.ENTRY),
                              Move(PANELS, "supplier", "depot:1", 12, Reason.ENTRY),
                              *(Move(WHEEL, "supplier", "depot:1", 1, Reason.ENTRY, one) for one in (1, 2))],
                 new_operation())  # fmt: skip
            for place in (1, 2):
                slip = insert(db, "slips", {"number": f"BL-2090-000{place}", "kind": "delivery", "edition_id": 1,
                                            "place_id": place, "created_at": ""})  # fmt: skip
                for item, piece, many in ((POSTERS, None, 5), (PANELS, None, 4), (WHEEL, place, 1)):
                    insert(db, "slip_lines", {"slip_id": slip, "item_id": item, "piece_id": piece, "planned": many})
        self.said: list[tuple[str, int, object, str]] = []
        self.bought = self.written_off = 0

    def _delivery(self, number, outcome, posters, panels, wheel):
        ids = [one.id for one in known_slip(self.db, number).lines]
        return DeliverySaid(outcome, dict(zip(ids, (posters, panels, wheel), strict=True)))

    @rule(
        place=st.sampled_from([1, 2]),
        outcome=st.sampled_from(Outcome),
        posters=units,
        panels=units,
        wheel=st.integers(0, 1),
    )
    def deliver(self, place, outcome, posters, panels, wheel):
        number, operation = f"BL-2090-000{place}", new_operation()
        said = self._delivery(number, outcome, posters, panels, wheel)
        with suppress(Refused):
            road.note_delivery(self.db, self.by, number, said, operation)
            self.said.append((number, place, said, operation))

    @rule(place=st.sampled_from([1, 2]), posters=units, panels=units, wheel=st.integers(0, 1))
    def the_phone_says_something_that_must_wait(self, place, posters, panels, wheel):
        slip = known_slip(self.db, f"BL-2090-000{place}")
        lines = tuple(
            EntryLine(line.id, left=many) for line, many in zip(slip.lines, (posters, panels, wheel), strict=True)
        )
        entry = Entry(0, slip.id, new_operation(), EntryState.TO_SETTLE, Outcome.DELIVERED, clock.now(), clock.now(),
                      "driver:1", "", lines, problem="?")  # fmt: skip
        if why_not(self.db, slip, entry):
            with transaction(self.db):
                add_entry(self.db, entry)

    @rule(place=st.sampled_from([1, 2]), panels=st.tuples(units, units, units), ok=st.integers(0, 1),
          damaged=st.integers(0, 1), leftover=units, surplus=st.booleans())  # fmt: skip
    def give_back(self, place, panels, ok, damaged, leftover, surplus):
        slip = live_slip(self.db, 1, SlipKind.RETURN, place)
        if slip is None:
            return
        lines = {one.id: LineSaid(*panels) if one.item.id == PANELS else LineSaid(ok, damaged) for one in slip.lines}
        said, operation = ReturnSaid(lines, {POSTERS: leftover}, surplus_accepted=surplus), new_operation()
        with suppress(Refused):
            road.note_return(self.db, self.by, slip.number, said, operation)
            self.said.append((slip.number, place, said, operation))

    @rule(data=st.data())
    def replay(self, data):
        if self.said:
            number, _, said, operation = data.draw(st.sampled_from(self.said))
            note = road.note_delivery if number.startswith("BL") else road.note_return
            before = value(self.db, "SELECT count(*) FROM stock_movements")
            assert note(self.db, self.by, number, said, operation) == note(self.db, self.by, number, said, operation)
            assert value(self.db, "SELECT count(*) FROM stock_movements") == before

    @rule(data=st.data(), posters=units, panels=units, wheel=st.integers(0, 1))
    def correct(self, data, posters, panels, wheel):
        applied = entries_where(self.db, "e.state = 'applied' AND e.outcome IS NOT NULL", {})
        if applied:
            entry = data.draw(st.sampled_from(applied))
            number = value(self.db, "SELECT number FROM slips WHERE id = ?", [entry.slip_id])
            said = self._delivery(number, Outcome.DELIVERED, posters, panels, wheel)
            with suppress(Refused):
                correct_entry(self.db, self.by, entry.id, said, new_operation())

    @rule(data=st.data(), decision=st.sampled_from(Decision))
    def decide(self, data, decision):
        waiting = entries_where(self.db, "e.state = 'to_settle'", {})
        if waiting:
            with suppress(Refused):
                settle_entry(self.db, self.by, data.draw(st.sampled_from(waiting)).id, decision, new_operation())

    @rule(data=st.data())
    def settle(self, data):
        gaps = gaps_where(self.db, "settled_at IS NULL", {})
        if gaps:
            gap = data.draw(st.sampled_from(gaps))
            how = data.draw(st.sampled_from(POSSIBLE[gap.kind]))
            with suppress(NotEnough):
                settle_gap(self.db, self.by, gap.id, how, "", new_operation())
                self.bought += gap.quantity if how is Settlement.REPLACED else 0

    @invariant()
    def nothing_is_created_nothing_is_lost_nothing_goes_below_zero(self):
        if not hasattr(self, "db"):
            return
        assert (
            rows(self.db, "SELECT * FROM stock_balances WHERE quantity < 0 AND location NOT IN ('supplier', 'found')")
            == []
        )
        somewhere = {one["item_id"]: one["q"] for one in rows(
            self.db, "SELECT item_id, sum(quantity) AS q FROM stock_balances WHERE quantity > 0 "
            "AND location NOT IN ('supplier', 'found') GROUP BY item_id")}  # fmt: skip
        surplus = -value(self.db, "SELECT coalesce(sum(quantity), 0) FROM stock_balances WHERE location = 'found'")
        entered = sum(somewhere.values()) - sum(OWNED.values())
        assert entered == surplus + self.bought
        for place in (1, 2):
            slip = live_slip(self.db, 1, SlipKind.RETURN, place)
            for line in slip.lines if slip else ():
                there = held_at(self.db, at_partner(1, place), line.item.id, line.piece.id if line.piece else None)
                assert line.remaining == there, "ce qui reste à rendre est ce que la boutique détient"
        told = outstanding(self.db, self.by, 1)
        for gap in told.missing:
            there = held_at(self.db, at_partner(1, gap.place_id), gap.item.id, gap.piece.id if gap.piece else None)
            assert 0 < gap.quantity <= there, "nul ne manque de plus que ce qui est dehors"
        assert held_at(self.db, at_depot(1), POSTERS) >= 0

    def teardown(self):
        if hasattr(self, "db"):
            self.db.close()
            self.folder.cleanup()


AnyRoad.TestCase.settings = hypothesis.settings(max_examples=30, stateful_step_count=25, deadline=None)
TestAnyRoad = AnyRoad.TestCase
