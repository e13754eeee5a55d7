"""« Suivi »: what is out, late, missing, damaged, lost and its value, of an edition or of all, on one screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import date_in_figures, plural
from campaign.deliveries.owed import Gap, GapKind
from campaign.deliveries.reminding import reminders
from campaign.deliveries.views import Outstanding, outstanding
from campaign.editions.model import Edition
from campaign.editions.views import editions
from campaign.stock.model import Item, Piece
from campaign.ui.chips import chip_column
from campaign.ui.deliveries_words import name_of
from campaign.ui.downloads import export_menu
from campaign.ui.layout import empty, line, number_parameter, parameter, same_in_a_table
from campaign.ui.returns_due import due_control
from campaign.ui.returns_gaps import gaps_card
from campaign.ui.stock_words import money, what

ONE, ALL = "Cette édition", "Toutes les éditions"
STATES = {
    "Dehors": "gray",
    "En retard": "orange",
    "Manquant": "red",
    "Abîmé": "yellow",
    "En trop": "blue",
    "Perdu": "violet",
}
_METRICS = (
    ("Dehors", "out", "chez les partenaires"),
    ("En retard", "late", "à réclamer"),
    ("Manquants", "missing", "à retrouver"),
    ("Abîmés", "damaged", "à réparer"),
    ("Perdus", "lost", "remplacés ou sortis du stock"),
)
HEADERS = ("État", "Référence", "Article", "Quantité", "Lieu", "Édition", "Attendu le", "Relances", "Valeur (€)")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the follow-up, whatever it comes from."""

    state: str
    item: Item
    piece: Piece | None
    quantity: int
    place: str
    edition: str
    due: str
    reminded: int
    value_cents: int


def follow_tab(db: Database, agent: Agent, edition: Edition) -> None:
    """Figures, gaps to settle, table, file."""
    # A link that names no edition (the dashboard's) speaks of all of them.
    first = ALL if parameter("onglet") == "suivi" and number_parameter("edition") is None else ONE
    with line():
        scope = st.segmented_control(
            "De quelle édition", (ONE, ALL), default=first, required=True, label_visibility="collapsed",
            key="follow-scope",
        )  # fmt: skip
        if scope == ONE:
            due_control(db, agent, edition)
    still = outstanding(db, agent, edition.id if scope == ONE else None)
    _figures(still)
    gaps_card(
        db, agent, (*still.missing, *still.damaged, *still.surplus), settled_of=edition.id if scope == ONE else None
    )
    rows = _rows(db, agent, still)
    if not rows:
        empty(
            "Rien n’est dehors, rien n’est perdu.", "Ce qui est prêté et pas encore rendu se lit ici.", drawing="duck"
        )
        return
    states = [one for one in STATES if any(row.state == one for row in rows)]
    with line():
        state = None
        if len(states) > 1:
            state = st.pills("État", states, label_visibility="collapsed", key="follow-state", wrap=True)
        shown = [one for one in rows if state in (None, one.state)]
        export_menu("suivi-du-materiel", "Suivi", HEADERS, [_exported(one) for one in shown])
    _table(shown)


def _figures(still: Outstanding) -> None:
    with st.grid(5, min_column_width=140):
        for label, name, said in _METRICS:
            listed = getattr(still, name)
            value = still.value_of(name)
            st.metric(
                label, sum(one.quantity for one in listed), money(value) or said, delta_color="gray", delta_arrow="off",
                border=True, help=f"Pour les remplacer ; {said}" if value else None,
            )  # fmt: skip


def _rows(db: Database, agent: Agent, still: Outstanding) -> list[Row]:
    """Late things first, then gaps, then what is simply out, then what is lost."""
    names = {one.id: one.name for one in editions(db, agent)}
    asked = {one: reminders(db, agent, one) for one in {line.edition_id for line in still.out}}
    unsettled = {
        (gap.edition_id, gap.place_id, gap.item.id, gap.piece.id if gap.piece else None): gap for gap in still.missing
    }
    out = []
    for one in still.out:
        gap = unsettled.get((one.edition_id, one.place.id, one.item.id, one.piece.id if one.piece else None))
        # What a place says is missing is still written at that place: told once, as missing.
        quantity = one.quantity - (gap.quantity if gap else 0)
        if quantity > 0:
            state, reminded = "En retard" if one.late else "Dehors", asked[one.edition_id].get(one.place.id, 0)
            out.append(
                Row(
                    state, one.item, one.piece, quantity, name_of(one.place), names[one.edition_id],
                    date_in_figures(one.due_on), reminded, quantity * one.item.value_cents,
                )
            )  # fmt: skip
    words = {GapKind.MISSING: "Manquant", GapKind.DAMAGED: "Abîmé", GapKind.SURPLUS: "En trop"}
    gaps = [_of_gap(gap, words[gap.kind], names, asked) for gap in (*still.missing, *still.damaged, *still.surplus)]
    lost = [_of_gap(gap, "Perdu", names, asked) for gap in still.lost]
    return [
        *(one for one in out if one.state == "En retard"),
        *gaps,
        *(one for one in out if one.state == "Dehors"),
        *lost,
    ]


def _of_gap(gap: Gap, state: str, names: Mapping[int, str], asked: Mapping[int, Mapping[int, int]]) -> Row:
    reminded = asked.get(gap.edition_id, {}).get(gap.place_id, 0) if state == "Manquant" else 0
    return Row(
        state, gap.item, gap.piece, gap.quantity, gap.place_name, names[gap.edition_id], "", reminded, gap.value_cents
    )


def _table(shown: Sequence[Row]) -> None:
    said = [what(one.item, one.piece, one.quantity) for one in shown]
    said = [one[:1].upper() + one[1:] for one in said]
    st.dataframe(
        pd.DataFrame(
            {
                "État": [[one.state] for one in shown],
                "Quoi": said,
                "Lieu": [one.place for one in shown],
                "Édition": [one.edition for one in shown],
                "Attendu le": [one.due for one in shown],
                "Relances": [one.reminded or None for one in shown],
                "Valeur": [money(one.value_cents) for one in shown],
            }
        ),
        hide_index=True,
        placeholder="",
        height="content" if len(shown) < 16 else 590,
        column_config={
            "État": chip_column("État", STATES, width=110),
            "Quoi": st.column_config.TextColumn(width=260),
            "Lieu": st.column_config.TextColumn(width=240),
            "Édition": st.column_config.TextColumn(width=140),
            "Attendu le": st.column_config.TextColumn(width=105),
            "Relances": st.column_config.NumberColumn(width=80, help="Messages de rappel déjà demandés pour ce lieu"),
            "Valeur": st.column_config.TextColumn(width=90, alignment="right"),
        },
        alt=f"{plural(len(shown), 'ligne')} : ce qui est dehors, en retard, manquant, abîmé, perdu, et sa valeur",
        key="follow-table",
    )
    same_in_a_table(
        [
            {"État": one.state, "Quoi": words, "Lieu": one.place, "Édition": one.edition, "Attendu le": one.due,
             "Relances": one.reminded or "", "Valeur": money(one.value_cents)}
            for one, words in zip(shown, said, strict=True)
        ]
    )  # fmt: skip


def _exported(one: Row) -> tuple[object, ...]:
    reference = one.piece.reference(one.item) if one.piece else one.item.code
    return (
        one.state, reference, one.item.label, one.quantity, one.place, one.edition, one.due, one.reminded,
        one.value_cents / 100,
    )  # fmt: skip
