"""Messages: preparing a step, adapting a text, deciding of an uncertain message."""

import pytest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.mail import outbox
from campaign.messages import actions
from campaign.messages.model import Progress, SendingState, Step
from campaign.messages.texts import texts
from campaign.messages.views import log, plan
from tests.conftest import agent_of
from tests.pages.conftest import bare, said

NBSP = "\u00a0"
HOSTILE = "Bonjour *à tous* ![](//x) <b>"
OTHERS = [Role.COMMUNICATION, Role.LOGISTICS, Role.READER]


def press(at, key: str):
    return at.button(key=key).click().run()


def read(at) -> str:
    return bare(said(at)).replace(NBSP, " ")


def planned(db, edition_id: int, step: Step):
    return next(one for one in plan(db, agent_of(db, Role.OFFICER), edition_id) if one.step is step)


def text_of(db, step: Step, progress: Progress):
    officer = agent_of(db, Role.OFFICER)
    return next(one for one in texts(db, officer) if (one.step, one.progress) == (step, progress))


@pytest.fixture
def launched(db, linked, officer) -> int:
    """An invitation on its way: its only message in the outbox."""
    actions.send_step(db, officer, linked[0], Step.INVITATION, "", new_operation())
    return outbox.recent(db, 1)[0].id


def became(db, message_id: int, state: outbox.State, reason: str = "") -> None:
    db.conn.execute("UPDATE outbox SET state = ?, reason = ? WHERE id = ?", [state, reason, message_id])
    db.conn.commit()


def test_the_plan_shows_nine_steps_in_order_and_that_nobody_receives_anything_without_a_relay(linked, enter, page):
    enter(Role.READER)
    at = page("messages.py")
    titles = [one.value for one in at.header if ":material" in one.value]
    assert len(titles) == len(Step)
    assert all(title.endswith(step.label) for title, step in zip(titles, Step, strict=True))
    assert "Aucun relais de messagerie n’est réglé" in read(at)
    assert "personne ne les reçoit" in read(at)
    assert read(at).startswith("Messages, Édition d’essai")
    assert "Aucun message parti ; prochaine étape : invitation" in read(at)


@pytest.mark.parametrize("role", OTHERS)
def test_only_an_officer_may_prepare_a_sending(role, linked, enter, page):
    enter(role)
    at = page("messages.py")
    assert not [one for one in at.button if str(one.key).startswith(("prepare-", "pause-", "cancel-", "newcomers-"))]


def test_a_reader_reads_figures_and_nobodys_name_or_address(linked, launched, enter, page):
    enter(Role.READER)
    shown = read(page("messages.py"))
    assert "1 en attente" in shown
    for personal in ("Félicie", "felicie@exemple.fr"):
        assert personal not in shown


def test_before_leaving_the_officer_reads_who_how_many_and_the_subject(linked, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("step_dialogs.prepare_sending", linked[0], "invitation")
    assert "1 personne recevra ce message" in read(at)
    assert "Félicie Martin (La Malle à Félicie)" in read(at)
    assert "À : Félicie Martin · felicie@exemple.fr" in read(at)
    assert "À faire avant le" in read(at)


def test_now_sends_to_those_due_and_says_it_first(db, linked, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("step_dialogs.prepare_sending", linked[0], "invitation")
    at = at.button_group(key="when-invitation").set_value("Maintenant").run()
    assert "Vous allez envoyer 1 message à 1 personne de 1 boutique" in read(at)
    press(at, "confirm-sending")
    found = planned(db, linked[0], Step.INVITATION)
    assert (found.state, found.results.waiting) == (SendingState.LEAVING, 1)


def test_a_step_is_scheduled_for_a_day_and_an_hour_of_paris(db, linked, enter, dialog):
    enter(Role.OFFICER)
    at = dialog("step_dialogs.prepare_sending", linked[0], "reminder_1")
    at = at.button_group(key="when-reminder_1").set_value("À une date").run()
    press(at, "confirm-sending")
    found = planned(db, linked[0], Step.REMINDER_1)
    assert found.state is SendingState.SCHEDULED
    assert found.leaves_at.astimezone(clock.PARIS).hour == 9
    assert outbox.counts(db) == {}


def test_a_delivery_notice_without_its_precision_is_refused_in_one_sentence(db, linked, answered, enter, dialog):
    answered(linked[0], linked[1])
    enter(Role.OFFICER)
    at = dialog("step_dialogs.prepare_sending", linked[0], "delivery")
    at = at.button_group(key="when-delivery").set_value("Maintenant").run()
    at = press(at, "confirm-sending")
    assert at.error or at.warning
    assert planned(db, linked[0], Step.DELIVERY).state is SendingState.PROPOSED


def test_those_without_an_address_lead_to_letters_and_calls(db, linked, contact, enter, dialog):
    contact([linked[1]], name="Paul Sans-Courriel", email="", phone="0241000001")
    enter(Role.OFFICER)
    at = dialog("step_dialogs.prepare_sending", linked[0], "invitation")
    assert any("1 personne sans adresse" in one.label.replace(NBSP, " ") for one in at.button)


def test_a_sending_is_paused_resumed_then_cancelled_with_a_confirmation(db, linked, launched, enter, page, dialog):
    enter(Role.OFFICER)
    press(page("messages.py"), "pause-invitation")
    assert outbox.message(db, launched).state is outbox.State.PAUSED
    press(page("messages.py"), "resume-invitation")
    assert outbox.message(db, launched).state is outbox.State.WAITING
    at = dialog("step_cancel.confirm_cancel", linked[0], "invitation")
    assert "1 message ne partira pas" in read(at)
    press(at, "confirm-cancel-step")
    assert outbox.message(db, launched).state is outbox.State.CANCELLED


def test_a_relay_at_rest_is_said_with_its_hour_and_tried_again_by_an_officer(db, linked, enter, page, monkeypatch):
    until = clock.stamp(clock.now().replace(year=clock.now().year + 1))
    db.conn.execute("UPDATE relay SET failures = 3, since = ?, rest_until = ?", [clock.stamp(), until])
    db.conn.commit()
    enter(Role.COMMUNICATION)
    at = page("messages.py")
    assert "Le relais de messagerie ne répond pas" in read(at)
    assert not [one for one in at.button if one.key == "retry-relay"]
    enter(Role.OFFICER)
    press(page("messages.py"), "retry-relay")
    assert db.conn.execute("SELECT rest_until FROM relay").fetchone()[0] is None


def test_a_text_is_adapted_then_put_back_as_it_was(db, linked, enter, page, dialog):
    enter(Role.COMMUNICATION)
    origin = text_of(db, Step.REMINDER_1, Progress.NOTHING)
    at = page("message_texts.py", etape="reminder_1")
    at.text_input(key="text-reminder_1-nothing-subject").set_value("À faire avant le {{date_limite}} : dites oui").run()
    press(at, "text-reminder_1-nothing-save")
    stored = text_of(db, Step.REMINDER_1, Progress.NOTHING)
    assert (stored.subject, stored.is_default) == ("À faire avant le {{date_limite}} : dites oui", False)
    press(dialog("text_editor.confirm_restore", "reminder_1", "nothing"), "confirm-restore-text")
    restored = text_of(db, Step.REMINDER_1, Progress.NOTHING)
    assert (restored.subject, restored.is_default) == (origin.subject, True)


def test_an_unknown_word_is_named_in_the_preview_and_refused_when_saved(db, linked, enter, page):
    enter(Role.OFFICER)
    at = page("message_texts.py", etape="invitation")
    at.text_area(key="text-invitation-nothing-body").set_value("Bonjour {{nmo}},\n\n{{lien}}").run()
    assert "nmo" in read(at)
    assert at.error
    at = press(at, "text-invitation-nothing-save")
    assert at.text_area(key="text-invitation-nothing-body").value.startswith("Bonjour {{nmo}}")
    assert text_of(db, Step.INVITATION, Progress.NOTHING).is_default


def test_a_word_is_added_at_the_end_of_the_text(linked, enter, page):
    enter(Role.OFFICER)
    at = page("message_texts.py", etape="invitation")
    press(at, "text-invitation-nothing-insert-nom")
    assert at.text_area(key="text-invitation-nothing-body").value.endswith(" {{nom}}")


def test_hostile_words_in_a_text_stay_text_in_the_preview(linked, enter, page):
    enter(Role.OFFICER)
    at = page("message_texts.py", etape="invitation")
    at.text_input(key="text-invitation-nothing-subject").set_value(HOSTILE).run()
    assert not at.exception
    assert "![](//x)" not in said(at)
    assert "Bonjour *à tous*" in bare(said(at))


def test_the_preview_is_closed_in_a_frame_of_its_own_origin(linked, enter, page):
    enter(Role.OFFICER)
    frames = page("message_texts.py", etape="invitation").get("iframe")
    assert [one.proto.src.partition(",")[0] for one in frames] == ["data:text/html;charset=utf-8;base64"]
    assert not frames[0].proto.srcdoc


def test_logistics_read_texts_and_change_none(linked, enter, page):
    enter(Role.LOGISTICS)
    at = page("message_texts.py")
    assert not at.exception
    assert not [one for one in at.button if str(one.key).endswith("-save")]


def test_an_uncertain_message_comes_first_and_is_settled_by_the_officer_only(db, launched, enter, page):
    became(db, launched, outbox.State.UNCERTAIN)
    enter(Role.COMMUNICATION)
    at = page("sent_messages.py")
    assert "Envois incertains" in read(at)
    assert not [one for one in at.button if str(one.key).startswith(("arrived-", "again-"))]
    enter(Role.OFFICER)
    press(page("sent_messages.py"), f"arrived-{launched}")
    assert outbox.message(db, launched).state is outbox.State.SENT


def test_an_uncertain_message_may_be_sent_again(db, launched, enter, page):
    became(db, launched, outbox.State.UNCERTAIN)
    enter(Role.OFFICER)
    press(page("sent_messages.py"), f"again-{launched}")
    assert outbox.message(db, launched).state is not outbox.State.UNCERTAIN
    assert [one.state for one in outbox.recent(db, 1)] == [outbox.State.WAITING]


def test_the_log_is_searched_without_accents_and_filtered(db, launched, enter, page):
    became(db, launched, outbox.State.FAILED, "Adresse inconnue du serveur.")
    enter(Role.LOGISTICS)
    at = page("sent_messages.py", etape="invitation")
    assert list(at.dataframe[0].value["Qui"]) == ["Félicie Martin"]
    assert list(at.dataframe[0].value["Pourquoi"]) == ["Adresse inconnue du serveur."]
    at.text_input(key="search").set_value("felicie").run()
    assert len(at.dataframe[0].value) == 1
    at.text_input(key="search").set_value("personne").run()
    assert "Aucun message ne correspond" in read(at)


def test_a_message_is_sent_again_with_a_word(db, linked, launched, officer, enter, dialog):
    became(db, launched, outbox.State.FAILED, "Boîte pleine.")
    enter(Role.OFFICER)
    at = dialog("sent_list.resend_with_a_word", linked[0], launched)
    assert "Boîte pleine" in read(at)
    at.text_area(key=f"resend-{launched}-word").set_value("Suite à notre appel.").run()
    press(at, f"resend-{launched}-go")
    assert log(db, officer, linked[0])[0].word == "Suite à notre appel."


def test_what_a_message_asks_of_somebody_waits_on_the_dashboard_but_not_for_readers(db, launched, enter, page):
    became(db, launched, outbox.State.UNCERTAIN)
    enter(Role.COMMUNICATION)
    assert "Félicie Martin : invitation" in read(page("dashboard.py")).replace("**", "")
    enter(Role.READER)
    seen = read(page("dashboard.py"))
    # The shop's own name, La Malle à Félicie, may be read by all.
    assert "Félicie Martin" not in seen
    assert ": invitation" not in seen.replace("**", "")


def test_a_task_leads_to_its_message_and_to_its_contact(db, linked, launched, enter, page):
    became(db, launched, outbox.State.FAILED, "Boîte pleine.")
    enter(Role.OFFICER)
    at = page("sent_messages.py", message=launched)
    assert at.button_group(key="sent-state").value == outbox.State.FAILED
    assert page("contacts.py", contact=linked[2].id).text_input(key="search").value == "Félicie Martin"


def test_the_follow_ups_of_a_past_edition_are_prepared_while_the_next_is_under_way(edition, enter, page):
    past, _ = edition(in_days=-100, opened=False, name="Édition passée"), edition()
    enter(Role.OFFICER)
    at = page("messages.py", edition=past)
    assert at.selectbox(key="edition-choice").value == past
    prepared = {one.key.removeprefix("prepare-") for one in at.button if str(one.key).startswith("prepare-")}
    assert prepared == {"thanks", "follow_up_3", "follow_up_6"}
    at.selectbox(key="edition-choice").set_value(past + 1).run()
    assert "prepare-invitation" in {one.key for one in at.button}
