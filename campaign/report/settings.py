"""What the officer sets for the avoided emissions: the replacement rate of an edition, factors of the département."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from campaign.accounts import saving
from campaign.accounts.authors import conflict_on
from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base import journal, operations
from campaign.base.database import Database, Row, insert, row, transaction, update_version
from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.fields import decimal_fr, whole_number
from campaign.base.text import search_key, slug
from campaign.debrief.impact import FACTOR_FAMILIES, Factor, Rate, check_factor, check_rate
from campaign.editions.views import edition as edition_view
from campaign.partners.model import Category
from campaign.report.assembling import factors
from campaign.report.model import OwnFactor, ReportSettings
from campaign.report.store import own_factors, settings_of

TABLE, SUBJECT = "own_factors", "factor"
RATE_LABELS = {"low": "Au moins (%)", "high": "Au plus (%)", "source": "Source"}
FACTOR_LABELS = {
    "family": "Famille", "label": "Article", "low": "Au moins (kg CO2e)", "high": "Au plus (kg CO2e)",
    "source": "Source", "year": "Année",
}  # fmt: skip
# The families a factor may be of, by their code in the table of factors, in the words of shops' sections.
FAMILIES = {FACTOR_FAMILIES.get(one, one.value): one.label for one in Category}
_MOST_KILOS = 100_000  # a house is less


@guarded
def report_settings(db: Database, by: Actor, edition_id: int) -> ReportSettings:
    """The rate of an edition, and the factors of the département."""
    return settings_of(db, edition_id)


@guarded
def factors_added(db: Database, by: Actor) -> list[OwnFactor]:
    """The factors of the département, by family and name."""
    return own_factors(db)


@guarded
def set_rate(
    db: Database, by: Actor, edition_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Set the rate of an edition read at ``version`` (0: never set). ``low`` and ``high`` are percents, as text.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    edition_view(db, edition_id)
    columns = {**_rate_columns({"low": "", "high": "", "source": "", **values}), "reset_at": None}
    verb = "set_rate"
    with transaction(db):
        if operations.replay(db, operation, verb, edition_id) is not None:
            return
        known = row(db, "SELECT id FROM report_settings WHERE id = ?", [edition_id])
        if known is None and version == 0:
            insert(db, "report_settings", {"id": edition_id, **columns})
        elif not update_version(db, "report_settings", edition_id, version, columns):
            theirs = {"Taux de remplacement": settings_of(db, edition_id).rate.in_words}
            raise conflict_on(db, "rate", edition_id, (verb, "reset_rate", "restore_rate"), theirs)
        journal.record(db, by.journal_name, verb, "rate", edition_id, operation)
        operations.remember(db, operation, verb, edition_id)


@guarded
def reset_rate(db: Database, by: Actor, edition_id: int, operation: str) -> None:
    """Come back to the usual rate. ``restore_rate`` undoes.

    Raises:
        NotFound: no other rate was set.
    """
    saving.set_aside(db, by, "report_settings", "reset_at", "reset_rate", "rate", edition_id, operation)


@guarded
def restore_rate(db: Database, by: Actor, edition_id: int, operation: str) -> None:
    """Take again the rate that had been set."""
    saving.set_aside(db, by, "report_settings", "reset_at", "restore_rate", "rate", edition_id, operation, back=True)


@guarded
def add_factor(db: Database, by: Actor, values: Mapping[str, object], operation: str) -> int:
    """Add a factor of the département; its id. ``label`` empty stands for any item of the family; the name of an item
    of the common table replaces that one. Kilos are text, the year too.

    Raises:
        InvalidForm: what cannot be, or a factor of this item that is there already.
    """
    columns = _factor_columns(values)
    with transaction(db):
        if operations.replay(db, operation, "add_factor") is None:
            _refuse_twice(db, columns, None)
        return saving.add_row(db, by, TABLE, "add_factor", SUBJECT, columns, operation)


@guarded
def change_factor(
    db: Database, by: Actor, factor_id: int, version: int, values: Mapping[str, object], operation: str
) -> None:
    """Change a factor read at ``version``; every field is given.

    Raises:
        InvalidForm, NotFound, Conflict.
    """
    columns = _factor_columns(values)
    verbs = ("change_factor", "remove_factor", "restore_factor")
    with transaction(db):
        _refuse_twice(db, columns, factor_id)
        saving.change_row(db, by, TABLE, verbs, SUBJECT, factor_id, version, columns, operation, "label")


@guarded
def remove_factor(db: Database, by: Actor, factor_id: int, operation: str) -> None:
    """Use it no more: the common one of the item, if any, serves again. ``restore_factor`` undoes."""
    saving.set_aside(db, by, TABLE, "removed_at", "remove_factor", SUBJECT, factor_id, operation)


@guarded
def restore_factor(db: Database, by: Actor, factor_id: int, operation: str) -> None:
    """Use it again.

    Raises:
        InvalidForm: another one of the same item was added since.
    """
    with transaction(db):
        _refuse_twice(db, saving.known_row(db, TABLE, factor_id), factor_id)
        saving.set_aside(db, by, TABLE, "removed_at", "restore_factor", SUBJECT, factor_id, operation, back=True)


def common_items(family: str) -> list[Factor]:
    """The factors of a family that come with the program, by name."""
    return sorted((one for one in factors() if one.family == family), key=lambda one: search_key(one.label))


def _rate_columns(values: Mapping[str, object]) -> Row:
    found = saving.checked(
        values,
        {
            "low": _amount("low", RATE_LABELS, 100),
            "high": _amount("high", RATE_LABELS, 100),
            "source": saving.text_of("source", "la source", 300),
        },
    )
    rate = Rate(float(found["low"] / 100), float(found["high"] / 100), str(found["source"]))
    _in_a_form(check_rate, rate)
    return {"rate_low": rate.low, "rate_high": rate.high, "rate_source": rate.source}


def _factor_columns(values: Mapping[str, object]) -> Row:
    found = saving.checked(
        {"family": "", "label": "", "low": "", "high": "", "source": "", "year": "", **values},
        {
            "family": _family,
            "label": saving.text_of("label", "l’article", 120),
            "low": _amount("low", FACTOR_LABELS, _MOST_KILOS),
            "high": _amount("high", FACTOR_LABELS, _MOST_KILOS),
            "source": saving.text_of("source", "la source", 300),
            "year": _year,
        },
    )
    family, label = str(found["family"]), str(found["label"])
    code = _code(family, label)
    low, high = float(found["low"]), float(found["high"])
    label = label or f"{FAMILIES[family]} (toute la famille)"
    _in_a_form(check_factor, Factor(family, code, label, low, high, str(found["source"]), int(str(found["year"]))))
    return {**found, "label": label, "code": code, "low": low, "high": high}


def _code(family: str, label: str) -> str:
    """The family's own for any of its items, that of the common item of this name, or one of its own."""
    wanted = search_key(label)
    if not wanted or wanted in (family, search_key(FAMILIES[family])):
        return family
    same = (one.code for one in common_items(family) if search_key(one.label) == wanted)
    return next(same, slug(label))


def _family(typed: object) -> str:
    if typed not in FAMILIES:
        raise InvalidInput("family", "Choisissez la famille.")
    return str(typed)


def _year(typed: object) -> int:
    return whole_number(str(typed or ""), 1990, 2100, "year")


def _amount(field: str, labels: Mapping[str, str], most: int) -> Callable[[object], Decimal]:
    """A check: a number as typed."""

    def check(typed: object) -> Decimal:
        try:
            return decimal_fr(str(typed if typed is not None else "").replace("%", ""), field, high=most, decimals=2)
        except InvalidInput as problem:
            said = f"{problem.message[:1].lower()}{problem.message[1:]}"
            raise InvalidInput(field, f"{labels[field]} : {said}") from problem

    return check


def _in_a_form(check: Callable[[object], None], value: object) -> None:
    try:
        check(value)
    except InvalidInput as problem:
        raise InvalidForm([problem]) from problem


def _refuse_twice(db: Database, columns: Row, but: int | None) -> None:
    for one in own_factors(db):
        if (one.factor.family, one.factor.code) == (columns["family"], columns["code"]) and one.id != but:
            sentence = f"« {one.factor.label} » a déjà un facteur à vous : modifiez-le."
            raise InvalidForm([InvalidInput("label", sentence)])
