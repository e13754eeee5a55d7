"""Deciding: the days of the edition, why, who is told, the file for the diary; and nothing moves any more."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from campaign.accounts.model import SYSTEM
from campaign.accounts.store import link_of
from campaign.base import clock
from campaign.base.errors import AnswersClosed, EditionOver, InvalidForm, InvalidInput, NotSent, Refused
from campaign.base.operations import new_operation
from campaign.consultation.asking import move_closing, remind
from campaign.consultation.consulted import Stage
from campaign.consultation.deciding import decide, suggested_why
from campaign.consultation.diary import days_calendar
from campaign.consultation.letters import render_dates_ask, render_dates_decided
from campaign.consultation.own_page import own_dates
from campaign.consultation.preparing import add_rival, note_set
from campaign.editions.actions import cancel_edition
from campaign.editions.views import edition as edition_view
from campaign.mail import outbox
from campaign.mail.message import composed
from campaign.partners.contacts import archive_contact

FIRST, SECOND, THIRD = "2013-11-13_2013-11-16", "2013-11-20_2013-11-23", "2013-11-06_2013-11-09"
FELICIE, GRANGE = "La Malle à Félicie", "La Grange aux Trouvailles"
DEADLINE = date(2013, 9, 27)


def decided(scene, code=FIRST, why="", deadline=DEADLINE, operation=None) -> int:
    return decide(scene.db, scene.officer, scene.edition_id, code, why, deadline, operation or new_operation())


def told(scene):
    return [one for one in outbox.recent(scene.db) if one.kind == "dates_decided"]


def test_deciding_writes_the_days_and_tells_everybody_asked(asked, said):
    asked.vote(FELICIE, "yes", "no")
    asked.vote(GRANGE, "if_needed", "no")
    assert decided(asked) == 3
    edition = edition_view(asked.db, asked.edition_id)
    assert edition.days == (date(2013, 11, 13), date(2013, 11, 16))
    assert edition.answer_deadline == DEADLINE
    assert (edition.name, edition.objective_shops) == ("Édition d’essai", 17)
    now = asked.now()
    assert now.stage(date(2013, 6, 10)) is Stage.DECIDED
    assert said(now.why) == ("Les 2 boutiques qui ont répondu peuvent ouvrir, sans laisser un territoire de côté.")
    posted = told(asked)
    assert {one.recipient for one in posted} == {f"contact:{one.id}" for one in asked.people.values()}
    assert all(one.service for one in posted)


def test_the_message_says_the_days_and_why_and_carries_one_file_of_all_the_days(asked, said):
    asked.vote(FELICIE, "yes")
    decided(asked, why="Le samedi ouvre la Semaine européenne de la réduction des déchets.")
    by_contact = {one.recipient: one for one in told(asked)}
    animator = by_contact[f"contact:{asked.people['Angers'].id}"]
    assert "vous demanderez vos jeux" in said(render_dates_decided(asked.db, SYSTEM, animator.parameters).text)
    posted = by_contact[f"contact:{asked.people[FELICIE].id}"]
    message = render_dates_decided(asked.db, SYSTEM, posted.parameters)
    assert said(message.subject) == "Les jours sont choisis : mercredi 13 et samedi 16 novembre"
    assert "Pourquoi ces jours : Le samedi ouvre la Semaine européenne" in said(message.text)
    assert "jusqu’au vendredi 27 septembre 2013" in said(message.text)
    assert message.unsubscribe_url == ""
    mail = composed(message)
    files = [part for part in mail.walk() if part.get_filename()]
    assert [part.get_filename() for part in files] == ["les-bons-jours-de-l-occasion.ics"]
    events = Calendar.from_ical(files[0].get_payload(decode=True)).walk("VEVENT")
    assert [one["dtstart"].dt for one in events] == [date(2013, 11, 13), date(2013, 11, 16)]


def test_the_file_for_the_diary_keeps_its_identifiers_and_warns_the_day_before():
    days = [date(2013, 11, 13), date(2013, 11, 16)]
    first, again = (Calendar.from_ical(days_calendar(7, days, "Vos heures")) for _ in range(2))
    uids = [str(one["uid"]) for one in first.walk("VEVENT")]
    assert uids == [str(one["uid"]) for one in again.walk("VEVENT")]
    assert [uid.partition("@")[0] for uid in uids] == ["edition-7-2013-11-13", "edition-7-2013-11-16"]
    assert [(one["dtend"].dt - one["dtstart"].dt).days for one in first.walk("VEVENT")] == [1, 1]
    assert len(first.walk("VALARM")) == 2


def test_a_set_that_was_not_proposed_wants_a_written_reason(asked):
    asked.vote(FELICIE, "yes")
    with pytest.raises(InvalidForm) as refusal:
        decided(asked, THIRD)
    assert [one.field for one in refusal.value.problems] == ["why"]
    decided(asked, THIRD, "La salle des autres jours n’est plus libre.")
    assert edition_view(asked.db, asked.edition_id).days == (date(2013, 11, 6), date(2013, 11, 9))


def test_days_that_nobody_sought_bad_codes_and_bad_deadlines_decide_nothing(asked):
    asked.vote(FELICIE, "yes")
    for code, why, deadline, field in [
        ("2013-11-14_2013-11-16", "Parce que", DEADLINE, "code"),
        (FIRST, "", date(2013, 11, 13), "answer_deadline"),
        (FIRST, "", date(2013, 6, 9), "answer_deadline"),
        (FIRST, "", "31/02/2013", "answer_deadline"),
        (FIRST, "a" * 401, DEADLINE, "why"),
    ]:
        with pytest.raises(InvalidForm) as refusal:
            decided(asked, code, why, deadline)
        assert [one.field for one in refusal.value.problems] == [field]
    with pytest.raises(InvalidInput):
        decided(asked, "<script>")
    assert edition_view(asked.db, asked.edition_id).days == (date(2013, 11, 27),)
    assert told(asked) == []


def test_without_any_answer_the_reason_is_written(asked):
    assert suggested_why(asked.db, asked.officer, asked.edition_id, FIRST) == ""
    with pytest.raises(InvalidForm):
        decided(asked)


def test_the_reason_names_the_territory_left_aside(asked, said):
    asked.vote(FELICIE, "yes", "no")
    asked.vote(GRANGE, "no", "no")
    of_grange = next(one for one in asked.now().voters if one.name == GRANGE).epci_name
    why = said(suggested_why(asked.db, asked.officer, asked.edition_id, FIRST))
    assert why == f"1 boutique sur les 2 qui ont répondu peut ouvrir ; aucune dans {of_grange}."


def test_a_decision_replayed_counts_once_and_there_is_no_second_one(asked):
    asked.vote(FELICIE, "yes")
    operation = new_operation()
    assert [decided(asked, operation=operation) for _ in range(3)] == [3, 3, 3]
    assert len(told(asked)) == 3
    with pytest.raises(Refused):
        decided(asked, SECOND)


def test_nothing_changes_once_decided(asked):
    asked.vote(FELICIE, "yes")
    decided(asked)
    db, officer, edition_id = asked.db, asked.officer, asked.edition_id
    for forbidden in (
        lambda: asked.search(),
        lambda: asked.propose(THIRD),
        lambda: note_set(db, officer, edition_id, FIRST, "…", new_operation()),
        lambda: add_rival(db, officer, edition_id, "Foire", "16/11/2013", "", new_operation()),
        lambda: move_closing(db, officer, edition_id, date(2013, 8, 1), new_operation()),
        lambda: remind(db, officer, edition_id, new_operation()),
        lambda: asked.vote(GRANGE, "no", by=officer),
    ):
        with pytest.raises(Refused):
            forbidden()
    with pytest.raises(AnswersClosed):
        asked.vote(GRANGE, "no")
    asking = next(one for one in outbox.recent(db) if one.kind == "dates_ask")
    with pytest.raises(NotSent):
        render_dates_ask(db, SYSTEM, asking.parameters)


def test_nothing_is_decided_before_the_opening_or_for_a_cancelled_edition(scene):
    scene.propose(FIRST)
    with pytest.raises(Refused):
        decided(scene, why="Parce que")
    scene.open()
    cancel_edition(scene.db, scene.officer, scene.edition_id, new_operation())
    with pytest.raises(EditionOver):
        decided(scene, why="Parce que")


def test_days_that_have_passed_are_not_decided(asked):
    asked.vote(FELICIE, "yes")
    with clock.frozen(datetime(2013, 11, 13, 9, tzinfo=UTC)), pytest.raises(InvalidForm):
        decided(asked, why="Parce que", deadline=date(2013, 11, 13))


def test_links_live_seven_months_after_the_days_decided(asked):
    asked.vote(FELICIE, "yes")
    asked.search(first="24/03/2014", last="30/04/2014")
    decided(asked, "2014-04-02_2014-04-05", "Au printemps", date(2014, 2, 14))
    link = link_of(asked.db, asked.people[FELICIE].id, asked.edition_id)
    assert link.expires_on == date(2014, 11, 5)


def test_a_contact_gone_since_gets_no_message(asked):
    asked.vote(FELICIE, "yes")
    decided(asked)
    archive_contact(asked.db, asked.officer, asked.people[GRANGE].id, new_operation())
    posted = next(one for one in told(asked) if one.recipient == f"contact:{asked.people[GRANGE].id}")
    with pytest.raises(NotSent):
        render_dates_decided(asked.db, SYSTEM, posted.parameters)


def test_the_page_of_a_contact_says_what_was_decided(asked):
    asked.vote(FELICIE, "yes", "no")
    decided(asked)
    page = own_dates(asked.db, asked.people[FELICIE], asked.edition_id)
    assert page.stage is Stage.DECIDED
    assert page.now.decided.code == FIRST
    assert (page.shops, page.answered) == (20, 1)
