"""The documentation agrees with the program: links, pictures, commands, settings, words of the screens."""

import re
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from PIL import Image

from campaign.accounts.retention import PICTURES as KEPT_FILES
from campaign.accounts.retention import RULES
from campaign.base.settings import ROOT, read_settings
from campaign.cli.program import main
from campaign.people.due import CONTACTS
from campaign.web import health

DOCS = ROOT / "docs"
PICTURES = DOCS / "images"
GUIDES = sorted((DOCS / "guides").glob("*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
SETTINGS_CODE = (ROOT / "campaign" / "base" / "settings.py").read_text("utf-8")
DEPLOYMENT = (DOCS / "deploiement.md").read_text("utf-8")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
# The name of each rule of `purge`, and how the table of docs/deploiement.md calls it.
RETENTION = {
    "attempts": "compteurs d’essais",
    "sessions": "sessions",
    "operations": "numéros de formulaire",
    "journal_personal": "valeurs personnelles du journal",
    "journal": "lignes du journal",
    "link_visits": "visites des liens personnels",
    "outbox": "journal des messages",
    "calls": "appels notés",
    "round_drivers": "noms des conducteurs",
    "letters": "lettres notées comme postées",
    "addresses": "oppositions aux invitations, adresses mortes",
    "press_authors": "adresses des auteurs de citations",
    "press_quotes": "citations refusées ou retirées",
    "media_correspondents": "correspondants de presse",
    "meeting_guests": "invités aux réunions, réponses et présences",
    "meeting_names": "noms des comptes rendus de réunion",
    "role_readings": "qui a lu son rôle",
    "role_team": "équipe projet",
    "loan_words": "animateurs et notes des prêts de jeux",
    "consultation_words": "remarques des votes sur les jours, et qui a répondu au téléphone",
    "debrief_people": "noms de qui répond au bilan ou signe une phrase",
    "debrief_photos": "photos du bilan et leur crédit",
    "debrief_photos_removed": "photos du bilan retirées",
    "plan_people": "noms de qui fait une tâche du rétroplanning",
    "evidence_people": "noms de qui fournit une preuve",
    "evidence_files": "fichiers des preuves",
    "evidence_files_removed": "fichiers des preuves retirés",
    "place_pictures": "photos et logos des boutiques et leur crédit",
    "place_pictures_removed": "photos et logos de boutiques retirés",
    "resident_reports": "erreurs signalées par des habitants",
    "road_people": "noms et signatures de qui reçoit ou rend du matériel",
    "road_pictures": "photos de livraison",
    "contacts": "contacts des boutiques",
    "media_coverage_removed": "retombées de presse retirées",
}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_of(text: str) -> list[str]:
    """What is written as code: fenced lines and inline spans."""
    fenced = re.findall(r"^```.*?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
    return [line.strip() for block in fenced for line in block.splitlines()] + inline


def anchors_of(text: str) -> set[str]:
    """The anchors of a page's titles, as forges write them."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    titles = re.findall(r"^#{1,6} (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", LINK.sub("", title).lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_and_picture_of_a_page_exists(page):
    text, broken = page.read_text("utf-8"), []
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors_of(target.read_text("utf-8"))):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_quoted_in_a_page_exists(page):
    for code in code_of(page.read_text("utf-8")):
        for target in re.findall(r"(?<![\w-])make ([a-z-]+)", code):
            assert target in TARGETS, f"make {target}"
        for words in re.findall(r"(?:python -m campaign|sudo bons-jours) ([a-z].*)", code):
            check_command(words.split())


def check_command(words: list[str]) -> None:
    """Fail unless the program has that command with these options."""
    command: click.Command = main
    while words and isinstance(command, click.Group) and re.fullmatch(r"[a-z]+", words[0]):
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"la commande « {words[0]} » n’existe pas"
        command, words = found, words[1:]
    options = {name for parameter in command.params for name in parameter.opts} | {"--help"}
    for word in words:
        if word in ("&&", "|", ";"):
            break
        if word.startswith("--"):
            assert word.split("=")[0] in options, f"{command.name} {word}"


def test_the_table_of_settings_names_exactly_those_the_program_reads():
    read = set(re.findall(r'"(CAMPAIGN_[A-Z_]+|HOST|PORT)"', SETTINGS_CODE))
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.+?) \|", DEPLOYMENT, re.MULTILINE))
    assert len(read) > 10
    assert set(rows) == read


def test_the_defaults_of_the_table_are_those_of_the_program():
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| [^|`]*`([^`]+)`", DEPLOYMENT, re.MULTILINE))
    usual = read_settings({"CAMPAIGN_SETTINGS": str(ROOT / "nothing.env")})
    assert rows["CAMPAIGN_DEPARTEMENT"] == usual.departement
    assert rows["CAMPAIGN_WORKER"] == usual.worker
    assert rows["CAMPAIGN_PUBLIC_URL"] == usual.public_url
    assert rows["HOST"] == usual.host
    assert rows["PORT"] == str(usual.port)
    assert usual.database == ROOT / rows["CAMPAIGN_DB"]
    assert usual.files.name == rows["CAMPAIGN_FILES"]
    assert usual.secret_file.name == rows["CAMPAIGN_SECRET"]


def test_the_example_of_settings_names_only_known_ones():
    text = (ROOT / "deploy" / "campaign.env.exemple").read_text("utf-8")
    written = re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)
    assert written
    assert [name for name in written if f'"{name}"' not in SETTINGS_CODE] == []


def test_the_table_of_retention_says_what_purge_deletes_no_more_no_less():
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \| ([^|]*?) \|$", DEPLOYMENT, re.MULTILINE)
    purged = {name for name, by in rows if "`purge`" in by}
    assert {rule.name for rule in (*RULES, *KEPT_FILES, CONTACTS)} == set(RETENTION)
    assert {one.split(" (")[0] for one in purged} == set(RETENTION.values())


def test_the_guide_explains_every_key_of_the_health_page(db):
    said = health.state()
    keys = {"status", *(f"checks.{name}" for name in said["checks"]), *(said.keys() - {"status", "checks"})}
    assert [key for key in sorted(keys) if f"`{key}`" not in DEPLOYMENT] == []


def test_the_readme_holds_on_one_screen_and_shows_the_application():
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 80
    assert re.search(r"!\[[^\]]{20,}\]\(docs/images/\w+\.png\)", text)
    assert "make run" in text
    assert "make test" in text


def test_pictures_are_light_and_each_one_serves():
    used = {Path(link).name for page in PAGES for link in LINK.findall(page.read_text("utf-8"))}
    pictures = sorted(PICTURES.iterdir())
    assert len(pictures) >= 10
    assert [path.name for path in pictures if path.name not in used] == []
    assert {path.name: path.stat().st_size for path in pictures if path.stat().st_size >= 300_000} == {}


def test_pictures_have_the_sizes_of_a_desk_and_of_a_phone():
    for path in PICTURES.glob("*.png"):
        with Image.open(path) as picture:
            assert picture.mode == "P", path.name
            assert path.name == "apercu.png" or picture.size in ((1440, 900), (780, 1688)), path.name


def test_every_picture_says_what_it_shows():
    for page in PAGES:
        assert "![](" not in page.read_text("utf-8"), named(page)


def words_of_the_screens() -> str:
    """Everything the program may show, with spaces and no-break spaces alike."""
    folders = [ROOT / "pages", ROOT / "campaign"]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".html")]
    return plain_spaces("\n".join(path.read_text("utf-8") for path in files)).casefold()


def plain_spaces(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("guide", GUIDES, ids=named)
def test_every_word_a_guide_quotes_is_on_a_screen(guide):
    screens = words_of_the_screens()
    quoted = re.findall(r"« ([^«»]+?) »", plain_spaces(guide.read_text("utf-8")))
    words = [one.casefold() for one in quoted if not re.search(r"\d| N ", one)]
    assert [one for one in words if one not in screens] == [], "ces mots ne sont plus à l’écran"
