"""Messagerie: how messages leave, a trial to oneself, the records expected, reading what came back."""

from campaign.accounts.model import Role
from campaign.mail import addresses, outbox
from tests.mail.returned_messages import report
from tests.pages.conftest import bare, said


def press(at, key: str):
    return at.button(key=key).click().run()


def read(at) -> str:
    return bare(said(at)).replace("\u00a0", " ")


def test_without_an_address_to_write_from_the_screen_asks_for_it_and_no_trial_leaves(enter, page):
    enter(Role.OFFICER)
    at = page("mail_setup.py")
    assert "Il manque l’adresse d’expédition" in read(at)
    assert at.button(key="trial").disabled


def test_an_officer_sends_a_trial_to_their_own_address(db, officer, enter, page):
    db.conn.execute("UPDATE identity SET contact_email = 'prevention@exemple.fr'")
    db.conn.commit()
    agent = enter(Role.OFFICER)
    at = press(page("mail_setup.py"), "trial")
    assert agent.email in read(at)
    assert [one.recipient for one in outbox.recent(db)] == [f"agent:{agent.id}"]
    assert "prevention@exemple.fr" in read(at)


def test_the_records_expected_are_those_of_the_senders_domain(db, enter, page):
    db.conn.execute("UPDATE identity SET mail_sender = 'bonsjours@exemple.fr'")
    db.conn.commit()
    enter(Role.OFFICER)
    at = page("mail_setup.py")
    shown = [one.value for one in at.text_input]
    assert any("v=spf1" in value for value in shown)
    assert any(value.startswith("v=DMARC1") for value in shown)
    assert any("_dmarc" in value for value in shown)


def test_messages_that_came_back_are_read_counted_and_the_dead_address_becomes_a_task(db, linked, enter, page):
    addresses.know(db, "felicie@exemple.fr")
    enter(Role.OFFICER)
    at = page("mail_setup.py")
    files = [
        ("retour.eml", report("5.1.1", original=""), "message/rfc822"),
        ("lisez-moi.eml", b"Subject: bonjour\n\nRien a voir.\n", "message/rfc822"),
    ]
    at.file_uploader[0].set_value(files)
    at = press(at.run(), "read-bounces")
    assert "1 adresse ne fonctionne plus" in read(at).replace("*", "")
    assert "1 autre message" in read(at).replace("*", "")
    assert addresses.is_bounced(db, "felicie@exemple.fr")
    assert "Félicie Martin : ses messages reviennent" in read(page("dashboard.py")).replace("*", "")
