"""Handing messages to the SMTP relay, or to a folder of .eml files when there is none (said on screen).

The conversation is held step by step, so as to know at which point it broke: before the final dot nothing has left;
between the dot and the relay's reply nobody can tell.
"""

import re
import smtplib
import socket
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from campaign.base.errors import BadSetting, RelayRefusesUs, RelayUnavailable
from campaign.mail.folder import Folder
from campaign.mail.replies import Handed, Outcome, refusal

CONNECT_SECONDS = 20
REPLY_SECONDS = 60
# RFC 5321 4.5.3.2.6 asks for ten minutes after the dot; a lease lasts ten too, so a little less.
FINAL_SECONDS = 300


class Way(Protocol):
    """Where messages go. ``way`` is « relay » or « folder », ``place`` the host or the folder's name."""

    way: str
    place: str

    def connect(self) -> None:
        """Be ready. Raises RelayUnavailable, RelayRefusesUs: nothing was sent."""

    def hand(self, mail: EmailMessage) -> Handed:
        """Hand over one message. Raises RelayUnavailable, RelayRefusesUs: it was not sent, and no other can be."""

    def close(self) -> None:
        """Say goodbye."""


def way_out(smtp_url: str | None, folder: Path) -> Way:
    """The relay of the settings, else the folder.

    Raises:
        BadSetting: the address of the relay cannot be used.
    """
    return Relay(smtp_url) if smtp_url else Folder(folder)


class Relay:
    """One connection to the relay, kept for many messages and opened again when the relay has ended it."""

    way = "relay"

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or port == -1:
            raise BadSetting("CAMPAIGN_SMTP_URL doit ressembler à smtp://utilisateur:motdepasse@relais:587.")
        self.place = parts.hostname
        self._parts, self._port = parts, port or (465 if parts.scheme == "smtps" else 25)
        self._smtp: smtplib.SMTP | None = None

    def connect(self) -> None:
        """Open the connection, encrypted whenever the relay offers it, and sign in if an account is set."""
        if self._smtp is not None:
            return
        try:
            self._open()
        except smtplib.SMTPNotSupportedError as error:
            self.close()
            raise RelayRefusesUs("Le relais n’accepte pas d’identifiant. Rien n’est parti.") from error
        except smtplib.SMTPResponseException as error:
            self.close()
            if 500 <= error.smtp_code < 600:
                raise RelayRefusesUs(_refused_us(error)) from error
            raise RelayUnavailable() from error
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise RelayRefusesUs("Le certificat du relais n’est pas reconnu. Rien n’est parti.") from error
        except UnicodeError as error:
            self.close()
            raise RelayRefusesUs("CAMPAIGN_SMTP_URL : identifiant sans accent seulement. Rien n’est parti.") from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise RelayUnavailable() from error

    def _open(self) -> None:
        context = ssl.create_default_context()
        if self._parts.scheme == "smtps":
            self._smtp = smtplib.SMTP_SSL(self.place, self._port, timeout=CONNECT_SECONDS, context=context)
        else:
            self._smtp = smtplib.SMTP(self.place, self._port, timeout=CONNECT_SECONDS)
        # Each command waits for its reply: gathering small writes would only add delays.
        self._smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._smtp.ehlo_or_helo_if_needed()
        if self._parts.scheme == "smtp" and self._smtp.has_extn("starttls"):
            self._smtp.starttls(context=context)
            self._smtp.ehlo()
        if self._parts.username:
            self._smtp.login(unquote(self._parts.username), unquote(self._parts.password or ""))
        self._smtp.sock.settimeout(REPLY_SECONDS)

    def hand(self, mail: EmailMessage) -> Handed:
        """Hand over one message; a connection that the relay ended between two messages is opened again, once."""
        was_open = self._smtp is not None
        self.connect()
        try:
            return self._converse(mail)
        except _EndedBefore as ended:
            self.close()
            if not was_open:
                raise RelayUnavailable() from ended
        self.connect()
        try:
            return self._converse(mail)
        except _EndedBefore as ended:
            self.close()
            raise RelayUnavailable() from ended

    def _converse(self, mail: EmailMessage) -> Handed:
        content = _on_the_wire(mail)
        sender, to = (mail[name].addresses[0].addr_spec for name in ("From", "To"))
        # 8BITMIME and SMTPUTF8 are never needed: messages are composed in ASCII only.
        code, reply = self._command(f"MAIL FROM:<{sender}>")
        if code == 421 or code < 0:
            raise _EndedBefore
        if code != 250:
            return self._refused("MAIL", code, reply)
        for command, wanted in ((f"RCPT TO:<{to}>", (250, 251)), ("DATA", (354,))):
            try:
                code, reply = self._command(command)
            except _EndedBefore:
                return self._cut_before_the_dot()
            if code not in wanted:
                return self._refused(command[:4], code, reply)
        try:
            self._smtp.sock.sendall(content)
        except OSError:
            return self._cut_before_the_dot()
        return self._end()

    def _end(self) -> Handed:
        try:
            self._smtp.sock.settimeout(FINAL_SECONDS)
            self._smtp.sock.sendall(b".\r\n")
            code, reply = self._smtp.getreply()
            self._smtp.sock.settimeout(REPLY_SECONDS)
        except (OSError, smtplib.SMTPException):
            self.close()
            return Handed(Outcome.UNSURE)
        if code == 250:
            return Handed(Outcome.ACCEPTED)
        if code < 0:  # not an SMTP reply: nobody can tell
            self.close()
            return Handed(Outcome.UNSURE)
        return self._refused("TEXT", code, reply)

    def _command(self, line: str) -> tuple[int, bytes]:
        try:
            return self._smtp.docmd(line)
        except (OSError, smtplib.SMTPException) as error:
            raise _EndedBefore from error

    def _refused(self, step: str, code: int, reply: bytes) -> Handed:
        if code == 421:
            self.close()
        else:
            with suppress(OSError, smtplib.SMTPException):
                self._smtp.rset()
        return refusal(step, code, reply)

    def _cut_before_the_dot(self) -> Handed:
        """Cut within a message: this one is tried again later, the next one tells whether the relay is away."""
        self.close()
        return Handed(Outcome.LATER, "", "Le relais a coupé avant la fin du message.")

    def close(self) -> None:
        """End the connection; nothing to say when it is already ended."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        with suppress(OSError, smtplib.SMTPException):
            if smtp.sock is not None:
                smtp.sock.settimeout(2)
                smtp.quit()
        smtp.close()


class _EndedBefore(Exception):
    """The connection ended before anything of a message was said."""


def _refused_us(error: smtplib.SMTPResponseException) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"Le relais refuse l’identifiant ({error.smtp_code}). Rien n’est parti."
    return f"Le relais refuse de nous parler ({error.smtp_code}). Rien n’est parti."


def _on_the_wire(mail: EmailMessage) -> bytes:
    """The bytes between DATA and the final dot: CRLF ends, dots at the start of a line doubled (RFC 5321 4.5.2)."""
    content = re.sub(rb"(?m)^\.", b"..", mail.as_bytes(policy=SMTP))
    return content if content.endswith(b"\r\n") else content + b"\r\n"
