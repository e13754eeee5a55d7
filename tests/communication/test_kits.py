"""« Tout le kit »: what the archive holds; a worker killed, names that attack, files that get old."""

import csv
import hashlib
import io
import json
import os
import shutil
import zipfile
from datetime import timedelta
from pathlib import PurePosixPath

import docx
import pikepdf
import pytest
from PIL import Image

from campaign import worker
from campaign.accounts import actions as accounts
from campaign.accounts.model import SYSTEM
from campaign.base import clock, jobs
from campaign.base.errors import NotAllowed, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.communication import assembling, cache, kit, workshop
from campaign.documents import catalogue
from campaign.documents.presets import Preset
from tests.documents.reading import MM, texts

KEYS = {"path", "kind", "audience", "format", "pages", "trim_mm", "sha256", "warnings", "blocking"}
HOSTILE = (
    '"><script>alert(1)</script>',
    "../../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "🛍️👩‍👩‍👧 Fripe 🎉",
    "محل الأغراض المستعملة",
    "W" * 120,
    "CON",
)


@pytest.fixture(scope="module")
def drawer(tmp_path_factory):
    """What the kits of this file drew already: pieces are kept by what they say, drawing them again costs minutes."""
    return tmp_path_factory.mktemp("drawn")


@pytest.fixture
def drawn_before(told, drawer):
    """The application's own keep of pieces, as a former kit left it."""
    kept = cache.folder("pieces")
    kept.mkdir(parents=True, exist_ok=True)
    for one in drawer.iterdir():
        shutil.copy(one, kept / one.name)
    yield
    for one in kept.iterdir():
        if one.is_file() and not (drawer / one.name).exists():
            shutil.copy(one, drawer / one.name)


@pytest.fixture
def drawn_here(monkeypatch):
    """Pieces are drawn in this process, where a test can listen, however many they are."""
    monkeypatch.setattr(assembling, "hands_for", lambda pieces: 0)


def made(db, edition_id: int, preset: Preset = Preset.SCREEN) -> zipfile.ZipFile:
    """The kit, asked for and made; opened."""
    kit.start_kit(db, SYSTEM, edition_id, preset, new_operation())
    worker.run_jobs(db)
    return zipfile.ZipFile(kit.latest_kit(db, SYSTEM, edition_id).path)


def manifest(archive: zipfile.ZipFile) -> list[dict]:
    return json.loads(archive.read("manifest.json"))


def rows_of(archive: zipfile.ZipFile, name: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")), delimiter=";"))


def test_the_archive_holds_a_folder_for_each_audience_and_its_papers(db, told, printer, drawn_before):
    archive = made(db, told.edition, Preset.PRINTER)
    folders = {name.partition("/")[0] for name in archive.namelist() if "/" in name}
    # The shop that may not advertise has a folder as soon as a neutral piece exists.
    assert folders - {"boutique-03-le-fil"} == {
        "departement", "epci-angers-loire-metropole", "epci-cholet-agglomeration", "boutique-01-la-malle-a-felicie",
        "boutique-02-la-remise",
    }  # fmt: skip
    papers = {name for name in archive.namelist() if "/" not in name}
    assert papers == {"LISEZ-MOI.txt", "fiche-de-fabrication.csv", "tableau-de-controle.csv", "manifest.json"}
    assert archive.testzip() is None
    said = archive.read("LISEZ-MOI.txt").decode("utf-8-sig")
    assert "3\u00a0boutiques en Maine-et-Loire" in said
    order = {row["Pièce"]: row for row in rows_of(archive, "fiche-de-fabrication.csv")}["Affiche A3"]
    assert order["Imprimeur"] == "Imprimerie Exemple, Angers"
    assert (order["Format fini"], order["Fond perdu"]) == ("297 × 420 mm", "5 mm")
    # 20 + 30 + 11 asked.
    assert order["Quantité proposée, toutes versions"] == "100"


@pytest.mark.parametrize("preset", Preset)
def test_the_manifest_says_the_truth_about_each_file(db, told, printer, preset, drawn_before):
    archive = made(db, told.edition, preset)
    lines = manifest(archive)
    assert all(set(line) == KEYS for line in lines)
    listed = [line for line in lines if line["path"]]
    for line in listed:
        data = archive.read(line["path"])
        assert hashlib.sha256(data).hexdigest() == line["sha256"]
        assert PurePosixPath(line["path"]).suffix == f".{line['format']}"
        if line["format"] == "pdf":
            with pikepdf.open(io.BytesIO(data)) as pdf:
                left, bottom, right, top = (float(one) for one in pdf.pages[0].trimbox)
                assert [(right - left) / MM, (top - bottom) / MM] == pytest.approx(line["trim_mm"], abs=0.01)
                assert len(pdf.pages) == line["pages"]
        elif line["format"] == "docx":
            page = docx.Document(io.BytesIO(data)).sections[0]
            assert [page.page_width.mm, page.page_height.mm] == pytest.approx(line["trim_mm"], abs=0.1)
        else:
            with Image.open(io.BytesIO(data)) as picture:
                assert picture.width / picture.height == pytest.approx(line["trim_mm"][0] / line["trim_mm"][1], 0.01)
    documents = {name for name in archive.namelist() if name.endswith((".pdf", ".png", ".docx"))}
    assert documents == {line["path"] for line in listed}
    assert {line["kind"] for line in lines} == set(catalogue.KINDS)


def test_a_shop_that_may_not_advertise_keeps_its_lines_with_the_rule(db, told, drawn_before):
    archive = made(db, told.edition)
    mine = [line for line in manifest(archive) if line["audience"] == f"shop:{told.fil}"]
    refused = [line for line in mine if line["path"] is None]
    assert "affiche-a3" in {line["kind"] for line in refused}
    assert all("ne peut pas faire de publicité" in line["blocking"][0] for line in refused)
    assert all(line["sha256"] is None for line in refused)
    states = {(row["Pièce"], row["Pour"]): row["État"] for row in rows_of(archive, "tableau-de-controle.csv")}
    assert states["Affiche A3", "Le Fil"] == "Sans fichier"


def test_what_must_not_be_printed_says_so_in_its_name(db, told, drawn_before):
    archive = made(db, told.edition, Preset.PRINTER)
    blocked = [line for line in manifest(archive) if line["path"] and line["blocking"]]
    assert blocked
    assert all("_a-corriger." in line["path"] for line in blocked)
    assert f"{len(blocked)}\u00a0fichiers à corriger" in archive.read("LISEZ-MOI.txt").decode()


def test_the_table_of_checks_has_a_row_a_piece_and_a_column_a_check(db, told, printer, drawn_before):
    archive = made(db, told.edition, Preset.PRINTER)
    rows = {(row["Pièce"], row["Pour"]): row for row in rows_of(archive, "tableau-de-controle.csv")}
    assert len(rows) == len(manifest(archive))
    poster = rows["Affiche A3", "Maine-et-Loire"]
    assert poster["État"] == "Prête à imprimer"
    assert poster["Format"] == "297 × 420\u00a0mm, fond perdu 5\u00a0mm."
    assert poster["Polices"] == "Toutes dans le fichier."
    assert poster["Couleurs"] == "Quadrichromie (CMJN) seule."
    assert "pour 280\u00a0% admis" in poster["Encrage"]
    assert poster["Profil"] == "FOGRA39, dans le fichier."
    assert poster["Imprimeur"] == "Imprimerie Exemple, Angers."
    assert poster["Boutiques"] == "Rien n’attend de décision."
    assert all(poster[column] for column in ("Images", "Marges", "Codes QR"))
    assert "pour 225\u00a0% admis" in rows["Affiche d’abribus", "Maine-et-Loire"]["Encrage"]
    square = rows["Carré pour les réseaux sociaux", "Maine-et-Loire"]
    assert (square["État"], square["Format"]) == ("Prête", "")


def test_without_a_printer_the_table_of_checks_says_so_in_its_column(db, told, drawn_before):
    printed = rows_of(made(db, told.edition, Preset.PRINTER), "tableau-de-controle.csv")
    poster = next(row for row in printed if row["Pièce"] == "Affiche A3" and row["Fichier"])
    assert poster["Imprimeur"].startswith("À corriger : Imprimeur, nom et ville")
    assert poster["Remarques"] == ""
    seen = rows_of(made(db, told.edition), "tableau-de-controle.csv")
    poster = next(row for row in seen if (row["Pièce"], row["Pour"]) == ("Affiche A3", "Maine-et-Loire"))
    assert poster["État"] == "Prête"
    assert poster["Imprimeur"] == "À savoir : À indiquer avant d’imprimer, avec sa ville."


def test_a_picture_declares_the_size_that_the_manifest_tells(db, told, drawn_before):
    archive = made(db, told.edition)
    line = next(one for one in manifest(archive) if one["kind"] == "carre-social")
    with Image.open(io.BytesIO(archive.read(line["path"]))) as picture:
        declared = [side / dpi * 25.4 for side, dpi in zip(picture.size, picture.info["dpi"], strict=True)]
    assert declared == pytest.approx(line["trim_mm"], rel=0.001)


def test_hostile_names_survive_a_whole_kit(db, in_2026, shop, edition, answered):
    edition_id = edition()
    for name in HOSTILE:
        answered(edition_id, shop(name))
    archive = made(db, edition_id)
    lines = manifest(archive)
    assert not any(workshop.BROKEN in line["blocking"] for line in lines)
    assert all(line["path"] for line in lines)
    folders = {name.partition("/")[0] for name in archive.namelist() if name.startswith("boutique-")}
    assert len(folders) == len(HOSTILE)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_./LISEZMO") for name in archive.namelist())
    assert not any(".." in name for name in archive.namelist())
    cells = [cell for row in rows_of(archive, "tableau-de-controle.csv") for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
    posters = [line for line in lines if line["kind"] == "affiche-a3" and line["audience"] == "shop:1"]
    assert "<script>" in texts(archive.read(posters[0]["path"]))[0]


def test_a_kit_whose_worker_was_killed_is_taken_up_again_without_drawing_twice(db, told, drawn_here, monkeypatch):
    job_id = kit.start_kit(db, SYSTEM, told.edition, Preset.SCREEN, new_operation())
    lost, build, drawn = jobs.lease_next(db), catalogue.build, []

    def dies(kind, content, preset):
        if len(drawn) == 4:
            raise KeyboardInterrupt
        drawn.append((kind, content.place.name, content.focus))
        return build(kind, content, preset)

    monkeypatch.setattr(catalogue, "build", dies)
    with pytest.raises(KeyboardInterrupt):
        kit.run_kit_job(db, SYSTEM, lost)
    assert kit.latest_kit(db, SYSTEM, told.edition) is None
    assert [one.id for one in kit.kits_under_way(db, SYSTEM, told.edition)] == [job_id]

    again = []
    monkeypatch.setattr(catalogue, "build", lambda *given: again.append(given) or build(*given))
    with clock.frozen(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        worker.run_jobs(db)
        found = kit.latest_kit(db, SYSTEM, told.edition)
        # The first worker comes back: its lease is lost, it hands over nothing.
        kit.run_kit_job(db, SYSTEM, lost)
    words = [name for name in zipfile.ZipFile(found.path).namelist() if name.endswith(".docx")]
    assert found.pieces == len(again) + 4 + len(words)
    assert jobs.job(db, job_id).attempts == 2
    assert zipfile.ZipFile(found.path).testzip() is None
    assert [path.name for path in cache.folder(cache.KITS).iterdir()] == [found.path.name]


def test_the_same_data_give_the_same_archive(db, told):
    made(db, told.edition)
    first = kit.latest_kit(db, SYSTEM, told.edition)
    made(db, told.edition)
    again = kit.latest_kit(db, SYSTEM, told.edition)
    assert again.job_id != first.job_id
    assert again.path == first.path


def test_a_cancelled_kit_stops_at_once(db, told, officer):
    job_id = kit.start_kit(db, officer, told.edition, Preset.SCREEN, new_operation())
    leased = jobs.lease_next(db)
    kit.cancel_kit(db, officer, job_id, new_operation())
    kit.run_kit_job(db, SYSTEM, leased)
    assert kit.kit_job(db, officer, job_id).state == "cancelled"
    assert kit.latest_kit(db, officer, told.edition) is None
    assert not cache.folder(cache.PIECES).exists()


def test_asking_twice_makes_one_kit(db, told, officer):
    operation = new_operation()
    first = kit.start_kit(db, officer, told.edition, Preset.SCREEN, operation)
    assert kit.start_kit(db, officer, told.edition, Preset.SCREEN, operation) == first


def test_one_piece_that_breaks_costs_no_other(db, told, drawn_here, monkeypatch):
    build = catalogue.build

    def breaks(kind, content, preset):
        if content.focus and content.focus.name == "La Remise":
            raise ZeroDivisionError
        return build(kind, content, preset)

    monkeypatch.setattr(catalogue, "build", breaks)
    lines = manifest(made(db, told.edition))
    broken = {line["audience"] for line in lines if workshop.BROKEN in line["blocking"]}
    assert broken == {f"shop:{told.remise}"}
    assert sum(bool(line["path"]) for line in lines) > 8


def test_an_account_closed_since_gets_no_kit(db, told, communication):
    job_id = kit.start_kit(db, communication, told.edition, Preset.SCREEN, new_operation())
    accounts.disable_agent(db, SYSTEM, communication.id, new_operation())
    worker.run_jobs(db)
    assert jobs.job(db, job_id).message == NotAllowed().message


def test_a_kit_of_nothing_is_refused_when_it_is_asked_for(db, officer, edition):
    with pytest.raises(Refused, match="Aucune boutique"):
        kit.start_kit(db, officer, edition(), Preset.SCREEN, new_operation())
    with pytest.raises(NotFound):
        kit.kit_job(db, officer, 99)


def test_what_nobody_asked_for_in_thirty_days_is_forgotten(db, told):
    archive = made(db, told.edition)
    archive.close()
    assert cache.forget_old_documents() == 0
    old = clock.now() - timedelta(days=31)
    kept = [path for name in (cache.PIECES, cache.KITS) for path in cache.folder(name).iterdir()]
    for path in kept:
        os.utime(path, (old.timestamp(), old.timestamp()))
    worker.daily_care(db)
    assert not any(path.exists() for path in kept)
    assert kit.latest_kit(db, SYSTEM, told.edition) is None


def test_what_a_killed_worker_left_half_written_is_forgotten_after_a_day(own_settings):
    draft = cache.folder(cache.KITS) / ".kit-abandonne"
    draft.mkdir(parents=True)
    (draft / "kit.zip").write_bytes(b"PK")
    assert cache.forget_old_documents() == 0
    with clock.frozen(clock.now() + timedelta(hours=25)):
        assert cache.forget_old_documents() == 1
    assert not draft.exists()


@pytest.mark.slow
def test_the_demonstration_gives_a_kit_of_its_twenty_shops(demonstration):
    lines = manifest(made(demonstration, 2))
    assert len({line["audience"] for line in lines if line["audience"].startswith("shop:")}) == 20
    assert not any(workshop.BROKEN in line["blocking"] for line in lines)
    refused = {line["audience"] for line in lines if line["path"] is None}
    assert len(refused) == 3  # the demonstration's integration enterprises
