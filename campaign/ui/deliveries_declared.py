"""« Signalements »: what places told on their link, a problem or what is left, until somebody did what it asks for."""

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import moment_in_words, number
from campaign.deliveries.declaring import treat_declaration
from campaign.deliveries.model import SlipKind
from campaign.deliveries.owed import Declaration, DeclarationKind
from campaign.deliveries.views import declarations, slips
from campaign.editions.model import Edition
from campaign.partners.model import Place
from campaign.stock.model import Item
from campaign.stock.views import items
from campaign.ui.deliveries_list import show_slip
from campaign.ui.deliveries_words import may_write, name_of
from campaign.ui.feedback import form_operation, reporting
from campaign.ui.layout import empty, line
from campaign.ui.plain import plain

_COLOURS = {DeclarationKind.PROBLEM: "red", DeclarationKind.LEFTOVERS: "blue"}


def declared_tab(db: Database, agent: Agent, edition: Edition) -> None:
    """Those that wait, then those already treated."""
    waiting, treated = declarations(db, agent, edition.id), declarations(db, agent, edition.id, treated=True)
    goods = {one.id: one for one in (*items(db, agent), *items(db, agent, archived=True))}
    numbers = {one.place.id: one.number for one in slips(db, agent, edition.id, SlipKind.DELIVERY)}
    if not waiting:
        said = "Les boutiques disent ici, depuis leur lien, un problème de livraison ou ce qui leur reste."
        empty("Aucun signalement en attente.", said, drawing="mug")
    for place, one in waiting:
        with st.container(border=True, gap="small", key=f"declared-{one.id}"):
            _declared(place, one, goods)
            with line():
                if may_write(agent) and st.button("Traité", icon=":material/check:", key=f"treat-{one.id}"):
                    form = f"treat-{one.id}"
                    with reporting(f"Signalement de {name_of(place)} : traité.", form) as outcome:
                        treat_declaration(db, agent, one.id, form_operation(form))
                    if outcome.done:
                        st.rerun()
                if slip := numbers.get(place.id):
                    st.button(
                        f":primary[Voir le bon {slip}]", type="tertiary", key=f"declared-slip-{one.id}",
                        on_click=show_slip, args=(slip,),
                    )  # fmt: skip
    if treated:
        with st.expander(f"Déjà traités ({len(treated)})", icon=":material/check:"):
            for place, one in treated:
                _declared(place, one, goods)


def _declared(place: Place, one: Declaration, goods: dict[int, Item]) -> None:
    with line():
        st.markdown(f"**{plain(name_of(place))}**")
        st.badge(one.kind.label, color=_COLOURS[one.kind])
        st.markdown(f":gray[{plain(moment_in_words(one.at, year=True))}]")
    if one.text:
        st.markdown(plain(one.text))
    left = [f"{goods[key].label} : **{number(many)}**" for key, many in one.leftovers.items() if key in goods]
    if left:
        st.markdown("Restent : " + ", ".join(left))
