"""« D’après la dernière fois »: smaller quantities with their reason, taken one by one or all at once."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import number, plural
from campaign.editions.model import Edition
from campaign.kits.deciding import accept_proposals, reconsider_proposals, refuse_proposals
from campaign.kits.leftovers import Proposal
from campaign.kits.views import has_leftovers, proposals
from campaign.ui.feedback import form_operation, notify, offer_undo, reporting, undo_asked
from campaign.ui.kits_words import may_write, name_of
from campaign.ui.layout import empty, line, same_in_a_table
from campaign.ui.navigation import is_phone


def proposals_tab(db: Database, agent: Agent, edition: Edition) -> None:
    """What is proposed from the last edition that has figures."""
    _take_back(db, agent, edition)
    found = proposals(db, agent, edition.id)
    if not found:
        if has_leftovers(db, agent, edition.id):
            said = "Toutes les propositions sont tranchées, ou les kits sont déjà au plus juste."
            empty("Rien de plus à proposer.", said, drawing="mug")
        else:
            said = "Au retour, notez ce qui reste à chacun : la prochaine édition en tirera ses quantités."
            empty("Aucun reste connu d’une édition passée.", said, drawing="mug")
        return
    saved = sum(one.planned - one.proposed for one in found)
    st.markdown(
        f":gray[D’après {found[0].edition_name} : {plural(len(found), 'quantité')} à revoir, "
        f"{number(saved)} unités de moins. Un reste inconnu ne propose rien.]"
    )
    chosen = _table(found)
    if may_write(agent):
        _verbs(db, agent, edition, found, chosen)
    same_in_a_table(
        [
            {"Destinataire": name_of(one.place), "Article": one.item.label, "Proposition": one.reason}
            for one in found[:200]
        ]
    )


def _table(found: Sequence[Proposal]) -> list[Proposal]:
    phone = is_phone()
    picked = st.dataframe(
        pd.DataFrame(
            {
                "Destinataire": [name_of(one.place) for one in found],
                "Article": [one.item.label for one in found],
                "Prévu": [one.planned for one in found],
                "Proposé": [one.proposed for one in found],
                "Pourquoi": [one.reason for one in found],
            }
        ),
        hide_index=True,
        height="content" if len(found) < 14 else 540,
        column_order=["Destinataire", "Pourquoi", "Article"] if phone else None,
        on_select="rerun",
        selection_mode="multi-row",
        column_config={
            "Destinataire": st.column_config.TextColumn(width=130 if phone else 230),
            "Article": st.column_config.TextColumn(width=220),
            "Prévu": st.column_config.NumberColumn(width=70),
            "Proposé": st.column_config.NumberColumn(width=80),
            "Pourquoi": st.column_config.TextColumn(width=210 if phone else 280),
        },
        alt=f"{plural(len(found), 'quantité proposée', 'quantités proposées')}",
        key="proposals-table",
    )
    return [found[rank] for rank in picked["selection"]["rows"] if rank < len(found)]


def _verbs(
    db: Database, agent: Agent, edition: Edition, found: Sequence[Proposal], chosen: Sequence[Proposal]
) -> None:  # fmt: skip
    keys = [(one.place.id, one.item.id) for one in chosen] or None
    many = len(chosen) or len(found)
    what = f"la sélection ({many})" if chosen else f"tout ({many})"
    with line():
        taken = st.button(f"Accepter {what}", type="primary", icon=":material/check:", key="accept-proposals")
        left = st.button("Garder les quantités du kit", icon=":material/close:", key="refuse-proposals")
        st.markdown(":gray[Cochez des lignes pour n’en prendre que quelques-unes.]")
    if taken:
        form = f"accept-{edition.id}"
        with reporting(operation_of=form) as outcome:
            accept_proposals(db, agent, edition.id, form_operation(form), keys)
        if outcome.done:
            notify(f"{plural(many, 'quantité reprise', 'quantités reprises')}, avec sa raison sur la ligne du kit.")
            st.rerun()
    if left:
        form = f"refuse-{edition.id}"
        with reporting(operation_of=form) as outcome:
            refuse_proposals(db, agent, edition.id, form_operation(form), keys)
        if outcome.done:
            offer_undo("Les quantités du kit sont gardées.", "proposals", edition.id, "Revoir ces propositions")
            st.rerun()


def _take_back(db: Database, agent: Agent, edition: Edition) -> None:
    if undo_asked() == ("proposals", edition.id):
        form = f"reconsider-{edition.id}"
        with reporting("Les propositions sont de retour.", form) as outcome:
            reconsider_proposals(db, agent, edition.id, form_operation(form))
        if outcome.done:
            st.rerun()
