"""Messages as mail servers send them back, forged for the tests: invented people, real shapes."""

from collections.abc import Sequence

OURS = "<0123456789abcdef0123456789abcdef@departement.fr>"


def report(
    status: str,
    diagnostic: str = "",
    *,
    action: str = "failed",
    recipient: str = "felicie@exemple.fr",
    original: str = OURS,
    own_id: str = "<retour-1@mx.exemple.fr>",
) -> bytes:
    """A delivery report (RFC 3464) as Postfix writes it; ``original`` empty leaves our message's copy out."""
    copy = f"--b\nContent-Type: text/rfc822-headers\n\nSubject: Invitation\nMessage-ID: {original}\nTo: {recipient}\n\n"
    said = f"Diagnostic-Code: smtp; {diagnostic}\n" if diagnostic else ""
    return (
        f"Return-Path: <>\nFrom: MAILER-DAEMON@mx.exemple.fr (Mail Delivery System)\nTo: occasion@departement.fr\n"
        f"Subject: Undelivered Mail Returned to Sender\nMessage-ID: {own_id}\nMIME-Version: 1.0\n"
        f"Auto-Submitted: auto-replied\n"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain; charset=us-ascii\n\nThis is the mail system at host mx.exemple.fr.\n\n"
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.exemple.fr\n\n"
        f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\n{said}\n"
        f"{copy if original else ''}--b--\n"
    ).encode()


QMAIL = b"""Return-Path: <>
From: MAILER-DAEMON@mx.exemple.fr
To: occasion@departement.fr
Subject: failure notice
Message-ID: <qmail-1@mx.exemple.fr>

Hi. This is the qmail-send program at mx.exemple.fr.
I'm afraid I wasn't able to deliver your message to the following addresses.

<felicie@exemple.fr>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Message-ID: <0123456789abcdef0123456789abcdef@departement.fr>
To: felicie@exemple.fr
"""

EXIM = b"""Return-path: <>
X-Failed-Recipients: felicie@exemple.fr
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.exemple.fr>
Subject: Mail delivery failed: returning message to sender
Message-ID: <exim-1@mx.exemple.fr>

A message that you sent could not be delivered to one or more of its recipients.

  felicie@exemple.fr
    Unrouteable address

------ This is a copy of the message's headers ------

Message-ID: <0123456789abcdef0123456789abcdef@departement.fr>
"""

EXIM_DELAYED = b"""Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mx.exemple.fr>
Subject: Warning: message 1abcDE-0001 delayed 24 hours
Message-ID: <exim-2@mx.exemple.fr>

The address to which the message has not yet been delivered is:

  felicie@exemple.fr
    host mx2.exemple.fr [5.1.12.3]: Connection timed out

No action is required on your part.
"""

FRENCH = """From: Postmaster <postmaster@exemple.fr>
Subject: Votre message n’a pas pu être remis
Message-ID: <fr-1@exemple.fr>
In-Reply-To: <0123456789abcdef0123456789abcdef@departement.fr>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Votre message pour <felicie@exemple.fr> n’a pas pu être remis : utilisateur inconnu.
""".encode()

FULL_IN_WORDS = b"""From: MAILER-DAEMON@exemple.fr
Subject: Undeliverable
Message-ID: <plein-1@exemple.fr>

<felicie@exemple.fr>: 550 mailbox is full, quota exceeded
"""

ABSENCE = b"""From: Felicie Martin <felicie@exemple.fr>
To: occasion@departement.fr
Subject: Absence : Re: Invitation
Message-ID: <absence-1@exemple.fr>
In-Reply-To: <0123456789abcdef0123456789abcdef@departement.fr>
Auto-Submitted: auto-replied
X-Autoreply: yes

Je suis absente. L'ancienne adresse n'existe pas. 550 5.1.1
"""


def mailbox(messages: Sequence[bytes]) -> bytes:
    """An mbox that holds them."""
    return b"".join(b"From MAILER-DAEMON Mon Nov  2 09:00:00 2026\n" + one.rstrip(b"\n") + b"\n\n" for one in messages)
