"""Each one's role is said on the invitation, whatever an agent made of its text, by e-mail and by post."""

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base.operations import new_operation
from campaign.mail import outbox
from campaign.messages.actions import send_step
from campaign.messages.default_texts import DEFAULT_TEXTS
from campaign.messages.model import Progress, Step
from campaign.messages.rendering import render_step
from campaign.messages.texts import change_text, preview
from campaign.roles.model import ActorRole
from campaign.roles.writing import change_statement

INVITED = (Step.INVITATION, Progress.NOTHING)


@pytest.fixture
def rewritten(db, officer, crew):
    """The shops' role in other words, which text would break a template or a message."""
    change_statement(db, officer, crew.edition_id, ActorRole.SHOPS, 0, "ouvrir {{lien}} <b>tôt</b>.", "Ouvrir", "",
                     new_operation())  # fmt: skip
    return crew


def test_the_invitation_says_the_role(db, officer, crew):
    seen = preview(db, officer, crew.edition_id, Step.INVITATION, crew.felicie.id)
    assert seen.text.count("Votre rôle\u00a0: ouvrir aux heures annoncées") == 1


def test_a_text_an_agent_adapted_without_the_role_says_it_all_the_same(db, officer, crew):
    body = "Bonjour {{nom}},\n\nVenez !\n\n{{lien}}"
    change_text(db, officer, *INVITED, 0, "Venez", body, new_operation())
    seen = preview(db, officer, crew.edition_id, Step.INVITATION, crew.felicie.id)
    assert seen.text.count("Votre rôle\u00a0: ouvrir aux heures annoncées") == 1
    assert seen.text.index("Venez") < seen.text.index("Votre rôle")


def test_an_adapted_text_places_the_role_where_it_wants(db, officer, crew):
    change_text(db, officer, *INVITED, 0, "Venez", "{{votre_role}}\n\nVenez !\n\n{{lien}}", new_operation())
    seen = preview(db, officer, crew.edition_id, Step.INVITATION, crew.felicie.id)
    assert seen.text.count("Votre rôle") == 1
    assert seen.text.index("Votre rôle") < seen.text.index("Venez")


def test_the_words_of_the_edition_are_said_as_text(db, officer, rewritten):
    seen = preview(db, officer, rewritten.edition_id, Step.INVITATION, rewritten.felicie.id)
    assert "ouvrir {{lien}} <b>tôt</b>." in seen.text
    assert "<b>tôt" not in seen.html


def test_a_reminder_does_not_repeat_the_role(db, officer, crew):
    seen = preview(db, officer, crew.edition_id, Step.REMINDER_1, crew.felicie.id)
    assert "Votre rôle" not in seen.text
    assert [one for one in DEFAULT_TEXTS if "votre_role" in DEFAULT_TEXTS[one][1]] == [INVITED]


def test_the_message_that_leaves_says_it(db, officer, crew):
    send_step(db, officer, crew.edition_id, Step.INVITATION, "", new_operation())
    (one,) = [outbox.message(db, row[0]) for row in db.conn.execute("SELECT id FROM outbox WHERE kind = 'step'")]
    assert "Votre rôle" in render_step(db, SYSTEM, one.parameters).text
