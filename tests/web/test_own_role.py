"""« Votre rôle »: each reads what is asked of them, with their dates and who to call, and says that they have read."""

import re
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.editions import actions as editions
from campaign.participation import actions as participation
from campaign.partners import actions as partners
from campaign.partners import contacts
from campaign.planning.backplan import begin_plan
from campaign.roles.model import ActorRole
from campaign.roles.team import add_member
from campaign.roles.views import readings, statement
from campaign.roles.writing import change_statement
from tests.forms import form_holding
from tests.web.test_dates_page import vote

__all__ = ["vote"]


@pytest.fixture
def link(campaign) -> str:
    """The link of whoever answers for « La Malle à Félicie »."""
    return campaign.link([campaign.places[4]])


def words(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.text)
    return re.sub(r"\s+", " ", text.replace("&nbsp;", " ").replace("\u00a0", " ").replace("\u202f", " "))


def fields(answer) -> dict[str, str]:
    return {name: values[0] for name, values in form_holding(answer.text, "texte").items()}


def kept(campaign):
    return readings(campaign.db, campaign.officer, campaign.edition_id)


def animator_link(campaign) -> str:
    sheet = {"name": "Angers Loire Métropole", "kind": "epci", "address": "83 rue de l’Essai", "postcode": "49000",
             "commune": "Angers"}  # fmt: skip
    place_id = partners.add_place(campaign.db, campaign.officer, sheet, new_operation())
    return campaign.link([place_id], name="Amina Diallo", email="amina@exemple.fr")


def test_the_page_says_the_role_its_dates_the_days_and_who_to_call(browser, campaign, link):
    begin_plan(campaign.db, campaign.officer, campaign.edition_id, new_operation())
    page = browser.get(f"{link}/role")
    said = words(page)
    assert page.status_code == 200
    for part in ("Votre rôle", "Ouvrir aux heures annoncées, accueillir les habitants", "Ce que nous vous demandons",
                 "Ce que vous recevez", "Vos dates", "Répondre à l’invitation", "Les bons jours", "Remplir les bilans",
                 "Camille Moreau", "02 41 00 00 00", "J’ai lu mon rôle"):  # fmt: skip
        assert part in said
    assert "Préparer les kits" not in said  # the work of logistics


def test_who_has_answered_is_no_longer_asked_to(browser, campaign, link):
    begin_plan(campaign.db, campaign.officer, campaign.edition_id, new_operation())

    def first_task() -> str:
        listed = browser.get(f"{link}/role").text.split('<ul class="role-dates">')[1].split("</li>")
        return next(one for one in listed if "Répondre à l’invitation" in one.replace("&#39;", "’"))

    assert "Fait" not in first_task()
    campaign.answer(campaign.places[4])
    assert "Fait" in first_task()


def test_before_there_is_a_plan_the_page_says_so(browser, link):
    assert "Nous préparons le calendrier" in words(browser.get(f"{link}/role"))


def test_reading_is_noted_once_and_shown(browser, campaign, link):
    sent = fields(browser.get(f"{link}/role"))
    for _ in range(2):  # a double click
        answer = browser.post(f"{link}/role", data=sent, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].endswith("/role?fait=lu#role-boutiques")
    (reading,) = kept(campaign)
    assert (reading.role, reading.how) == (ActorRole.SHOPS, "link")
    page = browser.get(f"{link}/role?fait=lu")
    assert "C’est noté, merci" in words(page)
    assert 'name="texte"' not in page.text
    assert "Revoir mon rôle" in words(browser.get(link))


def test_looking_writes_nothing(browser, campaign, link):
    begin_plan(campaign.db, campaign.officer, campaign.edition_id, new_operation())

    def everything():
        tables = [name for (name,) in campaign.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: campaign.rows(f"SELECT * FROM {name}") for name in tables}

    before = everything()
    assert browser.get(f"{link}/role").status_code == 200
    assert browser.get(f"{link}/role/boutiques.pdf").status_code == 200
    assert everything() == before


def test_words_that_changed_meanwhile_come_back_to_be_read(browser, campaign, link):
    sent = fields(browser.get(f"{link}/role"))
    change_statement(campaign.db, campaign.officer, campaign.edition_id, ActorRole.SHOPS, 0, "ouvrir tôt.", "Ouvrir",
                     "", new_operation())  # fmt: skip
    answer = browser.post(f"{link}/role", data=sent)
    assert answer.status_code == 409
    assert "vient de changer" in words(answer)
    assert "Ouvrir tôt." in words(answer)
    assert kept(campaign) == ()


def test_who_read_former_words_is_told_that_they_changed(browser, campaign, link):
    browser.post(f"{link}/role", data=fields(browser.get(f"{link}/role")))
    change_statement(campaign.db, campaign.officer, campaign.edition_id, ActorRole.SHOPS, 0, "ouvrir tôt.", "Ouvrir",
                     "", new_operation())  # fmt: skip
    said = words(browser.get(f"{link}/role"))
    assert "Ce texte a changé depuis que vous l’avez lu" in said
    assert "J’ai lu mon rôle" in said
    browser.post(f"{link}/role", data=fields(browser.get(f"{link}/role")))
    assert [one.version for one in kept(campaign)] == [0, 1]


def test_an_animator_has_their_own_role_and_never_the_shops_one(browser, campaign):
    link = animator_link(campaign)
    page = browser.get(f"{link}/role")
    assert "Animer des boutiques de votre territoire" in words(page)
    assert "Ouvrir aux heures annoncées" not in words(page)
    sent = fields(page) | {"role": "boutiques"}
    assert browser.post(f"{link}/role", data=sent).status_code == 404
    assert browser.get(f"{link}/role/boutiques.pdf").status_code == 404
    assert browser.get(f"{link}/role/animateurs.pdf").status_code == 200
    assert kept(campaign) == ()


def test_a_shop_no_longer_invited_has_no_role_any_more(browser, campaign, link):
    sent = fields(browser.get(f"{link}/role"))
    participation.uninvite(campaign.db, campaign.officer, campaign.edition_id, campaign.places[4], new_operation())
    page = browser.get(f"{link}/role")
    assert "Rien ne vous est demandé" in words(page)
    assert browser.post(f"{link}/role", data=sent).status_code == 404
    assert kept(campaign) == ()


@pytest.mark.parametrize("role", ["communication", "elu", "tout", "..%2Fboutiques", "boutiques%00"])
def test_a_role_that_is_not_theirs_is_not_found(browser, link, role):
    assert browser.get(f"{link}/role/{role}.pdf").status_code == 404


@pytest.mark.parametrize(
    ("change", "status"),
    [({"role": "logistique"}, 404), ({"role": ""}, 404), ({"role": "a" * 5000}, 404), ({"operation": "x"}, 400),
     ({"texte": ""}, 409), ({"texte": "é" * 100}, 409)],
)  # fmt: skip
def test_a_form_badly_sent_notes_nothing(browser, campaign, link, change, status):
    answer = browser.post(f"{link}/role", data=fields(browser.get(f"{link}/role")) | change)
    assert answer.status_code == status
    assert kept(campaign) == ()


def test_what_the_officer_wrote_is_text(browser, campaign, link):
    change_statement(campaign.db, campaign.officer, campaign.edition_id, ActorRole.SHOPS, 0,
                     "ouvrir <script>alert(1)</script> {{ tôt }}.", "<b>Ouvrir</b>", "", new_operation())  # fmt: skip
    page = browser.get(f"{link}/role")
    assert "<script>alert" not in page.text
    assert "&lt;b&gt;Ouvrir&lt;/b&gt;" in page.text


def test_the_pages_of_the_link_lead_to_the_role(browser, link):
    page = browser.get(link)
    assert "Votre rôle en bref" in words(page)
    assert f"{link}/role" in page.text


def test_a_cancelled_edition_asks_nothing(browser, campaign, link):
    sent = fields(browser.get(f"{link}/role"))
    editions.cancel_edition(campaign.db, campaign.officer, campaign.edition_id, new_operation())
    assert "J’ai lu mon rôle" not in words(browser.get(f"{link}/role"))
    assert browser.post(f"{link}/role", data=sent).status_code == 409
    assert browser.get(f"{link}/role/boutiques.pdf").status_code == 404
    assert kept(campaign) == ()


def test_after_the_event_a_late_task_says_so(browser, campaign, link):
    begin_plan(campaign.db, campaign.officer, campaign.edition_id, new_operation())
    with clock.frozen(clock.now() + timedelta(days=100)):
        assert "Date passée" in words(browser.get(f"{link}/role"))


NAMES = st.text(alphabet=st.characters(codec="utf-8", categories=("Lu", "Ll")), min_size=6, max_size=20)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES, min_size=2, max_size=3, unique=True), st.sampled_from(list(ActorRole)))
def test_the_page_of_a_contact_never_shows_another_s_data(browser, campaign, names, role):
    """Whoever the others are, whatever is written of their role: names, addresses, readings are not on this page."""
    db, officer, edition_id = campaign.db, campaign.officer, campaign.edition_id
    mine = campaign.link([campaign.places[0]], name="La Mienne", email="mienne@exemple.fr")
    secret = []
    for rank, name in enumerate(names):
        marked = f"Zq{name}"
        email = f"zq{rank}{abs(hash(marked))}@exemple.fr"
        contacts.add_contact(db, officer, {"name": marked, "email": email, "place_ids": [campaign.places[rank + 1]]},
                             new_operation())  # fmt: skip
        add_member(db, officer, edition_id, {"name": f"{marked}Equipe", "role": "it", "email": f"e{email}"},
                   new_operation())  # fmt: skip
        secret += [marked, email]
    participation.prepare_links(db, officer, edition_id, new_operation())
    if role is not ActorRole.SHOPS:
        version = statement(db, SYSTEM, edition_id, role).version
        change_statement(db, officer, edition_id, role, version, "zqsecret.", "zqsecret", "", new_operation())
        secret.append("zqsecret")
    page = browser.get(f"{mine}/role").text
    assert not [one for one in secret if one in page]
    others = [token for token in re.findall(r"/p/([A-Za-z0-9_-]{43})", page) if f"/p/{token}" != mine]
    assert others == []


def test_while_days_are_chosen_the_role_is_said_without_any_date(browser, vote):
    for link, said in ((vote.felicie, "Ouvrir aux heures annoncées"), (vote.ida, "Animer des boutiques")):
        page = browser.get(f"{link}/role")
        assert said in words(page)
        assert "Les jours se choisissent encore" in words(page)
        assert 'class="tags' not in page.text
        assert browser.post(f"{link}/role", data=fields(page)).status_code == 303
        assert ".pdf" not in page.text
    assert browser.get(f"{vote.felicie}/role/boutiques.pdf").status_code == 400
    vote.decide("Ces jours conviennent à la plupart.")
    assert "Les jours se choisissent encore" not in words(browser.get(f"{vote.felicie}/role"))
    assert browser.get(f"{vote.felicie}/role/boutiques.pdf").status_code == 200
