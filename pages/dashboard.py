"""Tableau de bord : combien de jours, où en sont les réponses, ce qui attend une décision."""

import streamlit as st

from campaign.accounts.model import Role
from campaign.base import clock
from campaign.base.french import day_in_words
from campaign.debrief.tasks import tasks as debrief_tasks
from campaign.deliveries.tasks import tasks as goods_tasks
from campaign.editions.model import Edition, State
from campaign.editions.views import working_edition
from campaign.messages.views import tasks
from campaign.participation.days_waiting import days_tasks
from campaign.participation.decisions import decisions
from campaign.participation.meetings_waiting import meeting_tasks
from campaign.participation.money_waiting import money_tasks
from campaign.participation.role_readers import role_tasks
from campaign.participation.views import funnel, participations, recent_answers
from campaign.partners.views import counts
from campaign.proofs.views import tasks as proof_tasks
from campaign.report.tasks import tasks as resolved_tasks
from campaign.ui import charts, geography
from campaign.ui.answer_lines import answer_lines, lines_of_needs
from campaign.ui.backplan_week import own_week
from campaign.ui.decision_list import decision_list
from campaign.ui.edition_figures import coverage_card, figures
from campaign.ui.layout import card, empty, go_to, heading, line
from campaign.ui.session import require_agent
from campaign.ui.tags import tags_svg

agent, db = require_agent("dashboard.py")


def moment(edition: Edition) -> str:
    """« J − 23 en Maine-et-Loire · lundi 21 octobre · réponses attendues jusqu’au vendredi 25 octobre »."""
    today = clock.today()
    left, state = edition.days_left(today), edition.state(today)
    awaited = f"réponses attendues jusqu’au {day_in_words(edition.answer_deadline, year=False)}"
    now = awaited if state is State.OPEN else f"édition {state.label.lower()}"
    countdown = f"J − {left}" if left > 0 else "C’est aujourd’hui" if today in edition.days else "Les jours sont passés"
    return f"{countdown} {geography.in_departement()} · {day_in_words(today, year=False)} · {now}"


edition = working_edition(db, agent)
if edition is None:
    heading(agent, "Tableau de bord", "Aucune édition pour l’instant.")
    said = "Un nom, un à quatre jours, une date limite de réponse : le reste vient ensuite."
    empty("Commencez par une édition.", said, "editions.py", "Préparer une édition", "clock")
    st.stop()

answers = funnel(db, agent, edition.id)
shops, recent = participations(db, agent, edition.id), recent_answers(db, agent, edition.id)
covered = geography.coverage(shops)

tags, top = st.columns([1 if len(edition.days) < 3 else 2, 5], vertical_alignment="center")
tags.image(tags_svg(edition.days), width=104 * len(edition.days), alt=edition.days_text)
with top:
    heading(agent, edition.name, moment(edition))
    figures(answers, counts(db, agent), covered, len(recent))

work, context = st.columns([2, 1])
with work:
    # Names of people: what concerns messages is for those who write to them.
    of_messages = tasks(db, agent, edition.id) if agent.role is not Role.READER else []
    of_paper = proof_tasks(db, agent, edition.id)
    of_goods = goods_tasks(db, agent, edition.id) if agent.role is not Role.READER else []
    of_debriefs = debrief_tasks(db, agent, edition.id)
    of_reports = resolved_tasks(db, agent, edition.id)
    of_days = [*days_tasks(db, agent, edition.id), *money_tasks(db, agent, edition.id)]
    of_shops = [*role_tasks(db, agent, edition.id), *decisions(db, agent, edition.id)]
    of_meetings = meeting_tasks(db, agent, edition.id)
    others = [*of_meetings, *of_days, *of_paper, *of_messages, *of_shops, *of_debriefs, *of_reports]
    own_week(db, agent, edition.id)
    decision_list(agent, [*of_goods, *others] if agent.role is Role.LOGISTICS else [*others, *of_goods])
    bars, lately = st.columns(2)
    with bars:
        with card("Réponses des boutiques"):
            st.altair_chart(charts.funnel_bars(answers), alt=charts.funnel_in_words(answers))
            with line():
                if edition.objective_shops:
                    st.markdown(f":red[┆ **Objectif {edition.objective_shops}**]", width="content")
                if answers.waiting:
                    go_to("participations.py", f"Voir les {answers.waiting} sans réponse")
        with card("Ce que les boutiques demandent", height="stretch"):
            lines_of_needs(shops)
    with lately, card("Réponses récentes", len(recent) or None, "green", height="stretch"):
        answer_lines(edition, recent)
with context:
    coverage_card(shops, covered)
