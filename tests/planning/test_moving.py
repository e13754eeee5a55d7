"""Moving the days: what becomes impossible, late or threatened, who must gain days, what already bears the old ones."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from campaign.base.errors import EditionOver, InvalidInput
from campaign.planning.moving import compare
from campaign.planning.tasks import Anchor, Commitment, TaskRole, TaskState
from campaign.planning.template import TEMPLATE
from tests.planning.backplans import EDITION_1, backplans, event, event_days, task, template_with

THREE_WEEKS = timedelta(weeks=3)
EARLIER = tuple(day - THREE_WEEKS for day in EDITION_1)  # 23 and 26 October 2013
LATER = tuple(day + THREE_WEEKS for day in EDITION_1)
SEPTEMBER = date(2013, 9, 2)  # a Monday
DONE = ("theme", "actors", "actors_meeting", "consultation", "roles", "supports", "web_texts")
LISTS = ("impossible", "late", "already", "threatened", "freed", "unharmed")


def moved(new_days, today=SEPTEMBER, done=DONE, under_way=("magazine",)):
    return compare(template_with(done, under_way), EDITION_1, new_days, today)


def starts(listed):
    return {one.after.task.code: (one.after.start, one.after.deadline) for one in listed}


def test_moving_the_edition_three_weeks_earlier_lists_exactly_the_tasks_that_become_impossible():
    # Counted on a calendar of 2013, back from Wednesday 23 October; the only holiday on the way is Thursday 15 August.
    # -17 is Monday 30 September, -32 Monday 9, -37 Monday 2, -42 Monday 26 August, -47 Monday 19, -52 Friday 9.
    assert starts(moved(EARLIER).impossible) == {
        # -31 is 10 September, 20 days: -50, Tuesday 13 August
        "web_page": (date(2013, 8, 13), date(2013, 9, 10)),
        # -36 is 3 September, 10 days: -45, Wednesday 21 August
        "games_request": (date(2013, 8, 21), date(2013, 9, 3)),
        # the same days asked of the printer, August left out: 3 2 September, 31 30 29 26 25 24 23 22 July
        "proof": (date(2013, 7, 22), date(2013, 9, 3)),
        # -31, 15 days asked of shops: 10 9, 6 5 4 3 2 September, 31 30 29, 26 25 24 23 22 July
        "answers": (date(2013, 7, 22), date(2013, 9, 10)),
        # -46 is in August, so 31 July; answered from 22 July: ends on Friday 19, five days
        "invitation": (date(2013, 7, 15), date(2013, 7, 19)),
    }


def test_a_task_under_way_whose_deadline_becomes_past_is_late():
    # -41 is Tuesday 27 August: 28 29 30 August and 2 September are lost
    [late] = moved(EARLIER).late
    assert (late.after.task.code, late.after.deadline, late.missing) == ("magazine", date(2013, 8, 27), 4)
    assert late.words == "Préparer le numéro spécial du magazine : finirait le 27 août, déjà passé"


def test_what_waits_for_an_impossible_task_is_not_said_to_move_without_harm():
    # Invited from 2 to 6 September at best, answers until 27, so printing and kits on 30, delivered from 14 October.
    # Games asked until 13, given until 20. The magazine has ten days left, until 13; closed and printed until 27.
    move = moved(EARLIER)
    assert {one.after.task.code for one in move.threatened} == {
        "printing", "kits", "games", "magazine_printing", "shops_delivery", "animators_delivery", "shops_ready",
        "animators_ready",
    }  # fmt: skip
    [printing] = [one for one in move.threatened if one.after.task.code == "printing"]
    assert printing.words == "Lancer l’impression : à finir le 11 septembre, possible le 30 septembre au plus tôt"
    assert {one.after.task.code for one in move.unharmed} >= {"press_kit", "press_kit_given", "posters", "take_back"}


def test_each_role_knows_how_many_working_days_it_must_gain():
    gains = {one.role: (one.days, one.already) for one in moved(EARLIER).gains}
    assert gains == {
        TaskRole.PREVENTION: (13, 0),  # the invitation: 15 to 19, 22 to 26, 29 to 31 July; August is not asked of shops
        TaskRole.COMMUNICATION: (8, 0),  # the proof: 22 to 26, 29 to 31 July (the magazine: 4)
        TaskRole.IT: (13, 0),  # the page: 13 14 16, 19 to 23, 26 to 30 August
        TaskRole.SHOPS: (8, 0),
        TaskRole.ANIMATORS: (8, 0),  # the games: 21 22 23, 26 to 30 August
    }
    assert moved(EARLIER).gains[0].words == "Prévention : 13\u00a0jours ouvrés à gagner"


def test_what_was_printed_or_sent_with_the_old_days_is_named():
    assert [one.words for one in moved(EARLIER).committed] == [
        "Dire à chacun les jours et son rôle : déjà envoyé, avec les anciens jours"
    ]
    tasks = [task("a", title="Imprimer", commits=(Commitment.PRINTED, Commitment.SENT), state=TaskState.UNDER_WAY)]
    [found] = compare(tasks, EDITION_1, EARLIER, SEPTEMBER).committed
    assert found.words == "Imprimer : bientôt imprimé et envoyé avec les anciens jours : arrêtez-le"


def test_moving_three_weeks_later_makes_nothing_impossible():
    move = moved(LATER)
    assert [getattr(move, name) for name in ("impossible", "late", "already", "threatened", "freed", "gains")] == [
        ()
    ] * 6
    assert {one.after.task.code for one in move.unharmed} == {one.code for one in TEMPLATE} - {*DONE, "event"}


def test_a_task_already_in_trouble_is_not_said_to_become_impossible():
    # On 21 October 2013, nothing but the kits is left before the deliveries; they should have begun on 30 September.
    tasks = [task("kits", -21, 10, role=TaskRole.LOGISTICS, title="Préparer les kits")]
    move = compare(tasks, EDITION_1, tuple(day - timedelta(weeks=1) for day in EDITION_1), date(2013, 10, 7))
    assert move.impossible == ()
    [kits] = move.already
    # 6 November back 21 days: 5 4, 31 30 29 28, 25 to 21, 18 to 14, 11 to 7: 7 October; ten days: from 24 September
    assert (kits.after.start, kits.after.deadline, kits.missing) == (date(2013, 9, 24), date(2013, 10, 7), 9)
    assert kits.words == "Préparer les kits : 1\u00a0jour ouvré au lieu de 10"
    [gain] = move.gains
    assert gain.words == "Logistique : 9\u00a0jours ouvrés à gagner, dont 5 déjà sans déplacer"


def test_moving_later_frees_what_was_late():
    move = compare([task("kits", -21, 10)], EDITION_1, LATER, date(2013, 10, 7))
    assert [one.after.task.code for one in move.freed] == ["kits"]
    assert move.gains == ()


def test_days_in_the_past_are_refused():
    with pytest.raises(InvalidInput) as refused:
        compare(TEMPLATE, EDITION_1, (date(2013, 10, 9), date(2013, 11, 16)), date(2013, 10, 10))
    assert refused.value.message == "Le mercredi 9 octobre 2013 est déjà passé : choisissez un autre jour."
    with pytest.raises(EditionOver):
        compare(TEMPLATE, EDITION_1, LATER, date(2013, 11, 17))


@given(backplans(), event_days(), st.integers(0, 400))
def test_moving_to_the_same_days_harms_nothing_and_contradicts_nothing_printed(tasks, days, ahead):
    move = compare(tasks, days, days, min(days) - timedelta(days=ahead))
    assert (move.impossible, move.late, move.freed, move.unharmed, move.committed) == ((), (), (), (), ())


@given(backplans(), event_days(), event_days(), st.integers(0, 400))
def test_the_way_back_frees_what_the_way_there_made_impossible(tasks, days, others, ahead):
    today = min(*days, *others) - timedelta(days=ahead)
    there, back = compare(tasks, days, others, today), compare(tasks, others, days, today)
    assert (there.before, there.after) == (back.after, back.before)
    harmed = {one.after.task.code for one in (*there.impossible, *there.late)}
    assert harmed == {one.after.task.code for one in back.freed} | {
        one.after.task.code for one in back.threatened if one.after.task.code in harmed
    }


@given(backplans(), event_days(), event_days(), st.integers(0, 400))
def test_each_task_that_is_left_is_in_one_list_at_most(tasks, days, others, ahead):
    assume(sorted(set(days)) != sorted(set(others)))
    move = compare(tasks, days, others, min(*days, *others) - timedelta(days=ahead))
    listed = [one.after.task for name in LISTS for one in getattr(move, name)]
    left = [one for one in tasks if one.anchor is not Anchor.EVENT and one.live and one.state is not TaskState.DONE]
    assert len(listed) == len({one.code for one in listed})
    assert {one.code for one in listed} <= {one.code for one in left}


def test_the_event_itself_is_never_listed():
    move = compare([event("a"), task("a")], EDITION_1, LATER, SEPTEMBER)
    assert [one.after.task.code for one in move.unharmed] == ["a"]
