"""« Répondre au nom d’une boutique »: an answer given by telephone, marked as such."""

import streamlit as st

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.french import DAYS, day_in_words
from campaign.base.opening_hours import OpeningHours, known_hours
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.participation.actions import confirm_participation
from campaign.participation.answer_form import read_answer, usual_day
from campaign.participation.model import Activity, Answer, AnswerValues, Need, OpenDay, Participation, Presence
from campaign.participation.views import participation
from campaign.ui.day_hours import EXAMPLE, form_hours
from campaign.ui.feedback import form_operation, reporting, version_read
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

USUAL_HOURS = "10 h – 18 h"
_PRESENCES = {Presence.YES: "Participe", Presence.NO: "Ne participe pas", Presence.UNDECIDED: "Ne sait pas encore"}


@st.dialog("Répondre au nom d’une boutique", width="medium", icon=":material/record_voice_over:")
def answer_for_shop(edition_id: int, place_id: int, presence: str = "yes") -> None:
    """The dialog; it runs alone at each gesture, so it asks again who is signed in. ``presence`` is what the caller
    already heard, when the shop has no answer yet."""
    agent, db = require_agent("participations.py")
    one = participation(db, agent, edition_id, place_id)
    edition, answer = edition_view(db, edition_id), one.answer
    form = f"answer-{edition_id}-{place_id}"
    version = version_read(form, f"{form}-presence", answer.version if answer else 0)
    st.markdown(
        f"**{plain(one.place.name)}**, {plain(one.place.commune)}. "
        f"La réponse sera notée *donnée par téléphone, saisie par {plain(agent.name)}*."
    )
    typed = _fields(edition, answer, form, Presence(presence), known_hours(one.place.opening_hours))
    who = st.text_input(
        "Qui a répondu ?",
        answer.answered_by if answer else (one.contact.name if one.contact else ""),
        placeholder="Prénom Nom, fonction",
        max_chars=80,
        key=f"{form}-who",
    )
    with line():
        save = st.button("Enregistrer la réponse", type="primary", key=f"{form}-save")
        if st.button("Annuler", type="tertiary", key=f"{form}-cancel"):
            st.rerun()
    if save:
        with reporting("Réponse enregistrée.", operation_of=form) as outcome:
            values = _read(edition, typed, answer)
            confirm_participation(db, agent, edition_id, place_id, values, form_operation(form), who, version)
        if outcome.done:
            st.rerun()


def _fields(
    edition: Edition, answer: Answer | None, form: str, heard: Presence, usual: OpeningHours | None
) -> dict[str, object]:
    presence = st.segmented_control(
        "Participation",
        list(_PRESENCES),
        format_func=lambda one: _PRESENCES[one],
        default=answer.presence if answer else heard,
        required=True,
        key=f"{form}-presence",
    )
    typed: dict[str, object] = {"presence": presence, "hours": {}}
    if presence is not Presence.YES:
        reason = answer.reason if answer else ""
        typed["raison"] = st.text_input("Raison (facultative)", reason, max_chars=500, key=f"{form}-reason")
        return typed
    for column, day in zip(st.columns(len(edition.days)), edition.days, strict=True):
        opened = answer.open_day(day) if answer else None
        new = answer is None or answer.presence is not Presence.YES
        proposed = usual_day(day, usual) if new else None
        checked = opened is not None or proposed is not None
        with column:
            ticked = st.checkbox(day_in_words(day, year=False).capitalize(), checked, key=f"{form}-{day}")
            hours = st.text_input(
                f"Horaires du {DAYS[day.weekday()]}",
                opened.hours_text if opened else proposed.hours_text if proposed else USUAL_HOURS,
                placeholder=USUAL_HOURS,
                disabled=not ticked,
                key=f"{form}-{day}-hours",
            )
        if ticked:
            typed["hours"][day] = hours
    st.markdown(f":gray[Les heures s’écrivent ainsi : {EXAMPLE}.]")
    typed["animation"] = st.pills(
        "Animations",
        list(Activity),
        format_func=lambda one: one.label,
        selection_mode="multi",
        default=list(answer.activities) if answer else [],
        key=f"{form}-activities",
    )
    typed["autre"] = st.text_input(
        "Autre animation", answer.other_activity if answer else "", max_chars=80, key=f"{form}-other"
    )
    typed["needs"] = {}
    for column, need in zip(st.columns(4), Need, strict=True):
        packet = f", par {need.packet}" if need.packet > 1 else ""
        packets = answer.needs.get(need, 0) if answer else 0
        typed["needs"][need] = column.text_input(f"{need.label}{packet}", str(packets), key=f"{form}-{need}")
    typed["acces"] = st.text_area(
        "Pour le livreur (facultatif)",
        answer.access_note if answer else "",
        max_chars=300,
        height=68,
        key=f"{form}-access",
    )
    typed["role"] = st.checkbox(
        "La boutique sait ce qu’on attend d’elle", answer.duties_read if answer else False, key=f"{form}-duties"
    )
    typed["photos"] = st.checkbox(
        "Ses photos peuvent paraître dans le bilan", answer.photos_allowed if answer else False, key=f"{form}-photos"
    )
    return typed


def _read(edition: Edition, typed: dict[str, object], answer: Answer | None) -> AnswerValues:
    """What was typed, under the names of the answer form; what was not on screen is kept as the shop gave it."""
    form = {"presence": [str(typed["presence"] or "")], "raison": [str(typed.get("raison", ""))]}
    problems: list[InvalidInput] = []
    for day, hours in typed["hours"].items():
        try:
            form |= form_hours(day, hours)
        except InvalidInput as problem:
            problems.append(problem)
    if problems:
        raise InvalidForm(problems)
    form["animation"] = [str(one) for one in typed.get("animation") or ()]
    form["autre"] = [str(typed.get("autre", ""))]
    form |= {f"besoin-{need}": [str(packets)] for need, packets in typed.get("needs", {}).items()}
    form["acces"] = [str(typed.get("acces", answer.access_note if answer else ""))]
    form["role"] = ["on"] if typed.get("role", answer is not None and answer.duties_read) else []
    form["photos"] = ["on"] if typed.get("photos", answer is not None and answer.photos_allowed) else []
    return read_answer(edition, form)


def open_answer(edition_id: int, one: Participation, heard: Presence = Presence.YES) -> None:
    """Open the dialog on a shop, from what is stored now; ``heard`` when it has no answer yet."""
    form = f"answer-{edition_id}-{one.place.id}"
    for name in [name for name in st.session_state if str(name).startswith(f"{form}-")]:
        del st.session_state[name]
    answer_for_shop(edition_id, one.place.id, str(heard))


def hours_cell(answer: Answer | None, opened: OpenDay | None) -> str:
    """« ● 10 h – 18 h » in a table; nothing when closed that day."""
    return f"● {opened.hours_text}" if answer and opened else ""
