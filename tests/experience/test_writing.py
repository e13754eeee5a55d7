"""The sheet as people write it: only what they changed is kept, conflicts are shown, ready is undone by a change."""

from datetime import timedelta

import pytest

from campaign.accounts.model import Role
from campaign.base import clock, journal
from campaign.base.errors import Conflict, InvalidInput, NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.editions.model import check_edition
from campaign.editions.views import edition as edition_view
from campaign.experience import actions
from campaign.experience.model import State
from campaign.experience.views import experience_sheet
from tests.conftest import agent_of

SUCCESS = "Impact : l’action touche toute la population."


@pytest.fixture
def sheet(db, officer, edition):
    edition_id = edition()
    return lambda by=officer: experience_sheet(db, by, edition_id)


@pytest.fixture
def change(db, officer, sheet):
    """Writes a part as an officer who has just read the sheet: (code, text, **changes)."""

    def write(code: str, text: str, by=officer, version=None, operation=None) -> None:
        seen = sheet().part(code)
        actions.change_part(db, by, sheet().edition_id, code, seen.version if version is None else version, text,
                            seen.proposed, operation or new_operation())  # fmt: skip

    return write


def test_a_sheet_nobody_touched_is_wholly_proposed_and_a_draft(sheet):
    seen = sheet()
    assert (seen.state, seen.version, seen.updated_on) == (State.DRAFT, 0, None)
    assert not any(one.own or one.behind or one.who for one in seen.parts)
    assert all(one.text == one.proposed for one in seen.parts)


def test_a_written_part_is_kept_with_who_and_when_and_the_others_stay_proposed(sheet, change, officer):
    change("context", "Le plan de prévention,\n• première année\n• seconde année")
    seen = sheet()
    assert seen.part("context").text == "Le plan de prévention,\n- première année\n- seconde année"
    assert (seen.part("context").own, seen.part("context").who) == (True, officer.name)
    assert seen.updated_on == clock.today()
    assert sum(one.own for one in seen.parts) == 1


def test_the_proposed_text_saved_as_it_is_goes_on_following_what_is_known(db, officer, sheet, change):
    change("quantitative_objectives", sheet().part("quantitative_objectives").proposed)
    seen = sheet().part("quantitative_objectives")
    assert not seen.own
    aim_twenty(db, officer, sheet().edition_id)
    assert sheet().part("quantitative_objectives").text.startswith("- 20")


def aim_twenty(db, officer, edition_id: int) -> None:
    one = edition_view(db, edition_id)
    values = check_edition(one.name, one.theme, one.days, one.answer_deadline, 20)
    editions.change_edition(db, officer, edition_id, one.version, values, new_operation())


def test_a_proposal_that_changes_after_somebody_wrote_is_said_then_kept_or_taken(db, officer, sheet, change):
    change("quantitative_objectives", "Autant que possible.")
    assert not sheet().part("quantitative_objectives").behind
    aim_twenty(db, officer, sheet().edition_id)
    seen = sheet().part("quantitative_objectives")
    assert seen.behind
    assert (seen.text, seen.proposed[:4]) == ("Autant que possible.", "- 20")
    assert sheet().to_look_at == 1
    edition_id = sheet().edition_id
    actions.keep_own(db, officer, edition_id, "quantitative_objectives", seen.version, seen.proposed, new_operation())
    kept = sheet().part("quantitative_objectives")
    assert (kept.behind, kept.text) == (False, "Autant que possible.")
    actions.restore_proposed(db, officer, edition_id, "quantitative_objectives", kept.version, kept.proposed,
                             new_operation())  # fmt: skip
    assert sheet().part("quantitative_objectives").text == kept.proposed


def test_what_was_written_comes_back_after_going_to_the_proposed_text(db, officer, sheet, change):
    change("context", "Mes mots.")
    seen = sheet().part("context")
    actions.restore_proposed(db, officer, sheet().edition_id, "context", seen.version, seen.proposed, new_operation())
    assert not sheet().part("context").own
    actions.bring_back(db, officer, sheet().edition_id, "context", new_operation())
    assert sheet().part("context").text == "Mes mots."
    with pytest.raises(Refused, match="Personne"):
        actions.bring_back(db, officer, sheet().edition_id, "planning", new_operation())
    with pytest.raises(Refused, match="suit déjà"):
        actions.keep_own(db, officer, sheet().edition_id, "planning", 0, "", new_operation())


def test_a_part_may_be_left_empty_on_purpose(sheet, change):
    change("quantitative_objectives", "  ")
    seen = sheet().part("quantitative_objectives")
    assert (seen.own, seen.text) == (True, "")
    assert seen.part not in sheet().missing


def test_two_people_on_one_part_the_second_sees_the_words_of_the_first(db, sheet, change, communication):
    change("context", "Premier texte.")
    with pytest.raises(Conflict) as refused:
        change("context", "Second texte.", by=communication, version=0)
    assert refused.value.theirs == {"Contexte": "Premier texte."}
    assert sheet().part("context").text == "Premier texte."
    with pytest.raises(Conflict):
        change("context", "Encore.", version=7)
    with pytest.raises(Conflict):
        change("planning", "Jamais lue.", version=3)


def test_a_double_click_writes_once(db, sheet, change):
    operation = new_operation()
    change("context", "Une fois.", version=0, operation=operation)
    change("context", "Une fois.", version=0, operation=operation)
    assert sheet().part("context").version == 1
    assert len([one for one in journal.entries(db, "experience") if one.verb == "change_experience"]) == 1


def test_a_text_too_long_says_by_how_many_signs(sheet, change):
    with pytest.raises(InvalidInput) as refused:
        change("context", "a" * 4003)
    assert "3 de trop" in refused.value.message
    assert not sheet().part("context").own


def test_a_part_or_an_edition_that_does_not_exist_is_refused(db, officer, sheet):
    edition_id = sheet().edition_id
    with pytest.raises(NotFound):
        actions.change_part(db, officer, edition_id, "poesie", 0, "x", "", new_operation())
    with pytest.raises(NotFound):
        actions.change_part(db, officer, 999, "context", 0, "x", "", new_operation())
    with pytest.raises(NotFound):
        experience_sheet(db, officer, 999)


def test_a_success_among_the_difficulties_is_moved_whole_or_not_at_all(db, officer, sheet, change):
    change("difficulties", f"- Annuaires livrés tard\n- {SUCCESS}")
    seen = sheet()
    (doubt,) = seen.part("difficulties").doubts
    assert doubt.line == SUCCESS
    parts = (seen.part("difficulties"), seen.part("success_factors"))
    versions, usual = tuple(one.version for one in parts), tuple(one.proposed for one in parts)
    with pytest.raises(Conflict):
        actions.move_to_successes(db, officer, seen.edition_id, (versions[0], 5), doubt.line, usual, new_operation())
    assert SUCCESS in sheet().part("difficulties").text
    operation = new_operation()
    for _ in range(2):
        actions.move_to_successes(db, officer, seen.edition_id, versions, doubt.line, usual, operation)
    seen = sheet()
    assert seen.part("difficulties").text == "- Annuaires livrés tard"
    assert seen.part("success_factors").text == f"- {SUCCESS}"
    assert seen.part("difficulties").doubts == ()
    parts = (seen.part("difficulties"), seen.part("success_factors"))
    with pytest.raises(NotFound, match="plus dans les difficultés"):
        actions.move_to_successes(db, officer, seen.edition_id, tuple(one.version for one in parts), doubt.line, usual,
                                  new_operation())  # fmt: skip


def test_a_line_said_to_be_a_difficulty_is_kept_and_not_asked_again(db, officer, sheet, change):
    change("difficulties", f"- {SUCCESS}")
    seen = sheet().part("difficulties")
    actions.confirm_difficulty(db, officer, sheet().edition_id, seen.version, SUCCESS, seen.proposed, new_operation())
    kept = sheet().part("difficulties")
    assert (kept.text, kept.doubts) == (f"- {SUCCESS}", ())
    change("difficulties", f"- {SUCCESS}\n- Mutualisation réussie")
    assert [one.line for one in sheet().part("difficulties").doubts] == ["Mutualisation réussie"]


def test_ready_is_the_officers_and_any_change_makes_a_draft_again(db, officer, communication, sheet, change):
    change("context", "Le contexte.")
    seen = sheet()
    with pytest.raises(NotAllowed):
        actions.mark_ready(db, communication, seen.edition_id, seen.version, new_operation())
    actions.mark_ready(db, officer, seen.edition_id, seen.version, new_operation())
    assert sheet().state is State.READY
    change("planning", "Le planning.", by=communication)
    assert sheet().state is State.DRAFT
    with pytest.raises(Conflict):
        actions.mark_ready(db, officer, seen.edition_id, seen.version, new_operation())
    actions.mark_ready(db, officer, seen.edition_id, sheet().version, new_operation())
    actions.mark_draft(db, officer, seen.edition_id, sheet().version, new_operation())
    assert sheet().state is State.DRAFT


def test_a_sheet_nobody_wrote_can_be_ready_as_it_is(db, officer, sheet):
    seen = sheet()
    actions.mark_ready(db, officer, seen.edition_id, seen.version, new_operation())
    assert sheet().state is State.READY


def test_the_last_update_is_the_day_of_the_last_change(sheet, change):
    with clock.frozen(clock.now() - timedelta(days=3)):
        change("context", "Avant.")
        then = clock.today()
    assert sheet().updated_on == then


@pytest.mark.parametrize("role", [Role.LOGISTICS, Role.READER])
def test_logistics_and_readers_read_the_same_sheet_and_write_nothing(db, sheet, change, role):
    agent = agent_of(db, role)
    assert sheet(agent) == sheet()
    with pytest.raises(NotAllowed):
        change("context", "x", by=agent)
