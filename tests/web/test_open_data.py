"""Calendars and open data: stable, exact, harmless in a spreadsheet."""

import csv
import io
from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from campaign.base.operations import new_operation
from campaign.partners import actions as partners


def events(content: bytes) -> list:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_the_edition_is_one_file_with_both_days(browser, confirmed):
    answer = browser.get("/agenda.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = events(answer.content)
    assert [one["dtstart"].dt for one in found] == list(confirmed.days)
    assert [one["dtend"].dt for one in found] == [day + timedelta(days=1) for day in confirmed.days]
    assert all(one["dtstamp"].dt.tzinfo is not None for one in found)


def test_identifiers_stay_the_same_from_one_download_to_the_next(browser, confirmed):
    first = {str(one["uid"]) for one in events(browser.get("/boutiques/la-malle-a-felicie.ics").content)}
    again = {str(one["uid"]) for one in events(browser.get("/boutiques/la-malle-a-felicie.ics").content)}
    other = {str(one["uid"]) for one in events(browser.get("/boutiques/le-vestiaire-solidaire.ics").content)}
    assert first == again
    assert len(first) == 2
    assert not first & other


def test_shop_hours_are_paris_hours_in_summer_too(browser, db, officer):
    from tests.web.conftest import seed

    campaign = seed(db, officer, 1, first_day=datetime(2031, 7, 2, tzinfo=UTC).date())
    campaign.answer(campaign.places[0])
    answer = browser.get("/boutiques/la-grange-aux-trouvailles.ics")
    assert b"BEGIN:VTIMEZONE" in answer.content
    start = events(answer.content)[0]["dtstart"].dt
    assert start.astimezone(UTC) == datetime(2031, 7, 2, 8, 0, tzinfo=UTC), "10 h in Paris in summer"


def test_commas_and_line_breaks_of_a_name_do_not_break_the_calendar(browser, campaign):
    name = "A; B, C\\D"
    partners.change_place(campaign.db, campaign.officer, campaign.places[0], 1, {"name": name}, new_operation())
    campaign.answer(campaign.places[0])
    slug = browser.get("/carte/points.json").json()[0][4]
    found = events(browser.get(f"/boutiques/{slug}.ics").content)
    assert str(found[0]["location"]).startswith("A; B, C\\D, 4 rue du Champ-de-Foire")


def test_without_edition_the_calendar_is_a_page_that_says_why(browser, db):
    answer = browser.get("/agenda.ics")
    assert answer.status_code == 404
    assert "Les prochaines dates" in answer.text


def test_geojson_holds_confirmed_shops_only_with_codes_and_labels(browser, confirmed):
    answer = browser.get("/donnees/boutiques.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    content = answer.json()
    assert len(content["features"]) == 4
    felicie = next(one for one in content["features"] if one["properties"]["name"] == "La Malle à Félicie")
    assert felicie["geometry"] == {"type": "Point", "coordinates": [-0.5777, 47.4667]}
    assert set(felicie["properties"]["categories"]) == {"vetements", "velos", "jouets"}
    assert "Vélos" in felicie["properties"]["categories_labels"]
    assert felicie["properties"]["days"][0] == {"day": confirmed.days[0].isoformat(), "hours": [["10:00", "18:00"]]}


def test_a_formula_in_a_name_is_text_in_a_spreadsheet(browser, campaign):
    for place_id, name in zip(campaign.places, ('=HYPERLINK("http://x","y")', "+33", "-2+3", "@SUM(A1)"), strict=False):
        partners.change_place(campaign.db, campaign.officer, place_id, 1, {"name": name}, new_operation())
        campaign.answer(place_id)
    text = browser.get("/donnees/boutiques.csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert sorted(line[1] for line in lines[1:]) == sorted(
        ['\'=HYPERLINK("http://x","y")', "'+33", "'-2+3", "'@SUM(A1)"]
    )
    header, first = lines[0], lines[1]
    assert float(first[header.index("longitude")]) < 0, "a true number keeps its sign"


def test_the_table_is_read_by_a_french_spreadsheet(browser, confirmed):
    content = browser.get("/donnees/boutiques.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    felicie = next(line for line in lines if line["nom"] == "La Malle à Félicie")
    assert felicie["code_postal"] == "49100"
    assert felicie["telephone"] == "02 41 00 00 04".replace(" ", felicie["telephone"][2])
    assert felicie[f"heures_{confirmed.days[0].isoformat()}"] == "10:00-18:00"
    assert felicie["rayons_codes"].split("|")
