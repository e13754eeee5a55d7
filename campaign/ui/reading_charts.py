"""Charts of a paper to read, on screen: bars, ranges, one edition against another. Prune ink, values said in words."""

import altair as alt
import pandas as pd

from campaign.documents.paper_content import Bars, Spans, Steps

PRUNE, GRID, LINK = "#34142E", "#EFE2CF", "#D9C3A5"
BEFORE, AFTER, RANGE = "#E89A00", "#00666B", "#8FD3C4"
_FONT = "Figtree"
_ROW = 32  # pixels
_NAME = 200
_LONGEST = 34  # signs of a label on the axis; the table has it whole


def bars_chart(content: Bars) -> alt.LayerChart:
    """Counts from zero, the value in words at the end of each bar."""
    table = pd.DataFrame(
        {"row": _labels([one.label for one in content.rows]), "value": [one.value for one in content.rows],
         "said": [one.said for one in content.rows]}
    )  # fmt: skip
    most = max([*table["value"], 1])
    across = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.25]))
    base = alt.Chart(table).encode(y=_down())
    bars = base.mark_bar(height=18, cornerRadiusEnd=3, color=RANGE).encode(x=across)
    words = base.mark_text(align="left", dx=6, fontSize=13, fontWeight=700, color=PRUNE).encode(x=across, text="said:N")
    return _finish((bars + words).properties(height=_ROW * len(table) + 8))


def spans_chart(content: Spans) -> alt.LayerChart:
    """A dot for an exact value, a band for a range; rows without a value stay in the table only."""
    known = [one for one in content.rows if one.low is not None and one.high is not None]
    table = pd.DataFrame(
        {"row": _labels([one.label for one in known]), "low": [one.low for one in known],
         "high": [one.high for one in known], "middle": [(one.low + one.high) / 2 for one in known],
         "said": [one.said for one in known]}
    )  # fmt: skip
    most = max([*table["high"], 1])
    axis = alt.Axis(title=None, grid=True, gridColor=GRID, ticks=False, domain=False, labelColor=PRUNE, tickCount=6,
                    labelExpr="replace(format(datum.value, ',.0f'), /,/g, '\u202f')")  # fmt: skip
    scale = alt.Scale(domain=[0, most * 1.04], nice=False)
    base = alt.Chart(table).encode(
        y=_down(), tooltip=[alt.Tooltip("row:N", title="Lieu"), alt.Tooltip("said:N", title=content.of)]
    )
    band = base.mark_bar(height=9, cornerRadius=4.5, color=RANGE).encode(
        x=alt.X("low:Q", axis=axis, scale=scale), x2="high:Q"
    )
    dots = base.mark_circle(size=75, color=AFTER, opacity=1).encode(x=alt.X("middle:Q", axis=axis, scale=scale))
    layers = band + dots
    if content.mark is not None:
        rule = alt.Chart(pd.DataFrame({"at": [content.mark]})).mark_rule(color=PRUNE, strokeDash=[4, 3])
        layers += rule.encode(x=alt.X("at:Q", axis=axis, scale=scale))
    return _finish(layers.properties(height=_ROW * len(table) + 30))


def steps_chart(content: Steps) -> alt.LayerChart:
    """A square for the edition before, a dot for this one, each row on its own scale from zero."""
    rows = []
    for label, one in zip(_labels([one.label for one in content.rows]), content.rows, strict=True):
        most = max(one.before or 0, one.after or 0) or 1
        before = one.before / most if one.before is not None else None
        after = one.after / most if one.after is not None else None
        # Words stand outside the pair, whichever side grew.
        grew = after is None or before is None or after >= before
        rows.append({"row": label, "before": before, "after": after, "said_before": _short(one.said_before),
                     "said_after": _short(one.said_after), "grew": grew})  # fmt: skip
    table = pd.DataFrame(rows)
    scale = alt.Scale(domain=[-0.25, 1.4])
    base = alt.Chart(table).encode(y=_down())

    def at(name: str) -> alt.X:
        return alt.X(f"{name}:Q", axis=None, scale=scale)

    layers = base.mark_rule(color=LINK, strokeWidth=3).encode(x=at("before"), x2="after:Q")
    layers += base.mark_square(size=150, color=BEFORE, opacity=1).encode(x=at("before"))
    layers += base.mark_circle(size=170, color=AFTER, opacity=1).encode(x=at("after"))
    for side, grows, weight in (
        ("before", True, 400),
        ("before", False, 400),
        ("after", True, 700),
        ("after", False, 700),
    ):
        left = (side == "before") is grows
        layers += (
            base.transform_filter(alt.datum.grew == grows)
            .mark_text(
                align="right" if left else "left", dx=-11 if left else 11, fontSize=13, fontWeight=weight, color=PRUNE
            )
            .encode(x=at(side), text=f"said_{side}:N")
        )
    return _finish(layers.properties(height=40 * len(table) + 8))


def _labels(labels: list[str]) -> list[str]:
    """Two rows of one name stay two rows: an invisible sign tells them apart."""
    shown: list[str] = []
    for rank, one in enumerate(labels):
        short = one if len(one) <= _LONGEST else f"{one[: _LONGEST - 1].rstrip()}…"
        shown.append(short + "\u200b" * rank if short in shown else short)
    return shown


def _short(said: str) -> str:
    """« 5 200 à 6 400 personnes »: who answered is said in the table."""
    return said.partition(",")[0].removesuffix("\u00a0personnes") if "répondant" in said else said


def _down() -> alt.Y:
    axis = alt.Axis(ticks=False, domain=False, labelPadding=8, labelLimit=_NAME)
    return alt.Y("row:N", sort=None, title=None, axis=axis)


def _finish(chart: alt.LayerChart) -> alt.LayerChart:
    return (
        chart.properties(padding={"left": 0, "right": 8, "top": 4, "bottom": 0})
        .configure_view(strokeWidth=0)
        .configure_axis(labelColor=PRUNE, labelFontSize=13, labelFont=_FONT)
        .configure_text(font=_FONT)
    )
