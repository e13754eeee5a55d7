"""The two charts of issue's screens: the funnel's bars and the bar towards the objective. Prune ink, words on bars."""

import altair as alt
import pandas as pd

from campaign.base.french import plural
from campaign.participation.model import Funnel

PRUNE, TOMATE = "#34142E", "#CE3418"
_BARS = ["#F3DFBC", "#8FD3C4", "#3EA39D", "#00666B"]
_FONT = "Figtree"


def funnel_bars(funnel: Funnel) -> alt.LayerChart:
    """Invited, opened, answered, confirmed, with the objective as a dashed rule."""
    table = pd.DataFrame(
        {
            "step": ["Invitées", "Lien ouvert", "Ont répondu", "Participent"],
            "shops": [funnel.invited, funnel.opened, funnel.answered, funnel.confirmed],
            "colour": _BARS,
        }
    )
    most = max(funnel.invited, funnel.objective or 0, 1)
    across = alt.X("shops:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.08]))
    down = alt.Y("step:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8))
    base = alt.Chart(table).encode(y=down)
    bars = base.mark_bar(height=20, cornerRadiusEnd=3).encode(x=across, color=alt.Color("colour:N", scale=None))
    figures = base.mark_text(align="left", dx=6, fontWeight=700, fontSize=13, color=PRUNE).encode(
        x=across, text="shops:Q"
    )
    layers = bars + figures
    if funnel.objective:
        rule = alt.Chart(pd.DataFrame({"shops": [funnel.objective]})).mark_rule(
            color=TOMATE, strokeDash=[4, 3], strokeWidth=2
        )
        layers += rule.encode(x=across)
    return _finish(layers.properties(height=150))


def funnel_in_words(funnel: Funnel) -> str:
    """What the bars show, for screen readers."""
    text = (
        f"Invitées {funnel.invited}, lien ouvert {funnel.opened}, ont répondu {funnel.answered}, "
        f"participent {funnel.confirmed}"
    )
    return f"{text}, objectif {funnel.objective}" if funnel.objective else text


def objective_bar(funnel: Funnel) -> alt.LayerChart:
    """One stacked bar: yes, no, waiting, and the objective as a dashed rule."""
    declined = funnel.answered - funnel.confirmed
    parts = [
        ("oui", funnel.confirmed, "#00666B", "#FFFFFF"),
        ("non", declined, "#BBA9B6", PRUNE),
        ("", funnel.waiting, "#FFE3A3", PRUNE),
    ]
    starts = [0, funnel.confirmed, funnel.answered]
    most = max(funnel.invited, funnel.objective or 0, 1)
    table = pd.DataFrame(
        {
            "start": starts,
            "end": [start + part[1] for start, part in zip(starts, parts, strict=True)],
            "middle": [start + part[1] / 2 for start, part in zip(starts, parts, strict=True)],
            # A word that does not fit its piece of bar is said in the sentence below.
            "word": [f"{part[1]} {part[0]}" if part[0] and part[1] / most > 0.09 else "" for part in parts],
            "colour": [part[2] for part in parts],
            "ink": [part[3] for part in parts],
        }
    )
    across = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, most]))
    bars = alt.Chart(table).mark_bar(height=26).encode(x=across, x2="end:Q", color=alt.Color("colour:N", scale=None))
    words = (
        alt.Chart(table)
        .mark_text(fontWeight=700, fontSize=12)
        .encode(x=alt.X("middle:Q", axis=None), text="word:N", color=alt.Color("ink:N", scale=None))
    )
    layers = bars + words
    if funnel.objective:
        rule = alt.Chart(pd.DataFrame({"start": [funnel.objective]})).mark_rule(
            color=TOMATE, strokeDash=[4, 3], strokeWidth=2
        )
        layers += rule.encode(x=across)
    return _finish(layers.properties(height=42))


def objective_in_words(funnel: Funnel) -> str:
    """« 13 participent, 2 non, 5 en attente »."""
    declined = funnel.answered - funnel.confirmed
    verb = "participe" if funnel.confirmed < 2 else "participent"
    return f"{funnel.confirmed} {verb}, {declined} non, {funnel.waiting} en attente"


def missing_in_words(funnel: Funnel) -> str:
    """« il en manque 4 pour l’objectif de 17 », « l’objectif de 17 est atteint », '' without an objective."""
    if not funnel.objective:
        return ""
    if funnel.missing:
        return f"il en manque {funnel.missing} pour l’objectif de {funnel.objective}"
    return f"l’objectif de {plural(funnel.objective, 'boutique')} est atteint"


def _finish(chart: alt.LayerChart) -> alt.LayerChart:
    return (
        chart.properties(padding={"left": 0, "right": 5, "top": 4, "bottom": 0})
        .configure_view(strokeWidth=0)
        .configure_axis(labelColor=PRUNE, labelFontSize=13, labelFont=_FONT, labelLimit=160)
        .configure_text(font=_FONT)
    )
