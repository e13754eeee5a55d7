"""What each field of the public's data says: the files and the page that explains them are made from this one list."""

from collections.abc import Callable
from dataclasses import dataclass

from campaign.base.fields import phone_in_words
from campaign.participation.public_shop import PublicShop
from campaign.web.structured_data import shop_address

OF_DAYS = "heures_AAAA-MM-JJ"
Cell = str | float | None


@dataclass(frozen=True, slots=True)
class DataField:
    """One datum: its name in each file (empty where that file has none), what it means, its type, an example.

    ``cell`` gives the table's value, ``value`` the map file's.
    """

    column: str
    name: str
    meaning: str
    kind: str
    example: str
    cell: Callable[[PublicShop], Cell] | None = None
    value: Callable[[PublicShop], object] | None = None


def _said(name: str) -> dict[str, Callable[[PublicShop], str]]:
    """The same text in both files."""
    return {"cell": lambda shop: getattr(shop, name), "value": lambda shop: getattr(shop, name)}


def _days(shop: PublicShop) -> list[dict[str, object]]:
    return [
        {"day": one.day.isoformat(), "hours": [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in one.spans]}
        for one in shop.days
    ]


FIELDS = (
    DataField("numero", "number", "numéro sur la carte et dans l’annuaire ; il change d’une édition à l’autre",
              "entier", "7", lambda shop: str(shop.number), lambda shop: shop.number),
    DataField("nom", "name", "nom de la boutique", "texte", "La Malle à Félicie", **_said("name")),
    DataField("structure", "organisation", "association ou entreprise qui tient la boutique", "texte",
              "Les Amis de Félicie", **_said("organisation")),
    DataField("adresse", "address", "numéro, voie et complément", "texte", "31 rue des Artisans", **_said("address")),
    DataField("code_postal", "postcode", "code postal", "texte, 5 chiffres", "49100", **_said("postcode")),
    DataField("commune", "commune", "nom de la commune d’aujourd’hui", "texte", "Angers", **_said("commune")),
    DataField("code_insee", "insee_code", "code officiel de la commune (INSEE)", "texte, 5 caractères", "49007",
              **_said("insee_code")),
    DataField("epci_siren", "epci_siren", "numéro SIREN de l’intercommunalité", "texte, 9 chiffres", "244900015",
              **_said("epci_siren")),
    DataField("epci", "epci", "nom de l’intercommunalité", "texte", "CU Angers Loire Métropole",
              **_said("territory")),
    DataField("latitude", "", "latitude en degrés (WGS 84) ; dans GeoJSON, deuxième nombre de « coordinates »",
              "nombre à virgule", "47.466700", lambda shop: shop.latitude),
    DataField("longitude", "", "longitude en degrés (WGS 84) ; dans GeoJSON, premier nombre de « coordinates »",
              "nombre à virgule", "-0.577700", lambda shop: shop.longitude),
    DataField("rayons_codes", "categories", "codes de ce que vend la boutique",
              "codes ; séparés par « | » dans le tableau", "livres|velos",
              lambda shop: "|".join(shop.categories), lambda shop: [str(one) for one in shop.categories]),
    DataField("rayons", "categories_labels", "les mêmes en français", "texte", "Livres, Vélos",
              lambda shop: ", ".join(one.label for one in shop.categories),
              lambda shop: [one.label for one in shop.categories]),
    DataField("animations_codes", "activities", "codes des animations de ces jours-là",
              "codes ; séparés par « | » dans le tableau", "cafe|musique",
              lambda shop: "|".join(shop.activities), lambda shop: [str(one) for one in shop.activities]),
    DataField("animations", "activities_labels", "les mêmes en français, avec celle que la boutique a décrite", "texte",
              "café, musique", lambda shop: ", ".join(shop.activity_names), lambda shop: list(shop.activity_names)),
    DataField(OF_DAYS, "days", "heures d’ouverture de chaque jour de l’événement ; une colonne par jour dans le "
              "tableau, vide quand la boutique n’ouvre pas", "heures de début et de fin", "10:00-12:00 14:00-18:00",
              None, _days),
    DataField("telephone", "phone", "téléphone de la boutique ; dans GeoJSON, en forme internationale ; un numéro "
              "mobile n’y est qu’avec l’accord de la boutique", "texte", "02 41 00 00 04",
              lambda shop: phone_in_words(shop.phone) if shop.phone else "", lambda shop: shop.phone),
    DataField("site", "website", "site internet de la boutique", "adresse", "https://boutique.exemple.fr",
              **_said("website")),
    DataField("page", "url", "page de la boutique sur ce site", "adresse",
              "https://bonsjours.exemple.fr/boutiques/la-malle-a-felicie", shop_address, shop_address),
    DataField("horaires_habituels", "opening_hours", "horaires du reste de l’année, dans l’écriture d’OpenStreetMap ; "
              "vide quand ils n’ont pas pu être lus", "texte", "Tu-Sa 10:00-18:00", **_said("opening_hours")),
    DataField("position_precise", "located_exactly", "« non » quand le point est celui de la commune, faute "
              "d’adresse trouvée", "oui ou non ; true ou false dans GeoJSON", "oui",
              lambda shop: "oui" if shop.located_exactly else "non", lambda shop: shop.located_exactly),
    DataField("identifiant", "id", "identifiant stable de la boutique, le même d’une édition à l’autre ; dans "
              "GeoJSON, « id » de l’objet", "entier", "12", lambda shop: str(shop.place_id)),
)  # fmt: skip
COLUMNS = tuple(one for one in FIELDS if one.column)
PROPERTIES = tuple(one for one in FIELDS if one.value is not None)
