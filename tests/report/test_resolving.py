"""What is resolved for the next edition: written, settled, and a task of the coming edition until then."""

from datetime import date, timedelta

import pytest

from campaign.base import clock
from campaign.base.errors import Conflict, InvalidForm, InvalidInput, NotAllowed, NotFound
from campaign.base.operations import new_operation
from campaign.participation.decisions import DecisionKind
from campaign.report.matrix import add_point, remove_point
from campaign.report.model import Settled
from campaign.report.resolving import (
    add_resolution,
    change_resolution,
    remove_resolution,
    reopen_resolution,
    resolutions,
    restore_resolution,
    settle_resolution,
)
from campaign.report.tasks import inherited, tasks

EARLIER = {"text": "Livrer les annuaires dix jours avant", "who": "Équipe logistique", "due_on": date(2027, 3, 1)}


@pytest.fixture
def told(edition) -> int:
    return edition(10, answer_deadline=clock.today() + timedelta(days=5), name="Novembre 2026")


@pytest.fixture
def resolved(db, officer, told):
    def add(**values) -> int:
        return add_resolution(db, officer, told, {**EARLIER, **values}, new_operation())

    return add


def test_a_resolution_says_what_who_and_when(db, reader, told, resolved):
    resolved()
    (one,) = resolutions(db, reader, told)
    assert (one.text, one.who, one.due_on, one.settled) == (*EARLIER.values(), None)


def test_a_date_is_typed_as_people_write_it(db, officer, told, resolved):
    resolved(due_on="15 mars 2027")
    resolved(due_on="1/3/27")
    assert [one.due_on for one in resolutions(db, officer, told)] == [date(2027, 3, 1), date(2027, 3, 15)]


def test_the_nearest_date_comes_first_then_those_without_then_what_is_settled(db, officer, told, resolved):
    resolved(text="sans date", due_on=None)
    done = resolved(text="faite", due_on=date(2027, 1, 1))
    resolved(text="mars")
    resolved(text="février", due_on=date(2027, 2, 1))
    settle_resolution(db, officer, done, "done", new_operation())
    assert [one.text for one in resolutions(db, officer, told)] == ["février", "mars", "sans date", "faite"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": ""}, "Indiquez ce qui est décidé"),
        ({"text": "x" * 301}, "300 caractères"),
        ({"who": "x" * 81}, "80 caractères"),
        ({"due_on": "demain"}, "Date illisible"),
        ({"due_on": "31/02/2027"}, "Le 31 février n’existe pas"),
        ({"due_on": "2027-03-01T00:00:00<script>"}, "Date illisible"),
        ({"due_on": date(1026, 3, 1)}, "de ce siècle"),
        ({"point_id": 999}, "plus dans la matrice"),
        ({"point_id": "1 OR 1=1"}, "plus dans la matrice"),
    ],
)
def test_a_wrong_resolution_says_what_to_mend_and_writes_nothing(db, officer, told, resolved, values, said):
    with pytest.raises(InvalidForm) as refused:
        resolved(**values)
    assert said in " ".join(one.message for one in refused.value.problems)
    assert resolutions(db, officer, told) == []


def test_it_may_come_from_a_point_of_its_own_edition_only(db, officer, told, resolved, edition):
    values = {"quadrant": "weaknesses", "text": "Annuaires livrés tard"}
    own = add_point(db, officer, told, values, new_operation())
    other = add_point(db, officer, edition(200, name="Autre"), values, new_operation())
    resolved(point_id=own)
    with pytest.raises(InvalidForm):
        resolved(point_id=other)
    remove_point(db, officer, own, new_operation())
    assert [one.point_id for one in resolutions(db, officer, told)] == [own], "la décision survit à son point"


def test_a_double_click_adds_one_and_an_older_version_is_a_conflict(db, officer, told):
    operation = new_operation()
    number = add_resolution(db, officer, told, EARLIER, operation)
    assert add_resolution(db, officer, told, EARLIER, operation) == number
    change_resolution(db, officer, number, 1, {"due_on": None}, new_operation())
    with pytest.raises(Conflict):
        change_resolution(db, officer, number, 1, {"text": "Autre"}, new_operation())
    (one,) = resolutions(db, officer, told)
    assert (one.text, one.due_on) == (EARLIER["text"], None)


def test_settling_twice_counts_once_and_it_can_be_opened_again(db, officer, told, resolved):
    number, operation = resolved(), new_operation()
    settle_resolution(db, officer, number, Settled.DROPPED, operation)
    reopen_resolution(db, officer, number, new_operation())
    settle_resolution(db, officer, number, Settled.DROPPED, operation)
    assert resolutions(db, officer, told)[0].settled is None, "rejoué, il ne compte pas deux fois"
    settle_resolution(db, officer, number, "done", new_operation())
    (one,) = resolutions(db, officer, told)
    assert one.settled is Settled.DONE
    assert one.settled_at is not None
    with pytest.raises(InvalidInput):
        settle_resolution(db, officer, number, "oubliée", new_operation())
    with pytest.raises(NotFound):
        settle_resolution(db, officer, 999, "done", new_operation())


def test_one_written_by_mistake_is_taken_out_and_comes_back(db, officer, told, resolved):
    number = resolved()
    remove_resolution(db, officer, number, new_operation())
    assert resolutions(db, officer, told) == []
    restore_resolution(db, officer, number, new_operation())
    assert [one.id for one in resolutions(db, officer, told)] == [number]


def test_only_the_officer_writes_resolutions_and_everyone_reads_them(db, reader, communication, told, resolved):
    number = resolved()
    for agent in (reader, communication):
        with pytest.raises(NotAllowed):
            settle_resolution(db, agent, number, "done", new_operation())
        assert len(resolutions(db, agent, told)) == 1


def test_what_is_not_settled_is_a_task_of_the_coming_edition(db, officer, reader, told, resolved, edition):
    number = resolved()
    resolved(text="Donner un rôle clair à chacun", who="", due_on=None)
    coming = edition(200, opened=False, name="Avril 2027")
    assert tasks(db, officer, told) == [], "pas une tâche pour l’édition qui l’a apprise"
    first, second = tasks(db, officer, coming)
    assert (first.kind, first.subject, first.screen, first.parameters) == (
        DecisionKind.RESOLUTION, EARLIER["text"], "report.py", {"edition": str(told), "chapitre": "retenir"},
    )  # fmt: skip
    assert first.text.replace("\u00a0", " ") == "Équipe logistique, avant le 1er mars 2027, bilan de Novembre 2026"
    assert (second.text, first.verb) == ("sans date, bilan de Novembre 2026", "Régler")
    assert tasks(db, reader, coming)[0].verb == "Lire"
    settle_resolution(db, officer, number, "dropped", new_operation())
    assert [one.text for _, one in inherited(db, officer, coming)] == ["Donner un rôle clair à chacun"]
    with pytest.raises(NotFound):
        tasks(db, officer, 999)
