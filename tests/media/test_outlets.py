"""Outlets and correspondents: their territory, their list in and out, what is kept of a person and for how long."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.accounts.retention import past_retention, purge
from campaign.base import clock
from campaign.base.errors import Conflict, InvalidForm, NotFound, UnreadableFile
from campaign.base.operations import new_operation
from campaign.media.correspondents import (
    archive_correspondent,
    change_correspondent,
    correspondent_file,
    erase_correspondent,
)
from campaign.media.outlets import archive_outlet, change_outlet, restore_outlet
from campaign.media.press_list import HEADERS, export_rows, import_press_list
from campaign.media.views import correspondent, correspondents, outlets
from tests.conftest import stored_text
from tests.media.conftest import ALM, SAUMUR


def names(found):
    return [one.name for one in found]


def test_an_outlet_is_found_by_its_name_without_accents_its_kind_or_its_territory(db, reader, outlet):
    outlet("L’Écho inventé", territories=[SAUMUR])
    outlet("Radio Essai", kind="radio")
    assert names(outlets(db, reader, "echo")) == ["L’Écho inventé"]
    assert names(outlets(db, reader, "saumur")) == ["L’Écho inventé"]
    assert names(outlets(db, reader, kind="radio")) == ["Radio Essai"]
    # Whoever covers the whole département covers each of its EPCI.
    assert names(outlets(db, reader, siren=ALM)) == ["Radio Essai"]
    assert names(outlets(db, reader, siren=SAUMUR)) == ["L’Écho inventé", "Radio Essai"]


def test_an_archived_outlet_leaves_the_list_and_comes_back(db, officer, outlet):
    number = outlet()
    archive_outlet(db, officer, number, new_operation())
    assert outlets(db, officer) == []
    assert names(outlets(db, officer, archived=True)) == ["Le Courrier inventé"]
    restore_outlet(db, officer, number, new_operation())
    assert names(outlets(db, officer)) == ["Le Courrier inventé"]


def test_two_agents_changing_one_outlet_lose_nothing_silently(db, officer, communication, outlet):
    number = outlet()
    change_outlet(db, officer, number, 1, {"note": "Bouclage le mardi"}, new_operation())
    with pytest.raises(Conflict):
        change_outlet(db, communication, number, 1, {"note": "Bouclage le lundi"}, new_operation())
    assert outlets(db, officer)[0].note == "Bouclage le mardi"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"name": " "}, "name"), ({"kind": "affiche"}, "kind"), ({"website": "javascript:alert(1)"}, "website"),
     ({"territories": ["123456789"]}, "territories")],
)  # fmt: skip
def test_an_outlet_that_says_nothing_clear_is_refused(outlet, values, field):
    with pytest.raises(InvalidForm) as refusal:
        outlet(**{"name": "Le Courrier inventé", **values})
    assert [problem.field for problem in refusal.value.problems] == [field]


def test_without_a_territory_of_their_own_a_correspondent_has_that_of_their_outlets(db, officer, outlet, person):
    local, whole = outlet("L’Écho inventé", territories=[SAUMUR]), outlet()
    person("Zoé Locale", [local])
    person("Paul Partout", [local, whole])
    person("Ana Ailleurs", [whole], territories=[ALM])
    reach = {one.name: (one.everywhere, one.reach) for one in correspondents(db, officer)}
    assert reach == {
        "Zoé Locale": (False, (SAUMUR,)),
        "Paul Partout": (True, (SAUMUR,)),
        "Ana Ailleurs": (False, (ALM,)),
    }
    assert names(correspondents(db, officer, siren=ALM)) == ["Ana Ailleurs", "Paul Partout"]


def test_changing_a_correspondent_keeps_the_outlet_that_was_archived(db, officer, outlet, person):
    old, new = outlet("Ancien titre"), outlet("Nouveau titre")
    number = person(outlet_ids=[old])
    archive_outlet(db, officer, old, new_operation())
    change_correspondent(db, officer, number, 1, {"outlet_ids": [new]}, new_operation())
    restore_outlet(db, officer, old, new_operation())
    assert correspondent(db, officer, number).outlets == ("Ancien titre", "Nouveau titre")


def test_an_erased_correspondent_leaves_nothing_of_themselves(db, officer, person):
    number = person("Zébulon Quidam", phone="02 41 00 00 77", note="Préfère le matin")
    change_correspondent(db, officer, number, 1, {"email": "autre@presse.example"}, new_operation())
    erase_correspondent(db, officer, number, new_operation())
    with pytest.raises(NotFound):
        correspondent(db, officer, number)
    db.conn.execute("VACUUM")
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = stored_text(db)
    for personal in ("Quidam", "zebulon@presse.example", "autre@presse.example", "+33241000077", "matin"):
        assert personal not in kept


def test_a_correspondent_can_be_given_what_is_kept_of_them(db, officer, outlet, person):
    number = person(outlet_ids=[outlet()], phone="0241000077", note="=2+3")
    text = correspondent_file(db, officer, number).decode("utf-8-sig")
    for said in ("Paul Plume", "paul@presse.example", "02 41 00 00 77", "Le Courrier inventé", '"\'=2+3"'):
        assert said in text


def test_who_was_not_written_to_for_three_years_is_purged(db, officer, person):
    added = datetime(2019, 3, 4, 9, tzinfo=UTC)
    with clock.frozen(added):
        person()
    with clock.frozen(added + timedelta(days=3 * 365 - 1)):
        assert past_retention(db, SYSTEM)["media_correspondents"] == 0
    with clock.frozen(added + timedelta(days=3 * 365 + 1)):
        assert purge(db, SYSTEM)["media_correspondents"] == 1
        assert correspondents(db, officer, archived=False) == []


LIST = (
    "Média;Type;Territoire;Nom;Courriel;Téléphone\n"
    "Le Courrier inventé;Quotidien;Tout le département;Paul Plume;paul@presse.example;02 41 00 00 77\n"
    "Le Courrier inventé;Quotidien;;Zoé Stylo;zoe@presse.example;\n"
    "L’Écho inventé;Hebdo;Saumur Val de Loire;;redaction@echo.example;\n"
    "Radio Essai;Radio;Atlantide;Ana Micro;ana@radio.example;\n"
    "Radio Essai;Radio;;Ana Micro;pas une adresse;\n"
)


def test_a_list_adds_outlets_and_people_and_says_which_lines_it_refused(db, officer):
    done = import_press_list(db, officer, "presse.csv", LIST.encode("cp1252"), new_operation())
    assert (done.outlets, done.correspondents, done.known) == (2, 3, 0)
    assert [line.partition(" :")[0] for line in done.refused] == ["Ligne 5", "Ligne 6"]
    assert "Atlantide" in done.refused[0]
    assert names(correspondents(db, officer)) == ["Paul Plume", "Rédaction, L’Écho inventé", "Zoé Stylo"]
    assert outlets(db, officer, "echo")[0].territories == (SAUMUR,)


def test_the_same_list_twice_adds_nobody_twice(db, officer):
    import_press_list(db, officer, "presse.csv", LIST.encode(), new_operation())
    again = import_press_list(db, officer, "presse.csv", LIST.encode(), new_operation())
    assert (again.outlets, again.correspondents, again.known) == (0, 0, 3)
    assert len(outlets(db, officer)) == 2


def test_what_leaves_in_a_file_comes_back_the_same(db, officer, outlet, person):
    person("Paul Plume", [outlet(), outlet("L’Écho inventé", kind="weekly", territories=[SAUMUR])])
    outlet("Radio seule", kind="radio")
    lines = export_rows(outlets(db, officer), correspondents(db, officer))
    text = "\n".join(";".join(str(cell) for cell in line) for line in [HEADERS, *lines])
    db.conn.execute("DELETE FROM media_correspondent_outlets")
    db.conn.execute("DELETE FROM media_correspondents")
    db.conn.execute("DELETE FROM media_outlets")
    import_press_list(db, officer, "presse.csv", text.encode(), new_operation())
    found = {one.name: (one.kind, one.territories) for one in outlets(db, officer)}
    assert found == {"Le Courrier inventé": ("daily", ()), "L’Écho inventé": ("weekly", (SAUMUR,)),
                     "Radio seule": ("radio", ())}  # fmt: skip
    assert names(correspondents(db, officer)) == ["Paul Plume"]


def test_a_file_without_the_columns_of_a_press_list_is_refused(db, officer):
    with pytest.raises(UnreadableFile, match="Média"):
        import_press_list(db, officer, "autre.csv", b"Prix;Quantite\n3;4\n", new_operation())


def test_archiving_somebody_is_undone(db, officer, person):
    number = person()
    archive_correspondent(db, officer, number, new_operation())
    assert correspondents(db, officer) == []
    assert names(correspondents(db, officer, archived=True)) == ["Paul Plume"]
