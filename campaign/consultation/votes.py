"""What a shop or an animator answers to the sets of days proposed, read from its form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from campaign.base.errors import InvalidForm, InvalidInput
from campaign.base.labels import Labelled
from campaign.base.text import clean_text
from campaign.consultation.model import DaySet

MAX_COMMENT = 140
MAX_OTHER_DAYS = 300


class Choice(Labelled):
    """What one says of a set of days."""

    YES = "yes", "Oui"
    IF_NEEDED = "if_needed", "Si besoin"
    NO = "no", "Non"


class VoterKind(Labelled):
    """Shops make the quorum and the order; animators settle what shops leave equal."""

    SHOP = "shop", "Boutique"
    ANIMATOR = "animator", "Animateur ou animatrice"


@dataclass(frozen=True, slots=True)
class Voter:
    """A shop, or an EPCI's animator: a place of the registry, so that a contact of two shops answers for each."""

    place_id: int
    name: str
    kind: VoterKind = VoterKind.SHOP
    epci_siren: str = ""
    epci_name: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One voter's last answer. A set that ``choices`` leaves out was not answered (it may have been added since)."""

    place_id: int
    choices: Mapping[DaySet, Choice]
    comments: Mapping[DaySet, str] = field(default_factory=lambda: MappingProxyType({}))
    other_days: str = ""


def read_reply(place_id: int, proposed: Iterable[DaySet], form: Mapping[str, str]) -> Reply:
    """The reply of a form: ``choice-CODE`` (yes, if_needed, no), ``comment-CODE`` and ``other_days``.

    Raises:
        InvalidForm: nothing chosen, an unknown choice, a comment too long.
    """
    problems: list[InvalidInput] = []
    choices: dict[DaySet, Choice] = {}
    comments: dict[DaySet, str] = {}
    for days in proposed:
        name = f"choice-{days.code}"
        if typed := form.get(name, ""):
            try:
                choices[days] = Choice(typed)
            except ValueError:
                problems.append(InvalidInput(name, f"Répondez oui, si besoin ou non pour les {days.short}."))
        if comment := _text(form, f"comment-{days.code}", "votre remarque", MAX_COMMENT, problems):
            comments[days] = comment
    other_days = _text(form, "other_days", "les autres jours", MAX_OTHER_DAYS, problems)
    if not choices and not problems:
        problems.append(InvalidInput("choices", "Répondez oui, si besoin ou non à au moins une proposition."))
    if problems:
        raise InvalidForm(problems)
    return Reply(place_id, choices, comments, other_days)


def _text(form: Mapping[str, str], name: str, label: str, length: int, problems: list[InvalidInput]) -> str:
    try:
        return clean_text(form.get(name, ""), field=name, label=label, max_length=length, required=False)
    except InvalidInput as problem:
        problems.append(problem)
        return ""
