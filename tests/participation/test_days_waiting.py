"""What the choice of the days puts on the dashboard: nothing, answers to follow, then a decision to take."""

from datetime import UTC, date, datetime

import pytest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.consultation.asking import open_consultation
from campaign.consultation.deciding import decide
from campaign.consultation.preparing import propose, save_search
from campaign.consultation.replying import reply
from campaign.editions.actions import cancel_edition
from campaign.participation.days_waiting import days_tasks
from tests.conftest import agent_of

PAIR = "2026-11-11_2026-11-14"
TYPED = {"first": "9/11/2026", "last": "20/11/2026", "day_count": "2", "gap": "3"}


@pytest.fixture
def june():
    with clock.frozen(datetime(2026, 6, 10, 8, tzinfo=UTC)):
        yield


@pytest.fixture
def asked(db, officer, june, edition, shop) -> tuple[int, list[int]]:
    """Two shops asked until 30 June for the days of November."""
    edition_id = edition(opened=False, days=[date(2026, 11, 18)], answer_deadline=date(2026, 10, 1))
    shops = [shop("La Malle à Félicie"), shop("La Remise")]
    save_search(db, officer, edition_id, TYPED, [2, 5], new_operation())
    propose(db, officer, edition_id, [PAIR], new_operation())
    assert days_tasks(db, officer, edition_id) == []
    open_consultation(db, officer, edition_id, date(2026, 6, 30), 50, shops, new_operation())
    return edition_id, shops


def answers(db, officer, edition_id, *shops):
    for one in shops:
        reply(db, officer, edition_id, one, {f"choice-{PAIR}": "yes"}, new_operation())


def told(db, by, edition_id) -> tuple[str, str]:
    (one,) = days_tasks(db, by, edition_id)
    assert (one.screen, one.parameters) == ("dates.py", {"edition": str(edition_id)})
    return one.text.replace("\u00a0", " "), one.verb


def test_answers_awaited_are_followed_then_the_days_decided(db, officer, asked):
    edition_id, (first, second) = asked
    answers(db, officer, edition_id, first)
    assert told(db, officer, edition_id) == ("1 réponse sur 2, jusqu’au mardi 30 juin", "Suivre")
    answers(db, officer, edition_id, second)
    assert told(db, officer, edition_id) == ("toutes les réponses sont là (2)", "Décider")
    assert told(db, agent_of(db, Role.READER), edition_id)[1] == "Décider"
    decide(db, officer, edition_id, PAIR, "", date(2026, 10, 20), new_operation())
    assert days_tasks(db, officer, edition_id) == []


def test_a_closed_consultation_is_to_decide_even_with_answers_missing(db, officer, asked):
    edition_id, (first, _) = asked
    answers(db, officer, edition_id, first)
    with clock.frozen(datetime(2026, 7, 1, 8, tzinfo=UTC)):
        assert told(db, officer, edition_id) == ("1 réponse sur 2", "Décider")


def test_a_cancelled_edition_asks_for_nothing(db, officer, asked):
    cancel_edition(db, officer, asked[0], new_operation())
    assert days_tasks(db, officer, asked[0]) == []
