"""Files of evidence: given, looked at, taken away, put back, within their limits."""

import io

import pytest
from PIL import Image

from campaign.accounts.model import SYSTEM
from campaign.backups import back_up
from campaign.base import archives, kept_files
from campaign.base.errors import Conflict, NotFound, Refused, UnreadableFile
from campaign.base.operations import new_operation
from campaign.base.settings import settings
from campaign.evidence.actions import add_piece, change_piece, remove_piece, restore_piece
from campaign.evidence.giving import give_file, remove_file, restore_file
from campaign.evidence.model import MAX_EDITION, MOST_FILES, State
from campaign.evidence.store import FILES
from campaign.evidence.views import evidence, evidence_file, preview
from tests.evidence import samples


@pytest.fixture
def listed(edition) -> int:
    return edition()


@pytest.fixture
def piece(db, officer, listed) -> int:
    return add_piece(db, officer, listed, {"title": "Bons de livraison"}, new_operation())


@pytest.fixture
def given(db, communication, piece):
    def give(name: str = "bon.pdf", data: bytes | None = None) -> int:
        return give_file(db, communication, piece, name, data or samples.pdf(), new_operation())

    return give


def first(db, who, edition_id):
    return evidence(db, who, edition_id).tracked[0].piece


def full(db, piece_id: int, size: int) -> None:
    """As if a file of that many bytes had been given."""
    db.conn.execute(
        "INSERT INTO evidence_files (piece_id, name, file, media_type, size, added_at) VALUES (?, 'x', '0', 'x', ?, ?)",
        [piece_id, size, "2026-01-01T00:00:00.000000+00:00"],
    )
    db.conn.commit()


def test_a_file_is_kept_and_read_by_a_reader(db, reader, listed, given):
    found = evidence_file(db, reader, given("Bon n° 3.pdf"))
    assert (found.name, found.media_type, found.data) == ("Bon n° 3.pdf", "application/pdf", samples.pdf())


def test_several_files_are_kept_with_one_piece_in_their_order(db, officer, listed, given):
    given("a.pdf"), given("b.csv", b"nom;oui"), given("c.docx", samples.docx())
    assert [one.name for one in first(db, officer, listed).files] == ["a.pdf", "b.csv", "c.docx"]


def test_the_same_file_is_not_kept_twice_with_a_piece(given):
    given("bon.pdf")
    with pytest.raises(Refused, match="déjà joint"):
        given("copie.pdf")


def test_a_double_click_keeps_a_file_once(db, officer, listed, piece):
    operation = new_operation()
    one = give_file(db, officer, piece, "bon.pdf", samples.pdf(), operation)
    assert give_file(db, officer, piece, "bon.pdf", samples.pdf(), operation) == one
    assert len(first(db, officer, listed).files) == 1


def test_a_refused_file_leaves_nothing(db, officer, listed, given):
    with pytest.raises(UnreadableFile):
        given("outil.exe", b"MZ\x90\x00")
    assert first(db, officer, listed).files == ()
    assert not kept_files.folder(FILES).exists()


def test_a_file_refused_for_want_of_room_leaves_nothing_on_the_disk(db, piece, given):
    full(db, piece, MAX_EDITION - 100)
    with pytest.raises(Refused, match="100 Mo"):
        given()
    assert not kept_files.folder(FILES).exists()


def test_taking_the_last_file_away_makes_the_piece_one_to_create_again(db, officer, listed, given):
    file_id = given()
    remove_file(db, officer, file_id, new_operation())
    assert first(db, officer, listed).state is State.TO_MAKE
    assert [one.id for one in evidence(db, officer, listed).taken_away] == [file_id]
    with pytest.raises(NotFound):
        evidence_file(db, officer, file_id)
    restore_file(db, officer, file_id, new_operation())
    assert first(db, officer, listed).state is State.EXISTING
    assert evidence_file(db, officer, file_id).data == samples.pdf()


def test_a_file_put_back_makes_its_piece_wanted_again(db, officer, listed, piece, given):
    file_id = given()
    remove_file(db, officer, file_id, new_operation())
    change_piece(db, officer, piece, 1, {"why_not": "Rien à livrer", "not_needed": True}, new_operation())
    restore_file(db, officer, file_id, new_operation())
    found = first(db, officer, listed)
    assert (found.state, found.why_not) == (State.EXISTING, "")
    with pytest.raises(Conflict, match="Modifié par Alex Officer"):
        change_piece(db, officer, piece, 2, {"title": "Bons"}, new_operation())


def test_the_files_of_a_piece_taken_out_are_not_read(db, officer, piece, given):
    file_id = given()
    remove_piece(db, officer, piece, new_operation())
    with pytest.raises(NotFound):
        evidence_file(db, officer, file_id)
    with pytest.raises(Refused, match="retirée de la liste"):
        given("autre.pdf", samples.pdf(2))


def test_an_edition_keeps_a_hundred_megabytes(db, officer, listed, piece, given):
    other = add_piece(db, officer, listed, {"title": "Photos"}, new_operation())
    size = len(samples.pdf())
    full(db, other, MAX_EDITION - size)
    file_id = given()
    with pytest.raises(Refused, match="100 Mo au plus pour les fichiers d’une édition"):
        given("trop.pdf", samples.pdf(2))
    remove_file(db, officer, file_id, new_operation())
    given("court.txt", b"a")
    with pytest.raises(Refused, match="100 Mo"):
        restore_file(db, officer, file_id, new_operation())


def test_a_piece_put_back_finds_room_or_is_refused(db, officer, listed, piece, given):
    given()
    remove_piece(db, officer, piece, new_operation())
    other = add_piece(db, officer, listed, {"title": "Photos"}, new_operation())
    full(db, other, MAX_EDITION)
    with pytest.raises(Refused, match="100 Mo"):
        restore_piece(db, officer, piece, new_operation())


def test_a_piece_holds_thirty_files(db, given, piece):
    for _ in range(MOST_FILES):
        full(db, piece, 1)
    with pytest.raises(Refused, match="30 fichiers au plus"):
        given()


def test_an_unknown_file_or_piece_says_so(db, officer, piece):
    with pytest.raises(NotFound):
        evidence_file(db, officer, 999)
    with pytest.raises(NotFound):
        restore_file(db, officer, 999, new_operation())
    with pytest.raises(NotFound):
        give_file(db, officer, 999, "bon.pdf", samples.pdf(), new_operation())


def test_a_lost_file_says_so(db, officer, listed, given):
    file_id = given()
    kept_files.forget(FILES, first(db, officer, listed).files[0].file)
    with pytest.raises(NotFound, match="n’est plus là"):
        evidence_file(db, officer, file_id)


def test_a_backup_carries_the_files(db, officer, listed, given, tmp_path):
    given()
    back_up(db, SYSTEM, tmp_path / "sauvegarde.tar.gz", settings().files)
    archives.unpack(tmp_path / "sauvegarde.tar.gz", tmp_path / "restored")
    kept = tmp_path / "restored" / "files" / FILES / first(db, officer, listed).files[0].file
    assert kept.read_bytes() == samples.pdf()


def test_a_picture_a_pdf_and_a_text_are_looked_at_without_opening_them(db, reader, given):
    seen = preview(db, reader, given("photo.jpg", samples.picture(side=900)), 300)
    assert Image.open(io.BytesIO(seen.picture)).width == 300
    page = Image.open(io.BytesIO(preview(db, reader, given("bon.pdf"), 400).picture))
    assert page.size == (400, 600)  # 200 × 300 points
    assert preview(db, reader, given("notes.txt", "é".encode("cp1252") * 5000)).text == "é" * 2000
    nothing = preview(db, reader, given("rendu.docx", samples.docx()))
    assert (nothing.picture, nothing.text) == (None, "")


def test_a_page_that_would_fill_the_memory_is_not_drawn(db, reader, given):
    assert preview(db, reader, given("ruban.pdf", samples.pdf(size=(30, 14_000)))).picture is None
