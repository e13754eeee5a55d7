"""What a purge erases of the evidence: names after a year, files after five, what was taken away after thirty days."""

from datetime import timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.accounts.retention import past_retention, purge
from campaign.base import clock, kept_files
from campaign.base.operations import new_operation
from campaign.evidence.actions import add_piece, remove_piece
from campaign.evidence.giving import give_file, remove_file
from campaign.evidence.model import State
from campaign.evidence.store import FILES
from campaign.evidence.views import evidence
from tests.evidence import samples


@pytest.fixture
def listed(edition) -> int:
    return edition()


@pytest.fixture
def piece(db, officer, listed):
    def add(title: str = "Bons de livraison", data: bytes | None = None) -> tuple[int, int]:
        piece_id = add_piece(db, officer, listed, {"title": title, "person": "Claude D."}, new_operation())
        return piece_id, give_file(db, officer, piece_id, "bon.pdf", data or samples.pdf(), new_operation())

    return add


def after(days: int):
    return clock.frozen(clock.now() + timedelta(days=days))


def kept() -> int:
    return len(list(kept_files.folder(FILES).glob("*")))


def counts(found: dict[str, int]) -> tuple[int, int, int]:
    return found["evidence_people"], found["evidence_files"], found["evidence_files_removed"]


@pytest.mark.parametrize(
    ("days", "gone"),
    [(364, (0, 0, 0)), (366, (1, 0, 0)), (5 * 365 - 1, (1, 0, 0)), (5 * 365 + 1, (1, 1, 0))],
)
def test_names_go_a_year_after_the_last_day_and_files_five(db, officer, edition, days, gone):
    # Told in the past: the journal's own lock reads the real clock.
    with after(-days - 63):
        edition_id = edition()  # its last day is 63 days later
        piece_id = add_piece(db, officer, edition_id, {"title": "Bons", "person": "Claude D."}, new_operation())
        give_file(db, officer, piece_id, "bon.pdf", samples.pdf(), new_operation())
    assert counts(past_retention(db, SYSTEM)) == gone
    assert counts(purge(db, SYSTEM)) == gone
    (found,) = evidence(db, officer, edition_id).tracked
    assert (found.piece.person == "") is bool(gone[0])
    assert (found.state is State.TO_MAKE) is bool(gone[1])
    assert kept() == 1 - gone[1]


def test_what_was_taken_away_goes_after_thirty_days(db, officer, listed, piece):
    _, file_id = piece()
    taken_out, _ = piece("Factures", samples.pdf(2))
    piece("Photos", samples.pdf(3))
    remove_file(db, officer, file_id, new_operation())
    remove_piece(db, officer, taken_out, new_operation())
    with after(29):
        assert counts(purge(db, SYSTEM)) == (0, 0, 0)
    with after(31):
        assert counts(purge(db, SYSTEM)) == (0, 0, 2)
        assert kept() == 1
        assert [one.state for one in evidence(db, officer, listed).tracked] == [State.TO_MAKE, State.EXISTING]


def test_a_file_that_another_piece_keeps_stays_on_the_disk(db, officer, listed, piece):
    _, file_id = piece()
    piece("Factures")  # the same bytes
    remove_file(db, officer, file_id, new_operation())
    with after(31):
        assert counts(purge(db, SYSTEM)) == (0, 0, 1)
        assert kept() == 1
