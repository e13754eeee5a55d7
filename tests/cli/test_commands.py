"""What each command does to the database, as its JSON tells it."""

import csv
import io
import json
from datetime import timedelta

import pytest

from campaign.accounts.model import SYSTEM
from campaign.base import clock, jobs
from campaign.base.database import transaction, value
from campaign.schema import open_database

KEYS = {
    "id", "external_id", "name", "organisation", "network", "address", "postcode", "commune", "insee_code",
    "epci_siren", "latitude", "longitude", "location_source", "location_quality", "opening_hours",
    "opening_hours_text", "categories", "website", "siret", "may_advertise", "duplicate_of", "warnings",
}  # fmt: skip
LIST = """id;Nom;Adresse;Code postal;Ville;Latitude;Longitude;Horaires;Rayons
r1;La Malle;3 rue Neuve;49000;Angers;47,4736;0,5541;mer. et sam. 10 h – 18 h;meubles, jouets
r2;Le Grenier;5 rue Haute;49300;Cholet;47,06;-0,88;;livres
r3;Chez personne;;;;;;;
r4;Loin d’ici;1 rue Longue;53000;Laval;;;;
"""


@pytest.fixture
def shops_file(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return path


def test_the_demonstration_says_what_it_made_and_refuses_to_start_again(shell):
    first = shell("demo", "--json")
    assert (first.returncode, first.stderr) == (0, "")
    assert json.loads(first.stdout) == {"editions": 3, "shops": 20}
    again = shell("demo", "--json")
    assert (again.returncode, again.stdout) == (1, "")
    assert "contient déjà des données" in again.stderr


def test_a_list_is_tried_then_imported_and_the_second_time_changes_nothing(answer, shops_file, tmp_path):
    trial = answer("shops", "import", shops_file, "--dry-run", "--report", tmp_path / "essai.csv")
    assert answer("verify")["shops"] == 0
    done = answer("shops", "import", shops_file)
    assert done == trial
    assert done["read"] == 4
    assert done["read"] == sum(done[name] for name in ("added", "updated", "unchanged", "rejected", "duplicates"))
    again = answer("shops", "import", shops_file)
    assert (again["added"], again["updated"]) == (0, 0)
    report = (tmp_path / "essai.csv").read_text("utf-8-sig")
    assert [row["Ligne"] for row in csv.DictReader(io.StringIO(report), delimiter=";")] == ["2", "3", "4", "5"]


def test_rows_of_another_departement_are_refused_only_when_asked(answer, shops_file):
    free = answer("shops", "import", shops_file, "--dry-run")
    asked = answer("shops", "import", shops_file, "--dry-run", "--departement", 49)
    assert asked["rejected"] == free["rejected"] + 1


def test_an_unknown_departement_or_report_is_refused(run, shops_file, tmp_path):
    assert run("shops", "import", shops_file, "--departement", "ZZ").exit_code == 1
    assert ".csv" in run("shops", "import", shops_file, "--report", tmp_path / "r.pdf").stderr


def test_an_unreadable_list_is_refused_and_nothing_is_written(run, answer, tmp_path):
    (tmp_path / "photo.xlsx").write_bytes(b"\x89PNG\r\n")
    result = run("shops", "import", tmp_path / "photo.xlsx", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert answer("verify")["shops"] == 0


def test_exported_shops_have_the_fields_of_the_contract_and_their_point_mended(answer, shops_file, tmp_path):
    answer("shops", "import", shops_file, "--departement", 49)
    assert answer("shops", "export", tmp_path / "x.json") == {"written": 2}
    listed = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert set(listed[0]) >= KEYS
    first = next(shop for shop in listed if shop["external_id"] == "r1")
    assert (first["latitude"], first["longitude"]) == (47.4736, -0.5541)
    assert first["warnings"]
    assert (first["location_source"], first["location_quality"]) == ("file", "exact")
    assert (first["opening_hours"], first["categories"]) == ("We,Sa 10:00-18:00", ["meubles", "jouets"])


def test_shops_are_exported_to_each_kind_of_file(run, answer, shops_file, tmp_path):
    answer("shops", "import", shops_file, "--departement", 49)
    for ending in ("csv", "xlsx", "geojson", "json"):
        assert answer("shops", "export", tmp_path / f"x.{ending}")["written"] == 2
    collection = json.loads((tmp_path / "x.geojson").read_text("utf-8"))
    assert [one["geometry"]["coordinates"] for one in collection["features"]] == [[-0.5541, 47.4736], [-0.88, 47.06]]
    table = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [row["name"] for row in table] == ["La Malle", "Le Grenier"]
    assert run("shops", "export", tmp_path / "x.pdf").exit_code == 1
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_exported_table_imported_again_changes_nothing(answer, shops_file, tmp_path, ending):
    answer("shops", "import", shops_file, "--departement", 49)
    answer("shops", "export", tmp_path / f"x.{ending}")
    again = answer("shops", "import", tmp_path / f"x.{ending}")
    assert (again["read"], again["unchanged"]) == (2, 2)


def test_places_without_a_point_get_their_commune_s(run, answer, tmp_path):
    (tmp_path / "l.csv").write_text("Nom;Ville;Code postal\nLa Malle;Angers;49000\n", "utf-8")
    answer("shops", "import", tmp_path / "l.csv")
    db = open_database()
    with transaction(db):
        db.conn.execute(
            "UPDATE places SET latitude = NULL, longitude = NULL, location_source = NULL, location_quality = 'none'"
        )
    db.close()
    assert answer("geocode", "--provider", "commune") == {"exact": 0, "street": 0, "commune": 1, "none": 0}
    assert answer("geocode", "--provider", "commune") == {"exact": 0, "street": 0, "commune": 0, "none": 0}
    assert "CAMPAIGN_GEOCODER_URL" in run("geocode", "--provider", "ban").stderr


def test_editions_are_added_copied_and_opened(run, answer):
    first = clock.today() + timedelta(days=90)
    [made] = answer("editions", "add", "--name", "Printemps", "--day", first, "--day", first + timedelta(days=3))
    assert made["days"] == [first.isoformat(), (first + timedelta(days=3)).isoformat()]
    assert made["answer_deadline"] == (first - timedelta(days=21)).isoformat()
    assert made["state"] == "preparing"
    [opened] = answer("editions", "open", made["id"])
    assert opened["state"] == "open"
    [copied] = answer("editions", "copy", made["id"], "--day", first + timedelta(days=180))
    assert (copied["name"], copied["copied_from"]) == ("Printemps", made["id"])
    assert [one["id"] for one in answer("editions", "list")] == [made["id"], copied["id"]]
    assert run("editions", "open", 99).exit_code == 1


def test_editions_are_listed_oldest_first(answer):
    later, sooner = clock.today() + timedelta(days=200), clock.today() + timedelta(days=50)
    for name, day in (("Tard", later), ("Tôt", sooner)):
        answer("editions", "add", "--name", name, "--day", day)
    assert [one["name"] for one in answer("editions", "list")] == ["Tôt", "Tard"]


def test_an_edition_added_late_may_be_answered_until_the_eve(answer):
    soon = clock.today() + timedelta(days=10)
    [made] = answer("editions", "add", "--name", "Vite", "--day", soon)
    assert made["answer_deadline"] == (soon - timedelta(days=1)).isoformat()


def test_an_edition_with_five_days_is_refused(run):
    days = [word for number in range(5) for word in ("--day", clock.today() + timedelta(days=60 + number))]
    result = run("editions", "add", "--name", "Trop", *days)
    assert (result.exit_code, "4 jours au plus" in result.stderr) == (1, True)


def test_links_are_the_same_until_revoked(run, answer):
    answer("seed", "--shops", 12)
    [edition] = answer("editions", "list")
    links = answer("links", "create", edition["id"])
    assert sum(len(one["shops"]) for one in links) == 12
    assert len({one["url"] for one in links}) == len(links)
    assert all("/p/" in one["url"] for one in links)
    assert answer("links", "create", edition["id"]) == links
    first = links[0]
    assert answer("links", "create", edition["id"], "--contact", first["contact"]) == [first]
    assert [one["contact"] for one in answer("links", "revoke", edition["id"], "--contact", first["contact"])] == [
        first["contact"]
    ]
    [renewed] = answer("links", "create", edition["id"], "--contact", first["contact"])
    assert renewed["url"] != first["url"]
    assert len(answer("links", "revoke", edition["id"], "--all")) == len(links)
    assert run("links", "create", edition["id"], "--contact", 999).exit_code == 1
    assert run("links", "create", 99).exit_code == 1


def test_accounts_are_added_listed_and_closed(run, answer):
    [made] = answer("users", "add", "camille@exemple.fr", "--role", "officer", "--name", "Camille Roussel")
    assert (made["role"], made["name"]) == ("officer", "Camille Roussel")
    assert len(made["password"]) >= 12
    answer("users", "add", "alix@exemple.fr", "--role", "reader")
    listed = answer("users", "list")
    assert {one["email"] for one in listed} == {"camille@exemple.fr", "alix@exemple.fr"}
    assert all("password" not in one for one in listed)
    [closed] = answer("users", "disable", "ALIX@exemple.fr")
    assert closed["disabled_at"]
    assert "dernier compte" in run("users", "disable", "camille@exemple.fr").stderr
    assert run("users", "add", "camille@exemple.fr", "--role", "reader").exit_code == 1
    assert run("users", "disable", "inconnue@exemple.fr").exit_code == 1


def test_waiting_work_is_done_once(answer):
    db = open_database()
    jobs.enqueue(db, "send_link", {"contact_id": 1, "edition_id": 1}, SYSTEM.journal_name)
    db.close()
    assert answer("work", "--once") == {"jobs": 2}  # handed to the outbox, then set aside: there is no such contact
    assert answer("work", "--once") == {"jobs": 0}


def test_a_database_up_to_date_has_nothing_to_migrate(answer):
    applied = answer("migrate")["applied"]
    assert "base.m001_journal_operations_jobs" in applied
    assert answer("migrate") == {"applied": [], "state": "ok"}


def test_verifying_tells_what_the_database_holds(answer, database):
    answer("seed", "--shops", 4)
    state = answer("verify")
    assert (state["state"], state["database"]) == ("ok", str(database))
    assert (state["shops"], state["editions"], state["answers"], state["departement"]) == (4, 1, 4, "49")


def test_a_purge_counts_and_deletes_only_when_applied(answer):
    answer("verify")
    db = open_database()
    old, young = clock.stamp(clock.now() - timedelta(days=368)), clock.stamp(clock.now() - timedelta(days=364))
    with transaction(db):
        for at in (old, young):
            db.conn.execute("INSERT INTO operations VALUES (?, 'x', '', ?, '{}')", [f"op-{at}", at])
            db.conn.execute("INSERT INTO attempts VALUES ('k', ?)", [at])
            line = db.conn.execute(
                "INSERT INTO journal (at, actor, verb, subject) VALUES (?, 'system', 'x', 'place')", [at]
            ).lastrowid
            db.conn.execute("INSERT INTO journal_personal VALUES (?, 'phone', 'a', 'b')", [line])
    db.close()
    due = {"attempts": 2, "sessions": 0, "operations": 1, "journal_personal": 1, "journal": 1, "link_visits": 0}
    due |= {"contacts": 0, "media_coverage_removed": 0}
    due |= {"outbox": 0, "calls": 0, "letters": 0, "addresses": 0}
    due |= {"media_correspondents": 0, "press_authors": 0, "press_quotes": 0}
    due |= {"debrief_people": 0, "debrief_photos": 0, "debrief_photos_removed": 0}
    due |= {"evidence_people": 0, "evidence_files": 0, "evidence_files_removed": 0}
    due |= {"place_pictures": 0, "place_pictures_removed": 0, "resident_reports": 0}
    due |= {"meeting_guests": 0, "meeting_names": 0}
    due |= {"role_readings": 0, "role_team": 0, "plan_people": 0}
    due |= {"loan_words": 0, "consultation_words": 0, "road_people": 0, "road_pictures": 0, "round_drivers": 0}
    assert answer("purge") == due
    assert answer("purge") == due
    assert answer("purge", "--apply") == due
    assert set(answer("purge").values()) == {0}
    db = open_database()
    assert value(db, "SELECT count(*) FROM journal_personal") == 1
    assert value(db, "SELECT count(*) FROM journal WHERE subject = 'place'") == 1
    assert value(db, "SELECT count(*) FROM journal WHERE verb = 'purge'") == 1
    db.close()
