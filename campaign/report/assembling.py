"""A report put together from every room. Nothing is stored: the same answers give the same report."""

from dataclasses import replace
from functools import lru_cache

from campaign.accounts.model import Actor, Role
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.french import number
from campaign.base.settings import ASSETS
from campaign.debrief.counted import ChoiceCount
from campaign.debrief.impact import FACTORS_FILE, Factor, avoided, read_factors, with_own
from campaign.debrief.model import AnswerKind, Audience, Figure, State, Unit
from campaign.editions.model import Edition
from campaign.editions.views import editions
from campaign.identity.views import identity
from campaign.planning.model import Stage, amount_of
from campaign.planning.money import Tax
from campaign.planning.views import spending
from campaign.report import counts, rest
from campaign.report.facts import Against, Measure, Received
from campaign.report.model import Line, Point, Report
from campaign.report.participants import Asked, asked_of
from campaign.report.store import points_of, resolutions_of, settings_of

_NOUNS = {Audience.SHOP: "boutique", Audience.ANIMATOR: "collectivité"}


def report_of(db: Database, by: Actor, edition: Edition) -> Report:
    """Everything the report of an edition says today."""
    shops, animators = asked_of(db, by, edition)
    figures, families = _lines(shops, edition, Audience.SHOP)
    others, _ = _lines(animators, edition, Audience.ANIMATOR)
    known = {one.code: one for one in shops.questions}
    footfall = counts.footfall_of(known.get(counts.VISITORS), known.get(counts.ORDINARY), shops.of)
    visitors = counts.most_told(figures, counts.VISITORS)
    settings = settings_of(db, edition.id)
    points = points_of(db, edition.id)
    return Report(
        edition=edition,
        made_at=clock.now(),
        body_name=identity(db).body_name,
        shops=shops.participants,
        animators=animators.participants,
        received=_received(shops),
        received_animators=_received(animators),
        taking_part=rest.taking_part(db, by, edition, shops),
        headlines=tuple(counts.headlines_of(figures, footfall, len(edition.days))),
        figures=tuple(figures),
        families=tuple(families),
        choices=_choices(shops, edition, activities=False),
        activities=_choices(shops, edition, activities=True),
        animator_figures=tuple(others),
        animator_choices=_choices(animators, edition, activities=False),
        groups=tuple(counts.groups_of(shops.questions, shops.of)),
        footfall=footfall,
        money=rest.money(db, by, edition, len(shops.participants), visitors.count if visitors else None),
        avoided=avoided(counts.sold_by_family(families), with_own(factors(), settings.own_factors), settings.rate),
        settings=settings,
        lasting=rest.lasting(db, by, edition),
        goods=rest.goods(db, by, edition),
        said=rest.said((shops, animators)),
        remarks=rest.remarks(db, by, edition, (shops, animators)),
        points=tuple(_bare(one) for one in points) if by.role is Role.READER else tuple(points),
        resolutions=tuple(resolutions_of(db, edition.id)),
        against=_against(db, by, edition, shops, visitors),
        section_of={one.code: one.section for one in shops.questions},
        follow_ups=tuple((one.code, one.title) for one in shops.sections if one.after_months),
        evidence=rest.proved(db, by, edition),
    )


@lru_cache(maxsize=1)
def factors() -> tuple[Factor, ...]:
    """Our factors, with their sources."""
    return read_factors((ASSETS / FACTORS_FILE).read_text("utf-8"))


def _lines(asked: Asked, edition: Edition, audience: Audience) -> tuple[list[Line], list[Line]]:
    """The lines of figures, then those by family."""
    who = _NOUNS[audience]
    found: tuple[list[Line], list[Line]] = ([], [])
    for question in asked.questions:
        if counts.is_counted(question):
            of = found[counts.is_family(question)]
            of += counts.lines_of(question, asked.of(question), edition.days, who)
    # A family that nobody sells, or of which nobody spoke, has no line.
    return found[0], [one for one in found[1] if one.count.asked]


def _choices(asked: Asked, edition: Edition, *, activities: bool) -> tuple[ChoiceCount, ...]:
    wanted = [
        one
        for one in asked.questions
        if one.kind not in (AnswerKind.FIGURE, AnswerKind.TEXT) and counts.is_activity(one) is activities
    ]
    found = [count for one in wanted for count in counts.choices_of(one, asked.of(one), edition.days)]
    return tuple(one for one in found if one.asked)


def _received(asked: Asked) -> Received:
    states = [one.state for one in asked.lines]
    return Received(len(states), states.count(State.DONE), states.count(State.STARTED))


def _bare(point: Point) -> Point:
    """Without who said it: how many said it stays, under numbers that are nobody's."""
    return replace(point, remarks=tuple((-rank, "") for rank in range(1, point.places + 1)))


def former_edition(db: Database, by: Actor, edition: Edition) -> Edition | None:
    """The edition just before, cancelled ones left out."""
    before = [one for one in editions(db, by) if one.last_day < edition.first_day and not one.cancelled_on]
    return max(before, key=lambda one: one.last_day, default=None)


def _against(db: Database, by: Actor, edition: Edition, shops: Asked, visitors: Line | None) -> Against | None:
    former = former_edition(db, by, edition)
    if former is None:
        return None
    then, _ = asked_of(db, by, former)
    question = next((one for one in then.questions if one.code == counts.VISITORS), None)
    lines = counts.lines_of(question, then.of(question), former.days, "boutique") if question else []
    sides = (_side(db, by, former, then, counts.most_told(lines, counts.VISITORS)),
             _side(db, by, edition, shops, visitors))  # fmt: skip
    measures = []
    for label in sides[1]:
        (before, said_before), (after, said_after) = sides[0][label], sides[1][label]
        if before is not None or after is not None:
            measures.append(Measure(label, before, after, said_before, said_after))
    return Against(former.name, edition.name, tuple(measures))


def _side(
    db: Database, by: Actor, edition: Edition, shops: Asked, visitors: Line | None
) -> dict[str, tuple[Figure | None, str]]:
    """What is compared of one edition: (figure, in words), in the order of the chart."""
    took = rest.taking_part(db, by, edition, shops)
    received = _received(shops)
    found: dict[str, tuple[Figure | None, str]] = {
        "Boutiques": _exact(took.shops),
        "EPCI couverts": _exact(len([name for name, _ in took.by_epci])),
        "Petits plus": _exact(took.activity_count),
        "Bilans reçus": (_exact(received.done)[0], f"{number(received.done)} sur {number(received.asked)}"),
    }
    total = visitors.count.total if visitors else None
    said = f"{total.in_words.removeprefix('de ')}, {visitors.count.respondents}" if total and visitors else "inconnu"
    found["Visiteurs comptés"] = (total, said)
    seen = spending(db, by, edition.id)
    for tax in (Tax.TTC, Tax.HT):
        spent = amount_of(seen.totals, Stage.SPENT, tax)
        figure = Figure(spent.cents / 100, spent.cents / 100, Unit.EUROS) if spent else None
        found[f"Dépensé {tax.label}"] = (figure, figure.in_words if figure else "inconnu")
    return found


def _exact(many: int) -> tuple[Figure, str]:
    return Figure(many, many, Unit.PIECES), number(many)
