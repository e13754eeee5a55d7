"""The records shown to the IT department."""

import pytest

from campaign.mail.deliverability import expected_records


def records(domain, relay=""):
    return {one.kind: one for one in expected_records(domain, relay)}


def test_the_three_records_stand_under_the_names_zones_want():
    found = records("departement.fr", "relais.departement.fr")
    assert [(kind, one.name) for kind, one in found.items()] == [
        ("SPF", "departement.fr"),
        ("DKIM", "SELECTEUR._domainkey.departement.fr"),
        ("DMARC", "_dmarc.departement.fr"),
    ]


@pytest.mark.parametrize(
    ("relay", "mechanism"),
    [
        ("relais.departement.fr", "a:relais.departement.fr"),
        ("Relais.Departement.fr.", "a:relais.departement.fr"),
        ("8.8.4.4", "ip4:8.8.4.4"),
        ("2a01:4f8::25", "ip6:2a01:4f8::25"),
        ("[2a01:4f8::25]", "ip6:2a01:4f8::25"),
        # What only has a meaning inside cannot be published: somebody fills in the public address.
        ("10.0.0.25", "ip4:ADRESSE-PUBLIQUE-DU-RELAIS"),
        ("127.0.0.1", "ip4:ADRESSE-PUBLIQUE-DU-RELAIS"),
        ("localhost", "ip4:ADRESSE-PUBLIQUE-DU-RELAIS"),
        ("smtp.dept.local", "ip4:ADRESSE-PUBLIQUE-DU-RELAIS"),
        ("", "ip4:ADRESSE-PUBLIQUE-DU-RELAIS"),
    ],
)
def test_spf_names_the_relay_as_the_outside_knows_it(relay, mechanism):
    assert records("departement.fr", relay)["SPF"].value == f"v=spf1 {mechanism} ~all"


def test_an_accented_domain_is_written_as_zones_hold_it():
    assert records("Écho.fr")["DMARC"].name == "_dmarc.xn--cho-9la.fr"


def test_the_key_is_said_to_be_the_relays_and_is_not_made_up():
    dkim = records("departement.fr", "relais.fr")["DKIM"]
    assert dkim.value == "v=DKIM1; k=rsa; p=CLE-PUBLIQUE-DU-RELAIS"
    assert "ne signe pas lui-même" in dkim.meaning


def test_a_first_dmarc_blocks_nothing():
    assert "p=none" in records("departement.fr")["DMARC"].value


@pytest.mark.parametrize("domain", ["", "  ", "."])
def test_without_a_domain_there_is_nothing_to_publish(domain):
    assert expected_records(domain, "relais.fr") == []
