"""The editor of the press kit: the team at /trame, an animator on their link; what is typed is never lost."""

import re

import pytest

from campaign.accounts.model import SYSTEM, Role
from campaign.base.operations import new_operation
from campaign.partners import actions as partners
from campaign.press.adapting import change_local
from campaign.press.views import material
from campaign.press.writing import change_block, set_lock
from campaign.web.cookies import session_cookie
from tests.conftest import agent_of
from tests.forms import form_holding

ANGERS = "epci:244900015"
OTHERS = "epci:200071876"


@pytest.fixture
def animator(confirmed):
    """« /p/TOKEN/presse » of the animator of Angers."""
    sheet = {"name": "Angers Loire Métropole", "kind": "epci", "postcode": "49000", "commune": "Angers"}
    office = partners.add_place(confirmed.db, confirmed.officer, sheet, new_operation())
    return f"{confirmed.link([office], 'Nadia Benali', 'nadia@exemple.fr')}/presse"


@pytest.fixture
def as_agent(browser, db, signed_in):
    """Signs this browser in: (role) -> the agent."""

    def sign_in(role=Role.OFFICER):
        agent = agent_of(db, role)
        browser.cookies.set(session_cookie(), signed_in(agent), domain="localhost.local")
        return agent

    return sign_in


def form_of(page, code):
    """What the form of one block would send untouched."""
    section = re.search(rf'<form[^>]*data-block="{code}".*?</form>', page, re.S)
    return form_holding(section[0], "texte") if section else None


def save(browser, address, code, text, action="enregistrer", **changes):
    form = form_of(browser.get(address).text, code)
    return browser.post(address.partition("?")[0], data={**form, "texte": text, "faire": action, **changes})


def text_of(db, edition_id, code, audience=""):
    blocks = material(db, SYSTEM, edition_id).blocks_for(audience)
    return next(one.text for one in blocks if one.block.code == code)


def test_an_animator_writes_their_block_and_only_those_left_open(browser, confirmed, animator):
    page = browser.get(animator)
    assert page.status_code == 200
    assert form_of(page.text, "near_you") is not None
    assert form_of(page.text, "context") is None
    answer = save(browser, animator, "near_you", "À Angers, venez chiner.")
    assert (answer.status_code, answer.headers["location"].endswith("#bloc-near_you")) == (303, True)
    assert text_of(confirmed.db, confirmed.edition_id, "near_you", ANGERS) == "À Angers, venez chiner."
    assert text_of(confirmed.db, confirmed.edition_id, "near_you") != "À Angers, venez chiner."
    again = browser.get(answer.headers["location"]).text
    assert "Enregistré." in again
    assert "adapté" in again


def test_opening_the_editor_changes_nothing(browser, confirmed, animator, as_agent):
    as_agent()
    before = confirmed.rows("SELECT count(*) FROM journal")
    browser.get(animator)
    browser.get("/trame")
    browser.post("/trame/apercu", data={"texte-lead": "Rien de gardé."})
    assert confirmed.rows("SELECT count(*) FROM press_blocks") == [(0,)]
    assert confirmed.rows("SELECT count(*) FROM journal") == before


def test_the_common_text_changes_beside_the_local_one_and_both_survive(browser, confirmed, animator, as_agent):
    save(browser, animator, "near_you", "À Angers, deux jours.")
    as_agent()
    save(browser, "/trame", "near_you", "Rendez-vous chez nous.")
    page = browser.get(animator).text
    assert "adapté, trame modifiée depuis" in page
    assert "Ce que le Département a changé depuis votre texte" in page
    assert re.search(r"<ins>[^<]*chez nous", page)
    assert text_of(confirmed.db, confirmed.edition_id, "near_you", ANGERS) == "À Angers, deux jours."
    taken = save(browser, animator, "near_you", "À Angers, deux jours.", action="vu")
    assert "trame modifiée depuis" not in browser.get(taken.headers["location"]).text
    back = save(browser, animator, "near_you", "peu importe", action="trame")
    page = browser.get(back.headers["location"]).text
    assert "Remettre votre texte" in page
    assert form_of(page, "near_you")["texte"] == ["Rendez-vous chez nous."]
    save(browser, animator, "near_you", "peu importe", action="rappeler")
    assert text_of(confirmed.db, confirmed.edition_id, "near_you", ANGERS) == "À Angers, deux jours."


def test_thirty_thousand_signs_come_back_with_how_many_are_too_many(browser, animator):
    answer = save(browser, animator, "near_you", "é" * 30_000)
    assert answer.status_code == 422
    assert "30\u202f000 signes : 24\u202f000 de trop" in answer.text.replace("\u00a0:", " :")
    assert form_of(answer.text, "near_you")["texte"] == ["é" * 30_000]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Venez {{ici_capital}}.", "Vouliez-vous ici_capitale"),
        ("Venez } ici.", "Accolade seule"),
        ("[ici](javascript:alert(1))", "Lien refusé"),
    ],
)
def test_a_refused_text_comes_back_as_it_was_typed(browser, confirmed, animator, text, said):
    answer = save(browser, animator, "near_you", text)
    assert answer.status_code == 422
    assert said in answer.text
    assert form_of(answer.text, "near_you")["texte"] == [text]
    assert confirmed.rows("SELECT count(*) FROM press_locals") == [(0,)]


def test_of_two_agents_at_once_the_second_sees_both_texts_and_chooses(browser, db, confirmed, as_agent):
    as_agent(Role.COMMUNICATION)
    form = form_of(browser.get("/trame").text, "lead")
    change_block(db, confirmed.officer, confirmed.edition_id, "lead", 1, "", "Le texte de l’autre.", new_operation())
    answer = browser.post("/trame", data={**form, "texte": "Le mien.", "faire": "enregistrer"})
    assert answer.status_code == 409
    assert confirmed.officer.name in answer.text
    assert "Le texte de l’autre." in answer.text
    mine = form_of(answer.text, "lead")
    assert mine["texte"] == ["Le mien."]
    assert text_of(db, confirmed.edition_id, "lead") == "Le texte de l’autre."
    browser.post("/trame", data={**mine, "faire": "enregistrer"})
    assert text_of(db, confirmed.edition_id, "lead") == "Le mien."


def test_a_block_locked_while_somebody_writes_keeps_what_was_typed_on_the_page(browser, db, confirmed, animator):
    form = form_of(browser.get(animator).text, "near_you")
    set_lock(db, confirmed.officer, confirmed.edition_id, "near_you", True, new_operation())
    answer = browser.post(animator, data={**form, "texte": "Deux heures de travail.", "faire": "enregistrer"})
    assert answer.status_code == 409
    assert "verrouillé" in answer.text
    assert "Deux heures de travail." in answer.text


def test_a_double_click_writes_once(browser, confirmed, animator):
    form = {**form_of(browser.get(animator).text, "near_you"), "texte": "Une fois.", "faire": "enregistrer"}
    assert [browser.post(animator, data=form).status_code for _ in range(2)] == [303, 303]
    assert confirmed.rows("SELECT version FROM press_locals") == [(1,)]


@pytest.mark.parametrize("audience", [OTHERS, "departement", "shop:1", "epci:1", "nimporte"])
def test_a_link_opens_no_other_text(browser, confirmed, animator, audience):
    form = form_of(browser.get(animator).text, "near_you")
    assert browser.get(f"{animator}?pour={audience}").status_code == 404
    for path in ("", "/apercu", "/page"):
        sent = {**form, "pour": audience, "texte": "Non.", "faire": "enregistrer"}
        assert browser.post(f"{animator}{path}", data=sent).status_code == 404
    assert confirmed.rows("SELECT count(*) FROM press_locals") == [(0,)]


def test_an_animator_cannot_write_the_framework_even_by_its_buttons(browser, confirmed, animator):
    form = form_of(browser.get(animator).text, "near_you")
    for action in ("verrouiller", "ajouter", "retirer", "monter", ""):
        assert browser.post(animator, data={**form, "faire": action, "titre": "Mien"}).status_code == 422
    assert confirmed.rows("SELECT count(*) FROM press_blocks WHERE custom OR (code = 'near_you' AND locked)") == [(0,)]


def test_a_shop_writes_its_own_unless_it_may_not_advertise(browser, db, confirmed):
    link = confirmed.link([confirmed.places[3]])
    assert form_of(browser.get(f"{link}/presse").text, "near_you") is not None
    shop = confirmed.places[3]
    version = confirmed.rows("SELECT version FROM places WHERE id = ?", shop)[0][0]
    name = confirmed.rows("SELECT name FROM places WHERE id = ?", shop)[0][0]
    partners.change_place(db, confirmed.officer, shop, version, {"name": name, "may_advertise": False}, new_operation())
    assert browser.get(f"{link}/presse").status_code == 404


def test_a_shop_named_with_signs_of_a_template_is_text_in_the_preview(browser, db, confirmed, as_agent):
    shop = confirmed.places[0]
    version = confirmed.rows("SELECT version FROM places WHERE id = ?", shop)[0][0]
    named = {"name": "{{7*7}} {% for %} <b>x</b>"}
    partners.change_place(db, confirmed.officer, shop, version, named, new_operation())
    as_agent()
    said = browser.post("/trame/apercu", data={"texte-lead": "Rendez-vous {{boutiques_a_citer}}."}).text
    assert "{{7*7}} {% for %} &lt;b&gt;x&lt;/b&gt;" in said.replace("\u00a0", " ").replace("\u202f", " ")
    assert "49" not in said.partition("</mark>")[0]


def test_the_preview_fills_marks_counts_and_says_what_is_left_out(browser, confirmed, as_agent):
    as_agent()
    said = browser.post(
        "/trame/apercu", data={"texte-lead": "**{{departement_en}}** <script>alert(1)</script>\n\n{{inconnue}} ?"}
    ).text
    assert "<b><mark>en Maine-et-Loire</mark></b>" in said
    assert "<script>" not in said
    assert "Ligne retirée" in said
    assert "signes sur 1\u202f500" in said
    assert "Le chapô ne semble pas dire" in said


def test_see_as_shows_each_version_to_agents(browser, db, confirmed, as_agent):
    change_local(
        db, confirmed.officer, confirmed.edition_id, ANGERS, "near_you", 0, "À Angers et autour.", new_operation()
    )
    as_agent()
    assert "À Angers et autour." in browser.get(f"/trame?pour={ANGERS}").text
    common = browser.get("/trame").text
    assert "Adapté par" in common
    assert "À Angers et autour." not in common
    assert browser.get("/trame?pour=nimporte").status_code == 404
    assert browser.get("/trame?edition=99").status_code == 404


def test_a_reader_reads_and_does_not_write(browser, confirmed, as_agent):
    as_agent(Role.READER)
    page = browser.get("/trame")
    assert page.status_code == 200
    assert form_of(page.text, "lead") is None
    assert browser.post("/trame", data={"faire": "enregistrer", "bloc": "lead"}).status_code == 403


def test_a_form_from_elsewhere_is_not_taken(browser, confirmed, as_agent):
    as_agent()
    form = form_of(browser.get("/trame").text, "lead")
    answer = browser.post("/trame", data={**form, "csrf": "x" * 43, "texte": "D’ailleurs.", "faire": "enregistrer"})
    assert answer.status_code == 403
    assert form_of(answer.text, "lead")["texte"] == ["D’ailleurs."]
    assert confirmed.rows("SELECT count(*) FROM press_blocks") == [(0,)]


def test_a_session_that_ended_meanwhile_gives_the_text_back(browser, confirmed, as_agent):
    answer = browser.post("/trame", data={"texte": "Une heure de travail <b>", "faire": "enregistrer"})
    assert answer.status_code == 403
    assert "Une heure de travail &lt;b&gt;" in answer.text
    assert browser.post("/trame/apercu", data={}).status_code == 403
    sent = browser.get("/trame?edition=1&pour=departement")
    assert (sent.status_code, sent.headers["location"]) == (
        303, "/connexion?suite=%2Ftrame%3Fedition%3D1%26pour%3Ddepartement",
    )  # fmt: skip


def test_the_framework_is_written_before_any_shop_has_answered(browser, campaign, as_agent):
    as_agent()
    page = browser.get("/trame").text
    assert "Aucune boutique n’a encore confirmé" in page
    save(browser, "/trame", "lead", "Les jours : {{les_jours}}.")
    assert text_of(campaign.db, campaign.edition_id, "lead") == "Les jours : {{les_jours}}."


def test_blocks_are_added_locked_moved_removed_and_put_back_without_a_script(browser, confirmed, as_agent):
    as_agent()
    added = re.search(r'<form[^>]*><h2 id="ajouter">.*?</form>', browser.get("/trame").text, re.S)[0]
    add = form_holding(added, "titre")
    code = "bloc-1"
    browser.post("/trame", data={**add, "titre": "Le mot de la présidente", "faire": "ajouter"})
    save(browser, "/trame", code, "Bienvenue.", titre="Le mot")
    for action in ("monter", "verrouiller", "retirer"):
        assert save(browser, "/trame", code, "Bienvenue.", action=action).status_code == 303
    assert confirmed.rows("SELECT title, text, locked, removed FROM press_blocks WHERE code = ?", code) == [
        ("Le mot", "Bienvenue.", 1, 1)
    ]
    page = browser.get("/trame").text
    form = re.search(r'<form class="card-body removed".*?</form>', page, re.S)[0]
    browser.post("/trame", data={**form_holding(form, "bloc"), "faire": "remettre"})
    assert confirmed.rows("SELECT removed FROM press_blocks WHERE code = ?", code) == [(0,)]
