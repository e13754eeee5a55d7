"""The models offered to begin with: what the reference editions gave (domain.md, picture of the delivery slip).

Items are named by their code in the stock; those the stock does not have are left out.
"""

from campaign.kits.model import Rule
from campaign.participation.model import Need
from campaign.partners.model import Kind

# code, rule, (small, medium, large), need
DEFAULT_MODELS: tuple[tuple[str, Kind, tuple[tuple[str, Rule, tuple[int, int, int], Need | None], ...]], ...] = (
    (
        "Boutique",
        Kind.SHOP,
        (
            ("AFF-A3", Rule.ASKED, (10, 20, 30), Need.POSTERS),
            ("FLY-A5", Rule.ASKED, (3, 5, 8), Need.FLYERS),
            ("ANN", Rule.ASKED, (2, 4, 6), Need.DIRECTORIES),
            ("STK", Rule.FIXED, (1, 2, 4), None),
            ("FLE", Rule.ASKED, (4, 8, 12), Need.SIGNAGE),
            ("ORI", Rule.FIXED, (1, 1, 1), None),
        ),
    ),
    (
        "Collectivité",
        Kind.EPCI,
        (
            ("AFF-A3", Rule.PER_SHOP, (5, 5, 5), None),
            ("ANN", Rule.FIXED, (1, 2, 4), None),
            ("LOT", Rule.FIXED, (1, 2, 4), None),
        ),
    ),
    (
        "Relais",
        Kind.RELAY,
        (("AFF-A3", Rule.FIXED, (1, 2, 4), None), ("ANN", Rule.FIXED, (1, 1, 2), None)),
    ),
)
