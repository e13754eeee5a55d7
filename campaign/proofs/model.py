"""What a proof froze, and what the data say now that the paper does not."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from campaign.base.french import days_in_words, enumerate_in_words, plural
from campaign.base.labels import Labelled
from campaign.base.rich_text import plain
from campaign.base.text import search_key
from campaign.documents.content import Campaign, Shop
from campaign.documents.press_text import Press

PROVED = ("dossier-de-presse", "communique", "annuaire", "affiche-a3", "affiche-a2", "abribus", "flyer-a5")
MOST_COPIES = 1_000_000


class ProofState(Labelled):
    """Where a proof is."""

    PROPOSED = "proposed", "à valider"
    APPROVED = "approved", "validé"
    REFUSED = "refused", "refusé"
    WITHDRAWN = "withdrawn", "retiré"


class Remedy(Labelled):
    """What is done about something wrong on paper."""

    REPRINT = "reprint", "Réimprimer"
    ERRATUM = "erratum", "Coller un erratum"
    ACCEPT = "accept", "Laisser ainsi"


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a document says: about whom, which field, in which words.

    ``who`` is the shop's own mark, kept when it is renamed, and ``subject`` its name; '' for the whole campaign.
    """

    who: str
    subject: str
    field: str
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """What it is about, whatever it says."""
        return self.who, self.field


@dataclass(frozen=True, slots=True)
class Difference:
    """Something the paper says and the data no longer do. ``old`` is '' for what is missing on paper, ``new`` for what
    should not be there any more. ``pages`` count from 1."""

    subject: str
    field: str
    old: str
    new: str
    pages: tuple[int, ...] = ()

    @property
    def sentence(self) -> str:
        """« La Malle à Félicie, horaires : « mer. 10 h – 18 h » au lieu de « mer. 14 h – 18 h ». »"""
        about = f"{self.subject}, {self.field}" if self.subject else self.field
        if not self.new:
            return f"{about} : « {self.old} » ne doit plus y être."
        if not self.old:
            return f"{about} : « {self.new} » manque."
        return f"{about} : « {self.old} » est imprimé, il faudrait « {self.new} »."

    @property
    def where(self) -> str:
        """« page 4 », « pages 4 et 9 », '' when it is nowhere."""
        if not self.pages:
            return ""
        word = "page" if len(self.pages) == 1 else "pages"
        return f"{word} {enumerate_in_words(map(str, self.pages))}"


@dataclass(frozen=True, slots=True)
class Proof:
    """A numbered proof. ``file`` is the SHA-256 of the PDF that was looked at, kept as it was; ``frozen`` what it said.

    ``copies`` is how many were printed from it, None when nobody told.
    """

    id: int
    edition_id: int
    number: int
    kind: str
    audience: str
    preset: str
    file: str
    pages: int
    frozen: tuple[Statement, ...]
    made_by: str
    made_at: datetime
    state: ProofState = ProofState.PROPOSED
    decided_by: str = ""
    decided_at: datetime | None = None
    remark: str = ""
    copies: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided about one difference, as it stood then."""

    difference: Difference
    remedy: Remedy
    note: str
    actor: str
    at: datetime


def statements(content: Campaign) -> tuple[Statement, ...]:
    """All that a document may say, whatever its kind: what it does not print is set aside when pages are looked for.

    Numbers of the list are left out: a paper whose numbers agree with its own map is not wrong.
    """
    said = [
        ("jours", days_in_words(content.days, year=False)),
        ("nombre de boutiques", content.count),
        (COMMON_HOURS, content.common_hours),
        ("adresse du site", content.site),
        ("imprimeur", content.printer),
        *(("partenaire", one.name) for one in content.partners if not one.logo),
    ]
    found = [Statement("", "", field, text) for field, text in said]
    for shop in content.shops:
        found += _of_shop(shop)
    if content.press:
        found += _of_press(content.press)
    return tuple(one for one in found if one.text)


def differences(
    frozen: Sequence[Statement], current: Sequence[Statement], pages: Sequence[str]
) -> tuple[Difference, ...]:
    """What is now wrong on paper. ``pages`` are the texts of the approved file: only what they print counts."""
    squeezed = [_squeezed(page) for page in pages]
    before, after = _by_key(frozen), _by_key(current)
    names = {one.who: one.subject for one in frozen}
    found = []
    for (who, field), old in before.items():
        if who and field != NAME and (who, NAME) not in after:
            continue  # no longer there at all: said once, by its name
        new = after.get((who, field), ())
        for text in old:
            if text in new:
                continue
            where = _printed_on(squeezed, names[who], text) if who else _said_of_all(squeezed, text, frozen)
            if where:
                found.append(Difference(names[who], field, text, _replacement(old, new), where))
    return (*found, *_missing(before, current, squeezed))


NAME, COMMON_HOURS = "nom", "horaires communs"


def _of_shop(shop: Shop) -> Iterable[Statement]:
    said = (
        (NAME, shop.name),
        ("commune", shop.commune),
        ("adresse", shop.address),
        ("horaires", shop.hours),
        ("téléphone", shop.phone),
        *(("animation", one) for one in shop.activities),
    )
    return [Statement(shop.mark or shop.name, shop.name, field, text) for field, text in said]


def _of_press(press: Press) -> Iterable[Statement]:
    said = [
        ("titre du communiqué", press.title),
        ("embargo", press.embargo),
        ("contact presse", press.contact.name),
        ("téléphone de la presse", press.contact.phone),
    ]
    for name, text in (("chapô", press.lead), ("communiqué", press.release), ("près de chez vous", press.near_you)):
        said += [(name, line) for line in plain(text).splitlines()]
    for section in press.sections:
        if section.text != press.near_you:
            said += [(section.title.lower(), line) for line in plain(section.text).splitlines()]
    said += [(f"citation de {voice.author}", voice.text) for voice in press.voices]
    said += [(f"chiffre « {figure.label} »", figure.value) for figure in press.figures]
    return [Statement("", "", field, text) for field, text in said]


def _by_key(found: Sequence[Statement]) -> dict[tuple[str, str], tuple[str, ...]]:
    kept: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in found:
        kept[one.key] = (*kept.get(one.key, ()), one.text)
    return kept


def _replacement(old: Sequence[str], new: Sequence[str]) -> str:
    """The new words, when one took the place of one."""
    fresh = [text for text in new if text not in old]
    return fresh[0] if len(fresh) == 1 and sum(text not in new for text in old) == 1 else ""


def _missing(
    before: Mapping[tuple[str, str], Sequence[str]], current: Sequence[Statement], pages: Sequence[str]
) -> Iterable[Difference]:
    """Shops that joined since, where the paper lists their like; activities added beside others of the same shop."""
    lists = _list_pages([texts[0] for (_, field), texts in before.items() if field == NAME], pages)
    after = _by_key(current)
    for one in current:
        known = before.get(one.key, ())
        if one.field == NAME and not known and lists:
            yield Difference(one.subject, NAME, "", one.text, lists)
        elif one.field == "animation" and known and one.text not in known:
            where = next((on for text in known if (on := _printed_on(pages, one.subject, text))), ())
            if where and _replacement(known, after[one.key]) != one.text:
                yield Difference(one.subject, one.field, "", one.text, where)


def _list_pages(names: Sequence[str], pages: Sequence[str]) -> tuple[int, ...]:
    """The pages that name most of the shops: a poster that names none lists nobody."""
    squeezed = [_squeezed(name) for name in names]
    counted = [sum(name in page for name in squeezed) for page in pages]
    most = max(counted, default=0)
    return tuple(at for at, count in enumerate(counted, start=1) if count == most) if most else ()


def _printed_on(pages: Sequence[str], subject: str, text: str) -> tuple[int, ...]:
    """The pages where the words stand, with the name of whom they are about."""
    words, whom = _squeezed(text), _squeezed(subject)
    return tuple(at for at, page in enumerate(pages, start=1) if words and words in page and whom in page)


def _said_of_all(pages: Sequence[str], text: str, frozen: Sequence[Statement]) -> tuple[int, ...]:
    """The pages that say it of everybody: hours that only stand there as some shop's own do not count."""
    words = _squeezed(text)
    own = [(_squeezed(one.subject), _squeezed(one.text).count(words)) for one in frozen if one.who and words]

    def alone(page: str) -> bool:
        return page.count(words) > sum(times for name, times in own if times and name in page)

    return tuple(at for at, page in enumerate(pages, start=1) if words and alone(page))


@lru_cache(maxsize=8192)  # the same names and hours come back for every piece
def _squeezed(text: str) -> str:
    """Letters and digits only: a page cuts its words and its lines anywhere."""
    return re.sub(r"[^a-z0-9]", "", search_key(text))


def erratum(found: Sequence[Difference]) -> str:
    """The words of the slip to stick: what it should have said, then who joined and who left."""
    names = [one for one in found if one.field == NAME]
    lines = [_mended(one) for one in found if one not in names or (one.old and one.new)]
    joined = [one.new for one in names if not one.old]
    gone = [one.old for one in names if not one.new]
    if joined:
        lines.append(f"{'Participe' if len(joined) == 1 else 'Participent'} aussi : {enumerate_in_words(joined)}")
    if gone:
        lines.append(f"{'Ne participe plus' if len(gone) == 1 else 'Ne participent plus'} : {enumerate_in_words(gone)}")
    return "\n".join(lines)


def errata_by_page(found: Sequence[Difference]) -> dict[int, str]:
    """The slip of each page where something is to be mended."""
    pages = sorted({page for one in found for page in one.pages})
    return {page: erratum([one for one in found if page in one.pages]) for page in pages}


def _mended(one: Difference) -> str:
    about = one.subject if one.field == "horaires" else f"{one.subject}, {one.field}"  # hours need no telling
    about = about if one.subject else one.field.capitalize()
    if one.field == NAME:
        return f"{one.old} s’appelle {one.new}"
    if not one.new:
        if one.field == COMMON_HOURS:
            return f"« {one.old} » n’est plus vrai partout : chaque boutique a ses heures"
        return f"{about} : il n’y aura pas « {one.old} »" if one.subject else f"Ne plus lire : « {one.old} »"
    return f"{about} : {one.new}"


def copies_in_words(proof: Proof) -> str:
    """« 500 exemplaires imprimés », « quantité imprimée inconnue »."""
    if proof.copies is None:
        return "quantité imprimée inconnue"
    return plural(proof.copies, "exemplaire imprimé", "exemplaires imprimés") if proof.copies else "pas encore imprimé"
