"""A copy of the public pages lives without a server: every link leads somewhere, nothing comes from elsewhere."""

import csv
import io
import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from icalendar import Calendar

from campaign.base.errors import Refused
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.editions import actions as editions
from campaign.editions.model import check_edition
from campaign.editions.views import edition as edition_view
from campaign.web.site_addresses import file_of, page_in_folder
from campaign.web.static_site import MANIFEST, build_site, live_site
from tests.web.conftest import seed

LIVE = "https://bonsjours.exemple.fr"
# What a page loads by itself, and what somebody has to follow.
LOADED = re.compile(r'<(?:script|img|image|link|source|iframe|form)\b[^>]*?\b(?:src|href|srcset|action)="([^"]*)"')
FOLLOWED = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')
# Chosen by hand: the way to a shop, the licence, two public bodies the law names.
KNOWN = {"www.openstreetmap.org", "www.etalab.gouv.fr", "www.cnil.fr", "formulaire.defenseurdesdroits.fr"}


@pytest.fixture
def copy(confirmed, own_settings, tmp_path) -> Path:
    folder = tmp_path / "site"
    build_site(edition_view(confirmed.db, confirmed.edition_id), folder)
    return folder


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_every_link_leads_to_a_file_and_every_anchor_to_a_place(copy):
    dead, anchors = [], 0
    for page in pages(copy):
        text = page.read_text("utf-8")
        named = [
            *LOADED.findall(text),
            *FOLLOWED.findall(text),
            *re.findall(r'data-(?:points|contours)="([^"]+)"', text),
        ]
        for link in (unescape(one).split(" ")[0] for part in named for one in re.split(r",\s+", part)):
            parts = urlsplit(link)
            if parts.scheme in ("https", "http", "tel", "mailto"):
                continue
            target = Path(unquote(urlsplit(urljoin(page.as_uri(), link)).path)) if parts.path else page
            if not target.is_file() or copy not in target.parents:
                dead.append(f"{page.name} : {link}")
            elif parts.fragment and target.suffix == ".html":
                anchors += 1
                dead += [] if f'id="{parts.fragment}"' in target.read_text("utf-8") else [f"{page.name} : {link}"]
    for style in copy.rglob("*.css"):
        for link in re.findall(r"url\([\"']?([^\"')#]+)[\"']?\)", style.read_text("utf-8")):
            dead += [] if link.startswith("data:") or (style.parent / link).is_file() else [f"{style.name} : {link}"]
    assert dead == []
    assert anchors > 5


def test_nothing_is_loaded_from_elsewhere_and_what_may_be_followed_is_known(copy, confirmed):
    loaded, followed, told = set(), set(), set()
    for page in pages(copy):
        text = page.read_text("utf-8")
        loaded |= {one for one in LOADED.findall(text) if re.match(r"(?:https?:)?//", one)}
        followed |= {urlsplit(unescape(one)).hostname for one in FOLLOWED.findall(text) if one.startswith("http")}
        told |= set(re.findall(r'data-tiles="(https?://[^"/]+)', text))
    assert loaded == set()
    assert followed <= KNOWN
    assert told <= {settings().tiles_url[: len(one)] for one in told}, "map tiles, as set"
    for file in (*copy.rglob("*.css"), *copy.rglob("finder.js"), *copy.rglob("map.js")):
        assert not re.search(r"url\([\"']?https?:|fetch\([\"']https?:|import .*https?:", file.read_text("utf-8")), file
    everything = " ".join(
        one.read_text("utf-8") for one in copy.rglob("*") if one.suffix in (".html", ".ics", ".csv", ".geojson")
    )
    assert settings().public_url not in everything, "no address of a server nobody can reach"


def test_no_form_and_no_link_waits_for_a_server(copy, confirmed):
    for page in pages(copy):
        text = page.read_text("utf-8")
        for form in re.findall(r"<form\b[^>]*>", text):
            assert " hidden" in form
            assert "action" not in form
        for absent in ("connexion", "/p/", "presse", 'erreur"', "csrf"):
            assert absent not in text, (page.name, absent)
    home = (copy / "index.html").read_text("utf-8")
    assert json.loads(re.search(r'id="donnees-carte">(.+?)</script>', home)[1])["points"][0][1] > 46
    assert home.count('data-days="') == 4


def test_the_files_of_the_copy_are_those_of_the_site(copy, confirmed):
    told = json.loads((copy / MANIFEST).read_text("utf-8"))
    assert told["shops"] == len(list((copy / "boutiques").glob("*.html"))) == 4
    assert told["pages"] == len(pages(copy))
    shop = (copy / "boutiques" / "la-malle-a-felicie.html").read_text("utf-8")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', shop)[1])
    assert (data["@type"], data["url"], data["@id"]) == (
        "Store", "la-malle-a-felicie.html", "la-malle-a-felicie.html#boutique",
    )  # fmt: skip
    diary = Calendar.from_ical((copy / "boutiques" / "la-malle-a-felicie.ics").read_bytes())
    assert [one["dtstart"].dt.date() for one in diary.walk("VEVENT")] == list(confirmed.days)
    assert all("url" not in one for one in diary.walk("VEVENT"))
    table = io.StringIO((copy / "donnees" / "boutiques.csv").read_text("utf-8-sig"))
    assert {line["page"] for line in csv.DictReader(table, delimiter=";")} >= {"boutiques/la-malle-a-felicie.html"}
    features = json.loads((copy / "donnees" / "boutiques.geojson").read_text("utf-8"))["features"]
    assert len(features) == 4


def test_with_a_live_site_what_needs_a_server_leads_there(confirmed, own_settings, monkeypatch, tmp_path):
    monkeypatch.setenv("CAMPAIGN_PUBLIC_URL", LIVE)
    settings.cache_clear()
    edition = edition_view(confirmed.db, confirmed.edition_id)
    assert live_site(confirmed.db, edition) == LIVE
    build_site(edition, tmp_path / "site", LIVE)
    shop = (tmp_path / "site" / "boutiques" / "la-malle-a-felicie.html").read_text("utf-8")
    assert f'href="{LIVE}/boutiques/la-malle-a-felicie/erreur"' in shop
    values = check_edition("Passée", "", [date(2024, 3, 6)], date(2024, 2, 1))
    past = editions.add_edition(confirmed.db, confirmed.officer, values, new_operation())
    assert live_site(confirmed.db, edition_view(confirmed.db, past)) == "", "the live site shows another edition"


def test_a_folder_that_holds_something_else_is_left_alone(confirmed, own_settings, tmp_path):
    edition = edition_view(confirmed.db, confirmed.edition_id)
    folder = tmp_path / "mes-documents"
    folder.mkdir()
    (folder / "budget.xlsx").write_bytes(b"a")
    with pytest.raises(Refused, match=r"budget\.xlsx"):
        build_site(edition, folder)
    assert [one.name for one in folder.iterdir()] == ["budget.xlsx"]
    (folder / "budget.xlsx").unlink()
    first = build_site(edition, folder)
    assert build_site(edition, folder) == first, "a former copy is replaced"
    (folder / "notes.txt").write_text("à moi")
    with pytest.raises(Refused, match=r"notes\.txt"):
        build_site(edition, folder)
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == []


def test_an_edition_residents_do_not_see_is_not_copied(db, officer, own_settings, tmp_path):
    campaign = seed(db, officer, 1, opened=False)
    with pytest.raises(Refused, match="n’est pas ouverte au public"):
        build_site(edition_view(db, campaign.edition_id), tmp_path / "site")
    editions.open_edition(db, officer, campaign.edition_id, new_operation())
    assert build_site(edition_view(db, campaign.edition_id), tmp_path / "site").shops == 0


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/carte?jour=2026-01-01#liste", "carte.html"),
        ("/boutiques/la-remise", "boutiques/la-remise.html"),
        ("/boutiques/la-remise.ics", "boutiques/la-remise.ics"),
        ("/boutiques/la-remise/photo/12.jpg?largeur=480", "boutiques/la-remise/photo/12-largeur-480.jpg"),
        ("/carte/fond.svg?points=1", "carte/fond-points.svg"),
        ("/ressources/app.css?v=0123", "ressources/app.css"),
        ("/boutiques/la-remise/erreur", None),
        ("/p/renvoi", None),
        ("/connexion", None),
        ("/boutiques/../../etc/passwd", None),
    ],
)
def test_each_address_is_one_file_or_none(address, file):
    assert file_of(address) == file


def test_a_page_in_a_folder_of_its_own_leads_back_up():
    page = (
        '<a href="/carte#liste">Carte</a> <a class="x" href="/connexion">Agents</a>'
        '<img srcset="/boutiques/a/photo/1.jpg?largeur=480 480w, /boutiques/a/photo/1.jpg 960w">'
    )
    text, needed = page_in_folder(page, "boutiques/a.html", "", "http://localhost:8501")
    assert text == (
        '<a href="../carte.html#liste">Carte</a> '
        '<img srcset="a/photo/1-largeur-480.jpg 480w, a/photo/1.jpg 960w">'
    )  # fmt: skip
    assert needed == ["/carte#liste", "/boutiques/a/photo/1.jpg?largeur=480", "/boutiques/a/photo/1.jpg"]
    assert 'href="https://ici.fr/connexion"' in page_in_folder(page, "boutiques/a.html", "https://ici.fr", "x")[0]
