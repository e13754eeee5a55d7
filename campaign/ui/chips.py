"""States as people recognise them: one colour and one word each, in tables, badges and on the map."""

import streamlit as st

from campaign.base.labels import Labelled
from campaign.editions.model import State
from campaign.maps.model import Shape
from campaign.participation.decisions import DecisionKind
from campaign.participation.model import Status

# Funnel order; colours are those of the theme's badges. Red is kept for what presses or is over.
STATUS_COLOURS = {
    Status.CONFIRMED: "green",
    Status.UNDECIDED: "orange",
    Status.LINK_OPENED: "yellow",
    Status.LINK_READY: "gray",
    Status.TO_INVITE: "violet",
    Status.NO_ANSWER: "red",
    Status.DECLINED: "red",
}
STATUS_ICONS = {
    Status.CONFIRMED: ":material/check_circle:",
    Status.UNDECIDED: ":material/help:",
    Status.LINK_OPENED: ":material/visibility:",
    Status.LINK_READY: ":material/mail:",
    Status.TO_INVITE: ":material/person_add:",
    Status.NO_ANSWER: ":material/hourglass_disabled:",
    Status.DECLINED: ":material/cancel:",
}
STATUS_SHAPES = {
    Status.CONFIRMED: Shape.DISC,
    Status.UNDECIDED: Shape.DIAMOND,
    Status.LINK_OPENED: Shape.DIAMOND,
    Status.LINK_READY: Shape.SQUARE,
    Status.TO_INVITE: Shape.SQUARE,
    Status.NO_ANSWER: Shape.SQUARE,
    Status.DECLINED: Shape.DASHED,
}
STATE_COLOURS = {
    State.PREPARING: "yellow",
    State.OPEN: "green",
    State.CLOSED: "blue",
    State.OVER: "gray",
    State.ARCHIVED: "gray",
    State.CANCELLED: "red",
}
DECISION_CHIPS = {
    DecisionKind.CORRECTION: ("blue", ":material/rate_review:"),
    DecisionKind.DUPLICATE: ("orange", ":material/merge:"),
    DecisionKind.POINT: ("yellow", ":material/wrong_location:"),
    DecisionKind.CLOSED: ("red", ":material/no_meeting_room:"),
    DecisionKind.NO_CONTACT: ("red", ":material/person_off:"),
    DecisionKind.TO_INVITE: ("violet", ":material/link:"),
    DecisionKind.BOUNCED: ("red", ":material/alternate_email:"),
    DecisionKind.UNCERTAIN: ("orange", ":material/help:"),
    DecisionKind.FAILED: ("red", ":material/cancel_schedule_send:"),
    DecisionKind.WRONG_ON_PAPER: ("red", ":material/print_error:"),
    DecisionKind.PROOF: ("orange", ":material/approval:"),
    DecisionKind.TO_SETTLE: ("red", ":material/balance:"),
    DecisionKind.LATE: ("orange", ":material/assignment_late:"),
    DecisionKind.REPAIR: ("violet", ":material/build:"),
    DecisionKind.TOLD: ("blue", ":material/chat:"),
    DecisionKind.SHORTAGE: ("yellow", ":material/production_quantity_limits:"),
    DecisionKind.FIGURE: ("orange", ":material/pin:"),
    DecisionKind.SILENT: ("yellow", ":material/hourglass_disabled:"),
    DecisionKind.RESOLUTION: ("green", ":material/fact_check:"),
    DecisionKind.ROLE_UNREAD: ("yellow", ":material/menu_book:"),
    DecisionKind.MONEY: ("red", ":material/euro:"),
    DecisionKind.DAYS: ("yellow", ":material/edit_calendar:"),
    DecisionKind.MEETING: ("blue", ":material/event_available:"),
}


def chip_column(title: str, colours: dict[Labelled, str] | dict[str, str], width: int | None = None) -> object:
    """A table column of chips: cells are one-item lists of labels."""
    labels = [getattr(one, "label", one) for one in colours]
    return st.column_config.MultiselectColumn(title, options=labels, color=list(colours.values()), width=width)
