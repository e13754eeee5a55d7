"""Somebody who stands in every table where a contact may stand, under one name, one address, one number."""

import json
from dataclasses import dataclass

import pytest

from campaign.base import clock, journal
from campaign.base.operations import new_operation
from campaign.mail import addresses, outbox
from campaign.partners.contacts import change_contact

NAME, EMAIL, PHONE = "Zoé Quentin", "zoe.quentin@exemple.fr", "+33612345678"
FORMER = "z.quentin@ancienne.exemple"


@dataclass
class Everywhere:
    """The contact, their place and edition."""

    contact_id: int
    place_id: int
    edition_id: int


def put(db, table: str, **values) -> int:
    """A row with these values; columns that must hold something hold something neutral."""
    row = dict(values)
    for column in db[table].columns:
        needed = column.notnull and column.default_value is None and not column.is_pk
        if column.name not in row and (needed or (column.is_pk and column.type == "TEXT")):
            row[column.name] = 1 if column.type in ("INTEGER", "REAL") else "x"
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    return db.conn.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values())).lastrowid


@pytest.fixture
def everywhere(db, officer, shop, contact, edition, answered):
    edition_id, place_id = edition(), shop()
    actor = contact([place_id], name=NAME, email=FORMER, phone=PHONE, job="responsable")
    change_contact(db, officer, actor.id, 1, {"email": EMAIL}, new_operation())
    answered(edition_id, place_id)
    at, key = clock.stamp(), addresses.key_of(EMAIL)
    me, here = {"edition_id": edition_id, "contact_id": actor.id}, {"edition_id": edition_id, "place_id": place_id}
    db.conn.commit()
    db.conn.execute("PRAGMA foreign_keys = OFF")
    db.conn.execute("PRAGMA ignore_check_constraints = ON")
    db.conn.execute("UPDATE answers SET answered_by = ?, actor = ?", [NAME, actor.journal_name])
    sheet = json.dumps({"place": {}, "answer": {"answered_by": NAME}}, ensure_ascii=False)
    put(db, "edition_snapshots", **here, frozen_at=at, sheet=sheet)
    link = put(db, "links", **me, created_at=at, expires_on="2030-01-01", opened_at=at, seen_at=at)
    put(db, "link_visits", link_id=link, at=at)
    reply = put(db, "consultation_replies", **here, at=at, actor=actor.journal_name)
    put(db, "consultation_words", reply_id=reply, edition_id=edition_id, about="said_by", words=NAME)
    put(db, "sheet_suggestions", place_id=place_id, source="shop", contact_id=actor.id, at=at, field="name")
    debrief = put(db, "debriefs", **here, audience="shop", source="link", actor=actor.journal_name, started_at=at)
    put(db, "debrief_people", debrief_id=debrief, question="", edition_id=edition_id, name=NAME)
    put(db, "debrief_people", debrief_id=debrief, question="sentence", edition_id=edition_id, name="ZOé QUENTIN")
    put(db, "declarations", **here, kind="loss", actor=actor.journal_name, at=at)
    slip = put(db, "slips", **here, number="BL-1", kind="delivery", created_at=at)
    entry = put(db, "road_entries", slip_id=slip, operation="road-1", state="applied", at=at, received_at=at)
    put(db, "road_people", entry_id=entry, said_by="", receiver=NAME, signature="a" * 64, at=at)
    asked = put(db, "loan_requests", edition_id=edition_id, day="2026-11-18", epci_place_id=place_id,
                requested_at=at, actor=actor.journal_name)  # fmt: skip
    put(db, "loan_words", request_id=asked, edition_id=edition_id, animator=NAME, note="Je viens seule")
    put(db, "role_readings", edition_id=edition_id, role="shops", contact_id=actor.id, at=at, how="link")
    put(db, "role_team", edition_id=edition_id, name=NAME, email=EMAIL, duty="relais", role="prevention")
    put(db, "plan_people", task_id=1, edition_id=edition_id, person=NAME)
    put(db, "evidence_people", piece_id=1, edition_id=edition_id, person=NAME)
    meeting = put(db, "meetings", edition_id=edition_id, kind="other", title="Réunion", day="2026-09-14")
    guest = {"meeting_id": meeting, "edition_id": edition_id}
    put(db, "meeting_guests", **guest, contact_id=actor.id, key=f"contact:{actor.id}", name=NAME, email=EMAIL,
        word=f"Je viens, {NAME}", reply="yes", replied_at=at)  # fmt: skip
    typed = put(db, "meeting_guests", **guest, key=EMAIL, name=NAME, email=EMAIL, of="La Malle", fingerprint="f" * 64)
    put(db, "meeting_names", kind="promise", of_id=1, edition_id=edition_id, names=NAME)
    minutes = {"present": [f"{NAME} (La Malle)", "Paul Roux"], "excused": [], "people": {"1": NAME}}
    put(db, "meeting_names", kind="minutes", of_id=1, edition_id=edition_id, names=json.dumps(minutes))
    put(db, "calls", **me, outcome="call_back", note=f"Rappeler {NAME}", call_back_on="2026-11-20", at=at)
    put(db, "letters", **me, step="thanks", at=at)
    quote = put(db, "press_quotes", edition_id=edition_id, author="La boutique", text="On a vu du monde", state="asked")
    put(db, "press_authors", quote_id=quote, email=EMAIL)
    addresses.know(db, EMAIL)
    waiting = outbox.post(db, "step", {}, "system", service=True, recipient=f"contact:{actor.id}")
    outbox.post(db, "meeting", {}, "system", service=True, recipient=f"guest:{typed}")
    sent = outbox.post(db, "step", {}, "system", service=True, recipient=f"contact:{actor.id}")
    db.conn.execute("UPDATE outbox SET state = 'sent', address = ?, ended_at = ?, reason = ? WHERE id = ?",
                    [key, at, f"550 <{EMAIL}>", sent])  # fmt: skip
    journal.record(db, "agent:1", "change_place", "place", place_id, personal={"phone": ("", PHONE)})
    db.conn.commit()
    db.conn.execute("PRAGMA ignore_check_constraints = OFF")
    db.conn.execute("PRAGMA foreign_keys = ON")
    assert waiting
    return Everywhere(actor.id, place_id, edition_id)
