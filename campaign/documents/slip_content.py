"""What slips say, as plain values: who gets or gives back what, on which round, and the numbers people read aloud.

A number is never a credential (decision of ``docs/architecture.md``): addresses of codes end by it, never by a token.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from campaign.base.labels import Labelled
from campaign.documents.colours import Palette


class Inks(Labelled):
    """What a paper of the road is printed with; the second saves ink and shows no grey at all."""

    COLOUR = "couleur", "En couleurs"
    BLACK = "noir-et-blanc", "Noir et blanc"


@dataclass(frozen=True, slots=True)
class Header:
    """What every paper of the road says of itself: the edition it is for, its inks and colours, when it was made."""

    edition: str
    inks: Inks = Inks.COLOUR
    palette: Palette = field(default_factory=Palette)
    made_at: datetime = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SlipPlace:
    """Where things are brought. ``label`` is « Boutique n° 14 », ``whose`` signs: « la boutique »."""

    label: str
    name: str
    address: tuple[str, ...] = ()
    contact: str = ""
    phone: str = ""
    access_note: str = ""
    whose: str = "la boutique"


@dataclass(frozen=True, slots=True)
class SlipLine:
    """``reference`` is « AFF-A3 » or « ROUE n° 3 »; ``planned`` counts units.

    ``back`` is how the stub names it (« Roue n° 3 », « 8 panneaux »), empty when it is not to be given back.
    """

    name: str
    reference: str
    planned: int
    back: str = ""


@dataclass(frozen=True, slots=True)
class Stub:
    """The return slip torn off a delivery slip: its own number, what its code opens, when someone comes."""

    number: str
    url: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class DeliverySlip:
    """``when`` is « jeudi 22 octobre, matin »; ``due`` « lundi 18 novembre », empty when nobody decided.

    ``by`` delivers, ``phone`` answers that day. The ``stub`` is left out where nothing is to be given back.
    """

    number: str
    url: str
    place: SlipPlace
    lines: tuple[SlipLine, ...]
    round_name: str = ""
    when: str = ""
    by: str = "Équipe logistique"
    phone: str = ""
    due: str = ""
    stub: Stub | None = None
    version: str = ""  # « version 2 »: the paper printed before no longer says the truth


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """What the place holds: a numbered piece (``quantity`` 1), or so many units."""

    name: str
    reference: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class ReturnSlip:
    """What a return round checks in, piece by piece; as a delivery slip otherwise."""

    number: str
    url: str
    place: SlipPlace
    lines: tuple[ReturnLine, ...]
    round_name: str = ""
    when: str = ""
    by: str = "Équipe logistique"
    phone: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Slips:
    """The slips of a round in the order given, one file called ``title``; ``body`` signs: « le Département »."""

    title: str
    header: Header
    slips: tuple[DeliverySlip | ReturnSlip, ...]
    body: str = "le Département"
