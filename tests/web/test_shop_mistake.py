"""« Signaler une erreur » on a shop's page: without a name nor a script, refused in clear words, never lost."""

import pytest

from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.partners.actions import change_place
from campaign.partners.reporting import MOST_BY_VISITOR
from campaign.partners.suggesting import pending_suggestions
from campaign.partners.suggestions import SuggestionSource
from tests.forms import form_holding
from tests.web.test_public_pages import words

PAGE = "/boutiques/la-malle-a-felicie"
FORM = f"{PAGE}/erreur"


def send(browser, **changes):
    """What a browser without script sends."""
    return browser.post(FORM, data=form_holding(browser.get(FORM).text, "mots") | changes)


def waiting(campaign):
    return pending_suggestions(campaign.db, campaign.officer)


def test_the_shops_page_leads_to_a_form_that_asks_for_no_name(browser, confirmed):
    assert f'href="{FORM}"' in browser.get(PAGE).text
    answer = browser.get(FORM)
    page = words(answer)
    assert "31 rue des Artisans, 49100 Angers" in page, "ce que dit la page aujourd’hui est rappelé"
    assert set(form_holding(answer.text, "mots")) == {"operation", "mots", "suite"}
    assert answer.headers["cache-control"] == "no-store"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert waiting(confirmed) == []


def test_a_report_waits_for_an_agent_and_the_page_thanks(browser, confirmed):
    answer = send(browser, erreur="telephone", mots="02 41 00 99 99")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{FORM}?fait=1")
    assert "Merci, c’est noté" in words(browser.get(answer.headers["location"]))
    (one,) = waiting(confirmed)
    assert (one.source, one.field, one.proposed) == (SuggestionSource.RESIDENT, "phone", "+33241009999")
    assert "02 41 00 99 99" not in words(browser.get(PAGE)), "rien ne change avant qu’un agent décide"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mots": "x"}, "Choisissez ce qui est faux."),
        ({"erreur": "telephone", "mots": " "}, "Indiquez le bon numéro."),
        ({"erreur": "autre", "mots": "é" * 501}, "500 caractères au plus (501 saisis)."),
    ],
)
def test_what_is_refused_comes_back_as_typed(browser, confirmed, changes, said):
    answer = send(browser, **changes)
    assert answer.status_code == 422
    assert said in words(answer)
    assert "<title>Erreur" in answer.text
    back = form_holding(answer.text, "mots")
    assert back.get("erreur", [""])[0] == changes.get("erreur", "")
    assert back["mots"][0] == changes["mots"]
    assert waiting(confirmed) == []


def test_the_same_form_sent_twice_counts_once(browser, confirmed):
    form = form_holding(browser.get(FORM).text, "mots") | {"erreur": "fermee", "mots": "depuis mars"}
    assert [browser.post(FORM, data=form).status_code for _ in range(2)] == [303, 303]
    assert len(waiting(confirmed)) == 1
    lost = browser.post(FORM, data=form | {"operation": "x"})
    assert lost.status_code == 400
    assert form_holding(lost.text, "mots")["mots"] == ["depuis mars"]


def test_a_robot_that_fills_every_field_is_thanked_and_nothing_is_kept(browser, confirmed):
    assert send(browser, erreur="autre", mots="acheter", suite="https://spam.example").status_code == 303
    assert waiting(confirmed) == []


def test_after_five_the_visitor_waits_and_keeps_what_was_typed(browser, confirmed):
    for number in range(MOST_BY_VISITOR):
        send(browser, erreur="autre", mots=f"remarque {number}")
    answer = send(browser, erreur="autre", mots="la sixième")
    assert answer.status_code == 429
    assert "Attendez 10 minutes" in words(answer)
    assert form_holding(answer.text, "mots")["mots"] == ["la sixième"]
    assert len(waiting(confirmed)) == MOST_BY_VISITOR


def test_only_a_shop_that_residents_see_has_such_a_page(browser, confirmed):
    form = {"operation": new_operation(), "erreur": "fermee", "mots": ""}
    for slug in ("boutique-du-bois-dore", "nulle-part"):
        assert browser.get(f"/boutiques/{slug}/erreur").status_code == 404
        assert browser.post(f"/boutiques/{slug}/erreur", data=form).status_code == 404
    editions.cancel_edition(confirmed.db, confirmed.officer, confirmed.edition_id, new_operation())
    assert browser.post(FORM, data=form).status_code == 404
    assert waiting(confirmed) == []


def test_what_is_written_is_text_on_the_page(browser, confirmed):
    hostile = '</textarea><script>alert(1)</script> " onfocus="x'
    answer = send(browser, mots=hostile)
    assert "<script>alert" not in answer.text
    assert form_holding(answer.text, "mots")["mots"] == [hostile]
    name = "<script>alert(2)</script>"
    change_place(confirmed.db, confirmed.officer, confirmed.places[4], 1, {"name": name}, new_operation())
    assert "<script>alert(2)" not in browser.get(FORM).text
