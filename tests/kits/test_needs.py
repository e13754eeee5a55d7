"""Who gets what for an edition, what the team decides, what will lack, what is proposed."""

from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.database import transaction
from campaign.base.errors import Conflict, InvalidInput, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.editions.actions import cancel_edition
from campaign.editions.views import edition as edition_view
from campaign.kits.actions import archive_model
from campaign.kits.deciding import (
    accept_proposals,
    adjust,
    leave_out,
    pick_pieces,
    reconsider_proposals,
    refuse_proposals,
    set_size,
    share_pieces,
    take_in,
    undo_adjustment,
)
from campaign.kits.forecast import Verdict
from campaign.kits.model import Size
from campaign.kits.recipients import recipients, switchable
from campaign.kits.views import forecast, has_leftovers, kit_of, kits, needs, proposals
from campaign.loans.asking import ask_game
from campaign.loans.deciding import decide_loans
from campaign.participation.model import Need, Presence
from campaign.stock.items import add_pieces
from campaign.stock.ledger import post
from campaign.stock.model import USED, Move, Reason, at_depot, at_partner
from campaign.stock.views import pieces

ASKED = ("asked", 10, 20, 30, "posters")
FIXED = ("fixed", 1, 2, 4, None)


def quantities(db, by, edition_id) -> dict[str, dict[str, int]]:
    return {one.place.name: {line.item.code: line.quantity for line in one.lines} for one in needs(db, by, edition_id)}


@pytest.fixture
def told(edition, shop, answered, place, written):
    """An edition: a shop of Angers that asked for 12 posters, one of Saumur that asked nothing, Angers' EPCI, Cholet's
    without a shop, a relay."""
    edition_id = edition()
    answered(edition_id, shop(), needs={Need.POSTERS: 12}, access_note="Sonner au quai.")
    saumur = shop("Le Comptoir du réemploi", address="44 rue de Rouen", postcode="49400", commune="Saumur")
    answered(edition_id, saumur, needs={})
    place("epci", "Angers Loire Métropole")
    place("epci", "Cholet Agglomération", "49300", "Cholet")
    place("relay", "CCAS de Cholet", "49300", "Cholet")
    written("shop", {"AFF-A3": ASKED, "FLE": FIXED})
    written("epci", {"AFF-A3": ("per_shop", 5, 5, 5, None), "ANN": FIXED})
    written("relay", {"ANN": FIXED})
    return edition_id


def named(db, by, edition_id, name) -> int:
    return next(one.place.id for one in kits(db, by, edition_id) if one.place.name.startswith(name))


def test_shops_that_take_part_their_epci_and_relays_receive(db, logistics, told):
    assert quantities(db, logistics, told) == {
        "La Malle à Félicie": {"AFF-A3": 12, "FLE": 2},
        "Le Comptoir du réemploi": {"AFF-A3": 20, "FLE": 2},
        "Angers Loire Métropole": {"AFF-A3": 5, "ANN": 4},  # one shop; a large EPCI
        "CCAS de Cholet": {"ANN": 2},
    }


def test_a_kit_says_its_access_its_litres_and_its_kilograms(db, logistics, told):
    need = kit_of(db, logistics, told, named(db, logistics, told, "La Malle"))
    assert need.access_note == "Sonner au quai."
    assert (need.volume_litres, need.weight_kg) == (1.2, 0.6)  # 12 posters of 0,1 l and 50 g


def test_a_shop_that_changes_its_mind_no_longer_receives(db, logistics, told, answered):
    shop_id = named(db, logistics, told, "La Malle")
    answered(told, shop_id, presence=Presence.NO, days=(), needs={})
    assert "La Malle à Félicie" not in quantities(db, logistics, told)
    assert "Angers Loire Métropole" not in quantities(db, logistics, told)
    with pytest.raises(NotFound):
        kit_of(db, logistics, told, shop_id)


def test_nobody_receives_for_a_cancelled_edition(db, logistics, officer, told):
    cancel_edition(db, officer, told, new_operation())
    assert needs(db, logistics, told) == forecast(db, logistics, told) == []


def test_an_archived_model_serves_nobody(db, logistics, told, written):
    found = db.conn.execute("SELECT id FROM kit_models WHERE kind = 'relay'").fetchone()[0]
    archive_model(db, logistics, found, new_operation())
    assert "CCAS de Cholet" not in quantities(db, logistics, told)


def test_a_size_kept_by_hand_wins_and_can_be_taken_back(db, logistics, told):
    shop_id = named(db, logistics, told, "Le Comptoir")
    set_size(db, logistics, shop_id, Size.LARGE, new_operation())
    assert quantities(db, logistics, told)["Le Comptoir du réemploi"] == {"AFF-A3": 30, "FLE": 4}
    set_size(db, logistics, shop_id, None, new_operation())
    assert quantities(db, logistics, told)["Le Comptoir du réemploi"] == {"AFF-A3": 20, "FLE": 2}


def test_a_relay_can_be_left_out_of_an_edition_never_a_shop(db, logistics, told):
    relay, shop_id = named(db, logistics, told, "CCAS"), named(db, logistics, told, "La Malle")
    leave_out(db, logistics, told, relay, new_operation())
    assert "CCAS de Cholet" not in quantities(db, logistics, told)
    assert {(one.place.name, one.left_out) for one in switchable(db, logistics, told)} == {
        ("Angers Loire Métropole", False), ("CCAS de Cholet", True),
    }  # fmt: skip
    take_in(db, logistics, told, relay, new_operation())
    assert quantities(db, logistics, told)["CCAS de Cholet"] == {"ANN": 2}
    with pytest.raises(Refused, match="ajustez-le à 0"):
        leave_out(db, logistics, told, shop_id, new_operation())


def test_an_adjustment_wins_zero_means_none_and_undoing_goes_back(db, logistics, told, goods):
    shop_id = named(db, logistics, told, "La Malle")
    adjust(db, logistics, told, shop_id, goods["FLE"], "0", "rue trop étroite", 0, new_operation())
    assert quantities(db, logistics, told)["La Malle à Félicie"] == {"AFF-A3": 12}
    line = next(one for one in kit_of(db, logistics, told, shop_id).lines if one.item.code == "FLE")
    assert (line.quantity, line.adjusted, line.reason) == (0, True, "0 au lieu de 2 : rue trop étroite")
    undo_adjustment(db, logistics, told, shop_id, goods["FLE"], new_operation())
    assert quantities(db, logistics, told)["La Malle à Félicie"]["FLE"] == 2


@pytest.mark.parametrize(("quantity", "reason"), [("-1", "x"), ("12,5", "x"), ("10000", "x"), ("5", " "), ("", "x")])
def test_a_wrong_adjustment_is_refused(db, logistics, told, goods, quantity, reason):
    shop_id = named(db, logistics, told, "La Malle")
    with pytest.raises(InvalidInput):
        adjust(db, logistics, told, shop_id, goods["FLE"], quantity, reason, 0, new_operation())
    with pytest.raises(InvalidInput, match="demande des animateurs"):
        adjust(db, logistics, told, shop_id, goods["ROUE"], 1, "pour voir", 0, new_operation())


def test_two_people_who_adjust_the_same_line_see_each_other(db, logistics, officer, told, goods):
    shop_id = named(db, logistics, told, "La Malle")
    adjust(db, officer, told, shop_id, goods["FLE"], 6, "deux entrées", 0, new_operation())
    with pytest.raises(Conflict) as refused:
        adjust(db, logistics, told, shop_id, goods["FLE"], 1, "une entrée", 0, new_operation())
    assert refused.value.who == officer.name
    assert refused.value.theirs == {"Quantité": "6", "Raison": "deux entrées"}
    adjust(db, logistics, told, shop_id, goods["FLE"], 1, "une entrée", 1, new_operation())
    assert quantities(db, logistics, told)["La Malle à Félicie"]["FLE"] == 1


def test_an_adjustment_belongs_to_its_edition(db, logistics, told, goods, edition, answered):
    shop_id = named(db, logistics, told, "La Malle")
    other = edition(120, name="Édition suivante")
    answered(other, shop_id, needs={})
    adjust(db, logistics, told, shop_id, goods["FLE"], 9, "deux entrées", 0, new_operation())
    assert quantities(db, logistics, other)["La Malle à Félicie"]["FLE"] == 2


def test_the_forecast_says_what_lacks_for_whom_and_what_to_do(db, logistics, told, stocked):
    stocked("AFF-A3", 30)
    stocked("ANN", 50)
    stocked("FLE", 5)
    found = {one.item.code: one for one in forecast(db, logistics, told)}
    assert {code: (one.available, one.needed, one.verdict) for code, one in found.items()} == {
        "AFF-A3": (30, 37, Verdict.SHORT), "ANN": (50, 6, Verdict.ENOUGH), "FLE": (5, 4, Verdict.TIGHT),
    }  # fmt: skip
    assert next(iter(found)) == "AFF-A3"  # what lacks comes first
    assert found["AFF-A3"].advice == "Réimprimer 50\u00a0affiches, ou servir 1\u00a0boutique en deux fois."
    assert found["AFF-A3"].for_whom.startswith("Le Comptoir du réemploi (20)")
    short = {one.item.code: one for one in forecast(db, logistics, told, {found["ANN"].item.id: 47})}
    assert (short["ANN"].available, short["ANN"].missing) == (3, 3)


def move(db, by, item_id, source, destination, quantity, reason):
    with transaction(db):
        post(db, by, [Move(item_id, source, destination, quantity, reason)], new_operation())


def test_what_was_already_delivered_is_not_needed_twice(db, logistics, told, stocked, goods, depot):
    stocked("AFF-A3", 37)
    shop_id = named(db, logistics, told, "La Malle")
    to = at_partner(told, shop_id)
    move(db, logistics, goods["AFF-A3"], at_depot(depot), to, 12, Reason.DELIVERY)
    line = next(one for one in forecast(db, logistics, told) if one.item.code == "AFF-A3")
    assert (line.needed, line.available, line.missing) == (37, 37, 0)


@pytest.fixture
def second_time(db, logistics, told, goods, depot, stocked, edition, answered):
    """The next edition, after one where the shop of Saumur got 50 posters and gave 18 back, Angers' was never asked."""
    stocked("AFF-A3", 200)
    kept, unknown = named(db, logistics, told, "Le Comptoir"), named(db, logistics, told, "La Malle")
    move(db, logistics, goods["AFF-A3"], at_depot(depot), at_partner(told, kept), 50, Reason.DELIVERY)
    move(db, logistics, goods["AFF-A3"], at_partner(told, kept), at_depot(depot), 18, Reason.RETURN)
    move(db, logistics, goods["AFF-A3"], at_partner(told, kept), USED, 32, Reason.USED)
    move(db, logistics, goods["AFF-A3"], at_depot(depot), at_partner(told, unknown), 50, Reason.DELIVERY)
    later = edition(150, name="Édition suivante")
    answered(later, kept, needs={Need.POSTERS: 50})
    answered(later, unknown, needs={Need.POSTERS: 50})
    return later


def test_a_leftover_proposes_less_and_an_unknown_one_proposes_nothing(db, logistics, second_time):
    assert has_leftovers(db, logistics, second_time)
    (one,) = proposals(db, logistics, second_time)
    assert (one.place.name, one.proposed, one.edition_name) == ("Le Comptoir du réemploi", 35, "Édition d’essai")
    assert one.reason == "35 au lieu de 50 : 18 restaient"


def test_an_accepted_proposal_changes_the_kit_with_its_reason_and_is_proposed_no_more(db, logistics, second_time):
    operation = new_operation()
    assert accept_proposals(db, logistics, second_time, operation) == 1
    assert accept_proposals(db, logistics, second_time, operation) == 1  # replayed
    assert proposals(db, logistics, second_time) == []
    kit = kit_of(db, logistics, second_time, named(db, logistics, second_time, "Le Comptoir"))
    line = next(one for one in kit.lines if one.item.code == "AFF-A3")
    assert (line.quantity, line.adjusted, line.reason) == (35, True, "35 au lieu de 50 : 18 restaient")


def test_a_refused_proposal_keeps_the_model_and_can_be_seen_again(db, logistics, second_time):
    (one,) = proposals(db, logistics, second_time)
    key = (one.place.id, one.item.id)
    assert refuse_proposals(db, logistics, second_time, new_operation(), [key]) == 1
    assert proposals(db, logistics, second_time) == []
    assert quantities(db, logistics, second_time)["Le Comptoir du réemploi"]["AFF-A3"] == 50
    with pytest.raises(Refused, match="plus d’actualité"):
        accept_proposals(db, logistics, second_time, new_operation(), [key])
    assert reconsider_proposals(db, logistics, second_time, new_operation()) == 1
    assert len(proposals(db, logistics, second_time)) == 1


def test_a_first_edition_has_nothing_to_learn_from(db, logistics, told):
    assert proposals(db, logistics, told) == []
    assert not has_leftovers(db, logistics, told)


def test_numbered_pieces_are_shared_out_then_changed_by_hand(db, logistics, told, goods, depot, written):
    add_pieces(db, logistics, goods["ORI"], 3, depot, new_operation())
    written("shop", {"ORI": ("fixed", 1, 1, 1, None)}, name="Oriflamme")
    assert share_pieces(db, logistics, told, new_operation()) == 2

    def flags() -> dict[str, list[int]]:
        return {
            one.place.name: [piece.number for line in one.lines if line.item.code == "ORI" for piece in line.pieces]
            for one in needs(db, logistics, told)
            if one.kind == "shop"
        }

    assert flags() == {"La Malle à Félicie": [1], "Le Comptoir du réemploi": [2]}
    third = next(one.piece.id for one in pieces(db, logistics, goods["ORI"]) if one.piece.number == 3)
    first = next(one.piece.id for one in pieces(db, logistics, goods["ORI"]) if one.piece.number == 1)
    saumur = named(db, logistics, told, "Le Comptoir")
    pick_pieces(db, logistics, told, saumur, goods["ORI"], [third], new_operation())
    assert flags() == {"La Malle à Félicie": [1], "Le Comptoir du réemploi": [3]}
    with pytest.raises(Refused, match="déjà promise"):
        pick_pieces(db, logistics, told, saumur, goods["ORI"], [first], new_operation())
    assert share_pieces(db, logistics, told, new_operation()) == 0


def test_hundreds_of_shops_cost_no_more_queries_than_two(db, logistics, told, shop, answered):
    def queries() -> int:
        asked: list[str] = []
        db.conn.set_trace_callback(asked.append)
        forecast(db, logistics, told)
        db.conn.set_trace_callback(None)
        return len(asked)

    before = queries()
    for rank in range(12):
        answered(told, shop(f"Boutique {rank}", address=f"{rank} rue Neuve"))
    assert len(recipients(db, logistics, told)) == 16
    assert queries() == before


def test_days_that_are_over_still_count_as_last_time(db, logistics, second_time):
    with clock.frozen(clock.now() + timedelta(days=149)):
        assert len(proposals(db, logistics, second_time)) == 1


@pytest.fixture
def asks(db, logistics, told, goods):
    """Angers' EPCI asks for a wheel: (day's rank, site) -> the request."""

    def ask(rank: int = 0, site: str = "Salle des fêtes", **values) -> int:
        epci = next(one.place.id for one in kits(db, logistics, told) if one.kind == "epci")
        day = edition_view(db, told).days[rank]
        typed = {"epci": epci, "item": goods["ROUE"], "day": day, "site": site, "animator": "Élodie", **values}
        return ask_game(db, logistics, told, typed, new_operation())

    return ask


def test_games_asked_for_are_needed_and_one_piece_serves_an_epci_all_its_days(db, logistics, told, asks, goods, depot):
    add_pieces(db, logistics, goods["ROUE"], 1, depot, new_operation())
    asks(0)
    asks(1)
    line = next(one for one in forecast(db, logistics, told) if one.item.code == "ROUE")
    assert (line.needed, line.available, line.missing) == (1, 1, 0)
    asks(1, "Marché couvert")
    line = next(one for one in forecast(db, logistics, told) if one.item.code == "ROUE")
    assert (line.needed, line.missing) == (2, 1)
    assert line.advice == "Demandes : Angers Loire Métropole (2). À départager, ou proposer un autre jour."


def test_a_granted_game_is_in_the_kit_of_where_it_is_brought_once(db, logistics, told, asks, goods, depot):
    (piece_id,) = add_pieces(db, logistics, goods["ROUE"], 1, depot, new_operation())
    shop_id = named(db, logistics, told, "La Malle")
    asks(0, shop=shop_id, site="")
    asks(1, shop=shop_id, site="")
    decide_loans(db, logistics, told, new_operation())
    lines = [(one.place.name, line) for one in needs(db, logistics, told) for line in one.lines
             if line.item.code == "ROUE"]  # fmt: skip
    assert [(name, line.quantity, [piece.id for piece in line.pieces]) for name, line in lines] == [
        ("La Malle à Félicie", 1, [piece_id])
    ]
    (wheel,) = [one for one in forecast(db, logistics, told) if one.item.code == "ROUE"]
    assert (wheel.needed, wheel.missing) == (1, 0)
