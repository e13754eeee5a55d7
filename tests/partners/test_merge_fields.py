"""Which of two values is proposed: what is filled in, then what somebody confirmed last, then the fuller one."""

from datetime import UTC, datetime

import pytest

from campaign.partners.merge_fields import Side, columns_taken, differences, proposed_side

EMPTY = {
    "name": "Le Fil", "short_name": "", "organisation": "", "network": "", "address": "", "address_more": "",
    "postcode": "49100", "commune": "Angers", "insee_code": "49007", "epci_siren": "1", "epci_name": "E",
    "departement": "49", "latitude": None, "longitude": None, "location_source": None, "location_quality": "none",
    "location_score": None, "located_at": None, "opening_hours_text": "", "opening_hours": "", "phone": "",
    "may_publish_phone": 0, "email": "", "website": "", "siret": "", "siret_state": "", "siret_checked_on": None,
    "siret_closed_on": None, "categories": "[]", "may_advertise": 1, "note": "",
}  # fmt: skip
OLD, NEW = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
DOOR = {"latitude": 47.4, "longitude": -0.5, "location_quality": "exact"}
TOWN = {"latitude": 47.5, "longitude": -0.5, "location_quality": "commune"}


@pytest.mark.parametrize(
    ("field", "kept", "copy", "kept_at", "copy_at", "side"),
    [
        ("email", {}, {"email": "a@b.fr"}, {}, {}, Side.COPY),
        ("email", {"email": "a@b.fr"}, {}, {}, {"email": NEW}, Side.KEPT),
        ("name", {}, {"name": "Fil"}, {}, {}, Side.KEPT),
        ("name", {}, {"name": "Fil"}, {"name": OLD}, {"name": NEW}, Side.COPY),
        ("name", {}, {"name": "Fil"}, {"name": NEW}, {"name": OLD}, Side.KEPT),
        ("name", {}, {"name": "Fil"}, {}, {"name": OLD}, Side.COPY),
        ("address", {"address": "rue A"}, {"address": "3 rue A, bâtiment B"}, {}, {}, Side.COPY),
        ("categories", {"categories": '["livres"]'}, {"categories": '["livres", "velos"]'}, {}, {}, Side.COPY),
        ("point", TOWN, DOOR, {"latitude": NEW}, {"latitude": OLD}, Side.COPY),
        ("point", DOOR, TOWN, {}, {"latitude": NEW}, Side.KEPT),
        ("may_advertise", {}, {"may_advertise": 0}, {"may_advertise": NEW}, {}, Side.COPY),
        ("may_advertise", {"may_advertise": 0}, {}, {}, {"may_advertise": NEW}, Side.KEPT),
    ],
)
def test_the_side_proposed(field, kept, copy, kept_at, copy_at, side):
    assert proposed_side(field, {**EMPTY, **kept}, {**EMPTY, **copy}, kept_at, copy_at) is side


def test_fields_alike_are_not_asked():
    phone = {"phone": "+33612345678", "may_publish_phone": 0}
    near = {**DOOR, "latitude": 47.40005}  # 5 m
    assert differences({**EMPTY, **DOOR}, {**EMPTY, **near, "may_publish_phone": 1}, {}, {}) == ()
    found = differences({**EMPTY, **phone}, {**EMPTY, **phone, "may_publish_phone": 1}, {}, {})
    assert [one.field for one in found] == ["phone"]


def test_a_number_goes_with_its_consent_and_a_town_with_its_codes():
    kept = {**EMPTY, "phone": "+33241000001", "may_publish_phone": 1}
    copy = {**EMPTY, "phone": "+33612345678", "may_publish_phone": 1, "insee_code": "49099", "commune": "Cholet"}
    taken = columns_taken({"phone": "copy", "commune": "copy", "name": "copy", "email": "kept"}, kept, copy)
    assert taken == {"phone": "+33612345678", "may_publish_phone": 1, **{
        name: copy[name] for name in ("postcode", "commune", "insee_code", "epci_siren", "epci_name", "departement")
    }}  # fmt: skip
