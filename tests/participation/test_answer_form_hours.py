"""The hours proposed on the answer form: those the shop keeps on those very dates."""

from datetime import date, time

from campaign.base.opening_hours import from_french
from campaign.editions.model import Edition
from campaign.participation.answer_form import carried_over, form_values
from campaign.participation.model import AnswerValues, OpenDay, Presence

WEDNESDAY, SATURDAY = date(2026, 12, 16), date(2026, 12, 19)
EDITION = Edition(2, "Décembre 2026", "", (WEDNESDAY, SATURDAY), date(2026, 11, 20))
BEFORE = Edition(1, "Mars 2026", "", (date(2026, 3, 11), date(2026, 3, 14)), date(2026, 2, 20))
GIVEN = AnswerValues(Presence.YES, days=tuple(OpenDay(day, time(10), time(18)) for day in BEFORE.days))


def proposed(hours: str) -> dict[str, list[str]]:
    form = form_values(EDITION, None, from_french(hours) if hours else None)
    return {name: value for name, value in form.items() if "2026" in name}


def test_usual_hours_and_their_break_are_proposed():
    form = proposed("mer. 9 h – 12 h, 14 h – 17 h ; 3e samedi du mois 10 h – 16 h")
    assert form["jour-2026-12-16"] == form["jour-2026-12-19"] == ["on"]
    assert [form[f"{part}-2026-12-16"] for part in ("debut", "pause", "reprise", "fin")] == [
        ["09:00"], ["12:00"], ["14:00"], ["17:00"],
    ]  # fmt: skip
    assert (form["debut-2026-12-19"], form["fin-2026-12-19"], form["pause-2026-12-19"]) == (["10:00"], ["16:00"], [""])


def test_a_day_of_rest_or_unknown_hours_propose_the_hours_of_the_event():
    for hours in ("", "mar. 9 h – 12 h", "sur rendez-vous", "mer. 8 h – 9 h, 10 h – 11 h, 12 h – 13 h"):
        form = proposed(hours)
        assert form["jour-2026-12-16"] == ["on"]
        assert (form["debut-2026-12-16"], form["fin-2026-12-16"]) == (["10:00"], ["18:00"])


def test_an_exception_closes_the_day_or_gives_its_hours():
    form = proposed("mer. et sam. 9 h – 17 h ; fermé le 16 décembre 2026 ; le 19 décembre 2026 : 9 h – 12 h")
    assert (form["jour-2026-12-16"], form["jour-2026-12-19"]) == ([], ["on"])
    assert (form["debut-2026-12-19"], form["fin-2026-12-19"]) == (["09:00"], ["12:00"])


def test_what_was_said_last_time_gives_way_to_an_exception_only():
    usual = from_french("mer. et sam. 9 h – 17 h ; fermé le 16 décembre 2026")
    assert carried_over(EDITION, BEFORE, GIVEN, usual).days == (OpenDay(SATURDAY, time(10), time(18)),)
    assert len(carried_over(EDITION, BEFORE, GIVEN).days) == 2
