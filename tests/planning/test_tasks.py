"""Tasks and what they wait for: cycles and lost links refused with their titles."""

import pytest

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.planning.tasks import Anchor, Asked, Commitment, Lead, TaskRole, TaskState, check_task, in_order
from tests.planning.backplans import event, task


def test_a_cycle_is_refused_with_its_titles_read_as_who_waits_for_whom():
    tasks = [
        task("a", title="Imprimer", after=["b"]),
        task("b", title="Valider", after=["c"]),
        task("c", title="Créer", after=["a"]),
        task("d", title="Livrer", after=["a"]),
    ]
    with pytest.raises(InvalidInput) as refused:
        in_order(tasks)
    said = refused.value.message
    assert refused.value.field == "after"
    assert "Livrer" not in said
    begins, ends = "Ces tâches s’attendent l’une l’autre : ", ". Retirez un lien."
    assert said.startswith(begins)
    assert said.endswith(ends)
    chain = said.removeprefix(begins).removesuffix(ends).split(" attend ")
    assert chain[0] == chain[-1]
    waits = {"« Imprimer »": "« Valider »", "« Valider »": "« Créer »", "« Créer »": "« Imprimer »"}
    assert [waits[title] for title in chain[:-1]] == chain[1:]


def test_a_task_that_waits_for_itself_is_refused():
    with pytest.raises(InvalidInput, match="« Imprimer » attend « Imprimer »"):
        in_order([task("a", title="Imprimer", after=["a"])])


def test_a_task_that_waits_for_one_that_does_not_exist_is_refused():
    with pytest.raises(InvalidInput) as refused:
        in_order([task("a", title="Imprimer", after=["b"])])
    assert refused.value.message == "« Imprimer » attend une tâche qui n’existe pas : retirez ce lien."


def test_a_code_serves_once_and_there_is_one_event():
    with pytest.raises(InvalidInput, match="le même code"):
        in_order([task("a"), task("a")])
    with pytest.raises(InvalidInput, match="Une seule tâche"):
        in_order([event(), task("b", 0, anchor=Anchor.EVENT)])


def test_each_task_comes_after_those_it_waits_for():
    found = in_order([task("c", after=["b"]), task("b", after=["a"]), task("a")])
    assert [one.code for one in found] == ["a", "b", "c"]


def test_what_shops_answer_for_is_asked_of_them_and_a_printing_of_a_printer():
    assert task("a", role=TaskRole.SHOPS).asked == {Asked.SHOPS}
    assert task("a", lead=Lead.PRINTING, asks=frozenset({Asked.SHOPS})).asked == {Asked.SHOPS, Asked.PRINTERS}
    assert task("a", lead=Lead.DELIVERY).asked == frozenset()


def test_printing_takes_ten_working_days_unless_the_officer_says_otherwise():
    assert [task("a").gap, task("a", lead=Lead.PRINTING).gap, task("a", lead=Lead.DELIVERY).gap] == [1, 10, 5]
    assert task("a", lead=Lead.PRINTING, lead_days=15).gap == 15
    assert task("a", lead=Lead.PRINTING, lead_days=0).gap == 1


@pytest.mark.parametrize(
    ("state", "committed"),
    [(TaskState.TO_DO, False), (TaskState.UNDER_WAY, True), (TaskState.DONE, True), (TaskState.GIVEN_UP, False)],
)
def test_a_task_commits_once_it_has_begun(state, committed):
    kinds = (Commitment.PRINTED, Commitment.SENT)
    assert task("a", state=state, commits=kinds).committed == (kinds if committed else ())


def test_a_task_typed_is_checked_as_a_whole():
    bad = task("a", 600, 0, title="  ", lead=Lead.PRINTING, lead_days=99)
    with pytest.raises(InvalidForm) as refused:
        check_task(bad)
    assert [one.field for one in refused.value.problems] == ["title", "offset", "duration", "lead_days"]
    with pytest.raises(InvalidForm, match="annulez l’édition"):
        check_task(task("a", 0, anchor=Anchor.EVENT, state=TaskState.GIVEN_UP))


def test_a_checked_task_keeps_everything_but_its_stray_spaces():
    typed = task("a", -12, 3, ["b"], title="  Valider   le BAT ", person=" Camille ", funds=(1, 2))
    assert check_task(typed) == task("a", -12, 3, ["b"], title="Valider le BAT", person="Camille", funds=(1, 2))
