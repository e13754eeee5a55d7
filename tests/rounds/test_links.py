"""The driver's link: one per round of the adopted plan, expiring, closed or renewed at will."""

from datetime import datetime, time, timedelta

import pytest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.errors import LinkExpired, LinkNotValid, LinkReplaced, NotFound, Refused
from campaign.base.operations import new_operation
from campaign.rounds.actions import adopt_plan, name_driver
from campaign.rounds.links import (
    driven_round,
    driver_address,
    open_round,
    renew_round_link,
    revoke_round_link,
    round_link,
)
from tests.conftest import stored_text


def token_of(db, logistics, round_id: int) -> str:
    return driver_address(db, logistics, round_id).rpartition("/t/")[2]


def test_the_address_opens_its_round_as_its_driver(db, logistics, adopted):
    one = adopted.rounds[0]
    name_driver(db, logistics, one.id, "Yann", new_operation())
    address = driver_address(db, logistics, one.id)
    assert address.startswith("http://localhost:8501/t/")
    opened = open_round(db, f"<{address.rpartition('/')[2]}>.")
    assert (opened.round_id, opened.actor.role, opened.actor.name) == (one.id, Role.DRIVER, "Yann")
    assert opened.actor.id == opened.link_id
    assert driven_round(db, opened.actor) == one.id
    tokens = {token_of(db, logistics, each.id) for each in adopted.rounds}
    assert len(tokens) == len(adopted.rounds)
    assert not any(token in stored_text(db) for token in tokens)


def test_there_is_no_link_before_the_plan_is_adopted(db, logistics, planned):
    one = planned().rounds[0]
    assert round_link(db, logistics, one.id) is None
    for action in (lambda: driver_address(db, logistics, one.id),
                   lambda: renew_round_link(db, logistics, one.id, new_operation())):  # fmt: skip
        with pytest.raises(Refused, match="Adoptez d’abord ce plan"):
            action()


def test_a_renewed_link_closes_the_former_one(db, logistics, adopted):
    round_id = adopted.rounds[0].id
    former, operation = token_of(db, logistics, round_id), new_operation()
    renew_round_link(db, logistics, round_id, operation)
    renew_round_link(db, logistics, round_id, operation)
    with pytest.raises(LinkReplaced, match="Demandez le nouveau"):
        open_round(db, former)
    assert open_round(db, token_of(db, logistics, round_id)).round_id == round_id
    assert round_link(db, logistics, round_id).generation == 2


def test_a_closed_link_opens_nothing_until_it_is_renewed(db, logistics, adopted):
    round_id = adopted.rounds[0].id
    token = token_of(db, logistics, round_id)
    revoke_round_link(db, logistics, round_id, new_operation())
    with pytest.raises(LinkReplaced):
        open_round(db, token)
    with pytest.raises(Refused, match="Renouvelez-le"):
        driver_address(db, logistics, round_id)
    renew_round_link(db, logistics, round_id, new_operation())
    assert token_of(db, logistics, round_id) != token


def test_a_link_expires_a_week_after_its_round(db, logistics, adopted):
    one = adopted.rounds[0]
    token = token_of(db, logistics, one.id)
    last = datetime.combine(one.day + timedelta(days=7), time(20), clock.PARIS)
    with clock.frozen(last):
        assert open_round(db, token).round_id == one.id
    with clock.frozen(last + timedelta(days=1)), pytest.raises(LinkExpired, match="a expiré le"):
        open_round(db, token)


def test_another_plan_adopted_closes_the_links_of_the_former(db, logistics, adopted, planned):
    token = token_of(db, logistics, adopted.rounds[0].id)
    draft = planned()
    assert open_round(db, token)
    adopt_plan(db, logistics, draft.id, draft.version, new_operation())
    with pytest.raises(LinkReplaced, match="recalculées"):
        open_round(db, token)
    assert open_round(db, token_of(db, logistics, draft.rounds[0].id)).round_id == draft.rounds[0].id


@pytest.mark.parametrize("token", ["", "T1", "a" * 42, "a" * 43, "é" * 43, "../" * 20])
def test_a_wrong_token_says_only_that(db, token):
    with pytest.raises(LinkNotValid, match="n’est pas valable"):
        open_round(db, token)


def test_a_driver_without_a_link_has_no_round(db, logistics, adopted):
    from campaign.accounts.model import Actor

    with pytest.raises(NotFound):
        driven_round(db, Actor(Role.DRIVER, 999))
