"""Replies read from their form, and what they say together: quorum by EPCI, order, equals, who is awaited."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.consultation.model import day_set
from campaign.consultation.results import Tally, Turnout, check_quorum, results
from campaign.consultation.votes import Choice, Reply, Voter, VoterKind, read_reply

FIRST = day_set([date(2013, 11, 13), date(2013, 11, 16)])
SECOND = day_set([date(2013, 11, 20), date(2013, 11, 23)])
THIRD = day_set([date(2013, 11, 15), date(2013, 11, 16)])
PROPOSED = (FIRST, SECOND, THIRD)
YES, IF_NEEDED, NO = Choice.YES, Choice.IF_NEEDED, Choice.NO


def shop(number, epci="Angers") -> Voter:
    return Voter(number, f"Boutique {number}", VoterKind.SHOP, f"siren-{epci}", epci)


def animator(number) -> Voter:
    return Voter(number, f"Collectivité {number}", VoterKind.ANIMATOR)


def reply(number, *choices, **rest) -> Reply:
    return Reply(number, dict(zip(PROPOSED, choices, strict=False)), **rest)


def ranks(found):
    return [(one.rank, one.days) for one in found.sets]


def test_a_reply_is_read_from_its_form():
    form = {
        f"choice-{FIRST.code}": "yes",
        f"choice-{THIRD.code}": "no",
        f"comment-{THIRD.code}": "  Nous sommes fermés\u200b le vendredi ",
        "other_days": "plutôt en décembre",
        "choice-2013-01-01": "yes",
    }
    read = read_reply(5, PROPOSED, form)
    assert read == Reply(5, {FIRST: YES, THIRD: NO}, {THIRD: "Nous sommes fermés le vendredi"}, "plutôt en décembre")


def test_a_form_without_any_choice_or_with_another_word_is_refused():
    with pytest.raises(InvalidForm, match="Répondez oui, si besoin ou non à au moins une proposition"):
        read_reply(5, PROPOSED, {"other_days": "en mai"})
    with pytest.raises(InvalidForm) as refusal:
        read_reply(5, PROPOSED, {f"choice-{FIRST.code}": "peut-être", f"comment-{FIRST.code}": "a" * 141})
    assert [one.field for one in refusal.value.problems] == [f"choice-{FIRST.code}", f"comment-{FIRST.code}"]
    assert refusal.value.problems[0].message == "Répondez oui, si besoin ou non pour les 13 et 16 novembre."
    assert "140 caractères au plus (141 saisis)" in refusal.value.problems[1].message


def test_what_is_typed_in_a_comment_stays_text():
    read = read_reply(5, [FIRST], {f"choice-{FIRST.code}": "no", f"comment-{FIRST.code}": "<b>non</b> & =1+1"})
    assert read.comments[FIRST] == "<b>non</b> & =1+1"


def test_the_sets_come_by_the_shops_that_can_then_by_yes():
    # Able: 3, 3 and 1; yes: 1 and 2 for the first two.
    found = results(
        PROPOSED,
        [shop(1), shop(2), shop(3), shop(4)],
        [reply(1, YES, YES, NO), reply(2, IF_NEEDED, YES, NO), reply(3, IF_NEEDED, IF_NEEDED, YES)],
    )
    assert ranks(found) == [(1, SECOND), (2, FIRST), (3, THIRD)]
    assert [one.shops for one in found.sets] == [Tally(2, 1, 0, 1), Tally(1, 2, 0, 1), Tally(1, 0, 2, 1)]
    assert [one.shops.able for one in found.sets] == [3, 3, 1]
    assert [voter.name for voter in found.sets[2].unable] == ["Boutique 1", "Boutique 2"]
    assert (found.answered, found.asked, [voter.place_id for voter in found.awaited]) == (3, 4, [4])


def test_sets_that_nothing_tells_apart_share_their_rank_and_are_told_so():
    found = results(PROPOSED, [shop(1), shop(2)], [reply(1, YES, NO, YES), reply(2, NO, NO, NO)])
    assert ranks(found) == [(1, FIRST), (1, THIRD), (3, SECOND)]
    assert found.ties == ((FIRST, THIRD),)
    assert found.ties_in_words == ("À égalité : 13 et 16 novembre ; 15 et 16 novembre.",)


def test_an_epci_left_aside_then_the_animators_settle_what_shops_leave_equal():
    shops = [shop(1, "Angers"), shop(2, "Saumur"), shop(3, "Angers")]
    replies = [reply(1, YES, YES, YES), reply(2, YES, NO, NO), reply(3, NO, YES, YES)]
    found = results(PROPOSED, [*shops, animator(9)], [*replies, reply(9, NO, NO, IF_NEEDED)])
    # Two yes each: the first leaves nobody aside, and the animator can do the third.
    assert ranks(found) == [(1, FIRST), (2, THIRD), (3, SECOND)]
    assert [one.left_aside for one in found.sets] == [(), ("Saumur",), ("Saumur",)]
    assert [one.animators for one in found.sets] == [Tally(0, 0, 1, 0), Tally(0, 1, 0, 0), Tally(0, 0, 1, 0)]
    assert [voter.name for voter in found.sets[0].unable] == ["Boutique 3", "Collectivité 9"]


def test_an_epci_that_has_not_answered_is_not_left_aside():
    found = results([FIRST], [shop(1, "Angers"), shop(2, "Saumur")], [reply(1, NO)])
    assert found.sets[0].left_aside == ("Angers",)


def test_the_quorum_is_counted_in_each_epci():
    voters = [*(shop(n, "Angers") for n in range(1, 5)), *(shop(n, "Saumur") for n in range(5, 8)), shop(8, "")]
    replies = [reply(n, YES) for n in (1, 2, 5)]
    found = results([FIRST], [*voters, animator(9)], replies)
    # Half of 4 is reached with 2; half of 3 wants 2 answers, one came; the shop without EPCI is awaited.
    assert [(one.epci_name, one.answered, one.shops, one.reached, one.missing) for one in found.turnout] == [
        ("Angers", 2, 4, True, 0),
        ("Sans EPCI", 0, 1, False, 1),
        ("Saumur", 1, 3, False, 1),
    ]
    assert [one.in_words.replace("\u00a0", " ") for one in found.turnout] == [
        "2 boutiques sur 4 ont répondu : quorum atteint",
        "0 boutique sur 1 a répondu : il en manque 1",
        "1 boutique sur 3 a répondu : il en manque 1",
    ]
    assert not found.quorum_reached
    assert found.quorum_in_words.replace("\u00a0", " ") == (
        "Quorum pas encore atteint : Sans EPCI (il manque 1 réponse) et Saumur (il manque 1 réponse)."
    )
    assert [voter.place_id for voter in found.awaited] == [3, 4, 6, 7, 8, 9]


def test_another_threshold_changes_what_is_missing():
    voters = [shop(n) for n in range(1, 4)]
    replies = [reply(1, YES), reply(2, NO)]
    # 2 of 3 is 66.7 %: enough for 66, not for 67.
    assert results([FIRST], voters, replies, 66).quorum_in_words == "Quorum atteint dans tous les EPCI."
    assert results([FIRST], voters, replies, 67).turnout[0].missing == 1
    assert results([FIRST], voters, [*replies, reply(3, NO)], 100).quorum_reached


@pytest.mark.parametrize("quorum", [0, 101, 50.0, "50", True, None])
def test_the_quorum_is_a_whole_percentage(quorum):
    with pytest.raises(InvalidInput, match="Nombre entier entre 1 et 100"):
        check_quorum(quorum)


def test_a_shop_no_longer_asked_and_a_set_no_longer_proposed_count_no_more():
    found = results([FIRST], [shop(1)], [reply(1, NO, YES), reply(2, YES)])
    assert (found.answered, found.sets[0].shops) == (1, Tally(0, 0, 1, 0))
    assert [one.days for one in found.sets] == [FIRST]


def test_the_last_reply_of_a_voter_is_the_one_that_counts():
    assert results([FIRST], [shop(1)], [reply(1, NO), reply(1, YES)]).sets[0].shops == Tally(1, 0, 0, 0)


def test_a_set_added_after_a_reply_finds_its_author_silent_but_not_awaited():
    found = results(PROPOSED, [shop(1)], [reply(1, YES, NO)])
    assert found.awaited == ()
    assert {one.days: one.shops.silent for one in found.sets} == {FIRST: 0, SECOND: 0, THIRD: 1}


def test_remarks_go_with_the_choice_they_explain():
    voted = Reply(1, {THIRD: NO}, {THIRD: "Fermés le vendredi", FIRST: "À voir"})
    found = {one.days: one.remarks for one in results(PROPOSED, [shop(1)], [voted]).sets}
    assert [(one.voter.name, one.choice, one.text) for one in found[THIRD]] == [
        ("Boutique 1", NO, "Fermés le vendredi")
    ]
    assert found[FIRST][0].choice is None
    assert found[SECOND] == ()


def test_without_anybody_asked_there_is_no_quorum():
    found = results([FIRST], [], [reply(1, YES)])
    assert not found.quorum_reached
    assert found.quorum_in_words == "Aucune boutique n’est consultée."
    assert found.sets[0].shops == Tally()


voters = st.lists(st.tuples(st.sampled_from(("Angers", "Saumur", "")), st.booleans()), max_size=8).map(
    lambda kinds: [shop(n, epci) if is_shop else animator(n) for n, (epci, is_shop) in enumerate(kinds)]
)
choices = st.sampled_from(Choice)
replies_of = st.dictionaries(
    st.integers(0, 9), st.dictionaries(st.sampled_from(PROPOSED), choices, min_size=1), max_size=10
).map(lambda said: [Reply(place, picked) for place, picked in said.items()])


@given(voters, replies_of, st.integers(1, 100), st.randoms())
def test_everybody_is_counted_once_and_the_order_is_stable(asked, replies, quorum, chance):
    found = results(PROPOSED, asked, replies, quorum)
    shops = [voter for voter in asked if voter.kind is VoterKind.SHOP]
    for one in found.sets:
        for tally, count in ((one.shops, len(shops)), (one.animators, len(asked) - len(shops))):
            assert tally.yes + tally.if_needed + tally.no + tally.silent == count
    assert found.answered + len(found.awaited) == found.asked == len(asked)
    assert sum(one.shops for one in found.turnout) == len(shops)
    able = [one.shops.able for one in found.sets]
    assert able == sorted(able, reverse=True)
    assert [one.rank for one in found.sets] == sorted(one.rank for one in found.sets)
    shuffled, mixed = list(PROPOSED), list(replies)
    chance.shuffle(shuffled)
    chance.shuffle(mixed)
    assert results(shuffled, asked, mixed, quorum) == found


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 100))
def test_a_quorum_is_reached_exactly_when_nothing_is_missing(shops, answered, quorum):
    one = Turnout("", "Angers", shops, min(shops, answered), quorum)
    assert one.reached == (one.missing == 0)
    assert Turnout("", "Angers", shops, min(shops, answered) + one.missing, quorum).reached
    if one.missing:
        assert not Turnout("", "Angers", shops, min(shops, answered) + one.missing - 1, quorum).reached


@given(voters, replies_of)
def test_one_more_yes_never_makes_a_set_fall(asked, replies):
    before = {one.days: one.rank for one in results(PROPOSED, asked, replies).sets}
    more = results(PROPOSED, [*asked, shop(50)], [*replies, Reply(50, {FIRST: YES})])
    assert next(one.rank for one in more.sets if one.days == FIRST) <= before[FIRST]
