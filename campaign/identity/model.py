"""What makes the software this département's: names, contact, legal texts."""

import re
from dataclasses import dataclass, fields

from campaign.base.fields import email as checked_email
from campaign.base.fields import phone as checked_phone
from campaign.base.fields import phone_in_words
from campaign.base.labels import Labelled
from campaign.base.text import clean_text


class AccessibilityState(Labelled):
    """The three states the law knows (décret 2019-768); without an audit it is the first."""

    NOT_CONFORMING = "not", "non conforme"
    PARTLY = "partly", "partiellement conforme"
    TOTALLY = "totally", "totalement conforme"


@dataclass(frozen=True, slots=True)
class Identity:
    """One row per database. Texts are plain; an empty legal text is shown as « à compléter » to agents only."""

    body_name: str = ""
    contact_name: str = ""
    contact_service: str = "prévention des déchets"
    contact_phone: str = ""
    contact_email: str = ""
    partners: str = ""
    publisher: str = ""
    publication_director: str = ""
    host_name: str = ""
    data_controller: str = ""
    data_officer_contact: str = ""
    legal_basis: str = ""
    accessibility: AccessibilityState = AccessibilityState.NOT_CONFORMING
    mail_sender: str = ""
    mail_signature: str = ""
    postal_address: str = ""
    version: int = 1

    @property
    def missing(self) -> tuple[str, ...]:
        """French names of what the law asks for and is still empty."""
        return tuple(label for name, label in REQUIRED.items() if not getattr(self, name))

    @property
    def sender(self) -> str:
        """The address messages leave from: one of the relay's domain, else the officer's; empty when neither is set."""
        return self.mail_sender or self.contact_email

    @property
    def signature(self) -> tuple[str, ...]:
        """The lines under a message: those typed, else who writes, their service, the body and its phone."""
        if self.mail_signature:
            return tuple(self.mail_signature.splitlines())
        service = f"Service {self.contact_service}" if self.contact_service else ""
        phone = phone_in_words(self.contact_phone) if self.contact_phone else ""
        lines = (self.contact_name, service, self.body_name, phone)
        return tuple(line for line in lines if line)

    @property
    def town(self) -> str:
        """« Angers », from the last line of the postal address: where letters are written from."""
        last = self.postal_address.splitlines()[-1:] or [""]
        return re.sub(r"(?i)^\s*\d{5}\s+|\s+cedex\b.*$", "", last[0]).strip()


REQUIRED = {
    "body_name": "nom de la collectivité",
    "contact_name": "personne à appeler",
    "contact_phone": "téléphone",
    "contact_email": "adresse électronique",
    "publisher": "éditeur du site",
    "publication_director": "directeur de la publication",
    "host_name": "hébergeur",
    "data_controller": "responsable de traitement",
    "data_officer_contact": "délégué à la protection des données",
    "legal_basis": "base légale",
}
LABELS = {
    **REQUIRED,
    "contact_service": "service",
    "partners": "partenaires, un par ligne",
    "accessibility": "état d’accessibilité",
    "mail_sender": "adresse d’expédition",
    "mail_signature": "signature des messages",
    "postal_address": "adresse postale, pour les lettres",
}
# Texts of several lines.
LONG = (
    "partners", "publisher", "host_name", "data_controller", "data_officer_contact", "legal_basis", "mail_signature",
    "postal_address",
)  # fmt: skip


def checked(values: dict[str, str]) -> dict[str, str]:
    """The typed values, cleaned; unknown names are dropped.

    Raises:
        InvalidInput: the phone, the e-mail or a too long text.
    """
    names = {field.name for field in fields(Identity)} - {"version"}
    kept = {}
    for name in names & values.keys():
        typed = values[name]
        if name == "accessibility":
            kept[name] = str(AccessibilityState(typed))
        elif name == "contact_phone":
            kept[name] = checked_phone(typed, name) if typed.strip() else ""
        elif name in ("contact_email", "mail_sender"):
            kept[name] = checked_email(typed, name) if typed.strip() else ""
        else:
            long = name in LONG
            kept[name] = clean_text(
                typed, field=name, label=LABELS[name], required=False, max_length=600 if long else 120, multiline=long
            )
    return kept
