"""What a suggestion says on screen: who proposes, the values in words, the hours as they are understood."""

from campaign.base.errors import InvalidInput
from campaign.base.opening_hours import in_words, read_opening_hours
from campaign.base.text import search_key
from campaign.partners.suggestions import Suggestion, SuggestionSource, value_in_words

CHIPS = {
    SuggestionSource.SHOP: ("blue", ":material/storefront:"),
    SuggestionSource.RESIDENT: ("violet", ":material/person:"),
    SuggestionSource.FILE: ("orange", ":material/description:"),
    SuggestionSource.REGISTER: ("gray", ":material/domain:"),
}
NOTHING, EMPTIED = "rien", "(vide)"


def proposed_in_words(one: Suggestion) -> str:
    """What it would write, or the words of a remark."""
    return value_in_words(one.field, one.proposed) or EMPTIED


def now_in_words(one: Suggestion) -> str:
    """What the sheet says today."""
    return value_in_words(one.field, one.now) or NOTHING


def before_in_words(one: Suggestion) -> str:
    """What the sheet said when this was proposed, only when it has changed since."""
    return (value_in_words(one.field, one.current) or NOTHING) if one.sheet_changed else ""


def understood(one: Suggestion) -> str:
    """How proposed hours read day by day; '' for another field."""
    if one.field != "opening_hours_text" or not one.proposed:
        return ""
    try:
        week = read_opening_hours(one.proposed)
    except InvalidInput as problem:
        return problem.message
    if week is None:
        return "Pas lu jour par jour : ces mots seront gardés tels quels."
    read = in_words(week)
    return "Compris jour par jour." if search_key(read) == search_key(one.proposed) else f"Compris : {read}"
