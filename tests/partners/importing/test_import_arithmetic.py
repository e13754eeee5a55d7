"""Whatever the file, its lines are counted once each, and importing it twice changes nothing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.base.database import rows
from campaign.base.operations import new_operation
from campaign.partners import actions
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.plan import prepare_import
from campaign.partners.importing.verdicts import Verdict
from tests.partners.importing.conftest import as_csv

NAMES = [
    "Le Fil",
    "le fil !",
    "Emmaüs",
    "EMMAUS ANGERS",
    "Asso Emmaus",
    "La Malle à Félicie",
    "",
    "12",
    "=1+1",
    "🎉",
    "É",
]
cells = {
    "id": st.sampled_from(["", "", "a", "b", "c", "49"]),
    "Nom": st.one_of(st.sampled_from(NAMES), st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)),
    "Structure": st.sampled_from(["", "Association", "Les Copains", "les copains", "Emmaüs"]),
    "Réseau": st.sampled_from(["", "Emmaüs", "emmaus", "Réseau"]),
    "Adresse": st.sampled_from(["", "3 rue des Lices", "3, r. des Lices", "3 rue des Lices 49100 Angers", "ZA Nord"]),
    "CP": st.sampled_from(["", "49100", "49000", "4910", "49045", "44000", "99999", "2A004"]),
    "Ville": st.sampled_from(["", "Angers", "ANGERS CEDEX", "Cholet", "Segré", "Nantes", "Zzyzx", "St Georges"]),
    "lat": st.sampled_from(["", "47.4736", "-0.5541", "0", "48,85", "abc"]),
    "lon": st.sampled_from(["", "-0.5541", "0.5541", "47.4736", "0", "2,35"]),
    "Téléphone": st.sampled_from(["", "0241000005", "0612", "02 41 00 00 06"]),
    "SIRET": st.sampled_from(["", "73282932000074", "4,98E+13", "123"]),
    "Horaires": st.sampled_from(["", "Mo-Fr 10:00-18:00", "25:00", "sur rendez-vous"]),
    "Mail": st.sampled_from(["", "a@exemple.fr", "a@"]),
}
lists = st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=12)
# Two lists that give one id to two shops are another matter (test_apply): here lines are known by what they say.
without_ids = st.lists(st.fixed_dictionaries({**cells, "id": st.just("")}), min_size=1, max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(content=lists, departement=st.sampled_from([None, "49"]))
def test_every_line_counts_once_and_the_same_file_twice_changes_nothing(db, officer, content, departement):
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        data = as_csv(content)
        plan = prepare_import(db, officer, "liste.csv", data, departement=departement)
        result = apply_import(db, officer, plan, None, new_operation())
        filled = sum(any(cell.strip() for cell in row.values()) for row in content)
        told = plan.counts
        assert told.read == len(plan.lines) <= filled
        assert result.counts == told
        assert told.added + told.duplicates == rows(db, "SELECT count(*) AS n FROM places")[0]["n"]
        assert told.to_review <= told.added + told.updated
        assert all(line.verdict in (Verdict.NEW, Verdict.UPDATED) for line in plan.lines if line.to_review)
        copies = rows(db, "SELECT id FROM places WHERE duplicate_of IS NOT NULL")
        assert len(copies) == told.duplicates
        before = rows(db, "SELECT * FROM shop_card"), rows(db, "SELECT * FROM imports")
        again = prepare_import(db, officer, "liste.csv", data, departement=departement)
        assert (again.counts.unchanged, again.counts.rejected) == (told.read - told.rejected, told.rejected)
        assert apply_import(db, officer, again, None, new_operation()).counts == again.counts
        assert (rows(db, "SELECT * FROM shop_card"), rows(db, "SELECT * FROM imports")) == before
    finally:
        db.conn.execute("ROLLBACK")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=without_ids, second=without_ids)
def test_a_second_file_settles_too(db, officer, first, second):
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        for content in (first, second):
            apply_import(db, officer, prepare_import(db, officer, "a.csv", as_csv(content)), None, new_operation())
        again = prepare_import(db, officer, "a.csv", as_csv(second))
        assert again.counts.read == again.counts.unchanged + again.counts.rejected, [
            (line.number, line.verdict, line.why) for line in again.lines
        ]
    finally:
        db.conn.execute("ROLLBACK")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=without_ids, second=without_ids, phone=st.sampled_from(["0241000005", "0241000099"]), town=st.booleans())
def test_after_an_agents_corrections_a_second_file_settles_too_and_they_stay(db, officer, first, second, phone, town):
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        apply_import(db, officer, prepare_import(db, officer, "a.csv", as_csv(first)), None, new_operation())
        edited = {"phone": phone, "may_advertise": False, **({"commune": "Saumur", "postcode": ""} if town else {})}
        for one in rows(db, "SELECT id, version FROM places"):
            actions.change_place(db, officer, one["id"], one["version"], edited, new_operation())
        mine = rows(db, "SELECT id, phone, may_advertise, commune, latitude FROM places")
        plan = prepare_import(db, officer, "a.csv", as_csv(second))
        result = apply_import(db, officer, plan, None, new_operation())
        assert result.counts == plan.counts
        now = {one["id"]: one for one in rows(db, "SELECT id, phone, may_advertise, commune, latitude FROM places")}
        assert [now[one["id"]]["phone"] for one in mine] == [one["phone"] for one in mine]
        if town:
            assert [now[one["id"]]["commune"] for one in mine] == [one["commune"] for one in mine]
        again = prepare_import(db, officer, "a.csv", as_csv(second))
        assert again.counts.read == again.counts.unchanged + again.counts.rejected, [
            (line.number, line.verdict, line.why) for line in again.lines
        ]
    finally:
        db.conn.execute("ROLLBACK")
