"""How each edition was prepared with its actors: the team, a meeting, days chosen together, roles read, evidence."""

from datetime import date, timedelta
from functools import partial

from campaign.base.working_days import next_working_day
from campaign.demonstration import dates_told, dates_words, team_told
from campaign.demonstration import evidence_told as proofs
from campaign.demonstration.cast import Cast
from campaign.demonstration.days import Dated
from campaign.demonstration.meetings_told import MeetingStory, keep_promises, leave_commitments
from campaign.demonstration.meetings_words import ACTORS, ACTORS_DAY, COMING, REVIEW, REVIEW_DAY, TEAM
from campaign.meetings.papers import minutes_pdf

FIRST_READERS = (1, 3, 4, 5, 6, 10, 11, 12, 16, 17), ("Angers", "Saumur", "Mauges", "Anjou Bleu")
SECOND_READERS = (1, 2, 3, 5, 6, 9, 10, 12, 16, 17, 19, 20), ("Angers", "Saumur", "Cholet", "Mauges")
# In the edition under way some have read their role, and some have not.
TEAM_WHO_READ = ("Camille Roussel", "Dominique Aubert", team_told.ELECTED)
SHOPS_WHO_READ, EPCIS_WHO_READ = (1, 4, 5, 17), ("Angers", "Mauges")


def prepare_first(cast: Cast, first: int) -> list[Dated]:
    """From June 2013 to the end of the summer."""
    told, meeting = dates_words.FIRST, MeetingStory(cast, first, ACTORS, ACTORS_DAY)
    db, officer = cast.db, cast.officer
    deadline = date(2013, 10, 25)
    return [
        (date(2013, 6, 10), 15, 0, partial(team_told.tell_team, db, officer, first)),
        (date(2013, 6, 10), 15, 30, partial(proofs.begin_evidence, db, officer, first)),
        (date(2013, 6, 12), 10, 0, meeting.prepare),
        (date(2013, 6, 12), 10, 20, meeting.invite),
        *meeting.answers(date(2013, 6, 13), 9),
        (date(2013, 7, 1), 16, 45, meeting.note_who_came),
        (date(2013, 7, 3), 9, 30, meeting.write_minutes),
        (date(2013, 7, 3), 9, 50, partial(_keep_minutes, cast, first, meeting)),
        (date(2013, 7, 3), 14, 0, partial(dates_told.prepare, db, officer, first, told)),
        (date(2013, 7, 3), 15, 0, partial(dates_told.ask, cast, first, date(2013, 7, 12))),
        *dates_told.answers(cast, first, told, date(2013, 7, 4), 8),
        (date(2013, 7, 12), 16, 0, partial(dates_told.conclude, cast, first, told, deadline)),
        (date(2013, 7, 15), 9, 30, partial(_give, cast, first, proofs.DAYS, proofs.CHOSEN_DAYS)),
        (date(2013, 7, 16), 10, 0, partial(team_told.read_in_team, db, officer, first, TEAM)),
        (date(2013, 7, 17), 11, 0, partial(team_told.read_on_links, db, cast.registry, first, *FIRST_READERS)),
        (date(2013, 9, 13), 17, 0, partial(keep_promises, cast, first, ACTORS, date(2013, 9, 13))),
    ]


def review_first(cast: Cast, first: int) -> list[Dated]:
    """The bilan meeting, with the representatives of the seventeen shops, and what was kept of the edition."""
    meeting = MeetingStory(cast, first, REVIEW, REVIEW_DAY)
    return [
        (date(2013, 11, 25), 17, 20, partial(_give, cast, first, proofs.ORDER, proofs.PRINT_ORDER)),
        (date(2013, 12, 9), 11, 40, meeting.prepare),
        (date(2013, 12, 9), 11, 45, meeting.invite),
        *meeting.answers(date(2013, 12, 10), 12),
        (date(2014, 1, 14), 16, 45, meeting.note_who_came),
        (date(2014, 1, 16), 9, 0, meeting.write_minutes),
        (date(2014, 1, 16), 9, 30, partial(_keep_review, cast, first, meeting)),
        (date(2014, 1, 16), 9, 40, partial(proofs.note_places, cast.db, cast.officer, first, proofs.FIRST_PLACES)),
    ]


def prepare_second(cast: Cast, first: int, second: int) -> None:
    """The team, the evidence and what was promised, taken from the first edition; the clock is the caller's."""
    team_told.take_team(cast.db, cast.officer, second)
    proofs.take_evidence(cast.db, cast.officer, first, second)
    proofs.leave_aside(
        cast.db, cast.officer, second, (proofs.MINUTES, proofs.SIGNED_IN, proofs.REVIEW), proofs.NO_MEETING
    )
    leave_commitments(cast, second)


def choose_second(cast: Cast, second: int) -> list[Dated]:
    """Everybody called in two days, then answers are opened on the days chosen."""
    told, db, officer = dates_words.SECOND, cast.db, cast.officer
    return [
        (date(2014, 1, 22), 10, 15, partial(dates_told.prepare, db, officer, second, told)),
        (date(2014, 1, 22), 10, 30, partial(dates_told.ask, cast, second, date(2014, 1, 24))),
        *dates_told.answers(cast, second, told, date(2014, 1, 23), 1),
        (date(2014, 1, 23), 17, 30, partial(dates_told.conclude, cast, second, told, date(2014, 3, 14))),
        (date(2014, 1, 24), 8, 45, partial(cast.taking_part.open, second)),
    ]


def follow_second(cast: Cast, first: int, second: int) -> list[Dated]:
    """Roles read, evidence that came, what had been promised at the bilan meeting of the first edition."""
    db, officer = cast.db, cast.officer
    return [
        (date(2014, 1, 27), 11, 30, partial(team_told.read_in_team, db, officer, second, TEAM)),
        (date(2014, 2, 3), 15, 40, partial(team_told.read_on_links, db, cast.registry, second, *SECOND_READERS)),
        (date(2014, 2, 28), 14, 0, partial(_give, cast, second, proofs.PROOFS, proofs.SIGNED_PROOF)),
        (date(2014, 3, 7), 17, 0, partial(keep_promises, cast, first, REVIEW, date(2014, 3, 7))),
    ]


def prepare_third(cast: Cast, second: int, third: int, days: tuple[date, date], today: date) -> list[Dated]:
    """The edition under way: its days chosen these last weeks, roles half read, a meeting in a few days."""
    told, db, officer = dates_words.third(days), cast.db, cast.officer
    meeting = MeetingStory(cast, third, COMING, next_working_day(today + timedelta(days=8)))

    def ago(count: int) -> date:
        return today - timedelta(days=count)

    return [
        (ago(45), 10, 20, partial(team_told.take_team, db, officer, third)),
        (ago(45), 10, 30, partial(proofs.take_evidence, db, officer, second, third)),
        (ago(44), 9, 30, partial(dates_told.prepare, db, officer, third, told)),
        (ago(44), 10, 0, partial(dates_told.ask, cast, third, ago(37))),
        *dates_told.answers(cast, third, told, ago(43), 6),
        (ago(36), 16, 0, partial(dates_told.conclude, cast, third, told, days[0] - timedelta(days=21))),
        (ago(35), 9, 45, partial(proofs.note_places, db, officer, third, proofs.THIRD_PLACES)),
        (ago(35), 10, 15, partial(team_told.read_in_team, db, officer, third, TEAM_WHO_READ)),
        (ago(33), 11, 20, partial(
            team_told.read_on_links, db, cast.registry, third, SHOPS_WHO_READ, EPCIS_WHO_READ)),
        (ago(9), 9, 30, meeting.prepare),
        (ago(9), 9, 40, meeting.invite),
        *meeting.answers(ago(8), 6),
    ]  # fmt: skip


def _give(cast: Cast, edition_id: int, title: str, made: proofs.Invented) -> None:
    proofs.give_invented(cast.db, cast.officer, edition_id, title, made)


def _keep_minutes(cast: Cast, edition_id: int, meeting: MeetingStory) -> None:
    db, by = cast.db, cast.officer
    proofs.give(db, by, edition_id, proofs.MINUTES, "compte-rendu.pdf", minutes_pdf(db, by, meeting.id))
    proofs.give_invented(db, by, edition_id, proofs.SIGNED_IN, proofs.PRESENT)


def _keep_review(cast: Cast, edition_id: int, meeting: MeetingStory) -> None:
    db, by = cast.db, cast.officer
    proofs.give(db, by, edition_id, proofs.REVIEW, "compte-rendu-bilan.pdf", minutes_pdf(db, by, meeting.id))
