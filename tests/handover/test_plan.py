"""The backplan in a kit: offsets that follow other days, what was learnt, no code nor title that names anybody."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.errors import UnreadableFile
from campaign.base.operations import new_operation
from campaign.handover.bringing import bring
from campaign.handover.collecting import kit_of
from campaign.handover.model import Part
from campaign.planning.backplan import add_task, set_state
from campaign.planning.plan_views import backplan
from campaign.planning.scheduling import schedule
from campaign.planning.tasks import TaskState
from campaign.planning.template import TEMPLATE

DAYS = (date(2027, 11, 10), date(2027, 11, 13))


def test_a_plan_goes_on_without_people_and_follows_other_days(kit, elsewhere):
    there = elsewhere()
    brought = bring(there, SYSTEM, kit, DAYS, new_operation())
    seen = backplan(there, SYSTEM, brought.edition_id)
    assert next(one.added for one in brought.parts if one.part is Part.PLAN) == len(TEMPLATE) + 1
    dated = {one.task.code: one.deadline for one in schedule(TEMPLATE, DAYS).dated}
    assert {code: one.deadline for code, one in seen.plan.by_code.items() if code in dated} == dated
    assert {one.task.person for one in seen.kept} == {""}
    assert {one.note for one in seen.kept} == {""}
    # Its code, made from its title, became a number; what it waits for stays.
    own = seen.by_code("tache-34")
    assert (own.task.title, own.task.after) == ("Appeler le journal", ("proof",))


def test_what_was_late_begins_earlier_elsewhere_and_says_why(db, officer, used, elsewhere):
    # Wednesday 27 January 2027: the theme was due 223 working days before; it was done on 2 November 2026.
    one = backplan(db, officer, used).by_code("theme")
    set_state(db, officer, one.id, one.version, TaskState.DONE, new_operation())
    kit = kit_of(db, officer, used).kit
    theme = next(task for task in kit.plan if task.code == "theme")
    assert theme.offset < -223
    there = elsewhere()
    brought = bring(there, SYSTEM, kit, DAYS, new_operation())
    assert backplan(there, SYSTEM, brought.edition_id).by_code("theme").note.startswith("En retard la dernière fois :")


def test_a_name_in_a_task_leaves_neither_by_its_title_nor_by_its_code(db, officer, used, shop, contact):
    contact([shop()], name="Félicie Martin")
    values = {"title": "Rappeler Félicie Martin", "role": "prevention", "offset": -12}
    add_task(db, officer, used, values, new_operation())
    collected = kit_of(db, officer, used)
    assert "felicie" not in str(collected.kit.plan).lower()
    assert "félicie" not in str(collected.kit.plan).lower()
    assert Part.PLAN in {one.part for one in collected.masked}


@pytest.mark.parametrize(
    "change",
    [{"after": ("personne",)}, {"duration": 0}, {"offset": 100_000}, {"title": " "}],
)
def test_a_task_that_cannot_be_is_refused_and_nothing_is_written(kit, elsewhere, change):
    forged = replace(kit, plan=(replace(kit.plan[0], **change), *kit.plan[1:]))
    there = elsewhere()
    with pytest.raises(UnreadableFile, match="rien n’a été changé"):
        bring(there, SYSTEM, forged, DAYS, new_operation())
    assert there["editions"].count == 0


def test_a_kit_without_plan_leaves_the_edition_to_begin_its_own(kit, elsewhere):
    there = elsewhere()
    brought = bring(there, SYSTEM, replace(kit, plan=()), DAYS, new_operation())
    assert backplan(there, SYSTEM, brought.edition_id).plan is None
    assert clock.today() < DAYS[0]
