"""The page given back to one shop or animator: its own figures beside the median of all, never another's."""

from math import fsum

from campaign.accounts.model import SYSTEM, Actor, PersonalLink
from campaign.accounts.rights import guarded
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.base.french import NBSP, day_in_words, number, plural
from campaign.debrief.counted import OTHERS_BEHIND_A_MEDIAN, Participant
from campaign.debrief.model import Figure
from campaign.debrief.reach import known_teller
from campaign.documents.colours import Palette
from campaign.documents.paper_content import (
    Block,
    Card,
    Cards,
    Chapter,
    Note,
    Points,
    Quoted,
    Quotes,
    ReadingPaper,
    Table,
)
from campaign.editions.views import edition as edition_view
from campaign.identity.views import brand
from campaign.report.assembling import report_of
from campaign.report.counts import NEW, NOBODY, SOLD, VISITORS, most_told
from campaign.report.model import Line, Report, Settled

NOT_SHOWN = "trop peu de réponses"
MEDIAN = (
    "La médiane partage les répondants en deux : autant sont au-dessus, autant au-dessous ; « 12 sur 20 » dit combien "
    "ils sont. Elle n’est pas montrée "
    f"quand moins de {OTHERS_BEHIND_A_MEDIAN} autres sont derrière elle."
)
_HEADERS = ("Question", "Vous", "Médiane")
_LARGE = ("visitors", "sold", "people_met")


@guarded
def own_page(db: Database, by: Actor, link: PersonalLink, place_id: int) -> ReadingPaper:
    """The page of one of a contact's places.

    Raises:
        NotFound: another contact's link, another's place, one that did not take part, or told nothing yet.
    """
    if by.id != link.contact_id:
        raise NotFound("Ce lien n’est pas le vôtre.")
    known_teller(db, by, link.edition_id, place_id)
    return _page(db, link.edition_id, place_id)


@guarded
def place_page(db: Database, by: Actor, edition_id: int, place_id: int) -> ReadingPaper:
    """The same page, for an agent who sends or prints it.

    Raises:
        NotFound: a place that did not take part, or told nothing yet.
    """
    known_teller(db, by, edition_id, place_id)
    return _page(db, edition_id, place_id)


def _page(db: Database, edition_id: int, place_id: int) -> ReadingPaper:
    # Counted as the département sees it; what is given back holds this place's figures only.
    kept = brand(db)
    palette = Palette(kept.field, kept.accent, kept.second)
    return page_paper(report_of(db, SYSTEM, edition_view(db, edition_id)), place_id, palette)


def page_paper(report: Report, place_id: int, palette: Palette | None = None) -> ReadingPaper:
    """The page of one participant, from the report.

    Raises:
        NotFound: nobody of that number, or one that told nothing yet.
    """
    shop = next((one for one in report.shops if one.place_id == place_id), None)
    one = shop or next((found for found in report.animators if found.place_id == place_id), None)
    if one is None or not one.answers:
        raise NotFound("Votre page vous attend dès que vous aurez raconté vos journées.")
    lines = (*report.figures, *report.families) if shop else report.animator_figures
    told = {given.question for given in one.answers}
    mine = [line for line in lines if line.question.code in told and not line.question.item]
    made = report.made_at.astimezone(PARIS).date()
    return ReadingPaper(
        code="retour-boutique",
        kind="Votre page",
        title=one.name,
        under=f"{report.edition.name}, {report.edition.days_text}",
        chapters=(
            Chapter("Vos journées", _days(mine, one)),
            Chapter("Toutes ensemble", _together(report)),
            Chapter("La prochaine fois", _next_time(report)),
        ),
        closing=f"Page établie le {day_in_words(made)}. Vos chiffres ne sont montrés à aucune autre boutique.",
        palette=palette or Palette(),
        made_at=report.made_at,
    )


def _days(lines: list[Line], one: Participant) -> tuple[Block, ...]:
    cards, rows = [], []
    for line in lines:
        own, said = _own(line, one)
        if said == "":
            continue
        _, median = line.count.beside(one.place_id)
        usual = _median(line, median)
        rows.append(
            (line.question.label, said, f"{usual} ({number(line.count.answered)} sur {number(line.count.asked)})")
        )
        if own is not None and line.question.code in _LARGE:
            cards.append(Card(line.question.label, own.in_words, f"médiane{NBSP}: {usual}"))
    blocks: list[Block] = [Cards(tuple(cards))] if cards else []
    blocks.append(Table("Vos chiffres, à côté de la médiane", _HEADERS, tuple(rows), (1, 2),
                        empty="Vous n’avez donné aucun chiffre : ce n’est pas un zéro."))  # fmt: skip
    blocks.append(Note(MEDIAN))
    said = tuple(Quoted(given.text, "Vous") for given in one.answers if given.question == "moment" and given.text)
    return (*blocks, Quotes(said)) if said else tuple(blocks)


def _own(line: Line, one: Participant) -> tuple[Figure | None, str]:
    """What it gave in the unit of a line, as it gave it: unusual or not, nobody else reads it. '' in another unit."""
    days = one.days if line.question.per_day else (None,)
    given = [found for day in days if (found := one.answer(line.question.code, day))]
    figures = [found.figure for found in given if found.figure and found.figure.unit is line.count.unit]
    if figures:
        total = Figure(fsum(one.low for one in figures), fsum(one.high for one in figures), line.count.unit)
        partly = f" ({plural(len(figures), 'jour')} sur {len(days)})" if len(figures) < len(days) else ""
        return total, f"{total.in_words}{partly}"
    unknown = any(found.unknown for found in given) and line.count.unit is line.question.units[0]
    return None, "je ne sais pas" if unknown else ""


def _together(report: Report) -> tuple[Block, ...]:
    """Sums of so few shops that each could read the others' in them are not given back."""
    enough = dict(_behind(report))
    cards = tuple(
        Card(head.label, head.value, head.respondents, head.few)
        if enough.get(head.label, 0) > OTHERS_BEHIND_A_MEDIAN
        else Card(head.label, NOBODY, NOT_SHOWN, weak=True)
        for head in report.headlines
    )  # fmt: skip
    took = report.taking_part
    opened = plural(took.shops, "boutique ouverte ensemble", "boutiques ouvertes ensemble")
    return (
        Cards(cards),
        Points((f"{opened}, dans {plural(len(took.by_epci), 'collectivité')}.",
                f"{report.received.in_words}. Rien n’est ajouté pour les autres.")),
    )  # fmt: skip


def _behind(report: Report) -> list[tuple[str, int]]:
    """How many shops are behind each of the figures told large."""
    told = [most_told(report.figures, code) for code in (VISITORS, SOLD, NEW)]
    many = [line.count.answered if line else 0 for line in told] + [report.footfall.told if report.footfall else 0]
    return [(head.label, count) for head, count in zip(report.headlines, many, strict=True)]


def _next_time(report: Report) -> tuple[Block, ...]:
    decided = tuple(one.text for one in report.resolutions if one.settled is not Settled.DROPPED)
    return (Points(decided),) if decided else ()


def _median(line: Line, median: float | None) -> str:
    if median is None:
        return NOT_SHOWN
    middle = round(median, 1)
    return Figure(middle, middle, line.count.unit).in_words
