"""What an answer sheet says, as plain values: the shop, what is known of it, the days and what it may ask for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetDay:
    """An event day with the hours known for it (« 10 h »), empty when unknown."""

    weekday: str
    number: int
    month: str
    opens: str = ""
    closes: str = ""
    break_from: str = ""
    break_to: str = ""

    @property
    def hours(self) -> str:
        """« 10 h – 12 h, 14 h – 18 h », empty when none is known."""
        if not self.opens:
            return ""
        spans = [(self.opens, self.break_from), (self.break_to, self.closes)]
        spans = spans if self.break_from else [(self.opens, self.closes)]
        return ", ".join(f"{start}\u00a0–\u00a0{end}" for start, end in spans)


@dataclass(frozen=True, slots=True)
class SheetNeed:
    """Something of the kit, and how many packets were asked for (None: nothing known)."""

    label: str
    hint: str
    packets: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """All a sheet shows. ``sheet`` holds (name, value) lines to correct; ``presence`` is one of the ``presences`` codes
    or empty; ``days`` are one to four."""

    code: str
    edition: str
    days_text: str
    shop: str
    address: tuple[str, ...]
    contact: str
    sheet: tuple[tuple[str, str], ...]
    presences: tuple[tuple[str, str], ...]
    presence: str
    days: tuple[SheetDay, ...]
    activities: tuple[tuple[str, bool], ...]
    other_activity: str
    needs: tuple[SheetNeed, ...]
    access_note: str
    deadline: str
    body: str
    officer: str
    phone: str
    email: str
    return_address: tuple[str, ...] = ()

    @property
    def known_as(self) -> str:
        """What is printed is this edition's answer, or the last one, which is only a reminder."""
        return "Noté" if self.presence else "La dernière fois"
