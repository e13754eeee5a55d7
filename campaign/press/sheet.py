"""What the whole press kit says besides its texts: date, embargo, whom to call, press page open or not."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import clock, journal, operations
from campaign.base.database import Database, Row, transaction
from campaign.base.errors import Conflict, InvalidForm, InvalidInput
from campaign.base.fields import date_fr, phone_in_words, time_fr
from campaign.base.fields import email as checked_email
from campaign.base.fields import phone as checked_phone
from campaign.base.french import day_in_words, moment_in_words, time_in_words
from campaign.base.text import clean_text
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.press.model import PressSheet
from campaign.press.reach import live_edition
from campaign.press.store import sheet_of

LABELS = {
    "dated": "Date du dossier",
    "embargo_day": "Embargo jusqu’au",
    "embargo_time": "Heure",
    "contact_name": "Prénom et nom",
    "contact_service": "Service",
    "contact_phone": "Téléphone direct",
    "contact_email": "Adresse électronique",
}
CONTACT = ("contact_name", "contact_service", "contact_phone", "contact_email")
_SUBJECT = "press_sheet"


@guarded
def change_sheet(
    db: Database, by: Actor, edition_id: int, version: int, values: Mapping[str, str], operation: str
) -> None:
    """Save the typed values if nobody else did since ``version`` (0 before the first). All are texts; empty is none.

    ``embargo_day`` and ``embargo_time`` are a day and an hour in Paris.

    Raises:
        InvalidForm: an hour that does not exist, an embargo that is over or outlives the event…; Conflict; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "change_press_sheet", edition_id) is not None:
            return
        edition, before = live_edition(db, edition_id), sheet_of(db, edition_id)
        columns = _checked(values, edition, before)
        if before.version != version:
            raise _conflict(db, before)
        if before.version == 0:
            db.conn.execute("INSERT INTO press_sheets (edition_id, version) VALUES (?, 0)", [edition_id])
        changes = ", ".join(f"{name} = :{name}" for name in columns)
        db.conn.execute(
            f"UPDATE press_sheets SET {changes}, version = version + 1 WHERE edition_id = :_id",  # noqa: S608 - our names
            {**columns, "_id": edition_id},
        )
        _note(db, by, "change_press_sheet", edition_id, operation)
        operations.remember(db, operation, "change_press_sheet", edition_id)


@guarded
def publish(db: Database, by: Actor, edition_id: int, operation: str) -> None:
    """Open the press page to all; under embargo it shows only whom to call. Twice is the same as once.

    Raises:
        NotFound; EditionOver.
    """
    with transaction(db):
        if operations.replay(db, operation, "publish_press", edition_id) is not None:
            return
        live_edition(db, edition_id)
        if sheet_of(db, edition_id).published_at is None:
            _set_published(db, edition_id, clock.stamp())
            _note(db, by, "publish_press", edition_id, operation)
        operations.remember(db, operation, "publish_press", edition_id)


@guarded
def withdraw(db: Database, by: Actor, edition_id: int, operation: str) -> None:
    """Close the press page: its address answers that nothing is there.

    Raises:
        NotFound: no such edition.
    """
    with transaction(db):
        if operations.replay(db, operation, "withdraw_press", edition_id) is not None:
            return
        edition_view(db, edition_id)
        if sheet_of(db, edition_id).published_at is not None:
            _set_published(db, edition_id, None)
            _note(db, by, "withdraw_press", edition_id, operation)
        operations.remember(db, operation, "withdraw_press", edition_id)


def typed_of(sheet: PressSheet) -> dict[str, str]:
    """The sheet as the form shows it."""
    until = sheet.embargo_until.astimezone(clock.PARIS) if sheet.embargo_until else None
    return {
        "dated": f"{sheet.dated:%d/%m/%Y}" if sheet.dated else "",
        "embargo_day": f"{until:%d/%m/%Y}" if until else "",
        "embargo_time": time_in_words(until.time()) if until else "",
        **{name: getattr(sheet, name) for name in CONTACT},
        "contact_phone": phone_in_words(sheet.contact_phone) if sheet.contact_phone else "",
    }


def read_embargo(day: str, hour: str) -> datetime | None:
    """The instant of a day and an hour in Paris, None when neither is said.

    Raises:
        InvalidInput: one without the other, or an hour that the change to summer time skips.
    """
    if not day.strip() and not hour.strip():
        return None
    if not day.strip():
        raise InvalidInput("embargo_day", "Indiquez le jour de l’embargo, ou retirez l’heure.")
    if not hour.strip():
        raise InvalidInput("embargo_time", "Indiquez l’heure de l’embargo : les journaux la demandent.", "6 h")
    on, at = date_fr(day, "embargo_day"), time_fr(hour, "embargo_time")
    if not clock.exists_in_paris(on, at):
        said = f"{time_in_words(at)} n’existe pas le {day_in_words(on, year=False)} : on passe à l’heure d’été."
        raise InvalidInput("embargo_time", said, time_in_words(at.replace(hour=at.hour + 1)))
    return datetime.combine(on, at, clock.PARIS)


def _checked(values: Mapping[str, str], edition: Edition, before: PressSheet) -> Row:
    typed = {**typed_of(before), **values}
    problems: list[InvalidInput] = []
    columns: Row = {}
    dated = _kept(problems, lambda: _dated(typed["dated"]))
    columns["dated"] = dated.isoformat() if dated else None
    until = _kept(problems, lambda: read_embargo(typed["embargo_day"], typed["embargo_time"]))
    if until and (wrong := _wrong_embargo(until, edition, before)):
        problems.append(InvalidInput("embargo_day", wrong))
    columns["embargo_until"] = clock.stamp(until) if until else None
    for name, label, most in (
        ("contact_name", "le nom du contact presse", 80),
        ("contact_service", "le service", 120),
    ):
        check = lambda name=name, label=label, most=most: clean_text(  # noqa: E731
            typed[name], field=name, label=label, max_length=most, required=False
        )
        columns[name] = _kept(problems, check)
    phone, email = typed["contact_phone"], typed["contact_email"]
    columns["contact_phone"] = _kept(problems, lambda: checked_phone(phone, "contact_phone") if phone.strip() else "")
    columns["contact_email"] = _kept(problems, lambda: checked_email(email, "contact_email") if email.strip() else "")
    if problems:
        raise InvalidForm(problems)
    return columns


def _dated(typed: str) -> date | None:
    return date_fr(typed, "dated") if typed.strip() else None


def _wrong_embargo(until: datetime, edition: Edition, before: PressSheet) -> str:
    """Why a new embargo makes no sense; one that stands may be over."""
    if before.embargo_until == until:
        return ""
    if until <= clock.now():
        return f"L’embargo serait déjà fini : {moment_in_words(until, year=True)}."
    if until.date() > max(edition.days):
        return "L’embargo finirait après l’événement : la presse n’en parlerait pas à temps."
    return ""


def _kept(problems: list[InvalidInput], check: Callable[[], object]) -> object:
    try:
        return check()
    except InvalidInput as problem:
        problems.append(problem)
        return None


def _conflict(db: Database, sheet: PressSheet) -> Conflict:
    now = typed_of(sheet)
    theirs = {LABELS[name]: now[name] or "vide" for name in ("embargo_day", "embargo_time", "contact_name")}
    return conflict_on(db, _SUBJECT, sheet.edition_id, ["change_press_sheet"], theirs)


def _set_published(db: Database, edition_id: int, at: str | None) -> None:
    sql = (
        "INSERT INTO press_sheets (edition_id, published_at) VALUES (:id, :at) "
        "ON CONFLICT (edition_id) DO UPDATE SET published_at = :at"
    )
    db.conn.execute(sql, {"id": edition_id, "at": at})


def _note(db: Database, by: Actor, verb: str, edition_id: int, operation: str) -> None:
    journal.record(db, by.journal_name, verb, _SUBJECT, edition_id, operation)
