"""Organisations, places and contacts: what they are, and when a sheet is complete."""

from dataclasses import dataclass
from datetime import date, datetime

from campaign.base.fields import is_mobile
from campaign.base.labels import Labelled
from campaign.territory.model import PointQuality, PointSource


class Kind(Labelled):
    """What a place is to the campaign."""

    SHOP = "shop", "Boutique"
    EPCI = "epci", "Collectivité (EPCI)"
    RELAY = "relay", "Relais (CCAS, Maison des solidarités)"
    COMPANY = "company", "Entreprise"
    SUPPLIER = "supplier", "Fournisseur"


class Category(Labelled):
    """What a shop sells, in the public's words."""

    FURNITURE = "meubles", "Meubles"
    CLOTHES = "vetements", "Vêtements"
    BOOKS = "livres", "Livres"
    BIKES = "velos", "Vélos"
    DISHES = "vaisselle", "Vaisselle"
    TOYS = "jouets", "Jouets"
    APPLIANCES = "electromenager", "Électroménager"
    TOOLS = "bricolage", "Bricolage"
    DECORATION = "decoration", "Décoration"
    MULTIMEDIA = "multimedia", "Multimédia"
    HABERDASHERY = "mercerie", "Mercerie"
    MATERIALS = "materiaux", "Matériaux"


class ArchiveReason(Labelled):
    """Why a sheet left the registry."""

    CLOSED = "closed", "La boutique a fermé"
    MOVED = "moved", "Elle a déménagé hors du département"
    LEFT = "left", "Elle ne participe plus à la campagne"
    DUPLICATE = "duplicate", "Une autre fiche décrit la même boutique"
    MISTAKE = "mistake", "Fiche créée par erreur"
    OTHER = "other", "Autre raison"


class How(Labelled):
    """By what somebody knew that a field is right."""

    AGENT = "agent", "Vérifié par l’équipe"
    SHOP = "shop", "Dit par la boutique"
    FILE = "file", "Lu dans un fichier"
    REGISTER = "register", "Comparé au répertoire"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who said last that a field is right; ``actor`` as the journal names it (« agent:3 »)."""

    field: str
    at: datetime
    actor: str
    how: How


class SiretState(Labelled):
    """What the register of establishments said of a SIRET the last time a register file was given."""

    UNKNOWN = "", "Jamais comparé au répertoire"
    OPEN = "open", "En activité au répertoire"
    CLOSED = "closed", "Fermé au répertoire"


# domain.md: integration enterprises may not advertise their own shop; the campaign names them collectively.
ADVERTISING_RULE = (
    "Cette structure ne peut pas faire de publicité pour sa seule boutique (entreprise d’insertion, par exemple). "
    "Elle figure dans les documents communs, jamais sur une affiche à son nom."
)


# What a printed and mapped sheet needs, and how much of it each field is: percents of a shop's sheet.
WEIGHTS = {
    "adresse": 20,
    "commune": 15,
    "point sur la carte": 20,
    "horaires": 20,
    "rayons": 15,
    "téléphone": 10,
}
# Only a shop opens and sells: a relay or a company is complete without.
_OF_SHOPS = frozenset({"horaires", "rayons", "point sur la carte"})


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who runs one or several places (Emmaüs, Envie Anjou…); ``network`` is the family it belongs to."""

    id: int
    name: str
    network: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the registry. ``phone`` is E.164, ``opening_hours`` OSM syntax (empty when it could not be read)."""

    id: int
    kind: Kind
    name: str
    slug: str
    short_name: str = ""
    organisation_id: int | None = None
    organisation: str = ""
    network: str = ""
    address: str = ""
    address_more: str = ""
    postcode: str = ""
    insee_code: str = ""
    commune: str = ""
    epci_siren: str = ""
    epci_name: str = ""
    departement: str = ""
    latitude: float | None = None
    longitude: float | None = None
    location_source: PointSource | None = None
    location_quality: PointQuality = PointQuality.NONE
    opening_hours: str = ""
    opening_hours_text: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    siret: str = ""
    categories: tuple[Category, ...] = ()
    may_advertise: bool = True
    external_id: str = ""
    duplicate_of: int | None = None
    warnings: tuple[str, ...] = ()
    note: str = ""
    archived_at: datetime | None = None
    archive_reason: ArchiveReason | None = None
    archive_note: str = ""
    merged_into: int | None = None  # the sheet that took this one's place
    may_publish_phone: bool = False  # consent to show a mobile number; another number needs none
    siret_state: SiretState = SiretState.UNKNOWN
    siret_checked_on: date | None = None
    siret_closed_on: date | None = None  # since when the register says so, when it does
    location_score: float | None = None  # 0 to 1, what the address service said of its answer
    located_at: datetime | None = None
    updated_at: datetime | None = None
    version: int = 1

    @property
    def public_phone(self) -> str:
        """The number that residents may see: a mobile one is somebody's own, and needs their consent."""
        return self.phone if self.may_publish_phone or not is_mobile(self.phone) else ""

    @property
    def address_line(self) -> str:
        """« 31 rue des Artisans, 49100 Angers »."""
        town = f"{self.postcode} {self.commune}".strip()
        return ", ".join(part for part in (self.address, self.address_more, town) if part)

    @property
    def missing(self) -> tuple[str, ...]:
        """French names of what a printed and mapped sheet still needs."""
        wanted = {
            "adresse": self.address,
            "commune": self.insee_code,
            "point sur la carte": self.location_quality in (PointQuality.EXACT, PointQuality.STREET),
            "horaires": self.opening_hours_text or self.opening_hours,
            "rayons": self.categories,
            "téléphone": self.phone,
        }
        return tuple(name for name, present in wanted.items() if not present and name in self.needed)

    @property
    def needed(self) -> dict[str, int]:
        """What this kind of sheet needs, with the weight of each."""
        return {name: weight for name, weight in WEIGHTS.items() if self.kind is Kind.SHOP or name not in _OF_SHOPS}

    @property
    def completeness(self) -> int:
        """Percent of what a sheet needs, contact aside, each field by its weight: 100 when nothing is missing."""
        left = sum(WEIGHTS[name] for name in self.missing)
        return round(100 * (1 - left / sum(self.needed.values())))


@dataclass(frozen=True, slots=True)
class Contact:
    """A person who answers for one or several places. Their name is published only with their consent."""

    id: int
    name: str
    email: str = ""
    phone: str = ""
    job: str = ""
    may_publish: bool = False
    place_ids: tuple[int, ...] = ()
    place_names: tuple[str, ...] = ()
    archived_at: datetime | None = None
    erased_at: datetime | None = None  # their person is gone: only the figures of what they did remain
    joined_to: int | None = None  # the contact who is the same person
    version: int = 1


# The fields of a sheet, with the French label used in forms, conflicts, suggestions and history.
PLACE_LABELS = {
    "kind": "Type",
    "name": "Nom",
    "short_name": "Nom court",
    "organisation": "Structure",
    "network": "Réseau",
    "address": "Adresse",
    "address_more": "Complément d’adresse",
    "postcode": "Code postal",
    "commune": "Commune",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "opening_hours_text": "Horaires habituels",
    "phone": "Téléphone",
    "email": "Adresse électronique",
    "website": "Site internet",
    "siret": "SIRET",
    "categories": "Rayons",
    "may_advertise": "Publicité individuelle autorisée",
    "may_publish_phone": "Accord pour publier le numéro mobile",
    "note": "Note interne",
    "duplicate_of": "Doublon de",
    "warnings": "Points à vérifier",
}
# What somebody may say is right: not our own notes, nor what the software keeps.
CONFIRMABLE = tuple(field for field in PLACE_LABELS if field not in ("kind", "note", "duplicate_of", "warnings"))
CONTACT_LABELS = {
    "name": "Nom",
    "email": "Adresse électronique",
    "phone": "Téléphone",
    "job": "Fonction",
    "may_publish": "Accord pour publier le nom",
    "place_ids": "Lieux",
}
