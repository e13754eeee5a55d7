"""What makes the software this département's: names, contact, legal texts."""

from dataclasses import dataclass, fields

from campaign.base.fields import email as checked_email
from campaign.base.fields import phone as checked_phone
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
    version: int = 1

    @property
    def missing(self) -> tuple[str, ...]:
        """French names of what the law asks for and is still empty."""
        return tuple(label for name, label in REQUIRED.items() if not getattr(self, name))


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
}


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
        elif name == "contact_email":
            kept[name] = checked_email(typed, name) if typed.strip() else ""
        else:
            long = name in (
                "partners",
                "legal_basis",
                "host_name",
                "data_officer_contact",
                "data_controller",
                "publisher",
            )
            kept[name] = clean_text(
                typed, field=name, label=LABELS[name], required=False, max_length=600 if long else 120, multiline=long
            )
    return kept
