"""Textes des messages : les lire, les adapter, voir ce que recevra une vraie personne."""

import streamlit as st

from campaign.base.french import plural
from campaign.messages.model import Step
from campaign.messages.texts import texts
from campaign.messages.views import audience
from campaign.ui.edition_choice import chosen_edition
from campaign.ui.layout import card, heading, line, parameter, same_in_a_table
from campaign.ui.message_preview import preview_of
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.step_words import SITUATIONS
from campaign.ui.text_editor import WRITERS, editor

agent, db = require_agent("message_texts.py")
everything = texts(db, agent)
changed = [one for one in everything if not one.is_default]
said = plural(len(changed), "texte adapté", "textes adaptés") if changed else "aucun n’a été adapté"
heading(agent, "Textes des messages", f"{plural(len(everything), 'texte')} prêts à partir, {said}.")

asked = parameter("etape")
steps = list(dict.fromkeys(one.step for one in everything))
with line():
    step = st.selectbox(
        "Étape",
        steps,
        index=steps.index(Step(asked)) if asked in [str(one) for one in steps] else 0,
        format_func=lambda one: one.label,
        label_visibility="collapsed",
        key="text-step",
        width=260,
    )
    of_step = {one.progress: one for one in everything if one.step is step}
    progress = next(iter(of_step))
    if len(of_step) > 1:
        progress = st.segmented_control(
            "Situation de la boutique",
            list(of_step),
            format_func=lambda one: SITUATIONS[one] + ("" if of_step[one].is_default else " · adapté"),
            default=progress,
            required=True,
            label_visibility="collapsed",
            key=f"text-progress-{step}",
            wrap=True,
        )
one = of_step[progress]
edition = chosen_edition(db, agent)
left, right = st.columns(2)
with left, card(f"{step.label}", "adapté" if not one.is_default else "texte d’origine"):
    if agent.role in WRITERS:
        subject, body = editor(db, agent, one)
    else:
        subject, body = one.subject, one.body
        st.markdown(f"**{plain(subject)}**")
        st.text(body)
        st.markdown(":gray[Les textes se changent par la prévention et la communication.]")
with right, card("Comme on le lira"):
    reached = audience(db, agent, edition.id, step) if edition else None
    people = [*reached.due, *reached.skipped] if reached else []
    if people:
        preview_of(db, agent, edition.id, step, people, subject=subject, body=body, progress=progress)
    else:
        st.markdown(":gray[L’aperçu se montre pour une vraie personne : invitez d’abord une boutique et son contact.]")
with st.container():
    rows = [
        {
            "Étape": other.step.label,
            "Situation": SITUATIONS[other.progress],
            "Objet": other.subject,
            "Adapté": "oui" if not other.is_default else "",
        }
        for other in everything
    ]
    same_in_a_table(rows, "Tous les textes")
