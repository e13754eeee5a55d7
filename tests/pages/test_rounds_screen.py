"""« Tournées »: what comes first, the sheet, gestures with their cost, the driver's link, the papers."""

from datetime import timedelta

import pytest

from campaign.accounts.model import SYSTEM, Role
from campaign.base import jobs
from campaign.base.operations import new_operation
from campaign.deliveries.model import DeliverySaid, Outcome, SlipKind
from campaign.deliveries.road import note_delivery
from campaign.deliveries.slips import prepare_slips
from campaign.deliveries.views import slips
from campaign.editions.views import edition as edition_view
from campaign.kits.actions import add_model
from campaign.participation.model import Need
from campaign.rounds.actions import adopt_plan, exclude_stop, name_driver
from campaign.rounds.fleet import add_vehicle, change_settings
from campaign.rounds.links import driver_address, round_link
from campaign.rounds.model import Purpose
from campaign.rounds.planning import plan_now, run_plan_job, start_plan
from campaign.rounds.views import current_plan, planning_settings, vehicles
from tests.pages.conftest import bare, said

VAN = {"name": "Fourgon", "volume_litres": "6000", "payload_kg": "900", "shift_from": "8 h", "shift_to": "18 h"}
HOURS = "lun. au sam. 9 h – 12 h, 14 h – 18 h"
ROUTES = {
    "La Malle à Félicie": ("47,4784", "-0,5632", HOURS),
    "Le Fil retrouvé": ("47,4250", "-0,5250", ""),
    "Tout repart !": ("47,2600", "-0,0800", HOURS),
}


def press(at, key: str):
    return at.button(key=key).click().run()


def plan_of(db, officer, edition_id, purpose=Purpose.DELIVERY):
    return current_plan(db, officer, edition_id, purpose)


@pytest.fixture
def kits(db, officer, shop, edition, answered, stocked):
    """Three shops that take part, on the map, and posters for each; the depot is there, no van yet."""
    posters = stocked(500, volume_litres="1", weight_kg="1")
    edition_id = edition(60)
    for name, (latitude, longitude, hours) in ROUTES.items():
        place = shop(name, latitude=latitude, longitude=longitude, opening_hours_text=hours)
        answered(edition_id, place, needs={Need.POSTERS: 20}, access_note="Sonner *au quai*.")
    line = {"item_id": posters, "rule": "fixed", "need": "", "small": 20, "medium": 20, "large": 20}
    add_model(db, officer, {"name": "Boutique", "kind": "shop"}, [line], new_operation())
    db.conn.commit()
    return edition_id


@pytest.fixture
def planned(db, officer, kits):
    """The same with a van and a plan of one second, not adopted."""
    add_vehicle(db, officer, VAN, new_operation())
    days = [edition_view(db, kits).first_day - timedelta(days=7)]
    while days[0].weekday() > 4:
        days = [days[0] - timedelta(days=1)]
    version = planning_settings(db, officer, kits, Purpose.DELIVERY).version
    change_settings(db, officer, kits, Purpose.DELIVERY, version, {"days": days}, new_operation())
    plan_now(db, officer, kits, Purpose.DELIVERY, seconds=1)
    db.conn.commit()
    return kits


@pytest.fixture
def adopted(db, officer, planned):
    """The same, with its slips, and adopted."""
    prepare_slips(db, officer, planned, new_operation())
    plan = plan_of(db, officer, planned)
    adopt_plan(db, officer, plan.id, plan.version, new_operation())
    db.conn.commit()
    return planned


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COMMUNICATION, Role.LOGISTICS, Role.READER])
@pytest.mark.parametrize("tab", ["tournees", "reglages", "versions"])
def test_each_part_opens_for_each_role_and_only_two_may_write(adopted, enter, page, tab, role):
    enter(role)
    at = page("rounds.py", onglet=tab, edition=adopted)
    assert not at.exception
    keys = {one.key for one in at.button}
    may = role in (Role.OFFICER, Role.LOGISTICS)
    writing = {"primary", "plan-again", "driver-link"}
    assert bool(keys & writing) == (may and tab != "versions")


def test_an_edition_without_kits_says_to_prepare_them(edition, enter, page):
    edition_id = edition()
    enter(Role.LOGISTICS)
    assert "Préparez d’abord les kits." in said(page("rounds.py", edition=edition_id))


def test_without_a_van_the_screen_asks_for_one(kits, enter, page):
    enter(Role.LOGISTICS)
    at = page("rounds.py", edition=kits)
    assert "Ajoutez un véhicule." in said(at)
    assert "first-vehicle" in {one.key for one in at.button}


def test_a_depot_without_a_point_must_be_placed_first(db, kits, enter, page):
    db.conn.execute("UPDATE stock_depots SET latitude = NULL, longitude = NULL")
    db.conn.commit()
    enter(Role.LOGISTICS)
    assert "Placez le dépôt sur la carte." in said(page("rounds.py", edition=kits))


def test_without_a_depot_it_is_asked_for(db, kits, enter, page):
    db.conn.execute("UPDATE stock_depots SET archived_at = '2026-01-01T00:00:00+00:00', main = 0")
    db.conn.commit()
    enter(Role.LOGISTICS)
    assert "Ajoutez le dépôt." in said(page("rounds.py", edition=kits))


def test_the_sheet_names_each_stop_with_its_hour_what_is_left_and_what_to_beware_of(adopted, enter, page):
    enter(Role.LOGISTICS)
    at = page("rounds.py", edition=adopted)
    text = bare(said(at))
    for name in ROUTES:
        assert f"{name}**" in text
    assert "20\u00a0×\u00a0Affiches A3" in text
    assert "Sonner *au quai*." in text
    assert "Sonner \\*au quai\\*" in said(at)
    assert "Horaires inconnus" in text
    assert "Fermé le midi" in text
    assert "à vol d’oiseau × 1,3" in text
    assert [one.label for one in at.metric] == ["Distance", "Durée", "Arrêts"]
    assert at.metric[2].value == "3"


def test_a_plan_is_adopted_with_the_one_button_of_the_page(db, officer, planned, enter, page):
    enter(Role.LOGISTICS)
    at = page("rounds.py", edition=planned)
    assert "À relire" in bare(said(at))
    press(at, "primary")
    plan = plan_of(db, officer, planned)
    assert plan.adopted_at
    assert round_link(db, officer, plan.rounds[0].id)


def test_a_reader_sees_neither_the_driver_nor_the_link(db, officer, adopted, enter, page):
    one = plan_of(db, officer, adopted).rounds[0]
    name_driver(db, officer, one.id, "Yann Guérin", new_operation())
    db.conn.commit()
    enter(Role.READER)
    text = bare(said(page("rounds.py", edition=adopted)))
    assert "Yann" not in text
    assert driver_address(db, officer, one.id).rsplit("/", 1)[1] not in text


def test_moving_a_stop_shows_its_cost_and_writes_once_confirmed(db, officer, planned, enter, dialog):
    enter(Role.LOGISTICS)
    plan = plan_of(db, officer, planned)
    one, stop = plan.rounds[0], plan.rounds[0].stops[0]
    at = dialog("rounds_moves.move_dialog", one.id, stop.id, plan.version)
    assert "C’est sa place d’aujourd’hui." in said(at)
    at.selectbox(key=f"move-{stop.id}-{one.id}-position").select(2).run()
    assert "ensuite, toutes tournées comprises" in said(at)
    assert plan_of(db, officer, planned) == plan  # looking writes nothing
    press(at, f"move-{stop.id}-save")
    after = plan_of(db, officer, planned).rounds[0]
    assert [each.place_id for each in after.stops[:2]] == [one.stops[1].place_id, stop.place_id]


def test_a_move_that_breaks_a_rule_says_which_and_cannot_be_written(db, officer, planned, enter, dialog):
    version = planning_settings(db, officer, planned, Purpose.DELIVERY).version
    change_settings(db, officer, planned, Purpose.DELIVERY, version, {"max_stops": "2"}, new_operation())
    plan_now(db, officer, planned, seconds=1)
    db.conn.commit()
    plan = plan_of(db, officer, planned)
    full, short = sorted(plan.rounds, key=lambda one: -len(one.stops))
    stop = short.stops[0]
    enter(Role.LOGISTICS)
    at = dialog("rounds_moves.move_dialog", short.id, stop.id, plan.version)
    at.selectbox(key=f"move-{stop.id}-round").select(full.id).run()
    assert "3\u00a0arrêts pour 2 au plus" in bare(at.error[0].value)
    assert f"move-{stop.id}-save" not in {one.key for one in at.button}


def test_leaving_a_stop_out_shows_the_saving_then_it_can_be_taken_back(db, officer, planned, enter, page, dialog):
    enter(Role.LOGISTICS)
    plan = plan_of(db, officer, planned)
    stop = next(each for one in plan.rounds for each in one.stops if each.name == "Tout repart !")
    at = dialog("rounds_moves.exclude_dialog", stop.round_id, stop.id, plan.version)
    assert "de moins" in bare(said(at))
    press(at, f"exclude-{stop.id}-save")
    left = plan_of(db, officer, planned)
    assert [one.name for one in left.unserved] == ["Tout repart !"]
    assert left.km < plan.km
    at = page("rounds.py", edition=planned)
    assert "Laissée de côté à la main." in bare(said(at))
    press(at, f"include-{plan.id}-{stop.place_id}-do")
    assert not plan_of(db, officer, planned).unserved
    assert "est repris" in bare(said(at))


def test_a_change_made_on_a_plan_changed_meanwhile_is_refused(db, officer, planned, enter, dialog):
    enter(Role.LOGISTICS)
    plan = plan_of(db, officer, planned)
    first, second = plan.rounds[0].stops[:2]
    exclude_stop(db, officer, second.id, plan.version, new_operation())
    db.conn.commit()
    at = dialog("rounds_moves.exclude_dialog", first.round_id, first.id, plan.version)
    press(at, f"exclude-{first.id}-save")
    assert "Modifi" in bare(at.error[0].value)
    assert first.place_id in {each.place_id for each in plan_of(db, officer, planned).rounds[0].stops}


def test_a_plan_is_asked_for_once_and_followed_after_leaving_the_page(db, officer, planned, enter, page, dialog):
    enter(Role.LOGISTICS)
    form = f"plan-{planned}-delivery"
    at = dialog("rounds_job.plan_dialog", planned, Purpose.DELIVERY.value)
    at.text_input(key=f"{form}-seconds").input("3")
    press(at, f"{form}-start")
    assert not at.exception
    (job,) = [one for one in jobs.recent(db, 10) if one.kind == "plan_rounds"]
    assert job.parameters["edition_id"] == planned
    assert planning_settings(db, officer, planned, Purpose.DELIVERY).seconds == 3
    at = page("rounds.py", edition=planned)  # another visit
    assert f"stop-planning-{job.id}" in {one.key for one in at.button}
    press(at, f"stop-planning-{job.id}")
    assert jobs.job(db, job.id).state == "cancelled"


def test_the_drivers_link_is_shown_replaced_and_closed_after_a_confirmation(db, officer, adopted, enter, dialog):
    enter(Role.LOGISTICS)
    one = plan_of(db, officer, adopted).rounds[0]
    before = driver_address(db, officer, one.id)
    at = dialog("rounds_driver.driver_dialog", one.id)
    shown = [field.value for field in at.text_input] + [field.value for field in at.text_area]
    assert before in shown
    assert any(before in text and "Bonjour" in text for text in shown)
    press(at, f"renew-{one.id}")
    assert driver_address(db, officer, one.id) == before  # only asked
    press(at, f"link-{one.id}-yes")
    after = driver_address(db, officer, one.id)
    assert after != before
    press(at, f"close-{one.id}")
    press(at, f"link-{one.id}-yes")
    assert round_link(db, officer, one.id).revoked_at
    assert "Ce lien est fermé" in bare(said(at.run()))


def test_the_drivers_name_is_kept_and_stays_text(db, officer, adopted, enter, page, dialog):
    enter(Role.LOGISTICS)
    one = plan_of(db, officer, adopted).rounds[0]
    at = dialog("rounds_driver.driver_dialog", one.id)
    at.text_input(key=f"driver-{one.id}-name").input("![](//x/p.png) Yann")
    press(at, f"driver-{one.id}-save")
    text = said(page("rounds.py", edition=adopted))
    assert "\\!\\[\\]" in text


def test_papers_ask_for_the_slips_first_then_come_in_one_archive(db, officer, planned, enter, dialog):
    enter(Role.LOGISTICS)
    plan = plan_of(db, officer, planned)
    adopt_plan(db, officer, plan.id, plan.version, new_operation())
    db.conn.commit()
    one = plan.rounds[0]
    at = dialog("rounds_driver.papers_dialog", one.id)
    assert "3\u00a0arrêts sans bon" in bare(said(at))
    press(at, f"papers-{one.id}-prepare")
    at.run()
    assert not at.exception
    assert not at.warning
    assert len(at.get("download_button")) == 1


def test_the_number_of_a_slip_opens_its_round(db, officer, adopted, enter, page):
    enter(Role.LOGISTICS)
    number = slips(db, officer, adopted, SlipKind.DELIVERY)[0].number
    assert number in bare(said(page("rounds.py", bon=number)))
    assert number not in bare(said(page("rounds.py", edition=adopted)))
    unknown = page("rounds.py", bon="BL-1999-0001")
    assert unknown.warning
    assert unknown.title[0].value == "Tournées"


def test_vehicles_are_added_changed_put_away_and_taken_back(db, officer, kits, enter, page, dialog):
    enter(Role.LOGISTICS)
    at = dialog("rounds_settings.vehicle_dialog", None)
    at.text_input(key="vehicle-form-new-name").input("Fourgon")
    at.text_input(key="vehicle-form-new-volume").input("grand")
    press(at, "vehicle-form-new-save")
    assert "À corriger" in at.error[0].value
    at.text_input(key="vehicle-form-new-volume").input("6 000")
    at.text_input(key="vehicle-form-new-payload").input("900,5")
    press(at, "vehicle-form-new-save")
    (van,) = vehicles(db, officer)
    assert (van.volume_litres, van.payload_kg) == (6000, 900.5)
    at = dialog("rounds_settings.vehicle_dialog", van.id)
    at.text_input(key=f"vehicle-form-{van.id}-to").input("17 h 30")
    press(at, f"vehicle-form-{van.id}-save")
    assert vehicles(db, officer)[0].shift_to.isoformat("minutes") == "17:30"
    at = page("rounds.py", onglet="reglages", edition=kits)
    assert "6\u202f000\u00a0litres" in bare(said(at))


def test_figures_of_the_planning_are_kept(db, officer, kits, enter, page):
    enter(Role.LOGISTICS)
    form = f"round-settings-{kits}-delivery"
    at = page("rounds.py", onglet="reglages", edition=kits)
    at.text_input(key=f"{form}-road_factor").input("1,45")
    at.text_input(key=f"{form}-service_minutes").input("20")
    press(at, f"{form}-save")
    now = planning_settings(db, officer, kits, Purpose.DELIVERY)
    assert (now.road_factor, now.service_minutes) == (1.45, 20)


def test_a_former_version_is_read_only(db, officer, adopted, enter, page):
    before = plan_of(db, officer, adopted)
    plan_now(db, officer, adopted, seconds=1)
    db.conn.commit()
    enter(Role.LOGISTICS)
    at = page("rounds.py", onglet="versions", edition=adopted)
    press(at, f"see-plan-{before.id}")
    assert "latest-plan" in {one.key for one in at.button}
    assert "plan-again" in {one.key for one in at.button}
    assert not at.get("menu_button")
    press(at, "latest-plan")
    assert "latest-plan" not in {one.key for one in at.button}


def test_who_was_absent_gets_a_second_passage_beside_the_first(db, officer, adopted, enter, page, dialog):
    absent = slips(db, officer, adopted, SlipKind.DELIVERY)[0]
    note_delivery(db, officer, absent.number, DeliverySaid(Outcome.ABSENT), new_operation())
    db.conn.commit()
    enter(Role.LOGISTICS)
    at = page("rounds.py", edition=adopted)
    assert absent.place.name in bare(said(at))
    assert "plan-second" in {one.key for one in at.button}
    form = f"plan-{adopted}-delivery-again"
    at = dialog("rounds_job.plan_dialog", adopted, "delivery", (absent.place.id,))
    press(at, f"{form}-start")
    job = next(one for one in jobs.recent(db, 10) if one.kind == "plan_rounds")
    assert job.parameters["again"] == [absent.place.id]


def test_a_second_passage_and_the_first_are_both_driven(db, officer, adopted, enter, page):
    first = plan_of(db, officer, adopted)
    version = planning_settings(db, officer, adopted, Purpose.DELIVERY).version
    change_settings(db, officer, adopted, Purpose.DELIVERY, version, {"seconds": "1"}, new_operation())
    absent = first.rounds[0].stops[0].place_id
    start_plan(db, officer, adopted, Purpose.DELIVERY, new_operation(), again=[absent])
    run_plan_job(db, SYSTEM, jobs.lease_next(db))
    second = plan_of(db, officer, adopted)
    assert second.again
    adopt_plan(db, officer, second.id, second.version, new_operation())
    db.conn.commit()
    enter(Role.LOGISTICS)
    at = page("rounds.py", edition=adopted)
    assert "Second passage" in bare(said(at))
    assert at.metric[2].value == "1"
    assert {"driver-link", "primary"} <= {one.key for one in at.button}
    press(at, "other-passage")
    assert at.metric[2].value == "3"
    assert {"driver-link", "primary"} <= {one.key for one in at.button}
