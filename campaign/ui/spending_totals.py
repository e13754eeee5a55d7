"""Total cards of « Dépenses »: TTC and HT each in its own, the cost for one shop and one visitor, natures."""

import streamlit as st

from campaign.base.french import enumerate_in_words
from campaign.debrief.counted import FigureCount
from campaign.editions.model import Edition
from campaign.planning.model import Amount, Stage, amount_of
from campaign.planning.money import Tax, cost_each, euros
from campaign.planning.views import Spending
from campaign.ui.layout import card, same_in_a_table
from campaign.ui.spending_words import UNKNOWN, cost, known_of, told_stage


def total_cards(edition: Edition, seen: Spending, shops: int | None, visitors: FigureCount | None) -> None:
    """A card a regime, then what the edition costs for one shop and one visitor counted (None: unknown)."""
    used = [tax for tax in (Tax.TTC, Tax.HT) if any(one.tax is tax for one in seen.totals)]
    columns = st.columns([*(3 for _ in used), 2]) if used else [st.container()]
    for column, tax in zip(columns, used, strict=False):
        with column, card(f"Total {tax.label}", height="stretch"):
            _stages(seen, tax)
    with columns[-1], card("Coût", height="stretch"):
        _costs(edition, seen, shops, visitors)


def _stages(seen: Spending, tax: Tax) -> None:
    said = []
    across = st.container(horizontal=True, gap="medium")
    for stage in Stage:
        found = amount_of(seen.totals, stage, tax)
        with across.container(width="content", gap=None):
            # As wide as what it says: an amount with its cents would be cut in a third of the card.
            st.metric(stage.label, euros(found.cents) if found else UNKNOWN, width="content")
            if found and (rest := known_of(found)):
                st.markdown(f":gray[{rest}]")
        if found and tax is Tax.HT and found.elsewhere is not None:
            said.append(f"{stage.label.lower()} {euros(found.elsewhere)} {tax.other.label}")
    if said:
        st.markdown(f":gray[Converti au taux de chaque ligne : {', '.join(said)}. Non ajouté au total TTC.]")
    elif tax is Tax.HT:
        st.markdown(":gray[Pas de conversion en TTC : un taux de TVA manque.]")


def _costs(edition: Edition, seen: Spending, shops: int | None, visitors: FigureCount | None) -> None:
    stage = told_stage(edition)
    known = [found for tax in (Tax.TTC, Tax.HT) if (found := amount_of(seen.totals, stage, tax))]
    st.markdown(f"Par boutique : **{_each(known, shops)}**  \nPar visiteur : **{_each_visitor(known, visitors)}**")
    of = f"{stage.label.lower()}, {shops} boutiques" if shops and shops > 1 else stage.label.lower()
    partial = [f"{one.tax.label} {rest}" for one in known if (rest := known_of(one))]
    st.markdown(f":gray[{', '.join([f'Sur le {of}', *partial])}. Frais généraux non comptés.]")
    if known and visitors and visitors.total:
        st.markdown(f":gray[Visiteurs comptés : {visitors.total.in_words}, {visitors.respondents}.]")


def _each(known: list[Amount], count: int | None) -> str:
    found = [cost(cents, one.tax) for one in known if (cents := cost_each(one.cents, count)) is not None]
    return enumerate_in_words(found) or UNKNOWN


def _each_visitor(known: list[Amount], visitors: FigureCount | None) -> str:
    """A range where visitors are one; those of the shops that did not tell are not counted, which makes it dearer."""
    if not known or visitors is None or visitors.total is None:
        return UNKNOWN
    found = []
    for one in known:
        low, high = (cost_each(one.cents, round(bound)) for bound in (visitors.total.high, visitors.total.low))
        if low is not None and high is not None:
            found.append(cost(low, one.tax) if low == high else f"de {euros(low)} à {cost(high, one.tax)}")
    return enumerate_in_words(found) or UNKNOWN


def natures_card(edition: Edition, seen: Spending) -> None:
    """What each nature costs, HT and TTC on lines of their own."""
    stage = told_stage(edition)
    with card(f"Par nature, {stage.label.lower()}"):
        said = []
        for one in seen.natures:
            sums = [
                cost(found.cents, tax) for tax in (Tax.TTC, Tax.HT) if (found := amount_of(one.amounts, stage, tax))
            ]
            said.append(f"{one.nature.label} : **{enumerate_in_words(sums) or UNKNOWN}**")
        st.markdown("  \n".join(said))


def _told(found: Amount | None) -> str:
    """« 1 850 € », « 1 850 €, pour 1 ligne sur 2 », « inconnu »."""
    return ", ".join(part for part in (euros(found.cents), known_of(found)) if part) if found else UNKNOWN


def totals_table(seen: Spending) -> None:
    """Every sum in a table: natures by regime, three stages."""
    rows = []
    for one in seen.natures:
        for tax in (Tax.TTC, Tax.HT):
            sums = {stage.label: amount_of(one.amounts, stage, tax) for stage in Stage}
            if any(sums.values()):
                told = {name: _told(found) for name, found in sums.items()}
                rows.append({"Nature": one.nature.label, "Montants": tax.label, **told})
    same_in_a_table(rows, "Totaux par nature en tableau")
