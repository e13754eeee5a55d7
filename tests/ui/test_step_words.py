"""A step in French: the next one, the sentence of the screen, the bar and its words."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from campaign.editions.model import State
from campaign.messages.model import PlannedStep, Progress, Recipient, Results, SendingState, Step
from campaign.ui.step_bar import WIDTH, bar_in_words, bar_svg, parts
from campaign.ui.step_words import about_to_leave, next_step, people, results_in_words, state_sentence, when_in_words

NBSP = "\u00a0"
TODAY = date(2026, 2, 1)
LEFT = datetime(2026, 1, 20, 8, 0, tzinfo=UTC)


def planned(step: Step, on: date, state: SendingState = SendingState.PROPOSED, **more: object) -> PlannedStep:
    return PlannedStep(1, step, on, state, **more)


def gone(step: Step, results: Results) -> PlannedStep:
    return planned(step, date(2026, 1, 20), SendingState.SENT, results=results, launched_at=LEFT)


def person(number: int, *places: int) -> Recipient:
    shops = tuple(f"Boutique {place}" for place in places)
    return Recipient(number, f"Personne {number}", "a@b.fr", "", shops, places, Progress.NOTHING)


def test_the_sentence_says_what_left_what_waits_and_what_comes_next():
    plan = [gone(Step.INVITATION, Results(sent=42, waiting=3)), planned(Step.REMINDER_1, date(2026, 2, 3))]
    expected = f"42{NBSP}messages partis, 3 en attente ; prochaine étape : première relance, mardi 3 février."
    assert state_sentence(plan, next_step(plan, State.OPEN, TODAY), TODAY) == expected


def test_before_anything_left_the_sentence_says_so_and_a_past_date_is_told():
    plan = [planned(Step.INVITATION, date(2026, 1, 20))]
    expected = "Aucun message parti ; prochaine étape : invitation, mardi 20 janvier (date passée)."
    assert state_sentence(plan, next_step(plan, State.OPEN, TODAY), TODAY) == expected


def test_failures_and_doubts_are_in_the_sentence():
    plan = [gone(Step.INVITATION, Results(sent=1, failed=2, uncertain=1))]
    assert state_sentence(plan, next_step(plan, State.OPEN, TODAY), TODAY) == f"1{NBSP}message parti, 3 à regarder."


def test_a_reminder_long_past_is_not_the_next_step_once_a_later_one_has_left():
    plan = [
        planned(Step.INVITATION, date(2026, 1, 2)),
        gone(Step.REMINDER_1, Results(sent=1)),
        planned(Step.REMINDER_2, date(2026, 1, 28)),
        planned(Step.LAST_CALL, date(2026, 2, 8)),
    ]
    assert next_step(plan, State.OPEN, TODAY).step is Step.LAST_CALL
    assert next_step(plan[:3], State.OPEN, TODAY).step is Step.REMINDER_2
    assert next_step([plan[1]], State.OPEN, TODAY) is None
    assert next_step(plan, State.CLOSED, TODAY) is None


def test_a_scheduled_step_is_told_with_its_paris_hour():
    at = datetime(2026, 7, 14, 7, 30, tzinfo=UTC)
    one = planned(Step.INVITATION, date(2026, 7, 1), SendingState.SCHEDULED, leaves_at=at)
    assert when_in_words(one) == f"14{NBSP}juil. à 9{NBSP}h{NBSP}30"


def test_what_is_about_to_leave_counts_people_and_shops_once():
    due = [person(1, 10, 11), person(2, 11)]
    starts, ends = datetime(2026, 2, 3, 8, 0, tzinfo=UTC), datetime(2026, 2, 3, 8, 1, tzinfo=UTC)
    said = about_to_leave(due, starts, ends).replace(NBSP, " ")
    expected = "Vous allez envoyer 2 messages à 2 personnes de 2 boutiques, mardi 3 février, de 9 h à 9 h 01."
    assert said == expected
    alone = about_to_leave(due[1:], starts, starts).replace(NBSP, " ")
    assert alone == "Vous allez envoyer 1 message à 1 personne de 1 boutique, mardi 3 février, à 9 h."


def test_a_long_list_of_people_says_how_many_others():
    assert people([person(1, 5), person(2)]) == "Personne 1 (Boutique 5) et Personne 2"
    assert people([person(number) for number in range(5)], most=2) == f"Personne 0, Personne 1 et 3{NBSP}autres"


def test_results_name_only_what_happened():
    assert results_in_words(Results(waiting=2)) == f"2{NBSP}en attente"
    said = results_in_words(Results(sent=18, failed=1, opened=6, answered=1)).replace(NBSP, " ")
    assert said == "18 partis · 1 échec · 6 liens ouverts par une personne · 1 a répondu"
    assert results_in_words(Results(sent=1)) == f"1{NBSP}parti · aucune réaction encore"


def test_the_bar_counts_each_message_once():
    assert parts(Results(sent=10, opened=6, answered=4, waiting=2, failed=1, uncertain=1)) == {
        "ont répondu": 4,
        "lien ouvert": 2,
        "partis": 4,
        "en attente": 2,
        "échecs": 2,
    }
    assert bar_in_words(Results(sent=2, answered=1)) == "ont répondu 1, partis 1"
    assert bar_svg(Results(skipped=3)) == ""


@given(*[st.integers(0, 5000)] * 6)
def test_the_parts_of_a_bar_are_never_negative_and_add_up(sent, opened, answered, waiting, failed, uncertain):
    found = Results(sent=sent, opened=opened, answered=answered, waiting=waiting, failed=failed, uncertain=uncertain)
    counted = parts(found)
    assert min(counted.values()) >= 0
    assert sum(counted.values()) == sent + waiting + failed + uncertain
    assert str(WIDTH) in bar_svg(found) or not sum(counted.values())
