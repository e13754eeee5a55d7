"""Reading the messages that mail servers send back: delivery reports (RFC 3464), and the plain texts of older servers.

Pure: bytes in, meaning out. What comes in was written by anybody: nothing here raises on a strange message, and only
codes, the original Message-ID and the recipient come out of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from hashlib import sha256

from campaign.mail.bounce_words import Kind, kind_of_status, kind_of_words, status_in


@dataclass(frozen=True, slots=True)
class Returned:
    """One message of the mailbox. ``status`` is « 5.1.1 » (empty when only words told), ``originals`` the Message-IDs
    it may be about, likeliest first, ``recipient`` the address it names; ``key`` tells it from any other."""

    kind: Kind
    key: str
    status: str = ""
    originals: tuple[str, ...] = ()
    recipient: str = ""


_MBOX_LINE = re.compile(rb"(?m)^From [^\n]*(?:\n|\Z)")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]]{1,64}@[^\s<>\"',;:()\[\]]{1,190}")
_ROBOT = re.compile(r"mailer-daemon|mail-daemon|postmaster|microsoftexchange[0-9a-f]+", re.IGNORECASE)
_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_DONE = ("delivered", "relayed", "expanded")
_SERIOUS_FIRST = (Kind.PERMANENT, Kind.REFUSED, Kind.TRANSIENT, Kind.OTHER)
MAX_TEXT = 20_000  # characters of a plain text that are looked at


def returned(content: bytes) -> list[Returned]:
    """What each message of an .eml file, or of a whole mailbox in mbox, says. Never raises on what it holds."""
    return [_read(one) for one in _messages(content)]


def _messages(content: bytes) -> Iterator[bytes]:
    content = content.replace(b"\r\n", b"\n")
    # A byte order mark, or empty lines, that a program put before the headers would hide them all.
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\n")
    if not content.startswith(b"From "):
        yield content
        return
    # Between two messages of a mailbox stands « From … » after an empty line; in a text it is written « >From ».
    lines = _MBOX_LINE.finditer(content)
    starts = [one for one in lines if not (at := one.start()) or content[at - 2 : at] == b"\n\n"]
    ends = [*(one.start() for one in starts[1:]), len(content)]
    for start, end in zip(starts, ends, strict=True):
        yield content[start.end() : end]


def _read(content: bytes) -> Returned:
    try:
        # The old policy keeps headers as they came; the new one parses each, and strange ones make it fail.
        mail = message_from_bytes(content)
        return _meaning(mail, _key(mail, content))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError):
        return Returned(Kind.OTHER, _digest(content))


def _meaning(mail: Message, key: str) -> Returned:
    found = [_of_report(block) for block in _report_blocks(mail)]
    if not found:
        found = [_of_text(mail)] if _is_from_a_robot(mail) else []
    if not found:
        return Returned(Kind.OTHER, key)
    kind, status, recipient = min(found, key=lambda one: _SERIOUS_FIRST.index(one[0]))
    return Returned(kind, key, status, _originals(mail), recipient)


def _report_blocks(mail: Message) -> Iterator[Message]:
    """The part of a report about each recipient."""
    for part in mail.walk():
        if part.get_content_type() not in _REPORTS:
            continue
        blocks = part.get_payload()
        if part.get_content_type() == _REPORTS[1] or not isinstance(blocks, list):
            text = part.as_string().partition("\n\n")[2]
            blocks = [message_from_string(one) for one in re.split(r"\n\s*\n", text)]
        yield from (one for one in blocks if one.get("Action") or one.get("Status"))


def _of_report(block: Message) -> tuple[Kind, str, str]:
    action = _header(block, "Action").lower()
    recipient = _address(_header(block, "Original-Recipient")) or _address(_header(block, "Final-Recipient"))
    diagnostic = _header(block, "Diagnostic-Code")
    status = status_in(_header(block, "Status"))
    if not status or status.endswith(".0.0"):
        status = status_in(diagnostic) or status  # « 5.0.0 » says nothing; what the far server said may
    if action in _DONE:
        return Kind.OTHER, status, recipient
    if action == "delayed":
        return Kind.TRANSIENT, status, recipient
    return (kind_of_status(status) if status else kind_of_words(diagnostic)), status, recipient


def _is_from_a_robot(mail: Message) -> bool:
    """Whether a mail server wrote it: an absence or a person's reply comes from the person's own address."""
    return bool(_ROBOT.search(_header(mail, "From")) or mail.get("X-Failed-Recipients"))


def _of_text(mail: Message) -> tuple[Kind, str, str]:
    text = _text(mail)
    recipient = _address(_header(mail, "X-Failed-Recipients")) or _address(text)
    status = status_in(text)
    said = kind_of_words(f"{_header(mail, 'Subject')}\n{text}")
    return (kind_of_status(status) if status and said is not Kind.TRANSIENT else said), status, recipient


def _text(mail: Message) -> str:
    """The first text, without the copy of our own message that follows in it."""
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            return re.split(r"(?im)^-{2,}.*(?:copy|original|below|headers|copie).*$", text[:MAX_TEXT])[0]
    return ""


def _originals(mail: Message) -> tuple[str, ...]:
    """Message-IDs of what came back: in its copy, in the text, then in what the server answers to."""
    found: list[str] = []
    for part in mail.walk():
        kind = part.get_content_type()
        if part is not mail and kind in ("text/rfc822-headers", "message/global-headers"):
            payload = part.get_payload(decode=True)
            text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else part.as_string()
            found += re.findall(r"(?im)^Message-ID:\s*(<[^<>\s]+>)", text)
        elif part is not mail and part.get("Message-ID"):
            found += _MESSAGE_ID.findall(_header(part, "Message-ID"))
        elif kind == "text/plain":
            payload = part.get_payload(decode=True)
            text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            found += re.findall(r"(?im)^>?[ \t]*Message-ID:\s*(<[^<>\s]+>)", text)
    for name in ("In-Reply-To", "References"):
        found += reversed(_MESSAGE_ID.findall(_header(mail, name)))
    return tuple(dict.fromkeys(found))


def _header(mail: Message, name: str) -> str:
    return " ".join(str(mail.get(name, "")).split())


def _address(text: str) -> str:
    found = _ADDRESS.findall(re.sub(r"(?:rfc822|utf-8);", " ", text, flags=re.IGNORECASE))
    return next((one.strip(".").lower() for one in found if not _ROBOT.match(one)), "")


def _key(mail: Message, content: bytes) -> str:
    """A message read from a file, then from a whole mailbox, is the same one: by its own number when it has one."""
    own = _MESSAGE_ID.search(_header(mail, "Message-ID"))
    return sha256(own[0].encode("utf-8", "replace")).hexdigest() if own else _digest(content)


def _digest(content: bytes) -> str:
    return sha256(content.strip()).hexdigest()
