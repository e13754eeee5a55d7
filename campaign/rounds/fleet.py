"""Vehicles, and how the rounds of an edition are planned."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from campaign.accounts import saving
from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, row, transaction
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.fields import decimal_fr, time_fr, whole_number
from campaign.base.french import day_in_words
from campaign.base.working_days import is_public_holiday
from campaign.editions.views import edition as edition_view
from campaign.rounds.model import Purpose, Settings
from campaign.rounds.store import save_settings, settings_of, vehicle_by_id

TABLE, SUBJECT = "vehicles", "vehicle"
MOST_DAYS = 10
LABELS = {
    "name": "Véhicule", "volume_litres": "Volume utile (litres)", "payload_kg": "Charge utile (kg)",
    "shift_from": "Début de journée", "shift_to": "Fin de journée", "note": "Note",
}  # fmt: skip
SETTING_LABELS = {
    "days": "Jours de tournée", "service_minutes": "Minutes par arrêt", "loading_minutes": "Minutes de rechargement",
    "road_factor": "Coefficient de route", "max_stops": "Arrêts au plus par voyage",
    "max_trips": "Voyages au plus par jour", "seconds": "Secondes de calcul",
}  # fmt: skip


@guarded
def add_vehicle(db: Database, by: Actor, values: Mapping[str, object], operation: str) -> int:
    """Add a vehicle; its id.

    Raises:
        InvalidForm.
    """
    usual = {"name": "", "volume_litres": "", "payload_kg": "", "shift_from": "8 h", "shift_to": "17 h"}
    columns = _columns({**usual, **values}, None)
    row_values = {**columns, "created_at": clock.stamp()}
    return saving.add_row(db, by, TABLE, "add_vehicle", SUBJECT, row_values, operation)


@guarded
def change_vehicle(
    db: Database, by: Actor, vehicle_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change the given fields of a vehicle read at ``version``; plans already made keep the one they were made with.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    before = row(db, "SELECT * FROM vehicles WHERE id = ?", [vehicle_id])
    saving.change_row(db, by, TABLE, ("change_vehicle", "archive_vehicle", "restore_vehicle"), SUBJECT, vehicle_id,
                      version, _columns(values, before), operation, "name")  # fmt: skip


@guarded
def archive_vehicle(db: Database, by: Actor, vehicle_id: int, operation: str) -> None:
    """No new plan counts on it. ``restore_vehicle`` undoes."""
    vehicle_by_id(db, vehicle_id)
    saving.set_aside(db, by, TABLE, "archived_at", "archive_vehicle", SUBJECT, vehicle_id, operation)


@guarded
def restore_vehicle(db: Database, by: Actor, vehicle_id: int, operation: str) -> None:
    """Count on it again."""
    vehicle_by_id(db, vehicle_id)
    saving.set_aside(db, by, TABLE, "archived_at", "restore_vehicle", SUBJECT, vehicle_id, operation, back=True)


@guarded
def change_settings(
    db: Database, by: Actor, edition_id: int, purpose: Purpose, version: int, values: Mapping[str, object],
    operation: str,
) -> None:  # fmt: skip
    """Choose the days and figures of an edition's rounds, read at ``version`` (0 when none were chosen yet).

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    edition = edition_view(db, edition_id)
    checked = saving.checked(
        values,
        {
            "days": _days,
            "service_minutes": lambda typed: whole_number(str(typed), 1, 120, "service_minutes"),
            "loading_minutes": lambda typed: whole_number(str(typed), 0, 240, "loading_minutes"),
            "road_factor": lambda typed: float(decimal_fr(str(typed), "road_factor", low=1, high=3)),
            "max_stops": lambda typed: whole_number(str(typed), 1, 100, "max_stops"),
            "max_trips": lambda typed: whole_number(str(typed), 1, 6, "max_trips"),
            "seconds": lambda typed: whole_number(str(typed), 1, 600, "seconds"),
        },
    )
    with transaction(db):
        if operations.replay(db, operation, "change_round_settings", edition_id) is not None:
            return
        now = settings_of(db, edition_id, purpose) or Settings(usual_days(edition.days, purpose))
        fields = {name: getattr(now, name) for name in SETTING_LABELS} | checked
        if not save_settings(db, edition_id, purpose, Settings(**fields, version=version)):
            raise conflict_on(db, "round_settings", edition_id, ("change_round_settings",), {})
        details = {"purpose": str(purpose)}
        journal.record(db, by.journal_name, "change_round_settings", "round_settings", edition_id, operation, details)
        operations.remember(db, operation, "change_round_settings", edition_id)


def usual_days(days: Sequence[date], purpose: Purpose) -> tuple[date, ...]:
    """The days of rounds when nobody chose any: two working days, a week before the event for deliveries, from the day
    after the last one for returns."""
    step = timedelta(days=1 if purpose is Purpose.RETURN else -1)
    day = (days[-1] if purpose is Purpose.RETURN else days[0] - timedelta(days=6)) + step
    found: list[date] = []
    while len(found) < 2:
        if day.weekday() < 5 and not is_public_holiday(day):
            found.append(day)
        day += step
    return tuple(sorted(found))


def _columns(values: Mapping[str, object], before: Row | None) -> Row:
    columns = saving.checked(
        values,
        {
            "name": saving.text_of("name", "le nom du véhicule", 60, required=True),
            "volume_litres": lambda typed: float(decimal_fr(_figure(typed), "volume_litres", low=1, high=100_000)),
            "payload_kg": lambda typed: float(decimal_fr(_figure(typed), "payload_kg", low=1, high=40_000)),
            "shift_from": lambda typed: _hour(typed, "shift_from"),
            "shift_to": lambda typed: _hour(typed, "shift_to"),
            "note": saving.text_of("note", "la note", 500, multiline=True),
        },
    )
    starts, ends = (columns.get(name) or (before or {}).get(name) for name in ("shift_from", "shift_to"))
    if starts and ends and str(starts) >= str(ends):
        raise InvalidForm([InvalidInput("shift_to", "La fin de journée doit être après le début.")])
    return columns


def _figure(typed: object) -> str:
    """A figure of a form: a number field gives a float, which is written without its useless zero."""
    return f"{typed:g}" if isinstance(typed, float) and typed.is_integer() else str(typed).replace(".", ",")


def _hour(typed: object, field: str) -> str:
    return (typed if isinstance(typed, time) else time_fr(str(typed or ""), field)).isoformat("minutes")


def _days(typed: object) -> tuple[date, ...]:
    chosen = tuple(sorted({day for day in typed if isinstance(day, date)})) if isinstance(typed, list | tuple) else ()
    if not chosen:
        raise InvalidInput("days", "Choisissez au moins un jour de tournée.")
    if len(chosen) > MOST_DAYS:
        raise InvalidInput("days", f"{MOST_DAYS} jours au plus.")
    for day in chosen:
        if is_public_holiday(day):
            raise InvalidInput("days", f"Le {day_in_words(day)} est férié : les boutiques sont fermées.")
    return chosen
