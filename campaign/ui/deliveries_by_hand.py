"""What the team writes itself: a delivery noted by hand, a delivery put right, a slip cancelled."""

from collections.abc import Callable, Mapping

import streamlit as st

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.deliveries.model import DeliverySaid, Entry, Outcome, Slip
from campaign.deliveries.road import note_delivery
from campaign.deliveries.settling import correct_entry
from campaign.deliveries.slips import cancel_slip
from campaign.deliveries.views import entries, slip
from campaign.stock.model import check_quantity
from campaign.ui.deliveries_words import ENDINGS, FILE, entry_title, name_of
from campaign.ui.feedback import form_operation, notify, reporting
from campaign.ui.layout import line
from campaign.ui.plain import plain
from campaign.ui.session import require_agent


@st.dialog("Noter la livraison", width="medium", icon=":material/local_shipping:")
def note_by_hand(number: str) -> None:
    """A shop that picked its kit up, a round noted on paper."""
    agent, db = require_agent(FILE)
    about = slip(db, agent, number)
    form = f"note-{number}"
    st.markdown(f"**{plain(name_of(about.place))}** :gray[{about.number}]")
    said = _form(about, form, {one.id: one.remaining for one in about.lines}, Outcome.DELIVERED, "", "", photo=True)
    if st.button("Enregistrer la livraison", type="primary", key=f"{form}-go"):
        with reporting(operation_of=form) as outcome:
            notify(note_delivery(db, agent, number, said(), form_operation(form)).message)
        if outcome.done:
            st.rerun()


@st.dialog("Corriger la livraison", width="medium", icon=":material/edit:")
def correct_delivery(number: str, entry_id: int) -> None:
    """What was typed wrong: the former stays in sight, « corrigée depuis »; the stock follows the new one."""
    agent, db = require_agent(FILE)
    about = slip(db, agent, number)
    former = next((one for one in entries(db, agent, number) if one.id == entry_id), None)
    if former is None:
        st.markdown("Cette saisie n’existe plus.")
        return
    form = f"correct-{entry_id}"
    st.markdown(f"{entry_title(former, agent)}  \n:gray[{plain(name_of(about.place))}, {about.number}]")
    st.markdown(":gray[L’ancienne saisie reste visible ; le stock suivra celle-ci.]")
    outcome_now = former.outcome or Outcome.DELIVERED
    said = _form(about, form, _left(about, former), outcome_now, former.receiver, former.note, photo=False)
    if st.button("Corriger la saisie", type="primary", key=f"{form}-go"):
        with reporting("La saisie est corrigée ; le stock suit.", form) as outcome:
            correct_entry(db, agent, entry_id, said(), form_operation(form))
        if outcome.done:
            st.rerun()


@st.dialog("Annuler le bon", icon=":material/cancel:")
def confirm_cancel(number: str) -> None:
    """What it does, before it is done."""
    agent, db = require_agent(FILE)
    about = slip(db, agent, number)
    st.markdown(
        f"Le bon **{about.number}** de {plain(name_of(about.place))} ne servira plus, même imprimé. Le stock ne change "
        "pas. « Préparer les bons » en fera un autre si ce lieu a toujours un kit."
    )
    form = f"cancel-{number}"
    with line():
        if st.button("Annuler le bon", type="primary", key=f"{form}-go"):
            with reporting(f"{about.number} est annulé.", form) as outcome:
                cancel_slip(db, agent, number, form_operation(form))
            if outcome.done:
                st.rerun()
        if st.button("Garder le bon", type="tertiary", key=f"{form}-keep"):
            st.rerun()


def _form(
    about: Slip, form: str, units: Mapping[int, int], chosen: Outcome, receiver: str, note: str, *, photo: bool
) -> Callable[[], DeliverySaid]:
    """The fields; what reads them once the button is pressed, so that a refusal is shown then."""
    outcome = st.segmented_control(
        "Ce qui s’est passé", list(Outcome), default=chosen, format_func=lambda one: one.label, required=True,
        key=f"{form}-outcome", wrap=True,
    )  # fmt: skip
    typed: dict[int, str] = {}
    if outcome.left_something:
        for one in (one for one in about.lines if one.planned or units.get(one.id)):
            named, field = st.columns([3, 1], vertical_alignment="center")
            named.markdown(f"{plain(one.label)}  \n:gray[{plain(one.reference)}, {one.planned} prévus]")
            typed[one.id] = field.text_input(
                f"Laissé : {one.label}", str(units.get(one.id, 0)), label_visibility="collapsed", max_chars=12,
                key=f"{form}-left-{one.id}",
            ) or ""  # fmt: skip
    who = st.text_input("Reçu par (facultatif)", receiver, max_chars=80, key=f"{form}-receiver")
    said = st.text_area("Note (facultative)", note, max_chars=500, height=70, key=f"{form}-note")
    picture = (
        st.file_uploader("Photo, en PNG, JPEG ou WebP", type=ENDINGS, max_upload_size=5, key=f"{form}-photo")
        if photo
        else None
    )

    def read() -> DeliverySaid:
        left, problems = {}, []
        for line_id, value in typed.items():
            try:
                left[line_id] = check_quantity(value, f"left_{line_id}", low=0)
            except InvalidInput as problem:
                label = about.line(line_id).label
                problems.append(InvalidInput(problem.field, f"{label}. {problem.message}"))
        if problems:
            raise InvalidForm(problems)
        return DeliverySaid(outcome, left, who or "", said or "", photo=picture.getvalue() if picture else None)

    return read


def _left(about: Slip, former: Entry) -> dict[int, int]:
    """What the entry had left; all that is planned when it was a failed attempt."""
    if former.outcome and not former.outcome.left_something:
        return {one.id: one.planned for one in about.lines}
    return {one.line_id: one.left for one in former.lines}
