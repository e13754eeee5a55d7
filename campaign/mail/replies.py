"""What a relay's reply means for one message. The server's own words are never kept: they often quote the address."""

import re
from dataclasses import dataclass
from enum import StrEnum

from campaign.base.errors import RelayRefusesUs


class Outcome(StrEnum):
    """What became of a message that was handed over."""

    ACCEPTED = "accepted"
    LATER = "later"  # this message was refused for now
    REFUSED = "refused"  # trying again would change nothing
    UNSURE = "unsure"  # cut between the final dot and the reply


@dataclass(frozen=True, slots=True)
class Handed:
    """``code`` is « 550 5.1.1 »; ``reason`` a French sentence without any address; ``is_dead`` says that the
    recipient's address does not exist."""

    outcome: Outcome
    code: str = ""
    reason: str = ""
    is_dead: bool = False


# Not part of an Internet address: refusals often quote the relay's.
_ENHANCED = re.compile(rb"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)")
_DEAD_DETAILS = ("5.1.", "5.2.1")
# What comes back as final and is not: mailbox full, and a route lost for a while (as other services found out).
PASSING_DETAILS = ("5.2.2", "5.4.4")


def refusal(step: str, code: int, reply: bytes) -> Handed:
    """The meaning of a refusal at ``step`` (MAIL, RCPT, DATA, TEXT).

    Raises:
        RelayRefusesUs: it is about us, hence about every message: wrong sender, or an account is asked for.
    """
    found = _ENHANCED.search(reply)
    detail = found[0].decode() if found else ""
    words = f"{code} {detail}".strip()
    if 500 <= code < 600 and (step == "MAIL" or code == 530):
        what = "demande un identifiant" if code == 530 else "refuse l’expéditeur"
        raise RelayRefusesUs(f"Le relais {what} ({words}). Rien n’est parti.")
    if not 500 <= code < 600 or detail in PASSING_DETAILS:
        return Handed(Outcome.LATER, words, f"Refusé pour l’instant ({words}).")
    if is_dead(detail) or (step == "RCPT" and code == 550 and not detail):
        return Handed(Outcome.REFUSED, words, f"L’adresse n’existe pas ({words}).", is_dead=True)
    what = "au destinataire" if step == "RCPT" else "au contenu"
    return Handed(Outcome.REFUSED, words, f"Refus définitif, {what} ({words}).")


def is_dead(detail: str) -> bool:
    """Whether an enhanced status (RFC 3463) says that the address itself cannot receive."""
    return detail.startswith(_DEAD_DETAILS)
