"""« Plan média »: spaces by date, what they cost HT or TTC, out in a file."""

from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural, short_date
from campaign.editions.model import Edition
from campaign.media.model import Space, SpaceKind, SpaceState, totals
from campaign.media.spaces import LABELS, add_space, change_space, remove_space
from campaign.media.views import outlets, spaces
from campaign.planning.money import Tax, euros
from campaign.ui.chips import chip_column
from campaign.ui.downloads import export_menu
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import card, empty, line, same_in_a_table
from campaign.ui.media_words import FILE, may_write, put_away
from campaign.ui.navigation import is_phone
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

HEADERS = ("Du", "Au", "Intitulé", "Type", "Média", "Quantité", "Format", "Prévu (€)", "Engagé (€)", "Dépensé (€)",
           "Montants", "État", "Note")  # fmt: skip
STATES = {
    SpaceState.IDEA: "gray", SpaceState.BOOKED: "blue", SpaceState.RUNNING: "green", SpaceState.DONE: "violet",
    SpaceState.DROPPED: "red",
}  # fmt: skip
_BARS = {
    SpaceState.IDEA: "#F3DFBC", SpaceState.BOOKED: "#A9CDEB", SpaceState.RUNNING: "#8FD3C4", SpaceState.DONE: "#CDB4E3",
    SpaceState.DROPPED: "#FFA9B0",
}  # fmt: skip
_INK = "#34142E"


def plan_words(db: Database, agent: Agent, edition: Edition) -> str:
    """« Avril 2014 : 5 espaces, 3 réservés ou en cours. »"""
    listed = spaces(db, agent, edition.id)
    if not listed:
        return f"{edition.name} : aucun espace prévu."
    firm = sum(one.state in (SpaceState.BOOKED, SpaceState.RUNNING, SpaceState.DONE) for one in listed)
    return f"{edition.name} : {plural(len(listed), 'espace')}, dont {firm} réservés, en cours ou terminés."


def plan_tab(db: Database, agent: Agent, edition: Edition) -> None:
    """The calendar, the table and the totals."""
    listed = spaces(db, agent, edition.id)
    if not listed:
        said = "Encarts, magazines, abribus, radio : notez les dates, le format, et le coût, HT ou TTC."
        empty("Aucun espace au plan média.", said, drawing="clock")
        return
    work, context = st.columns([2.3, 1])
    with work:
        st.altair_chart(_calendar(listed, edition), width="stretch")
        chosen = _table(listed)
        export_menu(f"plan-media-edition-{edition.id}", "Plan média", HEADERS, [_exported(one) for one in listed])
    with context:
        _detail(db, agent, edition, chosen)
        _totals(listed)
    same_in_a_table(
        [{"Quand": _dates(one), "Espace": one.title, "État": one.state.label, "Prévu": _cost(one.planned, one.tax)}
         for one in listed]
    )  # fmt: skip


def _calendar(listed: list[Space], edition: Edition) -> alt.LayerChart:
    """A bar a space; the days of the event as dashed lines."""
    table = pd.DataFrame(
        {
            "space": [f"{one.title}\u200b{'' if rank == 0 else chr(0x200B) * rank}" for rank, one in enumerate(listed)],
            "from": [pd.Timestamp(one.starts_on) for one in listed],
            "to": [pd.Timestamp(one.ends_on) + pd.Timedelta(days=1) for one in listed],
            "state": [one.state.label for one in listed],
            "colour": [_BARS[one.state] for one in listed],
        }
    )
    axis = alt.Axis(format="%d/%m", grid=True, gridColor="#EFE2CF", labelColor=_INK, domain=False, tickCount=8)
    most = 110 if is_phone() else 230  # px of a label
    left = alt.Axis(ticks=False, domain=False, labelLimit=most, labelColor=_INK, labelPadding=8)
    down = alt.Y("space:N", sort=None, title=None, axis=left)
    base = alt.Chart(table).encode(y=down)
    bars = base.mark_bar(height=18, cornerRadius=4, stroke=_INK, strokeWidth=0.8).encode(
        x=alt.X("from:T", title=None, axis=axis), x2="to:T", color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip("space:N", title="Espace"), alt.Tooltip("state:N", title="État")],
    )  # fmt: skip
    words = base.mark_text(align="left", dx=5, fontSize=11, fontWeight=600, color=_INK).encode(
        x="from:T", text="state:N"
    )
    days = alt.Chart(pd.DataFrame({"day": [pd.Timestamp(day) + pd.Timedelta(hours=12) for day in edition.days]}))
    rules = days.mark_rule(color="#CE3418", strokeDash=[4, 3], strokeWidth=2).encode(x="day:T")
    drawn = bars + rules if is_phone() else bars + rules + words  # no room for words on a phone's bars
    chart = drawn.properties(height=34 * len(listed) + 34, background="transparent")
    return chart.configure_view(strokeWidth=0).configure_axis(labelFont="Figtree", labelFontSize=12)


def _table(listed: list[Space]) -> Space:
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Quand": [_dates(one) for one in listed],
                "Espace": [one.title for one in listed],
                "État": [[one.state.label] for one in listed],
                "Prévu": [_cost(one.planned, one.tax) for one in listed],
                "Engagé": [_cost(one.committed, one.tax) for one in listed],
                "Dépensé": [_cost(one.spent, one.tax) for one in listed],
                "Type": [one.kind.label for one in listed],
                "Média": [one.outlet for one in listed],
            }
        ),
        hide_index=True,
        height="content",
        on_select="rerun",
        selection_mode="single-row-required",
        column_config={
            "Quand": st.column_config.TextColumn(width=178),
            "Espace": st.column_config.TextColumn(width=190),
            "État": chip_column("État", STATES, width=110),
        },
        alt=f"{plural(len(listed), 'espace')} : dates, état, coûts",
        key="plan-table",
    )
    rows = picked["selection"]["rows"]
    return listed[rows[0]] if rows and rows[0] < len(listed) else listed[0]


def _detail(db: Database, agent: Agent, edition: Edition, one: Space) -> None:
    with st.container(border=True):
        st.header(plain(one.title), anchor=False)
        with line():
            st.badge(one.state.label, color=STATES[one.state])
            st.badge(one.kind.label, color="gray")
        facts = [
            ("event", _dates(one)),
            ("newspaper", one.outlet),
            ("tag", plural(one.quantity, "exemplaire") if one.quantity else ""),
            ("aspect_ratio", one.format),
        ]
        st.markdown("  \n".join(f":material/{icon}: {plain(text)}" for icon, text in facts if text))
        for label, cents in (("Prévu", one.planned), ("Engagé", one.committed), ("Dépensé", one.spent)):
            st.markdown(f"{label} : **{_cost(cents, one.tax) or 'non connu'}**")
        if one.note:
            st.markdown(f":gray[{plain(one.note)}]")
        if may_write(agent):
            with line():
                if st.button("Modifier", icon=":material/edit:", key="edit-space"):
                    edit_space(edition.id, one.id)
                if st.button("Retirer", icon=":material/delete:", type="tertiary", key="remove-space"):
                    put_away(remove_space, db, agent, "space", one.id, f"« {one.title} » est retiré du plan.")


def _totals(listed: list[Space]) -> None:
    found = totals(listed)
    with card("Totaux"):
        for one in found:
            rest = f", pour {plural(one.known, 'espace')} sur {one.out_of}" if one.known < one.out_of else ""
            st.markdown(f"{one.label} : **{euros(one.cents)} {one.tax.label}**:gray[{rest}]")
        if not found:
            st.markdown(":gray[Aucun montant connu.]")
        elif len({one.tax for one in found}) > 1:
            st.markdown(":gray[HT et TTC ne s’additionnent pas.]")


def _dates(one: Space) -> str:
    if one.starts_on == one.ends_on:
        return short_date(one.starts_on, year=True)
    same = one.starts_on.year == one.ends_on.year
    return f"{short_date(one.starts_on, year=not same)} – {short_date(one.ends_on, year=True)}"


def _cost(cents: int | None, tax: Tax) -> str:
    return "" if cents is None else f"{euros(cents)} {tax.label}"


def _exported(one: Space) -> tuple[object, ...]:
    amounts = ["" if cents is None else f"{cents / 100:.2f}".replace(".", ",")
               for cents in (one.planned, one.committed, one.spent)]  # fmt: skip
    return (one.starts_on, one.ends_on, one.title, one.kind, one.outlet, one.quantity, one.format, *amounts, one.tax,
            one.state, one.note)  # fmt: skip


@st.dialog("Espace du plan média", width="medium", icon=":material/campaign:")
def edit_space(edition_id: int, space_id: int | None) -> None:
    """The dialog: new when ``space_id`` is None."""
    agent, db = require_agent(FILE)
    one = next((found for found in spaces(db, agent, edition_id) if found.id == space_id), None)
    form = f"space-form-{space_id or 'new'}"
    seen = version_read(form, f"{form}-title", one.version if one else 0)
    kinds, states, taxes = list(SpaceKind), list(SpaceState), list(Tax)
    typed: dict[str, object] = {
        "title": st.text_input(LABELS["title"], one.title if one else "", max_chars=120,
                               placeholder="Ex. demi-page du magazine de mars", key=f"{form}-title")
    }  # fmt: skip
    left, right = st.columns(2)
    typed["kind"] = left.selectbox(
        LABELS["kind"], kinds, kinds.index(one.kind) if one else None, format_func=lambda kind: kind.label,
        placeholder="Choisir", key=f"{form}-kind",
    ) or ""  # fmt: skip
    known = {found.id: found.name for found in outlets(db, agent)}
    ids = list(known)
    typed["outlet_id"] = right.selectbox(
        LABELS["outlet_id"], ids, ids.index(one.outlet_id) if one and one.outlet_id in known else None,
        format_func=known.get, placeholder="Facultatif", key=f"{form}-outlet",
    )  # fmt: skip
    begins, ends = st.columns(2)
    typed["starts_on"] = begins.date_input(
        LABELS["starts_on"], one.starts_on if one else None, format="DD/MM/YYYY", key=f"{form}-starts"
    )
    typed["ends_on"] = ends.date_input(
        LABELS["ends_on"], one.ends_on if one else _same(typed["starts_on"]), format="DD/MM/YYYY", key=f"{form}-ends"
    )
    many, shape = st.columns(2)
    typed["quantity"] = many.text_input(LABELS["quantity"], str(one.quantity) if one and one.quantity else "")
    typed["format"] = shape.text_input(LABELS["format"], one.format if one else "", placeholder="120 × 176 cm, 30 s…")
    columns = st.columns(4)
    for column, name in zip(columns, ("planned", "committed", "spent"), strict=False):
        cents = getattr(one, name) if one else None
        shown = "" if cents is None else f"{cents / 100:.2f}".replace(".", ",")
        typed[name] = column.text_input(f"{LABELS[name].removeprefix('Coût ').capitalize()} (€)", shown,
                                        placeholder="inconnu", key=f"{form}-{name}")  # fmt: skip
    typed["tax"] = columns[3].segmented_control(
        LABELS["tax"], taxes, default=one.tax if one else None, format_func=lambda tax: tax.label, key=f"{form}-tax"
    ) or ""  # fmt: skip
    typed["state"] = st.segmented_control(
        LABELS["state"], states, default=one.state if one else SpaceState.IDEA, required=True,
        format_func=lambda state: state.label, key=f"{form}-state",
    )  # fmt: skip
    typed["note"] = st.text_area(LABELS["note"], one.note if one else "", height=70, key=f"{form}-note")
    if st.button("Enregistrer", type="primary", key=f"{form}-save"):
        with reporting("Espace enregistré.", operation_of=form) as outcome:
            if one:
                change_space(db, agent, one.id, seen, typed, form_operation(form))
            else:
                add_space(db, agent, edition_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _same(typed: object) -> date | None:
    return typed if isinstance(typed, date) else None
