"""Papers to read with invented names: a report, an experience sheet, and what breaks layouts."""

from dataclasses import replace
from datetime import UTC, datetime

from campaign.base.rich_text import read
from campaign.documents.paper_content import (
    Bar,
    Bars,
    Block,
    Card,
    Cards,
    Chapter,
    Corner,
    Heading,
    Matrix,
    Note,
    Photo,
    Photos,
    Points,
    Quoted,
    Quotes,
    ReadingPaper,
    Span,
    Spans,
    Step,
    Steps,
    Table,
    Words,
)
from campaign.documents.reading_paper import paper_pdf
from tests.documents.press_texts import photo
from tests.documents.reading import texts as texts_of

MADE_AT = datetime(2014, 1, 14, 9, tzinfo=UTC)
VISITORS = (
    ("Le Comptoir du réemploi", 520, 600), ("La Malle à Félicie", 420, 480), ("Électro Seconde Vie", 380, 380),
    ("La Remise", 310, 430), ("L’Atelier du second tour", 260, 340), ("Recyclerie des Ardoisières", 240, 300),
    ("La Grange aux Trouvailles", 180, 220), ("Bric-à-brac des deux rives", 140, 140), ("Le Fil retrouvé", 120, 160),
    ("Ressourcerie intercommunale du Haut-Anjou et du pays des Mauges", 90, 140), ("La Petite Brocante", 80, 100),
    ("Vélo Recyclette", 60, 60), ("Le Grenier des Possibles", 50, 80), ("Troc et Puces", 20, 50),
    ("L’Échoppe solidaire", None, None), ("Jouets en Selle", None, None), ("La Boîte à Livres", None, None),
)  # fmt: skip
RANGES = tuple(
    Span(
        name,
        low,
        high,
        "n’a pas répondu" if low is None else f"{low}" if low == high else f"de {low} à {high}",
    )
    for name, low, high in VISITORS
)
STEPS = (
    Step("Boutiques", 17, 20, "17", "20"),
    Step("EPCI couverts", 6, 8, "6", "8"),
    Step("Animations", 21, 29, "21", "29"),
    Step("Bilans reçus", 14, 16, "14", "16"),
    Step("Visiteurs, deux jours", 5800, 5200, "5 200 à 6 400", "5 000 à 5 400"),
    Step("Communes servies par la presse locale", None, 12, "non connu", "12"),
)
CORNERS = (
    Corner("Atouts", ("Des acteurs isolés qui se rencontrent", "Des outils préparés une fois pour tous",
                      "Une date commune, facile à retenir pour le public"), "menthe"),
    Corner("Faiblesses", ("Annuaires livrés tard", "3 boutiques sans bilan"), "paille"),
    Corner("Opportunités", ("Mercredi et samedi : un public plus libre", "2 boutiques ont changé d’horaires"), "ciel"),
    Corner("Menaces", (), "rose"),
)  # fmt: skip
SPENT = (
    ("Impression des affiches et des annuaires", "Département", "2 340,00 €", "2 180,50 €"),
    ("Location de la camionnette, trois tournées", "Département", "450,00 €", "462,00 €"),
    ("Encarts dans la presse locale", "Saumur Val de Loire", "600,00 €", "à confirmer"),
    ("Café et goûter dans les boutiques", "Boutiques", "non chiffré", "non chiffré"),
)
SUMMARY = (
    "Pendant deux jours, **17 boutiques solidaires** ont ouvert ensemble leurs portes en Maine-et-Loire. Les bilans "
    "reçus disent une affluence nettement supérieure à celle de jours ordinaires, et surtout un public nouveau : plus "
    "d’un visiteur sur trois n’avait jamais poussé la porte.\n\nCe qu’il faut en retenir :\n\n"
    "- le **mercredi** attire les familles, le samedi les habitués ;\n"
    "- les annuaires doivent arriver *avant* les affiches ;\n"
    "- les bénévoles demandent à être prévenus un mois plus tôt.\n\n"
    "La méthode est décrite sur [le site de l’opération](https://lesbonsjours-occasion.fr/methode)."
)
CHAPTERS = (
    Chapter(
        "L’essentiel",
        (
            Cards(
                (
                    Card("Visiteurs, deux jours", "5 200 à 6 400", "14 répondants sur 17"),
                    Card("Objets réemployés", "18 à 22 tonnes", "12 répondants sur 17"),
                    Card("Premières visites", "38 %", "9 répondants sur 17 : peu", weak=True),
                    Card("Chiffre d’affaires, rapporté à un jour normal", "+ 64 %", "11 répondants sur 17"),
                    Card("Nouveaux bénévoles", "6", "14 répondants sur 17"),
                )
            ),
            Words(read(SUMMARY)),
            Note(
                "Les totaux sont des fourchettes : la somme des plus petites valeurs données, celle des plus grandes. "
                "Une boutique qui n’a pas répondu ne compte pas, ni pour zéro ni pour une moyenne."
            ),
        ),
    ),
    Chapter(
        "La fréquentation",
        (
            Spans("Visiteurs par boutique, deux jours", "Visiteurs", RANGES, 215, "médiane : 215",
                  "14 répondants sur 17. Un point : un compte exact ; une barre : une fourchette."),
            Heading("D’où viennent les visiteurs"),
            Bars("Comment avez-vous connu l’opération ?", "Réponses citées", (
                Bar("Affiche dans une boutique", 12, "12 sur 14"), Bar("Presse locale", 9, "9 sur 14"),
                Bar("Bouche à oreille", 7, "7 sur 14"), Bar("Réseaux sociaux", 3, "3 sur 14"),
                Bar("Radio", 0, "0 sur 14"),
            ), "Plusieurs réponses possibles."),
        ),
    ),
    Chapter(
        "D’une édition à l’autre",
        (
            Steps("Ce qui change", "novembre 2013", "avril 2014", STEPS,
                  "Le nombre de répondants change : comparer avec prudence."),
            Heading("Ce que l’édition a coûté"),
            Table("Dépenses", ("Poste", "Payé par", "Prévu", "Dépensé"), SPENT, (2, 3), "Montants TTC."),
        ),
    ),
    Chapter(
        "Atouts, faiblesses, opportunités, menaces",
        (Matrix(CORNERS), Points(("Aucun point n’est chiffré.", "Chaque point regroupe des remarques de boutiques."))),
    ),
    Chapter(
        "Ce qu’elles en disent",
        (
            Quotes(
                (
                    Quoted("On a vu arriver des gens qui n’avaient jamais poussé la porte.", "Anne Leroy, La Malle"),
                    Quoted("Une seule date, une seule affiche : le public comprend qu’il s’agit d’un réseau.", ""),
                )
            ),
            Photos((
                Photo(photo(1800, 1200), "Le rayon vaisselle", "Prénom Nom", "Une étagère de vaisselle dépareillée"),
                Photo(photo(900, 1400), "La file du samedi", "Prénom Nom", "Une file devant une boutique"),
                Photo(photo(1600, 900), "", "", "Un atelier de vélos"),
            )),
        ),
    ),
    Chapter("Sans rien", ()),
)  # fmt: skip
REPORT = ReadingPaper(
    "bilan",
    "Bilan",
    "Les bons jours de l’occasion",
    "Mercredi 13 et samedi 16 novembre 2013 · Département de Maine-et-Loire",
    CHAPTERS,
    "Fait le 14 janvier 2014 avec les réponses reçues à cette date : 14 boutiques sur 17.",
    summary=True,
    made_at=MADE_AT,
)
LONG = "Ressourcerie intercommunale des Mauges et du Haut-Anjou, atelier de réparation, recyclerie et friperies"
HOSTILE = (
    "Emmaüs & Fils « L'Écho » 🎉", "<script>alert(1)</script>", "![](https://evil/p.png) [clic](https://evil)",
    "<b>gras", '<img src="/etc/x.png"/>', '=HYPERLINK("http://x","y")', "مرحبا \u202e RTL", "\x00\x0b\u200b",
    "M" * 300, "e\u0301 et é", "'; DROP TABLE boutique;--", "{{7*7}} {% for %}", "   ",
)  # fmt: skip


def paper(*blocks: Block, **changes) -> bytes:
    """A paper of one chapter, which nothing blocks."""
    built = paper_pdf(replace(REPORT, **{"summary": False, "chapters": (Chapter(LONG, blocks),)} | changes))
    assert built.blocking == ()
    return built.data


def said(file: bytes) -> str:
    """Everything written, words cut at a line's end whole again."""
    text = " ".join(texts_of(file))
    for cut in ("\ufffe ", "\ufffe", "\x02 ", "\x02"):
        text = text.replace(cut, "")
    return " ".join(text.split())


def whole(file: bytes) -> str:
    """The same without any space: a word cut where it must be is whole."""
    return said(file).replace(" ", "")
