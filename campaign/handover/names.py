"""The names this database knows, which must not leave in a kit, whoever typed them in a text.

Names the tables of every room: what must not leave is one list, as what is kept how long is (accounts/retention.py).
"""

from collections.abc import Iterator

from campaign.base.database import Database, rows
from campaign.base.labels import Labelled
from campaign.base.settings import settings
from campaign.debrief.default_questions import FIRST_SETS
from campaign.handover.model import Part
from campaign.handover.scrubbing import Scrubber, words_of
from campaign.identity.model import Identity
from campaign.kits.default_models import DEFAULT_MODELS
from campaign.messages.default_texts import DEFAULT_TEXTS
from campaign.messages.model import Step
from campaign.partners.model import Kind
from campaign.planning.model import Nature
from campaign.press.default_framework import DEFAULT_BLOCKS
from campaign.press.facts import OPERATION
from campaign.stock.model import Family
from campaign.territory.model import Departement
from campaign.territory.views import communes_of, departement, epcis_of

# (table, column) of every name of a person, then of every place, body or supplier.
PEOPLE = (
    ("agents", "name"), ("contacts", "name"), ("identity", "contact_name"), ("identity", "publication_director"),
    ("press_quotes", "author"), ("press_sheets", "contact_name"), ("media_correspondents", "name"),
    ("round_drivers", "name"), ("debrief_people", "name"), ("loan_words", "animator"), ("road_people", "receiver"),
    ("road_people", "said_by"), ("debrief_photos", "credit"), ("press_visuals", "credit"),
    ("place_pictures", "credit"),
    ("consultation_people", "name"), ("plan_people", "person"), ("role_team", "name"), ("meeting_guests", "name"),
    ("evidence_people", "person"),
)  # fmt: skip
PLACES = (
    ("places", "name"), ("places", "short_name"), ("places", "epci_name"), ("places", "commune"),
    ("identity", "body_name"), ("stock_depots", "name"), ("media_outlets", "name"), ("spending_lines", "supplier"),
    ("poster_spots", "commune"), ("poster_spots", "epci_name"), ("meetings", "place"),
)  # fmt: skip
_DATES = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi "
    "vendredi samedi dimanche édition automne hiver printemps été merci bonjour"
)


# Words of names that name nobody: « Service communication », « L’équipe de la recyclerie ».
_ROLES = (
    "le la les un une l d de du des et à au aux service services équipe accueil responsable responsables direction "
    "logistique communication prévention presse secrétariat standard mairie département collectivité association "
    "ressourcerie ressourceries recyclerie recycleries magasin structure entreprise insertion bénévole bénévoles "
    "salarié salariés animateur animatrice chargé chargée chef chauffeur conducteur gardien gardienne encadrant "
    "photo photos photographie crédit encadrante personne quelqu personnel madame monsieur"
)


def scrubber(db: Database) -> Scrubber:
    """Masks the names of people, of partners and of this département."""
    here = departement(settings().departement)
    places = [here.name, *(one.name for one in epcis_of(here.code)), *(one.name for one in communes_of(here.code))]
    places += [one for table, column in PLACES for one in _names(db, table, column)]
    # « Emmaüs » is everywhere; « Envie Anjou » is from here.
    places += [one for one in _names(db, "organisations", "name") if len(words_of(one)) > 1]
    people = [one for table, column in PEOPLE for one in _names(db, table, column)]
    return Scrubber(people, places, _common_words())


def _names(db: Database, table: str, column: str) -> list[str]:
    found = rows(db, f"SELECT DISTINCT {column} AS name FROM {table} WHERE {column} <> ''")  # noqa: S608 - our own words
    return [str(one["name"]) for one in found]


def _common_words() -> frozenset[str]:
    """The words of our own texts: a name made of them alone names nobody."""
    return frozenset(word for text in _our_texts() for word in words_of(text))


def _our_texts() -> Iterator[str]:
    yield from (_DATES, _ROLES, OPERATION)
    for texts in DEFAULT_TEXTS.values():
        yield from texts
    for block in DEFAULT_BLOCKS:
        yield from (block.title, block.hint, block.text, block.printed)
    for asked in FIRST_SETS.values():
        for question in asked.questions:
            yield from (question.label, question.hint, *(label for _, label in question.choices))
    yield from (name for name, _, _ in DEFAULT_MODELS)
    labelled: tuple[type[Labelled], ...] = (Step, Kind, Nature, Family, Part)
    yield from (one.label for kind in labelled for one in kind)


def variables_of_messages(identity: Identity) -> dict[str, str]:
    """What a text of ours says through a variable, when the team wrote it in full: (words -> variable)."""
    here = departement(settings().departement)
    said = {
        identity.contact_email: "contact_courriel", identity.contact_phone: "contact_telephone",
        identity.contact_name: "contact_nom", identity.body_name: "collectivite", here.in_form: "departement",
    }  # fmt: skip
    return _braced(said)


def variables_of_press() -> dict[str, str]:
    """The same for the press kit."""
    here: Departement = departement(settings().departement)
    return _braced(
        {here.in_form: "departement_en", here.of_form: "departement_de", here.name: "departement"}
    )  # fmt: skip


def _braced(said: dict[str, str]) -> dict[str, str]:
    return {words: f"{{{{{name}}}}}" for words, name in said.items() if words}
