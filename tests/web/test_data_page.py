"""The page of the public's data says exactly what the files hold, under which licence, and how fresh they are."""

import csv
import io
import json
import re

from campaign.base import clock
from campaign.base.french import day_in_words
from campaign.web.data_page import LICENCE_TEXT

CODE = re.compile(r"<code>([^<]+)</code>")


def described(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page, re.S).group(1))


def documented(page: str) -> tuple[list[str], list[str]]:
    """(columns of the table, names of the map file) the page speaks of, in its order."""
    names = CODE.findall(page)
    return names[0::2], names[1::2]


def test_the_documented_columns_are_exactly_those_of_the_table(browser, confirmed):
    columns, _ = documented(browser.get("/donnees").text)
    text = browser.get("/donnees/boutiques.csv").content.decode("utf-8-sig")
    headings = next(csv.reader(io.StringIO(text), delimiter=";"))
    generic = list(dict.fromkeys(re.sub(r"^heures_\d{4}-\d\d-\d\d$", "heures_AAAA-MM-JJ", one) for one in headings))
    assert columns == generic
    assert f"heures_{confirmed.days[1].isoformat()}" in headings


def test_the_documented_names_are_exactly_those_of_the_map_file(browser, confirmed):
    _, names = documented(browser.get("/donnees").text)
    shop = browser.get("/donnees/boutiques.geojson").json()["features"][0]
    assert set(names) == {*shop["properties"], "geometry", "id"}
    assert shop["id"] in confirmed.places


def test_a_shop_keeps_its_identifier_from_one_edition_to_the_next(browser, confirmed):
    text = browser.get("/donnees/boutiques.csv").content.decode("utf-8-sig")
    table = {one["nom"]: one["identifiant"] for one in csv.DictReader(io.StringIO(text), delimiter=";")}
    shops = browser.get("/donnees/boutiques.geojson").json()["features"]
    assert table == {one["properties"]["name"]: str(one["id"]) for one in shops}


def test_the_page_says_the_licence_the_words_to_write_and_the_last_change(browser, confirmed):
    page = browser.get("/donnees").text
    said = page.replace("\u00a0", " ").replace("\u202f", " ")
    assert LICENCE_TEXT in page
    assert (
        f"Département de Maine-et-Loire, Les bons jours de l’occasion, données du {day_in_words(clock.today())}" in said
    )
    assert 'href="/donnees"' in browser.get("/").text, "linked from the foot of every page"
    assert 'href="/donnees"' in browser.get("/plan-du-site").text


def test_catalogues_read_what_the_data_is(browser, confirmed):
    data = described(browser.get("/donnees").text)
    assert data["@type"] == ["Dataset", "dcat:Dataset"]
    assert data["license"] == LICENCE_TEXT
    assert data["temporalCoverage"] == f"{confirmed.days[0].isoformat()}/{confirmed.days[-1].isoformat()}"
    for one in data["distribution"]:
        answer = browser.get(one["contentUrl"].removeprefix("http://localhost:8501"))
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] == one["encodingFormat"]


def test_without_an_edition_the_page_says_that_dates_are_to_come(browser, db):
    answer = browser.get("/donnees")
    assert answer.status_code == 200
    assert "Les prochaines dates arrivent" in answer.text
    assert "agenda.ics" not in answer.text.split("<main")[1].split("</main>")[0]
