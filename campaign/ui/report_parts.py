"""The report's screen: which edition, what is said at the top, the essentials side by side, files to take away."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import day_in_words, plural
from campaign.documents.paper_content import Cards, Chapter, Spans, Steps
from campaign.editions.model import Edition, State
from campaign.editions.views import editions, working_edition
from campaign.report.files import TYPES, report_file
from campaign.report.model import Report
from campaign.ui.layout import card, go_to, number_parameter
from campaign.ui.reading_blocks import blocks, chart
from campaign.ui.report_matrix import matrix_card
from campaign.ui.session import database

_LABELS = {".pdf": "Le bilan, en PDF", ".docx": "Le bilan, en Word", ".xlsx": "Les chiffres sans nom, en classeur",
           ".json": "Les données, pour un autre logiciel"}  # fmt: skip
_SHOPS_ON_SCREEN = 40  # rows of a chart; the table and the file have them all


def reported_edition(db: Database, agent: Agent) -> Edition | None:
    """The edition chosen, else the last one whose days have come, else the one in preparation."""
    known = {one.id: one for one in editions(db, agent)}
    kept = st.session_state.get("edition-choice")
    begun = [one for one in known.values() if one.first_day <= clock.today() and not one.cancelled_on]
    latest = max(begun, key=lambda one: one.first_day, default=None)
    return known.get(kept) or known.get(number_parameter("edition") or 0) or latest or working_edition(db, agent)


def sentence(report: Report) -> str:
    """« Édition de novembre 2013 : 14 bilans reçus sur 17… »."""
    said = f"{report.edition.name} : {report.received.in_words}."
    few = [one.label for one in report.headlines if one.few]
    if report.received.done and report.received.done < report.received.asked:
        said += " Rien n’est ajouté pour les autres."
    return said + (" Certains chiffres ont peu de répondants." if few and report.received.done else "")


def not_yet(edition: Edition) -> str:
    """Why there is nothing to report, '' once the first day has come."""
    if edition.state(clock.today()) is State.CANCELLED:
        return "Cette édition a été annulée : elle n’a pas de bilan."
    if clock.today() < edition.first_day:
        return f"Le bilan commence le {day_in_words(edition.first_day)}, premier jour de l’édition."
    return ""


def files_menu(agent: Agent, edition: Edition) -> None:
    """The report in four formats, made when asked."""
    with st.popover("Télécharger", icon=":material/download:"):
        for ending, label in _LABELS.items():
            name = f"bilan-edition-{edition.id}{ending}"

            def made(ending: str = ending) -> bytes:
                with database() as db:
                    return report_file(db, agent, edition.id, ending).data

            st.download_button(label, made, name, TYPES[ending], key=f"report-{ending}", on_click="ignore")


def essentials(db: Database, agent: Agent, report: Report, chapters: dict[str, Chapter]) -> None:
    """What a direction reads: four figures, two editions side by side, visitors by shop, the matrix, what lasted."""
    head = chapters["L’essentiel"]
    blocks(one for one in head.blocks if isinstance(one, Cards))
    with card("En bref"):
        blocks(one for one in head.blocks if not isinstance(one, Cards))
    work, context = st.columns([1.35, 1])
    with work:
        for title, kind in (("D’une édition à l’autre", Steps), ("Les visiteurs", Spans)):
            found = chapters.get(title)
            drawn = [one for one in found.blocks if isinstance(one, kind)] if found else []
            for one in drawn:
                with card(one.title if kind is Spans else title):
                    chart(_shortened(one) if isinstance(one, Spans) else one, titled=False)
    with context:
        matrix_card(db, agent, report)
        if found := chapters.get("Ce qui a duré"):
            with card("Ce qui a duré"):
                blocks(found.blocks)


def chapter(one: Chapter) -> None:
    """A chapter as the printed report has it."""
    with card(one.title):
        blocks(one.blocks)


def to_confirm_notice(report: Report) -> None:
    """Unusual figures that nobody confirmed: out of every total until somebody does."""
    held = sum(len(one.count.held) for one in (*report.figures, *report.families, *report.animator_figures))
    if held:
        many = plural(held, "chiffre inhabituel", "chiffres inhabituels")
        verbs = "attendent une confirmation et n’entrent" if held > 1 else "attend une confirmation et n’entre"
        st.warning(f"{many} {verbs} dans aucun total.", icon=":material/help:")
        go_to("debriefs.py", "Voir les bilans reçus", edition=report.edition.id)


def _shortened(one: Spans) -> Spans:
    if len(one.rows) <= _SHOPS_ON_SCREEN:
        return one
    said = f"Les {_SHOPS_ON_SCREEN} premières sur {len(one.rows)} ; toutes sont dans le chapitre et les fichiers."
    return Spans(one.title, one.of, one.rows[:_SHOPS_ON_SCREEN], one.mark, one.mark_said, f"{one.note} {said}".strip())
