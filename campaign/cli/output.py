"""What a command opens and prints: the database, its result as text or JSON, its progress."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import click

from campaign.base.database import Database
from campaign.base.settings import settings
from campaign.schema import open_database

_last_used: ContextVar[Path | None] = ContextVar("last_used", default=None)


def used_database() -> Path:
    """The database of the command that has just run, or failed."""
    return _last_used.get() or settings().database


@contextmanager
def chosen_database(ctx: click.Context) -> Iterator[Path]:
    """The path of ``--db``, else of the settings. Settings are read once per process, from the environment: the option
    goes there for the time of the command, so that everything the command calls sees it."""
    typed = ctx.meta.get("campaign.db")
    before = os.environ.get("CAMPAIGN_DB")
    if typed:
        os.environ["CAMPAIGN_DB"] = str(Path(typed).expanduser().absolute())
    settings.cache_clear()
    try:
        _last_used.set(settings().database)
        yield settings().database
    finally:
        if typed:
            os.environ.pop("CAMPAIGN_DB")
            if before is not None:
                os.environ["CAMPAIGN_DB"] = before
        settings.cache_clear()


@contextmanager
def opened(ctx: click.Context) -> Iterator[Database]:
    """The database, created and migrated at need, closed at the end."""
    with chosen_database(ctx):
        db = open_database()
        try:
            yield db
        finally:
            db.close()


def give(ctx: click.Context, value: object, text: str) -> None:
    """The result: ``value`` as JSON when it was asked for, else ``text`` for people."""
    if ctx.meta.get("campaign.json"):
        speaks_unicode = "utf" in (getattr(sys.stdout, "encoding", "") or "").lower()
        click.echo(json.dumps(value, ensure_ascii=not speaks_unicode, default=str))
    else:
        click.echo(text)


def table(headers: Sequence[str], rows: Sequence[Sequence[object]], empty: str) -> str:
    """Aligned columns under their headings; ``empty`` when there is no row."""
    if not rows:
        return empty
    lines = [list(headers), *[["" if one is None else str(one) for one in row] for row in rows]]
    widths = [max(len(line[index]) for line in lines) for index in range(len(headers))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def say(sentence: str) -> None:
    """One sentence on standard error."""
    click.echo(sentence, err=True)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with (done, total); shows on standard error, when it is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return

    def show(done: int, total: int) -> None:
        share = 100 * done // total if total else 100
        click.echo(f"\r{label} : {done}/{total} ({share} %)", err=True, nl=False)

    yield show
    click.echo(err=True)
