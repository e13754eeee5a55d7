"""A driver's phone loses the network: the round stays open, what is typed waits, leaves by itself and counts once."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from campaign.base.operations import new_operation
from campaign.deliveries.model import SlipState
from campaign.deliveries.slips import cancel_slip
from campaign.deliveries.views import entries, to_settle
from campaign.rounds import links
from campaign.rounds.model import Purpose
from tests.browser.conftest import DESKTOP, PHONE, listening_for_errors, shoot, violations
from tests.driving import Driven, drive, stocked, to_deliver
from tests.servers import LiveServer
from tests.web.conftest import seed

SMALL = {**PHONE, "viewport": {"width": 320, "height": 700}}
# What some private modes do.
NOTHING_KEPT = "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"


@pytest.fixture
def road(tmp_path, db, officer):
    """A server of one's own and a round of ten stops: (server, the round)."""
    campaign = seed(db, officer, count=10)
    for place_id in campaign.places:
        campaign.answer(place_id)
    stock = stocked(db, officer)
    to_deliver(db, campaign.edition_id, campaign.places, stock, officer)
    driven = drive(db, officer, campaign.edition_id, campaign.places)
    driven.shop_link = campaign.link(campaign.places[:2])
    with LiveServer(tmp_path, is_warm=True) as live:
        yield live, driven


def opened(open_page, server: LiveServer, driven: Driven, size: dict = PHONE) -> Page:
    """A phone that opened the round once and has all its pages."""
    phone = open_page(server, size)
    phone.goto(driven.address)
    expect(phone.locator("#tournee")).to_have_attribute("data-kept", "oui")
    return phone


def deliver(phone: Page, name: str = "Inès Garnier") -> None:
    """The next stop as planned."""
    phone.get_by_role("link", name="Livrer").click()
    number = phone.get_attribute("#saisie", "data-number")
    phone.fill("#recu", name)
    phone.get_by_role("button", name="Livraison faite").click()
    # Shown before the next one is looked for: a page kept by the phone first shows what it knew.
    expect(phone.locator(f'.stop.is-done[data-number="{number}"]')).to_be_visible()


def waits(phone: Page, many: int) -> None:
    """The banner says how many entries wait."""
    words = f"{many}\u00a0saisie en attente" if many == 1 else f"{many}\u00a0saisies en attente"
    expect(phone.locator("#reseau")).to_contain_text(words)


def all_gone(phone: Page) -> None:
    """Nothing waits any more."""
    for _ in range(300):
        if phone.evaluate("async () => (await allWaiting()).length") == 0:
            return
        phone.wait_for_timeout(100)
    pytest.fail("des saisies attendent encore")


def heavy_picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((2400, 1800), 80).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def test_ten_stops_without_network_count_ten_times_whatever_the_network_does_next(road, open_page):
    server, driven = road
    phone = opened(open_page, server, driven)
    with listening_for_errors(phone) as heard:
        phone.context.set_offline(True)
        expect(phone.locator("#reseau")).to_contain_text("Hors connexion")
        for _ in range(10):
            deliver(phone)
        waits(phone, 10)
        expect(phone.locator("#reseau")).to_contain_text("Elles partiront toutes seules.")
        expect(phone.get_by_text("en attente d’envoi")).to_have_count(10)
        assert violations(phone) == []
        shoot(phone, "tournee-hors-connexion")
        phone.reload()
        waits(phone, 10)
        assert driven.counted() == 0
        phone.evaluate("async () => { window.batch = await allWaiting(); }")
        for _ in range(2):
            phone.context.set_offline(False)
            all_gone(phone)
            phone.context.set_offline(True)
        phone.context.set_offline(False)
        assert driven.counted() == 10
        # The same batch once more, as if no answer had come back.
        phone.evaluate(
            "async () => { for (const one of window.batch) await (await base()).put('waiting', one); await sendNow(); }"
        )
        all_gone(phone)
        assert driven.counted() == 10
        phone.reload()
        expect(phone.locator("#faits")).to_have_text("10\u00a0faits")
        expect(phone.locator("#a-revoir")).to_be_hidden()
    assert heard == []
    operations = driven.db.conn.execute("SELECT count(DISTINCT operation) FROM road_entries").fetchone()[0]
    assert operations == 10


def test_a_signature_and_a_photo_wait_too_and_the_server_may_be_down(road, db, officer, open_page):
    server, driven = road
    phone = opened(open_page, server, driven)
    server.stop()
    phone.reload()
    phone.get_by_role("link", name="Livrer").click()
    phone.get_by_role("button", name="Retirer 1 : Flyers A5").click()
    expect(phone.get_by_text("Il en manque 1")).to_be_visible()
    phone.fill("#recu", "Inès Garnier")
    pad = phone.locator("#signature")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    phone.mouse.move(box["x"] + 40, box["y"] + 60)
    phone.mouse.down()
    for step in range(12):
        phone.mouse.move(box["x"] + 40 + 15 * step, box["y"] + 60 + 20 * (step % 2))
    phone.mouse.up()
    phone.set_input_files("#photo", {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": heavy_picture()})
    expect(phone.get_by_text("Photo prête")).to_be_visible()
    shoot(phone, "livraison-hors-connexion")
    phone.get_by_role("button", name="Livraison faite").click()
    # The entry is kept before the form gives way to the round: a question asked in between would lose its page.
    expect(phone.locator(".stop[data-number]").first).to_be_visible()
    waits(phone, 1)
    sizes = phone.evaluate("async () => (await allWaiting())[0].fields.filter(([, one]) => one.size).map(([n]) => n)")
    assert sorted(sizes) == ["photo", "signature"]
    server.start()
    phone.reload()
    all_gone(phone)
    (entry,) = entries(db, officer, driven.numbers[0])
    assert (len(entry.photo), len(entry.signature), entry.receiver) == (64, 64, "Inès Garnier")
    assert driven.slip(driven.numbers[0]).state is SlipState.PARTLY


def test_a_refused_entry_is_shown_with_its_sentence_and_taken_up_again(road, db, officer, open_page):
    server, driven = road
    phone = opened(open_page, server, driven)
    phone.context.set_offline(True)
    deliver(phone)
    deliver(phone, "Paul")
    cancel_slip(db, officer, driven.numbers[0], new_operation())
    phone.context.set_offline(False)
    all_gone(phone)
    review = phone.locator("#a-revoir")
    expect(review).to_contain_text(driven.numbers[0].replace("-", "\u2060-\u2060"))
    expect(review.locator("li.notice")).to_have_count(1)
    assert driven.counted() == 1
    review.get_by_text("Ce que vous aviez saisi").click()
    expect(review).to_contain_text("Nom de la personne\u00a0: Inès Garnier")
    assert violations(phone) == []
    shoot(phone, "tournee-a-revoir")
    phone.reload()
    expect(review.locator("li.notice")).to_have_count(1)
    review.get_by_role("button", name="C’est réglé").click()
    expect(review).to_be_visible()
    review.get_by_role("button", name="Touchez encore").click()
    expect(review).to_be_hidden()


def test_a_conflict_is_kept_and_told(road, db, officer, open_page, browser_entry):
    server, driven = road
    phone = opened(open_page, server, driven)
    phone.context.set_offline(True)
    deliver(phone)
    browser_entry(server, driven, driven.numbers[0])
    phone.context.set_offline(False)
    all_gone(phone)
    expect(phone.locator("#a-revoir")).to_contain_text("à arbitrer")
    phone.get_by_role("button", name="J’ai lu").click()
    expect(phone.locator("#a-revoir")).to_be_hidden()
    assert len(to_settle(db, officer, driven.edition_id)) == 1


@pytest.fixture
def browser_entry():
    """Somebody else notes a stop first: (server, the round, number)."""

    def note(server: LiveServer, driven: Driven, number: str) -> None:
        lines = {f"ligne-{one.id}": one.planned for one in driven.slip(number).lines}
        with server.client() as client:
            sent = {"operation": new_operation(), "recu": "Quelqu’un", **lines}
            answer = client.post(f"{driven.address}/{number}", data=sent, headers={"Accept": "application/json"})
        assert answer.json()["status"] == "applied"

    return note


def test_a_link_replaced_meanwhile_loses_nothing(road, db, officer, open_page):
    server, driven = road
    phone = opened(open_page, server, driven)
    phone.context.set_offline(True)
    deliver(phone)
    links.renew_round_link(db, officer, driven.round_id, new_operation())
    fresh = "/t/" + links.driver_address(db, officer, driven.round_id).rpartition("/")[2]
    phone.context.set_offline(False)
    expect(phone.locator("#a-revoir")).to_contain_text("partira dès que vous aurez ouvert le nouveau lien")
    phone.goto(driven.address)
    expect(phone.locator("#a-revoir")).to_contain_text("nouveau lien")
    assert violations(phone) == []
    phone.goto(fresh)
    all_gone(phone)
    assert driven.counted() == 1
    # The pages of a round whose link is over leave the phone.
    old = "async () => { await (await caches.open('tournee-vieille')).put('/t/vieille', new Response('')); "
    phone.evaluate(old + "await rememberLink('0', '/t/vieille', '2020-01-01'); }")
    phone.reload()
    expect(phone.locator("#tournee")).to_have_attribute("data-kept", "oui")
    assert phone.evaluate("() => caches.has('tournee-vieille')") is False


def test_a_phone_that_keeps_nothing_says_so_beforehand_and_still_works_with_network(road, open_page):
    server, driven = road
    phone = open_page(server, PHONE)
    phone.add_init_script(NOTHING_KEPT)
    phone.goto(driven.address)
    expect(phone.locator("#reseau")).to_contain_text("Ce téléphone ne peut pas garder vos saisies hors connexion.")
    assert violations(phone) == []
    shoot(phone, "tournee-rien-garde")
    deliver(phone)
    expect(phone.get_by_text("c’est noté.")).to_be_visible()
    assert driven.counted() == 1


def test_a_phone_that_is_full_says_so_beforehand(road, open_page):
    server, driven = road
    phone = open_page(server, PHONE)
    # Before the first opening: what a page already wrote would be judged by the quota it began with.
    devtools = phone.context.new_cdp_session(phone)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": server.url, "quotaSize": 1_000_000})
    phone.goto(driven.address)
    expect(phone.locator("#reseau")).to_contain_text("Ce téléphone ne peut pas garder vos saisies hors connexion.")


def test_wrong_quantities_are_told_before_anything_is_kept(road, open_page):
    server, driven = road
    phone = opened(open_page, server, driven)
    phone.context.set_offline(True)
    phone.get_by_role("link", name="Livrer").click()
    posters = phone.get_by_label("Affiches A3", exact=True)
    for typed in ("-1", "2.5", "1000000000"):
        posters.fill(typed)
        phone.get_by_role("button", name="Livraison faite").click()
        expect(phone.get_by_text("Quantité\u00a0: entier à partir de 0")).to_be_visible()
        expect(posters).to_have_value(typed)
        expect(posters).to_be_focused()
    expect(phone.get_by_text("Indiquez le nom")).to_be_visible()
    assert violations(phone) == []
    assert phone.evaluate("async () => (await allWaiting()).length") == 0


def test_every_page_is_readable_by_all(road, db, officer, open_page, browser_entry):
    server, driven = road
    browser_entry(server, driven, driven.numbers[0])
    back = drive(db, officer, driven.edition_id, [driven.slip(driven.numbers[0]).place.id], Purpose.RETURN, "T9")
    for size in (PHONE, SMALL, DESKTOP):
        phone, width = open_page(server, size), size["viewport"]["width"]
        pages = {
            "tournee": driven.address,
            "livraison": f"{driven.address}/{driven.numbers[1]}",
            "reprise": f"{back.address}/{back.numbers[0]}",
            "lien": "/t/inconnu",
            "code": "/b/BL-2026-0001",
            "votre-livraison": f"{driven.shop_link}/livraison",
        }
        for name, path in pages.items():
            phone.goto(path)
            shoot(phone, f"{name}-{width}")
            phone.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            assert violations(phone) == [], (width, path)
            assert phone.evaluate("() => document.documentElement.scrollWidth") <= width


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the field that has the focus is the one wanted."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => document.activeElement.{wanted}"):
            return
    pytest.fail(f"la touche Tab ne mène pas à « {wanted} »")


def test_a_return_is_checked_piece_by_piece_with_the_keyboard_alone(road, db, officer, open_page, browser_entry):
    server, driven = road
    browser_entry(server, driven, driven.numbers[0])
    back = drive(db, officer, driven.edition_id, [driven.slip(driven.numbers[0]).place.id], Purpose.RETURN, "T9")
    number = back.numbers[0]
    desk = open_page(server, DESKTOP)
    desk.goto(f"{back.address}/{number}")
    expect(desk.locator("#pointees")).to_have_text("0\u00a0pièce sur 9 pointée")
    desk.get_by_role("button", name="Tout est là, en bon état").focus()
    tab_to(desk, "id.endsWith('-ok')")
    desk.keyboard.type("7")
    tab_to(desk, "type === 'radio'")
    desk.keyboard.press("Space")
    desk.keyboard.press("ArrowRight")
    expect(desk.get_by_role("radio", name="Abîmé")).to_be_checked()
    expect(desk.get_by_label("Qu’est-ce qui est abîmé ?")).to_be_visible()
    expect(desk.locator("#pointees")).to_have_text("8\u00a0pièces sur 9 pointées")
    desk.get_by_role("button", name="Reprise faite").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".stops")).to_be_visible()
    all_gone(desk)
    (entry,) = entries(db, officer, number)
    assert sorted((one.ok, one.damaged, one.missing) for one in entry.lines) == [(0, 1, 0), (7, 0, 0)]


def test_everything_back_is_filled_then_read_again_before_it_is_saved(road, db, officer, open_page, browser_entry):
    server, driven = road
    browser_entry(server, driven, driven.numbers[0])
    back = drive(db, officer, driven.edition_id, [driven.slip(driven.numbers[0]).place.id], Purpose.RETURN, "T9")
    phone = open_page(server, PHONE)
    phone.goto(f"{back.address}/{back.numbers[0]}")
    phone.get_by_role("button", name="Tout est là, en bon état").click()
    expect(phone.locator("#pointees")).to_have_text("9\u00a0pièces sur 9 pointées")
    assert entries(db, officer, back.numbers[0]) == []
    phone.get_by_role("button", name="Reprise faite").click()
    expect(phone.locator(".stops")).to_be_visible()
    all_gone(phone)
    assert driven.slip(back.numbers[0]).state is SlipState.DONE


def test_the_round_works_without_a_script(road, db, officer, open_page):
    server, driven = road
    phone = open_page(server, PHONE, javascript=False)
    phone.goto(driven.address)
    phone.get_by_role("link", name="Livrer").click()
    phone.fill("#recu", "Inès Garnier")
    phone.get_by_role("button", name="Livraison faite").click()
    expect(phone.get_by_text("c’est noté.")).to_be_visible()
    assert driven.slip(driven.numbers[0]).state is SlipState.DONE
