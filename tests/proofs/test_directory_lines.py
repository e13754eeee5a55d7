"""Each shop reads its own line of the directory, and says that it is right."""

import pytest

from campaign.accounts.links import link_of
from campaign.base.errors import Conflict, NotFound
from campaign.base.operations import new_operation
from campaign.communication.building import build_piece
from campaign.communication.model import DEPARTEMENT
from campaign.documents.page_texts import page_texts
from campaign.participation import actions as participation
from campaign.proofs.lines import approve_line_for, approve_own_line, directory_lines, own_lines


@pytest.fixture
def remise(db, told, officer, contact):
    """La Remise's contact and their link."""
    actor = contact([told.remise])
    participation.prepare_links(db, officer, told.edition, new_operation())
    return actor, link_of(db, actor.id, told.edition)


def letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def test_a_line_says_what_the_directory_prints(db, told, officer):
    printed = letters(" ".join(page_texts(build_piece(db, officer, told.edition, "annuaire", DEPARTEMENT).data)))
    for one in directory_lines(db, officer, told.edition):
        for part in one.lines:
            for words in part.split(", "):
                assert letters(words) in printed


def test_a_shop_sees_its_own_line_only(db, told, remise):
    actor, link = remise
    assert [one.place_id for one in own_lines(db, actor, link)] == [told.remise]


def test_a_shop_approves_its_line_once_whatever_the_clicks(db, told, officer, remise):
    actor, link = remise
    (line,) = own_lines(db, actor, link)
    operation = new_operation()
    for _ in range(2):
        approve_own_line(db, actor, link, told.remise, line.text, operation)
    assert own_lines(db, actor, link)[0].approved
    assert [one.name for one in directory_lines(db, officer, told.edition) if one.approved] == ["La Remise"]


def test_an_approval_lapses_when_the_line_changes(db, told, remise, opening_at):
    actor, link = remise
    (line,) = own_lines(db, actor, link)
    approve_own_line(db, actor, link, told.remise, line.text, new_operation())
    opening_at(told.remise, 14)
    (after,) = own_lines(db, actor, link)
    assert (after.approved, after.lapsed) == (False, True)


def test_a_line_that_changed_meanwhile_is_shown_before_it_is_approved(db, told, remise, opening_at):
    actor, link = remise
    (seen,) = own_lines(db, actor, link)
    opening_at(told.remise, 14)
    with pytest.raises(Conflict) as refusal:
        approve_own_line(db, actor, link, told.remise, seen.text, new_operation())
    assert "14" in refusal.value.theirs["Votre ligne"]


def test_nobody_approves_another_shops_line(db, told, officer, remise):
    actor, link = remise
    malle = next(one for one in directory_lines(db, officer, told.edition) if one.place_id == told.malle)
    with pytest.raises(NotFound):
        approve_own_line(db, actor, link, told.malle, malle.text, new_operation())


def test_an_agent_notes_an_approval_given_otherwise(db, told, officer):
    malle = next(one for one in directory_lines(db, officer, told.edition) if one.place_id == told.malle)
    approve_line_for(db, officer, told.edition, told.malle, malle.text, new_operation())
    assert next(one for one in directory_lines(db, officer, told.edition) if one.place_id == told.malle).approved
