"""``documents build``: files in a folder and the manifest that names them."""

import hashlib
import json

import pytest

from campaign.documents import catalogue
from tests.communication.conftest import told  # noqa: F401 - the same edition


def test_every_file_is_written_and_named_in_the_manifest(db, told, answer, tmp_path):  # noqa: F811
    folder = tmp_path / "sortie"
    lines = answer("documents", "build", told.edition, "--out", folder)
    assert json.loads((folder / "manifest.json").read_text("utf-8")) == lines
    assert {line["kind"] for line in lines} == set(catalogue.KINDS)
    for line in lines:
        if line["path"]:
            assert hashlib.sha256((folder / line["path"]).read_bytes()).hexdigest() == line["sha256"]
    refused = [line for line in lines if line["path"] is None]
    assert {line["audience"] for line in refused} == {f"shop:{told.fil}"}
    assert all(line["blocking"] for line in refused)


def test_one_kind_for_one_audience(db, told, answer, tmp_path):  # noqa: F811
    words = ("--kind", "affiche-a3", "--audience", f"shop:{told.malle}", "--preset", "imprimeur-en-ligne")
    (line,) = answer("documents", "build", told.edition, "--out", tmp_path, *words)
    assert (line["kind"], line["audience"], line["format"], line["pages"]) == (
        "affiche-a3", f"shop:{told.malle}", "pdf", 1
    )  # fmt: skip
    assert line["trim_mm"] == [297, 420]


def test_a_shop_that_may_not_advertise_has_a_line_and_no_file(db, told, run, tmp_path):  # noqa: F811
    words = ("--kind", "affiche-a3", "--audience", f"shop:{told.fil}")
    said = run("documents", "build", told.edition, "--out", tmp_path, *words)
    assert said.exit_code == 0
    assert "ne peut pas faire de publicité" in said.stdout
    assert [path.name for path in tmp_path.rglob("*.pdf")] == []


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("--kind", "mug"), 1, "Pièce inconnue"),
        (("--audience", "angers"), 1, "Destinataire inconnu"),
        (("--audience", "shop:999"), 1, "Cette boutique ne participe pas"),
        (("--preset", "photocopie"), 2, "La valeur de l’option --preset"),
    ],
)
def test_a_wrong_word_is_refused_with_one_sentence(db, told, run, tmp_path, words, status, sentence):  # noqa: F811
    said = run("documents", "build", told.edition, "--out", tmp_path / "rien", *words)
    assert said.exit_code == status
    assert sentence in said.stderr
    assert not (tmp_path / "rien").exists()


def test_an_edition_that_does_not_exist_is_refused(db, run, tmp_path):
    said = run("documents", "build", 99, "--out", tmp_path)
    assert (said.exit_code, said.stderr) == (1, "Cette édition n’existe pas.\n")
