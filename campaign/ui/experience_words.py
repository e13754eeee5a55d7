"""What the parts of « Fiche retour d’expérience » share: who writes, how a text and its author are told."""

from campaign.accounts.model import Agent, Role
from campaign.base.french import day_in_words, moment_in_words, plural
from campaign.base.rich_text import Bullets, Line, RichText
from campaign.experience.model import ExperienceSheet, Part, ShownPart, State
from campaign.ui.plain import plain

FILE = "experience.py"
STATE_CHIPS = {State.DRAFT: ("yellow", ":material/edit_note:"), State.READY: ("green", ":material/check_circle:")}
PROPOSED = "Texte proposé par le logiciel"


def may_write(agent: Agent) -> bool:
    """Texts are the officer's and the communication team's."""
    return agent.role in (Role.OFFICER, Role.COMMUNICATION)


def may_decide(agent: Agent) -> bool:
    """Only the officer says that the sheet is ready."""
    return agent.role is Role.OFFICER


def sentence(sheet: ExperienceSheet) -> str:
    """« Novembre 2013 : 5 parties écrites, 11 proposées. Mise à jour le 14 avril 2014. »"""
    own = sum(one.own for one in sheet.parts)
    told = f"{plural(own, 'partie écrite', 'parties écrites')}, {plural(len(sheet.parts) - own, 'proposée')}"
    when = f" Mise à jour le {day_in_words(sheet.updated_on, weekday=False)}." if sheet.updated_on else ""
    return f"{sheet.edition_name} : {told}.{when}"


def author(one: ShownPart) -> str:
    """« Écrit par Camille Roussel, lundi 14 avril 2014 à 10 h », or that the software proposes it."""
    if not one.own or one.at is None:
        return PROPOSED
    return f"Écrit par {one.who}, {moment_in_words(one.at, year=True)}"


def markdown_of(text: RichText) -> str:
    """A text as Streamlit shows it; what people typed stays text."""
    return "\n\n".join(
        "\n".join(f"{f'{rank}.' if one.ordered else '-'} {_line(line)}" for rank, line in enumerate(one.lines, 1))
        if isinstance(one, Bullets)
        else _line(one.line)
        for one in text
    )


def mark_of(part: Part) -> str:
    """Where a part stands in the page, for the list of parts to lead to it."""
    return f"partie-{part.code.replace('_', '-')}"


def _line(line: Line) -> str:
    said = []
    for run in line:
        words = f"**{plain(run.text.strip())}**" if run.bold and run.text.strip() else plain(run.text)
        said.append(f"[{words}]({run.href})" if run.href.startswith("https://") else words)
    return "".join(said)
