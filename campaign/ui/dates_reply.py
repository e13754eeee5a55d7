"""« Noter une réponse »: what a shop or an animator said on the telephone, set by set."""

import streamlit as st

from campaign.base.database import Database
from campaign.base.french import moment_in_words
from campaign.consultation.consulted import Consultation, KeptReply
from campaign.consultation.replying import reply
from campaign.consultation.views import consultation, replies
from campaign.consultation.votes import MAX_COMMENT, MAX_OTHER_DAYS, Choice, Voter
from campaign.ui.dates_words import FILE, keep_or_not
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


@st.dialog("Noter une réponse", width="medium", icon=":material/call:")
def note_reply(edition_id: int) -> None:
    """Who, then oui, si besoin or non for each set; what was answered before is shown and may be changed."""
    agent, db = require_agent(FILE)
    seen, known = consultation(db, agent, edition_id), replies(db, agent, edition_id)
    voters = sorted(seen.voters, key=lambda one: (one.place_id in known, one.name))
    chosen = st.selectbox(
        "Qui répond ?", voters, index=None, format_func=lambda one: _named(one, known),
        placeholder="Une boutique ou un EPCI", key=f"dates-reply-{edition_id}-who",
    )  # fmt: skip
    if chosen is None:
        st.markdown(":gray[Ceux qui n’ont pas répondu sont en tête de la liste.]")
        return
    _reply_of(db, agent, seen, chosen, known.get(chosen.place_id))


def _reply_of(db: Database, agent: object, seen: Consultation, voter: Voter, before: KeptReply | None) -> None:
    edition_id = seen.edition.id
    form = f"dates-reply-{edition_id}-{voter.place_id}"
    first = f"{form}-{seen.proposed[0].days.code}"
    version = version_read(form, first, before.version if before else 0)
    if before:
        who = f", donnée par {plain(before.said_by)}" if before.said_by else ""
        st.markdown(f":gray[Réponse du {moment_in_words(before.at)}{who}, à changer si besoin.]")
    typed = {"version": str(version)}
    for one in seen.proposed:
        said = before.reply.choices.get(one.days) if before else None
        left, right = st.columns([1.1, 1], vertical_alignment="bottom")
        choice = left.segmented_control(
            one.days.in_words.capitalize(), list(Choice), default=said, format_func=lambda found: found.label,
            key=f"{form}-{one.days.code}",
        )  # fmt: skip
        comment = before.reply.comments.get(one.days, "") if before else ""
        typed[f"choice-{one.days.code}"] = str(choice or "")
        typed[f"comment-{one.days.code}"] = right.text_input(
            f"Remarque pour les {one.days.short}", comment, max_chars=MAX_COMMENT, placeholder="Remarque (facultatif)",
            label_visibility="collapsed", key=f"{form}-{one.days.code}-comment",
        ) or ""  # fmt: skip
    other = before.reply.other_days if before else ""
    typed["other_days"] = st.text_input("D’autres jours proposés (facultatif)", other, max_chars=MAX_OTHER_DAYS,
                                        key=f"{form}-other") or ""  # fmt: skip
    typed["said_by"] = st.text_input("Qui avez-vous eu au téléphone ? (facultatif)", before.said_by if before else "",
                                     max_chars=80, key=f"{form}-said") or ""  # fmt: skip
    if keep_or_not("Enregistrer la réponse", f"{form}-save", "Annuler"):
        with reporting(f"La réponse est notée : {voter.name}.", operation_of=form) as outcome:
            reply(db, agent, edition_id, voter.place_id, typed, form_operation(form))
        if outcome.done:
            st.rerun()


def _named(one: Voter, known: dict[int, KeptReply]) -> str:
    return f"{one.name} · a répondu" if one.place_id in known else one.name
