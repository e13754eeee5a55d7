"""Communes, EPCI, départements, points, and what a search among them answers."""

import re
from dataclasses import dataclass

from campaign.base.labels import Labelled
from campaign.base.text import search_key


class EpciKind(Labelled):
    """Nature juridique of an EPCI with its own tax (DGCL)."""

    CC = "cc", "Communauté de communes"
    CA = "ca", "Communauté d’agglomération"
    CU = "cu", "Communauté urbaine"
    METRO = "metro", "Métropole"
    MET69 = "met69", "Métropole de Lyon"


class FormerKind(Labelled):
    """How a former commune lives on in today's (INSEE)."""

    DELEGATED = "commune-deleguee", "Commune déléguée"
    ASSOCIATED = "commune-associee", "Commune associée"
    ARRONDISSEMENT = "arrondissement-municipal", "Arrondissement municipal"
    OLD_CODE = "ancien-code", "Ancien code"


class MatchQuality(Labelled):
    """How sure a commune is, once found from what somebody typed."""

    EXACT = "exact", "Trouvée"
    FORMER = "former", "Trouvée par une ancienne commune"
    POSTCODE_WRONG = "postcode_wrong", "Code postal à vérifier"
    FUZZY = "fuzzy", "Nom à vérifier"
    AMBIGUOUS = "ambiguous", "Plusieurs communes possibles"
    NONE = "none", "Commune introuvable"


class PointSource(Labelled):
    """Where a point comes from."""

    FILE = "file", "Fichier"
    BAN = "ban", "Base Adresse Nationale"
    COMMUNE = "commune", "Commune"
    MANUAL = "manual", "Placé à la main"


class PointQuality(Labelled):
    """What a point shows: the door, the street, only the commune, or nothing."""

    EXACT = "exact", "À l’adresse"
    STREET = "street", "À la rue"
    COMMUNE = "commune", "À la commune"
    NONE = "none", "Non placé"


@dataclass(frozen=True, slots=True)
class Departement:
    """``in_form`` and ``of_form`` complete a sentence: « en Maine-et-Loire », « de Maine-et-Loire »."""

    code: str
    name: str
    in_form: str
    of_form: str


@dataclass(frozen=True, slots=True)
class Epci:
    """``population`` is the municipal one; ``departements`` holds every département with a commune of it."""

    siren: str
    name: str
    kind: EpciKind
    population: int
    departements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commune:
    """One of today's communes. ``latitude`` and ``longitude`` (WGS84) are None for 46 communes of the Pacific;
    ``reach_km`` is the farthest a place of this commune may credibly stand from that point."""

    insee_code: str
    name: str
    postcodes: tuple[str, ...]
    departement: str
    epci_siren: str
    epci_name: str
    population: int
    latitude: float | None
    longitude: float | None
    reach_km: float

    @property
    def label(self) -> str:
        """« Angers (49000) »: enough to tell namesakes apart."""
        return f"{self.name} ({self.postcodes[0] if self.postcodes else self.departement})"

    @property
    def of_form(self) -> str:
        """« d’Angers », « du Mans », « des Ponts-de-Cé », « de La Flèche ». An H counts as sounded."""
        for article, contracted in (("Le ", "du "), ("Les ", "des ")):
            if self.name.startswith(article):
                return contracted + self.name[len(article) :]
        return f"d’{self.name}" if search_key(self.name)[:1] in tuple("aeiou") else f"de {self.name}"


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune, or a code, that became part of ``commune_code``; ``name`` is empty for an old code."""

    insee_code: str
    name: str
    kind: FormerKind
    commune_code: str
    postcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommuneMatch:
    """``commune`` is None when AMBIGUOUS or NONE; ``notes`` are French sentences to show as they are; ``candidates``
    are the communes to offer instead, most likely first."""

    commune: Commune | None
    former_name: str | None
    quality: MatchQuality
    notes: tuple[str, ...] = ()
    candidates: tuple[Commune, ...] = ()


@dataclass(frozen=True, slots=True)
class CommuneSuggestion:
    """One line under a search box; ``former_name`` when that is the name recognised."""

    commune: Commune
    former_name: str | None

    @property
    def label(self) -> str:
        """« Angers (49000) », « Segré (Segré-en-Anjou Bleu, 49500) »."""
        if not self.former_name:
            return self.commune.label
        place = self.commune.postcodes[0] if self.commune.postcodes else self.commune.departement
        return f"{self.former_name} ({self.commune.name}, {place})"


@dataclass(frozen=True, slots=True)
class Point:
    """Where a place is (WGS84), how it is known and how precisely; ``warnings`` are French sentences, ``score`` (0 to
    1) what the address service said of its answer."""

    latitude: float | None
    longitude: float | None
    source: PointSource | None
    quality: PointQuality
    warnings: tuple[str, ...] = ()
    score: float | None = None


def departement_of_code(insee_code: str) -> str:
    """The département a commune's INSEE code begins with: 49, 2A, 971."""
    return insee_code[:3] if insee_code[:2] in ("97", "98") else insee_code[:2]


def departement_of_postcode(postcode: str) -> str:
    """The département a postcode begins with; a few hundred communes are served from the neighbouring one. Corsica's
    20000 to 20199 are 2A, the rest 2B; Saint-Barthélemy and Saint-Martin keep the 971 of their post."""
    if postcode[:2] == "20":
        return "2A" if postcode[:3] in ("200", "201") else "2B"
    return departement_of_code(postcode)


_LEGAL_FORM = re.compile(r"^(?:CC|CA|CU|M)\s+(?:de l['’]\s*|(?:du|des|de la|de)\s+)?")


def short_epci_name(name: str) -> str:
    """« Vallées du Haut-Anjou » for « CC des Vallées du Haut-Anjou »: people do not know the legal form."""
    bare = _LEGAL_FORM.sub("", name)
    return bare[:1].upper() + bare[1:]


_ARTICLE = re.compile(r"^(?:CC|CA|CU|M)\s+(des|du|de la|de l['’])\s*", re.IGNORECASE)
_WITH_ARTICLE = {"des": ("dans les ", "des "), "du": ("dans le ", "du "), "de la": ("dans la ", "de la ")}


def epci_forms(name: str) -> tuple[str, str, str]:
    """Name, with « in », with « of »: « Vallées du Haut-Anjou », « dans les Vallées… », « des Vallées… ».

    The official name tells the article; without one, « dans Mauges Communauté ». An H counts as sounded.
    """
    short = short_epci_name(name).replace("'", "’")
    if found := _ARTICLE.match(name):
        within, of = _WITH_ARTICLE.get(found[1].lower(), ("dans l’", "de l’"))
        return short, f"{within}{short}", f"{of}{short}"
    of = f"d’{short}" if search_key(short)[:1] in tuple("aeiouy") else f"de {short}"
    return short, f"dans {short}", of
