"""« Déplacer vraiment »: the edition goes to its new days, with a new deadline for answers, once somebody confirms."""

from datetime import date

import streamlit as st

from campaign.base import clock
from campaign.base.fields import date_fr
from campaign.base.french import date_in_figures, days_in_words, plural
from campaign.editions.actions import change_edition
from campaign.editions.model import Edition, check_edition
from campaign.editions.views import edition as edition_view
from campaign.participation.views import funnel
from campaign.planning.plan_views import moved
from campaign.planning.ruler import Ruler
from campaign.ui.backplan_words import FILE
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import go_to, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


def proposed_deadline(edition: Edition, days: tuple[date, ...]) -> date:
    """The same gap before the first day as now, on a working day; tomorrow at the earliest, the eve at the latest."""
    same = Ruler().on_or_before(edition.answer_deadline + (days[0] - edition.first_day))
    earliest = Ruler().after(clock.today())
    return min(max(same, earliest), Ruler().before(days[0]))


@st.dialog("Déplacer vraiment ?", width="medium", icon=":material/event_repeat:")
def move_for_good(edition_id: int, days: tuple[str, ...]) -> None:
    """What it will do, the new deadline for answers, and the only button that changes anything."""
    agent, db = require_agent(FILE)
    edition = edition_view(db, edition_id)
    wanted = tuple(date.fromisoformat(one) for one in days)
    form = f"move-{edition_id}-{'-'.join(days)}"
    version = version_read(form, f"{form}-deadline", edition.version)
    found = moved(db, agent, edition_id, wanted)
    told = funnel(db, agent, edition_id).confirmed
    st.markdown(f"{plain(edition.name)} : **{days_in_words(wanted)}**, au lieu de {edition.days_text}.")
    said = []
    if harmed := len(found.impossible) + len(found.late):
        said.append(
            plural(harmed, "tâche devient impossible ou en retard", "tâches deviennent impossibles ou en retard")
        )
    if found.committed:
        said.append(plural(len(found.committed), "engagement pris avec les anciens jours",
                           "engagements pris avec les anciens jours"))  # fmt: skip
    if told:
        said.append(plural(told, "boutique à prévenir de nouveau", "boutiques à prévenir de nouveau"))
    said.append("Toutes les échéances sont recalculées ; les agendas suivis le montrent d’eux-mêmes")
    st.markdown("".join(f"\n- {one}" for one in said))
    if told and set(edition.days) - set(wanted):
        st.info(
            "Des boutiques ont donné leurs heures pour ces jours : l’édition ne se déplace pas sans elles. Copiez-la "
            "avec les nouveaux jours (leur réponse leur est proposée, à confirmer en un geste), puis annulez celle-ci.",
            icon=":material/content_copy:",
        )
        go_to("editions.py", "Copier l’édition", key="move-copy")
    deadline = st.text_input("Réponses des boutiques jusqu’au (compris)",
                             date_in_figures(proposed_deadline(edition, wanted)), placeholder="jj/mm/aaaa",
                             key=f"{form}-deadline")  # fmt: skip
    with line():
        save = st.button("Déplacer l’édition", type="primary", key=f"{form}-save")
        if st.button("Ne rien changer", type="tertiary", key=f"{form}-keep"):
            st.rerun()
    if save:
        with reporting(f"L’édition est déplacée : {days_in_words(wanted)}.", operation_of=form) as outcome:
            values = check_edition(
                edition.name, edition.theme, wanted, date_fr(deadline, "answer_deadline"), edition.objective_shops,
                edition.objective_visitors,
            )  # fmt: skip
            change_edition(db, agent, edition_id, version, values, form_operation(form))
        if outcome.done:
            for key in ("move-shift", "move-days", "move-set"):
                st.session_state.pop(key, None)
            st.rerun()
