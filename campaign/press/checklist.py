"""What a journalist looks for before publishing (documents.md, § 4). It advises and never blocks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from campaign.base.french import enumerate_in_words, number
from campaign.base.variables import names_in
from campaign.press.composing import unsourced_numbers
from campaign.press.default_framework import LEAD
from campaign.press.model import RELEASE_IDEAL, RELEASE_MOST, AudienceBlock, Quote, QuoteState


@dataclass(frozen=True, slots=True)
class Advice:
    """One line of the checklist: whether it is as it should be, and the sentence that says so."""

    good: bool
    sentence: str


_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
# Each of the five W: the variables that say it, and words that do. A simple rule, so the sentence says « semble ».
_FIVE_W: Mapping[str, tuple[tuple[str, ...], str]] = {
    "qui": (
        ("nb_boutiques", "boutiques_solidaires", "boutiques_a_citer", "collectivite", "contact_presse"),
        r"\b(?:boutiques?|recycleries?|ressourceries?|associations?|département|communauté|bénévoles)\b",
    ),
    "quoi": (
        ("operation", "ouvrent", "accueillent", "leurs_portes", "animations"),
        r"bons jours|portes|ouvr\w+|accueill\w+|organis\w+|vend\w*|propos\w+",
    ),
    "quand": (("les_jours", "jours_courts", "horaires"), rf"\b\d{{1,2}}(?:er)?\s+(?:{_MONTH})\b|\b\d\d/\d\d\b"),
    "où": (
        ("territoire", "departement", "ici", "ville"),
        r"(?-i:\b(?:[Àà]|[Aa]ux?|[Ee]n|[Dd]ans|[Cc]hez|[Dd]e)\s+(?:l[ea]s?\s+|l’)?[A-ZÉÈÀÎŒ])",
    ),
    "pourquoi": ((), r"\b(?:pour|afin|car|parce|grâce|contre|plutôt que|éviter?|faire connaître)\b"),
}


def missing_w(lead: str) -> list[str]:
    """Which of « qui, quoi, quand, où, pourquoi » the opening does not seem to say; ``lead`` has its variables."""
    names = names_in(lead)
    return [
        asked
        for asked, (variables, words) in _FIVE_W.items()
        if not any(name.startswith(variables) for name in names if variables)
        and not re.search(words, re.sub(r"\{\{.*?\}\}", " ", lead), re.I)
    ]


def length_advice(count: int) -> Advice:
    """« 1 089 signes sur 1 500. »"""
    said = f"{number(count)} signes sur {number(RELEASE_IDEAL)}"
    if count > RELEASE_MOST:
        return Advice(False, f"{said} : {number(count - RELEASE_IDEAL)} de trop. Il ne tiendra pas en une page.")
    if count > RELEASE_IDEAL:
        return Advice(False, f"{said} : {number(count - RELEASE_IDEAL)} de trop. Un journaliste coupera la fin.")
    return Advice(True, f"{said}.")


def checklist(blocks: Sequence[AudienceBlock], quotes: Iterable[Quote], count: int | None) -> list[Advice]:
    """The conventions, for an audience's texts. ``count`` is that of the release, None while it cannot be filled."""
    found = [length_advice(count)] if count is not None else []
    lead = next((one.text for one in blocks if one.block.code == LEAD), "")
    return [*found, _opening(lead), _voice(list(quotes)), _sources(blocks)]


def _opening(lead: str) -> Advice:
    if not lead.strip():
        return Advice(False, "Le chapô est vide : il dit qui, quoi, quand, où et pourquoi.")
    missing = missing_w(lead)
    if missing:
        return Advice(False, f"Le chapô ne semble pas dire {enumerate_in_words(missing)}.")
    return Advice(True, "Le chapô dit qui, quoi, quand, où et pourquoi.")


def _voice(quotes: Sequence[Quote]) -> Advice:
    if any(one.state is QuoteState.APPROVED for one in quotes):
        return Advice(True, "Une citation, validée par son auteur.")
    if asked := [one.author for one in quotes if one.state is QuoteState.ASKED]:
        return Advice(False, f"Citation en attente de validation : {enumerate_in_words(asked)}.")
    return Advice(False, "Aucune citation validée : un journaliste en attend une, avec le nom de son auteur.")


def _sources(blocks: Sequence[AudienceBlock]) -> Advice:
    typed = [(one.block.title, numbers) for one in blocks if (numbers := unsourced_numbers(one.text))]
    if not typed:
        return Advice(True, "Chaque chiffre vient de la liste des chiffres, avec sa source.")
    said = " ; ".join(f"{enumerate_in_words(numbers[:4])} ({title})" for title, numbers in typed)
    return Advice(False, f"Sans source : {said}. Prenez ces chiffres dans la liste, qui garde leur source.")
