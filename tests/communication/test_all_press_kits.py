"""A whole département in one job: one common press kit, ten territories', twenty shops'."""

import json
import zipfile

import pytest

from campaign import worker
from campaign.accounts.model import SYSTEM
from campaign.base.operations import new_operation
from campaign.communication import kit
from campaign.communication.press_content import PRESS_KINDS
from campaign.documents.page_texts import page_texts
from campaign.documents.presets import Preset

TOWNS = (
    ("49300", "Cholet"), ("49120", "Chemillé-en-Anjou"), ("49400", "Saumur"), ("49500", "Segré-en-Anjou Bleu"),
    ("49125", "Tiercé"), ("49150", "Baugé-en-Anjou"), ("49220", "Le Lion-d’Angers"),
    ("49123", "Ingrandes-Le Fresne sur Loire"), ("49290", "Chalonnes-sur-Loire"), ("49000", "Angers"),
)  # fmt: skip


@pytest.fixture
def everywhere(db, officer, edition, shop, answered) -> int:
    """Two shops in each of the ten territories of Maine-et-Loire, all of them coming."""
    edition_id = edition()
    for rank, (postcode, commune) in enumerate(TOWNS * 2, start=1):
        place = {"postcode": postcode, "commune": commune, "address": f"{rank} rue des Essais"}
        answered(edition_id, shop(f"Boutique numéro {rank}", **place))
    return edition_id


def test_one_departement_ten_territories_and_twenty_shops_are_made_in_one_job_with_no_variable_left(
    db, officer, everywhere
):
    kit.start_kit(db, officer, everywhere, Preset.SCREEN, new_operation(), PRESS_KINDS)
    worker.run_jobs(db)
    found = kit.latest_kit(db, SYSTEM, everywhere, Preset.SCREEN, PRESS_KINDS)
    with zipfile.ZipFile(found.path) as archive:
        lines = json.loads(archive.read("manifest.json"))
        printed = [one for one in lines if one["format"] == "pdf"]
        for kind in PRESS_KINDS:
            whom = [one["audience"] for one in printed if one["kind"] == kind and one["path"]]
            scales = [audience.partition(":")[0] for audience in whom]
            assert (scales.count("departement"), scales.count("epci"), scales.count("shop")) == (1, 10, 20)
        assert [one["blocking"] for one in lines if one["blocking"]] == []
        for one in printed:
            said = " ".join(" ".join(page_texts(archive.read(one["path"]))).split())
            assert "{" not in said
            assert "bons jours" in said
