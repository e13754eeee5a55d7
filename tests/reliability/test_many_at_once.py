"""Eight processes writing to the same shop or the same edition: every write counts or is refused, none is lost."""

import re
from itertools import pairwise

import pytest

from campaign.accounts import actions as accounts
from campaign.accounts.model import SYSTEM, Role
from campaign.accounts.store import agent_by_id
from campaign.base import journal
from campaign.base.database import rows, value
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.participation.store import answers_of_edition
from campaign.partners import views as partners
from campaign.schema import check
from tests.reliability.processes import (
    answer_for,
    answer_from_two_tabs,
    change_again_and_again,
    change_from_one_version,
    change_until_counted,
    no,
    together,
    yes,
)

PROCESSES, TIMES = 8, 40
_REFUSAL = re.compile(r"Modifié par Agent (\d) à \d\d?\s?h\s?(\d\d)? pendant votre saisie\.")


@pytest.fixture
def agents(db):
    """Eight officers, « Agent 1 » to « Agent 8 »."""
    ids = [
        accounts.add_agent(db, SYSTEM, f"Agent {n}", f"agent{n}@exemple.fr", Role.OFFICER, new_operation())[0]
        for n in range(1, PROCESSES + 1)
    ]
    return [agent_by_id(db, agent_id) for agent_id in ids]


def changes_of(db, place_id) -> list[tuple[str, str]]:
    """The (before, after) of each change of the sheet, oldest first."""
    lines = reversed(journal.entries(db, "place", place_id, limit=1000))
    return [tuple(line.details["fields"]["address_more"]) for line in lines if line.verb == "change_place"]


def assert_none_was_overwritten_unseen(db, officer, place_id) -> None:
    """Each change started from what the one before had written, and the last one is what the sheet shows."""
    changes = changes_of(db, place_id)
    for (_, after), (before, _) in pairwise(changes):
        assert before == after
    assert partners.place(db, officer, place_id).address_more == changes[-1][1]


def test_of_320_changes_of_one_shop_by_8_agents_each_is_counted_or_refused_with_a_name(db, officer, shop, agents):
    place_id = shop()
    results = together(settings().database, change_again_and_again, [(agent, place_id, TIMES) for agent in agents])
    counted = [operation for done, _ in results for operation in done]
    refused = [sentence for _, sentences in results for sentence in sentences]
    assert len(counted) + len(refused) == PROCESSES * TIMES
    assert all(_REFUSAL.match(sentence) for sentence in refused), refused[:1]
    assert partners.place(db, officer, place_id).version == 1 + len(counted)
    journaled = rows(db, "SELECT operation FROM journal WHERE verb = 'change_place'")
    assert sorted(one["operation"] for one in journaled) == sorted(counted)
    assert_none_was_overwritten_unseen(db, officer, place_id)


def test_agents_who_read_again_after_a_refusal_all_have_their_320_changes_written(db, officer, shop, agents):
    place_id = shop()
    together(settings().database, change_until_counted, [(agent, place_id, TIMES) for agent in agents])
    assert partners.place(db, officer, place_id).version == 1 + PROCESSES * TIMES
    written = {after for _, after in changes_of(db, place_id)}
    assert written == {f"Cour {agent.id}, porte {turn}" for agent in agents for turn in range(TIMES)}
    assert_none_was_overwritten_unseen(db, officer, place_id)


def test_of_8_agents_who_read_the_same_version_one_writes_and_seven_are_told_who(db, officer, shop, agents):
    place_id = shop()
    results = together(settings().database, change_from_one_version, [(agent, place_id) for agent in agents])
    winner = agents[results.index(True)]
    told = {_REFUSAL.match(sentence).group(1) for sentence in results if sentence is not True}
    assert results.count(True) == 1
    assert told == {winner.name.removeprefix("Agent ")}
    assert partners.place(db, officer, place_id).address_more == f"Cour {winner.id}"


def test_320_answers_to_one_edition_by_8_processes_are_320_answers(db, invited):
    scene = invited(PROCESSES * TIMES)
    asked = [(scene.contact, place_id, f"answer-{place_id}") for place_id in scene.place_ids]
    shares = [asked[start::PROCESSES] for start in range(PROCESSES)]
    together(settings().database, answer_for, [(scene.edition_id, scene.days, share) for share in shares])
    answers = answers_of_edition(db, scene.edition_id)
    assert answers.keys() == set(scene.place_ids)
    assert {(answer.version, len(answer.days)) for answer in answers.values()} == {(1, 2)}
    assert value(db, "SELECT count(*) FROM journal WHERE verb = 'confirm_participation'") == PROCESSES * TIMES


def test_the_same_40_answers_sent_by_8_processes_count_once_each_and_give_the_same_answer(db, invited):
    scene = invited(TIMES)
    asked = [(scene.contact, place_id, f"answer-{place_id}") for place_id in scene.place_ids]
    results = together(settings().database, answer_for, [(scene.edition_id, scene.days, asked)] * PROCESSES)
    assert results == [results[0]] * PROCESSES
    answers = answers_of_edition(db, scene.edition_id)
    assert [answers[place_id].id for place_id in scene.place_ids] == results[0]
    assert {answer.version for answer in answers.values()} == {1}
    assert value(db, "SELECT count(*) FROM journal WHERE verb = 'confirm_participation'") == TIMES


def test_of_two_tabs_that_say_yes_and_no_the_first_counts_and_the_second_is_shown_it(db, invited):
    scene = invited(TIMES)
    database = settings().database
    tabs = [
        (
            scene.edition_id,
            said,
            [(scene.contact, place_id, f"{word}-answer-{place_id}") for place_id in scene.place_ids],
        )
        for word, said in (("yes", yes(scene.days)), ("no", no()))
    ]
    (said_yes, refused_yes), (said_no, refused_no) = together(database, answer_from_two_tabs, tabs)
    assert sorted(said_yes + said_no) == sorted(scene.place_ids)
    assert all("Modifié par la boutique à" in sentence for sentence in refused_yes + refused_no)
    answers = answers_of_edition(db, scene.edition_id)
    assert sorted(said_yes) == sorted(place_id for place_id, answer in answers.items() if answer.presence == "yes")
    assert all(len(answer.days) == (2 if answer.presence == "yes" else 0) for answer in answers.values())
    check(db)
