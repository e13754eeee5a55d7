"""All that one place told, part by part: what was said, not known, not answered, and what may be quoted."""

from collections.abc import Sequence

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.base.french import NBSP, day_in_words, enumerate_in_words, short_day
from campaign.debrief.model import Answer, AnswerKind, Question, State
from campaign.debrief.received import Received
from campaign.debrief.views import DebriefLine, DebriefPage, PartOfPage, place_debrief
from campaign.ui.debriefs_alerts import figure_to_confirm
from campaign.ui.debriefs_photos import photos_of_place
from campaign.ui.debriefs_sheets import sheet_button
from campaign.ui.debriefs_typing import end_button, start_typing
from campaign.ui.debriefs_words import COLOURS, came_on, chips_of, epci_of, may_write, takes_debriefs
from campaign.ui.deliveries_words import name_of
from campaign.ui.layout import line
from campaign.ui.plain import plain


def detail(db: Database, agent: Agent, seen: Received, about: DebriefLine) -> None:
    """The panel of the selected place."""
    place = about.place
    with st.container(border=True):
        st.header(plain(name_of(place)), anchor=False)
        with line():
            for chip in chips_of(about, seen):
                st.badge(chip, color=COLOURS[chip])
        where = ", ".join(part for part in (place.commune, epci_of(place)) if part)
        st.markdown("  \n".join(part for part in (f":gray[{plain(where)}]" if where else "", _came(about)) if part))
        try:
            page = place_debrief(db, agent, seen.edition.id, place.id, compared=False)
        except NotFound as refusal:
            st.markdown(f":gray[{plain(refusal.message)}]")
            return
        _verbs(db, agent, page, about)
        for one in seen.asked_again(place.id):
            with st.container(border=True, gap="small"):
                figure_to_confirm(db, agent, seen, one, "panel")
        if about.debrief is None:
            st.markdown("Rien n’a été dit pour l’instant.")
        for part in page.parts:
            if part.version:
                with st.container(gap="xsmall"):
                    _part(agent, page, part)
        if about.debrief and (left := [one.section.title for one in page.parts if not one.version]):
            st.markdown(f":gray[Pas encore rempli : {plain(enumerate_in_words(left))}.]")
        photos_of_place(db, agent, seen.edition.id, place.id)


def _came(about: DebriefLine) -> str:
    told = about.debrief
    on = came_on(told)
    if told is None or on is None:
        return ""
    by = f", dit par {plain(told.answered_by)}" if told.answered_by else ""
    return f":gray[{told.source.label.capitalize()}, le {day_in_words(on)}{by}]"


def _verbs(db: Database, agent: Agent, page: DebriefPage, about: DebriefLine) -> None:
    if not may_write(agent):
        return
    if not takes_debriefs(page.edition):
        st.markdown(":gray[L’édition est archivée : ce qui fut dit ne change plus.]")
    missing = [part for part in page.parts if not part.version and part.is_open]
    if not missing:
        return
    with line():
        label = "Saisir la suite" if about.debrief else "Saisir au nom du lieu"
        if st.button(label, icon=":material/edit_note:", key=f"type-{about.place.id}"):
            start_typing(about.place.id, missing[0].section.code)
            st.rerun()
        end_button(db, agent, page)
        if page.state is not State.DONE and takes_debriefs(page.edition):
            sheet_button(agent, page.edition, about.place)


def _part(agent: Agent, page: DebriefPage, part: PartOfPage) -> None:
    code = part.section.code
    with line():
        st.subheader(plain(part.section.title), anchor=False, width="content")
        mendable = part.is_open and may_write(agent)
        if mendable and st.button(":primary[Corriger]", type="tertiary", key=f"mend-{page.place.id}-{code}"):
            start_typing(page.place.id, code)
            st.rerun()
    told: dict[str, list[Answer]] = {}
    for one in part.answers:
        told.setdefault(one.question, []).append(one)
    said = [_said(page, one, told[one.code]) for one in part.questions if one.code in told]
    silent = [one.label for one in part.questions if one.code not in told and not one.only_for]
    if said:
        st.markdown("  \n".join(said))
    if silent:
        st.markdown(f":gray[Sans réponse : {plain(' · '.join(silent))}]")


def _said(page: DebriefPage, question: Question, answers: Sequence[Answer]) -> str:
    """One question with its answer, or those of its days; a day left empty says so beside the other."""
    label = plain(question.label)
    joint = " " if question.label.endswith(("?", "…")) else " : "
    if question.kind is AnswerKind.TEXT and not answers[0].unknown:
        return f"{label}{joint}« {plain(answers[0].text)} »{_permission(page, question)}"
    if not question.per_day:
        return f"{label}{joint}{_value(question, answers[0])}"
    by_day = {one.day: one for one in answers}
    days = sorted({*page.days, *by_day} - {None})
    parts = [f"{short_day(day)}{NBSP}: {_value(question, by_day.get(day))}" for day in days]
    return f"{label}  \n{NBSP * 3}{' · '.join(parts)}"


def _value(question: Question, answer: Answer | None) -> str:
    if answer is None:
        return ":gray[sans réponse]"
    if answer.unknown:
        return ":orange[**ne sait pas**]"
    checked = " :green[(confirmé)]" if answer.confirmed else ""
    return f"**{plain(question.said(answer))}**{checked}"


def _permission(page: DebriefPage, question: Question) -> str:
    if not question.quotable:
        return ""
    quote = next((one for one in page.debrief.quotes if one.question == question.code), None)
    if quote is None:
        return "  \n:red[:material/speaker_notes_off: Ne pas citer]"
    signed = f", signé {plain(quote.name)}" if quote.name else ", sans signature"
    return f"  \n:green[:material/format_quote: Peut être cité{signed}]"
