"""« Éditions »: the kit an edition gives, the kit another one prepares from, what it leaves to read."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.operations import new_operation
from campaign.editions.views import editions
from campaign.handover.bringing import bring
from campaign.handover.collecting import kit_of
from campaign.handover.packing import packed
from campaign.report.matrix import add_point
from campaign.report.resolving import add_resolution
from tests.pages.conftest import SECONDS, bare, said

SCREEN = "editions.py"
DAYS = (date(2030, 5, 15), date(2030, 5, 18))


@pytest.fixture
def taught(db, officer, edition) -> int:
    edition_id = edition(name="Édition [**piégée**](https://exemple.org)")
    point = {"quadrant": "weaknesses", "text": "Trop tard, dit Mme Martin : 02 41 00 00 00"}
    add_point(db, officer, edition_id, point, new_operation())
    values = {"text": "Livrer <b>plus tôt</b>", "who": "Logistique", "due_on": clock.today()}
    add_resolution(db, officer, edition_id, values, new_operation())
    return edition_id


def shown(at) -> str:
    return bare(said(at)).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_officer_downloads_the_kit_and_reads_what_was_taken_out(taught, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    at.button(key=f"give-kit-{taught}").click().run()
    assert not at.exception
    text = shown(at)
    assert "15 textes de messages" in text
    assert "2 enseignements" in text
    assert "les personnes : comptes, contacts" in text
    assert "enseignements, Faiblesses : un téléphone (« 02 41 00 00 00 »)" in text
    # What leaves is read before it does: a name that is not known here would stay in it.
    assert "Relire les textes qui partent (2)" in [bare(one.label) for one in at.expander]
    assert "Trop tard, dit Mme [nom retiré] : [téléphone retiré]" in text
    assert [one.proto.label for one in at.get("download_button")] == ["Télécharger le kit"]


def test_others_than_the_officer_neither_give_nor_take_kits(taught, enter, page):
    for role in (Role.COMMUNICATION, Role.LOGISTICS, Role.READER):
        enter(role)
        keys = [one.key for one in page(SCREEN).button]
        assert f"give-kit-{taught}" not in keys
        assert "take-kit" not in keys


def test_a_kit_asks_for_its_file(taught, enter, page):
    enter(Role.OFFICER)
    at = page(SCREEN)
    at.button(key="take-kit").click().run()
    assert not at.exception
    assert "rien n’est remplacé" in shown(at)


@pytest.fixture
def offered(db, officer, taught, tmp_path):
    """The dialog once a file was read, run alone as Streamlit does at each gesture."""
    file = tmp_path / "kit.zip"
    file.write_bytes(packed(kit_of(db, officer, taught).kit, clock.today()))
    script = (
        "from pathlib import Path\n"
        "from campaign.handover.reading import read_kit\n"
        "from campaign.ui.handover_take import offer\n"
        "from campaign.ui.session import require_agent\n"
        "agent, db = require_agent('editions.py')\n"
        f"offer(db, agent, read_kit(Path({str(file)!r}).read_bytes()), 'essai')\n"
    )
    return lambda: AppTest.from_string(script, default_timeout=SECONDS).run()


def test_what_a_kit_would_bring_is_told_before_anything_is_written(db, officer, offered, enter):
    enter(Role.OFFICER)
    at = offered()
    assert not at.exception
    text = shown(at)
    assert "une édition en préparation" in text
    assert "déjà là, gardés tels quels : 15 textes de messages" in text
    assert "2 enseignements à lire" in text
    assert "rien n’est programmé" in text
    assert len(editions(db, officer)) == 1
    for rank, day in enumerate(DAYS):
        at.date_input(key=f"take-kit-essai-day-{rank}").set_value(day)
    at.run()
    assert "mercredi 15 et samedi 18 mai 2030" in shown(at)
    at.button(key="take-kit-save").click().run()
    assert not at.exception
    assert [one.days for one in editions(db, officer)][-1] == DAYS
    assert len(editions(db, officer)) == 2


def test_a_kit_already_there_is_told_and_not_brought_again(db, officer, taught, offered, enter):
    bring(db, officer, kit_of(db, officer, taught).kit, DAYS, new_operation())
    enter(Role.OFFICER)
    at = offered()
    for rank, day in enumerate(DAYS):
        at.date_input(key=f"take-kit-essai-day-{rank}").set_value(day)
    at.run()
    assert "Ce kit est déjà là" in bare(at.info[0].value)
    assert "take-kit-save" not in [one.key for one in at.button]


def test_days_that_cannot_be_are_refused_in_place(offered, enter):
    enter(Role.OFFICER)
    at = offered()
    at.date_input(key="take-kit-essai-day-0").set_value(date(2020, 5, 13)).run()
    assert "passés" in bare(at.error[0].value)
    assert "take-kit-save" not in [one.key for one in at.button]


def test_lessons_received_are_read_on_the_edition_as_plain_text(db, officer, taught, enter, page):
    bring(db, officer, kit_of(db, officer, taught).kit, DAYS, new_operation())
    enter(Role.READER)
    at = page(SCREEN)
    keys = [one.key for one in at.button if str(one.key).startswith("read-kit-")]
    assert len(keys) == 1
    at.button(key=keys[0]).click().run()
    text = shown(at)
    assert "Trop tard, dit Mme [nom retiré] : [téléphone retiré]" in text
    assert "Livrer <b>plus tôt</b>, Logistique" in text
    assert not at.exception
