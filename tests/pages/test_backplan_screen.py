"""« Rétroplanning » as people use it: read by all, ticked by the team, changed by the officer, its days moved."""

from datetime import timedelta

import pytest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.french import date_in_figures
from campaign.base.operations import new_operation
from campaign.consultation.preparing import propose, save_search
from campaign.consultation.views import candidates_scored
from campaign.documents.colours import Palette
from campaign.editions.views import edition as edition_view
from campaign.evidence.actions import add_piece
from campaign.planning.backplan import add_task, begin_plan, change_task, remove_task, set_state
from campaign.planning.feeds import feed
from campaign.planning.plan_views import backplan
from campaign.planning.tasks import Anchor, TaskRole, TaskState
from campaign.ui.backplan_files import printed
from tests.pages.conftest import bare, said


@pytest.fixture
def told(db, officer, edition) -> int:
    """An edition in sixty days with the reference calendar."""
    edition_id = edition()
    begin_plan(db, officer, edition_id, new_operation())
    return edition_id


def shown(at) -> str:
    tables = "".join(str(one.value.to_dict()) for one in at.table)
    labels = "\n".join(one.label for kind in (at.checkbox, at.button, at.expander) for one in kind)
    return bare("\n".join([said(at), labels, tables])).replace("\u00a0", " ")


def kept(db, officer, edition_id, code):
    return backplan(db, officer, edition_id).by_code(code)


def view(at, name):
    return at.segmented_control(key="backplan-view").set_value(name).run()


def whole(at):
    return at.segmented_control(key="backplan-period").set_value("Toute l’édition").run()


def tick_of(at, one, where="list"):
    return at.checkbox(key=f"tick-{where}-{one.id}-{one.version}")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
def test_everyone_reads_the_plan_the_officer_changes_it_and_readers_see_no_name(db, officer, told, enter, page, role):
    one = kept(db, officer, told, "printing")
    change_task(db, officer, one.id, one.version, {"person": "Jeanne Renard", "note": "Rappeler Jeanne"},
                new_operation())  # fmt: skip
    enter(role)
    at = whole(view(page("backplan.py"), "Liste"))

    assert not at.exception
    assert "33 tâches" in shown(at)
    assert "Lancer l’impression" in shown(at)
    assert ("primary" in {button.key for button in at.button}) == (role is Role.OFFICER)
    assert ("Jeanne Renard" in shown(at)) == (role is not Role.READER)
    assert tick_of(at, kept(db, officer, told, "printing")).disabled == (role is Role.READER)


def test_without_an_edition_or_a_plan_the_screen_says_how_to_begin(db, officer, edition, enter, page):
    enter(Role.OFFICER)
    assert "Aucune édition" in shown(page("backplan.py"))
    edition_id = edition()
    at = page("backplan.py")
    assert "33 tâches tirées" in shown(at)
    at = at.button(key=f"begin-plan-{edition_id}").click().run()
    assert not at.exception
    assert len(backplan(db, officer, edition_id).kept) == 33

    enter(Role.READER)
    other = edition(90)
    at = page("backplan.py", edition=other)
    assert "pas encore de rétroplanning" in shown(at)
    assert not [one for one in at.button if one.key.startswith("begin-plan")]


def late_once(db, officer, edition_id) -> None:
    """The printing of a past edition was three working days late by its own fault; nothing it waited for was."""
    seen = backplan(db, officer, edition_id)
    one, due = seen.by_code("supports"), seen.plan.by_code["supports"].deadline
    late = due
    while sum(due < due + timedelta(days=gap) <= late and (due + timedelta(days=gap)).weekday() < 5
              for gap in range(1, 20)) < 3:  # fmt: skip
        late += timedelta(days=1)
    set_state(db, officer, one.id, one.version, TaskState.DONE, new_operation(), late)


def test_a_past_plan_is_taken_again_with_the_lessons_one_accepts(db, officer, edition, enter, page):
    with clock.frozen(clock.now() - timedelta(days=300)):
        past = edition(60, name="Édition passée")
        begin_plan(db, officer, past, new_operation())
    late_once(db, officer, past)
    new = edition(90, name="Édition prochaine")
    before = kept(db, officer, past, "supports").task.offset
    enter(Role.OFFICER)
    at = page("backplan.py", edition=new)
    assert "Ce que ses retards ont appris" in shown(at)
    box = next(one for one in at.checkbox if one.key == f"begin-{new}-lesson-{past}-supports")
    assert box.value
    at.button(key=f"copy-plan-{new}").click().run()
    taken = kept(db, officer, new, "supports")
    assert taken.task.offset < before
    assert taken.note.startswith("En retard lors de « Édition passée »")
    assert taken.task.state is TaskState.TO_DO


def test_a_lesson_left_aside_changes_nothing(db, officer, edition, enter, page, dialog):
    with clock.frozen(clock.now() - timedelta(days=300)):
        past = edition(60, name="Édition passée")
        begin_plan(db, officer, past, new_operation())
    late_once(db, officer, past)
    before = kept(db, officer, past, "supports").task.offset
    enter(Role.OFFICER)
    at = dialog("edition_form.edition_form", past, "copy")
    form = f"edition-copy-{past}"
    at.checkbox(key=f"{form}-lesson-{past}-supports").uncheck().run()
    at.text_input(key=f"{form}-name").set_value("Copie").run()
    at = at.button(key=f"{form}-save").click().run()
    assert not at.exception
    new = db.conn.execute("SELECT id FROM editions WHERE name = 'Copie'").fetchone()[0]
    assert kept(db, officer, new, "supports").task.offset == before


def test_a_ticked_task_is_done_today_and_undo_brings_its_state_back(db, officer, told, enter, page):
    enter(Role.LOGISTICS)
    at = whole(view(page("backplan.py"), "Liste"))
    one = kept(db, officer, told, "kits")
    set_state(db, officer, one.id, one.version, TaskState.UNDER_WAY, new_operation())
    at = at.run()
    at = tick_of(at, kept(db, officer, told, "kits")).check().run()
    assert not at.exception
    done = kept(db, officer, told, "kits").task
    assert (done.state, done.done_on) == (TaskState.DONE, clock.today())
    assert "« Préparer les kits » est faite." in shown(at)
    at.button(key=f"undo-task-state-{one.id}").click().run()
    again = kept(db, officer, told, "kits").task
    assert (again.state, again.done_on) == (TaskState.UNDER_WAY, None)


def test_somebody_elses_tick_is_a_conflict_said_in_french(db, officer, told, enter, page):
    enter(Role.COMMUNICATION)
    at = whole(view(page("backplan.py"), "Liste"))
    one = kept(db, officer, told, "kits")
    box = tick_of(at, one)
    set_state(db, officer, one.id, one.version, TaskState.DONE, new_operation())
    at = box.check().run()
    assert not at.exception
    assert kept(db, officer, told, "kits").version == one.version + 1


def test_the_list_is_searched_filtered_and_sorted(db, officer, told, enter, page):
    enter(Role.OFFICER)
    at = whole(view(page("backplan.py"), "Liste"))
    at.text_input(key="backplan-search").set_value("IMPRESSION").run()
    assert listed(at) == ["Lancer l’impression"]
    at.text_input(key="backplan-search").set_value("<b>%* zzz").run()
    assert "Aucune tâche ne correspond" in shown(at)
    at.text_input(key="backplan-search").set_value("").run()
    at.selectbox(key="backplan-order").select("Titre").run()
    at.pills(key="backplan-roles").set_value([TaskRole.IT, TaskRole.ANIMATORS]).run()
    assert listed(at) == [
        "Demander les jeux", "Ouvrir la page « Local et solidaire » et sa carte",
        "Préparer les animations en boutique",
    ]  # fmt: skip


def listed(at) -> list[str]:
    return [bare(one.label) for one in at.button if one.key.startswith("open-list-")]


def test_three_hundred_tasks_come_forty_at_a_time(db, officer, told, enter, page):
    for rank in range(20):
        add_task(db, officer, told, {"title": f"Appel {rank}", "offset": -3}, new_operation())
    enter(Role.OFFICER)
    at = whole(view(page("backplan.py"), "Liste"))
    assert len(listed(at)) == 40
    at.button(key="backplan-more").click().run()
    assert len(listed(at)) == 53


def test_the_drawing_has_its_table_and_opens_a_task(db, officer, told, enter, page):
    enter(Role.READER)
    at = whole(page("backplan.py"))
    assert "Les bons jours" in shown(at)
    one = kept(db, officer, told, "printing")
    at = at.selectbox(key="backplan-choose-0").select(one.id).run()
    assert not at.exception
    assert "30 jours ouvrés avant le premier jour" in shown(at)
    assert "task-remove" not in str([button.key for button in at.button])


def test_the_month_shows_what_ends_in_it_and_goes_from_one_to_the_next(db, officer, told, enter, page):
    enter(Role.OFFICER)
    at = view(page("backplan.py"), "Mois")
    event = edition_view(db, told)
    at.selectbox(key="backplan-month").select((event.first_day.year, event.first_day.month)).run()
    assert not at.exception
    assert "les bons jours" in shown(at)
    assert "Préparer l’accueil" in shown(at)
    at.button(key="backplan-before").click().run()
    assert at.selectbox(key="backplan-month").value != (event.first_day.year, event.first_day.month)


def test_an_address_opens_a_task_once(db, officer, told, enter, page):
    enter(Role.READER)
    at = page("backplan.py", tache="kits")
    assert "Préparer les kits" in [bare(one.value) for one in at.header]
    assert not page("backplan.py", tache="<script>").exception


def test_a_task_is_added_by_its_date_and_refusals_keep_what_was_typed(db, officer, told, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("backplan_task.new_task", told)
    form = f"task-new-{told}"
    at.text_input(key=f"{form}-title").set_value("Appeler *le* loueur").run()
    at.button(key=f"{form}-save").click().run()
    assert "Indiquez pour quand" in shown(at)
    at.text_input(key=f"{form}-day").set_value("31/02/2027").run()
    at.button(key=f"{form}-save").click().run()
    assert "n’existe pas" in shown(at)
    due = edition_view(db, told).first_day - timedelta(days=20)
    while due.weekday() > 4 or due.month in (5, 7, 8, 11, 12):
        due -= timedelta(days=1)
    at.text_input(key=f"{form}-day").set_value(date_in_figures(due)).run()
    at.text_input(key=f"{form}-duration").set_value("abc").run()
    at.button(key=f"{form}-save").click().run()
    assert "Durée : nombre entier" in shown(at)
    at.text_input(key=f"{form}-duration").set_value("2").run()
    at = at.button(key=f"{form}-save").click().run()
    assert not at.exception
    seen = backplan(db, officer, told)
    added = next(one for one in seen.kept if one.task.title == "Appeler *le* loueur")
    assert added.task.duration == 2
    assert seen.dated_of(added.id).deadline <= due


def test_a_change_by_working_days_keeps_its_date_when_the_event_moves(db, officer, told, enter, dialog):
    enter(Role.OFFICER)
    one = kept(db, officer, told, "kits")
    at = dialog("backplan_task.open_task", told, one.id)
    form = f"task-change-{one.id}"
    at.text_input(key=f"{form}-count").set_value("25").run()
    at.selectbox(key=f"{form}-lead").select(at.selectbox(key=f"{form}-lead").options[0]).run()
    at.button(key=f"{form}-save").click().run()
    changed = kept(db, officer, told, "kits").task
    assert (changed.anchor, changed.offset, changed.title) == (Anchor.FIRST_DAY, -25, one.task.title)


def test_a_circle_is_refused_with_its_titles(db, officer, told, enter, dialog):
    enter(Role.OFFICER)
    one = kept(db, officer, told, "kits")
    at = dialog("backplan_task.open_task", told, one.id)
    form = f"task-change-{one.id}"
    at.multiselect(key=f"{form}-after").set_value(["shops_delivery"]).run()
    at.button(key=f"{form}-save").click().run()
    assert "s’attendent l’une l’autre" in shown(at)
    assert kept(db, officer, told, "kits").version == one.version


def test_a_state_is_noted_with_the_day_it_was_done(db, officer, told, enter, dialog):
    enter(Role.COMMUNICATION)
    one = kept(db, officer, told, "theme")
    at = dialog("backplan_task.open_task", told, one.id)
    form = f"task-say-{one.id}"
    at.segmented_control(key=f"{form}-state").set_value(TaskState.DONE).run()
    at.text_input(key=f"{form}-on").set_value(date_in_figures(clock.today() + timedelta(days=2))).run()
    at.button(key=f"{form}-save").click().run()
    assert "pas encore venu" in shown(at)
    day = clock.today() - timedelta(days=9)
    at.text_input(key=f"{form}-on").set_value(date_in_figures(day)).run()
    at.button(key=f"{form}-save").click().run()
    assert (kept(db, officer, told, "theme").task.state, kept(db, officer, told, "theme").task.done_on) == (
        TaskState.DONE, day,
    )  # fmt: skip
    assert f"task-remove-{one.id}" not in {button.key for button in at.button}


def test_a_task_taken_out_comes_back(db, officer, told, enter, page, dialog):
    enter(Role.OFFICER)
    one = kept(db, officer, told, "magazine")
    at = dialog("backplan_task.open_task", told, one.id)
    at.button(key=f"task-remove-{one.id}").click().run()
    assert kept(db, officer, told, "magazine") is None
    at = page("backplan.py")
    assert "Tâches retirées (1)" in shown(at)
    at.button(key=f"restore-task-{one.id}").click().run()
    assert kept(db, officer, told, "magazine") is not None


def test_a_plan_emptied_of_its_tasks_offers_them_back(db, officer, edition, enter, page):
    edition_id = edition()
    task_id = add_task(db, officer, edition_id, {"title": "Seule", "offset": -5}, new_operation())
    remove_task(db, officer, task_id, new_operation())
    enter(Role.OFFICER)
    assert "Tâches retirées (1)" in shown(page("backplan.py"))


def test_other_days_are_tried_and_nothing_changes(db, officer, told, enter, page):
    enter(Role.LOGISTICS)
    days = edition_view(db, told).days
    at = page("backplan.py")
    at.pills(key="move-shift").set_value(-21).run()
    assert not at.exception
    assert "Si l’on avance aux" in shown(at)
    assert "Voir le détail" in shown(at)
    assert "move-really" not in {button.key for button in at.button}
    at.button(key="move-keep").click().run()
    assert "Si l’on déplace les jours" in shown(at)
    assert edition_view(db, told).days == days


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("31/02/2027", "n’existe pas"), ("pas une date", "Date illisible"), ("1/1/2020", "déjà passé"),
     ("6/11/2099, 6/11/2099", "deux fois"), ("1/1/2099,2/1/2099,3/1/2099,4/1/2099,5/1/2099", "4 jours au plus")],
)  # fmt: skip
def test_days_that_cannot_be_are_refused_in_the_panel(told, enter, page, typed, sentence):
    enter(Role.OFFICER)
    at = page("backplan.py")
    at.text_input(key="move-days").set_value(typed).run()
    assert not at.exception
    assert sentence in shown(at)


def test_moving_for_good_asks_first_then_moves_the_days_and_every_deadline(db, officer, told, enter, dialog):
    enter(Role.OFFICER)
    before = edition_view(db, told)
    days = tuple(day + timedelta(days=21) for day in before.days)
    deadline = backplan(db, officer, told).plan.by_code["kits"].deadline
    arguments = told, tuple(day.isoformat() for day in days)
    form = f"move-{told}-{'-'.join(arguments[1])}"
    at = dialog("backplan_moving.move_for_good", *arguments)
    assert edition_view(db, told).days == before.days
    at.text_input(key=f"{form}-deadline").set_value(date_in_figures(days[0])).run()
    at.button(key=f"{form}-save").click().run()
    assert "doit précéder le premier jour" in shown(at)
    assert edition_view(db, told).days == before.days
    at.text_input(key=f"{form}-deadline").set_value(date_in_figures(days[0] - timedelta(days=20))).run()
    at.button(key=f"{form}-save").click().run()
    assert not at.exception
    after = edition_view(db, told)
    assert (after.days, after.answer_deadline) == (days, days[0] - timedelta(days=20))
    assert backplan(db, officer, told).plan.by_code["kits"].deadline > deadline


def test_days_for_which_a_shop_gave_hours_are_not_taken_away(db, officer, told, shop, answered, enter, dialog):
    answered(told, shop())
    enter(Role.OFFICER)
    before = edition_view(db, told).days
    arguments = told, tuple((day + timedelta(days=21)).isoformat() for day in before)
    at = dialog("backplan_moving.move_for_good", *arguments)
    assert "1 boutique à prévenir de nouveau" in shown(at)
    at.button(key=f"move-{told}-{'-'.join(arguments[1])}-save").click().run()
    assert "appelez-les d’abord" in shown(at)
    assert edition_view(db, told).days == before


def test_the_diary_of_a_role_is_given_renewed_and_closed(db, officer, told, enter, page):
    enter(Role.LOGISTICS)
    at = page("backplan.py")
    assert at.selectbox(key="feed-role").value is TaskRole.LOGISTICS
    at = at.button(key=f"feed-give-{told}-logistics").click().run()
    first = feed(db, officer, told, TaskRole.LOGISTICS).address
    assert first in {one.value for one in at.text_input}
    at = at.button(key=f"feed-give-{told}-logistics").click().run()
    assert feed(db, officer, told, TaskRole.LOGISTICS).address != first
    at.button(key=f"feed-close-{feed(db, officer, told, TaskRole.LOGISTICS).id}").click().run()
    assert feed(db, officer, told, TaskRole.LOGISTICS).address is None


def test_hostile_titles_are_text(db, officer, told, enter, page):
    title = "<img src=x onerror=alert(1)> :red[**x**] [lien](https://x.example) " + "é" * 40
    task_id = add_task(db, officer, told, {"title": title, "offset": -3, "person": "*_`x`"}, new_operation())
    enter(Role.OFFICER)
    for name in ("Frise", "Liste", "Mois"):
        at = view(page("backplan.py"), name)
        assert not at.exception
    at = whole(view(page("backplan.py"), "Liste"))
    label = next(one.label for one in at.button if one.key == f"open-list-{task_id}")
    assert "\\<img" in label
    assert "\\[lien\\]" in label


def test_a_past_edition_is_read_without_days_to_try(db, officer, edition, enter, page):
    with clock.frozen(clock.now() - timedelta(days=200)):
        past = edition(60)
        begin_plan(db, officer, past, new_operation())
    enter(Role.OFFICER)
    at = page("backplan.py", edition=past)
    assert not at.exception
    assert "move-days" not in {one.key for one in at.text_input}


def test_the_dashboard_shows_ones_own_week_first(db, officer, told, enter, page):
    with clock.frozen(clock.now()):
        for role, title in ((TaskRole.LOGISTICS, "Compter les cartons"), (TaskRole.COMMUNICATION, "Relire")):
            values = {"title": title, "role": role, "deadline": clock.today() - timedelta(days=7)}
            add_task(db, officer, told, values, new_operation())
    enter(Role.LOGISTICS)
    at = page("dashboard.py")
    assert not at.exception
    assert "Compter les cartons" in shown(at)
    assert "Relire" not in [bare(one.label) for one in at.checkbox]
    assert "Communication" in shown(at)
    one = next(one for one in backplan(db, officer, told).kept if one.task.title == "Compter les cartons")
    tick_of(at, one, "own").check().run()
    assert backplan(db, officer, told).by_id(one.id).task.state is TaskState.DONE


def test_the_dashboard_without_a_plan_offers_to_begin_it(db, officer, edition, enter, page):
    edition()
    enter(Role.OFFICER)
    assert "pas de rétroplanning" in shown(page("dashboard.py"))
    enter(Role.READER)
    assert "pas de rétroplanning" not in shown(page("dashboard.py"))


def test_a_task_shows_the_pieces_that_prove_it(db, officer, told, enter, dialog):
    one = kept(db, officer, told, "printing")
    add_piece(db, officer, told, {"title": "Bon à tirer *signé*", "tasks": [one.task.code]}, new_operation())
    enter(Role.READER)
    at = dialog("backplan_task.open_task", told, one.id)
    assert not at.exception
    assert "Preuve : Bon à tirer *signé*" in shown(at)


def test_the_printed_plan_and_the_table_are_made_without_the_database(db, officer, told):
    seen = backplan(db, officer, told)
    db.close()
    assert printed(seen, Palette(), clock.today()).startswith(b"%PDF")


def test_a_date_left_as_it_was_changes_nothing_and_another_one_places_the_task(db, officer, told, enter, dialog):
    enter(Role.OFFICER)
    # Its offset says a later day than what waits for it allows: the date shown is not where the offset puts it.
    one = kept(db, officer, told, "kits")
    change_task(db, officer, one.id, one.version, {"offset": -3}, new_operation())
    one = kept(db, officer, told, "kits")
    moved = backplan(db, officer, told).plan.by_code["kits"]
    assert moved.why.startswith("Avancé de")
    at = dialog("backplan_task.open_task", told, one.id)
    assert moved.why.replace("\u00a0", " ") in shown(at)
    form = f"task-change-{one.id}"
    at.segmented_control(key=f"{form}-way").set_value("Une date").run()
    assert at.text_input(key=f"{form}-day").value == date_in_figures(moved.deadline)
    at.button(key=f"{form}-save").click().run()
    assert not at.error
    assert kept(db, officer, told, "kits").task.offset == -3

    at = dialog("backplan_task.open_task", told, one.id)
    at.segmented_control(key=f"{form}-way").set_value("Une date").run()
    wanted = backplan(db, officer, told).plan.by_code["supports"].deadline
    at.text_input(key=f"{form}-day").set_value(date_in_figures(wanted)).run()
    at.button(key=f"{form}-save").click().run()
    assert backplan(db, officer, told).plan.by_code["kits"].deadline == wanted


def test_the_offer_to_undo_of_another_screen_waits_for_it(told, enter, page):
    enter(Role.OFFICER)
    at = page("dashboard.py")
    at.session_state["undo"] = ("« Affiches » est retirée des dépenses.", "spending", 3, "Annuler")
    at.run()
    assert "retirée des dépenses" not in shown(at)
    assert at.session_state["undo"][1] == "spending"


def test_a_set_of_the_consultation_is_tried(db, officer, told, shop, enter, page):
    shop()
    first = edition_view(db, told).first_day + timedelta(days=30)
    typed = {"first": date_in_figures(first), "last": date_in_figures(first + timedelta(days=20)), "day_count": "2",
             "gap": "3"}  # fmt: skip
    save_search(db, officer, told, typed, [2, 5], new_operation())
    best = candidates_scored(db, officer, told)[0].scored.days
    propose(db, officer, told, [best.code], new_operation())
    enter(Role.OFFICER)
    at = page("backplan.py")
    at.selectbox(key="move-set").select(best.days).run()
    assert not at.exception
    assert "Si l’on recule aux" in shown(at)
    at.pills(key="move-shift").set_value(-7).run()
    assert at.selectbox(key="move-set").value is None
    assert "Si l’on avance aux" in shown(at)


def test_what_the_last_stretch_leaves_out_is_counted(told, enter, page):
    enter(Role.READER)
    at = view(page("backplan.py"), "Liste")
    out = 33 - len(listed(at))
    assert out > 0
    assert f"{out} tâches hors de la dernière ligne droite" in shown(at)
    assert "hors de la dernière" not in shown(whole(at))
