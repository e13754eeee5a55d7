"""Signing in, staying in, and being put out at once."""

from datetime import timedelta

import pytest

from campaign.accounts import actions
from campaign.accounts.model import SYSTEM, Role, check_password
from campaign.accounts.views import agent_of_session, demonstration_accounts, is_demonstration
from campaign.base import clock
from campaign.base.database import rows
from campaign.base.errors import InvalidInput, NotAllowed, Refused, TooManyAttempts
from campaign.base.operations import new_operation
from tests.conftest import PASSWORD, agent_of, stored_text


def test_a_right_password_opens_a_session_that_lasts(db, officer, signed_in):
    token = signed_in(officer)
    assert agent_of_session(db, token).email == officer.email
    assert agent_of_session(db, token + "x") is None
    assert agent_of_session(db, None) is None


def test_the_session_token_is_not_in_the_database(db, officer, signed_in):
    token = signed_in(officer)
    assert token not in stored_text(db)


def test_signing_out_ends_the_session_in_every_tab(db, officer, signed_in):
    token = signed_in(officer)
    actions.sign_out(db, token)
    assert agent_of_session(db, token) is None
    actions.sign_out(db, token)


def test_disabling_an_account_ends_its_sessions_at_once(db, officer, reader, signed_in):
    token = signed_in(reader)
    actions.disable_agent(db, officer, reader.id, new_operation())
    assert agent_of_session(db, token) is None
    with pytest.raises(NotAllowed):
        actions.sign_in(db, reader.email, PASSWORD, "127.0.0.1")


def test_a_session_ends_after_two_idle_hours_and_after_twelve_in_all(db, officer, signed_in):
    start = clock.now()
    with clock.frozen(start):
        token = signed_in(officer)
    with clock.frozen(start + timedelta(hours=1, minutes=59)):
        assert agent_of_session(db, token)
        actions.note_presence(db, officer, token)
    with clock.frozen(start + timedelta(hours=3, minutes=58)):
        assert agent_of_session(db, token)
    with clock.frozen(start + timedelta(hours=4)):
        assert agent_of_session(db, token) is None
    for hours in range(1, 12):
        with clock.frozen(start + timedelta(hours=hours)):
            actions.note_presence(db, officer, token)
    with clock.frozen(start + timedelta(hours=12, seconds=1)):
        assert agent_of_session(db, token) is None


@pytest.mark.parametrize(("email", "password"), [("officer@exemple.fr", "faux"), ("inconnu@exemple.fr", PASSWORD)])
def test_an_unknown_address_and_a_wrong_password_get_the_same_words(db, officer, email, password):
    with pytest.raises(NotAllowed) as refusal:
        actions.sign_in(db, email, password, "127.0.0.1")
    assert refusal.value.message == "Adresse ou mot de passe inconnu. Vérifiez les deux, puis recommencez."


def test_five_failures_slow_one_address_down_and_lock_nobody_out(db, officer, signed_in):
    signed_in(officer)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            actions.sign_in(db, officer.email, "faux", "203.0.113.9")
    with pytest.raises(TooManyAttempts, match="Attendez 10 minutes"):
        actions.sign_in(db, officer.email, PASSWORD, "203.0.113.9")
    assert actions.sign_in(db, officer.email, PASSWORD, "198.51.100.7")
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert actions.sign_in(db, officer.email, PASSWORD, "203.0.113.9")


def test_thirty_failures_over_many_accounts_slow_the_address_down(db, officer):
    for index in range(30):
        with pytest.raises(NotAllowed):
            actions.sign_in(db, f"essai{index}@exemple.fr", "faux", "203.0.113.9")
    with pytest.raises(TooManyAttempts):
        actions.sign_in(db, officer.email, "faux", "203.0.113.9")


@pytest.mark.parametrize("password", ["court", "onze-signes", "motdepasse123", "azertyuiop12", "officer@exemple.fr"])
def test_a_short_or_common_password_is_refused(password):
    with pytest.raises(InvalidInput):
        check_password(password, ["Alex Officer", "officer@exemple.fr"])


def test_a_long_unusual_password_is_taken_whatever_its_signs():
    assert check_password("grenier bleu tortue valse", []) == "grenier bleu tortue valse"
    assert len(check_password("tasse-" * 30, [])) == 180


def test_changing_ones_password_closes_every_session_and_asks_the_former_one(db, officer, signed_in):
    token = signed_in(officer)
    with pytest.raises(InvalidInput, match="actuel"):
        actions.change_own_password(db, officer, "faux", "grenier bleu tortue valse")
    actions.change_own_password(db, officer, PASSWORD, "grenier bleu tortue valse")
    assert agent_of_session(db, token) is None
    assert actions.sign_in(db, officer.email, "grenier bleu tortue valse", "127.0.0.1")


def test_passwords_are_argon2id_and_nowhere_in_clear(db, officer, signed_in):
    signed_in(officer)
    stored = [found["password_hash"] for found in rows(db, "SELECT password_hash FROM agents")]
    assert all(one.startswith("$argon2id$") for one in stored)
    assert PASSWORD not in stored_text(db)


def test_a_one_time_password_is_shown_once_and_must_be_changed(db, officer):
    operation = new_operation()
    agent_id, password = actions.add_agent(db, officer, "Lou Petit", "lou@exemple.fr", Role.READER, operation)
    assert password
    assert actions.add_agent(db, officer, "Lou Petit", "lou@exemple.fr", Role.READER, operation) == (agent_id, "")
    token = actions.sign_in(db, "lou@exemple.fr", password, "127.0.0.1")
    assert agent_of_session(db, token).must_change_password


def test_two_accounts_never_share_an_address(db, officer):
    actions.add_agent(db, officer, "Lou Petit", "lou@exemple.fr", Role.READER, new_operation())
    with pytest.raises(InvalidInput, match="existe déjà"):
        actions.add_agent(db, officer, "Lou Grand", "LOU@exemple.fr", Role.READER, new_operation())


def test_the_last_officer_can_be_neither_disabled_nor_given_another_role(db, officer):
    with pytest.raises(Refused, match="dernier compte"):
        actions.disable_agent(db, officer, officer.id, new_operation())
    with pytest.raises(Refused, match="dernier compte"):
        actions.change_agent(db, officer, officer.id, officer.version, officer.name, Role.READER, new_operation())


def test_the_first_start_makes_one_officer_and_the_second_none(db):
    email, password = actions.make_first_officer(db, SYSTEM)
    assert agent_of_session(db, actions.sign_in(db, email, password, "127.0.0.1")).role is Role.OFFICER
    assert actions.make_first_officer(db, SYSTEM) is None


def test_demonstration_accounts_are_shown_only_in_the_demonstration(db):
    assert not is_demonstration(db)
    assert demonstration_accounts(db) == []
    actions.prepare_demonstration_agents(db, SYSTEM)
    shown = demonstration_accounts(db)
    assert {role for _, _, role, _ in shown} == {Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS, Role.READER}
    for _, email, _, password in shown:
        assert actions.sign_in(db, email, password, "127.0.0.1")


def test_every_role_but_the_officer_is_refused_the_accounts(db, officer):
    for role in (Role.COMMUNICATION, Role.LOGISTICS, Role.READER):
        with pytest.raises(NotAllowed, match="Votre rôle"):
            actions.disable_agent(db, agent_of(db, role), officer.id, new_operation())
