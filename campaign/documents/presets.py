"""What a file is made for: a screen, an offset printer, an online printer (contract.md)."""

from dataclasses import dataclass

from campaign.base.labels import Labelled


class Preset(Labelled):
    """The values are those of the command line and of the manifest."""

    SCREEN = "ecran", "Écran"
    PRINTER = "imprimeur", "Imprimeur"
    ONLINE_PRINTER = "imprimeur-en-ligne", "Imprimeur en ligne"

    @property
    def finish(self) -> "Finish":
        """What the file must hold."""
        return _FINISHES[self]


@dataclass(frozen=True, slots=True)
class Finish:
    """``bleed`` and ``slug`` (around the trim, where marks stand) in mm; ``inks`` when nothing may be RGB."""

    inks: bool
    bleed: float
    slug: float
    marks: bool


_FINISHES = {
    Preset.SCREEN: Finish(inks=False, bleed=0, slug=0, marks=False),
    Preset.PRINTER: Finish(inks=True, bleed=5, slug=15, marks=True),
    Preset.ONLINE_PRINTER: Finish(inks=True, bleed=3, slug=3, marks=False),
}
