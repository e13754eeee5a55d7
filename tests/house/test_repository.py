"""The repository agrees with itself: glossary, licence, locks, pages, menu."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from campaign import __version__
from campaign.accounts.menu import SCREENS

ROOT = Path(__file__).resolve().parents[2]
CODE = "\n".join(path.read_text("utf-8") for path in (ROOT / "campaign").rglob("*.py"))


def names_of_the_glossary():
    table = (ROOT / "docs" / "glossaire.md").read_text("utf-8").splitlines()
    cells = [line.split("|")[2:4] for line in table if line.startswith("| ") and "`" in line]
    return sorted({name for pair in cells for cell in pair for name in re.findall(r"`(\w+)`", cell)})


@pytest.mark.parametrize("name", names_of_the_glossary())
def test_each_name_of_the_glossary_exists_in_the_code(name):
    assert re.search(rf"\b{name}\b", CODE), f"« {name} » n’existe plus dans le code"


def test_the_glossary_is_not_empty():
    assert len(names_of_the_glossary()) >= 25


def test_the_licence_is_the_same_everywhere():
    publiccode = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    assert publiccode["legal"]["license"] == "EUPL-1.2"
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_the_version_is_the_same_everywhere():
    publiccode = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    assert publiccode["softwareVersion"] == __version__
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_each_screen_has_its_file_and_each_file_its_screen():
    files = {path.name for path in (ROOT / "pages").glob("*.py")}
    assert files == {screen.file for screen in SCREENS}


def test_screens_stay_short_enough_to_be_read_at_once():
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in (ROOT / "pages").glob("*.py")}
    assert {name: length for name, length in lengths.items() if length > 100} == {}


def test_no_screen_address_hides_a_public_page():
    public = {"carte", "boutiques", "connexion", "deconnexion", "p", "t", "b", "sante", "donnees", "ressources"}
    assert {screen.path for screen in SCREENS} & public == set()


def test_every_direct_dependency_is_locked_with_its_hash():
    for listed, locked in (
        ("requirements.txt", "requirements.lock"),
        ("requirements-dev.txt", "requirements-dev.lock"),
    ):
        lock = (ROOT / locked).read_text("utf-8")
        for line in (ROOT / listed).read_text("utf-8").splitlines():
            if found := re.match(r"([A-Za-z0-9][A-Za-z0-9_.-]*)(?:[<>=!~]|\s)", line):
                name = re.sub(r"[-_.]+", "-", found[1]).lower()
                assert re.search(rf"^{re.escape(name)}==[^\n]+\\\n +--hash=sha256:", lock, re.MULTILINE), name


def test_each_direct_dependency_says_why():
    for listed in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / listed).read_text("utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                assert "#" in line, f"{listed} : {line} sans raison"


def test_no_path_of_a_machine_and_no_secret_is_committed():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not tracked:
        pytest.skip("ce n’est pas un dépôt git : rien à vérifier")
    suspects = re.compile(r"(?:^|[\s\"'(])/(?:work|root|home/\w+)/|-----BEGIN [A-Z ]*PRIVATE KEY")
    found = []
    for name in tracked.split("\0"):
        path = ROOT / name
        if (
            name
            and path.is_file()
            and path.suffix in (".py", ".md", ".toml", ".yml", ".txt", ".html", ".js", ".css", "")
        ):
            text = path.read_text("utf-8", errors="replace")
            found += [f"{name}: {line}" for line in text.splitlines() if suspects.search(line)]
    assert found == []
