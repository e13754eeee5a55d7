"""« Si l’on déplace… »: other days are tried, and the plan answers with what they would make impossible."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError, InvalidInput
from campaign.base.fields import date_fr
from campaign.base.french import MONTHS, NBSP, plural, short_days_in_words
from campaign.consultation.views import consultation
from campaign.editions.model import MAX_DAYS, Edition
from campaign.planning.moving import Affected, Move
from campaign.planning.plan_views import moved
from campaign.ui.backplan_facts import Bearing, bearing
from campaign.ui.backplan_moving import move_for_good
from campaign.ui.backplan_words import may_write
from campaign.ui.feedback import show_error
from campaign.ui.layout import line
from campaign.ui.plain import plain

_SHIFTS = {-21: "3 sem. plus tôt", -7: "1 sem. plus tôt", 7: "1 sem. plus tard", 21: "3 sem. plus tard"}
_KEYS = ("move-shift", "move-days", "move-set")
_FEW = 4


def parsed_days(typed: str) -> tuple[date, ...]:
    """The days of « 6/11/2027, 9/11/2027 », « 6 et 9 novembre 2027 »: what a day leaves out, the next one says.

    Raises:
        InvalidInput: (``days``) none, too many, the same twice, or not a date.
    """
    parts = re.split(r"[,;\n]|\bet\b", typed)
    found: list[date] = []
    for part in reversed([one.strip() for one in parts if one.strip()]):
        found.append(_day(part, found[-1] if found else None))
    if not found:
        raise InvalidInput("days", "Indiquez les nouveaux jours.")
    if len(set(found)) < len(found):
        raise InvalidInput("days", "Le même jour est indiqué deux fois.")
    if len(found) > MAX_DAYS:
        raise InvalidInput("days", f"{MAX_DAYS} jours au plus ({len(found)} indiqués).")
    return tuple(sorted(found))


def _day(part: str, following: date | None) -> date:
    endings = [f" {MONTHS[following.month - 1]} {following.year}", f" {following.year}"] if following else []
    for ending in ("", *endings):
        with suppress(InvalidInput):
            return date_fr(part + ending, "days")
    return date_fr(part, "days")


def move_card(db: Database, agent: Agent, edition: Edition) -> None:
    """The days to try, and what they would do; nothing changes until « Déplacer vraiment »."""
    with st.container(border=True, key="move-card"):
        head = line()
        tried = _tried(db, agent, edition)
        with st.container(key="move-answer"):
            if tried is None:
                head.header("Si l’on déplace les jours", anchor=False, width="content")
                st.markdown(":gray[Essayez d’autres jours : rien ne change tant que vous ne le demandez pas.]")
                return
            try:
                found = moved(db, agent, edition.id, tried)
            except CampaignError as refusal:
                head.header("Si l’on déplace les jours", anchor=False, width="content")
                show_error(refusal)
                return
            _answer(db, agent, edition, found, head)


def move_title(edition: Edition, days: Sequence[date]) -> str:
    """« Si l’on avance aux 6 et 9 novembre »."""
    verb = "avance" if days[0] < edition.first_day else "recule" if days[0] > edition.first_day else "passe"
    return f"Si l’on {verb} {_at(days)}"


def keep_words(days: Sequence[date]) -> str:
    """« Garder le 13 et le 16 »; the month too when there are two."""
    if len({(day.year, day.month) for day in days}) > 1:
        return f"Garder {short_days_in_words(days)}"
    numbers = ["1er" if day.day == 1 else str(day.day) for day in days]
    return "Garder le " + " et le ".join([", le ".join(numbers[:-1]), numbers[-1]] if numbers[1:] else numbers)


def _at(days: Sequence[date]) -> str:
    return f"{'aux' if len(days) > 1 else 'au'} {short_days_in_words(days)}"


def _tried(db: Database, agent: Agent, edition: Edition) -> tuple[date, ...] | None:
    shift = st.pills("Décaler de", list(_SHIFTS), format_func=_SHIFTS.get, label_visibility="collapsed",
                     key="move-shift", on_change=_forget, args=("move-days", "move-set"))  # fmt: skip
    chosen = None
    sets = [one.days.days for one in consultation(db, agent, edition.id).proposed if one.days.days != edition.days]
    if sets:
        chosen = st.selectbox("Une proposition de la consultation", sets, index=None, format_func=short_days_in_words,
                              placeholder="Une proposition de la consultation", label_visibility="collapsed",
                              key="move-set", on_change=_forget, args=("move-shift", "move-days"))  # fmt: skip
    typed = st.text_input("Autres jours", placeholder="Autres jours : 6 et 9 novembre 2027", key="move-days",
                          label_visibility="collapsed", on_change=_forget, args=("move-shift", "move-set"))  # fmt: skip
    if typed and typed.strip():
        try:
            return parsed_days(typed)
        except InvalidInput as problem:
            show_error(problem)
            return None
    if chosen:
        return tuple(chosen)
    return tuple(day + timedelta(days=shift) for day in edition.days) if shift else None


def _forget(*keys: str) -> None:
    """One way of choosing at a time."""
    for key in keys:
        if key in st.session_state:
            st.session_state[key] = "" if key == "move-days" else None


def _answer(db: Database, agent: Agent, edition: Edition, found: Move, head: object) -> None:
    days, facts = found.after.days, bearing(db, agent, edition.id)
    harmed = len(found.impossible) + len(found.late)
    with head:
        st.header(plain(move_title(edition, days)), anchor=False, width="content")
        if harmed:
            st.badge(str(harmed), color="red")
    _harm(found)
    _engaged(found, facts)
    if found.unharmed:
        moving = plural(len(found.unharmed), "tâche se décale", "tâches se décalent")
        st.success(f"{moving} sans dommage", icon=":material/check_circle:")
    if found.freed:
        freed = plural(len(found.freed), "tâche retrouve", "tâches retrouvent")
        st.success(f"{freed} le temps qui lui manquait" if len(found.freed) == 1 else f"{freed} le temps qui leur "
                   "manquait", icon=":material/lock_open:")  # fmt: skip
    if facts.told:
        again = plural(facts.told, "boutique à prévenir", "boutiques à prévenir")
        st.info(f"{again} de nouveau", icon=":material/mail:")
    with line():
        st.button(plain(keep_words(edition.days)), key="move-keep", on_click=_forget, args=_KEYS)
        if may_write(agent) and st.button("Déplacer vraiment", type="tertiary", key="move-really"):
            move_for_good(edition.id, tuple(day.isoformat() for day in days))
    _detail(found)


def _harm(found: Move) -> None:
    for one in found.impossible[:_FEW]:
        st.error(_bold(one), icon=":material/block:")
    for one in found.late[:_FEW]:
        st.error(_bold(one), icon=":material/schedule:")
    more = max(0, len(found.impossible) - _FEW) + max(0, len(found.late) - _FEW)
    if more:
        st.error(f"et {plural(more, 'autre tâche impossible ou en retard', 'autres tâches impossibles ou en retard')}",
                 icon=":material/more_horiz:")  # fmt: skip
    for one in found.threatened[:2]:
        st.warning(_bold(one), icon=":material/warning:")
    if len(found.threatened) > 2:
        st.warning(f"et {plural(len(found.threatened) - 2, 'autre tâche menacée', 'autres tâches menacées')}",
                   icon=":material/more_horiz:")  # fmt: skip
    if found.gains:
        said = "".join(f"\n- {plain(one.words)}" for one in found.gains)
        st.markdown(f"**Qui doit gagner des jours**\n{said}")


def _engaged(found: Move, facts: Bearing) -> None:
    said = [one.words for one in found.committed] + [*facts.printed, *facts.sent]
    if said:
        listed = "".join(f"\n- {plain(one)}" for one in said[: _FEW + 2])
        more = f"\n- et {len(said) - _FEW - 2} de plus" if len(said) > _FEW + 2 else ""
        st.warning(f"**Déjà engagé avec les anciens jours**\n{listed}{more}", icon=":material/print:")


def _detail(found: Move) -> None:
    lists = {
        "Impossibles": found.impossible, "En retard": found.late, "Déjà en difficulté": found.already,
        "Menacées": found.threatened, "Retrouvent du temps": found.freed, "Décalées sans dommage": found.unharmed,
    }  # fmt: skip
    if not any(lists.values()):
        return
    with st.expander("Voir le détail", icon=":material/list:"):
        for name, listed in lists.items():
            if listed:
                st.markdown(f"**{name} ({len(listed)})**" + "".join(f"\n- {plain(one.words)}" for one in listed))


def _bold(one: Affected) -> str:
    title = one.after.task.title
    return f"**{plain(title)}**{plain(one.words.removeprefix(title)).replace(' :', NBSP + ':', 1)}"
