"""A shop answers on its phone: shown, sent, kept, changed; what is refused keeps everything typed."""

import re
from datetime import timedelta

import pytest

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.editions.model import check_edition
from campaign.participation import actions as participation
from tests.web.conftest import at, form_of
from tests.web.test_public_pages import words


@pytest.fixture
def link(campaign) -> str:
    """The personal link of the contact of La Malle à Félicie."""
    return campaign.link([campaign.places[4]])


@pytest.fixture
def place(campaign) -> int:
    return campaign.places[4]


def answers(campaign) -> list[tuple]:
    return campaign.rows("SELECT place_id, presence, version FROM answers")


def test_the_first_screen_says_who_which_dates_and_until_when(browser, campaign, link):
    answer = browser.get(link)
    page = words(answer)
    assert answer.status_code == 200
    assert "La Malle à Félicie" in page
    assert "Réponse attendue jusqu’au" in page
    assert "Ce qu’on attend de vous" in page
    assert f'datetime="{campaign.days[1].isoformat()}"' in answer.text
    assert "checked" not in re.search(r'name="presence" value="yes"[^>]*', answer.text)[0], (
        "nothing is answered for them"
    )


def test_a_consent_is_never_ticked_in_advance(browser, link):
    page = browser.get(link).text
    for name in ("photos", "role"):
        assert "checked" not in re.search(rf'name="{name}"[^>]*', page)[0]


def test_yes_is_kept_shown_back_and_public_at_once(browser, campaign, link, place):
    sent = browser.post(link, data=form_of(campaign, place))
    assert sent.status_code == 303
    assert sent.headers["location"] == f"{link}/merci?boutique={place}"
    receipt = browser.get(sent.headers["location"])
    assert "Merci, c’est noté !" in words(receipt)
    assert "les deux jours" in words(receipt)
    assert "20 affiches" in words(receipt)
    assert "La Malle à Félicie" in words(browser.get("/carte"))


def test_the_receipt_gives_both_days_in_one_calendar(browser, campaign, link, place):
    browser.post(link, data=form_of(campaign, place))
    calendar = browser.get(f"{link}/agenda.ics")
    assert calendar.status_code == 200
    assert calendar.text.count("BEGIN:VEVENT") == 2
    assert calendar.text.count("BEGIN:VALARM") == 2


def test_before_any_yes_there_is_nothing_for_the_diary(browser, link):
    assert browser.get(f"{link}/agenda.ics").status_code == 404


def test_no_with_its_reason_and_not_yet_are_kept(browser, campaign, link, place):
    browser.post(link, data=form_of(campaign, place, presence="no", raison="Inventaire"))
    assert campaign.rows("SELECT presence, reason FROM answers") == [("no", "Inventaire")]
    page = words(browser.get(f"{link}/merci"))
    assert "Inventaire" in page
    browser.post(link, data=form_of(campaign, place, presence="undecided", version="1"))
    assert campaign.rows("SELECT presence FROM answers") == [("undecided",)]
    assert "Dites-nous dès que vous savez" in words(browser.get(f"{link}/merci"))


def test_a_double_click_makes_one_answer_and_the_same_receipt(browser, campaign, link, place):
    form = form_of(campaign, place)
    first, second = browser.post(link, data=form), browser.post(link, data=form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    assert answers(campaign) == [(place, "yes", 1)]


def test_a_second_tab_with_another_answer_is_told_before_it_replaces(browser, campaign, link, place):
    browser.post(link, data=form_of(campaign, place))
    late = browser.post(link, data=form_of(campaign, place, presence="no", raison="Finalement non"))
    assert late.status_code == 409
    page = words(late)
    assert "Une autre réponse est arrivée" in page
    assert "les deux jours" in page, "the answer already kept is shown"
    assert "Finalement non" in page, "what was typed is kept too"
    assert answers(campaign) == [(place, "yes", 1)]
    version = re.search(r'name="version" value="(\d+)"', late.text)[1]
    operation = re.search(r'name="operation" value="([^"]+)"', late.text)[1]
    again = form_of(campaign, place, presence="no", raison="Finalement non", version=version, operation=operation)
    assert browser.post(link, data=again).status_code == 303
    assert answers(campaign) == [(place, "no", 2)]


def test_an_answer_can_be_changed_and_its_form_comes_filled(browser, campaign, link, place):
    browser.post(link, data=form_of(campaign, place, autre="Concours de pulls"))
    shown = browser.get(link)
    assert "Vous avez répondu" in words(shown)
    form = browser.get(f"{link}?boutique={place}&modifier=1").text
    assert 'value="Concours de pulls"' in form
    assert 'name="version" value="1"' in form
    assert "checked" in re.search(r'name="presence" value="yes"[^>]*', form)[0]


def test_every_refused_field_is_told_at_once_and_nothing_typed_is_lost(browser, campaign, link, place):
    second = campaign.days[1].isoformat()
    form = form_of(
        campaign, place, **{f"fin-{second}": "09:00", "fiche": "corriger", "fiche-phone": "02 41 00 00",
                            "autre": "Concours du plus beau pull", "besoin-flyers": "5"},
    )  # fmt: skip
    refused = browser.post(link, data=form)
    page = words(refused)
    assert refused.status_code == 422
    assert re.search(r"<title>Erreur\s: ", refused.text)
    assert "Deux points à corriger" in page
    assert f'href="#fin-{second}"' in refused.text
    assert f'id="fin-{second}"' in refused.text
    assert 'href="#fiche-phone"' in refused.text
    assert "Téléphone : numéro incomplet" in page
    assert "Samedi : l’heure de fermeture" in page
    assert 'aria-describedby="fiche-phone-aide fiche-phone-erreur"' in refused.text
    assert 'value="02 41 00 00"' in refused.text
    assert 'value="Concours du plus beau pull"' in refused.text
    assert '<option value="09:00" selected>' in refused.text
    assert answers(campaign) == []
    assert campaign.rows("SELECT * FROM sheet_suggestions") == []


def test_a_refused_form_sent_again_once_mended_is_taken(browser, campaign, link, place):
    first = campaign.days[0].isoformat()
    form = form_of(campaign, place, **{f"fin-{first}": "25:00"})
    refused = browser.post(link, data=form)
    assert refused.status_code == 422
    assert "25:00" in refused.text
    assert browser.post(link, data=form | {f"fin-{first}": "19:00"}).status_code == 303


def test_saying_nothing_about_presence_is_asked_again(browser, campaign, link, place):
    refused = browser.post(link, data=form_of(campaign, place, presence=None))
    assert refused.status_code == 422
    assert 'href="#presence"' in refused.text
    assert 'id="presence"' in refused.text


def test_corrections_arrive_as_suggestions_and_the_sheet_waits(browser, campaign, link, place):
    form = form_of(
        campaign, place, **{"fiche": "corriger", "fiche-name": "La Malle de Félicie", "fiche-phone": "0241990000"}
    )
    assert browser.post(link, data=form).status_code == 303
    kept = dict(campaign.rows("SELECT field, proposed FROM sheet_suggestions WHERE state = 'pending'"))
    assert kept == {"name": "La Malle de Félicie", "phone": "+33241990000"}
    assert campaign.rows("SELECT name FROM places WHERE id = ?", place) == [("La Malle à Félicie",)]
    assert "La Malle de Félicie" in words(browser.get(f"{link}/merci")), "the receipt says it is being checked"


def test_an_answer_sent_with_the_sheet_said_right_confirms_it_and_the_others_do_not(browser, campaign, link, place):
    of_shop = "SELECT field FROM field_confirmations WHERE place_id = ? AND how = 'shop' ORDER BY field"
    browser.post(link, data=form_of(campaign, place, presence="no", fiche="juste"))
    assert campaign.rows(of_shop, place) == [], "the sheet is not shown to a shop that does not take part"
    assert browser.post(link, data=form_of(campaign, place, version="1", fiche="juste")).status_code == 303
    assert {"name", "address", "commune"} <= {one[0] for one in campaign.rows(of_shop, place)}


def test_nothing_changed_is_one_tap_when_there_is_a_last_answer(browser, campaign, place):
    campaign.answer(place)
    first = campaign.days[0] + timedelta(days=140)
    values = check_edition("Édition de printemps", "", [first, first + timedelta(days=3)], first - timedelta(days=30))
    new = participation.copy_edition(campaign.db, campaign.officer, campaign.edition_id, values, new_operation())
    editions.open_edition(campaign.db, campaign.officer, new, new_operation())
    campaign.edition_id, campaign.days = new, values.days
    link = campaign.link([place])
    page = browser.get(link)
    assert "Rien n’a changé ?" in words(page)
    operation = re.search(r'name="operation" value="([^"]+)"', page.text)[1]
    for _ in range(2):
        sent = browser.post(link, data={"operation": operation, "boutique": place, "inchange": "oui"})
        assert sent.status_code == 303
    assert campaign.rows("SELECT presence, version, duties_read FROM answers WHERE edition_id = ?", new) == [
        ("yes", 1, 0)
    ]
    assert campaign.rows("SELECT count(*) FROM open_days WHERE edition_id = ?", new) == [(2,)]


def test_without_a_last_answer_there_is_no_one_tap(browser, campaign, link, place):
    assert "Rien n’a changé" not in words(browser.get(link))
    sent = browser.post(link, data={"operation": new_operation(), "boutique": place, "inchange": "oui"})
    assert sent.status_code in (400, 404)
    assert answers(campaign) == []


def test_a_contact_of_several_shops_answers_for_each(browser, campaign):
    mine = campaign.places[:2]
    link = campaign.link(mine)
    page = words(browser.get(link))
    assert "Vos 2 boutiques" in page
    assert page.count("Réponse attendue ") >= 2
    sent = browser.post(link, data=form_of(campaign, mine[0]))
    assert "Et votre autre boutique ?" in words(browser.get(sent.headers["location"]))
    assert "Vous participez" in words(browser.get(link))
    assert browser.get(f"{link}?boutique={mine[1]}").status_code == 200
    assert answers(campaign) == [(mine[0], "yes", 1)]


def test_a_post_without_saying_which_of_several_shops_is_refused(browser, campaign):
    link = campaign.link(campaign.places[:2])
    assert browser.post(link, data=form_of(campaign, 0, boutique=None)).status_code == 400


def test_another_contacts_shop_is_not_found_and_the_attempt_is_in_the_journal(browser, campaign, link):
    foreign = campaign.places[0]
    assert browser.get(f"{link}?boutique={foreign}").status_code == 404
    assert browser.post(link, data=form_of(campaign, foreign)).status_code == 404
    assert answers(campaign) == []
    assert campaign.rows("SELECT subject_id FROM journal WHERE verb = 'foreign_place_refused'") == [(foreign,)]


@pytest.mark.parametrize("typed", ["0", "-1", "1 OR 1=1", "9" * 400, "é", "٣"])
def test_a_shop_number_that_is_none_is_not_found(browser, campaign, link, typed):
    assert browser.post(link, data=form_of(campaign, 0, boutique=typed)).status_code == 404
    assert answers(campaign) == []


@pytest.mark.parametrize("operation", [None, "", "court", "x" * 65, "<script>", "é" * 20])
def test_a_form_without_a_valid_number_is_refused_in_french(browser, campaign, link, place, operation):
    refused = browser.post(link, data=form_of(campaign, place, operation=operation))
    assert refused.status_code == 400
    assert "Rechargez la page" in words(refused)
    assert answers(campaign) == []


def test_a_form_number_that_served_for_another_shop_is_refused(browser, campaign):
    mine = campaign.places[:2]
    link = campaign.link(mine)
    form = form_of(campaign, mine[0])
    browser.post(link, data=form)
    assert browser.post(link, data=form | {"boutique": str(mine[1])}).status_code == 400
    assert answers(campaign) == [(mine[0], "yes", 1)]


def test_fields_in_excess_are_ignored_and_counted_in_the_journal(browser, campaign, link, place):
    form = form_of(campaign, place) | {"role_agent": "officer", "may_advertise": "0", "felicie@exemple.fr": "x"}
    assert browser.post(link, data=form).status_code == 303
    assert campaign.rows("SELECT details FROM journal WHERE verb = 'unknown_fields_ignored'") == [('{"fields": 3}',)]


def test_a_body_of_a_megabyte_is_refused_with_a_page(browser, campaign, link, place):
    refused = browser.post(link, data=form_of(campaign, place, acces="x" * 1_000_000))
    assert refused.status_code == 413
    assert "C’est trop long" in words(refused)
    assert answers(campaign) == []


def test_a_body_of_sixty_four_kilobytes_is_the_most(browser, link):
    assert (
        browser.post(
            link, content=b"a=" + b"x" * (64 * 1024 - 2), headers={"content-type": "application/x-www-form-urlencoded"}
        ).status_code
        == 400
    )
    assert (
        browser.post(
            link, content=b"a=" + b"x" * (64 * 1024 - 1), headers={"content-type": "application/x-www-form-urlencoded"}
        ).status_code
        == 413
    )


@pytest.mark.parametrize(("content", "kind", "status"), [
    (b'{"presence": "yes"}', "application/json", 415),
    (b"--x\r\n", "multipart/form-data; boundary=x", 415),
    (b"presence=\xff\xfe", "application/x-www-form-urlencoded", 400),
    (b"&".join(b"a%d=1" % number for number in range(500)), "application/x-www-form-urlencoded", 400),
    (b"", "", 400),
])  # fmt: skip
def test_a_body_that_is_not_our_form_is_refused(browser, campaign, link, content, kind, status):
    refused = browser.post(link, content=content, headers={"content-type": kind})
    assert refused.status_code == status
    assert "text/html" in refused.headers["content-type"]
    assert answers(campaign) == []


def test_hostile_text_is_shown_back_as_text(browser, campaign, link, place):
    hostile = "</textarea><script>alert(1)</script>"
    refused = browser.post(link, data=form_of(campaign, place, presence="", acces=hostile, autre='"><img src=x>'))
    assert refused.status_code == 422
    assert "<script>alert(1)" not in refused.text
    assert "<img src=x" not in refused.text
    browser.post(link, data=form_of(campaign, place, acces=hostile, autre='"><img src=x>'))
    assert "<img src=x" not in browser.get("/boutiques/la-malle-a-felicie").text


def test_seen_is_said_by_a_post_and_answering_says_it_too(browser, campaign, link, place):
    browser.get(link)
    assert campaign.rows("SELECT opened_at FROM links WHERE opened_at IS NOT NULL") == []
    assert browser.post(f"{link}/vu").status_code == 204
    assert len(campaign.rows("SELECT opened_at FROM links WHERE opened_at IS NOT NULL")) == 1
    other = campaign.link([campaign.places[0]], "Sam Petit", "sam@exemple.fr")
    browser.post(other, data=form_of(campaign, campaign.places[0]))
    assert len(campaign.rows("SELECT opened_at FROM links WHERE opened_at IS NOT NULL")) == 2


def test_after_the_deadline_the_page_says_whom_to_call_and_takes_nothing(browser, campaign, link, place):
    form = form_of(campaign, place)
    with clock.frozen(at(campaign.days[0] - timedelta(days=20))):
        shown, sent = browser.get(link), browser.post(link, data=form)
    for answer, status in ((shown, 200), (sent, 409)):
        assert answer.status_code == status
        assert "Les réponses sont closes" in words(answer)
        assert "Appeler Camille Moreau" in words(answer)
        assert 'href="tel:+33241000000"' in answer.text
    assert answers(campaign) == []
