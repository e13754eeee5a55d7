"""What the server writes on its output never holds a token, a password, an e-mail address or a telephone number."""

import pytest

from campaign.accounts.links import token_of
from campaign.base.database import transaction
from campaign.base.operations import new_operation
from campaign.editions.views import edition as edition_view
from campaign.participation.answer_form import form_values
from campaign.partners import contacts
from tests.conftest import PASSWORD
from tests.forms import form_holding
from tests.servers import LiveServer

pytestmark = pytest.mark.slow
EMAIL, PHONE = "felicie.martin@exemple.fr", "+33241000005"
SHOP_PHONE = "0241000006"


@pytest.fixture
def link(db, officer, linked):
    """The link of a contact with an address and a telephone number of their own."""
    _, _, actor, found = linked
    typed = {"email": EMAIL, "phone": "02 41 00 00 05"}
    contacts.change_contact(db, officer, actor.id, 1, typed, new_operation())
    return found


def test_a_session_of_requests_leaves_nothing_personal_in_the_log(
    db, officer, linked, link, signed_in, answer_values, tmp_path
):
    edition_id, _, _, _ = linked
    token = token_of(link)
    session = signed_in(officer)
    answer = form_values(edition_view(db, edition_id), answer_values(edition_id))
    with LiveServer(tmp_path, worker="child", environment={"STREAMLIT_LOGGER_LEVEL": "debug"}) as server:
        with server.client() as phone:
            page = phone.get(f"/p/{token}")
            typed = {**form_holding(page.text, "version"), **answer}
            wrong = {**typed, "fiche": ["corriger"], "fiche-phone": [SHOP_PHONE + "9"]}
            assert phone.post(f"/p/{token}", data=wrong).status_code == 422
            right = {**typed, "fiche": ["corriger"], "fiche-phone": [SHOP_PHONE]}
            assert phone.post(f"/p/{token}", data=right).status_code == 303
            assert phone.get(f"/p/{token}/merci").status_code == 200
            assert phone.post(f"/p/{token}/vu").status_code == 204
            assert phone.post(f"/p/{token}", data={"boutique": "999"}).status_code == 404
            assert (
                phone.post(f"/p/{token}", content=b"\xff" * 99, headers={"Content-Type": "text/x"}).status_code == 415
            )
            assert phone.put(f"/p/{token}").status_code == 405
            assert phone.get(f"/p/{token[:-1]}").status_code == 404
            assert phone.get(f"/p/{token}/rien").status_code == 404
            again = form_holding(phone.get("/p/renvoi").text, "email") | {"email": [EMAIL]}
            assert phone.post("/p/renvoi", data=again).status_code == 303
            # Something nobody foresaw: the log tells where, not about whom.
            with transaction(db):
                db.conn.execute("UPDATE answers SET activities = '[\"inconnue\"]'")
            assert phone.get(f"/p/{token}").status_code == 500
        with server.client() as agent:
            sign_in = form_holding(agent.get("/connexion").text, "passe") | {"email": [officer.email]}
            assert agent.post("/connexion", data={**sign_in, "passe": [f"{PASSWORD}-non"]}).status_code == 401
            assert agent.post("/connexion", data={**sign_in, "passe": [PASSWORD]}).status_code == 303
            given = next(cookie.value for cookie in agent.cookies.jar if "session" in cookie.name)
            assert agent.get("/").status_code == 200
            assert agent.get(f"/registre?recherche={EMAIL}").status_code in (200, 404)
        written = server.log_text()
    assert "'inconnue' is not a valid Activity" in written
    for what in (
        token,
        token[:-1],
        session,
        given,
        PASSWORD,
        EMAIL,
        "felicie.martin",
        officer.email,
        PHONE,
        SHOP_PHONE,
    ):
        assert what not in written
