"""How far each place is with what is asked of it, at the event or months after: what reminders look at."""

import json
from collections.abc import Collection

from campaign.base.database import Database, rows
from campaign.debrief.follow_ups import follows_up, has_followed_up
from campaign.debrief.model import Audience, State
from campaign.debrief.store import latest_set, set_of
from campaign.partners.model import Kind
from campaign.partners.store import places_where


def stages(db: Database, edition_id: int, place_ids: Collection[int], months: int) -> dict[int, State]:
    """Place id → where it stands with what it tells of the event (``months`` 0), or with the follow-up that many months
    after; a place whose questions have no such follow-up is not asked, and is not there. A few queries, whatever the
    number of places."""
    marks = ", ".join(str(int(one)) for one in place_ids)
    sql = (
        "SELECT place_id, audience, set_version, finished_at, "  # noqa: S608 - numbers
        "(SELECT json_group_array(section) FROM debrief_sections WHERE debrief_id = debriefs.id) AS saved "
        f"FROM debriefs WHERE edition_id = ? AND place_id IN ({marks})"
    )
    told = {one["place_id"]: one for one in rows(db, sql, [edition_id])}
    sets = {}
    for one in told.values():
        served = Audience(one["audience"]), int(one["set_version"])
        if served not in sets:
            sets[served] = set_of(db, *served)
    asked_now = {one: latest_set(db, one) for one in Audience}
    found = {}
    for place in places_where(db, f"id IN ({marks})"):
        one = told.get(place.id)
        audience = Audience.ANIMATOR if place.kind is Kind.EPCI else Audience.SHOP
        questions = sets[Audience(one["audience"]), one["set_version"]] if one else asked_now[audience]
        saved = json.loads(one["saved"]) if one else []
        if months and not follows_up(questions, months):
            continue
        if has_followed_up(questions, saved, months) if months else one and one["finished_at"]:
            found[place.id] = State.DONE
        else:
            found[place.id] = State.STARTED if saved and not months else State.NOTHING
    return found
