"""Who each step reaches: how far people are, why some are left in peace, and that nobody is forgotten."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from campaign.accounts import links
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.database import rows
from campaign.base.errors import NotSent
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.editions.views import edition as edition_view
from campaign.mail import addresses
from campaign.messages import calls
from campaign.messages.audience import audience_of, check_still_due, recipient_of
from campaign.messages.model import AWAITING_ANSWER, Outcome, Progress, Skip, Step
from campaign.participation import actions as participation
from campaign.participation.model import Presence
from campaign.partners import actions as partners
from campaign.partners import contacts
from campaign.partners.views import contact as contact_view
from campaign.partners.views import place as place_view
from tests.messages.conftest import COMPLETE


def only(db, edition_id, step=Step.REMINDER_1):
    """The one person concerned."""
    found = audience_of(db, edition_id, step, clock.now())
    (one,) = (*found.due, *found.skipped)
    return one


def change_contact(db, officer, actor, **values):
    version = contact_view(db, officer, actor.id).version
    contacts.change_contact(db, officer, actor.id, version, values, new_operation())


def test_somebody_who_did_nothing_is_due(db, people):
    edition_id, (actor,) = people()
    one = only(db, edition_id)
    assert (one.contact_id, one.shops, one.email) == (actor.id, ("Boutique 1",), "personne1@exemple.fr")
    assert (one.progress, one.acted_at, one.skip) == (Progress.NOTHING, None, None)


def test_a_link_opened_by_a_person_is_a_beginning_and_a_robot_is_not(db, people, opens):
    edition_id, (actor,) = people()
    links.note_visit(db, link_of(db, actor.id, edition_id))
    assert only(db, edition_id).progress is Progress.NOTHING
    opens(edition_id, actor)
    assert only(db, edition_id).progress is Progress.BEGUN


def test_somebody_undecided_has_begun(db, people, says):
    edition_id, (actor,) = people()
    says(edition_id, actor, presence=Presence.UNDECIDED, days=())
    assert only(db, edition_id).progress is Progress.BEGUN


def test_one_shop_of_two_answered_is_a_beginning(db, officer, people, shop, says):
    edition_id, (actor,) = people()
    second = shop("Boutique 2", **COMPLETE)
    participation.invite(db, officer, edition_id, [second], new_operation())
    change_contact(db, officer, actor, place_ids=[*contact_view(db, officer, actor.id).place_ids, second])
    says(edition_id, actor)
    one = only(db, edition_id)
    assert (one.progress, one.shops) == (Progress.BEGUN, ("Boutique 1", "Boutique 2"))
    says(edition_id, actor, second)
    assert only(db, edition_id).progress is Progress.DONE


def test_a_yes_without_its_duties_is_to_complete(db, people, says):
    edition_id, (actor,) = people()
    says(edition_id, actor, duties_read=False)
    assert only(db, edition_id).progress is Progress.TO_COMPLETE


def test_whoever_said_yes_is_not_invited_again_even_with_something_to_complete(db, people, says):
    edition_id, (actor,) = people()
    says(edition_id, actor, duties_read=False)
    assert only(db, edition_id, Step.INVITATION).skip is Skip.DONE
    assert only(db, edition_id, Step.LAST_CALL).progress is Progress.TO_COMPLETE


@pytest.mark.parametrize("field", ["address", "opening_hours_text", "phone", "categories"])
def test_a_yes_from_a_shop_whose_sheet_lacks_something_is_to_complete(db, officer, people, says, field):
    edition_id, (actor,) = people()
    says(edition_id, actor)
    assert only(db, edition_id).progress is Progress.DONE
    place = place_view(db, officer, contact_view(db, officer, actor.id).place_ids[0])
    partners.change_place(
        db, officer, place.id, place.version, {field: [] if field == "categories" else ""}, new_operation()
    )
    assert only(db, edition_id).progress is Progress.TO_COMPLETE


def test_a_no_has_nothing_to_complete_and_gets_no_reminder(db, people, says):
    edition_id, (actor,) = people()
    says(edition_id, actor, presence=Presence.NO, days=(), duties_read=False)
    one = only(db, edition_id)
    assert (one.progress, one.skip) == (Progress.DONE, Skip.DONE)


def test_whoever_acted_is_left_in_peace_for_five_days_by_reminders_only(db, people, opens, later):
    edition_id, (actor,) = people()
    opens(edition_id, actor)
    assert only(db, edition_id).skip is Skip.JUST_ACTED
    assert only(db, edition_id, Step.INVITATION).skip is None
    with later(days=5, seconds=-1):
        assert only(db, edition_id).skip is Skip.JUST_ACTED
    with later(days=5):
        assert only(db, edition_id).skip is None


def test_looking_at_the_page_again_counts_as_acting(db, people, opens, later):
    edition_id, (actor,) = people()
    opens(edition_id, actor)
    with later(days=4):
        opens(edition_id, actor)
    with later(days=6):
        assert only(db, edition_id).skip is Skip.JUST_ACTED


@pytest.mark.parametrize(
    ("outcome", "skip"),
    [
        (Outcome.ANSWERED, Skip.JUST_ACTED),
        (Outcome.WILL_ANSWER, Skip.JUST_ACTED),
        (Outcome.CALL_BACK, Skip.JUST_ACTED),
        (Outcome.DECLINED, Skip.JUST_ACTED),
        (Outcome.NO_REPLY, None),
        (Outcome.WRONG_NUMBER, None),
    ],
)
def test_a_call_counts_as_acting_when_it_reached_somebody(db, officer, people, outcome, skip):
    edition_id, (actor,) = people()
    calls.note_call(db, officer, edition_id, actor.id, outcome, "", None, new_operation())
    assert only(db, edition_id).skip is skip


def test_an_answer_noted_by_an_agent_counts_as_acting_and_a_colleague_s_does_not(
    db, officer, people, shop, contact, says, answer_values
):
    edition_id, (actor,) = people()
    place_id = contact_view(db, officer, actor.id).place_ids[0]
    second, third = shop("Boutique 2", **COMPLETE), shop("Boutique 3", **COMPLETE)
    participation.invite(db, officer, edition_id, [second, third], new_operation())
    change_contact(db, officer, actor, place_ids=[place_id, second, third])
    colleague = contact([place_id], name="Collègue", email="collegue@exemple.fr")
    participation.prepare_links(db, officer, edition_id, new_operation())
    says(edition_id, colleague, place_id)
    seen = {one.contact_id: one for one in audience_of(db, edition_id, Step.REMINDER_1, clock.now()).due}
    assert (seen[actor.id].progress, seen[actor.id].acted_at) == (Progress.BEGUN, None)
    values = answer_values(edition_id)
    participation.confirm_participation(
        db, officer, edition_id, second, values, new_operation(), answered_by="au téléphone"
    )
    skipped = {one.contact_id: one.skip for one in audience_of(db, edition_id, Step.REMINDER_1, clock.now()).skipped}
    assert skipped[actor.id] is Skip.JUST_ACTED


def test_without_an_address_or_with_a_dead_one_a_step_becomes_a_letter_or_a_call(db, officer, people):
    edition_id, (first, second) = people(2)
    change_contact(db, officer, first, email="")
    addresses.note_bounce(db, addresses.key_of("personne2@exemple.fr"), "5.1.1", permanent=True)
    found = audience_of(db, edition_id, Step.INVITATION, clock.now())
    assert found.due == ()
    assert {one.contact_id: one.skip for one in found.without_email} == {
        first.id: Skip.NO_EMAIL,
        second.id: Skip.BOUNCED,
    }


def test_an_opposition_stops_invitations_and_nothing_else(db, people, says):
    edition_id, (actor,) = people()
    addresses.know(db, "personne1@exemple.fr")
    addresses.oppose(db, addresses.token_of("Personne1@exemple.fr"))
    assert {only(db, edition_id, step).skip for step in AWAITING_ANSWER} == {Skip.OPPOSED}
    says(edition_id, actor)
    assert only(db, edition_id, Step.PRACTICAL).skip is None


def test_what_serves_the_days_goes_to_those_who_take_part(db, people, says):
    edition_id, (yes, no, _) = people(3)
    says(edition_id, yes)
    says(edition_id, no, presence=Presence.NO, days=())
    for step in set(Step) - AWAITING_ANSWER:
        found = audience_of(db, edition_id, step, clock.now())
        assert [one.contact_id for one in (*found.due, *found.skipped)] == [yes.id]


def test_once_answers_are_closed_nobody_is_asked_any_more(db, officer, people):
    edition_id, _ = people(2)
    editions.close_edition(db, officer, edition_id, new_operation())
    found = audience_of(db, edition_id, Step.LAST_CALL, clock.now())
    assert (found.due, {one.skip for one in found.skipped}) == ((), {Skip.OVER})


def test_a_cancelled_edition_writes_to_nobody(db, officer, people, says):
    edition_id, (actor,) = people()
    says(edition_id, actor)
    editions.cancel_edition(db, officer, edition_id, new_operation())
    assert {only(db, edition_id, step).skip for step in Step} == {Skip.OVER}


def test_somebody_archived_or_no_longer_invited_is_gone(db, officer, people):
    edition_id, (first, second) = people(2)
    contacts.archive_contact(db, officer, first.id, new_operation())
    participation.uninvite(db, officer, edition_id, contact_view(db, officer, second.id).place_ids[0], new_operation())
    for actor in (first, second):
        one = recipient_of(db, edition_id, Step.REMINDER_1, actor.id)
        assert one.skip is Skip.GONE
        with pytest.raises(NotSent, match="archivé ou plus invité") as refused:
            check_still_due(db, edition_view(db, edition_id), Step.REMINDER_1, one, in_batch=True)
        assert refused.value.code == Skip.GONE


def test_an_archived_shop_counts_no_more(db, officer, people):
    edition_id, (actor,) = people()
    partners.archive_place(db, officer, contact_view(db, officer, actor.id).place_ids[0], new_operation())
    assert audience_of(db, edition_id, Step.INVITATION, clock.now()).skipped == ()
    assert recipient_of(db, edition_id, Step.INVITATION, actor.id).skip is Skip.GONE


def test_a_message_asked_for_by_hand_is_not_stopped_by_a_recent_act(db, people, opens):
    edition_id, (actor,) = people()
    opens(edition_id, actor)
    one, edition = recipient_of(db, edition_id, Step.REMINDER_1, actor.id), edition_view(db, edition_id)
    with pytest.raises(NotSent):
        check_still_due(db, edition, Step.REMINDER_1, one, in_batch=True)
    check_still_due(db, edition, Step.REMINDER_1, one, in_batch=True, asked=True)


def test_the_number_of_queries_does_not_grow_with_the_shops(db, people):
    def queries(edition_id: int) -> int:
        asked: list[str] = []
        db.conn.set_trace_callback(asked.append)
        audience_of(db, edition_id, Step.REMINDER_1, clock.now())
        db.conn.set_trace_callback(None)
        return len(asked)

    few, many = people(2)[0], people(30)[0]
    assert queries(few) == queries(many) <= 8


WHAT_HAPPENS = st.sampled_from(
    ["nothing", "opens", "yes", "no", "undecided", "incomplete", "archived", "no_email", "opposed", "bounced", "called"]
)


@given(st.lists(st.tuples(WHAT_HAPPENS, st.integers(0, 8)), min_size=1, max_size=6), st.sampled_from(list(Step)))
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everybody_concerned_is_either_due_or_skipped_with_a_reason(db, officer, people, says, opens, story, step):
    edition_id, actors = people(len(story))
    for actor, (event, days_ago) in zip(actors, story, strict=True):
        with clock.frozen(clock.now() + timedelta(days=8 - days_ago)):
            email = contact_view(db, officer, actor.id).email
            match event:
                case "opens":
                    opens(edition_id, actor)
                case "yes" | "incomplete":
                    says(edition_id, actor, duties_read=event == "yes")
                case "no":
                    says(edition_id, actor, presence=Presence.NO, days=())
                case "undecided":
                    says(edition_id, actor, presence=Presence.UNDECIDED, days=())
                case "archived":
                    contacts.archive_contact(db, officer, actor.id, new_operation())
                case "no_email":
                    change_contact(db, officer, actor, email="")
                case "opposed":
                    addresses.know(db, email)
                    addresses.oppose(db, addresses.token_of(email))
                case "bounced":
                    addresses.note_bounce(db, addresses.key_of(email), "5.1.1", permanent=True)
                case "called":
                    calls.note_call(db, officer, edition_id, actor.id, Outcome.WILL_ANSWER, "", None, new_operation())
    with clock.frozen(clock.now() + timedelta(days=8)):
        check_everybody(db, edition_id, step)


def check_everybody(db, edition_id, step):
    found = audience_of(db, edition_id, step, clock.now())
    due, skipped = ({one.contact_id for one in part} for part in (found.due, found.skipped))
    concerned = "" if step in AWAITING_ANSWER else "AND presence = 'yes'"
    expected = rows(
        db,
        "SELECT DISTINCT contact_id AS id FROM contact_places JOIN contacts ON contacts.id = contact_id "
        "JOIN invitations USING (place_id) LEFT JOIN answers USING (edition_id, place_id) "
        f"WHERE edition_id = ? AND archived_at IS NULL {concerned}",
        [edition_id],
    )
    assert due | skipped == {one["id"] for one in expected}
    assert due & skipped == set()
    assert len(found.due) + len(found.skipped) == len(due | skipped)
    for one in found.due:
        assert recipient_of(db, edition_id, step, one.contact_id) == one
