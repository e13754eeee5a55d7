"""What residents see: home, map, list, a page a shop, before, during and after an edition."""

import html
import json
import re
from datetime import timedelta

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.partners import actions as partners
from campaign.partners.merging import merge, unmerge
from campaign.partners.store import place_by_id
from campaign.web.finder import read_query, results
from tests.web.conftest import at, seed


def words(response) -> str:
    """What a person reads: tags gone, no-break spaces as spaces."""
    text = re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", response.text, flags=re.DOTALL)
    text = html.unescape(text).replace("\u2060", "").replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", text)


def test_without_any_edition_the_home_page_says_that_dates_are_coming(browser, db):
    answer = browser.get("/")
    assert answer.status_code == 200
    assert "Les dates ne sont pas encore choisies" in words(answer)
    assert '<html lang="fr">' in answer.text


def test_before_any_answer_the_dates_are_there_and_the_list_says_why_it_is_empty(browser, campaign):
    answer = browser.get("/carte")
    assert answer.status_code == 200
    assert "Les boutiques répondent en ce moment" in words(answer)
    assert f'datetime="{campaign.days[0].isoformat()}"' in answer.text
    assert "boutiques solidaires" not in words(answer)


def test_one_confirmed_shop_is_written_in_the_singular(browser, campaign):
    campaign.answer(campaign.places[0])
    page = words(browser.get("/carte"))
    assert "1 boutique solidaire" in page
    assert "1 boutiques" not in page


def test_only_confirmed_shops_are_shown(browser, confirmed):
    page = words(browser.get("/carte"))
    assert "4 boutiques" in page
    assert "La Malle à Félicie" in page
    assert "Boutique du Bois doré" not in page, "it said no"
    assert "L’Atelier du second tour" not in page, "it has not answered"
    assert browser.get("/boutiques/boutique-du-bois-dore").status_code == 404


def test_nothing_personal_is_public(browser, confirmed):
    confirmed.link([confirmed.places[0]])
    for path in ("/", "/carte", "/boutiques", "/boutiques/la-malle-a-felicie", "/donnees/boutiques.geojson",
                 "/donnees/boutiques.csv", "/carte/points.json", "/plan-du-site"):  # fmt: skip
        page = browser.get(path).text
        assert "felicie@exemple.fr" not in page
        assert "Félicie Martin" not in page
        assert "Inventaire" not in page, "the reason of a « non » stays with the agents"


def test_a_past_edition_says_so_and_still_shows_its_shops(browser, confirmed):
    with clock.frozen(at(confirmed.days[1] + timedelta(days=9))):
        page = words(browser.get("/carte"))
        assert "L’édition est passée, voici les boutiques" in page
        assert "4 boutiques" in page
        assert browser.get("/agenda.ics").status_code == 200


def test_a_cancelled_edition_is_no_longer_shown(browser, confirmed):
    editions.cancel_edition(confirmed.db, confirmed.officer, confirmed.edition_id, new_operation())
    assert "La Malle" not in words(browser.get("/carte"))
    assert browser.get("/boutiques/la-malle-a-felicie").status_code == 404


def test_the_map_in_a_frame_has_neither_header_nor_footer_and_may_be_framed_by_anyone(browser, confirmed):
    framed, plain = browser.get("/carte?integree=1"), browser.get("/carte")
    assert "frame-ancestors *" in framed.headers["content-security-policy"]
    assert "x-frame-options" not in framed.headers
    assert "frame-ancestors 'none'" in plain.headers["content-security-policy"]
    assert '<footer class="foot' not in framed.text
    assert '<header class="bar' not in framed.text
    assert 'name="integree" value="1"' in framed.text, "searching stays inside the frame"
    assert browser.get("/boutiques?integree=2").headers["x-frame-options"] == "DENY"


def test_a_day_filter_leaves_out_the_shop_that_opens_the_other_day(browser, confirmed):
    second = confirmed.days[1].isoformat()
    page = words(browser.get(f"/carte?jour={second}"))
    assert "3 boutiques" in page
    assert "Bric-à-brac des deux rives" not in page


def test_a_category_and_an_activity_narrow_the_list(browser, confirmed):
    assert "1 boutique" in words(browser.get("/boutiques?categorie=velos"))
    assert "Bric-à-brac" in words(browser.get("/boutiques?animation=reparation"))
    page = words(browser.get("/boutiques?animation=reparation&categorie=velos"))
    assert "Aucune boutique ne réunit tous vos choix." in page
    assert "Tout afficher" in page


def test_unknown_values_in_the_address_change_nothing(browser, confirmed):
    address = "/carte?jour=2013-02-30&categorie=%3Cscript%3E&animation=x&page=-1&page=99999999999&integree=oui&encore=1"
    answer = browser.get(address)
    assert answer.status_code == 200
    assert "4 boutiques" in words(answer)


def test_a_commune_sorts_by_distance_whatever_its_accents(browser, confirmed):
    page = words(browser.get("/boutiques?commune=segre+en+anjou+bleu"))
    assert "La plus proche de Segré-en-Anjou Bleu : La Grange aux Trouvailles" in page
    names = ["La Grange aux Trouvailles", "Bric-à-brac des deux rives", "La Malle à Félicie"]
    places = [page.rindex(f"{name} ") for name in names]
    assert places == sorted(places)


def test_a_former_commune_and_a_postcode_are_understood(browser, confirmed):
    assert "La plus proche de Baugé (Baugé-en-Anjou)" in words(browser.get("/boutiques?commune=Baugé"))
    several = browser.get("/boutiques?commune=49440")
    assert "Plusieurs communes répondent à ce nom." in words(several), "five communes share this postcode"
    assert 'href="/boutiques?commune=Angrie"' in several.text
    assert "4 boutiques" in words(several)


def test_an_unknown_commune_is_said_and_the_list_stays(browser, confirmed):
    answer = browser.get("/carte?commune=Zzyzx")
    assert "Nous ne trouvons pas cette commune." in words(answer)
    assert 'value="Zzyzx"' in answer.text
    assert "4 boutiques" in words(answer)


def test_what_is_typed_is_text_in_the_page(browser, confirmed):
    answer = browser.get("/carte?commune=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert(1)" not in answer.text
    assert 'value="&#34;&gt;&lt;script&gt;' in answer.text


def test_a_hostile_name_stays_text_in_the_page_the_data_and_the_description_for_robots(browser, campaign):
    name = '</script><script>alert(1)</script> {{7*7}} <img src=x onerror=alert(2)> "quoted"'
    partners.change_place(campaign.db, campaign.officer, campaign.places[0], 1, {"name": name}, new_operation())
    campaign.answer(campaign.places[0])
    slug = browser.get("/carte/points.json").json()[0][4]
    for path in (
        "/carte",
        f"/boutiques/{slug}",
        f"/boutiques/{slug}?extrait=1",
        "/carte/fond.svg?points=1",
        "/plan-du-site",
    ):
        page = browser.get(path).text
        assert "<script>alert(1)" not in page, path
        assert "<img src=x" not in page, path
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', browser.get(f"/boutiques/{slug}").text)[1]
    assert json.loads(block)["name"] == name
    assert "49 &lt;img" not in browser.get("/carte").text


def test_a_shop_page_shows_the_week_of_the_event_and_its_extras(browser, confirmed):
    answer = browser.get("/boutiques/la-malle-a-felicie")
    page = words(answer)
    assert "Mercredi et samedi 10 h – 18 h sans interruption" in page
    first = confirmed.days[0]
    assert f"Mercredi {first.day} 10 h – 18 h" in page
    assert f"Jeudi {first.day + 1 if first.day < 28 else (first + timedelta(days=1)).day} 14 h – 18 h" in page
    assert "Dimanche" in page
    assert "Concours du plus beau pull" in page
    assert "02 41 00 00 04" in page
    assert 'href="tel:+33241000004"' in answer.text


def test_a_shop_without_readable_hours_shows_the_event_days_alone(browser, campaign):
    campaign.answer(campaign.places[0])
    partners.change_place(
        campaign.db, campaign.officer, campaign.places[0], 1, {"opening_hours_text": "selon l'humeur"}, new_operation()
    )
    page = words(browser.get("/boutiques/la-grange-aux-trouvailles"))
    assert "Lundi" not in page
    assert "selon l’humeur" in page


def test_two_hundred_shops_go_by_pages_and_none_is_lost(browser, db, officer):
    campaign = seed(db, officer, 130)
    for place_id in campaign.places:
        campaign.answer(place_id)
    seen = set()
    for page in (1, 2, 3):
        numbers = re.findall(r'data-number="(\d+)"', browser.get(f"/carte?page={page}").text)
        assert len(numbers) == (50 if page < 3 else 30)
        seen |= set(numbers)
    assert len(seen) == 130
    first = browser.get("/carte").text
    assert len(re.search(r'data-numbers="([\d ]+)"', first)[1].split()) == 130, "the map shows every shop"
    assert "Page 1 sur 3" in first
    assert len(re.findall(r'data-number="', browser.get("/boutiques?page=tout").text)) == 130


def test_more_than_a_hundred_and_fifty_shops_are_drawn_in_clusters(browser, db, officer):
    campaign = seed(db, officer, 151)
    for place_id in campaign.places:
        campaign.answer(place_id)
    assert "markercluster.js?v=" in browser.get("/carte").text
    assert len(browser.get("/carte/points.json").json()) == 151


def test_a_few_shops_need_no_clusters(browser, confirmed):
    assert "markercluster" not in browser.get("/carte").text


def test_the_search_reads_back_its_own_addresses(confirmed):
    from campaign.editions.views import edition

    asked = read_query(
        {
            "commune": ["Angers"],
            "jour": [confirmed.days[0].isoformat()],
            "categorie": ["livres", "velos"],
            "page": ["2"],
        },
        edition(confirmed.db, confirmed.edition_id),
    )
    address = asked.address("/carte")
    assert (
        address == f"/carte?commune=Angers&jour={confirmed.days[0].isoformat()}&categorie=livres&categorie=velos&page=2"
    )


def test_no_shop_makes_one_empty_page():
    from campaign.web.finder import Place, Query

    found = results([], Query(page=7), Place())
    assert (found.total, found.page, found.pages, found.groups) == (0, 1, 1, ())


def test_legal_pages_answer_with_what_the_settings_say(browser, campaign):
    assert "non conforme" in words(browser.get("/accessibilite"))
    assert "Département de Maine-et-Loire" in words(browser.get("/mentions-legales"))
    assert "CNIL" in words(browser.get("/donnees-personnelles"))
    assert browser.get("/plan-du-site").status_code == 200
    assert "Disallow: /p/" in browser.get("/robots.txt").text


def test_the_drawn_map_marks_each_shop_and_is_not_sent_twice(browser, confirmed):
    answer = browser.get("/carte/fond.svg?points=1")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.text.count("<circle") == 4
    assert answer.text.count("<path") == 10, "ten EPCI touch Maine-et-Loire"
    again = browser.get("/carte/fond.svg?points=1", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_contours_come_back_to_their_degrees(browser, confirmed):
    areas = browser.get("/carte/contours.json").json()
    assert len(areas) == 10
    steps = areas[0]["polygons"][0][0]
    longitudes, latitudes, x, y = [], [], 0, 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        longitudes.append(x / 1000)
        latitudes.append(y / 1000)
    assert -1.5 < min(longitudes) < max(longitudes) < 0.3, "Maine-et-Loire"
    assert 46.9 < min(latitudes) < max(latitudes) < 47.9
    assert (longitudes[0], latitudes[0]) == (longitudes[-1], latitudes[-1]), "a ring closes"


def test_the_address_of_a_merged_sheet_leads_to_the_one_kept_for_good(browser, db, officer, confirmed):
    kept_id = confirmed.places[0]
    old = partners.add_place(db, officer, {"name": "Chez Félicie", "commune": "Angers"}, new_operation())
    assert browser.get("/boutiques/chez-felicie").status_code == 404
    merge_id = merge(db, officer, kept_id, old, place_by_id(db, kept_id).version, 1, {}, new_operation())
    moved = browser.get("/boutiques/chez-felicie?extrait=1", follow_redirects=False)
    kept = f"/boutiques/{place_by_id(db, kept_id).slug}"
    assert (moved.status_code, moved.headers["location"]) == (301, f"{kept}?extrait=1")
    assert browser.get(moved.headers["location"]).status_code == 200
    unmerge(db, officer, merge_id, new_operation())
    assert browser.get("/boutiques/chez-felicie").status_code == 404
