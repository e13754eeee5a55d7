"""One message to one person, in text and in HTML: from, reply-to, a stable Message-ID, a way out of invitations."""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from campaign.base import clock
from campaign.base.errors import InvalidInput
from campaign.base.fields import email as checked_email

# Nothing that ends a header, nor anything a screen would not show.
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that leaves with a message; ``media_type`` is « application/pdf »."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """What is said to whom. ``key`` names the message: sent again, it keeps its Message-ID.

    ``unsubscribe_url`` is for invitations only: one POST to it, without a session, stops them (RFC 8058).
    ``automatic`` says that no person wrote or triggered it, so that automatic replies stay silent (RFC 3834).
    ``calendar`` is an iCalendar invitation (RFC 6047): a reading of the message beside its text, and a file of its own.
    """

    key: str
    to: str
    to_name: str
    subject: str
    text: str
    sender: str
    sender_name: str
    reply_to: str = ""
    html: str = ""
    unsubscribe_url: str = ""
    automatic: bool = False
    calendar: bytes = b""
    attached: tuple[Attached, ...] = ()


def message_id(message: Message) -> str:
    """The Message-ID that this message always has."""
    domain = message.sender.rpartition("@")[2] or "localhost"
    return f"<{sha256(message.key.encode()).hexdigest()[:32]}@{domain}>"


def composed(message: Message, fixed_id: str | None = None) -> EmailMessage:
    """The message ready for a relay: one recipient, only ASCII on the wire. ``fixed_id`` is the Message-ID under which
    it was tried before.

    Raises:
        InvalidInput: an address, a name or a subject holds a line break, or an address is not one.
    """
    to = checked_email(message.to, "email")
    mail = EmailMessage()
    try:
        mail["From"] = _person(message.sender_name, message.sender)
        mail["To"] = _person(message.to_name, to)
        if message.reply_to:
            mail["Reply-To"] = checked_email(message.reply_to, "reply_to")
        mail["Subject"] = _line(message.subject, "subject", "L’objet du message")
        mail["Date"] = format_datetime(clock.now())
        mail["Message-ID"] = fixed_id or message_id(message)
        if message.automatic:
            mail["Auto-Submitted"] = "auto-generated"
        if message.unsubscribe_url:
            mail["List-Unsubscribe"] = f"<{_line(message.unsubscribe_url, 'unsubscribe_url', 'L’adresse')}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    except ValueError as error:
        raise InvalidInput("email", "Adresse électronique invalide : une seule adresse, ex. nom@domaine.fr.") from error
    # Quoted-printable passes every relay, whatever the length of a line.
    mail.set_content(message.text, cte="quoted-printable")
    if message.html:
        mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    if message.calendar:
        _add_calendar(mail, message.calendar)
    for one in message.attached:
        kind, _, subtype = one.media_type.partition("/")
        mail.add_attachment(one.data, maintype=kind, subtype=subtype, filename=_line(one.name, "name", "Le nom"))
    # Last: adding a part takes every Content-* header down into the first one.
    mail["Content-Language"] = "fr"
    return mail


def _add_calendar(mail: EmailMessage, calendar: bytes) -> None:
    # A diary reads the alternative and offers to keep the date; others show the file.
    said = _METHOD.search(calendar)
    method = said[1].decode() if said else "PUBLISH"
    text = calendar.decode("utf-8")
    mail.add_alternative(text, subtype="calendar", cte="quoted-printable", params={"method": method})
    mail.add_attachment(
        calendar, maintype="text", subtype="calendar", filename="invitation.ics", params={"method": method}
    )


def _person(name: str, address: str) -> Address:
    shown = _line(name, "name", "Le nom")
    # Without SMTPUTF8, which relays seldom have, an address is ASCII only.
    spec = _line(address, "email", "L’adresse").encode("ascii").decode()
    return Address(display_name=shown, addr_spec=spec)


def _line(value: str, field: str, label: str) -> str:
    if _CONTROL.search(value):
        raise InvalidInput(field, f"{label} tient sur une seule ligne, sans caractère invisible.")
    return value.strip()
