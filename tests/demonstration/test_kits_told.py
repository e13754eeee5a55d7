"""The kits of the demonstration lack what the picture of the screen shows."""

from campaign.accounts.model import SYSTEM
from campaign.base import clock
from campaign.demonstration.filling import fill_demonstration
from campaign.demonstration.kits_told import tell_kits
from campaign.demonstration.stock_told import tell_stock
from campaign.editions.views import working_edition
from campaign.kits.views import forecast, kit_of, kits, models
from campaign.stock.views import items


def test_directories_and_signs_lack_and_every_adjustment_has_its_reason(db):
    fill_demonstration(db, SYSTEM)
    edition = working_edition(db, SYSTEM)
    if not items(db, SYSTEM):
        tell_stock(db, SYSTEM, clock.today())
    if not models(db, SYSTEM):
        tell_kits(db, SYSTEM, edition.id)
    missing = {one.item.code: one.missing for one in forecast(db, SYSTEM, edition.id) if one.missing}
    assert missing.pop("ROUE", 2) > 0  # once the animators' requests are told
    assert missing == {"ANN": 16, "FLE": 4}
    place = next(one.place for one in kits(db, SYSTEM, edition.id) if one.place.name == "Le Comptoir du réemploi")
    lines = {one.item.code: one.reason for one in kit_of(db, SYSTEM, edition.id, place.id).lines if one.adjusted}
    assert lines["AFF-A3"] == "12 au lieu de 8 : deux vitrines sur rue"
