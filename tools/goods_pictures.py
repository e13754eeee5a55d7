"""What pictures of logistics need: a morning on the road, the links of drivers and places, gestures on screen."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

from campaign.accounts import links
from campaign.accounts.model import SYSTEM, Actor, Role
from campaign.base.operations import new_operation
from campaign.deliveries.model import DeliverySaid, Outcome, Slip, SlipKind
from campaign.deliveries.road import note_delivery
from campaign.deliveries.views import slips
from campaign.editions.views import current_edition
from campaign.participation import views
from campaign.rounds.actions import adopt_plan
from campaign.rounds.links import driver_address, open_round
from campaign.rounds.model import Plan, Purpose, Round
from campaign.rounds.planning import plan_now
from campaign.rounds.views import adopted_plan, current_plan


def tell_the_road(db) -> None:
    """The last round is begun: somebody absent, a kit left and told twice, by two phones; then the way back planned."""
    edition, one = current_edition(db), _plan(db, Purpose.DELIVERY).rounds[-1]
    driver = open_round(db, _path(db, one).rpartition("/")[2]).actor
    kept = _with_a_game(db)
    absent = next(slip for slip in _slips_of(db, one) if slip.number != kept.number)
    note_delivery(db, driver, absent.number, DeliverySaid(Outcome.ABSENT), new_operation())
    for receiver, lacking in (("Élodie Vasseur", 0), ("L’accueil", 2)):
        first = kept.lines[0].id
        left = {line.id: line.planned - (lacking if line.id == first else 0) for line in kept.lines}
        outcome = Outcome.PARTLY if lacking else Outcome.DELIVERED
        note_delivery(db, driver, kept.number, DeliverySaid(outcome, left, receiver), new_operation())
    plan_now(db, SYSTEM, edition.id, Purpose.RETURN, seconds=20, steps=50, crow_flies_if_down=True)
    back = current_plan(db, SYSTEM, edition.id, Purpose.RETURN)
    adopt_plan(db, SYSTEM, back.id, back.version, new_operation())


def a_round(db, purpose: Purpose = Purpose.DELIVERY) -> str:
    """The path of the first round of the adopted plan, as its driver opens it."""
    return _path(db, _plan(db, purpose).rounds[0])


def a_stop(db, purpose: Purpose = Purpose.DELIVERY) -> str:
    """The path of the first stop of that round."""
    one = _plan(db, purpose).rounds[0]
    return f"{_path(db, one)}/{_slips_of(db, one, purpose)[0].number}"


def a_return(db) -> str:
    """The path of the screen where the kit that was left is checked in."""
    return f"/retours?bon={_with_a_game(db).number}"


def link_of_place(db, name: str, *, kind: str) -> str:
    """The path of the personal link of the contact who answers for a place alone: a shop's, an animator's."""
    edition = current_edition(db)
    for row in views.link_rows(db, SYSTEM, edition.id):
        if row.link is None:
            continue
        page = views.contact_page(db, Actor(Role.CONTACT, row.contact.id), row.link)
        mine = [one.place for one in page.shops] if kind == "shop" else [one for one in page.others if one.kind == kind]
        if [one.name for one in mine] == [name]:
            return f"/p/{links.token_of(row.link)}"
    raise SystemExit(f"the demonstration has no link for {name}")


def a_shop_to_come(db) -> str:
    """The name of a shop whose kit is still to come, on the first round."""
    found = _slips_of(db, _plan(db, Purpose.DELIVERY).rounds[0])
    return next(one.place.name for one in found if one.place.kind == "shop")


def an_epci_delivered(db) -> str:
    """The name of the EPCI whose kit was left."""
    return _with_a_game(db).place.name


def to_the_card(page: Page) -> None:
    """Bring the first card of a personal link to the top of a phone."""
    page.locator(".card").first.evaluate("card => card.scrollIntoView()")
    page.wait_for_timeout(800)


def one_lacks(page: Page) -> None:
    """The driver leaves one thing less than planned."""
    page.locator(".stepper-row button[data-step='-1']").first.click()
    page.wait_for_timeout(500)


def out_of_reach(page: Page) -> None:
    """A delivery entered without network: it waits on the phone."""
    page.get_by_text("Cette tournée s’ouvre aussi sans réseau").wait_for()
    page.context.set_offline(True)
    page.locator(".stop.is-next a.btn-big").first.click()
    page.get_by_label("Nom de la personne").fill("Fatou Diarra")
    page.get_by_role("button", name="Livraison faite").click()
    page.get_by_text("saisie en attente").wait_for()
    page.wait_for_timeout(800)


def to_move(page: Page) -> None:
    """What moving the second stop of a round first would cost."""
    page.get_by_role("button", name="Changer").nth(1).click()
    page.get_by_text("Déplacer", exact=True).first.click()
    page.get_by_role("combobox", name="Place").click()
    page.get_by_role("option").first.click()
    page.get_by_text("ensuite, toutes tournées comprises").wait_for()
    page.wait_for_timeout(1000)


def begin_a_count(page: Page) -> None:
    """A stock-taking just begun."""
    page.get_by_role("button", name="Commencer").click()
    page.get_by_role("button", name="Terminer").wait_for()
    page.wait_for_timeout(1500)


def _plan(db, purpose: Purpose) -> Plan:
    return adopted_plan(db, SYSTEM, current_edition(db).id, purpose)


def _path(db, one: Round) -> str:
    return urlsplit(driver_address(db, SYSTEM, one.id)).path


def _slips_of(db, one: Round, purpose: Purpose = Purpose.DELIVERY) -> list[Slip]:
    """The slips of a round, in the order of its stops."""
    kind = SlipKind.DELIVERY if purpose is Purpose.DELIVERY else SlipKind.RETURN
    known = {slip.place.id: slip for slip in slips(db, SYSTEM, current_edition(db).id, kind)}
    return [known[stop.place_id] for stop in one.stops]


def _with_a_game(db) -> Slip:
    """The first slip of the last round that carries a numbered piece."""
    found = _slips_of(db, _plan(db, Purpose.DELIVERY).rounds[-1])
    return next(one for one in found if any(line.piece for line in one.lines))
