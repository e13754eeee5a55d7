"""The invented people of the demonstration, and the other places of its registry."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoContact:
    """Somebody who answers for the shops of these numbers. No e-mail address: reached by phone."""

    name: str
    job: str
    shops: tuple[int, ...]
    has_email: bool = True
    may_publish: bool = False


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """A place that is not a shop; ``animator`` is the person of a local authority who animates in the shops."""

    kind: str
    name: str
    address: str
    postcode: str
    commune: str
    number: int
    animator: str = ""


# The first answers for three shops of one organisation.
FIRST_CONTACTS = (
    DemoContact("Hélène Marchand", "coordinatrice des boutiques", (11, 14, 15), may_publish=True),
    DemoContact("Yves Gaudin", "responsable", (1,)),
    DemoContact("Monique Delaunay", "bénévole responsable", (2,)),
    DemoContact("Patrice Hervé", "responsable", (3,)),
    DemoContact("Sonia Belkacem", "directrice", (4,), may_publish=True),
    DemoContact("Félicie Aubry", "fondatrice", (5,), may_publish=True),
    DemoContact("Bernard Ollivier", "bénévole responsable", (6,)),
    DemoContact("Nadège Tessier", "encadrante technique", (7,)),
    DemoContact("Karim Lefort", "chef d’atelier", (8,)),
    DemoContact("Odile Oger", "présidente", (9,), has_email=False),
    DemoContact("Mathilde Cesbron", "coordinatrice", (10,)),
    DemoContact("Gilles Raimbault", "responsable", (12,)),
    DemoContact("Thérèse Pineau", "bénévole", (13,)),
    DemoContact("Loïc Bouvet", "mécanicien cycles", (16,)),
    DemoContact("Isabelle Charrier", "responsable", (17,), may_publish=True),
)
NEW_CONTACTS = (
    DemoContact("Aurore Métayer", "encadrante technique", (18,)),
    DemoContact("Damien Foucher", "directeur", (19,)),
    DemoContact("Claire Sécher", "coordinatrice", (20,)),
)
# Since then two have left; one has a successor, whose link is still to be prepared.
GONE = ("Thérèse Pineau", "Damien Foucher")
SUCCESSOR = DemoContact("Jeanne Rabouin", "directrice", (19,))

OTHER_PLACES = (
    DemoPlace("epci", "Angers Loire Métropole", "83 rue du Mail", "49000", "Angers", 31, "Élodie Vasseur"),
    DemoPlace("epci", "Saumur Val de Loire", "11 rue du Maréchal-Leclerc", "49400", "Saumur", 32, "Romain Boisseau"),
    DemoPlace("epci", "Cholet Agglomération", "rue Saint-Bonaventure", "49300", "Cholet", 33, "Fatou Diarra"),
    DemoPlace("epci", "Mauges Communauté", "rue Robert-Schuman", "49600", "Beaupréau-en-Mauges", 34, "Marc Gourdon"),
    DemoPlace("epci", "Anjou Bleu Communauté", "place du Port", "49500", "Segré-en-Anjou Bleu", 35, "Lise Bodin"),
    DemoPlace("epci", "Baugeois Vallée", "place de l’Orgerie", "49150", "Baugé-en-Anjou", 36),
    DemoPlace("relay", "CCAS de Trélazé", "place de la République", "49800", "Trélazé", 41),
    DemoPlace("relay", "CCAS de Cholet", "rue Travot", "49300", "Cholet", 42),
    DemoPlace("relay", "CCAS de Longué-Jumelles", "place de l’Hôtel-de-Ville", "49160", "Longué-Jumelles", 43),
    DemoPlace("relay", "Maison des solidarités de Saumur", "rue de la Croix-Verte", "49400", "Saumur", 44),
    DemoPlace("relay", "Maison des solidarités de Segré", "rue du Lycée", "49500", "Segré-en-Anjou Bleu", 45),
    DemoPlace("supplier", "Imprimerie des Deux Moulins", "12 rue de l’Industrie", "49070", "Beaucouzé", 51),
    DemoPlace("supplier", "Enseignes du Layon", "ZA du Léard", "49750", "Bellevigne-en-Layon", 52),
    DemoPlace("company", "Menuiserie du Lathan", "4 rue des Scieries", "49160", "Longué-Jumelles", 61),
)

_LEGAL = "Démonstration : texte d’exemple, à remplacer par celui de votre collectivité."
IDENTITY = {
    "body_name": "Département de Maine-et-Loire (démonstration)",
    "postal_address": "Prévention des déchets (démonstration)\n1 place de l’Essai\n49000 Angers",
    "contact_name": "Camille Roussel",
    "contact_service": "prévention des déchets",
    "contact_phone": "02 41 00 00 00",
    "contact_email": "prevention@exemple.example",
    "partners": "\n".join(
        (
            "Emmaüs", "Secours Catholique", "Envie Anjou", "APIVET", "Arceau Anjou", "Réseau des ressourceries",
            "EPCI et syndicats de collecte",
        )
    ),
    "publisher": f"Département de Maine-et-Loire (démonstration).\n{_LEGAL}",
    "publication_director": "Camille Roussel (démonstration)",
    "host_name": f"Serveur de démonstration.\n{_LEGAL}",
    "data_controller": f"Département de Maine-et-Loire (démonstration).\n{_LEGAL}",
    "data_officer_contact": f"donnees@exemple.example (démonstration).\n{_LEGAL}",
    "legal_basis": f"Mission d’intérêt public (démonstration).\n{_LEGAL}",
}  # fmt: skip

# What dresses the printed documents: an invented printer, so that print files can be tried.
BRAND = {
    "printer_name": "Imprimerie de l’Essai (inventée)",
    "printer_town": "Angers",
    "paper": "papier recyclé",
    "credits": "les bons jours de l’occasion",
    "boilerplate": (
        "Le Département de Maine-et-Loire (démonstration) conduit un plan de prévention des déchets : prendre moins de "
        "ressources, produire moins de déchets, et de moins nocifs. Les bons jours de l’occasion en sont une action."
    ),
}

# The photo of a shop's page, made of our own drawings: whose, the file, what it shows.
PHOTO = (5, "vitrine.png", "Dessin de la vitrine : un chat, une lampe, un fauteuil jaune, des livres, un vélo")
