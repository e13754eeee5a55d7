"""The project team: who, with which role, with an account or not; taken again from the last edition."""

from datetime import timedelta

import pytest

from campaign.accounts import actions as accounts
from campaign.accounts.model import SYSTEM
from campaign.accounts.retention import purge
from campaign.base import clock
from campaign.base.errors import Conflict, InvalidForm, NotAllowed, Refused
from campaign.base.operations import new_operation
from campaign.roles.acknowledging import note_read
from campaign.roles.model import MAX_MEMBERS, ActorRole
from campaign.roles.team import add_member, change_member, copy_team, remove_member, restore_member
from campaign.roles.views import removed_members, team


def test_a_team_is_listed_by_role(db, officer, edition, member):
    edition_id = edition()
    member(edition_id)
    member(edition_id, name="Odile Bret", duty="vice-présidente", role="elected", email="")
    assert [(one.name, one.role) for one in team(db, officer, edition_id)] == [
        ("Odile Bret", ActorRole.ELECTED), ("Nour Petit", ActorRole.COMMUNICATION),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"role": ""}, "role"),
        ({"role": "shops"}, "role"),
        ({"role": "directeur"}, "role"),
        ({"email": "nour@"}, "email"),
        ({"agent_id": "999"}, "agent_id"),
        ({"agent_id": "un"}, "agent_id"),
    ],
)
def test_a_member_badly_typed_is_refused_with_the_field(db, officer, edition, member, values, field):
    with pytest.raises(InvalidForm) as refusal:
        member(edition(), **values)
    assert [one.field for one in refusal.value.problems] == [field]


def test_a_member_is_changed_taken_out_and_put_back(db, officer, edition, member):
    edition_id = edition()
    member_id = member(edition_id)
    change_member(db, officer, member_id, 1, {"duty": "directrice"}, new_operation())
    assert team(db, officer, edition_id)[0].duty == "directrice"
    with pytest.raises(Conflict):
        change_member(db, officer, member_id, 1, {"duty": "stagiaire"}, new_operation())
    remove_member(db, officer, member_id, new_operation())
    assert team(db, officer, edition_id) == ()
    assert [one.name for one in removed_members(db, officer, edition_id)] == ["Nour Petit"]
    restore_member(db, officer, member_id, new_operation())
    assert [one.name for one in team(db, officer, edition_id)] == ["Nour Petit"]


def test_a_form_sent_twice_adds_one_person_even_to_a_full_team(db, officer, edition, member):
    edition_id, operation = edition(), new_operation()
    for rank in range(MAX_MEMBERS - 1):
        member(edition_id, name=f"Personne {rank}", email="")
    values = {"name": "La dernière", "role": "it"}
    first = add_member(db, officer, edition_id, values, operation)
    assert add_member(db, officer, edition_id, values, operation) == first
    assert len(team(db, officer, edition_id)) == MAX_MEMBERS
    with pytest.raises(Refused):
        member(edition_id, name="Une de trop")


def test_the_team_of_the_latest_edition_that_has_one_comes_once(db, officer, logistics, edition, member):
    oldest, between, new = edition(30, name="A"), edition(60, name="B"), edition(90, name="C")
    member(oldest, name="Trop ancien")
    member(between)
    member(between, name="Claude", role="logistics", agent_id=logistics.id)
    assert copy_team(db, officer, new, new_operation()) == 2
    assert [(one.name, one.agent_id) for one in team(db, officer, new)] == [
        ("Nour Petit", None), ("Claude", logistics.id),
    ]  # fmt: skip
    assert copy_team(db, officer, new, new_operation()) == 0
    assert len(team(db, officer, new)) == 2


def test_an_account_closed_since_is_not_taken_again(db, officer, logistics, edition, member):
    before, new = edition(30, name="A"), edition(60, name="B")
    member(before, name="Claude", role="logistics", agent_id=logistics.id)
    accounts.disable_agent(db, officer, logistics.id, new_operation())
    copy_team(db, officer, new, new_operation())
    assert [(one.name, one.agent_id) for one in team(db, officer, new)] == [("Claude", None)]


def test_the_first_edition_has_no_team_to_take(db, officer, edition):
    with pytest.raises(Refused):
        copy_team(db, officer, edition(), new_operation())


def test_a_reader_does_not_see_names_of_colleagues(db, reader, edition):
    with pytest.raises(NotAllowed):
        team(db, reader, edition())


@pytest.mark.parametrize(("ended", "readings", "members"), [(360, 0, 0), (370, 1, 0), (735, 1, 1)])
def test_names_of_the_team_and_readings_go_with_time(db, officer, edition, member, ended, readings, members):
    with clock.frozen(clock.now() - timedelta(days=ended + 63)):  # two days, 60 and 63 days later
        edition_id = edition(60)
        member_id = member(edition_id, name="Odile Bret", role="elected", email="")
        note_read(db, officer, edition_id, ActorRole.ELECTED, new_operation(), member_id=member_id)
    counts = purge(db, SYSTEM)
    assert (counts["role_readings"], counts["role_team"]) == (readings, members)
    assert [one.name for one in team(db, officer, edition_id)] == ["Odile Bret"] * (1 - members)
