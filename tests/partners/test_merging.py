"""Two sheets of one shop become one, and two again: everything that referred to the copy follows, nothing is lost."""

import re

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from campaign.accounts.model import SYSTEM
from campaign.base.database import insert, row, rows, sqlite3, transaction, value
from campaign.base.errors import Conflict, InvalidInput, NotFound, OperationReused, Refused
from campaign.base.operations import new_operation
from campaign.consultation.of_place import place_votes
from campaign.debrief.of_place import place_debriefs
from campaign.deliveries.of_place import place_goods
from campaign.meetings.of_place import place_meetings
from campaign.messages.of_place import place_messages
from campaign.participation import actions as participation
from campaign.participation.of_place import place_answers
from campaign.partners import actions, contacts, views
from campaign.partners.merge_fields import CHOICES
from campaign.partners.merge_references import references
from campaign.partners.merging import merge, merge_preview, recent_merges, unmerge
from campaign.partners.store import place_by_id
from campaign.proofs.of_place import place_proofs
from campaign.stock import ledger
from campaign.stock.model import Move, Reason, at_depot, at_partner

SAID_AGAIN = ("journal", "journal_personal", "operations", "merges", "sqlite_sequence")

# Movements of a slip that are not where the slip is: one that was posted by hand, in the demonstration.
ELSEWHERE = (
    "SELECT count(*) FROM stock_movements JOIN slips ON slips.number = reference "
    "WHERE 'partner:' || edition_id || ':' || place_id NOT IN (source, destination)"
)


def joined(db, kept_id, copy_id, choices=None, operation=None) -> int:
    versions = (place_by_id(db, kept_id).version, place_by_id(db, copy_id).version)
    return merge(db, SYSTEM, kept_id, copy_id, *versions, choices or {}, operation or new_operation())


def content(db) -> dict[str, list]:
    """Everything but what a merge is meant to write twice: history, operations, versions, the time of the change."""
    tables = [one["name"] for one in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {
        table: sorted(
            repr({name: one[name] for name in one if name not in ("version", "updated_at")})
            for one in rows(db, f"SELECT * FROM {table}")
        )
        for table in tables
        if table not in SAID_AGAIN
    }


def rows_of(db, place_id) -> dict[str, int]:
    """How many rows refer to a place, by column."""
    found = {}
    for one in references(db).columns:
        if many := value(db, f"SELECT count(*) FROM {one.table} WHERE {one.column} = ?", [place_id]):
            found[str(one)] = many
    return found


def whole(db) -> None:
    assert rows(db, "PRAGMA foreign_key_check") == []
    assert rows(db, "SELECT * FROM stock_balances WHERE location LIKE 'partner:%' AND quantity < 0") == []


def busiest(db, many=2) -> list[int]:
    """The shops of the demonstration to which most refers."""
    shops = [one["id"] for one in rows(db, "SELECT id FROM places WHERE kind = 'shop' AND archived_at IS NULL")]
    return sorted(shops, key=lambda one: (-len(rows_of(db, one)), -sum(rows_of(db, one).values()), one))[:many]


def test_everything_of_a_full_copy_is_found_on_the_kept_sheet(demonstration):
    db = demonstration
    copy_id = busiest(db, 1)[0]
    kept_id = actions.add_place(db, SYSTEM, {"name": "La même", "commune": "Angers"}, new_operation())
    add_what_the_demonstration_lacks(db, copy_id)
    before, was = rows_of(db, copy_id), content(db)
    goods = rows(db, "SELECT * FROM stock_movements WHERE source LIKE :at OR destination LIKE :at",
                 {"at": f"partner:%:{copy_id}"})  # fmt: skip
    assert {
        "answers.place_id", "invitations.place_id", "slips.place_id", "debriefs.place_id", "contact_places.place_id",
        "edition_snapshots.place_id", "place_pictures.place_id", "sheet_suggestions.place_id",
        "consultation_replies.place_id", "debrief_photos.place_id",
    } <= before.keys()  # fmt: skip
    assert goods

    preview = merge_preview(db, SYSTEM, kept_id, copy_id)
    assert content(db) == was
    assert "réponses" in preview.follows
    assert preview.follows.endswith("passent à la fiche gardée.")
    assert preview.stays == ()

    life = life_of(db, copy_id)
    merge_id = joined(db, kept_id, copy_id, dict.fromkeys(CHOICES, "copy"))
    now = life_of(db, kept_id)
    for name, said in life.items():
        as_kept = re.sub(rf"(place_id=|shop:){copy_id}\b", rf"\g<1>{kept_id}", said)
        assert (name, now[name]) == (name, as_kept)
    assert rows_of(db, kept_id) == {**before, "places.merged_into": 1}
    assert rows_of(db, copy_id) == {}
    assert rows(db, "SELECT 1 FROM stock_movements WHERE source LIKE :at OR destination LIKE :at",
                {"at": f"partner:%:{copy_id}"}) == []  # fmt: skip
    assert place_by_id(db, kept_id).name == place_by_id(db, copy_id).name
    assert place_by_id(db, copy_id).merged_into == kept_id
    assert value(db, "SELECT only_places FROM kit_models WHERE name = 'À part'") == f"[{kept_id}]"
    assert value(db, "SELECT audience FROM proofs WHERE number = 9999") == f"shop:{kept_id}"
    assert (
        value(db, "SELECT parameters FROM outbox WHERE kind = 'owed' ORDER BY id DESC") == f'{{"place_id": {kept_id}}}'
    )
    assert rows(db, "SELECT first_id, second_id FROM apart_pairs") == [{"first_id": 1, "second_id": kept_id}]
    assert "Réunie avec une autre fiche" in views.history(db, SYSTEM, kept_id)[0].text
    whole(db)

    assert unmerge(db, SYSTEM, merge_id, new_operation()) == ()
    assert content(db) == was
    whole(db)


def life_of(db, place_id) -> dict[str, str]:
    """What the screen of a shop reads of it in each room."""
    goods = place_goods(db, SYSTEM, place_id)
    return {
        "answers": repr(place_answers(db, SYSTEM, place_id)),
        "slips": repr([one.number for one in goods.slips]),
        "goods": repr((goods.out, goods.gaps)),
        "debriefs": repr(place_debriefs(db, SYSTEM, place_id)),
        "messages": repr(place_messages(db, SYSTEM, place_id)),
        "meetings": repr(place_meetings(db, SYSTEM, place_id)),
        "proofs": repr(place_proofs(db, SYSTEM, place_id)),
        "votes": repr(place_votes(db, SYSTEM, place_id)),
        "contacts": repr([(one.id, one.name) for one in views.contacts_of(db, SYSTEM, place_id)]),
        "links": repr(rows(db, "SELECT links.id FROM links JOIN contact_places USING (contact_id) WHERE place_id = ? "
                           "ORDER BY 1", [place_id])),
    }  # fmt: skip


def add_what_the_demonstration_lacks(db, place_id) -> None:
    """A row of each kind that no shop of the demonstration has yet."""
    edition_id = value(db, "SELECT edition_id FROM answers WHERE place_id = ? ORDER BY edition_id", [place_id])
    day = "2026-01-01"
    proof = {"number": 9999, "kind": "affiche-a3", "audience": f"shop:{place_id}", "preset": "screen", "file": "f",
             "pages": 1, "frozen": "[]", "made_by": "agent:1", "made_at": day, "state": "proposed"}  # fmt: skip
    photo = {"file": "f", "width": 1, "height": 1, "credit": "Jo", "consent": "agreed", "actor": "agent:1",
             "added_at": day}  # fmt: skip
    message = {"kind": "owed", "parameters": f'{{"place_id": {place_id}}}', "service": 1, "actor": "agent:1",
               "created_at": day, "not_before": day}  # fmt: skip
    of, there = {"place_id": place_id}, {"place_id": place_id, "edition_id": edition_id}
    with transaction(db):
        insert(db, "place_pictures",
               of | {"kind": "logo", "file": "f", "width": 1, "height": 1, "at": day, "actor": "agent:1"})  # fmt: skip
        insert(db, "sheet_suggestions",
               of | {"source": "resident", "field": "phone", "current": "", "proposed": "1", "at": day})  # fmt: skip
        insert(db, "kit_models",
               {"name": "À part", "kind": "shop", "only_places": f"[{place_id}]", "created_at": day})  # fmt: skip
        insert(db, "proofs", proof | {"edition_id": edition_id})
        insert(db, "outbox", message)
        insert(db, "debrief_photos", there | photo)
        insert(db, "apart_pairs", {"first_id": 1, "second_id": place_id, "at": day, "actor": "agent:1"})
        if not value(db, "SELECT 1 FROM consultation_voters WHERE place_id = ?", [place_id]):
            edition_id = value(db, "SELECT id FROM consultations")
            insert(db, "consultation_voters", of | {"edition_id": edition_id})
        if not value(db, "SELECT 1 FROM consultation_replies WHERE place_id = ?", [place_id]):
            edition_id = value(db, "SELECT edition_id FROM consultation_voters WHERE place_id = ?", [place_id])
            insert(db, "consultation_replies", of | {"edition_id": edition_id, "at": day, "actor": "agent:1"})


def test_two_full_sheets_keep_what_each_had_and_part_again(demonstration):
    db = demonstration
    kept_id, copy_id = sorted(busiest(db))
    was = content(db)
    elsewhere = value(db, ELSEWHERE)
    preview = merge_preview(db, SYSTEM, kept_id, copy_id)
    assert any("avec la copie archivée" in one for one in preview.stays)
    merge_id = joined(db, kept_id, copy_id, dict.fromkeys(CHOICES, "copy"))
    whole(db)
    (said,) = recent_merges(db, SYSTEM, kept_id)
    assert (said.id, said.undoable, said.stays) == (merge_id, True, preview.stays)
    # Goods stay with the slips they are on: what is still out is taken back where it was left.
    assert value(db, ELSEWHERE) == elsewhere
    assert unmerge(db, SYSTEM, merge_id, new_operation()) == ()
    assert content(db) == was


@hypothesis_settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_merging_any_two_shops_and_parting_them_changes_nothing(demonstration, data):
    db = demonstration
    shops = [one["id"] for one in rows(db, "SELECT id FROM places WHERE kind = 'shop' AND archived_at IS NULL")]
    pair = data.draw(st.lists(st.sampled_from(shops), min_size=2, max_size=2, unique=True))
    choices = data.draw(st.dictionaries(st.sampled_from(list(CHOICES)), st.sampled_from(["kept", "copy"])))
    was = content(db)
    merge_id = joined(db, *pair, choices)
    whole(db)
    assert unmerge(db, SYSTEM, merge_id, new_operation()) == ()
    assert content(db) == was


def test_the_chosen_values_are_written_with_who_confirmed_them(db, officer, shop):
    kept_id = shop("Le Fil", phone="02 41 00 00 01", website="https://ancien.exemple")
    copy_id = shop("Le Fil retrouvé", phone="06 12 34 56 78", may_publish_phone=True, email="fil@exemple.fr")
    merge_id = joined(db, kept_id, copy_id, {"name": "kept", "phone": "copy", "email": "copy"})
    kept = place_by_id(db, kept_id)
    assert (kept.name, kept.phone, kept.may_publish_phone, kept.email, kept.website) == (
        "Le Fil", "+33612345678", True, "fil@exemple.fr", "https://ancien.exemple",
    )  # fmt: skip
    confirmed = "SELECT at FROM field_confirmations WHERE place_id = ? AND field = 'email'"
    assert value(db, confirmed, [kept_id]) == value(db, confirmed, [copy_id]) is not None
    unmerge(db, officer, merge_id, new_operation())
    kept = place_by_id(db, kept_id)
    assert (kept.phone, kept.may_publish_phone, kept.email) == ("+33241000001", False, "")
    assert place_by_id(db, copy_id).archived_at is None


def test_a_value_changed_since_the_merge_stays_and_is_named(db, officer, shop):
    kept_id, copy_id = shop("Le Fil"), shop("Le Fil retrouvé", phone="02 41 00 00 08")
    merge_id = joined(db, kept_id, copy_id, {"name": "copy", "phone": "copy"})
    now = place_by_id(db, kept_id)
    actions.change_place(db, officer, kept_id, now.version, {"phone": "02 41 00 00 09"}, new_operation())
    (said,) = unmerge(db, officer, merge_id, new_operation())
    assert said.startswith("Changé depuis la fusion, laissé tel quel : ")
    assert "téléphone" in said.lower()
    kept = place_by_id(db, kept_id)
    assert (kept.name, kept.phone) == ("Le Fil", "+33241000009")


def test_nobody_is_asked_twice_to_a_coming_edition(db, officer, linked, shop, contact, answered):
    edition_id, kept_id, actor, _ = linked
    copy_id = shop("La Malle de Félicie")
    contacts.change_contact(db, officer, actor.id, 1, {"place_ids": [kept_id, copy_id]}, new_operation())
    other = contact([copy_id], name="Jo Petit", email="jo@exemple.fr")
    answered(edition_id, copy_id)
    merge_id = joined(db, kept_id, copy_id)
    assert rows(db, "SELECT place_id FROM invitations") == [{"place_id": kept_id}]
    assert rows(db, "SELECT place_id FROM answers") == [{"place_id": kept_id}]
    assert {one.id for one in views.contacts_of(db, officer, kept_id)} == {actor.id, other.id}
    assert contacts.contact_by_id(db, actor.id).place_ids == (kept_id,)
    unmerge(db, officer, merge_id, new_operation())
    assert rows(db, "SELECT place_id FROM invitations ORDER BY 1") == [{"place_id": kept_id}, {"place_id": copy_id}]
    assert rows(db, "SELECT place_id FROM answers") == [{"place_id": copy_id}]


def test_an_answer_given_since_the_merge_stays_with_who_gave_it(db, officer, shop, edition, answered):
    edition_id, kept_id, copy_id = edition(), shop("Le Fil"), shop("Fil")
    participation.invite(db, officer, edition_id, [copy_id], new_operation())
    merge_id = joined(db, kept_id, copy_id)
    answered(edition_id, kept_id)
    unmerge(db, officer, merge_id, new_operation())
    assert rows(db, "SELECT place_id FROM answers") == [{"place_id": kept_id}]
    assert rows(db, "SELECT place_id FROM invitations ORDER BY 1") == [{"place_id": kept_id}, {"place_id": copy_id}]
    whole(db)


def test_what_cannot_be_merged_is_refused_in_french(db, officer, shop):
    one, other = shop("Le Fil"), shop("Fil")
    relay = actions.add_place(db, officer, {"name": "CCAS", "kind": "relay", "commune": "Angers"}, new_operation())
    with pytest.raises(Refused, match="elle-même"):
        joined(db, one, one)
    with pytest.raises(Refused, match="même type"):
        joined(db, one, relay)
    with pytest.raises(NotFound):
        merge(db, officer, one, 999, 1, 1, {}, new_operation())
    for wrong in ({"name": "les deux"}, {"slug": "copy"}):
        with pytest.raises(InvalidInput):
            joined(db, one, other, wrong)
    third = shop("Le Fil !")
    joined(db, one, third)
    with pytest.raises(Refused, match="annulez la fusion"):
        actions.restore_place(db, officer, third, new_operation())
    actions.archive_place(db, officer, other, new_operation())
    with pytest.raises(Refused, match="archivée"):
        joined(db, one, other)
    with pytest.raises(Refused, match="archivée"):
        merge_preview(db, officer, one, other)


def test_two_agents_at_once_merge_only_once(db, officer, shop):
    kept_id, copy_id = shop("Le Fil"), shop("Fil")
    versions = place_by_id(db, kept_id).version, place_by_id(db, copy_id).version
    operation = new_operation()
    first = merge(db, officer, kept_id, copy_id, *versions, {}, operation)
    assert merge(db, officer, kept_id, copy_id, *versions, {}, operation) == first
    with pytest.raises(Conflict, match="Alex Officer"):
        merge(db, officer, kept_id, copy_id, *versions, {}, new_operation())
    with pytest.raises(OperationReused):
        merge(db, officer, copy_id, kept_id, *versions, {}, operation)
    assert len(recent_merges(db, officer)) == 1
    undo = new_operation()
    assert unmerge(db, officer, first, undo) == unmerge(db, officer, first, undo) == ()
    with pytest.raises(Refused, match="déjà été annulée"):
        unmerge(db, officer, first, new_operation())


def test_merges_on_top_of_one_another_are_undone_from_the_last(db, officer, shop):
    oldest, middle, last = shop("Le Fil"), shop("Fil"), shop("Le Fil !")
    inner = joined(db, middle, last)
    outer = joined(db, oldest, middle)
    assert row(db, "SELECT merged_into FROM places WHERE id = ?", [last]) == {"merged_into": oldest}
    assert [one.undoable for one in recent_merges(db, officer)] == [True, False]
    with pytest.raises(Refused, match="la plus récente"):
        unmerge(db, officer, inner, new_operation())
    unmerge(db, officer, outer, new_operation())
    unmerge(db, officer, inner, new_operation())
    assert rows(db, "SELECT 1 FROM places WHERE archived_at IS NOT NULL OR merged_into IS NOT NULL") == []


def test_personal_values_lie_where_the_purge_empties_them(db, officer, shop):
    kept_id, copy_id = shop("Le Fil", phone="02 41 00 00 01"), shop("Fil", phone="06 12 34 56 78")
    merge_id = joined(db, kept_id, copy_id, {"phone": "copy", "name": "copy"})
    said = row(db, "SELECT before, moved FROM merges WHERE id = ?", [merge_id])
    assert "+33" not in said["before"] + said["moved"]
    with transaction(db):
        db.conn.execute("DELETE FROM journal_personal")
    (left,) = unmerge(db, officer, merge_id, new_operation())
    assert "téléphone" in left
    assert (place_by_id(db, kept_id).name, place_by_id(db, kept_id).phone) == ("Le Fil", "+33612345678")


def test_goods_taken_back_since_the_merge_stay_with_the_sheet_that_gave_them(
    db, officer, shop, edition, stocked, depot
):
    edition_id, kept_id, copy_id = edition(), shop("Le Fil"), shop("Fil")
    item_id, shelf = stocked(10), at_depot(depot)
    mine, theirs = at_partner(edition_id, kept_id), at_partner(edition_id, copy_id)
    with transaction(db):
        ledger.post(db, officer, [Move(item_id, shelf, theirs, 5, Reason.DELIVERY)], new_operation())
    for sql in (f"source = '{mine}' WHERE destination = '{theirs}'", "destination = 'lost'", f"destination = '{mine}'"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"), transaction(db):
            db.conn.execute(f"UPDATE stock_movements SET {sql}")
    merge_id = joined(db, kept_id, copy_id)
    assert ledger.held_at(db, mine, item_id) == 5
    with pytest.raises(sqlite3.IntegrityError, match="never changed"), transaction(db):
        db.conn.execute(
            "UPDATE stock_movements SET quantity = 4, destination = ? WHERE destination = ?", [theirs, mine]
        )
    with transaction(db):
        ledger.post(db, officer, [Move(item_id, mine, shelf, 3, Reason.RETURN)], new_operation())
    (left,) = unmerge(db, officer, merge_id, new_operation())
    assert left.startswith("1\u00a0mouvement de matériel reste à la fiche gardée")
    assert (ledger.held_at(db, mine, item_id), ledger.held_at(db, theirs, item_id)) == (2, 0)
    whole(db)
