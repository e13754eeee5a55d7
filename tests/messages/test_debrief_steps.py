"""Thanks and follow-ups: they lead to the page of the debrief, and leave in peace who has told what they ask."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from campaign.accounts.links import token_of
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.errors import InvalidInput, NotSent, Refused
from campaign.base.operations import new_operation
from campaign.debrief.actions import add_set, save_section
from campaign.debrief.default_questions import SHOP
from campaign.debrief.model import Audience as Of
from campaign.editions.model import months_after
from campaign.editions.views import edition as edition_view
from campaign.messages import actions, calls, paper, texts, views
from campaign.messages.audience import audience_of, check_still_due, recipient_of
from campaign.messages.model import Progress, Skip, Step
from campaign.participation import actions as participation
from campaign.partners import contacts
from campaign.partners.views import contact as contact_view
from tests.messages.conftest import COMPLETE
from tests.messages.test_paper import pages

FOLLOW_UPS = ((Step.FOLLOW_UP_3, "months_3"), (Step.FOLLOW_UP_6, "months_6"))


@pytest.fixture
def took_part(db, people, says):
    """An edition at which everybody came: (count) -> (edition id, Actors)."""

    def make(count: int = 1):
        edition_id, actors = people(count)
        for actor in actors:
            says(edition_id, actor)
        return edition_id, actors

    return make


@pytest.fixture
def tells(db):
    """A contact saves parts of the debrief of one of their shops: (edition id, actor, *parts, place=None)."""

    def tell(edition_id, actor, *parts, place=None):
        mine = "SELECT place_id FROM contact_places WHERE contact_id = ? ORDER BY place_id"
        place_id = place or db.conn.execute(mine, [actor.id]).fetchone()[0]
        for part in parts or [one.code for one in SHOP.sections if not one.after_months]:
            save_section(db, actor, edition_id, place_id, part, {}, new_operation())

    return tell


def after(db, edition_id, months=0, days=3):
    """Nine o'clock, so long after the last day."""
    day = months_after(edition_view(db, edition_id).last_day, months) + timedelta(days=days)
    return clock.frozen(datetime.combine(day, time(9), clock.PARIS))


def state(db, edition_id, actor, step=Step.THANKS):
    one = recipient_of(db, edition_id, step, actor.id)
    return one.progress, one.skip


def test_thanks_follow_the_debrief_from_nothing_to_done(db, took_part, tells):
    edition_id, (actor,) = took_part()
    with after(db, edition_id):
        assert state(db, edition_id, actor) == (Progress.NOTHING, None)
        tells(edition_id, actor, "visits")
        assert state(db, edition_id, actor) == (Progress.BEGUN, None)
        tells(edition_id, actor)
        assert state(db, edition_id, actor) == (Progress.DONE, Skip.DONE)
        assert audience_of(db, edition_id, Step.THANKS, clock.now()).due == ()
        assert Skip.DONE.label == "a déjà répondu"


def test_one_shop_told_of_two_is_to_complete(db, officer, took_part, shop, says, tells):
    edition_id, (actor,) = took_part()
    second = shop("Boutique 2", **COMPLETE)
    participation.invite(db, officer, edition_id, [second], new_operation())
    known = contact_view(db, officer, actor.id)
    values = {"place_ids": [*known.place_ids, second]}
    contacts.change_contact(db, officer, actor.id, known.version, values, new_operation())
    says(edition_id, actor, second)
    with after(db, edition_id):
        tells(edition_id, actor)
        assert state(db, edition_id, actor) == (Progress.TO_COMPLETE, None)
        tells(edition_id, actor, place=second)
        assert state(db, edition_id, actor) == (Progress.DONE, Skip.DONE)


@pytest.mark.parametrize(("step", "part"), FOLLOW_UPS)
def test_a_follow_up_asks_who_ended_the_debrief_and_stops_once_its_part_is_told(db, took_part, tells, step, part):
    edition_id, (actor,) = took_part()
    with after(db, edition_id):
        tells(edition_id, actor)
    with after(db, edition_id, 6):
        assert state(db, edition_id, actor, step) == (Progress.NOTHING, None)
        tells(edition_id, actor, part)
        assert state(db, edition_id, actor, step) == (Progress.DONE, Skip.DONE)


def test_three_months_told_leave_six_to_ask_and_six_told_leave_nothing(db, took_part, tells):
    edition_id, (first, second) = took_part(2)
    with after(db, edition_id, 6):
        tells(edition_id, first, "months_3")
        tells(edition_id, second, "months_6")
        due = {
            step: {one.contact_id for one in audience_of(db, edition_id, step, clock.now()).due}
            for step, _ in FOLLOW_UPS
        }
        assert due == {Step.FOLLOW_UP_3: set(), Step.FOLLOW_UP_6: {first.id}}


def test_questions_without_a_follow_up_ask_nobody(db, officer, took_part):
    edition_id, (actor,) = took_part()
    short = replace(
        SHOP,
        sections=tuple(one for one in SHOP.sections if not one.after_months),
        questions=tuple(one for one in SHOP.questions if not one.section.startswith("months_")),
    )
    assert short.audience is Of.SHOP
    add_set(db, officer, short, new_operation())
    with after(db, edition_id, 3):
        found = audience_of(db, edition_id, Step.FOLLOW_UP_3, clock.now())
        assert (found.due, found.skipped) == ((), ())
        assert state(db, edition_id, actor, Step.FOLLOW_UP_3)[1] is Skip.GONE


def test_who_tells_their_days_while_the_message_waits_does_not_get_it(db, officer, took_part, tells, inbox, leave):
    edition_id, (early, late) = took_part(2)
    with after(db, edition_id):
        assert actions.send_step(db, officer, edition_id, Step.THANKS, "", new_operation()) == 2
        tells(edition_id, early)
        leave()
    assert inbox.to == ["personne2@exemple.fr"]
    link = token_of(link_of(db, late.id, edition_id))
    assert f"\n\nhttp://localhost:8501/p/{link}/bilan\n\n" in inbox.texts[0]
    assert "réponse à ce message" not in inbox.texts[0]
    assert views.log(db, officer, edition_id, state="skipped")[0].reason == "a déjà répondu"


@pytest.mark.parametrize(("step", "part"), FOLLOW_UPS)
def test_a_follow_up_leaves_with_the_page_of_the_debrief_and_counts_who_told(
    db, officer, took_part, tells, inbox, leave, step, part
):
    edition_id, (actor, _silent) = took_part(2)
    with after(db, edition_id, 6):
        actions.send_step(db, officer, edition_id, step, "", new_operation())
        leave()
        assert sorted(inbox.to) == ["personne1@exemple.fr", "personne2@exemple.fr"]
        assert all("/bilan\n" in text and "épondez à ce message" not in text for text in inbox.texts)
    with after(db, edition_id, 6, days=4):
        tells(edition_id, actor, part)
        gone = next(one for one in views.plan(db, officer, edition_id) if one.step is step)
    assert (gone.results.sent, gone.results.answered) == (2, 1)


def test_a_reminder_by_hand_to_who_has_told_is_refused_with_the_reason(db, took_part, tells):
    edition_id, (actor,) = took_part()
    with after(db, edition_id):
        tells(edition_id, actor)
        one = recipient_of(db, edition_id, Step.THANKS, actor.id)
        with pytest.raises(NotSent, match="a déjà répondu"):
            check_still_due(db, edition_view(db, edition_id), Step.THANKS, one, asked=True)


def test_a_follow_up_does_not_leave_before_its_part_is_asked(db, officer, took_part):
    edition_id, _ = took_part()
    last_day = edition_view(db, edition_id).last_day
    with after(db, edition_id, 3, days=-1), pytest.raises(Refused, match="à partir du"):
        actions.send_step(db, officer, edition_id, Step.FOLLOW_UP_3, "", new_operation())
    with clock.frozen(datetime.combine(months_after(last_day, 3), time(9), clock.PARIS)):
        assert actions.send_step(db, officer, edition_id, Step.FOLLOW_UP_3, "", new_operation()) == 1


def test_the_button_of_a_message_is_the_debrief_where_the_text_says_so(db, officer, took_part):
    edition_id, (actor,) = took_part()
    labels = {
        step: texts.preview(db, officer, edition_id, step, actor.id).html
        for step in (Step.THANKS, Step.FOLLOW_UP_3, Step.PRACTICAL)
    }
    assert 'lien-de-la-personne/bilan" style' in labels[Step.THANKS]
    assert ">Faire le bilan</a>" in labels[Step.THANKS]
    assert ">Répondre en deux minutes</a>" in labels[Step.FOLLOW_UP_3]
    assert ">Voir ma page</a>" in labels[Step.PRACTICAL]
    assert "/bilan" not in labels[Step.PRACTICAL]


def test_the_link_to_the_debrief_does_not_go_in_a_subject(db, officer, took_part):
    edition_id, (actor,) = took_part()
    with pytest.raises(InvalidInput, match="ne va pas dans l’objet"):
        texts.preview(db, officer, edition_id, Step.THANKS, actor.id, subject="Voyez {{lien_bilan}}", body="Merci.")


def test_a_letter_leads_to_the_debrief_and_none_is_due_once_told(db, officer, took_part, tells):
    edition_id, (actor,) = took_part()
    version = contact_view(db, officer, actor.id).version
    contacts.change_contact(db, officer, actor.id, version, {"email": "", "phone": "0241000009"}, new_operation())
    with after(db, edition_id):
        (text,) = pages(paper.letters_file(db, officer, edition_id, Step.THANKS))
        link = token_of(link_of(db, actor.id, edition_id))
        assert f"/p/{link}/bilan" in text.replace(" ", "")
        assert "ce message" not in text
        tells(edition_id, actor)
        assert paper.letters_due(db, officer, edition_id, Step.THANKS) == []
        assert calls.call_list(db, officer, edition_id) == [], "une édition passée n’appelle plus personne"
