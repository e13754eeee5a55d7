"""The report of an edition as a paper to read: its chapters, in order, from what was assembled."""

from collections.abc import Sequence

from campaign.base.clock import PARIS
from campaign.base.french import NBSP, date_in_figures, day_in_words, enumerate_in_words, number, plural
from campaign.documents.colours import Palette
from campaign.documents.paper_content import (
    Bar,
    Bars,
    Block,
    Card,
    Cards,
    Chapter,
    Corner,
    Matrix,
    Note,
    Photo,
    Photos,
    Points,
    ReadingPaper,
    Table,
)
from campaign.planning.model import Stage, amount_of
from campaign.planning.money import Tax, euros
from campaign.report.model import Quadrant, Report
from campaign.report.paper_means import against_told, goods_told, lasting_told, money_told
from campaign.report.paper_results import animators, avoided, follow_ups, opinions, sales, visits

_COLOURS = {
    Quadrant.STRENGTHS: "menthe", Quadrant.WEAKNESSES: "paille", Quadrant.OPPORTUNITIES: "ciel",
    Quadrant.THREATS: "rose",
}  # fmt: skip
METHOD = (
    "Un total observé ne compte que ceux qui ont répondu ; rien n’est ajouté pour les autres.",
    "« Je ne sais pas » n’est jamais un zéro : ces réponses sont comptées à part.",
    "Une fourchette compte par ses deux bouts dans un total, par son milieu dans une médiane.",
    "Des kilos, des litres et des articles ne s’additionnent pas et ne se convertissent pas.",
    "Un chiffre inhabituel que personne n’a confirmé n’entre dans aucun total.",
    "Une estimation, quand il y en a une, est donnée à part, avec son intervalle et sa méthode.",
)


def report_paper(report: Report, palette: Palette | None = None, photos: Sequence[Photo] = ()) -> ReadingPaper:
    """The whole paper; chapters of which nothing is known are left out. ``photos``: those their authors agreed to."""
    made = report.made_at.astimezone(PARIS).date()
    body = f", {report.body_name}" if report.body_name else ""
    return ReadingPaper(
        code="bilan",
        kind="Bilan de l’édition",
        title=report.edition.name,
        under=f"{report.edition.days_text[:1].upper()}{report.edition.days_text[1:]}{body}",
        chapters=(
            Chapter("L’essentiel", _essentials(report)),
            Chapter("Qui a participé", _taking_part(report)),
            Chapter("Les visiteurs", visits(report)),
            Chapter("Ventes et objets réemployés", sales(report)),
            Chapter("Ce qu’en disent les boutiques", opinions(report)),
            Chapter("En images", (Photos(tuple(photos)),) if photos else ()),
            Chapter("Les animateurs des collectivités", animators(report)),
            Chapter("Émissions évitées", avoided(report)),
            Chapter("Matériel et imprimés", goods_told(report)),
            Chapter("Ce que l’édition a coûté", money_told(report)),
            Chapter("Ce qui a duré", lasting_told(report)),
            Chapter("Les mois d’après", follow_ups(report)),
            Chapter("D’une édition à l’autre", against_told(report)),
            Chapter("Ce que nous en retenons", _matrix(report)),
            Chapter("Les preuves", _proved(report)),
            Chapter("Comment lire ce bilan", (Points(METHOD),)),
        ),
        closing=f"Bilan établi le {day_in_words(made)} à partir de {report.received.in_words}.",
        summary=True,
        palette=palette or Palette(),
        made_at=report.made_at,
    )


def _essentials(report: Report) -> tuple[Block, ...]:
    cards = tuple(Card(one.label, one.value, one.respondents, one.few) for one in report.headlines)
    took = report.taking_part
    aim = f", pour un objectif de {number(took.objective)}" if took.objective else ""
    opened = f"{plural(took.shops, 'boutique')} ouverte{'s' if took.shops > 1 else ''} ensemble{aim}"
    lines = [f"{opened}, dans {plural(len(took.by_epci), 'collectivité')}.", f"{report.received.in_words}."]
    if spent := [
        f"{euros(found.cents)}{NBSP}{tax.label}"
        for tax in (Tax.TTC, Tax.HT)
        if (found := amount_of(report.money.totals, Stage.SPENT, tax))
    ]:
        apart = f" ({enumerate_in_words(one.lower() for one in report.money.overhead)} non comptés)"
        lines.append(f"{enumerate_in_words(spent)} dépensés{apart if report.money.overhead else ''}.")
    lines += report.lasting.sentences[:2]
    blocks: list[Block] = [Cards(cards), Points(tuple(lines))]
    if any(one.few for one in report.headlines):
        blocks.append(
            Note("Moins de la moitié a répondu à certaines questions : ces chiffres sont à lire avec prudence.")
        )
    return tuple(blocks)


def _taking_part(report: Report) -> tuple[Block, ...]:
    took = report.taking_part
    if not took.shops:
        return ()
    came = plural(took.shops, "boutique participante", "boutiques participantes")
    days = tuple(Bar(day_in_words(day, year=False), many, plural(many, "boutique")) for day, many in took.by_day)
    blocks: list[Block] = [
        Points((f"{came} sur {number(took.invited)} invitées.",)),
        Bars("Boutiques ouvertes, jour par jour", "Boutiques", days),
        _counts_table("Par EPCI", "Collectivité", took.by_epci),
        _counts_table("Par réseau", "Réseau", took.by_network),
    ]
    if took.activities:
        rows = tuple(Bar(label, many, plural(many, "boutique")) for label, many in took.activities)
        blocks.append(Bars("Les petits plus annoncés", "Boutiques", rows))
    return tuple(blocks)


def _matrix(report: Report) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if report.points:
        corners = tuple(
            Corner(one.label, tuple(point.in_words for point in report.of(one)), _COLOURS[one]) for one in Quadrant
        )
        blocks.append(Matrix(corners))
    if report.resolutions:
        rows = tuple(
            (one.text, one.who or "à dire", date_in_figures(one.due_on) if one.due_on else "",
             one.settled.label if one.settled else "À faire")
            for one in report.resolutions
        )  # fmt: skip
        blocks.append(Table("Décisions pour la prochaine édition", ("Décision", "Qui", "Pour le", "État"), rows))
    return tuple(blocks)


def _proved(report: Report) -> tuple[Block, ...]:
    """Short: how many are there, then the list; the files themselves are in the exported folder."""
    if report.evidence is None:
        return ()
    told = report.evidence
    rows = tuple((one.title, one.proves, one.state) for one in told.pieces)
    return (
        Cards(
            (
                Card(
                    "Preuves réunies",
                    f"{number(told.existing)} sur {number(told.wanted)}",
                    f"{number(told.wanted - told.existing)} à créer",
                ),
            )
        ),
        Table("Ce que l’édition peut montrer", ("Preuve", "Ce qu’elle prouve", "Où elle en est"), rows),
    )


def _counts_table(title: str, header: str, counts: Sequence[tuple[str, int]]) -> Table:
    return Table(title, (header, "Boutiques"), tuple((name, number(many)) for name, many in counts), (1,))
