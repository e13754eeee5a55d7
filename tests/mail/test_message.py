"""What a message holds on the wire, and what is refused before anything leaves."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.base.errors import InvalidInput
from campaign.mail import outbox
from campaign.mail.message import Attached, Message, composed, message_id
from campaign.mail.outbox import State
from campaign.mail.sending import Sent

MESSAGE = Message(
    key="step:1:12",
    to="felicie@exemple.fr",
    to_name="Félicie Martin",
    subject="À faire avant le 12 octobre : confirmez",
    text="Bonjour,\n\nÇa commence.\n",
    sender="occasion@departement.example",
    sender_name="Les bons jours de l’occasion",
    reply_to="camille@departement.example",
    html="<p>Ça commence.</p>",
)
STOP = "https://occasion.example/p/arret/jeton"
INJECTIONS = ("a@b.fr\r\nBcc: x@y.z", "a@b.fr\nBcc: x@y.z", "a@b.fr\rBcc: x@y.z", "a@b.fr\u2028Bcc: x@y.z")


def on_the_wire(message: Message):
    return message_from_bytes(composed(message).as_bytes(policy=policy.SMTP), policy=policy.default)


def test_a_message_is_read_back_as_it_was_meant():
    mail = on_the_wire(MESSAGE)
    assert mail["From"] == "Les bons jours de l’occasion <occasion@departement.example>"
    assert mail["To"] == "Félicie Martin <felicie@exemple.fr>"
    assert mail["Reply-To"] == "camille@departement.example"
    assert mail["Subject"] == MESSAGE.subject
    assert mail["Content-Language"] == "fr"
    assert mail.get_body(("plain",)).get_content().splitlines() == MESSAGE.text.splitlines()
    assert mail.get_body(("html",)).get_content().strip() == MESSAGE.html
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["Cc"] is mail["Bcc"] is None


def test_only_ascii_and_short_lines_go_on_the_wire():
    long = replace(MESSAGE, text="é" * 5000 + "\n", subject="À faire " * 20, to_name="É" * 100)
    wire = composed(long).as_bytes(policy=policy.SMTP)
    wire.decode("ascii")
    assert max(len(line) for line in wire.split(b"\r\n")) <= 998
    assert message_from_bytes(wire, policy=policy.default)["Subject"] == long.subject.strip()


def test_the_number_is_the_same_each_time_and_differs_between_messages():
    assert message_id(MESSAGE) == message_id(replace(MESSAGE, subject="Autre"))
    assert composed(MESSAGE)["Message-ID"] == message_id(MESSAGE)
    assert message_id(MESSAGE) != message_id(replace(MESSAGE, key="step:1:13"))
    assert message_id(MESSAGE).endswith("@departement.example>")
    assert composed(MESSAGE, "<avant@departement.example>")["Message-ID"] == "<avant@departement.example>"
    assert "felicie" not in message_id(replace(MESSAGE, key="felicie@exemple.fr"))


def test_only_invitations_carry_the_one_click_way_out():
    assert on_the_wire(MESSAGE)["List-Unsubscribe"] is None
    mail = on_the_wire(replace(MESSAGE, unsubscribe_url=STOP))
    assert mail["List-Unsubscribe"] == f"<{STOP}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_automatic_message_says_so_and_others_do_not():
    assert on_the_wire(replace(MESSAGE, automatic=True))["Auto-Submitted"] == "auto-generated"
    assert on_the_wire(MESSAGE)["Auto-Submitted"] is None


@pytest.mark.parametrize("field", ["to", "to_name", "subject", "sender", "sender_name", "reply_to", "unsubscribe_url"])
@pytest.mark.parametrize("injected", INJECTIONS)
def test_a_line_break_in_any_header_is_refused_with_a_sentence(field, injected):
    with pytest.raises(InvalidInput) as refused:
        composed(replace(MESSAGE, **{field: injected}))
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("injected", INJECTIONS)
@pytest.mark.parametrize("field", ["to", "to_name", "subject"])
def test_nothing_leaves_of_an_injected_message_and_the_next_one_does(relay, asked, leave, field, injected):
    fields = {"to": "a@exemple.fr", field: injected}
    asked(fields.pop("to"), **fields)
    asked("bon@exemple.fr")
    assert leave() == Sent(sent=1, failed=1)
    assert relay.to == ["bon@exemple.fr"]


@pytest.mark.parametrize(
    "address",
    ["a@b", "é@x..fr", "a@b.fr, c@d.fr", "", "a b@c.fr", "<a@b.fr>", "a@b.fr>", "x" * 300 + "@b.fr", "a@é..fr"],
)
def test_what_is_not_one_address_is_refused(address):
    with pytest.raises(InvalidInput):
        composed(replace(MESSAGE, to=address))


def test_an_accented_domain_leaves_in_its_ascii_form():
    assert composed(replace(MESSAGE, to="contact@écho.fr"))["To"].addresses[0].domain == "xn--cho-9la.fr"


@pytest.mark.parametrize(
    "text", [".\n", "a\n.\n.b\n..c\n", "fin\r\n.\r\nMAIL FROM:<x@y.z>\r\n", "a\r.\rb\n", "a\n.\r\nb\n"]
)
def test_a_dot_alone_on_a_line_ends_nothing(relay, asked, leave, text):
    asked("a@exemple.fr", text=text)
    assert leave() == Sent(sent=1)
    (mail,) = relay.accepted
    assert mail.get_content().splitlines() == text.splitlines()
    assert relay.to == ["a@exemple.fr"]


def test_names_that_look_like_addresses_stay_names(relay, asked, leave, db):
    asked("a@exemple.fr", to_name='"Chez Léa", x@y.z <intrus@exemple.fr>')
    leave()
    assert relay.to == ["a@exemple.fr"]
    (found,) = relay.accepted[0]["To"].addresses
    assert found.addr_spec == "a@exemple.fr"
    assert outbox.counts(db) == {State.SENT: 1}


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_written_a_message_has_one_recipient_or_is_refused(name, subject, text):
    try:
        mail = on_the_wire(replace(MESSAGE, to_name=name, subject=subject, text=text))
    except InvalidInput:
        return
    assert [one.addr_spec for one in mail["To"].addresses] == ["felicie@exemple.fr"]
    assert mail["Bcc"] is mail["Cc"] is None
    assert len(mail.get_all("Subject")) == 1
    assert len(mail.get_all("Message-ID")) == 1


def test_an_invitation_of_a_diary_is_read_beside_the_text_and_kept_as_a_file():
    diary = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Réunion\r\nEND:VCALENDAR\r\n".encode()
    mail = on_the_wire(replace(MESSAGE, calendar=diary))
    mail.as_bytes().decode("ascii")
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert [part["Content-Type"].params["method"] for part in parts] == ["REQUEST", "REQUEST"]
    assert [part.get_filename() for part in parts] == [None, "invitation.ics"]
    assert parts[0].get_content().replace("\r\n", "\n") == diary.decode().replace("\r\n", "\n")
    assert mail.get_body(("plain",)).get_content().splitlines() == MESSAGE.text.splitlines()
    assert mail["Content-Language"] == "fr"


def test_files_leave_with_the_message_under_their_names():
    files = (Attached("compte-rendu.pdf", "application/pdf", b"%PDF-1.7 essai"),)
    mail = on_the_wire(replace(MESSAGE, attached=files))
    assert [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()] == [
        ("compte-rendu.pdf", b"%PDF-1.7 essai")
    ]
    assert mail.get_body(("html",)).get_content().strip() == MESSAGE.html
    with pytest.raises(InvalidInput):
        composed(replace(MESSAGE, attached=(Attached("a\r\nBcc: x@y.z.pdf", "application/pdf", b""),)))
