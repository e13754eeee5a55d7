"""Invented lists of shops in real communes, as people send them."""

import csv
import io

import pytest

from campaign.base.operations import new_operation
from campaign.partners import views
from campaign.partners.importing.apply import apply_import
from campaign.partners.importing.plan import prepare_import

LIST = "boutiques.csv"


def as_csv(rows: list[dict[str, str]]) -> bytes:
    """A list as Excel writes it in France: UTF-8, semicolons; every key met is a column."""
    headings = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, headings, delimiter=";", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@pytest.fixture
def planned(db, officer):
    """The plan of a list: (rows, **options) -> ImportPlan."""

    def plan(rows: list[dict[str, str]], **options):
        return prepare_import(db, officer, LIST, as_csv(rows), **options)

    return plan


@pytest.fixture
def judged(planned):
    """The line of a one-row list: (**cells) -> ImportLine."""
    return lambda **cells: planned([cells]).lines[0]


@pytest.fixture
def imported(db, officer, planned):
    """Imports a list, every line or some: (rows, lines=None) -> ImportResult."""

    def import_rows(rows: list[dict[str, str]], lines=None):
        return apply_import(db, officer, planned(rows), lines, new_operation())

    return import_rows


@pytest.fixture
def registry(db, officer):
    """The active shops by name: () -> {name: Place}."""
    return lambda: {shop.name: shop for shop in views.places(db, officer)}
