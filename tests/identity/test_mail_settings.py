"""From whom messages leave, and how they are signed, as the officer sets it."""

import pytest

from campaign.base.errors import InvalidInput
from campaign.base.operations import new_operation
from campaign.identity.actions import change_identity
from campaign.identity.model import Identity
from campaign.identity.views import identity

OFFICER_ADDRESS = "prevention@exemple.fr"


def test_messages_leave_from_the_officers_address_until_another_is_set(db, officer):
    change_identity(db, officer, 1, {"contact_email": OFFICER_ADDRESS}, new_operation())
    assert identity(db).sender == OFFICER_ADDRESS
    change_identity(db, officer, 2, {"mail_sender": "bons-jours@exemple.fr"}, new_operation())
    assert (identity(db).sender, identity(db).contact_email) == ("bons-jours@exemple.fr", OFFICER_ADDRESS)


def test_without_a_typed_signature_messages_say_who_writes_and_where_to_call():
    known = Identity(
        body_name="Département de Maine-et-Loire", contact_name="Camille Moreau", contact_phone="+33241000000"
    )
    assert known.signature == (
        "Camille Moreau",
        "Service prévention des déchets",
        "Département de Maine-et-Loire",
        "02 41 00 00 00",
    )


def test_a_typed_signature_keeps_its_lines(db, officer):
    change_identity(db, officer, 1, {"mail_signature": "L’équipe des bons jours\nTél. 02 41 00 00 00"}, new_operation())
    assert identity(db).signature == ("L’équipe des bons jours", "Tél. 02 41 00 00 00")


@pytest.mark.parametrize("typed", ["a@b", "a@b.fr, c@d.fr", "a@b.fr\r\nBcc: x@y.z"])
def test_an_address_that_is_none_cannot_become_the_sender(db, officer, typed):
    with pytest.raises(InvalidInput) as refused:
        change_identity(db, officer, 1, {"mail_sender": typed}, new_operation())
    assert refused.value.field == "mail_sender"


@pytest.mark.parametrize(
    ("typed", "town"),
    [
        ("1 place de l’Essai\n49000 Angers", "Angers"),
        ("Hôtel du Département\nCS 94104\n49941 ANGERS CEDEX 9", "ANGERS"),
        ("Saint-Barthélemy-d’Anjou", "Saint-Barthélemy-d’Anjou"),
        ("", ""),
    ],
)
def test_letters_are_written_from_the_town_of_the_postal_address(db, officer, typed, town):
    change_identity(db, officer, 1, {"postal_address": typed}, new_operation())
    assert identity(db).town == town
