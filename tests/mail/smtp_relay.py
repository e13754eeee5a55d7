"""A real SMTP server on this machine that a test can stop, start again, cut at a chosen moment, or have refuse."""

import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class _Conversation(SMTP):
    """Cuts instead of answering DATA when the relay is told to."""

    async def smtp_DATA(self, arg: str) -> None:
        if self.event_handler.cuts("DATA"):
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Conversation(self.handler, **self.SMTP_kwargs)


class SmtpRelay:
    """``accepted`` holds what the relay took, ``to`` the recipients it was given, in order.

    ``replies`` maps MAIL, RCPT, TEXT or an address to the reply to give instead of « 250 »; ``cut`` names where the
    connection is cut, once: MAIL, RCPT, DATA (before the text), TEXT (after the final dot, before the reply) or KEPT
    (the same, the message being taken). ``stops_after`` so many messages, the relay stops: as the next one begins, or
    after its recipient when ``stops_at`` is RCPT. ``on_message`` is called with how many were taken.
    """

    def __init__(self, password: str | None = None) -> None:
        self.accepted: list[EmailMessage] = []
        self.to: list[str] = []
        self.replies: dict[str, str] = {}
        self.cut = ""
        self.stops_after: int | None = None
        self.stops_at = "MAIL"
        self.on_message: Callable[[int], None] = lambda taken: None
        self._password = password
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._controller: _Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def numbers(self) -> list[str]:
        """The Message-IDs taken, in order."""
        return [str(one["Message-ID"]) for one in self.accepted]

    def start(self) -> None:
        """Listen, on the same port each time."""
        self.stops_after = None
        auth = {"auth_required": True, "auth_require_tls": False, "authenticator": self._signs_in}
        asked = auth if self._password else {}
        self._controller = _Controller(
            self, hostname="127.0.0.1", port=self.port, server_hostname="relay.example", **asked
        )
        self._controller.start()

    def stop(self) -> None:
        """Listen no more."""
        stopped, self._controller = self._controller, None
        if stopped:
            stopped.stop()

    def __enter__(self) -> "SmtpRelay":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def cuts(self, moment: str) -> bool:
        """Whether the connection is to be cut here."""
        if self.stops_after is not None and len(self.accepted) >= self.stops_after and moment == self.stops_at:
            self._controller.server.close()
            return True
        if self.cut != moment:
            return False
        self.cut = ""
        return True

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        if self.cuts("MAIL"):
            server.transport.abort()
        if reply := self.replies.get("MAIL"):
            return reply
        envelope.mail_from = address
        return "250 ok"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        if self.cuts("RCPT"):
            server.transport.abort()
        if reply := self.replies.get("RCPT") or self.replies.get(address):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.cuts("TEXT"):
            server.transport.abort()
            return "250 never read"
        if reply := self.replies.get("TEXT"):
            return reply
        self.accepted.append(message_from_bytes(envelope.content, policy=policy.default))
        self.to += envelope.rcpt_tos
        if self.cuts("KEPT"):
            server.transport.abort()
        self.on_message(len(self.accepted))
        return "250 kept"

    def _signs_in(
        self, server: SMTP, session: Session, envelope: Envelope, how: str, given: LoginPassword
    ) -> AuthResult:
        return AuthResult(success=given.password.decode() == self._password, handled=False)
