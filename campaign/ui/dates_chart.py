"""Sets of days on a calendar: a column a week, a line for each way days follow one another, darker when worth more."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import altair as alt
import pandas as pd

from campaign.base.french import NBSP, plural, short_date
from campaign.consultation.comparing import pattern
from campaign.consultation.model import DaySet
from campaign.consultation.scoring import ScoredSet

PRUNE, WHITE, TOMATE, MARK = "#34142E", "#FFFFFF", "#CE3418", "#FFBE2E"
_SCALE = ["#EAF6F3", "#CFEDE6", "#8FD3C4", "#3EA39D", "#00666B", "#00474B"]
_FONT = "Figtree"
_ROW, _AXIS = 44, 34  # pixels
_WRITTEN = 16  # weeks; with more, a square is too small for its score
_WRITTEN_ON_PHONE = 7


def calendar_chart(scored: Sequence[ScoredSet], proposed: Collection[DaySet], *, phone: bool) -> alt.LayerChart:
    """The score of every set in its week; a ring round those proposed, a red dot where the calendar is against."""
    weeks = sorted({_monday(one) for one in scored})
    # The year where it changes only. Weeks of the same day in two years stay apart: a period lasts a year at most.
    names = {one: short_date(one, year=bool(rank) and one.year != weeks[rank - 1].year)
             for rank, one in enumerate(weeks)}  # fmt: skip
    low, high = min(one.score for one in scored), max(one.score for one in scored)
    middle = (low + high) / 2
    lines = {
        pattern(one.days): None for one in sorted(scored, key=lambda one: (one.days.span, one.days.first.weekday()))
    }
    table = pd.DataFrame(
        [
            {
                "week": names[_monday(one)],
                "line": pattern(one.days), "score": one.score, "days": one.days.in_words,
                "ink": WHITE if one.score > middle and low < high else PRUNE,
                "proposed": one.days in proposed, "against": against(one), "is_against": bool(against(one)),
            }
            for one in sorted(scored, key=lambda one: (one.days.first, one.score))
        ]
    )  # fmt: skip
    order = list(names.values())
    every = max(1, -(-len(weeks) // (6 if phone else 12)))
    across = alt.X(
        "week:N", sort=order, title=None,
        axis=alt.Axis(orient="top", ticks=False, domain=False, labelAngle=0, labelPadding=6,
                      values=[one for rank, one in enumerate(order) if rank % every == 0]),
    )  # fmt: skip
    down = alt.Y("line:N", sort=list(lines), title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8))
    base = alt.Chart(table).encode(x=across, y=down, tooltip=[
        alt.Tooltip("days:N", title="Jours"), alt.Tooltip("score:Q", title="Points"),
        alt.Tooltip("against:N", title="Calendrier"),
    ])  # fmt: skip
    spread = alt.Scale(domain=[low, high] if low < high else [low - 1, high], range=_SCALE)
    layers = base.mark_rect(cornerRadius=6, stroke="#FFFDF8", strokeWidth=3).encode(
        color=alt.Color("score:Q", scale=spread, legend=None)
    )
    layers += (
        base.transform_filter(alt.datum.proposed)
        .mark_rect(cornerRadius=6, filled=False, stroke=MARK, strokeWidth=4)
    )  # fmt: skip
    many = len(weeks) > (_WRITTEN_ON_PHONE if phone else _WRITTEN)
    # Two layers for two inks: a colour without scale would share that of the squares, and Vega breaks.
    for ink in () if many else (PRUNE, WHITE):
        layers += (
            base.transform_filter(alt.datum.ink == ink)
            .mark_text(fontSize=14, fontWeight=800, color=ink)
            .encode(text="score:Q")
        )
    # White under the red: the dot is seen on the darkest squares too.
    for size, colour in ((19, WHITE), (13, TOMATE)):
        layers += base.transform_filter(alt.datum.is_against).mark_text(
            text="●", fontSize=size, dx=0 if many else 17, dy=-14, color=colour
        )
    return _finish(layers.properties(height=_ROW * len(lines) + _AXIS))


def against(one: ScoredSet) -> str:
    """« férié, vacances »: what the calendar holds against a set, '' when nothing does."""
    found = ["jour férié"] if one.public_holidays else []
    found += [f"«{NBSP}{rival.name}{NBSP}»" for rival in one.rival_events]
    found += ["vacances scolaires"] if one.school_holidays else []
    found += ["vacances scolaires non connues"] if one.school_unknown else []
    return ", ".join(found)


def calendar_in_words(scored: Sequence[ScoredSet]) -> str:
    """What the squares show, for screen readers."""
    best = max(scored, key=lambda one: (one.score, len(one.open)))
    count = plural(len(scored), "jeu de jours", "jeux de jours")
    return f"{count} semaine par semaine ; le mieux noté : {best.days.in_words}, {plural(best.score, 'point')}"


def _monday(one: ScoredSet) -> date:
    return one.days.first - timedelta(days=one.days.first.weekday())


def _finish(chart: alt.LayerChart) -> alt.LayerChart:
    return (
        chart.properties(padding={"left": 0, "right": 5, "top": 4, "bottom": 0})
        .configure_view(strokeWidth=0)
        .configure_axis(labelColor=PRUNE, labelFontSize=13, labelFont=_FONT, labelLimit=170)
        .configure_text(font=_FONT)
    )
