"""What the codes and the words of mail servers mean for an address: dead, refused for the message, or a mere delay."""

import re
from enum import StrEnum

from campaign.mail.replies import PASSING_DETAILS


class Kind(StrEnum):
    """What came back says: a dead address, a message refused for itself, a delay, or nothing about a delivery."""

    PERMANENT = "permanent"
    REFUSED = "refused"
    TRANSIENT = "transient"
    OTHER = "other"


# Not part of an Internet address such as 5.1.12.3.
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
_CODE = re.compile(r"(?<![\d.])([45][0-5]\d)(?=[ -])")
# Said of the message rather than of the address (RFC 3463): rules and trust, content, size.
_ABOUT_THE_MESSAGE = ("5.7.", "5.6.", "5.3.4", "5.2.3")

# Words of qmail, Exim, Exchange, and of the large French mailboxes, when no code tells.
_FULL = re.compile(
    r"mailbox (?:is )?full|over ?quota|quota exceeded|exceeded.{0,30}quota|boîte.{0,25}pleine|quota.{0,20}dépassé", re.I
)
_DELAYED = re.compile(
    r"delayed|not yet been delivered|not been delivered yet|will be retried|no action is required|will keep trying|"
    r"nouvelle tentative|retardé|pas encore (?:pu être|été) (?:remis|distribué)",
    re.I,
)
_DEAD = re.compile(
    r"user unknown|unknown user|no such (?:user|recipient|mailbox|address)|does(?: not|n['’]t) exist|unknown recipient|"
    r"no mailbox here by that name|mailbox (?:unavailable|not found|does)|invalid (?:recipient|mailbox|address)|"
    r"recipient (?:address )?rejected|unrouteable address|host or domain name not found|domain not found|"
    r"couldn['’]t find any host|account.{0,20}(?:disabled|closed)|utilisateur inconnu|adresse inconnue|"
    r"n['’]existe pas|destinataire (?:inconnu|introuvable)|domaine (?:inconnu|introuvable)",
    re.I,
)


def status_in(text: str) -> str:
    """The first status of a text (« 5.1.1 »), else the one a bare SMTP code amounts to; empty when there is none."""
    found = _STATUS.search(text)
    if found and not found[1].endswith(".0.0"):
        return found[1]
    code = _CODE.search(text)
    if code is None:
        return found[1] if found else ""
    # 552 and 452 are « storage exceeded » (RFC 5321 4.2.3).
    return f"{code[1][0]}.2.2" if code[1] in ("552", "452") else f"{code[1][0]}.0.0"


def kind_of_status(status: str) -> Kind:
    """5.2.2 (mailbox full) and 5.4.4 (no route) come back as final and are not, other services found out."""
    if status.startswith("4") or status in PASSING_DETAILS:
        return Kind.TRANSIENT
    if not status.startswith("5"):
        return Kind.OTHER
    return Kind.REFUSED if status.startswith(_ABOUT_THE_MESSAGE) else Kind.PERMANENT


def kind_of_words(text: str) -> Kind:
    """When words alone tell. A mailbox that is full, or a delay, wins over what sounds final."""
    if _FULL.search(text) or _DELAYED.search(text):
        return Kind.TRANSIENT
    return Kind.PERMANENT if _DEAD.search(text) else Kind.OTHER
