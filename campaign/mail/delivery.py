"""Handing a message to the SMTP relay, or to a folder of .eml files when there is none (said on screen)."""

import os
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from campaign.base import clock
from campaign.base.errors import BadSetting, RelayRefused, RelayUnavailable


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a message went: « relay » or « folder »."""

    way: str
    place: str


def deliver(mail: EmailMessage, smtp_url: str | None, folder: Path) -> Delivery:
    """Send one message; returns once the relay has accepted it, or the file is on the disk.

    Raises:
        RelayUnavailable: try again later. RelayRefused: trying again would change nothing.
    """
    if not smtp_url:
        return Delivery("folder", str(_to_folder(mail, folder)))
    parts = urlsplit(smtp_url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadSetting("CAMPAIGN_SMTP_URL doit ressembler à smtp://utilisateur:motdepasse@relais:587.")
    try:
        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            relay = smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=20, context=context)
        else:
            relay = smtplib.SMTP(parts.hostname, parts.port or 25, timeout=20)
        with relay:
            relay.ehlo()
            if parts.scheme == "smtp" and relay.has_extn("starttls"):
                relay.starttls(context=context)
            if parts.username:
                relay.login(unquote(parts.username), unquote(parts.password or ""))
            relay.send_message(mail)
    except smtplib.SMTPResponseException as error:
        raise (RelayUnavailable() if 400 <= error.smtp_code < 500 else RelayRefused()) from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise (RelayUnavailable() if all(400 <= code < 500 for code in codes) else RelayRefused()) from error
    except (OSError, smtplib.SMTPException) as error:
        raise RelayUnavailable() from error
    return Delivery("relay", parts.hostname)


def _to_folder(mail: EmailMessage, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{clock.now():%Y%m%dT%H%M%S%f}-{mail['Message-ID'].strip('<>').partition('@')[0][:12]}.eml"
    draft = folder / f".{name}"
    with draft.open("wb") as file:
        file.write(mail.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    draft.rename(folder / name)
    return folder / name
