"""« Reprendre un kit »: the file read, the new days, what it would bring, then one button."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.french import day_in_words, days_in_words
from campaign.editions.model import MAX_DAYS
from campaign.handover.bringing import bring, proposed_days, try_out
from campaign.handover.model import Kit
from campaign.handover.outcome import Brought
from campaign.handover.reading import read_kit
from campaign.ui.feedback import form_operation, reporting, show_error
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent

FORM = "take-kit"


@st.dialog("Reprendre un kit", width="medium", icon=":material/unarchive:")
def take_kit() -> None:
    """Prepare an edition from a kit."""
    agent, db = require_agent("editions.py")
    st.markdown("Un kit prépare une nouvelle édition. Ce qui est déjà ici est gardé : rien n’est remplacé.")
    file = st.file_uploader("Le fichier du kit, en .zip", type=["zip"], max_upload_size=5, key=f"{FORM}-file")
    if file is None:
        return
    data = file.getvalue()
    try:
        kit = read_kit(data)
    except CampaignError as error:
        show_error(error)
        return
    offer(db, agent, kit, sha256(data).hexdigest()[:12])


def offer(db: Database, agent: Agent, kit: Kit, mark: str) -> None:
    """The days, what would be brought, and the button. ``mark`` names this very file among those of the session."""
    days = _days(kit, mark)
    if not days:
        return
    try:
        tried = try_out(db, agent, kit, days)
    except CampaignError as error:
        show_error(error)
        return
    _told(tried)
    if tried.again:
        return
    with line():
        if st.button("Préparer cette édition", type="primary", key=f"{FORM}-save"):
            done = f"{tried.name} est prête à relire : {tried.days_text}."
            with reporting(done, operation_of=f"{FORM}-{mark}") as outcome:
                bring(db, agent, kit, days, form_operation(f"{FORM}-{mark}"))
            if outcome.done:
                st.rerun()
        if st.button("Annuler", type="tertiary", key=f"{FORM}-cancel"):
            st.rerun()


def _days(kit: Kit, mark: str) -> list[date]:
    outline = kit.outline
    st.markdown(f"Kit de **{plain(outline.name)}** :gray[({plain(days_in_words(outline.dates))})]")
    proposed = list(proposed_days(outline))
    count = st.segmented_control(
        "Nombre de jours", range(1, MAX_DAYS + 1), default=len(proposed), required=True, key=f"{FORM}-{mark}-count"
    )
    proposed += [proposed[-1] + timedelta(days=more) for more in range(1, MAX_DAYS)]
    typed = [
        column.date_input(f"Jour {rank + 1}", proposed[rank], format="DD/MM/YYYY", key=f"{FORM}-{mark}-day-{rank}")
        for rank, column in enumerate(st.columns(count))
    ]
    st.markdown(":gray[Proposés : les mêmes jours de la semaine, à la même saison, hors jours fériés.]")
    return [one for one in typed if one]


def _told(tried: Brought) -> None:
    if tried.again:
        st.info(plain(tried.in_words), icon=":material/info:")
        return
    said = [f"une édition en préparation, {tried.days_text}, réponses jusqu’au {day_in_words(tried.answer_deadline)}"]
    st.markdown("**Ce que le kit apporte**\n" + "".join(f"\n- {plain(one)}" for one in [*said, *tried.lines]))
    if tried.notices:
        st.markdown("**À voir ensuite**\n" + "".join(f"\n- {plain(one)}" for one in tried.notices))
    with st.expander("Quand partiraient les messages", icon=":material/event:"):
        st.markdown(calendar(tried))


def calendar(tried: Brought) -> str:
    """The steps with their proposed days; none is scheduled."""
    lines: Sequence[str] = [f"- {step.label} : {day_in_words(day)}" for step, day in tried.calendar]
    return "Dates proposées d’après les nouveaux jours ; rien n’est programmé.\n\n" + "\n".join(lines)
