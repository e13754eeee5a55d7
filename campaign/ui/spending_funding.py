"""« Plans et partenaires »: what each pays and what is left of what it granted, several at once, line by line."""

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import plural
from campaign.documents.paper_content import Bars
from campaign.editions.model import Edition
from campaign.planning.envelopes import Holding, Paid, Use, paid_by, together
from campaign.planning.model import Fund, Stage, amount_of, shares_in_words
from campaign.planning.money import Tax, percent
from campaign.planning.money_paper import envelope_blocks, left_in_words
from campaign.planning.views import Spending
from campaign.ui.layout import card, empty, line, same_in_a_table
from campaign.ui.plain import plain
from campaign.ui.reading_charts import bars_chart
from campaign.ui.spending_funds import edit_envelopes, edit_funds, edit_shares
from campaign.ui.spending_words import UNKNOWN, cost, may_write

_MOST_ROWS = 15


def funding_tab(db: Database, agent: Agent, edition: Edition, seen: Spending) -> None:
    """Which plans, what each pays, what they pay together, and their lines."""
    if not seen.funds:
        said = "Notez les plans et les partenaires qui paient, puis la part de chacun et ce qu’il accorde."
        empty("Aucun plan ni partenaire.", said)
    chosen = _chosen(edition, seen)
    _acts(agent, edition, seen)
    if not chosen:
        return
    held = {one.fund.id: one for one in seen.holdings}
    for first in range(0, len(chosen), 3):
        row = chosen[first : first + 3]
        for column, fund in zip(st.columns(max(len(row), min(len(chosen), 3))), row, strict=False):
            with column, card(fund.name, fund.kind.label, height="stretch"):
                _fund(seen, fund, held.get(fund.id))
    paid = paid_by(seen.lines, [fund.id for fund in chosen], seen.shares)
    left, right = st.columns([1.4, 1])
    with left:
        _lines(seen, chosen, paid)
    with right:
        if len(chosen) > 1:
            with card("Ensemble"):
                st.markdown(_stages(together(paid)))
                st.markdown(":gray[Une dépense de plusieurs plans n’y compte qu’une fois. HT et TTC à part.]")
        _chart(seen, chosen)
        _nobody(seen)


def _chosen(edition: Edition, seen: Spending) -> list[Fund]:
    """Those whose money is looked at; all of them at first. Archived ones are there while they pay."""
    paying = {one.fund.id for one in seen.funding if one.fund} | {one.fund.id for one in seen.holdings}
    listed = {one.id: one for one in seen.funds if one.archived_at is None or one.id in paying}
    if len(listed) < 2:
        return list(listed.values())
    picked = st.pills(
        "Plans et partenaires", list(listed), selection_mode="multi", default=list(listed),
        format_func=lambda one: listed[one].name, key=f"funds-seen-{edition.id}",
    )  # fmt: skip
    if not picked:
        st.markdown(":gray[Choisissez un plan ou un partenaire, ou plusieurs.]")
    return [one for one in listed.values() if one.id in picked]


def _acts(agent: Agent, edition: Edition, seen: Spending) -> None:
    usual = shares_in_words(seen.shares, seen.funds)
    said = f"Répartition habituelle : {usual}." if usual else "Aucune répartition habituelle."
    st.markdown(f":gray[{plain(said)} Frais généraux non comptés.]")
    if may_write(agent):
        with line():
            if seen.open_funds and st.button("Répartir", icon=":material/percent:", key="share-funding"):
                edit_shares(edition.id)
            if seen.open_funds and st.button("Enveloppes", icon=":material/savings:", key="envelopes"):
                edit_envelopes(edition.id)
            if st.button("Plans et partenaires", icon=":material/account_balance:", type="tertiary", key="funds"):
                edit_funds(edition.id)


def _fund(seen: Spending, fund: Fund, held: Holding | None) -> None:
    """« Combien paie-t-il, engagé, dépensé, reste ? »"""
    found = next((one for one in seen.funding if one.fund and one.fund.id == fund.id), None)
    sums = {(one.stage, one.tax): one.cents for one in found.amounts} if found else {}
    st.markdown(_stages(sums))
    if held is None:
        st.markdown(":gray[Pas d’enveloppe notée.]")
        return
    granted, used = held.envelope.granted or 0, held.used(Use.TAKEN)
    st.markdown(f"Accordé : **{cost(granted, held.envelope.tax)}**")
    if granted and not used.without_rate:
        st.progress(min(used.cents / granted, 1.0), f"{percent(used.cents * 100 // granted * 100)} engagés ou dépensés")
    told = []
    for use, name in ((Use.TAKEN, "Reste à engager"), (Use.PLANNED, "Reste si tout le prévu est dépensé")):
        left = held.left(use)
        words = plain(left_in_words(held, use))
        told.append(f"{name} : {f':red[**{words}**]' if left is None or left < 0 else f'**{words}**'}")
    st.markdown("  \n".join(told))
    if any(one.turned for one in held.uses):
        other = held.envelope.tax.other.label
        st.markdown(f":gray[Ce reste compte les lignes {other} converties au taux de chacune.]")


def _stages(sums: dict[tuple[Stage, Tax], int]) -> str:
    told = []
    for stage in Stage:
        known = [cost(sums[stage, tax], tax) for tax in (Tax.TTC, Tax.HT) if (stage, tax) in sums]
        told.append(f"{stage.label} : **{plain(' · '.join(known) or UNKNOWN)}**")
    return "  \n".join(told)


def _parts(seen: Spending, chosen: list[Fund], one: Paid) -> dict[str, str]:
    """What each of these plans pays of a line, as a percent."""
    shares = dict(one.line.shares or seen.shares)
    return {fund.name: percent(shares[fund.id]) if fund.id in shares else "" for fund in chosen}


def _lines(seen: Spending, chosen: list[Fund], paid: tuple[Paid, ...]) -> None:
    """Each line once, with the part these plans pay of it."""
    names = chosen[0].name if len(chosen) == 1 else plural(len(chosen), "financement")
    with card(f"Ce que paie {names}" if len(chosen) == 1 else f"Ce que paient {names}", len(paid)):
        if not paid:
            st.markdown(":gray[Aucune dépense pour l’instant.]")
            return
        rows = [
            {"Libellé": one.line.label, **{stage.label: cost(one.cents(stage), one.line.tax) for stage in Stage},
             **_parts(seen, chosen, one)}
            for one in paid
        ]  # fmt: skip
        st.dataframe(
            pd.DataFrame(rows), hide_index=True, height="content" if len(rows) < _MOST_ROWS else 420,
            column_config={"Libellé": st.column_config.TextColumn(width=200),
                           **{stage.label: st.column_config.TextColumn(width=104) for stage in Stage},
                           **{fund.name: st.column_config.TextColumn(width=84) for fund in chosen}},
            alt=f"{plural(len(rows), 'dépense')} : libellé, part payée, montants de cette part", key="paid-table",
        )  # fmt: skip
        same_in_a_table(rows)


def _chart(seen: Spending, chosen: list[Fund]) -> None:
    """What is taken of each envelope, one chart a tax, then the whole of it in a table."""
    mine = [one for one in seen.holdings if one.fund in chosen]
    if not mine:
        return
    with card("Enveloppes"):
        for one in envelope_blocks(mine):
            if isinstance(one, Bars):
                st.markdown(f"**{plain(one.title)}**")
                st.altair_chart(bars_chart(one), width="stretch")
        same_in_a_table([
            {"Plan ou partenaire": one.fund.name, "Accordé": cost(one.envelope.granted, one.envelope.tax),
             **{f"Reste sur {use.label.lower()}": left_in_words(one, use) for use in Use}}
            for one in mine
        ])  # fmt: skip


def _nobody(seen: Spending) -> None:
    """What no plan pays: to be shared out."""
    found = next((one for one in seen.funding if one.fund is None), None)
    if found:
        with card("Non réparti"):
            known = [cost(one.cents, tax) for tax in Tax if (one := amount_of(found.amounts, Stage.PLANNED, tax))]
            st.markdown(_stages({(one.stage, one.tax): one.cents for one in found.amounts}))
            st.markdown(f":gray[{'À répartir. ' if known else ''}Ni plan ni partenaire ne paie ces dépenses.]")
