"""What printed pieces say, as plain values: whoever asks for a document fills these, nothing is looked up here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from campaign.base.french import MONTHS, NBSP, enumerate_in_words, hours_in_words, plural
from campaign.documents.answer_sheet_content import AnswerSheet
from campaign.documents.colours import Palette
from campaign.documents.map_plan import Territory
from campaign.documents.press_text import Press


@dataclass(frozen=True, slots=True)
class Place:
    """A département or an EPCI, its name with « in » and « of »: « en Maine-et-Loire », « de Maine-et-Loire »."""

    name: str
    in_form: str
    of_form: str


@dataclass(frozen=True, slots=True)
class Shop:
    """One participating shop. ``number`` is that of the map and of the list; ``point`` is (latitude, longitude).

    ``mark`` stays the same when the shop is renamed or renumbered; ``corrections`` are the fields (« name »,
    « address », « phone ») of which a correction waits for a decision; ``unasked_days`` the event days added since it
    answered.
    """

    number: int
    name: str
    commune: str
    address: str = ""
    short_name: str = ""
    hours: str = ""
    activities: tuple[str, ...] = ()
    phone: str = ""
    categories: tuple[str, ...] = ()
    territory: str = ""
    point: tuple[float, float] | None = None
    corrections: tuple[str, ...] = ()
    unasked_days: tuple[date, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """Who supports the campaign; ``logo`` is a picture file, or nothing: the name is then set."""

    name: str
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """One edition as an audience sees it: its own ``shops``, and ``focus`` when the piece is one shop's own.

    ``hours`` are those of every shop, None when they differ. ``territories`` are outlined on the map. ``printer`` is
    its name and town. ``awaited`` shops may still answer, until ``answers_until`` included. ``sheet`` is the shop's
    answer sheet, where that is the piece. ``page`` is what its QR codes open, when that is not the site's first page;
    ``everyone`` how many shops take part in all, where ``shops`` is only the one whose piece it is.
    ``made_at`` is the moment of the data: the same content makes the same file.
    """

    title: tuple[str, ...]
    days: tuple[date, ...]
    place: Place
    shops: tuple[Shop, ...]
    url: str
    hours: tuple[time, time] | None = None
    territories: tuple[Territory, ...] = ()
    partners: tuple[Partner, ...] = ()
    focus: Shop | None = None
    offers: str = "Meubles, vêtements, livres, vélos, vaisselle, jouets"
    printer: str = ""
    paper: str = ""
    credits: str = ""
    hashtags: tuple[str, ...] = ("réemploi", "seconde main")
    colours: Palette = field(default_factory=Palette)
    awaited: int = 0
    answers_until: date | None = None
    sheet: AnswerSheet | None = None
    made_at: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    press: Press | None = None
    page: str = ""
    everyone: int = 0

    @property
    def name(self) -> str:
        """« Les bons jours de l’occasion »."""
        return " ".join(self.title)

    @property
    def site(self) -> str:
        """The address as it is read aloud: no scheme, no final slash."""
        return self.url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")

    @property
    def code_url(self) -> str:
        """What every QR code of the piece opens, and what is read back from it before printing."""
        return self.page or self.url

    @property
    def common_hours(self) -> str:
        """« 10 h – 18 h », '' when shops differ."""
        return hours_in_words(*self.hours) if self.hours else ""

    @property
    def taking_part(self) -> int:
        """How many shops a piece common to all speaks of."""
        return self.everyone or len(self.shops)

    @property
    def count(self) -> str:
        """« 20 boutiques », « 1 boutique »."""
        return plural(self.taking_part, "boutique")


def capital(text: str) -> str:
    """The text of a line of its own: « Route de Cheffes », « Café offert »."""
    return text[:1].upper() + text[1:]


def numeral(day: date) -> str:
    """« 1er », « 13 »."""
    return "1er" if day.day == 1 else str(day.day)


def few_days(days: Sequence[date], *, joint: str = "&") -> str:
    """« 13 & 16 novembre », « 30 novembre & 2 décembre », « 2, 5, 9 & 12 avril »; a period beyond four days."""
    ordered = sorted(days)
    if len(ordered) > 4:
        return period(ordered)
    parts = []
    for index, day in enumerate(ordered):
        after = ordered[index + 1] if index + 1 < len(ordered) else None
        month = "" if after and (after.year, after.month) == (day.year, day.month) else f"{NBSP}{MONTHS[day.month - 1]}"
        parts.append(f"{numeral(day)}{month}")
    return enumerate_in_words(parts, joint)


def period(days: Sequence[date]) -> str:
    """« du 2 au 12 avril », « du 30 novembre au 2 décembre »."""
    first, last = min(days), max(days)
    start = numeral(first)
    if (first.year, first.month) != (last.year, last.month):
        start += f"{NBSP}{MONTHS[first.month - 1]}"
    return f"du{NBSP}{start} au{NBSP}{numeral(last)}{NBSP}{MONTHS[last.month - 1]}"
