"""The ledger: whatever happens, nothing is created, nothing is lost, nothing goes below zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from campaign.base.database import rows, sqlite3, transaction, value
from campaign.base.errors import InvalidForm, InvalidInput, NotEnough, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.stock import items, moving, views
from campaign.stock.ledger import held_at, post, reverse
from campaign.stock.model import (
    LOST,
    REPAIR,
    SCRAPPED,
    USED,
    Family,
    Item,
    ItemKind,
    Move,
    Reason,
    at_depot,
    at_partner,
)  # fmt: skip


def test_what_was_received_is_on_the_shelf_and_what_left_is_not(db, officer, depot, stocked):
    posters = stocked(400)
    other = items.add_depot(db, officer, {"name": "Réserve de Saumur"}, new_operation())
    moving.transfer(db, officer, posters, depot, other, "60", "", new_operation())
    moving.discard(db, officer, posters, depot, 15, "Mouillées", new_operation())
    level = views.levels(db, officer)[0]
    assert (level.in_depots, level.by_depot) == (385, {depot: 325, other: 60})


def test_more_than_what_is_there_is_refused_with_what_is_left(db, officer, depot, stocked):
    wheels = stocked(2, "ROU", "Roues", "counted")
    with pytest.raises(NotEnough) as refusal:
        moving.discard(db, officer, wheels, depot, 3, "", new_operation())
    assert refusal.value.message == "Il reste 2\u00a0roues au dépôt ; vous en demandez 3."
    assert views.levels(db, officer)[0].in_depots == 2


@pytest.mark.parametrize("typed", ["-1", "0", "2,5", "2.5", "1e3", "", "abc", "١٢", "100001", "NaN"])
def test_a_quantity_is_a_whole_number_from_one(db, officer, depot, item, typed):
    with pytest.raises(InvalidInput, match=r"Quantité : entier à partir de 1\."):
        moving.receive(db, officer, item(), depot, typed, "", new_operation())


def test_a_quantity_with_spaces_for_thousands_is_read(db, officer, depot, item):
    posters = item()
    moving.receive(db, officer, posters, depot, "1\u202f200", "", new_operation())
    assert views.available(db, officer) == {posters: 1200}


def test_a_movement_sent_twice_counts_once(db, officer, depot, item):
    posters, operation = item(), new_operation()
    first = moving.receive(db, officer, posters, depot, 50, "", operation)
    assert moving.receive(db, officer, posters, depot, 50, "", operation) == first
    assert views.available(db, officer) == {posters: 50}


def test_the_table_itself_refuses_to_go_below_zero(db, officer, depot, stocked):
    posters = stocked(3)
    with pytest.raises(sqlite3.IntegrityError, match="below zero"), transaction(db):
        db.conn.execute(
            "INSERT INTO stock_movements (at, actor, item_id, source, destination, quantity, reason) "
            "VALUES ('2026-11-01T00:00:00Z', 'agent:1', ?, ?, 'lost', 4, 'loss')", [posters, at_depot(depot)],
        )  # fmt: skip


@pytest.mark.parametrize("change", ["UPDATE stock_movements SET quantity = 1", "DELETE FROM stock_movements"])
def test_a_movement_is_never_changed_nor_deleted(db, stocked, change):
    stocked(3)
    with pytest.raises(sqlite3.IntegrityError, match="never"), transaction(db):
        db.conn.execute(change)


def test_a_piece_is_in_one_place_at_a_time_and_enters_once(db, officer, depot, stocked):
    wheels = stocked(4, "ROUE", "Roue de la prévention", "numbered")
    third = views.pieces(db, officer, wheels)[2]
    assert (third.reference, third.where) == ("ROUE n°\u00a03", "Hangar de Beaucouzé")
    with transaction(db):
        to = Move(wheels, at_depot(depot), at_partner(1, 1), 1, Reason.DELIVERY, third.piece.id)
        post(db, officer, [to], new_operation())
    with pytest.raises(NotEnough, match="ROUE n°\u00a03 n’est pas au dépôt"), transaction(db):
        post(db, officer, [to], new_operation())
    entering = Move(wheels, "supplier", at_depot(depot), 1, Reason.ENTRY, third.piece.id)
    with pytest.raises(Refused, match="déjà entrée"), transaction(db):
        post(db, officer, [entering], new_operation())


def test_a_numbered_item_moves_piece_by_piece_only(db, officer, depot, stocked):
    wheels = stocked(4, "ROUE", "Roue de la prévention", "numbered")
    with pytest.raises(InvalidInput, match="porte un numéro"):
        moving.discard(db, officer, wheels, depot, 2, "", new_operation())


def test_a_mistake_is_undone_once_and_both_lines_stay(db, officer, depot, stocked):
    posters = stocked(40)
    movement = moving.discard(db, officer, posters, depot, 12, "", new_operation())[0]
    moving.undo_movement(db, officer, movement, "Erreur de saisie", new_operation())
    assert views.available(db, officer) == {posters: 40}
    assert [(one.reason, one.cancelled) for one in views.movements(db, officer)] == [
        (Reason.CORRECTION, False), (Reason.SCRAP, True), (Reason.ENTRY, False),
    ]  # fmt: skip
    with pytest.raises(Refused, match="déjà été annulé"):
        moving.undo_movement(db, officer, movement, "", new_operation())


def test_an_entry_whose_goods_have_left_is_not_undone(db, officer, depot, item):
    posters = item()
    entry = moving.receive(db, officer, posters, depot, 10, "", new_operation())[0]
    moving.discard(db, officer, posters, depot, 4, "", new_operation())
    with pytest.raises(NotEnough):
        moving.undo_movement(db, officer, entry, "", new_operation())
    assert views.available(db, officer) == {posters: 6}


def test_a_piece_sent_to_repair_is_not_available_and_comes_back_in_good_state(db, officer, depot, stocked):
    wheels = stocked(1, "ROUE", "Roue de la prévention", "numbered")
    piece = views.pieces(db, officer, wheels)[0].piece
    moving.send_to_repair(db, officer, wheels, depot, 1, "Axe voilé", new_operation(), piece.id)
    now = views.pieces(db, officer, wheels)[0]
    assert (now.where, now.available, str(now.piece.condition)) == ("en réparation", False, "damaged")
    moving.repaired(db, officer, wheels, depot, 1, "", new_operation(), piece.id)
    assert str(views.pieces(db, officer, wheels)[0].piece.condition) == "good"


def test_what_a_shop_gives_back_is_told_apart_from_what_nobody_spoke_of(db, officer, depot, stocked):
    posters, flyers = stocked(100), stocked(20, "FLY-A5", "Flyers A5")
    with transaction(db):
        for item_id, many in ((posters, 50), (flyers, 5)):
            post(
                db, officer, [Move(item_id, at_depot(depot), at_partner(1, 7), many, Reason.DELIVERY)], new_operation()
            )
        post(db, officer, [Move(posters, at_partner(1, 7), at_depot(depot), 18, Reason.RETURN),
                           Move(posters, at_partner(1, 7), USED, 32, Reason.USED)], new_operation())  # fmt: skip
    told = views.given_back(db, officer, 1)
    assert (told[7, posters].delivered, told[7, posters].back) == (50, 18)
    assert (told[7, flyers].delivered, told[7, flyers].back) == (5, None)


@pytest.mark.parametrize(("code", "said"), [("", "Code"), ("É-1", "Code"), ("aff-a3", "sert déjà"), ("X" * 13, "Code")])
def test_a_code_is_short_plain_and_alone(db, officer, item, code, said):
    item("AFF-A3")
    with pytest.raises(InvalidForm, match=said):
        item(code)


def test_how_an_item_is_followed_no_longer_changes_once_it_moved(db, officer, stocked):
    posters = stocked(3)
    with pytest.raises(Refused, match="a déjà bougé"):
        items.change_item(db, officer, posters, 1, {"kind": "counted"}, new_operation())


@pytest.mark.parametrize(
    ("name", "unit", "quantity", "said"),
    [
        ("Roue de la prévention", "", 2, "2 roues"), ("Affiches A3", "", 1, "1 affiche"),
        ("Panneaux de fléchage", "", 3, "3 panneaux"), ("Flyers A5", "paquet de 100", 5, "5 paquets de 100"),
        ("Jeu des saisons", "", 4, "4 jeux"), ("Flyers A5", "paquet de 100", 1, "1 paquet de 100"),
    ],
)  # fmt: skip
def test_a_quantity_is_said_in_french(name, unit, quantity, said):
    item = Item(1, "X", name, ItemKind.COUNTED, Family.OTHER, unit=unit)
    assert item.counted(quantity).replace("\u00a0", " ") == said


PLACES = [at_depot(1), at_depot(2), at_partner(1, 1), at_partner(1, 2), at_partner(2, 1), REPAIR, LOST, SCRAPPED, USED]


class AnyLedger(RuleBasedStateMachine):
    """Any sequence of movements and reversals, beside a hand-kept count."""

    @initialize()
    def open(self):
        import tempfile
        from pathlib import Path

        from campaign.accounts.model import SYSTEM
        from campaign.schema import open_database

        self.folder = tempfile.TemporaryDirectory()
        self.db, self.by = open_database(Path(self.folder.name) / "c.db"), SYSTEM
        with transaction(self.db):
            for depot in (1, 2):
                self.db.conn.execute("INSERT INTO stock_depots (id, name, created_at) VALUES (?, 'x', '')", [depot])
            self.db.conn.execute(
                "INSERT INTO stock_items (id, code, name, kind, family, created_at) VALUES "
                "(1, 'A', 'Affiches', 'consumable', 'papers', ''), (2, 'R', 'Roue', 'numbered', 'games', '')"
            )
            for piece in (1, 2):
                self.db.conn.execute("INSERT INTO stock_pieces (id, item_id, number) VALUES (?, 2, ?)", [piece, piece])
        self.counted: dict[tuple[str, int | None], int] = {}
        self.done: list[tuple[int, Move]] = []

    def _post(self, move: Move):
        key, to = (move.source, move.piece_id), (move.destination, move.piece_id)
        fresh = move.source in ("supplier", "found")
        elsewhere = move.piece_id and any(many for (_, piece), many in self.counted.items() if piece == move.piece_id)
        possible = not elsewhere if fresh and move.piece_id else fresh or self.counted.get(key, 0) >= move.quantity
        try:
            with transaction(self.db):
                written = post(self.db, self.by, [move], new_operation())[0]
        except Refused:
            assert not possible
            return
        assert possible
        if not fresh:
            self.counted[key] -= move.quantity
        self.counted[to] = self.counted.get(to, 0) + move.quantity
        self.done.append((written, move))

    @rule(source=st.sampled_from(["supplier", "found", *PLACES]), to=st.sampled_from(PLACES), many=st.integers(1, 9))
    def counted_item_moves(self, source, to, many):
        if source != to:
            self._post(Move(1, source, to, many, Reason.TRANSFER))

    @rule(
        source=st.sampled_from(["supplier", *PLACES[:-1]]),
        to=st.sampled_from(PLACES[:-1]),
        piece=st.sampled_from([1, 2]),
    )
    def piece_moves(self, source, to, piece):
        if source != to:
            self._post(Move(2, source, to, 1, Reason.TRANSFER, piece))

    @rule(data=st.data())
    def a_movement_is_undone(self, data):
        counted = [(written, move) for written, move in self.done if move.piece_id is None]
        if not counted:
            return
        written, move = data.draw(st.sampled_from(counted))
        possible = self.counted.get((move.destination, None), 0) >= move.quantity
        try:
            with transaction(self.db):
                reverse(self.db, self.by, [written], new_operation())
        except Refused:
            assert not possible
            return
        self.done.remove((written, move))
        self.counted[move.destination, None] -= move.quantity
        if move.source not in ("supplier", "found"):
            self.counted[move.source, None] += move.quantity

    @invariant()
    def nothing_below_zero_nothing_created_nothing_lost(self):
        if not hasattr(self, "db"):
            return
        for (location, piece), many in self.counted.items():
            assert held_at(self.db, location, 2 if piece else 1, piece) == many >= 0
        assert value(self.db, "SELECT coalesce(sum(quantity), 0) FROM stock_balances") == 0
        for piece in (1, 2):
            places = rows(self.db, "SELECT 1 FROM stock_balances WHERE piece_id = ? AND quantity > 0", [piece])
            assert len(places) <= 1

    def teardown(self):
        if hasattr(self, "db"):
            self.db.close()
            self.folder.cleanup()


AnyLedger.TestCase.settings = __import__("hypothesis").settings(max_examples=25, stateful_step_count=30, deadline=None)
TestAnyLedger = AnyLedger.TestCase


@given(st.text(max_size=12))
def test_an_unknown_location_is_never_written(tmp_path_factory, text):
    from campaign.accounts.model import SYSTEM
    from campaign.schema import open_database

    db = open_database(tmp_path_factory.mktemp("ledger") / "c.db")
    db.conn.execute("INSERT INTO stock_items (id, code, name, kind, family, created_at) VALUES (1, 'A', 'A', "
                    "'consumable', 'papers', '')")  # fmt: skip
    try:
        with pytest.raises((NotFound, NotEnough, ValueError)), transaction(db):
            post(db, SYSTEM, [Move(1, "supplier", f"x{text}", 1, Reason.ENTRY)], new_operation())
    finally:
        db.close()
