"""The plan out of the screen: a table for a spreadsheet, a page to print."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words
from campaign.base.text import slug
from campaign.documents.colours import Palette
from campaign.documents.reading_paper import paper_pdf
from campaign.identity.views import brand
from campaign.planning.model import Fund
from campaign.planning.plan_paper import CODE, plan_paper
from campaign.planning.plan_views import Backplan
from campaign.ui.backplan_words import Row, may_tick, offset_in_words, state_in_words
from campaign.ui.downloads import export_menu

_HEADERS = ("Tâche", "Rôle", "Personne", "Début", "Échéance", "Comptée", "Durée (jours ouvrés)", "État", "Faite le",
            "Attend", "Délai ensuite", "Engage", "Plans", "Pourquoi cette date", "Note")  # fmt: skip


def exports(db: Database, agent: Agent, seen: Backplan, rows: Sequence[Row], funds: Sequence[Fund]) -> None:
    """« Exporter » and « Imprimer »."""
    named = {one.id: one.name for one in funds}
    titles = {one.task.code: one.task.title for one in seen.kept}
    people = may_tick(agent)
    export_menu(
        f"{CODE}-edition-{seen.edition.id}", "Rétroplanning", _HEADERS,
        [_exported(one, titles, named, people=people) for one in rows],
    )  # fmt: skip
    kept = brand(db)
    palette = Palette(kept.field, kept.accent, kept.second)
    st.download_button(
        "Imprimer", lambda: printed(seen, palette, clock.today()), f"{CODE}-{slug(seen.edition.name)}.pdf",
        "application/pdf", icon=":material/print:", on_click="ignore", key="backplan-pdf",
    )  # fmt: skip


def printed(seen: Backplan, palette: Palette, today: date) -> bytes:
    """The whole plan as a PDF. Made when asked, in another thread than the screen's: without its database."""
    return paper_pdf(plan_paper(seen.edition, seen.plan, today, palette, clock.now())).data


def _exported(one: Row, titles: dict[str, str], named: dict[int, str], *, people: bool) -> tuple[object, ...]:
    task, dated = one.task, one.dated
    delay = f"{task.lead.label}, {task.gap} jours ouvrés" if task.lead else ""
    return (
        task.title, task.role.label, task.person if people else "", dated.start, dated.deadline,
        offset_in_words(task), task.duration, state_in_words(one), task.done_on,
        enumerate_in_words(titles.get(code, code) for code in task.after), delay,
        enumerate_in_words(kind.label.lower() for kind in task.commits),
        enumerate_in_words(named.get(fund, "") for fund in task.funds), dated.why, one.kept.note if people else "",
    )  # fmt: skip
