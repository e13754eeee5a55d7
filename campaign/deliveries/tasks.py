"""What logistics asks of somebody today, for the dashboard: entries to settle, lateness, what was told, shortages."""

from datetime import timedelta

from campaign.accounts.model import Actor, Role
from campaign.accounts.rights import guarded
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import plural, short_date
from campaign.deliveries.owed_store import declarations_where
from campaign.deliveries.views import outstanding, reserved, to_settle
from campaign.kits.views import forecast
from campaign.participation.decisions import Decision, DecisionKind
from campaign.partners.store import place_by_id

REPAIRS_WAIT = timedelta(days=14)  # by then what is broken should be at somebody's bench
WRITES = (Role.OFFICER, Role.LOGISTICS, Role.SYSTEM)


@guarded
def tasks(db: Database, by: Actor, edition_id: int) -> list[Decision]:
    """The most pressing first; what is late counts whatever the edition it was lent for.

    Raises:
        NotFound.
    """
    found = []
    for one in to_settle(db, by):
        parameters = {"onglet": "arbitrer"}
        found.append(
            Decision(DecisionKind.TO_SETTLE, one.slip.place.name, one.entry.problem, "Arbitrer", "deliveries.py",
                     one.entry.at, parameters)
        )  # fmt: skip
    still = outstanding(db, by)
    late: dict[int, list[str]] = {}
    names = {}
    for line in still.late:
        late.setdefault(line.place.id, []).append(line.what)
        names[line.place.id] = line.place.name
    for place_id, things in late.items():
        more = f" et {plural(len(things) - 2, 'autre')}" if len(things) > 2 else ""
        text = f"doit encore rendre {', '.join(things[:2])}{more}"
        parameters = {"onglet": "suivi"}
        found.append(Decision(DecisionKind.LATE, names[place_id], text, "Suivre", "returns.py", None, parameters))
    for gap in still.damaged:
        if clock.now() - gap.opened_at >= REPAIRS_WAIT:
            text = f"{gap.what}, abîmé depuis le {short_date(gap.opened_at.astimezone(clock.PARIS).date(), year=True)}"
            parameters = {"onglet": "suivi"}
            found.append(Decision(DecisionKind.REPAIR, gap.item.name, text, "Régler", "returns.py", None, parameters))
    told = declarations_where(db, "edition_id = :edition AND treated_at IS NULL", {"edition": edition_id})
    for one in told:
        place, text = place_by_id(db, one.place_id), one.text or "a dit ce qui lui reste"
        parameters = {"onglet": "signalements"}
        found.append(Decision(DecisionKind.TOLD, place.name, text[:90], "Lire", "deliveries.py", one.at, parameters))
    if by.role in WRITES:
        for line in forecast(db, by, edition_id, reserved(db, by, edition_id)):
            if line.missing:
                text = f"il en manquera {line.missing if line.item.unit == '' else line.item.counted(line.missing)}"
                parameters = {"onglet": "prevision"}
                found.append(
                    Decision(DecisionKind.SHORTAGE, line.item.name, text, "Prévoir", "kits.py", None, parameters)
                )
    return found
