"""``editions export`` and ``editions import``: the kit of one installation prepares an edition in another's."""

import json
import zipfile

import pytest

from campaign.handover.model import Part
from campaign.handover.packing import HELD, MANIFEST, READ_ME, file_of


@pytest.fixture
def kit(answer, tmp_path):
    """A kit of an edition of ten days after J, made by the command."""
    answer("editions", "add", "--name", "Mai 2040", "--day", "2040-05-16", "--day", "2040-05-19", "--theme", "Réparer")
    file = tmp_path / "kit.zip"
    answer("editions", "export", 1, file)
    return file


def test_an_export_says_what_it_wrote_and_the_file_is_readable(answer, tmp_path):
    answer("editions", "add", "--name", "Mai 2040", "--day", "2040-05-16")
    (made,) = answer("editions", "export", 1, tmp_path / "kit.zip")
    assert made["edition"] == 1
    assert made["masked"] == 0
    assert made["parts"]["messages"] == 15
    assert made["bytes"] == (tmp_path / "kit.zip").stat().st_size
    with zipfile.ZipFile(tmp_path / "kit.zip") as archive:
        assert set(archive.namelist()) == {MANIFEST, READ_ME, *(file_of(part) for part in HELD)}
        assert json.loads(archive.read(file_of(Part.EDITION)))["name"] == "Mai 2040"


def test_a_kit_prepares_an_edition_in_an_empty_installation_of_another_departement(shell, kit, tmp_path):
    elsewhere = {"CAMPAIGN_DB": str(tmp_path / "mayenne.db"), "CAMPAIGN_DEPARTEMENT": "53"}
    tried = shell("editions", "import", kit, "--day", "2041-05-15", "--dry-run", "--json", **elsewhere)
    assert (tried.returncode, tried.stderr) == (0, "")
    assert shell("editions", "list", "--json", **elsewhere).stdout == "[]\n"
    done = shell("editions", "import", kit, "--day", "2041-05-15", "--json", **elsewhere)
    (made,), (trial,) = json.loads(done.stdout), json.loads(tried.stdout)
    assert (made["name"], made["theme"], made["days"]) == ("Mai 2041", "Réparer", ["2041-05-15"])
    assert made["answer_deadline"] == "2041-04-24"  # 21 days before, as last time
    assert made["state"] == "preparing"
    assert made["brought"]["parts"] == trial["brought"]["parts"]
    assert trial["brought"]["edition"] is None
    again = shell("editions", "import", kit, "--day", "2041-05-15", **elsewhere)
    assert "déjà là" in again.stdout
    assert len(json.loads(shell("editions", "list", "--json", **elsewhere).stdout)) == 1


def test_without_days_the_same_season_is_proposed_and_said(run, kit):
    result = run("editions", "import", kit)
    assert result.exit_code == 0
    assert "Jours proposés à la même saison" in result.stdout
    assert "mercredi 15 et samedi 18 mai 2041" in result.stdout


@pytest.mark.parametrize("words", [("export", 1, "kit.txt"), ("export", 99, "kit.zip"), ("import", "absent.zip")])
def test_what_cannot_be_done_is_refused_in_a_sentence(run, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("editions", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.strip().endswith(".")
    assert list(tmp_path.glob("kit.*")) == []


def test_a_file_that_is_no_kit_is_neither_read_nor_replaced(run, kit, tmp_path):
    other = tmp_path / "photos.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "a")
    before = other.read_bytes()
    assert run("editions", "import", other).exit_code == 1
    refused = run("editions", "export", 1, other)
    assert "n’est pas un kit" in refused.stderr
    assert other.read_bytes() == before
    assert run("editions", "export", 1, kit).exit_code == 0  # a kit replaces a kit
    assert run("editions", "import", tmp_path).exit_code == 1
    assert run("editions", "export", 1, tmp_path / "ailleurs" / "kit.zip").exit_code == 1


def test_a_day_that_is_past_is_refused_and_nothing_is_written(run, answer, kit):
    result = run("editions", "import", kit, "--day", "2020-05-13")
    assert result.exit_code == 1
    assert "à venir" in result.stderr
    assert len(answer("editions", "list")) == 1
