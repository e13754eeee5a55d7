"""A driver's round: its stops, the form of each without a script, what a script is told, printed codes."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.deliveries.model import Outcome, SlipState
from campaign.deliveries.views import entries, to_settle
from campaign.rounds import links
from campaign.rounds.model import Purpose
from campaign.web.access_log import masked
from campaign.web.uploads import MOST
from tests.driving import Driven, drive, stocked, to_deliver
from tests.forms import form_holding

JSON = {"Accept": "application/json"}


@pytest.fixture
def road(db, officer, confirmed) -> Driven:
    """Five stops, a slip for each."""
    stock = stocked(db, officer)
    places = confirmed.places[:5]
    to_deliver(db, confirmed.edition_id, places, stock, officer)
    return drive(db, officer, confirmed.edition_id, places)


@pytest.fixture
def delivered(browser, road) -> str:
    """The first stop got everything; its number."""
    post(browser, road, road.numbers[0])
    return road.numbers[0]


@pytest.fixture
def back(db, officer, road, browser, delivered) -> Driven:
    """The round that takes back what the first stop holds: 8 panels and a wheel."""
    place = road.slip(delivered).place.id
    return drive(db, officer, road.edition_id, [place], Purpose.RETURN, "T9")


def form(browser, road: Driven, number: str, **changes) -> dict:
    """What the form of a stop would send, with these changes."""
    fields = form_holding(browser.get(f"{road.address}/{number}").text, "operation")
    fields = {name: value for name, value in fields.items() if not name.endswith(("photo", "signature"))}
    return fields | {"recu": "Inès Garnier"} | changes


def post(browser, road: Driven, number: str, headers=None, **changes):
    """Fill the form of a stop and send it."""
    return browser.post(
        f"{road.address}/{number}", data=form(browser, road, number, **changes), headers=headers, files=NO_FILE
    )


NO_FILE = {"photo": ("", b"")}  # what a browser sends for a field left empty


def picture(side: int = 60) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((side, side), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def test_the_round_shows_its_stops_the_next_one_first_in_mind(browser, road):
    answer = browser.get(road.address)
    assert answer.status_code == 200
    assert "5\u00a0arrêts" in answer.text
    assert "42\u00a0km" in answer.text
    assert answer.text.count('aria-current="step"') == 1
    assert 'href="geo:47.686,-0.873' in answer.text
    assert "Hangar\u00a0: 02 41 00 00 01" in answer.text
    assert answer.text.index("La Grange aux Trouvailles") < answer.text.index("Le Vestiaire solidaire")


def test_the_pages_are_neither_stored_nor_told_nor_scripted_from_elsewhere(browser, road):
    for path in (road.address, f"{road.address}/{road.numbers[0]}"):
        answer = browser.get(path)
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "worker-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "<script>" not in answer.text
        assert " style=" not in answer.text


def test_reading_changes_nothing(db, browser, road):
    before = db.conn.execute("SELECT count(*) FROM road_entries").fetchone()[0]
    browser.get(road.address)
    browser.get(f"{road.address}/{road.numbers[0]}")
    assert db.conn.execute("SELECT count(*) FROM road_entries").fetchone()[0] == before == 0


def test_a_delivery_as_planned_is_two_fields_and_a_button(db, officer, browser, road):
    number = road.numbers[0]
    answer = post(browser, road, number)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{road.address}?fait={number}&suite=applied")
    assert road.slip(number).state is SlipState.DONE
    (entry,) = entries(db, officer, number)
    assert (entry.outcome, entry.receiver) == (Outcome.DELIVERED, "Inès Garnier")
    page = browser.get(answer.headers["location"]).text
    assert "c’est noté" in page
    assert "1\u00a0fait" in page
    assert "livré à" in page


def test_the_form_says_which_numbered_piece_goes_there(browser, road):
    page = browser.get(f"{road.address}/{road.numbers[1]}").text.replace("\u00a0", " ")
    assert "ROUE n° 2, à rendre" in page
    assert "prévu : 8, à rendre" in page


def test_less_than_planned_is_partly_delivered(db, officer, browser, road):
    number = road.numbers[0]
    post(browser, road, number, **{road.field(number, "FLY-A5"): "3"})
    assert entries(db, officer, number)[0].outcome is Outcome.PARTLY
    assert [(one.item.code, one.done) for one in road.slip(number).lines][1] == ("FLY-A5", 3)
    again = browser.get(f"{road.address}/{number}").text
    assert "livré en partie" in again
    assert "prévu : 2 paquets de 100" in again.replace("\u00a0", " ")


@pytest.mark.parametrize(("issue", "outcome"), [("left", Outcome.LEFT), ("absent", Outcome.ABSENT),
                                                ("refused", Outcome.REFUSED)])  # fmt: skip
def test_nobody_there_needs_no_name(db, officer, browser, road, issue, outcome):
    number = road.numbers[0]
    assert post(browser, road, number, issue=issue, recu="").status_code == 303
    (entry,) = entries(db, officer, number)
    assert entry.outcome is outcome
    left = sum(one.done for one in road.slip(number).lines)
    assert left == (34 if outcome is Outcome.LEFT else 0)


def test_a_photo_and_a_signature_come_along_without_their_secrets(db, officer, browser, road):
    number = road.numbers[0]
    fields = form(browser, road, number)
    sent = {"photo": ("../../moi.jpg", picture(), "image/jpeg"), "signature": ("s.png", picture(), "image/png")}
    assert browser.post(f"{road.address}/{number}", data=fields, files=sent).status_code == 303
    (entry,) = entries(db, officer, number)
    assert (len(entry.photo), len(entry.signature)) == (64, 64)


def test_a_photo_that_cannot_be_read_loses_nothing_else(db, officer, browser, road):
    number = road.numbers[0]
    sent = {"photo": ("x.jpg", b"pas une image", "image/jpeg")}
    fields = form(browser, road, number)
    answer = browser.post(f"{road.address}/{number}", data=fields, files=sent)
    assert "La photo n’a pas pu être gardée" in browser.get(answer.headers["location"]).text
    told = browser.post(f"{road.address}/{road.numbers[1]}", data=form(browser, road, road.numbers[1]),
                        files=sent, headers=JSON)  # fmt: skip
    assert (told.json()["status"], told.json()["lost"]) == ("applied", "photo")
    assert road.counted() == 2


@pytest.mark.parametrize("typed", ["-1", "2,5", "2.5", "1000000000", "", "abc", "٣"])
def test_a_quantity_that_is_none_comes_back_as_it_was_typed(browser, road, typed):
    number = road.numbers[0]
    answer = post(browser, road, number, **{road.field(number, "AFF-A3"): typed, "note": "Porte bleue"})
    assert answer.status_code == 422
    assert "Quantité\u00a0: entier à partir de 0" in answer.text
    assert f'value="{typed}"' in answer.text
    assert "Inès Garnier" in answer.text
    assert "Porte bleue" in answer.text
    assert road.counted() == 0


def test_a_delivery_to_somebody_needs_their_name_and_something_left(browser, road):
    number = road.numbers[0]
    assert "Indiquez le nom" in post(browser, road, number, recu=" ").text
    nothing = {one: "0" for one in form(browser, road, number) if one.startswith("ligne-")}
    assert "Personne sur place" in post(browser, road, number, **nothing).text
    assert road.counted() == 0


def test_hostile_words_stay_words(db, officer, browser, road):
    number = road.numbers[0]
    post(browser, road, number, recu="<script>alert(1)</script>", **{road.field(number, "AFF-A3"): "x"})
    answer = post(browser, road, number, recu="<script>alert(1)</script>", **{road.field(number, "AFF-A3"): "x"})
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_a_script_is_told_in_json_and_a_replay_gives_the_same_answer(browser, road):
    number = road.numbers[0]
    sent = form(browser, road, number, saisi="2026-10-22T06:25:00.000Z")
    answers = [browser.post(f"{road.address}/{number}", data=sent, files=NO_FILE, headers=JSON) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 200]
    assert answers[0].json()["status"] == "applied"
    assert answers[0].json() == answers[1].json() == answers[2].json()
    assert road.counted() == 1


def test_a_second_delivery_of_the_same_slip_waits_to_be_settled(db, officer, browser, road, delivered):
    answer = post(browser, road, delivered, headers=JSON)
    assert answer.status_code == 202
    assert answer.json()["status"] == "to_settle"
    assert "à arbitrer" in answer.json()["message"]
    assert len(to_settle(db, officer, road.edition_id)) == 1
    page = post(browser, road, delivered)
    assert "le hangar tranchera" in browser.get(page.headers["location"]).text


def test_what_a_script_sends_wrong_is_refused_with_its_sentence(browser, road):
    number = road.numbers[0]
    answer = post(browser, road, number, headers=JSON, **{road.field(number, "AFF-A3"): "-1"})
    assert (answer.status_code, answer.json()["status"]) == (422, "refused")
    assert "entier à partir de 0" in answer.json()["message"]
    without = browser.post(f"{road.address}/{number}", data={"recu": "Paul"}, headers=JSON)
    assert (without.status_code, without.json()["status"]) == (400, "refused")
    heavy = browser.post(f"{road.address}/{number}", data={"operation": new_operation()}, headers=JSON,
                         files={"photo": ("x.jpg", b"0" * (MOST + 1), "image/jpeg")})  # fmt: skip
    assert (heavy.status_code, heavy.json()["status"]) == (413, "refused")
    assert road.counted() == 0


def test_the_same_operation_cannot_serve_two_slips(browser, road):
    first, second = road.numbers[:2]
    operation = new_operation()
    assert post(browser, road, first, headers=JSON, operation=operation).status_code == 200
    answer = post(browser, road, second, headers=JSON, operation=operation)
    assert (answer.status_code, answer.json()["status"]) == (400, "refused")
    assert road.counted() == 1


def test_too_many_entries_are_kept_for_later_not_refused(browser, road):
    number = road.numbers[0]
    sent = form(browser, road, number) | {"recu": ""}
    for _ in range(300):
        browser.post(f"{road.address}/{number}", data=sent, files=NO_FILE, headers=JSON)
    answer = browser.post(f"{road.address}/{number}", data=sent, files=NO_FILE, headers=JSON)
    assert (answer.status_code, answer.json()["status"]) == (429, "later")
    assert answer.headers["retry-after"] == "600"


def test_an_unknown_slip_or_one_of_another_round_is_not_found(db, officer, browser, road, confirmed):
    other = drive(db, officer, road.edition_id, confirmed.places[:1], Purpose.DELIVERY, "T5")
    for number in ("BL-2026-9999", "BR-2026-0017", road.numbers[1], "x" * 200):
        assert browser.get(f"{other.address}/{number}").status_code == 404
        answer = browser.post(f"{other.address}/{number}", data={"operation": new_operation()}, headers=JSON)
        assert (answer.status_code, answer.json()["status"]) == (404, "refused")


def test_a_link_opens_until_a_week_after_its_round(browser, road):
    day = clock.today() + timedelta(days=1)
    for days, status in ((7, 200), (8, 410)):
        with clock.frozen(clock.now() + timedelta(days=days + (day - clock.today()).days)):
            assert browser.get(road.address).status_code == status


def test_a_revoked_link_says_to_call_the_hangar(db, officer, browser, road):
    links.revoke_round_link(db, officer, road.round_id, new_operation())
    answer = browser.get(road.address)
    assert answer.status_code in (404, 410)
    assert "Appelez le hangar" in answer.text
    told = browser.post(f"{road.address}/{road.numbers[0]}", data={"operation": new_operation()}, headers=JSON)
    assert told.json()["reason"] == "link"


def test_a_renewed_link_replaces_the_old_one(db, officer, browser, road):
    links.renew_round_link(db, officer, road.round_id, new_operation())
    assert browser.get(road.address).status_code == 410
    fresh = "/t/" + links.driver_address(db, officer, road.round_id).rpartition("/")[2]
    assert browser.get(fresh).status_code == 200


def test_unknown_tokens_are_counted(browser, campaign):
    answers = [browser.get("/t/" + "a" * 43).status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]


def test_a_token_never_stands_in_a_log(road):
    line = f'"POST {road.address}/BL-2026-0017?fait=1 HTTP/1.1" 200'
    assert road.address.rpartition("/")[2] not in masked(line)


def test_the_service_worker_reaches_the_rounds_and_nothing_else(browser):
    answer = browser.get("/t/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert "service-worker-allowed" not in answer.headers  # its folder is its reach
    for address in [one for one in answer.text.split('"') if one.startswith("/ressources/")]:
        assert browser.get(address).status_code == 200


def test_everything_back_is_one_button(db, officer, browser, back):
    number = back.numbers[0]
    page = browser.get(f"{back.address}/{number}").text
    assert "9\u00a0pièces prêtées" in page
    assert "ROUE n°\u00a01" in page
    post(browser, back, number, tout="rendu")
    assert back.slip(number).state is SlipState.DONE


def test_pieces_come_back_one_by_one_and_the_rest_stays_to_be_checked(db, officer, browser, back):
    number = back.numbers[0]
    wheel, panels = back.field(number, "ROUE"), back.field(number, "FLE")
    answer = post(browser, back, number, **{wheel: "damaged", f"{wheel}-note": "Pied tordu"})
    assert answer.status_code == 303
    assert back.slip(number).state is SlipState.PARTLY
    page = browser.get(f"{back.address}/{number}").text
    assert "Roue de la prévention" not in page
    assert "8 à rendre" in page
    post(browser, back, number, **{f"{panels}-ok": "7", f"{panels}-missing": "1"})
    said = entries(db, officer, number)
    assert [(one.ok, one.damaged, one.missing, one.note) for entry in said for one in entry.lines] == [
        (0, 1, 0, "Pied tordu"), (7, 0, 1, ""),
    ]  # fmt: skip


def test_nothing_ticked_is_not_a_return(browser, back):
    answer = post(browser, back, back.numbers[0])
    assert answer.status_code == 422
    assert "Pointez au moins une pièce" in answer.text


def test_leftovers_left_empty_are_unknown_and_a_wrong_one_is_told(db, officer, browser, back):
    number = back.numbers[0]
    fields = [name for name in form(browser, back, number) if name.startswith("reste-")]
    assert len(fields) == 2
    answer = post(browser, back, number, tout="rendu", **{fields[0]: "4", fields[1]: "2,5"})
    assert answer.status_code == 422
    assert "entier à partir de 0" in answer.text
    post(browser, back, number, tout="rendu", **{fields[0]: "4", fields[1]: ""})
    (entry,) = entries(db, officer, number)
    assert list(entry.leftovers.values()) == [4]


def test_a_printed_code_says_nothing_to_a_passer_by(browser, road):
    for number in (road.numbers[0], "ROUE-1", "BL-2026-9999", "n’importe"):
        answer = browser.get(f"/b/{number}")
        assert answer.status_code == 404
        assert "Ce code s’ouvre depuis une tournée." in answer.text
        assert "La Grange" not in answer.text


def test_a_printed_code_finds_its_stop_inside_the_open_round(browser, road, back):
    opened = browser.get(road.address)
    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Path=/b" in cookie
    assert "SameSite=lax" in cookie
    assert browser.get(f"/b/{road.numbers[2]}").headers["location"] == f"{road.address}/{road.numbers[2]}"
    assert browser.get("/b/ROUE-2").headers["location"] == f"{road.address}/{road.numbers[1]}"
    browser.get(back.address)
    number = back.numbers[0]
    assert browser.get("/b/roue-1").headers["location"] == f"{back.address}/{number}#{back.field(number, 'ROUE')}"
    assert browser.get(f"/b/{road.numbers[2]}").status_code == 404


@pytest.mark.parametrize(("code", "screen"), [("BL-2026-0017", "/tournees?bon=BL-2026-0017"),
                                              ("BR-2026-0017", "/retours?bon=BR-2026-0017"),
                                              ("ROUE-3", "/stock?piece=ROUE-3")])  # fmt: skip
def test_a_printed_code_leads_an_agent_to_their_screen(browser, signed_in, logistics, code, screen):
    browser.cookies.set("session", signed_in(logistics))
    assert browser.get(f"/b/{code}").headers["location"] == screen
