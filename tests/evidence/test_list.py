"""The list of an edition: checked, dated by the backplan, its states read from what is there, begun and copied."""

from datetime import date, timedelta

import pytest

from campaign.base import clock
from campaign.base.errors import Conflict, InvalidForm, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.evidence.actions import add_piece, change_piece, remove_piece, restore_piece
from campaign.evidence.beginning import begin_list, copy_list
from campaign.evidence.giving import give_file
from campaign.evidence.model import MOST_PIECES, ReportChapter, State
from campaign.evidence.proposed import PROPOSED
from campaign.evidence.views import evidence, of_task
from campaign.planning.backplan import begin_plan, set_state
from campaign.planning.plan_views import backplan
from campaign.planning.tasks import TaskRole
from campaign.planning.template import TEMPLATE
from campaign.report.paper import report_paper
from campaign.report.views import report
from tests.evidence import samples

SLIPS = {"title": "Bons de livraison signés", "role": "logistics", "person": "Claude D.", "tasks": ["shops_delivery"]}


@pytest.fixture
def listed(edition) -> int:
    return edition()


@pytest.fixture
def piece(db, officer, listed):
    def add(**values) -> int:
        return add_piece(db, officer, listed, {**SLIPS, **values}, new_operation())

    return add


def only(db, who, edition_id):
    (found,) = evidence(db, who, edition_id).tracked
    return found


def done(db, officer, edition_id, code) -> None:
    task = backplan(db, officer, edition_id).by_code(code)
    set_state(db, officer, task.id, task.version, "done", new_operation())


def test_a_piece_keeps_what_it_proves_by_whom_for_when_and_where_it_goes(db, communication, listed):
    values = {
        **SLIPS, "proves": "Ce qui a été remis", "due_on": date(2027, 1, 15), "chapters": ["goods"],
        "tasks": ["shops_delivery", "animators_delivery", "shops_delivery"],
    }  # fmt: skip
    add_piece(db, communication, listed, values, new_operation())
    found = only(db, communication, listed)
    assert (found.number, found.due, found.state) == (1, date(2027, 1, 15), State.TO_MAKE)
    assert found.piece.whom == "Logistique, Claude D."
    assert found.piece.role is TaskRole.LOGISTICS
    assert found.piece.tasks == ("shops_delivery", "animators_delivery")
    assert found.piece.chapters == (ReportChapter.GOODS,)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"proves": "x" * 401}, "proves"),
        ({"role": "mayor"}, "role"),
        ({"due_on": "31/02/2027"}, "due_on"),
        ({"due_on": date(1902, 1, 1)}, "due_on"),
        ({"due_on": date(2300, 1, 1)}, "due_on"),
        ({"due_on": date(2027, 1, 15), "due_task": "shops_delivery"}, "due_on"),
        ({"tasks": "shops_delivery"}, "tasks"),
        ({"tasks": ["x" * 81]}, "tasks"),
        ({"chapters": ["weather"]}, "chapters"),
        ({"why_not": " ", "not_needed": True}, "why_not"),
        ({"why_not": "Rien à livrer", "kept_at": "classeur, bureau 12"}, "why_not"),
    ],
)
def test_a_wrong_piece_says_what_to_mend_and_writes_nothing(db, officer, listed, piece, values, field):
    with pytest.raises(InvalidForm) as refused:
        piece(**values)
    assert [one.field for one in refused.value.problems] == [field]
    assert evidence(db, officer, listed).tracked == ()


def test_every_problem_is_told_at_once(piece):
    with pytest.raises(InvalidForm) as refused:
        piece(title="", role="mayor", due_on="demain")
    assert [one.field for one in refused.value.problems] == ["title", "role", "due_on"]


def test_a_piece_exists_once_a_file_is_given_or_its_place_written(db, officer, listed, piece):
    piece_id = piece()
    change_piece(db, officer, piece_id, 1, {"kept_at": "classeur, bureau 12"}, new_operation())
    assert only(db, officer, listed).state is State.EXISTING
    change_piece(db, officer, piece_id, 2, {"kept_at": ""}, new_operation())
    assert only(db, officer, listed).state is State.TO_MAKE
    give_file(db, officer, piece_id, "bon.pdf", samples.pdf(), new_operation())
    assert only(db, officer, listed).state is State.EXISTING


def test_what_has_no_object_says_why_and_is_not_counted_until_a_file_comes(db, officer, listed, piece):
    piece(title="Factures")
    piece_id = piece(why_not="Tout est venu du stock")
    seen = evidence(db, officer, listed)
    assert seen.tracked[1].state is State.NOT_NEEDED
    assert seen.progress.in_words == "0\u00a0preuve réunie sur 1"
    give_file(db, officer, piece_id, "bon.pdf", samples.pdf(), new_operation())
    seen = evidence(db, officer, listed)
    assert (seen.tracked[1].state, seen.tracked[1].piece.why_not) == (State.EXISTING, "")
    assert (seen.progress.existing, seen.progress.wanted) == (1, 2)


def test_a_piece_with_a_file_is_not_without_object(db, officer, listed, piece):
    piece_id = piece()
    give_file(db, officer, piece_id, "bon.pdf", samples.pdf(), new_operation())
    with pytest.raises(InvalidForm, match="existe déjà"):
        change_piece(db, officer, piece_id, 1, {"why_not": "Rien à livrer"}, new_operation())


def test_the_deadline_of_a_task_is_followed_when_the_days_move(db, officer, listed, piece):
    begin_plan(db, officer, listed, new_operation())
    piece(due_task="shops_delivery")
    plan = backplan(db, officer, listed).plan
    assert only(db, officer, listed).due == plan.by_code["shops_delivery"].deadline
    assert [one.title for one in only(db, officer, listed).tasks] == [
        "Livrer les kits et la signalétique aux boutiques"
    ]


def test_a_piece_that_waits_for_an_unknown_task_has_no_date_and_is_not_late(db, officer, listed, piece):
    piece(due_task="gone", tasks=["gone"])
    found = only(db, officer, listed)
    assert (found.due, found.late, found.tasks) == (None, False, ())


def test_a_piece_is_late_the_day_after_its_date_unless_it_is_there(db, officer, listed, piece):
    piece_id = piece(due_on=clock.today())
    assert not only(db, officer, listed).late
    change_piece(db, officer, piece_id, 1, {"due_on": clock.today() - timedelta(days=1)}, new_operation())
    assert only(db, officer, listed).late
    change_piece(db, officer, piece_id, 2, {"kept_at": "armoire"}, new_operation())
    assert not only(db, officer, listed).late


def test_a_task_done_without_its_evidence_is_a_gap_until_it_comes(db, officer, listed, piece):
    begin_plan(db, officer, listed, new_operation())
    slips, delivered = piece(), piece(title="Photos des livraisons")
    piece(title="Factures", tasks=["report"])
    assert evidence(db, officer, listed).gaps == ()
    done(db, officer, listed, "shops_delivery")
    (gap,) = evidence(db, officer, listed).gaps
    assert gap.task.code == "shops_delivery"
    assert [one.piece.id for one in gap.missing] == [slips, delivered]
    give_file(db, officer, slips, "bon.pdf", samples.pdf(), new_operation())
    change_piece(db, officer, delivered, 1, {"why_not": "Personne n’a photographié"}, new_operation())
    assert evidence(db, officer, listed).gaps == ()


def test_a_task_shows_its_evidence(db, reader, listed, piece):
    piece(), piece(title="Factures", tasks=["report", "shops_delivery"])
    assert [one.piece.title for one in of_task(db, reader, listed, "shops_delivery")] == [
        "Bons de livraison signés", "Factures",
    ]  # fmt: skip
    assert [one.piece.title for one in of_task(db, reader, listed, "report")] == ["Factures"]
    assert of_task(db, reader, listed, "theme") == ()


def test_a_reader_sees_roles_and_not_names(db, reader, officer, listed, piece):
    piece()
    assert only(db, reader, listed).piece.whom == "Logistique"
    assert only(db, officer, listed).piece.whom == "Logistique, Claude D."


def test_two_people_who_change_a_piece_see_each_other(db, officer, communication, listed, piece):
    piece_id = piece()
    change_piece(db, communication, piece_id, 1, {"person": "Dominique"}, new_operation())
    with pytest.raises(Conflict):
        change_piece(db, officer, piece_id, 1, {"person": "Camille"}, new_operation())
    assert only(db, officer, listed).piece.person == "Dominique"


def test_a_double_click_writes_once(db, officer, listed):
    operation = new_operation()
    first = add_piece(db, officer, listed, SLIPS, operation)
    assert add_piece(db, officer, listed, SLIPS, operation) == first
    again = new_operation()
    for _ in range(2):
        change_piece(db, officer, first, 1, {"title": "Bons"}, again)
    assert only(db, officer, listed).piece.version == 2


def test_a_piece_taken_out_leaves_the_list_and_comes_back_whole(db, officer, listed, piece):
    piece_id = piece()
    give_file(db, officer, piece_id, "bon.pdf", samples.pdf(), new_operation())
    remove_piece(db, officer, piece_id, new_operation())
    seen = evidence(db, officer, listed)
    assert (seen.tracked, seen.progress.wanted, seen.bytes) == ((), 0, 0)
    assert [one.id for one in seen.removed] == [piece_id]
    restore_piece(db, officer, piece_id, new_operation())
    assert [one.name for one in only(db, officer, listed).piece.files] == ["bon.pdf"]


def test_the_team_adds_the_officer_takes_out_and_the_reader_reads(db, officer, logistics, reader, listed, piece):
    piece_id = piece()
    change_piece(db, logistics, piece_id, 1, {"kept_at": "dépôt"}, new_operation())
    with pytest.raises(NotAllowed):
        remove_piece(db, logistics, piece_id, new_operation())
    with pytest.raises(NotAllowed):
        add_piece(db, reader, listed, SLIPS, new_operation())
    with pytest.raises(NotAllowed):
        give_file(db, reader, piece_id, "bon.pdf", samples.pdf(), new_operation())


def test_an_unknown_piece_or_edition_says_so(db, officer):
    with pytest.raises(NotFound):
        change_piece(db, officer, 999, 1, {"title": "x"}, new_operation())
    with pytest.raises(NotFound):
        add_piece(db, officer, 999, SLIPS, new_operation())
    with pytest.raises(NotFound):
        evidence(db, officer, 999)


def test_the_proposed_list_knows_only_tasks_of_the_template_and_no_title_twice():
    codes = {task.code for task in TEMPLATE}
    for one in PROPOSED:
        assert {one.due_task, *one.tasks} <= codes, one.title
        assert one.tasks
    assert len({one.title for one in PROPOSED}) == len(PROPOSED)


def test_a_list_begun_has_every_proposal_dated_and_once(db, logistics, officer, listed):
    begin_plan(db, officer, listed, new_operation())
    assert begin_list(db, logistics, listed, new_operation()) == len(PROPOSED)
    assert begin_list(db, logistics, listed, new_operation()) == 0
    seen = evidence(db, logistics, listed)
    assert [one.piece.title for one in seen.tracked] == [one.title for one in PROPOSED]
    assert all(one.due for one in seen.tracked)
    assert (seen.progress.existing, seen.progress.wanted) == (0, len(PROPOSED))


def test_the_list_of_another_edition_comes_without_files_names_places_nor_dates(db, officer, listed, piece, edition):
    piece_id = piece(due_on=date(2027, 1, 15), kept_at="bureau 12", chapters=["goods"])
    give_file(db, officer, piece_id, "bon.pdf", samples.pdf(), new_operation())
    piece(title="Factures", due_task="report", why_not="Aucune")
    remove_piece(db, officer, piece(title="Retirée"), new_operation())
    other = edition(in_days=400, name="La suivante")
    add_piece(db, officer, other, {"title": "factures !"}, new_operation())
    assert copy_list(db, officer, listed, other, new_operation()) == 1
    copied = evidence(db, officer, other).tracked[1]
    assert (copied.piece.title, copied.piece.role) == ("Bons de livraison signés", TaskRole.LOGISTICS)
    assert (copied.piece.tasks, copied.piece.chapters) == (("shops_delivery",), (ReportChapter.GOODS,))
    assert (copied.piece.person, copied.piece.kept_at, copied.piece.files, copied.due) == ("", "", (), None)
    with pytest.raises(Refused):
        copy_list(db, officer, other, other, new_operation())


def test_a_list_has_an_end(db, officer, listed, piece):
    db.conn.executemany(
        "INSERT INTO evidence_pieces (edition_id, title) VALUES (?, ?)", [(listed, f"n° {one}") for one in range(199)]
    )
    db.conn.commit()
    last = piece()
    with pytest.raises(Refused, match=f"{MOST_PIECES} preuves au plus"):
        piece(title="Une de trop")
    remove_piece(db, officer, last, new_operation())
    piece(title="À sa place")
    with pytest.raises(Refused, match=f"{MOST_PIECES} preuves au plus"):
        restore_piece(db, officer, last, new_operation())
    with pytest.raises(Refused, match=f"{MOST_PIECES} preuves au plus"):
        begin_list(db, officer, listed, new_operation())


def test_the_chapters_a_piece_may_go_with_are_those_of_the_report(db, officer, listed):
    titles = {one.title for one in report_paper(report(db, officer, listed)).chapters}
    assert {one.label for one in ReportChapter} <= titles
