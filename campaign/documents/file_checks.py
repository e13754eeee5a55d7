"""The checks that each kind of piece needs: its codes, its ink limit, its margin, and what its data leave unsettled."""

from collections.abc import Iterator

from campaign.base.french import day_in_words, enumerate_in_words, plural
from campaign.documents.catalogue import Built
from campaign.documents.colours import LARGE_INK, SHEET_INK
from campaign.documents.content import Campaign, Shop
from campaign.documents.preflight import Check, Verdict, examined
from campaign.documents.presets import Preset

# Pages that bear the code of the site, from 0, or from the end.
_CODE_PAGES = {
    "affiche-a3": (0,), "affiche-a2": (0,), "abribus": (0,), "flyer-a5": (0, 1), "annuaire": (-1,),
    "dossier-de-presse": (-1,), "communique": (0,),
}  # fmt: skip
_FOR_THE_PRESS = ("dossier-de-presse", "communique")
_BACKLIT = ("abribus",)
_SAFE_MM = {"abribus": 30.0}  # the frame hides the rest (brand.md, « Sizes »); 5 mm elsewhere
_BETWEEN_US = ("fiche-reponse",)  # nobody else reads it: neither its printer nor late answers matter

# What each kind prints of the shops it lists, and of the one it is made for.
_EVERYTHING = ("name", "address", "phone", "hours")
_PRINTED = {"annuaire": _EVERYTHING, "dossier-de-presse": _EVERYTHING}
_FLYER = {
    10: ("name", "address", "hours"),
    24: ("name", "hours"),
}  # up to so many shops (brand.md, « Number of shops »)
_PRINTED_OF_ITS_OWN = {
    "affiche-a3": ("name", "address"), "affiche-a2": ("name", "address"), "abribus": ("name", "address"),
    "flechage": ("name",),
}  # fmt: skip
_NO_COUNT = ("autocollant", "flechage", *_BETWEEN_US)  # say nothing that one more shop changes
_FIELDS = {"name": "nom", "address": "adresse", "phone": "téléphone"}


def checks_of(kind: str, made: Built, content: Campaign, preset: Preset) -> tuple[Check, ...]:
    """The table of a finished piece; empty for a picture, which no printer gets."""
    if made.extension != "pdf":
        return ()
    found = examined(
        made.data,
        preset,
        made.trim_mm,
        url=_address(kind, content),
        code_pages=_CODE_PAGES.get(kind, ()),
        ink_limit=LARGE_INK if kind in _BACKLIT else SHEET_INK,
        safe_mm=_SAFE_MM.get(kind, 5.0),
    )
    if kind in _BETWEEN_US:
        return found
    return (*found, _printer(content, preset), *_settled(kind, content, preset))


def _address(kind: str, content: Campaign) -> str:
    """Where the codes of a piece must lead: the press page for the press, else the site."""
    press = content.press if kind in _FOR_THE_PRESS else None
    return press.address or content.url if press else content.code_url


def _printer(content: Campaign, preset: Preset) -> Check:
    """Name and town are due on any print made for the public (law of 29 July 1881, art. 3)."""
    if content.printer:
        return Check("Imprimeur", Verdict.GOOD, f"{content.printer}.")
    if not preset.finish.inks:
        return Check("Imprimeur", Verdict.TOLD, "À indiquer avant d’imprimer, avec sa ville.")
    said = "obligatoires sur tout imprimé (loi du 29 juillet 1881). Indiquez-les."
    return Check("Imprimeur", Verdict.BLOCKING, said, "Imprimeur", "nom et ville")


def _settled(kind: str, content: Campaign, preset: Preset) -> list[Check]:
    """What may still change in what this piece prints of the shops; on a screen it is only said."""
    found = [*_corrections(kind, content), *_hours(kind, content), *_answers(kind, content)]
    if not found:
        return [Check("Boutiques", Verdict.GOOD, "Rien n’attend de décision.")]
    if preset.finish.inks:
        return found
    return [Check(one.subject, Verdict.TOLD, one.detail, one.about, one.field) for one in found]


def _corrections(kind: str, content: Campaign) -> Iterator[Check]:
    """A correction sent by a shop, of something printed here, that nobody accepted or refused yet."""
    for shop, printed in _printed(kind, content):
        waiting = [_FIELDS[field] for field in printed if field in _FIELDS and field in shop.corrections]
        if waiting:
            said = "une correction attend. Acceptez-la ou refusez-la dans « Corrections proposées »."
            yield Check("Boutiques", Verdict.BLOCKING, said, shop.name, enumerate_in_words(waiting))


def _hours(kind: str, content: Campaign) -> Iterator[Check]:
    """Hours that nobody gave, or given before a day was added."""
    for shop, printed in _printed(kind, content):
        if "hours" not in printed:
            continue
        if not shop.hours:
            yield Check("Boutiques", Verdict.WARNING, "aucun n’est connu. Demandez-les.", shop.name, "horaires")
        elif shop.unasked_days:
            days = enumerate_in_words(day_in_words(day, year=False) for day in shop.unasked_days)
            said = f"réponse donnée avant l’ajout du {days}. Demandez-lui si elle ouvre."
            yield Check("Boutiques", Verdict.WARNING, said, shop.name, "horaires")


def _answers(kind: str, content: Campaign) -> Iterator[Check]:
    """Shops that may still join a piece made for all."""
    if not content.awaited or content.answers_until is None or content.focus or kind in _NO_COUNT:
        return
    many = content.awaited > 1
    until = day_in_words(content.answers_until)
    said = f"{'n’ont' if many else 'n’a'} pas encore répondu (réponses jusqu’au {until})."
    yield Check("Boutiques", Verdict.WARNING, f"{plural(content.awaited, 'boutique')} {said}")


def _printed(kind: str, content: Campaign) -> list[tuple[Shop, tuple[str, ...]]]:
    """Each shop that this piece names, with what it prints of it."""
    if kind == "flyer-a5":
        printed = next((fields for most, fields in _FLYER.items() if len(content.shops) <= most), ("name",))
        return [(shop, printed) for shop in content.shops]
    if kind in _PRINTED:
        return [(shop, _PRINTED[kind]) for shop in content.shops]
    if content.focus and kind in _PRINTED_OF_ITS_OWN:
        return [(content.focus, _PRINTED_OF_ITS_OWN[kind])]
    return []
