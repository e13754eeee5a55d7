"""Sheets frozen once answers close: history and « what is wrong on paper » compare these, not today's registry."""

import json
from dataclasses import asdict, replace

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal
from campaign.base.database import Database, transaction
from campaign.editions.model import State
from campaign.editions.store import all_editions
from campaign.participation.model import Presence
from campaign.participation.store import answers_of_edition
from campaign.partners.store import place_by_id

FROZEN_STATES = (State.OVER, State.ARCHIVED)


@guarded
def freeze_sheets(db: Database, by: Actor) -> int:
    """Freeze the sheet and answer of each participant of every edition now over; how many were missing.

    Safe to run again: a frozen sheet never changes.
    """
    frozen = 0
    for edition in all_editions(db):
        if edition.state(clock.today()) not in FROZEN_STATES:
            continue
        with transaction(db):
            added = 0
            for place_id, answer in answers_of_edition(db, edition.id).items():
                if answer.presence is Presence.YES:
                    # Who answered is a person: what serves history is what was answered.
                    said = asdict(replace(answer, answered_by=""))
                    sheet = {"place": asdict(place_by_id(db, place_id)), "answer": said}
                    added += db.conn.execute(
                        "INSERT OR IGNORE INTO edition_snapshots VALUES (?, ?, ?, ?)",
                        [edition.id, place_id, clock.stamp(), json.dumps(sheet, ensure_ascii=False, default=str)],
                    ).rowcount
            if added:
                details = {"sheets": added}
                journal.record(db, by.journal_name, "freeze_sheets", "edition", edition.id, details=details)
            frozen += added
    return frozen
