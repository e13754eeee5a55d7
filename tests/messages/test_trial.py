"""« M’envoyer un message d’essai »: to the agent who asks, through the real outbox."""

import pytest

from campaign.accounts.model import SYSTEM, Role
from campaign.base.errors import NotAllowed, NotSent
from campaign.base.operations import new_operation
from campaign.mail import outbox
from campaign.mail.message import composed
from campaign.messages.trial import last_trial, render_trial, send_trial
from tests.conftest import agent_of


def test_a_trial_waits_in_the_outbox_and_goes_to_whoever_asked(db):
    agent = agent_of(db, Role.OFFICER)
    send_trial(db, agent, new_operation())
    posted = last_trial(db, agent)
    assert (posted.kind, posted.state, posted.service) == ("trial", outbox.State.WAITING, True)
    message = render_trial(db, SYSTEM, posted.parameters)
    assert message.to == agent.email
    assert composed(message)["To"].addresses[0].addr_spec == agent.email


def test_a_double_click_sends_one_trial(db):
    agent, operation = agent_of(db, Role.OFFICER), new_operation()
    assert send_trial(db, agent, operation) == send_trial(db, agent, operation)
    assert len(outbox.messages_to(db, f"agent:{agent.id}")) == 1


def test_another_agents_trial_is_not_mine(db):
    send_trial(db, agent_of(db, Role.OFFICER), new_operation())
    other = agent_of(db, Role.COMMUNICATION)
    with pytest.raises(NotAllowed):
        last_trial(db, other)
    with pytest.raises(NotAllowed):
        send_trial(db, other, new_operation())


def test_nothing_leaves_for_an_account_closed_meanwhile(db):
    agent = agent_of(db, Role.OFFICER)
    send_trial(db, agent, new_operation())
    db.conn.execute("UPDATE agents SET disabled_at = '2026-01-01T00:00:00+00:00' WHERE id = ?", [agent.id])
    with pytest.raises(NotSent) as found:
        render_trial(db, SYSTEM, last_trial(db, agent).parameters)
    assert found.value.code == "gone"
