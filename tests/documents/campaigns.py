"""Campaigns to draw, with invented names: the ordinary one, and those that break layouts."""

import io
from datetime import UTC, date, datetime, time

from PIL import Image, ImageDraw

from campaign.documents.content import Campaign, Partner, Place, Shop

PLACE = Place("Maine-et-Loire", "en Maine-et-Loire", "de Maine-et-Loire")
LONG_PLACE = Place("Alpes-de-Haute-Provence", "dans les Alpes-de-Haute-Provence", "des Alpes-de-Haute-Provence")
DAYS = (date(2013, 11, 13), date(2013, 11, 16))
URL = "https://lesbonsjours-occasion.fr"
LONG = Shop(
    3,
    "Électro Seconde Vie, appareils rénovés et garantis du Haut-Anjou et des Mauges",
    "Saint-Barthélemy-d’Anjou",
    "12 bis, boulevard du Maréchal-de-Lattre-de-Tassigny",
)
HOSTILE = ("<b>Troc</b> & <script>", "Chez 🎉 Zoé", "שלום עולם", "A" * 120, "mot " * 30, "\u202eenvers\u200b", "漢字")


def campaign(**changes) -> Campaign:
    """Twenty shops, two days, three partners without logo."""
    count = changes.pop("count", 20)
    values = {
        "title": ("Les bons", "jours de", "l’occasion"),
        "days": DAYS,
        "place": PLACE,
        "shops": tuple(Shop(number, f"Boutique {number}", "Angers") for number in range(1, count + 1)),
        "url": URL,
        "hours": (time(10), time(18)),
        "partners": tuple(Partner(name) for name in ("Département de Maine-et-Loire", "Réseau des ressourceries")),
        "printer": "Imprimerie Exemple, Angers",
        "paper": "papier recyclé",
        "credits": "direction de la communication",
        "made_at": datetime(2013, 9, 16, 8, 42, tzinfo=UTC),
    }
    return Campaign(**(values | changes))


def logo(width: int, height: int, colour: tuple[int, int, int, int] = (0, 80, 160, 255)) -> bytes:
    """A PNG with a transparent ground."""
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, width - 1, height - 1), fill=colour)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
