"""The press kit of the demonstration: embargo, figures of the reference campaign, invented quotes, a local text."""

from datetime import date, timedelta

from campaign.accounts.model import Actor, Role
from campaign.base.database import Database
from campaign.base.french import date_in_figures
from campaign.base.operations import new_operation
from campaign.base.text import slug
from campaign.communication.content import content_of
from campaign.communication.model import DEPARTEMENT
from campaign.demonstration.press_file import SAUMUR
from campaign.documents import catalogue
from campaign.documents.presets import Preset
from campaign.partners.views import contacts
from campaign.press.adapting import change_local
from campaign.press.approval import APPROVE, CORRECT, ask_author, decide_quote
from campaign.press.default_framework import BY_CODE, CONTEXT, NEAR_YOU
from campaign.press.figures import add_figure
from campaign.press.quoting import add_quote
from campaign.press.sheet import change_sheet, publish
from campaign.press.visuals import add_visual
from campaign.press.writing import change_block

_PICTURE = "carre-social"
ANIMATOR = "Romain Boisseau"
# The reference campaign of Maine-et-Loire (docs/domain.md): true figures, the only ones that are not invented.
FIGURES = (
    ("17", "boutiques pour la première édition", "Campagne de référence du Maine-et-Loire, édition de novembre 2013"),
    ("20", "boutiques pour la deuxième, toutes celles d’alors", "Campagne de référence, édition d’avril 2014"),
    (
        "41 500 € TTC",
        "dépensés pour la première édition, hors salaires",
        "Campagne de référence, bilan de l’édition de novembre 2013",
    ),
)
_INVENTED = "personne inventée"
QUOTES = (
    (
        "",
        "Félicie Aubry",
        f"fondatrice de La Malle à Félicie ({_INVENTED})",
        "On a vu arriver des gens qui n’avaient jamais poussé la porte. La moitié est revenue.",
        "On a vu arriver des gens qui n’avaient jamais poussé la porte. Beaucoup sont revenus.",
    ),
    (
        f"epci:{SAUMUR}",
        "Loïc Bouvet",
        f"mécanicien cycles ({_INVENTED})",
        "Un vélo qui dort au fond d’un garage, chez nous il repart en deux heures.",
        "",
    ),
    (
        "",
        "Marie-Ange Pasquier",
        f"conseillère départementale ({_INVENTED})",
        "Le premier déchet, c’est l’objet que l’on jette trop tôt.",
        None,
    ),
)  # fmt: skip
LOCAL = (
    "À {{ville}} et alentour, rendez-vous {{boutiques_a_citer}}.\n\n"
    "Au programme : {{animations}}. L’animateur de la prévention sera là le samedi, avec la roue des déchets.\n\n"
    "Entrée libre, café offert à qui vient à vélo."
)


def tell_press_kit(db: Database, writer: Actor, edition_id: int, first_day: date) -> None:
    """A week of work of the communication team, of an animator and of those who are quoted."""
    sheet = {
        "embargo_day": date_in_figures(first_day - timedelta(days=8)),
        "embargo_time": "6 h",
        "contact_name": "Dominique Aubert",
        "contact_service": "service de presse (démonstration)",
        "contact_phone": "02 41 00 00 90",
        "contact_email": "presse@exemple.example",
    }
    change_sheet(db, writer, edition_id, 0, sheet, new_operation())
    _tell_texts(db, writer, edition_id)
    _tell_quotes(db, writer, edition_id)
    square = catalogue.build(
        "carre-social", content_of(db, writer, edition_id, DEPARTEMENT, "carre-social"), Preset.SCREEN
    )
    words = {
        "caption": "Le visuel de l’opération",
        "credit": "Les bons jours de l’occasion",
        "alternative": "Des objets de brocante dessinés, le nom de l’opération et ses deux jours.",
    }
    add_visual(db, writer, edition_id, square.data, words, new_operation())
    publish(db, writer, edition_id, new_operation())


def _tell_texts(db: Database, writer: Actor, edition_id: int) -> None:
    """Saumur writes its own block, then the common one changes: both stay."""
    values = [dict(zip(("value", "label", "source"), one, strict=True)) for one in FIGURES]
    codes = [add_figure(db, writer, edition_id, one, new_operation()) for one in values]
    context = (
        f"{BY_CODE[CONTEXT].text}\n\nEn novembre 2013, {{{{chiffre_{codes[0]}}}}} boutiques avaient ouvert ensemble ; "
        f"au printemps suivant, {{{{chiffre_{codes[1]}}}}}."
    )
    change_block(db, writer, edition_id, CONTEXT, 1, "", context, new_operation())
    person = next(one for one in contacts(db, writer) if one.name == ANIMATOR)
    animator = Actor(Role.CONTACT, person.id, person.name)
    change_local(db, animator, edition_id, f"epci:{SAUMUR}", NEAR_YOU, 0, LOCAL, new_operation())
    common = f"{BY_CODE[NEAR_YOU].text}\n\nL’entrée est libre partout."
    change_block(db, writer, edition_id, NEAR_YOU, 1, "", common, new_operation())


def _tell_quotes(db: Database, writer: Actor, edition_id: int) -> None:
    """One corrected by its author, one approved as it was, one that waits."""
    for audience, author, role, text, answer in QUOTES:
        email = f"{slug(author).replace('-', '.')}@exemple.example"
        values = {"audience": audience, "author": author, "role": role, "text": text, "email": email}
        quote_id = add_quote(db, writer, edition_id, values, new_operation())
        token = ask_author(db, writer, quote_id, new_operation()).rpartition("/")[2]
        if answer is not None:
            decide_quote(db, token, CORRECT if answer else APPROVE, answer, "", new_operation())
