"""The decision: everything it will do, said before it is done; then the days decided, with their file for a diary."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import date_in_figures, day_in_words, moment_in_words, plural
from campaign.consultation.consulted import Consultation
from campaign.consultation.deciding import MAX_WHY, decide, suggested_why, to_be_told
from campaign.consultation.diary import FILE_NAME, days_calendar
from campaign.consultation.model import DaySet, from_code
from campaign.consultation.results import Results
from campaign.consultation.views import consultation, results_of
from campaign.planning.moving import Move
from campaign.planning.plan_views import backplan, moved
from campaign.ui.dates_words import FILE, keep_or_not, quorum_words, read_back
from campaign.ui.feedback import form_operation, reporting, show_error
from campaign.ui.layout import go_to, line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent
from campaign.ui.tags import tags_svg

_TO_ANSWER = timedelta(days=20)  # before the first day, as a new edition proposes
_LISTED = 6  # tasks named without a click


@st.dialog("Décider ces jours ?", width="large", icon=":material/event_available:")
def confirm_decide(edition_id: int, code: str) -> None:
    """What it will do on the left, what it does to the calendar of work on the right, then the verb."""
    agent, db = require_agent(FILE)
    seen, told, days = consultation(db, agent, edition_id), results_of(db, agent, edition_id), from_code(code)
    left, right = st.columns([1.1, 1], gap="medium")
    with left:
        _consequences(db, agent, seen, told, days)
        form = f"dates-decide-{edition_id}-{code}"
        why = st.text_area(
            "Pourquoi ces jours (chacun le lira)", suggested_why(db, agent, edition_id, code), max_chars=MAX_WHY,
            height=110, key=f"{form}-why",
        ) or ""  # fmt: skip
        until = st.text_input("Les boutiques confirment leurs heures jusqu’au", date_in_figures(_usual(seen, days)),
                              max_chars=40, key=f"{form}-until") or ""  # fmt: skip
        st.markdown(read_back(until))
    with right:
        _backplan(db, agent, seen, days)
    st.markdown(":gray[Une décision ne s’annule pas : les jours resteront modifiables dans l’édition, sans message.]")
    if keep_or_not("Décider et prévenir", f"{form}-save", "Ne rien décider", ":material/event_available:"):
        with reporting("Les jours sont décidés, chacun est prévenu.", operation_of=form) as outcome:
            decide(db, agent, edition_id, code, why, until, form_operation(form))
        if outcome.done:
            st.rerun()


def _consequences(db: Database, agent: Agent, seen: Consultation, told: Results, days: DaySet) -> None:
    st.image(tags_svg(days.days), width=84 * len(days.days), alt=days.in_words)
    same = days.days == seen.edition.days
    change = f"L’édition garde ses jours : **{plain(days.in_words)}**." if same else (
        f"Les jours de l’édition changent : **{plain(days.in_words)}**, au lieu de {plain(seen.edition.days_text)}."
    )  # fmt: skip
    reach = to_be_told(db, agent, seen.edition.id)
    lines = [
        change,
        f"{plain(reach.in_words)} Les jours y sont joints, pour l’agenda.",
        "Les réponses ne changent plus.",
    ]
    st.markdown("\n".join(f"- {one}" for one in lines))
    if told.awaited:
        missing = plural(len(told.awaited), "lieu n’a pas répondu", "lieux n’ont pas répondu")
        st.warning(f"{missing}. {quorum_words(told)}", icon=":material/hourglass_empty:")


def _backplan(db: Database, agent: Agent, seen: Consultation, days: DaySet) -> None:
    """What moving does to the tasks; nothing to say without a backplan, or when the days stay."""
    st.markdown("**Ce que cela fait au rétroplanning**")
    try:
        plan = backplan(db, agent, seen.edition.id)
        if plan.plan is None:
            st.markdown(":gray[Cette édition n’a pas encore de rétroplanning.]")
            return
        if days.days == seen.edition.days:
            st.markdown(":gray[Les jours ne bougent pas : les tâches non plus.]")
            return
        move = moved(db, agent, seen.edition.id, days.days)
    except CampaignError as error:
        show_error(error)
        return
    _move(move)


def _move(move: Move) -> None:
    lists = (
        ("impossible", "devient impossible", "deviennent impossibles", [one.words for one in move.impossible]),
        ("late", "est en retard", "sont en retard", [one.words for one in move.late]),
        ("threatened", "est menacée", "sont menacées", [one.words for one in move.threatened]),
    )
    for name, one, many, words in lists:
        if words:
            shown = st.warning if name == "threatened" else st.error
            shown(_listed(plural(len(words), f"tâche {one}", f"tâches {many}"), words), icon=":material/block:")
    if move.committed:
        words = [one.words for one in move.committed]
        shown = plural(len(words), "engagement porte", "engagements portent")
        st.warning(_listed(f"{shown} les anciens jours", words), icon=":material/print:")
    for gain in move.gains:
        st.markdown(f"- {plain(gain.words)}")
    if not (move.impossible or move.late or move.threatened):
        st.success("Rien ne devient impossible.", icon=":material/check_circle:")
    if move.unharmed or move.freed:
        count = len(move.unharmed) + len(move.freed)
        st.markdown(f":gray[{plural(count, 'tâche se décale', 'tâches se décalent')} sans dommage.]")
    if move.already:
        st.markdown(f":gray[{plural(len(move.already), 'tâche est', 'tâches sont')} déjà en retard, avec ces jours "
                    "comme avec les autres.]")  # fmt: skip


def _listed(title: str, words: Sequence[str]) -> str:
    rest = len(words) - _LISTED
    listed = [plain(one) for one in words[:_LISTED]] + ([plural(rest, "autre")] if rest > 0 else [])
    return f"**{title}**\n\n" + "\n".join(f"- {one}" for one in listed)


def _usual(seen: Consultation, days: DaySet) -> date:
    """The edition's own deadline while its days stay, else twenty days before the first; never before today."""
    wanted = seen.edition.answer_deadline if days.days == seen.edition.days else days.first - _TO_ANSWER
    return max(wanted, clock.today())


def decided_card(agent: Agent, seen: Consultation) -> None:
    """The days chosen, since when, why, and their file for a diary."""
    days = seen.decided
    with st.container(border=True):
        tags, text = st.columns([1, 2.6], vertical_alignment="center")
        tags.image(tags_svg(days.days), width=min(116 * len(days.days), 330), alt=days.in_words)
        with text:
            st.header("Les jours sont choisis", anchor=False)
            st.markdown(
                f"**{plain(days.in_words[0].upper() + days.in_words[1:])}**  \n{plain(seen.why)}  \n"
                f":gray[Décidé {moment_in_words(seen.decided_at, year=True)}. Les boutiques confirment leurs heures "
                f"jusqu’au {day_in_words(seen.edition.answer_deadline)}.]"
            )
            if seen.edition.days != days.days:
                st.warning(
                    f"L’édition a changé depuis : ses jours sont {plain(seen.edition.days_text)}. Prévenez chacun.",
                    icon=":material/edit_calendar:",
                )
            with line():
                st.download_button(
                    "Ajouter à mon agenda", lambda: days_calendar(seen.edition.id, seen.edition.days), FILE_NAME,
                    "text/calendar", icon=":material/event:", on_click="ignore", key="dates-ics",
                )  # fmt: skip
                go_to("participations.py", "Voir les participations", edition=seen.edition.id)
