"""What bringing a kit did, or would do, in words. Pure."""

from dataclasses import dataclass
from datetime import date

from campaign.base.french import days_in_words, enumerate_in_words
from campaign.handover.model import Part
from campaign.messages.model import Step


@dataclass(frozen=True, slots=True)
class PartBrought:
    """What became of a part: written here, already here and kept, or kept aside to be read."""

    part: Part
    added: int = 0
    kept: int = 0
    to_read: int = 0

    @property
    def in_words(self) -> str:
        """« 3 modèles de kit ajoutés, 2 déjà là »."""
        feminine = self.part in (Part.PLAN, Part.SPENDING, Part.SHEET)
        told = []
        if self.added:
            agreed = f"ajouté{'e' if feminine else ''}{'s' if self.added > 1 else ''}"
            told.append(f"{self.part.counted(self.added)} {agreed}")
        if self.kept:
            told.append(f"{self.kept} déjà là" if told else f"{self.part.counted(self.kept)} déjà là")
        if self.to_read:
            told.append(f"{self.to_read} à lire" if told else f"{self.part.counted(self.to_read)} à lire")
        return ", ".join(told)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a kit brought, or would bring. ``again``: this very kit was already there for these days.

    ``notices`` are sentences about what asks for a look; ``calendar`` is when the steps are proposed.
    """

    edition_id: int
    name: str
    days: tuple[date, ...]
    answer_deadline: date
    parts: tuple[PartBrought, ...] = ()
    notices: tuple[str, ...] = ()
    calendar: tuple[tuple[Step, date], ...] = ()
    again: bool = False

    @property
    def days_text(self) -> str:
        """« mercredi 10 et samedi 13 novembre 2027 »."""
        return days_in_words(self.days)

    @property
    def in_words(self) -> str:
        """One sentence for the whole."""
        if self.again:
            return f"Ce kit est déjà là : édition n° {self.edition_id}, {self.name}, {self.days_text}."
        return f"Édition préparée : {self.name}, {self.days_text}."

    @property
    def lines(self) -> tuple[str, ...]:
        """« 3 modèles de kit ajoutés, 2 déjà là », part by part; those wholly here already come last, together."""
        lines = [one.in_words for one in self.parts if one.added or one.to_read]
        here = [one.part.counted(one.kept) for one in self.parts if one.kept and not one.added and not one.to_read]
        return (*lines, *([f"déjà là, gardés tels quels : {enumerate_in_words(here)}"] if here else []))
