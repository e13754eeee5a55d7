"""What a document has to say about itself: what was shrunk or replaced, and what forbids its use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """One French sentence; ``about`` names the shop, partner or text, ``field`` what to mend there."""

    message: str
    about: str = ""
    field: str = ""

    def __str__(self) -> str:
        return self.message


class Notices:
    """Gathered while a document is drawn; the same sentence once. Orange ones inform, red ones block."""

    def __init__(self) -> None:
        self._found: list[Notice] = []
        self._blocking: list[Notice] = []
        self._shrunk: dict[tuple[str, str], int] = {}

    def say(self, about: str, field: str, what: str) -> None:
        """« La Malle à Félicie, nom : réduit de 14 % pour tenir. »"""
        self._keep(self._found, about, field, what)

    def block(self, about: str, field: str, what: str) -> None:
        """The document must not be used before this is mended."""
        self._keep(self._blocking, about, field, what)

    def shrunk(self, about: str, field: str, asked: float, used: float) -> None:
        """Said from 3 %: less is not seen. Of what is shrunk in several places, only the most is said."""
        lost = round(100 * (1 - used / asked))
        before = self._shrunk.get((about, field), 0)
        if lost < 3 or lost <= before:
            return
        self._shrunk[about, field] = lost
        if before:
            self._found = [one for one in self._found if str(one) != _said(about, field, _less(before))]
        self.say(about, field, _less(lost))

    @property
    def found(self) -> tuple[Notice, ...]:
        return tuple(self._found)

    @property
    def blocking(self) -> tuple[Notice, ...]:
        return tuple(self._blocking)

    @staticmethod
    def _keep(kept: list[Notice], about: str, field: str, what: str) -> None:
        notice = Notice(_said(about, field, what), about, field)
        if notice not in kept:
            kept.append(notice)


def _said(about: str, field: str, what: str) -> str:
    subject = ", ".join(part for part in (about, field) if part)
    return f"{subject}\u00a0: {what}" if subject else what


def _less(lost: int) -> str:
    return f"réduit de {lost}\u00a0% pour tenir."
