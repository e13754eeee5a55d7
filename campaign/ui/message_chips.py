"""States of a step and of a message: one colour and one word each."""

from campaign.mail.outbox import State
from campaign.messages.model import SendingState

SENDING_COLOURS = {
    SendingState.PROPOSED: "gray",
    SendingState.SCHEDULED: "blue",
    SendingState.LEAVING: "yellow",
    SendingState.PAUSED: "orange",
    SendingState.SENT: "green",
    SendingState.CANCELLED: "gray",
}
# In the order they are looked at: what asks for somebody first. Red is kept for what failed.
MESSAGE_COLOURS = {
    State.UNCERTAIN: "orange",
    State.FAILED: "red",
    State.WAITING: "yellow",
    State.SENDING: "blue",
    State.PAUSED: "violet",
    State.SENT: "green",
    State.SKIPPED: "gray",
    State.CANCELLED: "gray",
}
