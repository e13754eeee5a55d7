"""Chapters of the report made of what shops and animators told: visitors, sales, opinions, avoided emissions."""

from campaign.base.french import NBSP, number, plural
from campaign.debrief.counted import ChoiceCount
from campaign.documents.paper_content import Block, Card, Cards, Heading, Note, Points, Quoted, Quotes, Table
from campaign.report.counts import NEW, ORDINARY, SOLD, TAKINGS, VISITORS, most_told
from campaign.report.model import Report
from campaign.report.paper_counts import (
    choices_table,
    choices_told,
    estimates,
    figures_table,
    group_table,
    spans_of_shops,
    to_confirm,
)

_VISITS = (VISITORS, ORDINARY, NEW)
_SALES = (SOLD, TAKINGS)
_QUOTED = 40  # two or three pages; beyond, nobody reads on
WIDE = (
    "La fourchette est large : les boutiques comptent par famille, et chaque famille va de son article le plus léger à "
    "son plus lourd. Un facteur choisi pour une famille, avec sa source, la resserre."
)
COVERS = (
    "Un facteur couvre la fabrication et la distribution d’un article neuf ; la remise en état et le transport de "
    "l’article d’occasion ne sont pas déduits."
)


def visits(report: Report) -> tuple[Block, ...]:
    lines = [one for one in report.figures if one.question.section == _section(report, VISITORS)]
    if not lines:
        return ()
    blocks: list[Block] = [figures_table("Ce qui a été compté", lines), *to_confirm(lines), *estimates(lines)]
    if report.footfall:
        said = f"Par rapport aux mêmes jours d’une semaine ordinaire{NBSP}: {report.footfall.in_words} de visiteurs"
        blocks.append(Points((f"{said} ({report.footfall.respondents}, ceux qui ont donné les deux).",)))
    if (line := most_told(report.figures, VISITORS)) and line.count.answered:
        blocks.append(spans_of_shops("Visiteurs par boutique, avec les fourchettes", line, report))
    blocks += [group_table(one) for one in report.groups if one.question.code in _VISITS]
    return tuple(blocks)


def sales(report: Report) -> tuple[Block, ...]:
    lines = [one for one in report.figures if one.question.section == _section(report, SOLD)]
    if not lines:
        return ()
    blocks: list[Block] = [figures_table("Ce qui a été vendu", lines), *to_confirm(lines), *estimates(lines)]
    if any(one.question.code == TAKINGS for one in lines):
        blocks.append(Note("Les recettes ne sont données qu’additionnées, jamais par boutique ni par groupe."))
    if told := [one for one in report.families if one.count.answered]:
        blocks.append(figures_table("Par rayon", told))
    blocks += [group_table(one) for one in report.groups if one.question.code in _SALES]
    section = _section(report, SOLD)
    blocks += choices_told(_of_section(report, section))
    return tuple(blocks)


def opinions(report: Report) -> tuple[Block, ...]:
    """Choices, activities, what people allowed to quote."""
    elsewhere = {_section(report, SOLD), *(code for code, _ in report.follow_ups)}
    blocks = choices_told(
        one
        for one in report.choices
        if report.section_of.get(one.question, "") not in elsewhere and one.question != "lasting"
    )
    if report.activities:
        blocks.append(choices_table("Les petits plus, après coup", report.activities))
    elsewhere.add(_section(report, VISITORS))
    rest = [one for one in report.figures if one.question.section not in elsewhere and not one.question.item]
    if rest:
        blocks.append(figures_table("Autres chiffres", rest))
    if report.said:
        shown = report.said[:_QUOTED]
        blocks += [Heading("Ils l’ont dit"), Quotes(tuple(Quoted(one.text, one.who) for one in shown))]
        if left := len(report.said) - len(shown):
            blocks.append(Note(f"Et {plural(left, 'autre phrase', 'autres phrases')}, dans les bilans reçus."))
    return tuple(blocks)


def follow_ups(report: Report) -> tuple[Block, ...]:
    """What was asked again months after, each time apart."""
    blocks: list[Block] = []
    for code, title in report.follow_ups:
        lines = [one for one in report.figures if one.question.section == code]
        choices = [one for one in report.choices if report.section_of.get(one.question, "") == code]
        blocks.append(Heading(title))
        if any(one.count.answered for one in lines):
            blocks += [figures_table("Chiffres", lines), *to_confirm(lines), *estimates(lines)]
        silent = not any(one.answered for one in choices)
        blocks += [Note("Personne n’a encore répondu à ces questions.")] if silent else choices_told(choices)
    return tuple(blocks)


def animators(report: Report) -> tuple[Block, ...]:
    if not report.received_animators.done and not report.received_animators.started:
        return ()
    blocks: list[Block] = [Points((f"{report.received_animators.in_words}.",))]
    blocks.append(figures_table("Ce qu’ont compté les animateurs", report.animator_figures))
    blocks += to_confirm(report.animator_figures)
    blocks += choices_told(one for one in report.animator_choices if one.answered)
    return tuple(blocks)


def avoided(report: Report) -> tuple[Block, ...]:
    found = report.avoided
    if not found.lines and not found.not_converted:
        return ()
    rows = tuple(
        (
            one.sold.label,
            one.sold.figure.in_words,
            _factor(one.factor),
            f"{number(round(one.low))} à {number(round(one.high))}" if one.factor else "sans facteur",
        )
        for one in found.lines
    )
    span = "—" if found.low is None or found.high is None else f"{number(found.low)} à {number(found.high)}"
    said = f"si {found.rate.in_words} des achats remplacent un achat neuf"
    told = [found.coverage]
    if found.not_converted:
        units = " ou ".join(dict.fromkeys(one.figure.unit.label for one in found.not_converted))
        told.append(f"Ce qui est compté en {units} n’est pas converti en articles.")
    return (
        Cards((Card("Émissions évitées, en kg CO2e", span, said, found.low is None),)),
        Points(tuple(told)),
        Table("Famille par famille", ("Famille", "Vendu", "kg CO2e d’un article neuf", "kg CO2e évités"), rows,
              (1, 2, 3),
              empty="Aucune vente n’a été comptée en articles."),
        Note(f"Facteurs{NBSP}: {' ; '.join(found.sources) or 'aucun'}."),
        Note(f"Taux de remplacement{NBSP}: {found.rate.source}."),
        Note(WIDE),
        Note(COVERS),
    )  # fmt: skip


def _factor(span: tuple[float, float] | None) -> str:
    return f"{number(span[0])} à {number(span[1])}" if span else "inconnu"


def _of_section(report: Report, section: str) -> list[ChoiceCount]:
    return [one for one in report.choices if report.section_of.get(one.question, "") == section]


def _section(report: Report, code: str) -> str:
    return next((one.question.section for one in report.figures if one.question.code == code), "")
