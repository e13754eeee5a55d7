"""What is kept reads back as it was, whatever was sought, weighed or decided; the worker knows the three messages."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from campaign.base.operations import new_operation
from campaign.consultation.candidates import Search
from campaign.consultation.deciding import decide
from campaign.consultation.diary import days_calendar
from campaign.consultation.model import Weights, day_set, from_code
from campaign.consultation.store import search_from, search_written, weights_from, weights_written
from campaign.mail import outbox
from campaign.mail.message import composed
from campaign.worker import RENDERERS, render

FIRST, SECOND = "2013-11-13_2013-11-16", "2013-11-20_2013-11-23"
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
POINTS = st.integers(0, 100)


@given(DAYS, st.integers(0, 366), st.sets(st.integers(0, 6), min_size=1), st.integers(1, 4), st.integers(0, 31))
def test_a_search_reads_back(first, length, weekdays, day_count, gap):
    search = Search(first, first + timedelta(days=length), tuple(sorted(weekdays)), day_count, gap)
    assert search_from(search_written(search)) == search


@given(st.builds(Weights, POINTS, POINTS, POINTS, POINTS, POINTS))
def test_weights_read_back(weights):
    assert weights_from(weights_written(weights)) == weights


@given(st.sets(DAYS, min_size=1, max_size=4))
def test_a_diary_reads_every_day_of_a_set_once_and_only_those(days):
    chosen = day_set(days)
    assert from_code(chosen.code) == chosen
    events = Calendar.from_ical(days_calendar(3, chosen.days, "Pourquoi : a, b ; c\nd")).walk("VEVENT")
    assert [one["dtstart"].dt for one in events] == list(chosen.days)
    assert len({str(one["uid"]) for one in events}) == len(chosen.days)


def test_the_worker_makes_the_question_the_reminder_and_the_decision(asked):
    posted = next(one for one in outbox.recent(asked.db) if one.kind == "dates_ask")
    assert {"dates_ask", "dates_remind", "dates_decided"} <= set(RENDERERS)
    assert composed(render(asked.db, posted))["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    decide(asked.db, asked.officer, asked.edition_id, FIRST, "Parce que", date(2013, 9, 27), new_operation())
    told = next(one for one in outbox.recent(asked.db) if one.kind == "dates_decided")
    mail = composed(render(asked.db, told))
    assert "List-Unsubscribe" not in mail
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["text/calendar"]
