"""How the demonstration's editions were prepared: days chosen with the actors, meetings, roles read, evidence kept."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from campaign.accounts.model import SYSTEM
from campaign.base.clock import PARIS
from campaign.base.database import rows
from campaign.base.french import NBSP
from campaign.base.opening_hours import read_opening_hours
from campaign.base.settings import settings
from campaign.consultation.comparing import alone_in_words, each_alone, formula
from campaign.consultation.consulted import Stage
from campaign.consultation.model import ConsultedShop, day_set
from campaign.consultation.scoring import calendar_of, score_set
from campaign.consultation.views import candidates_scored, consultation, replies, results_of
from campaign.demonstration.shops import FIRST_SHOPS
from campaign.evidence.model import State
from campaign.evidence.views import evidence, evidence_file
from campaign.meetings.model import Presence
from campaign.meetings.model import Stage as MeetingStage
from campaign.meetings.views import meeting_sheet, meetings
from campaign.participation.role_readers import role_readers
from campaign.planning.money_views import watched
from campaign.planning.plan_views import backplan
from campaign.planning.tasks import TaskState
from campaign.roles.model import ActorRole
from campaign.roles.views import team

FIRST_DAYS = day_set((date(2013, 11, 13), date(2013, 11, 16)))
SECOND_DAYS = day_set((date(2014, 4, 2), date(2014, 4, 5)))
pytestmark = pytest.mark.usefixtures("then")


def plain_spaces(text: str) -> str:
    """Without no-break spaces, to be compared."""
    return text.replace(NBSP, " ").replace("\u202f", " ")


@pytest.fixture
def kept(filled, monkeypatch):
    """The files of the demonstration, beside its database."""
    folder = Path(rows(filled, "PRAGMA database_list")[0]["file"]).parent
    monkeypatch.setenv("CAMPAIGN_FILES", str(folder / "files"))
    settings.cache_clear()
    return filled


def test_the_days_of_november_2013_are_among_the_candidates_with_their_reason(filled):
    found = {one.scored.days: one for one in candidates_scored(filled, SYSTEM, 1)}
    # Nine Wednesdays of October and November 2013 are followed by a Saturday three days later.
    assert len(found) == 9
    chosen = found[FIRST_DAYS]
    # Seventeen shops, the hours of L’Échoppe solidaire unknown; Électro Seconde Vie is closed on Saturdays. Since, Le
    # Vestiaire solidaire opens on Wednesdays too, and La Bouquinerie as well: 15 open, 1 excluded, score 14.
    assert (chosen.scored.score, len(chosen.scored.open), chosen.proposed) == (14, 15, True)
    assert plain_spaces(chosen.reason) == (
        "15 boutiques ouvertes les deux jours, 1 exclue (Électro Seconde Vie), 16 boutiques sur 17 ont des horaires "
        "lisibles ; aucun jour férié et hors vacances scolaires de la zone A."
    )
    # During the Toussaint holidays a point less; with another event, two.
    assert found[day_set((date(2013, 10, 23), date(2013, 10, 26)))].scored.score == 13
    assert found[day_set((date(2013, 11, 6), date(2013, 11, 9)))].scored.score == 12


def test_when_they_were_chosen_thirteen_shops_were_open_on_both_days(filled):
    shops = [ConsultedShop(one.number, one.name, read_opening_hours(one.hours)) for one in FIRST_SHOPS]
    scored = score_set(FIRST_DAYS, shops, calendar_of([FIRST_DAYS], "49"))
    assert [one.id for one in scored.excluded] == [2, 8, 11]
    assert (len(scored.open), [one.id for one in scored.unknown], scored.score) == (13, [13], 10)


def test_the_days_of_april_2014_are_the_best_candidate(filled):
    best, *_ = found = candidates_scored(filled, SYSTEM, 2)
    assert len(found) == 5
    # Twenty shops, two without hours; only Électro Seconde Vie is closed on Saturdays.
    assert (best.scored.days, best.scored.score, best.proposed) == (SECOND_DAYS, 16, True)
    assert plain_spaces(best.reason) == (
        "17 boutiques ouvertes les deux jours, 1 exclue (Électro Seconde Vie), 18 boutiques sur 20 ont des horaires "
        "lisibles ; aucun jour férié et hors vacances scolaires de la zone A."
    )
    weights = consultation(filled, SYSTEM, 2).weights
    assert formula(best.scored, weights) == "17 ouvertes − 1 exclue = 16"
    alone = each_alone(best.scored, calendar_of([SECOND_DAYS], "49"), weights)
    assert plain_spaces(alone_in_words(best.scored, alone)) == (
        "17 boutiques ouvertes les deux jours ; 18 le mercredi 2 seul et 17 le samedi 5 seul."
    )
    by_days = {one.scored.days: one.scored.score for one in found}
    assert by_days[day_set((date(2014, 4, 9), date(2014, 4, 12)))] == 14  # the spring fair


def test_everybody_was_asked_and_the_votes_made_the_days(filled):
    for edition_id, days, answered, asked in ((1, FIRST_DAYS, 21, 23), (2, SECOND_DAYS, 23, 26)):
        seen, told = consultation(filled, SYSTEM, edition_id), results_of(filled, SYSTEM, edition_id)
        assert seen.stage(date(2026, 11, 21)) is Stage.DECIDED
        assert seen.decided == days == told.sets[0].days
        assert seen.edition.days == days.days
        assert seen.why
        assert (told.answered, told.asked, told.ties) == (answered, asked, ())
    assert results_of(filled, SYSTEM, 1).quorum_reached
    assert consultation(filled, SYSTEM, 1).decided_at.astimezone(PARIS).date() == date(2013, 7, 12)
    # In 2014 everybody was called: an agent noted what the shops said.
    by_agent = [one for one in replies(filled, SYSTEM, 2).values() if one.by_agent]
    assert len(by_agent) == 19
    assert all(one.said_by.endswith(", au téléphone") for one in by_agent)


def test_the_days_of_the_third_edition_were_chosen_these_last_weeks(filled):
    seen = consultation(filled, SYSTEM, 3)
    assert seen.decided.days == seen.edition.days
    assert (seen.opened_at.date(), seen.closes_on, seen.decided_at.date()) == (
        date(2026, 10, 8), date(2026, 10, 15), date(2026, 10, 16),
    )  # fmt: skip
    told = results_of(filled, SYSTEM, 3)
    assert (told.answered, told.asked) == (20, 26)
    best = told.sets[0]
    assert (best.shops.yes, best.shops.if_needed, best.shops.no, best.shops.silent) == (13, 3, 0, 4)


def test_the_meeting_of_actors_left_minutes_whose_commitments_became_tasks(filled):
    line = next(one for one in meetings(filled, SYSTEM, 1) if one.meeting.day == date(2013, 7, 1))
    assert line.stage is MeetingStage.DONE
    sheet = meeting_sheet(filled, SYSTEM, line.meeting.id)
    assert sheet.sent.written.points.count("\n") == 3
    assert sheet.sent.sent_at.astimezone(PARIS).date() == date(2013, 7, 3)
    # Fifteen contacts, five animators, five of the team, and somebody nobody expected.
    assert len(sheet.guests) == 26
    assert (sheet.count.present, sheet.count.excused) == (20, 2)  # as the piece of evidence says
    assert [one.name for one in sheet.guests if one.unexpected] == ["Gaëtan Pohu (inventé)"]
    plan = backplan(filled, SYSTEM, 1)
    for one in sheet.promises:
        task = plan.by_id(one.promise.task_id)
        assert (task.task.title, task.source) == (one.promise.title, "Réunion des acteurs du 1er juillet 2013")
        assert (one.state, one.changed, plan.dated_of(task.id).deadline) == (TaskState.DONE, "", one.promise.due)
    assert len(sheet.promises) == 3


def test_the_bilan_meeting_had_the_representatives_of_the_seventeen_shops(filled):
    line = next(one for one in meetings(filled, SYSTEM, 1) if one.meeting.day == date(2014, 1, 14))
    sheet = meeting_sheet(filled, SYSTEM, line.meeting.id)
    present = {one.contact_id for one in sheet.guests if one.presence is Presence.PRESENT and one.contact_id}
    shops = rows(
        filled,
        "SELECT DISTINCT place_id, contact_id FROM contact_places JOIN invitations USING (place_id) "
        "WHERE edition_id = 1",
    )
    assert len({one["place_id"] for one in shops if one["contact_id"] in present}) == 17


def test_a_meeting_of_the_third_edition_awaits_answers_in_the_next_two_weeks(filled):
    (line,) = meetings(filled, SYSTEM, 3)
    assert line.stage is MeetingStage.INVITED
    # Saturday 21 November 2026 + 8 days is a Sunday: on Monday 30.
    assert line.meeting.day == date(2026, 11, 30)
    # Of the five of the team three come; so do four contacts of shops, one of them with somebody, and an animator.
    assert (line.count.yes, line.count.maybe, line.count.no, line.count.waiting, line.count.people) == (8, 2, 1, 15, 9)


def test_the_team_is_the_same_and_some_have_not_read_their_role(filled):
    names = {one.role: one.name for one in team(filled, SYSTEM, 1)}
    assert names == {
        ActorRole.PREVENTION: "Camille Roussel",
        ActorRole.COMMUNICATION: "Dominique Aubert",
        ActorRole.LOGISTICS: "Claude Mercier",
        ActorRole.ELECTED: "Solange Audouin",
        ActorRole.IT: "Nolwenn Perrigault",
    }
    for edition_id in (2, 3):
        assert {one.name for one in team(filled, SYSTEM, edition_id)} == set(names.values())
    listed = role_readers(filled, SYSTEM, 3)
    # Sixteen contacts of shops, five animators, five of the team: four, two and three have read.
    assert (len(listed), sum(one.waits for one in listed)) == (26, 17)


def test_evidence_is_mostly_there_for_the_past_and_begun_for_the_third(filled):
    said = [evidence(filled, SYSTEM, edition_id).progress.in_words for edition_id in (1, 2, 3)]
    assert [plain_spaces(one) for one in said] == [
        "16 preuves réunies sur 18", "10 preuves réunies sur 15", "1 preuve réunie sur 18",
    ]  # fmt: skip
    assert len(evidence(filled, SYSTEM, 2).of(State.NOT_NEEDED)) == 3


def test_the_files_given_as_evidence_say_that_they_are_invented(kept):
    given = [file for one in evidence(kept, SYSTEM, 1).tracked for file in one.piece.files]
    assert len(given) == 5
    for file in given:
        pdf = PdfReader(BytesIO(evidence_file(kept, SYSTEM, file.id).data))
        assert "démonstration" in "".join(page.extract_text() for page in pdf.pages).lower(), file.name


def test_an_alert_of_the_third_edition_waits_for_the_officer(filled):
    serious = [one for one in watched(filled, SYSTEM, 3).alerts if one.kind.serious]
    assert [one.subject for one in serious] == ["Encarts dans la presse locale"]


def test_no_invitation_nor_minutes_of_the_demonstration_wait_to_leave(filled):
    waiting = rows(filled, "SELECT kind FROM outbox WHERE state IN ('waiting', 'paused')")
    assert {one["kind"] for one in waiting} <= {"step"}
