"""The plan as a paper: every task once, under its month, in order; and what readers are not shown."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pypdfium2 import PdfDocument

from campaign.accounts.model import Actor, Role
from campaign.base.operations import new_operation
from campaign.documents.colours import Palette
from campaign.documents.paper_content import Table
from campaign.documents.reading_paper import paper_pdf
from campaign.editions.model import Edition
from campaign.planning.backplan import add_task, change_task
from campaign.planning.plan_paper import plan_paper
from campaign.planning.plan_views import backplan, tasks_of
from campaign.planning.scheduling import schedule
from campaign.planning.tasks import TaskRole
from tests.planning.backplans import EDITION_1, template_with

TODAY = date(2013, 10, 21)
NOVEMBER = Edition(1, "Novembre 2013", "", EDITION_1, date(2013, 10, 4))


def paper(tasks=None):
    plan = schedule(tasks or template_with(done=("theme",)), EDITION_1)
    return plan_paper(NOVEMBER, plan, TODAY, Palette(), datetime(2013, 10, 21, tzinfo=UTC))


def tables(made) -> list[Table]:
    return [one for one in made.chapters[0].blocks if isinstance(one, Table)]


def test_every_task_is_told_once_under_the_month_of_its_deadline():
    found = tables(paper())
    titles = [row[0] for one in found for row in one.rows]
    assert sorted(titles) == sorted(one.title for one in template_with())
    october = next(one for one in found if one.title == "Octobre 2013")
    assert [row[0] for row in october.rows][:2] == [
        "Boucler et faire imprimer le magazine", "Préparer les kits",
    ]  # fmt: skip
    assert found[0].title == "Décembre 2012"


def test_a_row_says_from_when_to_when_and_how_far():
    rows = {row[0]: row for one in tables(paper()) for row in one.rows}
    assert rows["Choisir le thème"][-1] == "Faite"
    assert rows["Préparer les kits"][3:] == ("30\u00a0sept.", "11\u00a0oct.", "À faire, en retard")


def test_the_paper_is_drawn_with_hostile_titles_and_fits():
    long = "Très " * 23 + "long"
    tasks = [replace(one, title=f"<b>{one.title}</b> & {long}"[:120], person="Éloïse N’Guyen-Saint-Hilaire")
             for one in template_with()]  # fmt: skip
    built = paper_pdf(paper(tasks))
    assert built.blocking == ()
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(built.data))
    assert "<b>Choisir le thème</b>" in text.replace("\r\n", " ")
    assert "Rétroplanning" in text


@pytest.mark.parametrize(("role", "told"), [(Role.LOGISTICS, True), (Role.READER, False)])
def test_readers_are_shown_neither_names_nor_notes(db, officer, edition, role, told):
    edition_id = edition()
    values = {"title": "Appeler", "offset": -5, "person": "Jeanne Renard", "note": "06 00 00 00 00"}
    task_id = add_task(db, officer, edition_id, values, new_operation())
    seen = backplan(db, Actor(role, 1), edition_id)
    found = seen.by_id(task_id)
    assert (found.task.person, found.note) == (("Jeanne Renard", "06 00 00 00 00") if told else ("", ""))
    assert seen.plan.by_code[found.task.code].task.person == found.task.person
    listed = tasks_of(db, Actor(role, 1), edition_id, TaskRole.PREVENTION)
    assert [one.task.person for one in listed] == [found.task.person]
    change_task(db, officer, task_id, found.version, {"title": "Rappeler"}, new_operation())
    assert backplan(db, officer, edition_id).by_id(task_id).task.person == "Jeanne Renard"
