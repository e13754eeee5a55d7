"""Slips to draw, with invented names: the ordinary round, and those that break layouts."""

from datetime import UTC, datetime

from campaign.documents.slip_content import (
    DeliverySlip,
    Header,
    Inks,
    ReturnLine,
    ReturnSlip,
    SlipLine,
    SlipPlace,
    Slips,
    Stub,
)

SITE = "https://lesbonsjours-occasion.fr/b/"
HOSTILE = "<img src=x onerror=alert(1)> 🎉 " + "A" * 90
HEADER = Header("Les bons jours de l’occasion, édition novembre 2026", made_at=datetime(2026, 10, 1, 8, tzinfo=UTC))
PLACE = SlipPlace(
    "Boutique n° 14",
    "Recyclerie des Troglos",
    ("Bd Foulon", "49700 Doué-en-Anjou"),
    "Mme Prénom Nom",
    "02 41 00 00 14",
    "Entrée par la cour, sonner à la grille verte. Fermé de 12 h à 14 h.",
)
LINES = (
    SlipLine("Affiches A3", "AFF-A3", 20),
    SlipLine("Flyers A5 (paquets de 100)", "FLY-A5", 5),
    SlipLine("Annuaires « Boutiques solidaires » (paquets de 50)", "ANN", 4),
    SlipLine("Autocollants vitrine", "STK", 2),
    SlipLine("Panneaux de fléchage + colliers", "FLE", 8, "8 panneaux"),
    SlipLine("Roue de la prévention des déchets", "ROUE n° 3", 1, "Roue n° 3"),
    SlipLine("Malle de lots (jeu des saisons)", "JEU n° 2", 1, "Malle n° 2"),
    SlipLine("Oriflamme et pied", "ORI n° 6", 1, "Oriflamme n° 6"),
)


def delivery(number: int = 17, **changes) -> DeliverySlip:
    """The slip of the identity's own picture."""
    values = {
        "number": f"BL-2026-{number:04}",
        "url": f"{SITE}BL-2026-{number:04}",
        "place": PLACE,
        "lines": LINES,
        "round_name": "T3 Saumurois",
        "when": "jeudi 5 novembre, matin, vers 10 h 20",
        "phone": "02 41 00 00 00",
        "due": "lundi 18 novembre",
        "stub": Stub(f"BR-2026-{number:04}", f"{SITE}BR-2026-{number:04}", "lundi 18 novembre, matin"),
    }
    return DeliverySlip(**(values | changes))


def taking(number: int = 17, **changes) -> ReturnSlip:
    """The same shop's on the return round."""
    values = {
        "number": f"BR-2026-{number:04}",
        "url": f"{SITE}BR-2026-{number:04}",
        "place": PLACE,
        "lines": tuple(ReturnLine(one.name, one.reference, one.planned) for one in LINES if one.back),
        "round_name": "R2 Saumurois",
        "when": "lundi 18 novembre, matin",
        "phone": "02 41 00 00 00",
    }
    return ReturnSlip(**(values | changes))


def slips(*listed: DeliverySlip | ReturnSlip, black: bool = False) -> Slips:
    """A file of them."""
    header = Header(HEADER.edition, Inks.BLACK if black else Inks.COLOUR, made_at=HEADER.made_at)
    return Slips("Bons de livraison, T3 Saumurois", header, listed)


def many(count: int, *, back: bool = True, name: str = "Panneau de fléchage") -> tuple[SlipLine, ...]:
    """As many numbered pieces, or consumables."""
    return tuple(
        SlipLine(f"{name} {rank}", f"PAN n° {rank}", 1, f"{name} n° {rank}" if back else "")
        for rank in range(1, count + 1)
    )
