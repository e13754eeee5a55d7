"""Real, dirty lists judged against their indicative key. The thresholds are what is reached, a little below."""

import csv
import json
from collections import defaultdict
from itertools import combinations

import pytest

from campaign.base.database import rows
from campaign.base.operations import new_operation
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.plan import prepare_import
from campaign.partners.importing.verdicts import Verdict
from campaign.territory.views import distance_km

SHOPS, KEY, VOLUME = "boutiques_reemploi_open.csv", "boutiques_reemploi_open_corrige.csv", "structures_iae_open.csv"


@pytest.fixture
def shops(shared_dir):
    return shared_dir / "data" / "shops"


@pytest.fixture
def key(shops):
    with (shops / KEY).open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.fixture
def stored(db, officer, shops):
    """The real list imported: external id -> row."""
    plan = prepare_import(db, officer, SHOPS, (shops / SHOPS).read_bytes())
    apply_import(db, officer, plan, None, new_operation())
    return {row["external_id"]: row for row in rows(db, "SELECT * FROM shop_card")}


def test_every_real_row_is_taken(stored, key):
    assert stored.keys() == key.keys()


def test_communes_and_epci_agree_with_the_key(stored, key):
    known = {one: row for one, row in key.items() if row["code_insee"]}
    assert [one for one, row in known.items() if stored[one]["insee_code"] != row["code_insee"]] == []
    assert [one for one, row in known.items() if stored[one]["epci_siren"] != row["epci_siren"]] == []


def test_points_are_where_the_key_says(stored, key):
    known = {one: row for one, row in key.items() if row["lat_ref"] and stored[one]["location_source"] == "file"}
    assert len(known) >= 270
    far = [
        one
        for one, row in known.items()
        if distance_km(stored[one]["latitude"], stored[one]["longitude"], float(row["lat_ref"]), float(row["lon_ref"]))
        > 0.1
    ]
    assert far == []


@pytest.mark.parametrize(
    ("anomaly", "said"),
    [
        ("longitude_signe_inverse", "longitude avait le signe inversé"),
        ("code_postal_incoherent", "n’est pas un code postal"),
        ("code_postal_inconnu", "n’existe pas, ou c’est un CEDEX"),
        ("commune_deleguee", "fait aujourd’hui partie"),
        ("coordonnees_absentes", "Pas de coordonnées"),
        ("ville_non_reconnue", "a été lu"),
    ],
)
def test_the_anomalies_of_the_key_are_said(stored, key, anomaly, said):
    bearing = [one for one, row in key.items() if anomaly in row["anomalies"].split("|")]
    assert bearing
    told = [one for one in bearing if said in " ".join(json.loads(stored[one]["warnings"]))]
    assert set(bearing) - set(told) == set() or (anomaly == "ville_non_reconnue" and len(told) >= len(bearing) - 1)


def test_probable_duplicates_agree_with_the_key_nine_times_in_ten(stored, key):
    names = {row["id"]: one for one, row in stored.items()}
    mine = _pairs({one: names[row["duplicate_of"] or row["id"]] for one, row in stored.items()})
    theirs = _pairs({one: row["grappe"] for one, row in key.items()})
    right = mine & theirs
    assert len(right) / len(mine) >= 0.9
    assert len(right) / len(theirs) >= 0.9


@pytest.mark.parametrize("name", [SHOPS, VOLUME])
def test_a_real_list_twice_changes_nothing(db, officer, shops, name):
    data = (shops / name).read_bytes()
    plan = prepare_import(db, officer, name, data)
    counts = apply_import(db, officer, plan, None, new_operation()).counts
    assert counts.read == len(plan.lines)
    assert counts.rejected == 0
    again = prepare_import(db, officer, name, data)
    assert {line.verdict for line in again.lines} == {Verdict.UNCHANGED}


def _pairs(groups: dict[str, str]) -> set[frozenset[str]]:
    members = defaultdict(list)
    for one, group in groups.items():
        members[group].append(one)
    return {frozenset(pair) for listed in members.values() for pair in combinations(listed, 2)}
