"""What is said of each role: proposed, written, put back; with its tasks on their dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.accounts.model import SYSTEM
from campaign.base.errors import Conflict, InvalidForm, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.editions.actions import change_edition
from campaign.editions.model import check_edition
from campaign.editions.views import edition as edition_view
from campaign.identity.actions import change_identity
from campaign.identity.views import identity
from campaign.planning.backplan import add_task, begin_plan
from campaign.planning.tasks import TaskRole
from campaign.roles.default_texts import DEFAULT_TEXTS
from campaign.roles.model import MAX_BRIEF, MAX_LINE, MAX_LINES, ActorRole, Words, words_typed
from campaign.roles.views import statement, statement_in_brief, statements
from campaign.roles.writing import change_statement, copy_statements, restore_statement


@pytest.mark.parametrize("role", list(ActorRole))
def test_every_role_has_words_before_anybody_writes_them(db, edition, role):
    said = statement(db, SYSTEM, edition(), role)
    assert said.is_default
    assert said.version == 0
    assert said.words.asked
    assert said.words.received
    assert said.text.startswith("Votre rôle : ")
    assert statement_in_brief(db, SYSTEM, said.edition_id, role) == f"Votre rôle : {said.words.brief}"


@pytest.mark.parametrize("role", list(ActorRole))
def test_the_proposed_words_pass_the_checks_of_those_typed(role):
    words = DEFAULT_TEXTS[role]
    assert words_typed(words.brief, "\n".join(words.asked), "\n".join(words.received)) == words


def test_a_task_role_and_an_actor_are_the_same_role(db, edition):
    edition_id = edition()
    assert statement(db, SYSTEM, edition_id, TaskRole.SHOPS) == statement(db, SYSTEM, edition_id, ActorRole.SHOPS)
    assert {str(one) for one in TaskRole} == {str(one) for one in ActorRole} - {"elected"}


def test_the_officer_writes_a_role_and_goes_back_to_the_proposed_words(db, officer, edition):
    edition_id = edition()
    change_statement(db, officer, edition_id, ActorRole.IT, 0, "tenir la page.", "- Ouvrir la page\n•  La relire\n", "",
                     new_operation())  # fmt: skip
    said = statement(db, SYSTEM, edition_id, ActorRole.IT)
    assert said.words == Words("tenir la page.", ("Ouvrir la page", "La relire"), ())
    assert (said.is_default, said.version) == (False, 1)
    assert "Ce que vous recevez" not in said.text
    restore_statement(db, officer, edition_id, ActorRole.IT, 1, new_operation())
    said = statement(db, SYSTEM, edition_id, ActorRole.IT)
    assert (said.words, said.is_default, said.version) == (DEFAULT_TEXTS[ActorRole.IT], True, 2)


def test_the_words_of_an_edition_are_its_own(db, officer, edition):
    here, there = edition(), edition(120, name="La suivante")
    change_statement(db, officer, here, ActorRole.SHOPS, 0, "ouvrir.", "Ouvrir", "", new_operation())
    assert statement_in_brief(db, SYSTEM, there, ActorRole.SHOPS) != "Votre rôle : ouvrir."


def test_two_officers_do_not_overwrite_each_other(db, officer, edition):
    edition_id = edition()
    change_statement(db, officer, edition_id, ActorRole.SHOPS, 0, "ouvrir.", "Ouvrir", "", new_operation())
    with pytest.raises(Conflict) as refusal:
        change_statement(db, officer, edition_id, ActorRole.SHOPS, 0, "fermer.", "Fermer", "", new_operation())
    assert refusal.value.theirs["En une phrase"] == "ouvrir."
    with pytest.raises(Conflict):
        restore_statement(db, officer, edition_id, ActorRole.SHOPS, 7, new_operation())
    assert statement_in_brief(db, SYSTEM, edition_id, ActorRole.SHOPS) == "Votre rôle : ouvrir."


def test_a_form_sent_twice_writes_once(db, officer, edition):
    edition_id, operation = edition(), new_operation()
    for _ in range(2):
        change_statement(db, officer, edition_id, ActorRole.SHOPS, 0, "ouvrir.", "Ouvrir", "", operation)
    assert statement(db, SYSTEM, edition_id, ActorRole.SHOPS).version == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (("", "Ouvrir", ""), "brief"),
        (("x" * (MAX_BRIEF + 1), "Ouvrir", ""), "brief"),
        (("ouvrir.", " - \n •", ""), "asked"),
        (("ouvrir.", "x" * (MAX_LINE + 1), ""), "asked"),
        (("ouvrir.", "Ouvrir", "\n".join("ligne" for _ in range(MAX_LINES + 1))), "received"),
    ],
)
def test_words_that_do_not_fit_are_refused_with_their_field(typed, field):
    with pytest.raises(InvalidForm) as refusal:
        words_typed(*typed)
    assert [one.field for one in refusal.value.problems] == [field]


@given(st.text(max_size=200), st.text(max_size=400), st.text(max_size=400))
def test_whatever_is_typed_it_is_kept_clean_or_refused(brief, asked, received):
    try:
        words = words_typed(brief, asked, received)
    except InvalidForm:
        return
    assert words.brief
    assert words.asked
    # Kept as it reads: typed again, it is the same.
    assert words_typed(words.brief, "\n".join(words.asked), "\n".join(words.received)) == words


def test_only_the_officer_writes_roles(db, communication, reader, edition):
    edition_id = edition()
    for agent in (communication, reader):
        with pytest.raises(NotAllowed):
            change_statement(db, agent, edition_id, ActorRole.SHOPS, 0, "ouvrir.", "Ouvrir", "", new_operation())


def test_an_unknown_edition_says_so(db):
    with pytest.raises(NotFound):
        statement(db, SYSTEM, 404, ActorRole.SHOPS)
    with pytest.raises(NotFound):
        statement_in_brief(db, SYSTEM, 404, ActorRole.SHOPS)


def test_who_to_call_is_the_contact_of_the_settings(db, officer, edition):
    edition_id = edition()
    change_identity(db, officer, identity(db).version, {"contact_name": "Camille Roussel",
                                                       "contact_phone": "02 41 00 00 00"}, new_operation())  # fmt: skip
    assert statement(db, SYSTEM, edition_id, ActorRole.SHOPS).call == "Camille Roussel, 02 41 00 00 00"


def test_tasks_are_those_of_the_role_on_the_days_of_the_edition(db, officer, edition, in_2026):
    # The days of the first edition, a year later on the calendar of this test.
    edition_id = edition(name="Printemps", days=[date(2027, 4, 7), date(2027, 4, 10)],
                         answer_deadline=date(2027, 3, 1))  # fmt: skip
    assert statement(db, SYSTEM, edition_id, ActorRole.IT).tasks == ()
    begin_plan(db, officer, edition_id, new_operation())
    (web,) = statement(db, SYSTEM, edition_id, ActorRole.IT).tasks
    assert web.task.title == "Ouvrir la page « Local et solidaire » et sa carte"
    before = web.deadline
    kept = edition_view(db, edition_id)
    moved = check_edition(kept.name, kept.theme, [date(2027, 4, 14), date(2027, 4, 17)], kept.answer_deadline)
    change_edition(db, officer, edition_id, kept.version, moved, new_operation())
    assert (statement(db, SYSTEM, edition_id, ActorRole.IT).tasks[0].deadline - before).days == 7


def test_an_elected_person_reads_the_meetings_they_attend(db, officer, edition, in_2026):
    edition_id = edition()
    begin_plan(db, officer, edition_id, new_operation())
    said = statement(db, SYSTEM, edition_id, ActorRole.ELECTED)
    assert [one.task.code for one in said.tasks] == ["actors_meeting", "debrief_meeting"]


def test_a_contact_does_not_read_the_work_of_services(db, crew):
    assert statement(db, crew.felicie, crew.edition_id, ActorRole.SHOPS).words.asked
    with pytest.raises(NotFound):
        statement(db, crew.felicie, crew.edition_id, ActorRole.IT)


def test_a_task_added_to_the_plan_is_on_the_role(db, officer, edition, in_2026):
    edition_id = edition(opened=False)
    begin_plan(db, officer, edition_id, new_operation())
    values = {"title": "Relire la page sur un téléphone", "role": "it", "offset": -5, "duration": 1}
    add_task(db, officer, edition_id, values, new_operation())
    titles = [one.task.title for one in statement(db, SYSTEM, edition_id, ActorRole.IT).tasks]
    assert "Relire la page sur un téléphone" in titles


def test_the_words_of_the_last_edition_are_taken_again_those_written_here_stay(db, officer, edition):
    oldest, last, new = edition(30, name="A"), edition(60, name="B"), edition(90, name="C")
    change_statement(db, officer, oldest, ActorRole.LOGISTICS, 0, "livrer.", "Livrer", "", new_operation())
    for role in (ActorRole.SHOPS, ActorRole.IT, ActorRole.ANIMATORS):
        change_statement(db, officer, last, role, 0, f"{role} d’avant.", "Faire", "", new_operation())
    restore_statement(db, officer, last, ActorRole.ANIMATORS, 1, new_operation())
    change_statement(db, officer, new, ActorRole.IT, 0, "ici.", "Faire", "", new_operation())
    operation = new_operation()
    for _ in range(2):
        assert copy_statements(db, officer, new, operation) == 1
    said = {role: statement_in_brief(db, SYSTEM, new, role) for role in ActorRole}
    assert said[ActorRole.SHOPS] == "Votre rôle : shops d’avant."
    assert said[ActorRole.IT] == "Votre rôle : ici."
    assert said[ActorRole.ANIMATORS] == f"Votre rôle : {DEFAULT_TEXTS[ActorRole.ANIMATORS].brief}"
    assert said[ActorRole.LOGISTICS] == f"Votre rôle : {DEFAULT_TEXTS[ActorRole.LOGISTICS].brief}"
    with pytest.raises(Refused):
        copy_statements(db, officer, oldest, new_operation())


def test_tasks_come_by_deadline(db, officer, edition, in_2026):
    edition_id = edition()
    begin_plan(db, officer, edition_id, new_operation())
    for role in ActorRole:
        days = [one.deadline for one in statement(db, SYSTEM, edition_id, role).tasks]
        assert days == sorted(days)
    together = statements(db, officer, edition_id)
    assert together == tuple(statement(db, SYSTEM, edition_id, role) for role in ActorRole)
