"""The exported folder: every file under a safe name, everything listed, missing ones included, the same bytes twice."""

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from campaign.base import clock, kept_files
from campaign.base.errors import NotAllowed, NotFound
from campaign.base.operations import new_operation
from campaign.documents.page_texts import page_texts
from campaign.evidence.actions import add_piece
from campaign.evidence.dossier import CONTENTS_PDF, CONTENTS_XLSX, write_dossier
from campaign.evidence.giving import give_file
from campaign.evidence.model import Elsewhere, File, Piece, Tracked
from campaign.evidence.naming import placed
from campaign.evidence.store import FILES
from campaign.evidence.views import evidence
from campaign.planning.backplan import begin_plan, set_state
from campaign.planning.plan_views import backplan
from tests.evidence import samples

HELD = Elsewhere("Pièces jointes des dépenses", "3 documents", ("devis.pdf", "facture.pdf", "bon.pdf"))


@pytest.fixture
def told(db, officer, edition) -> int:
    """A list of four: two files, a place, a piece to make and late, one without object."""
    edition_id = edition(name="Été 2027 : l’édition « d’essai »")
    begin_plan(db, officer, edition_id, new_operation())
    first, *_ = (
        add_piece(db, officer, edition_id, values, new_operation())
        for values in (
            {"title": "Bons de livraison signés", "tasks": ["shops_delivery"], "proves": "Ce qui a été remis"},
            {"title": "Factures", "kept_at": "classeur, bureau 12", "tasks": ["report"]},
            {"title": "BAT signés", "tasks": ["proof"], "role": "communication",
             "due_on": clock.today() - timedelta(days=2)},
            {"title": "Captures d’écran", "why_not": "La page est restée en ligne"},
        )
    )  # fmt: skip
    give_file(db, officer, first, "Bon « Félicie » n° 3.pdf", samples.pdf(), new_operation())
    give_file(db, officer, first, "liste.csv", b"nom;oui", new_operation())
    task = backplan(db, officer, edition_id).by_code("proof")
    set_state(db, officer, task.id, task.version, "done", new_operation())
    return edition_id


def written(db, who, edition_id, elsewhere=()) -> tuple[object, dict[str, bytes]]:
    out = io.BytesIO()
    found = write_dossier(db, who, edition_id, out, elsewhere)
    return found, samples.members(out.getvalue())


def test_the_folder_holds_each_file_and_its_contents_under_names_without_accents(db, reader, told):
    found, files = written(db, reader, told)
    assert (found.name, found.files, found.lost) == ("preuves-ete-2027-l-edition-d-essai.zip", 2, 0)
    assert list(files) == [
        "01-bons-de-livraison-signes/01-bon-felicie-n-3.pdf", "01-bons-de-livraison-signes/02-liste.csv",
        CONTENTS_PDF, CONTENTS_XLSX,
    ]  # fmt: skip
    assert files["01-bons-de-livraison-signes/01-bon-felicie-n-3.pdf"] == samples.pdf()


def test_the_contents_list_everything_missing_ones_included(db, officer, told):
    _, files = written(db, officer, told, [HELD])
    text = " ".join(" ".join(page_texts(files[CONTENTS_PDF])).replace("\u00a0", " ").split())
    for said in (
        "2 sur 3", "01-bon-felicie-n-3.pdf", "02-liste.csv", "Gardée : classeur, bureau 12", "BAT signés",
        "en retard", "La page est restée en ligne", "Pièces jointes des dépenses", "3 documents",
        "Tâche faite sans sa preuve : Valider le BAT des affiches et des dépliants : BAT signés.",
    ):  # fmt: skip
        assert said in text, said


def test_the_workbook_lists_everything_too(db, officer, told):
    _, files = written(db, officer, told, [HELD])
    book = load_workbook(io.BytesIO(files[CONTENTS_XLSX]))
    assert book.sheetnames == ["Preuves", "Tâche par tâche", "Déjà dans le logiciel"]
    rows = list(book["Preuves"].iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[3]) for row in rows] == [
        ("Bons de livraison signés", "Existante"), ("Factures", "Existante"), ("BAT signés", "À créer"),
        ("Captures d’écran", "Sans objet"),
    ]  # fmt: skip
    assert rows[0][10].startswith("01-bons-de-livraison-signes/01-bon-felicie-n-3.pdf ; ")
    assert rows[2][6] == "oui"
    tasks = {row[0]: row for row in book["Tâche par tâche"].iter_rows(min_row=2, values_only=True)}
    assert tasks["Valider le BAT des affiches et des dépliants"][3:] == ("Faite", None, "BAT signés")
    assert list(book["Déjà dans le logiciel"].iter_rows(min_row=2, values_only=True)) == [
        ("Pièces jointes des dépenses", "3 documents", "devis.pdf ; facture.pdf ; bon.pdf")
    ]


def test_the_same_list_on_the_same_day_gives_the_same_bytes(db, officer, told):
    first, second = io.BytesIO(), io.BytesIO()
    write_dossier(db, officer, told, first, [HELD])
    with clock.frozen(clock.now() + timedelta(seconds=1)):
        write_dossier(db, officer, told, second, [HELD])
    assert first.getvalue() == second.getvalue()


def test_a_lost_file_is_told_and_does_not_stop_the_folder(db, officer, told):
    lost = evidence(db, officer, told).tracked[0].piece.files[0]
    kept_files.forget(FILES, lost.file)
    found, files = written(db, officer, told)
    assert (found.files, found.lost) == (1, 1)
    assert "fichier perdu" in " ".join(page_texts(files[CONTENTS_PDF]))


def test_an_empty_list_still_gives_its_contents(db, officer, edition):
    found, files = written(db, officer, edition())
    assert found.files == 0
    assert set(files) == {CONTENTS_PDF, CONTENTS_XLSX}


def test_names_of_people_are_not_in_what_a_reader_takes(db, officer, reader, told):
    add_piece(db, officer, told, {"title": "Photos", "person": "Claude Dupont"}, new_operation())
    for who, named in ((officer, True), (reader, False)):
        _, files = written(db, who, told)
        seen = "".join(page_texts(files[CONTENTS_PDF])) + str(samples.members(files[CONTENTS_XLSX]))
        assert ("Claude Dupont" in seen) is named


def test_nobody_signed_out_takes_it_and_an_unknown_edition_says_so(db, officer, told, contact, shop):
    with pytest.raises(NotAllowed):
        write_dossier(db, contact([shop()]), told, io.BytesIO())
    with pytest.raises(NotFound):
        write_dossier(db, officer, 999, io.BytesIO())


@given(st.lists(st.tuples(st.text(max_size=300), st.text(max_size=300)), max_size=4))
def test_whatever_they_are_called_files_have_safe_and_different_paths(titles):
    moment = clock.from_stamp("2026-01-01T00:00:00+00:00")
    tracked = []
    for number, (title, name) in enumerate(titles, start=1):
        files = tuple(File(10 * number + one, number, f"{name}.pdf", "0", "x", 1, moment) for one in range(2))
        tracked.append(Tracked(number, Piece(number, 1, title, files=files), date(2026, 1, 1), False, ()))
    paths = [one.path for one in placed(tracked)]
    assert len({one.lower() for one in paths}) == 2 * len(titles)
    for path in paths:
        assert re.fullmatch(r"\d{2}-[a-z0-9-]+/\d{2}-[a-z0-9-]+\.pdf", path), path
        assert len(path) < 140


def test_what_is_packed_already_is_not_packed_again(db, officer, told):
    out = io.BytesIO()
    write_dossier(db, officer, told, out)
    with zipfile.ZipFile(out) as archive:
        kinds = {one.filename.rpartition(".")[2]: one.compress_type for one in archive.infolist()}
    assert kinds == {"pdf": zipfile.ZIP_STORED, "csv": zipfile.ZIP_DEFLATED, "xlsx": zipfile.ZIP_STORED}
