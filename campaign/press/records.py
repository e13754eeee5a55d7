"""Figures counted from the answers of the shops: nobody types them, and each says what it was counted from."""

from collections.abc import Sequence
from datetime import date

from campaign.base.french import day_in_words, number
from campaign.participation.public_shop import PublicShop
from campaign.press.model import Figure

RECORDED = ("boutiques", "communes", "intercommunalites", "animations")  # their codes, counted or not yet


def recorded_figures(shops: Sequence[PublicShop], on: date) -> list[Figure]:
    """Shops, communes, territories, activities and hours open, as announced on that day."""
    source = f"Réponses des boutiques au {day_in_words(on, weekday=False)}"
    counted = (
        ("boutiques", len(shops), "boutique solidaire participe", "boutiques solidaires participent"),
        ("communes", len({one.insee_code or one.commune for one in shops}), "commune", "communes"),
        (
            "intercommunalites",
            len({one.epci_siren or one.territory for one in shops}),
            "intercommunalité",
            "intercommunalités",
        ),
        ("animations", sum(len(one.activity_names) for one in shops), "animation annoncée", "animations annoncées"),
    )
    return [
        Figure(code, number(count), one if count < 2 else many, source, record="participation")
        for code, count, one, many in counted
        if count > 1 or (count and code == "boutiques")  # « 1 commune » says nothing
    ]
