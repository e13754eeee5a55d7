"""What the sender's domain should publish for its messages to be believed: SPF, DKIM, DMARC.

Nothing is looked up: the software asks no outside server. What only the relay knows (its public address when it has an
inner name, its signing key) stands in capitals, to be filled by whoever looks after it.
"""

from dataclasses import dataclass
from ipaddress import ip_address

RELAY_ADDRESS = "ADRESSE-PUBLIQUE-DU-RELAIS"
RELAY_KEY = "CLE-PUBLIQUE-DU-RELAIS"
RELAY_SELECTOR = "SELECTEUR"


@dataclass(frozen=True, slots=True)
class Record:
    """A TXT record of a zone: ``kind`` is its usual name, ``meaning`` one French sentence or two."""

    kind: str
    name: str
    value: str
    meaning: str


def expected_records(sender_domain: str, relay_host: str) -> list[Record]:
    """The three records for messages from ``sender_domain`` handed to ``relay_host`` (empty when there is none yet).

    SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). An accented domain is written as zones hold it (``xn--…``); no
    record at all without a domain.
    """
    domain = _in_zone(sender_domain)
    if not domain:
        return []
    return [
        Record(
            "SPF",
            domain,
            f"v=spf1 {_mechanism(relay_host)} ~all",
            "Ce serveur a le droit d’envoyer pour ce domaine. Un domaine n’a qu’un seul enregistrement SPF : s’il en a "
            "déjà un, ajoutez-y seulement la partie du milieu.",
        ),
        Record(
            "DKIM",
            f"{RELAY_SELECTOR}._domainkey.{domain}",
            f"v=DKIM1; k=rsa; p={RELAY_KEY}",
            "La signature du relais prouve que le message n’a pas été changé. La clé et le sélecteur sont ceux du "
            "relais : son responsable les donne. Le logiciel ne signe pas lui-même.",
        ),
        Record(
            "DMARC",
            f"_dmarc.{domain}",
            f"v=DMARC1; p=none; rua=mailto:postmaster@{domain}",
            "Dit aux messageries quoi faire d’un message qui se prétend du domaine. « none » observe sans rien "
            "bloquer ; « quarantine » quand les rapports reçus sont bons. S’il y en a déjà un, gardez-le.",
        ),
    ]


def _mechanism(relay_host: str) -> str:
    """How SPF names the relay: by address, by name, or as something to fill in when its name means nothing outside."""
    host = relay_host.strip().strip("[]").rstrip(".").lower()
    try:
        address = ip_address(host)
    except ValueError:
        known_outside = "." in host and not host.endswith((".local", ".lan", ".internal", ".localdomain", ".intranet"))
        return f"a:{_in_zone(host)}" if known_outside else f"ip4:{RELAY_ADDRESS}"
    return f"ip{address.version}:{address}" if address.is_global else f"ip4:{RELAY_ADDRESS}"


def _in_zone(domain: str) -> str:
    domain = domain.strip().rstrip(".").lower()
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
