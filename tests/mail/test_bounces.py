"""What returned messages mean, whoever wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.mail.bounces import Kind, returned
from tests.mail.returned_messages import (
    ABSENCE,
    EXIM,
    EXIM_DELAYED,
    FRENCH,
    FULL_IN_WORDS,
    OURS,
    QMAIL,
    mailbox,
    report,
)


def read(content: bytes):
    (one,) = returned(content)
    return one


@pytest.mark.parametrize(
    ("status", "diagnostic", "kind", "told"),
    [
        ("5.1.1", "550 5.1.1 <felicie@exemple.fr>: User unknown", Kind.PERMANENT, "5.1.1"),
        ("5.1.2", "", Kind.PERMANENT, "5.1.2"),
        ("5.4.1", "550 5.4.1 Recipient address rejected", Kind.PERMANENT, "5.4.1"),
        ("5.2.2", "552 5.2.2 Mailbox full", Kind.TRANSIENT, "5.2.2"),
        ("5.4.4", "", Kind.TRANSIENT, "5.4.4"),
        ("4.4.1", "connect timed out", Kind.TRANSIENT, "4.4.1"),
        ("4.4.7", "", Kind.TRANSIENT, "4.4.7"),
        # « 5.0.0 » says nothing: what the far server said is looked at.
        ("5.0.0", "550 5.1.1 no such user", Kind.PERMANENT, "5.1.1"),
        ("5.0.0", "552 storage exceeded", Kind.TRANSIENT, "5.2.2"),
        ("5.0.0", "550 no", Kind.PERMANENT, "5.0.0"),
        # Trust and content: the address itself is not in question.
        ("5.7.1", "550 5.7.1 rejected by policy", Kind.REFUSED, "5.7.1"),
        ("5.6.0", "", Kind.REFUSED, "5.6.0"),
        ("5.2.3", "", Kind.REFUSED, "5.2.3"),
        ("2.0.0", "", Kind.OTHER, "2.0.0"),
    ],
)
def test_the_status_of_a_report_decides(status, diagnostic, kind, told):
    found = read(report(status, diagnostic))
    assert (found.kind, found.status) == (kind, told)
    assert (found.originals, found.recipient) == ((OURS,), "felicie@exemple.fr")


def test_a_delay_is_passing_whatever_its_status():
    assert read(report("5.1.1", action="delayed")).kind is Kind.TRANSIENT


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_receipt_is_not_a_failure(action):
    assert read(report("5.1.1", action=action)).kind is Kind.OTHER


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (QMAIL, Kind.PERMANENT, "5.1.1"),
        (EXIM, Kind.PERMANENT, ""),
        (EXIM_DELAYED, Kind.TRANSIENT, ""),
        (FRENCH, Kind.PERMANENT, ""),
        (FULL_IN_WORDS, Kind.TRANSIENT, "5.0.0"),
    ],
    ids=["qmail", "exim", "exim-delayed", "french", "full"],
)
def test_servers_that_only_write_words_are_understood(content, kind, status):
    found = read(content)
    assert (found.kind, found.status, found.recipient) == (kind, status, "felicie@exemple.fr")


@pytest.mark.parametrize("content", [QMAIL, EXIM, FRENCH], ids=["qmail", "exim", "french"])
def test_the_number_of_our_message_is_found_in_words_or_in_what_is_answered(content):
    assert read(content).originals == (OURS,)


def test_the_number_is_found_in_a_whole_copy_too():
    copy = report("5.1.1").replace(b"text/rfc822-headers", b"message/rfc822")
    assert read(copy).originals == (OURS,)


def test_an_internationalised_report_is_read():
    modern = report("5.1.1").replace(b"message/delivery-status", b"message/global-delivery-status")
    assert (read(modern).kind, read(modern).recipient) == (Kind.PERMANENT, "felicie@exemple.fr")


def test_an_absence_is_nothing_even_when_it_quotes_codes():
    assert read(ABSENCE).kind is Kind.OTHER


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"PK\x03\x04 a zip", b"From ", "Déjà".encode("utf-16")])
def test_what_is_no_message_is_left_aside(content):
    assert [one.kind for one in returned(content)] in ([Kind.OTHER], [])


def test_a_report_cut_short_still_tells_what_it_holds():
    whole = report("5.1.1")
    cut = read(whole[: whole.index(b"text/rfc822-headers")])
    assert (cut.kind, cut.recipient, cut.originals) == (Kind.PERMANENT, "felicie@exemple.fr", ())
    assert read(whole[: whole.index(b"Final-Recipient")]).kind is Kind.OTHER


def test_a_mailbox_holds_several_and_line_ends_do_not_matter():
    box = mailbox([report("5.1.1", own_id="<a@mx>"), report("4.4.1", own_id="<b@mx>"), ABSENCE])
    kinds = [Kind.PERMANENT, Kind.TRANSIENT, Kind.OTHER]
    assert [one.kind for one in returned(box)] == kinds
    assert [one.kind for one in returned(box.replace(b"\n", b"\r\n"))] == kinds


def test_one_message_has_one_key_in_a_file_and_in_a_mailbox():
    assert read(report("5.1.1")).key == read(mailbox([report("5.1.1")])).key
    assert read(report("5.1.1")).key != read(report("5.1.1", own_id="<autre@mx>")).key


def test_the_worst_recipient_of_a_report_counts():
    two = report("4.4.1").replace(
        b"Status: 4.4.1\n", b"Status: 4.4.1\n\nFinal-Recipient: rfc822; a@b.fr\nAction: failed\nStatus: 5.1.1\n"
    )
    assert (read(two).kind, read(two).recipient) == (Kind.PERMANENT, "a@b.fr")


def test_an_internet_address_is_not_a_status():
    assert read(EXIM_DELAYED).status == ""


def test_messages_nested_without_end_are_left_aside():
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000))
    assert [one.kind for one in returned(deep)] == [Kind.OTHER]


@given(st.binary(max_size=400), st.integers(0, 900), st.integers(0, 40))
def test_no_altered_report_breaks_the_reading(noise, at, dropped):
    whole = mailbox([report("5.1.1", "550 5.1.1 no"), QMAIL])
    for one in returned(whole[:at] + noise + whole[at + dropped :]):
        assert one.kind in Kind
        assert len(one.key) == 64
