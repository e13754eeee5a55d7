"""Rétroplanning : ce qu’il faut faire, qui, pour quand ; ce que déplacer les jours rendrait impossible."""

import streamlit as st

from campaign.base import clock
from campaign.base.french import plural
from campaign.planning.plan_views import backplan
from campaign.planning.tasks import TaskRole
from campaign.planning.views import spending
from campaign.ui.backplan_acts import removed_tasks, undo_pressed
from campaign.ui.backplan_begin import begin
from campaign.ui.backplan_chart import chart, in_last_stretch
from campaign.ui.backplan_feeds import feeds_popover
from campaign.ui.backplan_files import exports
from campaign.ui.backplan_list import filtered, task_list
from campaign.ui.backplan_month import month_view
from campaign.ui.backplan_move import move_card
from campaign.ui.backplan_reminders import reminders_card
from campaign.ui.backplan_rows import choose_one
from campaign.ui.backplan_task import new_task, open_task, opened_by_address
from campaign.ui.backplan_week import week_card
from campaign.ui.backplan_words import may_write, rows_of, sentence, with_roles
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import empty, heading, line, parameter
from campaign.ui.navigation import is_phone
from campaign.ui.session import require_agent

CHART, LIST, MONTH = "Frise", "Liste", "Mois"
STRETCH, WHOLE = "Dernière ligne droite", "Toute l’édition"

agent, db = require_agent("backplan.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Rétroplanning", "Aucune édition pour l’instant.")
    empty("Rien à planifier encore.", "Tout se compte depuis les jours d’une édition.", "editions.py",
          "Préparer une édition", "clock")  # fmt: skip
    st.stop()

today, writes = clock.today(), may_write(agent)
seen = backplan(db, agent, edition.id)
verb = "Ajouter une tâche" if writes and seen.plan else ""
if heading(agent, "Rétroplanning", sentence(seen, today), verb, ":material/add:"):
    new_task(edition.id)
elif asked := opened_by_address(seen, parameter("tache")):
    del st.query_params["tache"]  # once: pressing anything else must not open it again
    open_task(edition.id, asked)
with st.container(key="backplan-messages-place", gap=None):
    if undo_pressed(db, agent):
        st.rerun()
rows, funds = rows_of(seen, today), spending(db, agent, edition.id).funds
with line():
    edition_picker(db, agent, edition)
    if rows:
        exports(db, agent, seen, rows, funds)
        feeds_popover(db, agent, edition.id)
if not rows:
    if seen.removed and writes:
        removed_tasks(db, agent, seen)
    else:
        begin(db, agent, edition)
    st.stop()

with line():
    roles = st.pills("Rôles", list(TaskRole), selection_mode="multi", format_func=lambda one: one.label,
                     label_visibility="collapsed", key="backplan-roles")  # fmt: skip
    view = st.segmented_control("Vue", (CHART, LIST, MONTH), default=LIST if is_phone() else CHART, required=True,
                                label_visibility="collapsed", key="backplan-view")  # fmt: skip
    period = st.segmented_control("Période", (STRETCH, WHOLE), default=STRETCH, required=True,
                                  label_visibility="collapsed", key="backplan-period")  # fmt: skip
everything = with_roles(rows, roles)
shown = everything
if period == STRETCH and view != MONTH:
    shown = in_last_stretch(everything, edition.days, today)

over = edition.last_day < today or edition.cancelled_on is not None
work, context = st.columns([2.25, 1])
with work:
    with st.container(border=True):
        if view == CHART and shown:
            chart(shown, edition.days, today, last_stretch=period == STRETCH)
            choose_one(shown)
        elif view == MONTH:
            month_view(shown, edition.days, today)
        else:
            task_list(db, agent, filtered(agent, shown, funds), today)
        if hidden := len(everything) - len(shown):
            st.markdown(f":gray[{plural(hidden, 'tâche')} hors de la dernière ligne droite : voir « {WHOLE} ».]")
    week_card(db, agent, seen, rows, today)
with context:
    if not over:
        move_card(db, agent, edition)
    reminders_card(db, agent, edition)
if writes:
    removed_tasks(db, agent, seen)
