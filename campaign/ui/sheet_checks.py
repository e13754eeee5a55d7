"""What is to be looked at in a sheet, beside its form: « c'est juste » field by field, « tout est juste » for all."""

import streamlit as st

from campaign.accounts.menu import screen
from campaign.accounts.model import Agent
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words
from campaign.partners.checking import Finding, Reason
from campaign.partners.confirming import confirm_sheet
from campaign.partners.model import PLACE_LABELS, WEIGHTS, Place
from campaign.partners.to_check import checks_of
from campaign.partners.undoing import undo_change
from campaign.partners.views import place as place_view
from campaign.ui.feedback import forget_version, form_operation, offer_undo, reporting
from campaign.ui.layout import card, go_to, line
from campaign.ui.plain import plain
from campaign.ui.sheet_archive import archive_dialog
from campaign.ui.sheet_form import form_of
from campaign.ui.sheet_words import RULE, last_edition_day

ICONS = {
    Reason.SIRET_CLOSED: "no_meeting_room",
    Reason.DUPLICATE: "merge",
    Reason.SUGGESTION: "rate_review",
    Reason.WARNING: "help",
    Reason.POINT: "wrong_location",
    Reason.MISSING: "edit_note",
    Reason.SIRET_WRONG: "badge",
    Reason.HOURS_TEXT: "schedule",
    Reason.PHONE_HIDDEN: "phone_locked",
    Reason.NEVER: "visibility_off",
    Reason.STALE: "history",
}
COLOURS = {
    Reason.SIRET_CLOSED: "red",
    Reason.DUPLICATE: "orange",
    Reason.SUGGESTION: "blue",
    Reason.WARNING: "yellow",
    Reason.POINT: "yellow",
    Reason.MISSING: "orange",
    Reason.SIRET_WRONG: "orange",
    Reason.HOURS_TEXT: "violet",
    Reason.PHONE_HIDDEN: "gray",
    Reason.NEVER: "gray",
    Reason.STALE: "gray",
}
ALL_RIGHT = "Tout est juste"
RIGHT = "right-"  # begins the name of the undo offered after « c'est juste », the sheet's number ends it


def checks_card(db: Database, agent: Agent, place: Place, *, writes: bool) -> None:
    """The card: how complete the sheet is and what each field weighs, then each reason with its verb."""
    found = checks_of(db, agent, place.id, last_edition_day(db, agent))
    with card("À vérifier", len(found) or None, "orange"):
        st.progress(place.completeness, text=completeness_in_words(place))
        for one in found:
            st.markdown(f":material/{ICONS[one.reason]}: {plain(one.text)}")
        if not found:
            st.markdown(":green[:material/check_circle: Rien à vérifier.]")
        if not writes:
            return
        _verbs(place, {one.reason for one in found})
        _fields(db, agent, place, found)
        if st.button(ALL_RIGHT, icon=":material/done_all:", key="all-right"):
            say_right(db, agent, place, None)
        st.markdown(f":small[:gray[{RULE}]]")


def completeness_in_words(place: Place) -> str:
    """« Complète à 80 %. Il manque : horaires (20 %) », the weights shown."""
    missing = enumerate_in_words(f"{name} ({WEIGHTS[name]} %)" for name in place.missing)
    said = f"Complète à {place.completeness} %. Il manque : {missing}" if missing else "Fiche complète"
    return plain(said)


def say_right(db: Database, agent: Agent, place: Place, fields: list[str] | None) -> None:
    """Write that these fields (None: all) are right, with a way back on the next display."""
    form = f"right-{place.id}-{','.join(fields or [])}"
    with reporting(operation_of=form) as outcome:
        line_id = confirm_sheet(db, agent, place.id, fields, form_operation(form))
    if outcome.done:
        what = enumerate_in_words(PLACE_LABELS[name].lower() for name in fields or [])
        said = f"C’est noté : {what}." if what else f"C’est noté : tout est juste sur la fiche de {place.name}."
        forget_version(form_of(place, place.kind))  # settling doubts moves it, and no field of the form
        offer_undo(said, f"{RIGHT}{place.id}", line_id)
        st.rerun()


def undo_right(db: Database, agent: Agent, action: str, line_id: int) -> None:
    """« Annuler » after « c'est juste »: what was known of the fields before comes back."""
    form, place = f"undo-{action}-{line_id}", place_view(db, agent, int(action.removeprefix(RIGHT)))
    with reporting("C’est annulé.", form) as outcome:
        undo_change(db, agent, place.id, line_id, form_operation(form))
    if outcome.done:
        forget_version(form_of(place, place.kind))
        st.rerun()


def _fields(db: Database, agent: Agent, place: Place, found: tuple[Finding, ...]) -> None:
    aged = [name for one in found if one.reason in (Reason.NEVER, Reason.STALE) for name in one.fields]
    told = [name for one in found if one.reason in (Reason.SIRET_CLOSED, Reason.SIRET_WRONG) for name in one.fields]
    hours = [name for one in found if one.reason is Reason.HOURS_TEXT for name in one.fields]
    names = list(dict.fromkeys([*told, *hours, *aged]))
    if not names:
        return
    st.markdown("**C’est juste :**")
    with line():
        for name in names:
            if st.button(PLACE_LABELS[name], icon=":material/check:", type="tertiary", key=f"right-{name}"):
                say_right(db, agent, place, [name])


def _verbs(place: Place, reasons: set[Reason]) -> None:
    if Reason.SUGGESTION in reasons:
        go_to("corrections.py", "Relire les corrections")
    if Reason.DUPLICATE in reasons:
        go_to("duplicates.py", "Comparer les doublons")
    if Reason.SIRET_CLOSED in reasons and st.button("Elle a fermé : archiver", icon=":material/archive:", key="closed"):
        archive_dialog(place.id, "closed")


def may_check(agent: Agent) -> bool:
    """Whether this person may say that a sheet is right."""
    return agent.role in screen("corrections.py").roles
