"""One message to one person, in plain text: from, reply-to, a stable Message-ID."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from hashlib import sha256

from campaign.base import clock
from campaign.base.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Message:
    """What is said to whom. ``key`` names the message: sent again, it keeps its Message-ID."""

    key: str
    to: str
    to_name: str
    subject: str
    text: str
    sender: str
    sender_name: str
    reply_to: str = ""


def composed(message: Message) -> EmailMessage:
    """The message ready for a relay.

    Raises:
        InvalidInput: an address or a subject holds a line break or cannot be an address.
    """
    mail = EmailMessage()
    try:
        mail["From"] = formataddr((message.sender_name, message.sender))
        mail["To"] = formataddr((message.to_name, message.to))
        mail["Subject"] = message.subject
        if message.reply_to:
            mail["Reply-To"] = message.reply_to
    except ValueError as error:
        raise InvalidInput("email", "Adresse électronique invalide : une seule adresse, ex. nom@domaine.fr.") from error
    mail["Date"] = format_datetime(clock.now())
    domain = message.sender.rpartition("@")[2] or "localhost"
    mail["Message-ID"] = f"<{sha256(message.key.encode()).hexdigest()[:32]}@{domain}>"
    mail["Content-Language"] = "fr"
    mail.set_content(message.text)
    return mail
