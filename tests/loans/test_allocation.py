"""The games are shared out exactly: every promise of the rule, against all sharings-out tried one by one."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from campaign.loans.allocation import TooManyDecided, allocate, pieces_for
from campaign.loans.model import Ask, Cause, free_piece, may_follow

WEDNESDAY, SATURDAY, SUNDAY = date(2026, 11, 11), date(2026, 11, 14), date(2026, 11, 15)
START = datetime(2026, 9, 1, 8, tzinfo=UTC)
WHEEL, LADDER = 1, 2


def ask(number, epci, day=WEDNESDAY, *, item=WHEEL, loans=0, hour=0, site="", point=None, animated=False) -> Ask:
    return Ask(
        number, epci, item, day, loans, START + timedelta(hours=hour), site or f"words:{number}", point, animated
    )


def follows(earlier: Ask, later: Ask) -> bool:
    """A flat world where one degree is thirteen kilometres by road, and 40 km are allowed."""
    return may_follow(earlier, later, 40, lambda a, b: 13 * (abs(a[0] - b[0]) + abs(a[1] - b[1])))


def possible(granted: list[Ask], capacity: dict[int, int]) -> bool:
    """Whether pieces can serve all these requests: every way of giving a piece to each, tried one by one."""
    by_item = defaultdict(list)
    for one in granted:
        by_item[one.item].append(one)
    return all(_item_possible(sorted(mine, key=lambda one: one.day), capacity.get(item, 0), [])
               for item, mine in by_item.items())  # fmt: skip


def _item_possible(left: list[Ask], pieces: int, ways: list[Ask]) -> bool:
    """``ways`` are the last stops of the pieces already out."""
    if not left:
        return True
    first, rest = left[0], left[1:]
    if len(ways) < pieces and _item_possible(rest, pieces, [*ways, first]):
        return True
    return any(
        follows(last, first) and _item_possible(rest, pieces, [*ways[:index], first, *ways[index + 1 :]])
        for index, last in enumerate(ways)
    )


def served(granted: list[Ask]) -> int:
    return len({one.epci for one in granted})


def every_sharing(asks: list[Ask], capacity: dict[int, int]):
    for size in range(len(asks) + 1):
        for chosen in combinations(asks, size):
            if possible(list(chosen), capacity):
                yield list(chosen)


def best_by_trying(asks: list[Ask], capacity: dict[int, int]) -> frozenset[int]:
    """Most EPCI served, then the requests granted read as a word in the order of ranks, the greatest."""
    order = sorted(asks, key=lambda one: (one.loans, one.requested_at, one.id))

    def merit(granted: list[Ask]):
        numbers = {one.id for one in granted}
        return served(granted), [one.id in numbers for one in order]

    return frozenset(one.id for one in max(every_sharing(asks, capacity), key=merit))


points = st.sampled_from([(0.0, 0.0), (1.0, 0.0), (3.0, 1.0), (9.0, 9.0), None])
sites = st.sampled_from(["place:1", "place:2", "place:3", ""])
one_ask = st.builds(
    Ask, id=st.just(0), epci=st.integers(1, 5), item=st.sampled_from([WHEEL, WHEEL, LADDER]),
    day=st.sampled_from([WEDNESDAY, SATURDAY, SUNDAY]), loans=st.integers(0, 2),
    requested_at=st.integers(0, 2).map(lambda hour: START + timedelta(hours=hour)), site=sites, point=points,
    animated=st.booleans(),
)  # fmt: skip
some_asks = st.lists(one_ask, max_size=8).map(lambda them: [replace(one, id=n + 1) for n, one in enumerate(them)])
capacities = st.fixed_dictionaries({WHEEL: st.integers(0, 3), LADDER: st.integers(0, 2)})


@settings(max_examples=150)
@given(some_asks, capacities)
def test_the_sharing_out_is_the_best_of_all_those_possible(asks, capacity):
    found = allocate(asks, capacity, follows)

    assert found.served == max(served(one) for one in every_sharing(asks, capacity))
    assert found.granted == best_by_trying(asks, capacity)


@settings(max_examples=60)
@given(some_asks, capacities, st.randoms(use_true_random=False))
def test_the_order_in_which_requests_are_read_changes_nothing(asks, capacity, chance):
    shuffled = list(asks)
    chance.shuffle(shuffled)

    assert allocate(asks, capacity, follows) == allocate(shuffled, capacity, follows)


@settings(max_examples=80)
@given(some_asks, capacities, st.data())
def test_swapping_two_requests_of_equal_rank_changes_only_the_tie(asks, capacity, data):
    order = sorted(asks, key=lambda one: one.rank)
    ties = [(a, b) for a, b in pairwise(order)
            if (a.loans, a.requested_at) == (b.loans, b.requested_at)]  # fmt: skip
    assume(ties)
    first, second = data.draw(st.sampled_from(ties))
    numbers = {first.id: second.id, second.id: first.id}
    other_way = [replace(one, id=numbers.get(one.id, one.id)) for one in asks]

    before = allocate(asks, capacity, follows)
    after = allocate(other_way, capacity, follows)
    same = {numbers.get(number, number) for number in after.granted}  # named again as before the swap

    assert before.served == after.served
    ahead = {one.id for one in order[: order.index(first)]}
    assert before.granted & ahead == same & ahead
    if first.id in before.granted and second.id not in before.granted:
        assert len({first.id, second.id} & same) == 1  # one of the two, never both, never none
    else:
        assert same == before.granted  # their order decided nothing between them: nothing changes at all


@settings(max_examples=60)
@given(some_asks, capacities, st.data())
def test_two_requests_alike_in_everything_only_exchange_their_answers(asks, capacity, data):
    """Two EPCI with one request each, alike but for their names: exchanging them exchanges their answers alone."""
    twin = data.draw(one_ask)
    pair = [replace(twin, id=101, epci=101, site="place:9"), replace(twin, id=102, epci=102, site="place:9")]

    before = allocate([*asks, *pair], capacity, follows)
    after = allocate([*asks, replace(pair[0], id=102), replace(pair[1], id=101)], capacity, follows)

    assert before == after  # the number that comes first wins, whoever bears it: nobody else sees a difference


@settings(max_examples=80)
@given(some_asks, capacities)
def test_a_piece_is_never_in_two_places_and_travels_only_where_it_can(asks, capacity):
    found = allocate(asks, capacity, follows)
    granted = [one for one in asks if one.id in found.granted]
    pieces = {item: [10 * item + n for n in range(many)] for item, many in capacity.items()}

    given_out = pieces_for(granted, pieces, follows)

    assert given_out is not None
    assert set(given_out) == found.granted
    ways = defaultdict(list)
    for one in sorted(granted, key=lambda one: one.day):
        assert given_out[one.id] in pieces[one.item]
        ways[given_out[one.id]].append(one)
    for way in ways.values():
        assert all(follows(a, b) for a, b in pairwise(way))


@settings(max_examples=60)
@given(some_asks, capacities)
def test_a_piece_already_promised_stays_where_it_was_promised(asks, capacity):
    found = allocate(asks, capacity, follows)
    granted = [one for one in asks if one.id in found.granted]
    pieces = {item: [10 * item + n for n in range(many)] for item, many in capacity.items()}
    backwards = {one: list(reversed(numbers)) for one, numbers in pieces.items()}
    first = pieces_for(granted, pieces, follows)
    renamed = {number: backwards[piece // 10][piece % 10] for number, piece in first.items()}

    assert pieces_for(granted, pieces, follows, kept=renamed) == renamed


@settings(max_examples=80)
@given(some_asks, capacities)
def test_the_cause_of_each_refusal_is_true(asks, capacity):
    found = allocate(asks, capacity, follows)
    by_number = {one.id: one for one in asks}

    assert set(found.causes) == set(by_number) - found.granted
    for number, cause in found.causes.items():
        refused = by_number[number]
        ahead = [one for one in asks if one.id in found.granted and one.rank < refused.rank]
        lent_ahead = [one for one in ahead if (one.item, one.day) == (refused.item, refused.day)]
        if cause is Cause.NO_PIECE:
            assert capacity[refused.item] == 0
        elif cause is Cause.FULL:
            assert len(lent_ahead) == capacity[refused.item]
        elif cause is Cause.TRAVEL:
            assert len(lent_ahead) < capacity[refused.item]
            assert not possible([*ahead, refused], capacity)
        else:
            assert cause is Cause.SERVED_FIRST
            with_it = [one for one in every_sharing(asks, capacity)
                       if {*(a.id for a in ahead), number} <= {a.id for a in one}]  # fmt: skip
            assert with_it
            assert max(served(one) for one in with_it) < found.served


@settings(max_examples=60)
@given(some_asks, capacities, st.data())
def test_what_was_decided_by_hand_is_kept(asks, capacity, data):
    pins = data.draw(st.dictionaries(st.integers(1, 8), st.booleans(), max_size=3))
    granted_by_hand = [one for one in asks if pins.get(one.id)]
    if not possible(granted_by_hand, capacity):
        with pytest.raises(TooManyDecided):
            allocate(asks, capacity, follows, pins)
        return

    found = allocate(asks, capacity, follows, pins)

    for one in asks:
        if one.id in pins:
            assert (one.id in found.granted) == pins[one.id]
    kept = [one for one in every_sharing(asks, capacity)
            if all((a.id in {b.id for b in one}) == pins[a.id] for a in asks if a.id in pins)]  # fmt: skip
    assert found.served == max(served(one) for one in kept)


def test_four_wheels_go_to_those_who_had_fewest_then_to_the_earliest():
    loans = [3, 0, 1, 0, 1, 2]
    hours = [0, 5, 4, 2, 3, 1]
    asks = [ask(n + 1, n + 1, loans=loans[n], hour=hours[n]) for n in range(6)]

    found = allocate(asks, {WHEEL: 4}, follows)

    assert found.granted == {4, 2, 5, 3}  # none yet: 4 (2 h) then 2 (5 h); one each: 5 (3 h) then 3 (4 h)
    assert found.causes == {6: Cause.FULL, 1: Cause.FULL}


def test_a_second_wheel_gives_way_to_an_epci_that_would_have_none():
    greedy = [ask(1, 1, loans=0), ask(2, 1, loans=0, hour=1)]
    latecomer = ask(3, 2, loans=9, hour=48)

    found = allocate([*greedy, latecomer], {WHEEL: 2}, follows)

    assert found.granted == {1, 3}
    assert found.causes == {2: Cause.SERVED_FIRST}


def test_a_wheel_goes_on_from_wednesday_to_saturday_when_an_animator_is_there_and_the_road_is_short():
    angers = ask(1, 1, WEDNESDAY, point=(0.0, 0.0), animated=True)
    near = ask(2, 2, SATURDAY, point=(3.0, 0.0), animated=True)  # 39 km by road
    far = replace(near, point=(3.1, 0.0))  # 40.3 km by road

    assert allocate([angers, near], {WHEEL: 1}, follows).granted == {1, 2}
    assert allocate([angers, far], {WHEEL: 1}, follows).causes == {2: Cause.TRAVEL}
    for alone in (replace(near, animated=False), replace(near, point=None)):
        assert allocate([angers, alone], {WHEEL: 1}, follows).causes == {2: Cause.TRAVEL}
    nobody_wednesday = replace(angers, animated=False)
    assert allocate([nobody_wednesday, near], {WHEEL: 1}, follows).causes == {2: Cause.TRAVEL}


def test_the_same_site_on_both_days_needs_no_travel_and_nobody():
    both = [ask(1, 1, WEDNESDAY, site="place:7"), ask(2, 1, SATURDAY, site="place:7")]

    assert allocate(both, {WHEEL: 1}, follows).granted == {1, 2}


def test_no_request_is_shared_out_into_nothing():
    assert allocate([], {WHEEL: 4}, follows).granted == frozenset()


def test_a_free_piece_is_found_without_moving_a_promised_one():
    held = {1: [ask(1, 1, WEDNESDAY, site="place:1")], 2: [ask(2, 2, WEDNESDAY, site="place:2")]}
    here = ask(3, 3, SATURDAY, site="place:2")

    assert free_piece(here, [1, 2], held, follows) == 2
    assert free_piece(here, [1, 2, 3], held, follows) == 3  # one nobody has comes first
    assert free_piece(replace(here, site="place:9"), [1, 2], held, follows) is None
    assert free_piece(replace(here, day=WEDNESDAY), [1, 2], held, follows) is None


def test_a_free_piece_must_also_reach_its_next_day():
    held = {1: [ask(1, 1, SATURDAY, site="place:1")]}

    assert free_piece(ask(2, 2, WEDNESDAY, site="place:1"), [1], held, follows) == 1
    assert free_piece(ask(2, 2, WEDNESDAY, site="place:2"), [1], held, follows) is None


def test_every_order_of_the_same_six_requests_gives_the_same_answer():
    asks = [ask(n, n % 3, [WEDNESDAY, SATURDAY][n % 2], loans=n % 2, site="place:1") for n in range(6)]
    answers = {allocate(list(order), {WHEEL: 2}, follows).granted for order in list(permutations(asks))[::37]}

    assert len(answers) == 1
