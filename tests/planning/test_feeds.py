"""The calendar of a role behind its address: renewed, closed, read without writing anything."""

import pytest

from campaign.accounts.model import Actor, Role
from campaign.base.errors import LinkNotValid, LinkReplaced, NotAllowed
from campaign.base.operations import new_operation
from campaign.planning.backplan import begin_plan
from campaign.planning.feeds import close_feed, feed, open_feed, prepare_feed
from campaign.planning.tasks import TaskRole


@pytest.fixture
def told(db, officer, edition):
    edition_id = edition()
    begin_plan(db, officer, edition_id, new_operation())
    return edition_id


def token(db, officer, edition_id, role=TaskRole.LOGISTICS) -> str:
    return feed(db, officer, edition_id, role).address.rpartition("/")[2].removesuffix(".ics")


def test_an_address_shows_the_tasks_of_its_role_only(db, officer, told):
    assert feed(db, officer, told, TaskRole.LOGISTICS) is None
    operation = new_operation()
    for _ in range(2):
        prepare_feed(db, officer, told, TaskRole.LOGISTICS, operation)
    opened = open_feed(db, token(db, officer, told))
    assert (opened.edition.id, opened.role) == (told, TaskRole.LOGISTICS)
    assert {one.task.code for one in opened.tasks} == {
        "kits", "shops_delivery", "animators_delivery", "take_back", "storing",
    }  # fmt: skip


def test_a_renewed_or_closed_address_no_longer_opens_and_says_so(db, officer, told):
    prepare_feed(db, officer, told, TaskRole.IT, new_operation())
    former = token(db, officer, told, TaskRole.IT)
    prepare_feed(db, officer, told, TaskRole.IT, new_operation())
    with pytest.raises(LinkReplaced):
        open_feed(db, former)
    latest = token(db, officer, told, TaskRole.IT)
    close_feed(db, officer, feed(db, officer, told, TaskRole.IT).id, new_operation())
    assert feed(db, officer, told, TaskRole.IT).address is None
    with pytest.raises(LinkReplaced):
        open_feed(db, latest)


@pytest.mark.parametrize("wrong", ["", "a", "..", "%00", "x" * 43])
def test_an_unknown_address_is_not_valid(db, told, wrong):
    with pytest.raises(LinkNotValid):
        open_feed(db, wrong)


def test_the_database_does_not_hold_the_address(db, officer, told):
    prepare_feed(db, officer, told, TaskRole.IT, new_operation())
    secret = token(db, officer, told, TaskRole.IT)
    kept = [dict(one) for table in ("plan_feeds", "plan_feed_tokens", "journal") for one in db[table].rows]
    assert kept
    assert secret not in str(kept)


def test_readers_are_not_given_addresses(db, told):
    with pytest.raises(NotAllowed):
        feed(db, Actor(Role.READER, 1), told, TaskRole.IT)
