"""Journal des envois : chaque message, ce qu’il est devenu, et ce qu’il reste à décider."""

import streamlit as st

from campaign.accounts.model import Role
from campaign.base.french import plural
from campaign.mail.outbox import State
from campaign.messages.model import Step
from campaign.messages.views import log, relay_state
from campaign.ui.edition_choice import chosen_edition, edition_picker
from campaign.ui.layout import empty, heading, line, number_parameter, parameter, same_in_a_table
from campaign.ui.relay_banner import relay_banner
from campaign.ui.sent_list import export, resend_with_a_word, row_of_table, table, uncertain_cards
from campaign.ui.session import require_agent

agent, db = require_agent("sent_messages.py")
edition = chosen_edition(db, agent)
if edition is None:
    heading(agent, "Journal des envois", "Aucune édition pour l’instant.")
    empty("Aucun message n’est parti.", "Préparez une édition d’abord.", "editions.py", "Préparer une édition", "mug")
    st.stop()

everything = log(db, agent, edition.id)
sent = sum(one.state is State.SENT for one in everything)
failed = sum(one.state is State.FAILED for one in everything)
said = plural(sent, "message parti", "messages partis")
said += f", {plural(failed, 'échec')}" if failed else ""
heading(agent, "Journal des envois", f"{edition.name} : {said}.")
relay_banner(db, agent, relay_state(db, agent))
if not everything:
    edition_picker(db, agent, edition)
    empty(
        "Aucun message pour cette édition.", "Une étape s’envoie depuis « Messages ».", "messages.py", "Voir les étapes"
    )
    st.stop()
uncertain_cards(db, agent, [one for one in everything if one.state is State.UNCERTAIN])

asked_for = next((one for one in everything if one.id == number_parameter("message")), None)
counts = {"all": len(everything)} | {
    state: count for state in State if (count := sum(one.state is state for one in everything))
}
state = st.segmented_control(
    "État",
    list(counts),
    format_func=lambda one: f"{'Tous' if one == 'all' else one.label} · {counts[one]}",
    default=asked_for.state if asked_for and asked_for.state in counts else "all",
    required=True,
    label_visibility="collapsed",
    key="sent-state",
    wrap=True,
)
asked = parameter("etape")
steps = [step for step in Step if any(one.step is step for one in everything)]
with line():
    search = st.text_input(
        "Chercher",
        placeholder="Nom, adresse, boutique…",
        icon=":material/search:",
        label_visibility="collapsed",
        key="search",
        width=320,
    )
    step = st.selectbox(
        "Étape",
        steps,
        index=steps.index(Step(asked)) if asked in [str(one) for one in steps] else None,
        format_func=lambda one: one.label,
        placeholder="Toutes les étapes",
        label_visibility="collapsed",
        key="sent-step",
        width=240,
    )
    edition_picker(db, agent, edition)
    shown = log(db, agent, edition.id, search=search or "", state="" if state == "all" else state, step=step or "")
    export(edition, shown)
if not shown:
    empty("Aucun message ne correspond.", "Élargissez la recherche, ou changez de filtre.", drawing="cat")
    st.stop()
if (pressed := table(shown, may_resend=agent.role is Role.OFFICER)) is not None:
    resend_with_a_word(edition.id, pressed.id)
same_in_a_table([row_of_table(one) for one in shown[:300]])
