"""« Ne plus recevoir d’invitation »: one gesture for a person, one POST for a mail program, nothing for a robot."""

import pytest

from campaign.accounts.links import renew_link
from campaign.accounts.store import link_of
from campaign.base.operations import new_operation
from campaign.mail import addresses
from campaign.partners import contacts
from tests.web.test_link_states import without_chance

FELICIE = "felicie@exemple.fr"
BUTTON = "Ne plus recevoir d’invitation</button>"
AGAIN = "Recevoir de nouveau les invitations</button>"


@pytest.fixture
def way_out(campaign) -> str:
    """The address at the foot of an invitation sent to Félicie."""
    campaign.link(campaign.places[:1])
    addresses.know(campaign.db, FELICIE)
    return f"/p/arret/{addresses.token_of(FELICIE)}"


def content_of(db) -> list[str]:
    return [str(list(db[name].rows)) for name in sorted(db.table_names()) if not name.startswith("sqlite_")]


def test_the_page_says_what_stops_and_what_goes_on(browser, way_out):
    page = browser.get(way_out)
    assert page.status_code == 200
    assert "Les invitations et les relances" in page.text
    assert "l’avis de livraison, les informations pratiques" in page.text
    assert page.text.count("<button") == 1
    assert BUTTON in page.text


def test_reading_the_page_two_hundred_times_changes_nothing(browser, campaign, way_out):
    before = content_of(campaign.db)
    for _ in range(100):
        browser.get(way_out)
        browser.head(way_out)
    assert content_of(campaign.db) == before


def test_one_gesture_stops_the_invitations_and_another_brings_them_back(browser, campaign, way_out):
    stopped = browser.post(way_out)
    assert stopped.status_code == 200
    assert "C’est noté" in stopped.text
    assert AGAIN in stopped.text
    assert addresses.is_opposed(campaign.db, FELICIE)
    assert AGAIN in browser.get(way_out).text
    back = browser.post(f"{way_out}/reprise")
    assert back.status_code == 200
    assert "Les invitations reviennent" in back.text
    assert not addresses.is_opposed(campaign.db, FELICIE)


def test_a_mail_program_stops_them_with_one_post_whatever_its_shape(browser, campaign, way_out):
    """RFC 8058: the body may be a form or multipart, comes without cookie, and is not redirected."""
    one_click = {"List-Unsubscribe": "One-Click"}
    for sent in ({"data": one_click}, {"files": {"List-Unsubscribe": (None, "One-Click")}}, {"content": b""}):
        browser.post(f"{way_out}/reprise")
        browser.cookies.clear()
        answer = browser.post(way_out, **sent)
        assert answer.status_code == 200
        assert not answer.history
        assert addresses.is_opposed(campaign.db, FELICIE)


def test_the_same_post_again_answers_the_same_and_is_noted_once(browser, campaign, way_out):
    first, second = browser.post(way_out), browser.post(way_out)
    assert (first.status_code, second.status_code) == (200, 200)
    assert campaign.rows("SELECT count(*) FROM journal WHERE verb = 'oppose_invitations'") == [(1,)]


def test_the_journal_says_it_without_the_address(browser, campaign, way_out):
    browser.post(way_out)
    (line,) = campaign.rows("SELECT actor, subject_id, details FROM journal WHERE verb = 'oppose_invitations'")
    assert line == ("public", None, "{}")


def test_an_unknown_way_out_is_the_same_page_as_an_unknown_link(browser, campaign, way_out):
    unknown = without_chance(browser.get("/p/" + "a" * 43).text)
    for path in ("/p/arret/" + "a" * 43, "/p/arret/xx", "/p/arret/" + addresses.token_of("inconnue@exemple.fr")):
        for ask in (browser.get, browser.post):
            answer = ask(path)
            assert answer.status_code == 404
            assert without_chance(answer.text) == unknown
    assert campaign.rows("SELECT count(*) FROM addresses WHERE opposed_at IS NOT NULL") == [(0,)]


def test_one_changed_sign_in_the_way_out_stops_nobody(browser, campaign, way_out):
    changed = way_out[:-1] + ("A" if way_out[-1] != "A" else "B")
    assert browser.post(changed).status_code == 404
    assert not addresses.is_opposed(campaign.db, FELICIE)


def test_signs_added_by_a_mail_program_around_the_address_do_no_harm(browser, campaign, way_out):
    assert browser.get(f"{way_out}>.").status_code == 200


def test_it_works_whatever_became_of_the_link_and_of_the_contact(browser, campaign, way_out):
    (contact_id,) = campaign.rows("SELECT id FROM contacts")[0]
    renew_link(campaign.db, campaign.officer, link_of(campaign.db, contact_id, campaign.edition_id).id, new_operation())
    contacts.archive_contact(campaign.db, campaign.officer, contact_id, new_operation())
    assert browser.post(way_out).status_code == 200
    assert addresses.is_opposed(campaign.db, FELICIE)


def test_thirty_unknown_addresses_from_one_visitor_are_enough(browser, campaign, way_out):
    for number in range(30):
        browser.post(f"/p/arret/inconnu{number}")
    assert browser.get("/p/arret/inconnu").status_code == 429


def test_the_page_is_personal_and_its_address_is_told_to_nobody(browser, way_out):
    sent = browser.get(way_out).headers
    assert sent["cache-control"] == "no-store"
    assert sent["referrer-policy"] == "no-referrer"
    assert "noindex" in sent["x-robots-tag"]


def test_the_page_of_personal_data_speaks_of_messages_and_of_stopping_them(browser, campaign):
    page = browser.get("/donnees-personnelles").text
    assert "Messages aux boutiques" in page
    assert "sans avoir à se justifier" in page
