"""What a text may say of its recipient: each variable, its French label, and how its value is found when needed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from campaign.accounts.model import SYSTEM
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.fields import phone_in_words
from campaign.base.french import NBSP, day_in_words, days_in_words, enumerate_in_words, short_days_in_words
from campaign.base.settings import settings
from campaign.base.text import clean
from campaign.base.variables import Variable
from campaign.editions.model import Edition
from campaign.identity.model import Identity
from campaign.messages.model import Recipient
from campaign.messages.passages import passage_in_words
from campaign.participation.model import Answer, Presence
from campaign.participation.store import answer_of
from campaign.partners.model import Place
from campaign.partners.store import place_by_id
from campaign.roles.model import ActorRole
from campaign.roles.views import statement_in_brief
from campaign.territory.model import Departement
from campaign.territory.views import departement

VARIABLES: dict[str, Variable] = {
    "nom": Variable("Nom de la personne", "Félicie Martin"),
    "boutiques": Variable("Ses boutiques", "La Malle à Félicie et Le Vestiaire solidaire"),
    "boutiques_sans_reponse": Variable("Ses boutiques qui n’ont dit ni oui ni non", "Le Vestiaire solidaire"),
    "lien": Variable("Son lien personnel ; seul sur sa ligne, il devient un bouton", "https://…/p/…"),
    "lien_bilan": Variable("La page de son bilan ; seul sur sa ligne, il devient un bouton", "https://…/p/…/bilan"),
    "jours": Variable("Jours de l’édition", "mercredi 13 et samedi 16 novembre"),
    "les_jours": Variable("Jours, avec « le » ou « les »", "les mercredi 13 et samedi 16 novembre"),
    "des_jours": Variable("Jours, en bref, avec « du » ou « des »", "des 13 et 16 novembre"),
    "premier_jour": Variable("Premier jour", "mercredi 13 novembre"),
    "premier_jour_court": Variable("Premier jour, en bref", "13 novembre"),
    "date_limite": Variable("Dernier jour pour répondre", "samedi 12 octobre"),
    "date_limite_courte": Variable("Dernier jour pour répondre, en bref", "12 octobre"),
    "a_completer": Variable("Ce qui manque à sa réponse", "votre téléphone et vos horaires habituels"),
    "horaires": Variable("Ses heures d’ouverture ; seul sur sa ligne, une ligne par jour", "Mercredi 13 : 10 h – 18 h"),
    "kit": Variable("Ce que ses boutiques ont demandé", "20 affiches et 500 flyers"),
    "precision": Variable(
        "La précision écrite au moment de l’envoi, sinon le passage prévu par les tournées",
        "Jeudi 24 octobre, entre 9 h et 10 h 30",
    ),
    "votre_role": Variable(
        "Son rôle en une phrase, écrit dans « Qui fait quoi »",
        "Votre rôle : ouvrir aux heures annoncées et accueillir les habitants.",
    ),
    "edition": Variable("Nom de l’édition", "Novembre 2013"),
    "collectivite": Variable("Nom de la collectivité", "Département de Maine-et-Loire"),
    "departement": Variable("Le département, avec « en » ou « dans »", "en Maine-et-Loire"),
    "contact": Variable("Qui appeler, et à quel numéro", "Camille Moreau, 02 41 00 00 00"),
    "contact_nom": Variable("Personne à appeler", "Camille Moreau"),
    "contact_telephone": Variable("Son téléphone", "02 41 00 00 00"),
    "contact_courriel": Variable("Son adresse électronique", "prevention@exemple.fr"),
}


@dataclass(eq=False)
class Facts:
    """All that one message may say; what its text does not name is never read from the database."""

    db: Database
    edition: Edition
    identity: Identity
    recipient: Recipient
    link: str
    note: str = ""

    def values(self, names: Iterable[str]) -> dict[str, str]:
        """The value of each name, as plain text."""
        return {name: _VALUES[name](self) for name in names}

    @property
    def debrief_link(self) -> str:
        """Where this person tells their days; with several shops, they choose there."""
        return f"{self.link}/bilan"

    def leads_to(self, names: Iterable[str]) -> str:
        """What the button of a text, or the code of a letter, opens: the debrief when the text names it."""
        return self.debrief_link if "lien_bilan" in names else self.link

    @cached_property
    def shops(self) -> list[tuple[Place, Answer | None]]:
        """The recipient's shops of this edition, each with its answer."""
        ids = self.recipient.place_ids
        found = [(place_by_id(self.db, one), answer_of(self.db, self.edition.id, one)) for one in ids]
        return [(place, answer) for place, answer in found if place]

    @property
    def names(self) -> str:
        """« La Malle à Félicie et Le Vestiaire solidaire »; « votre boutique » when none is left."""
        return _enumerated(self.recipient.shops)

    @property
    def unanswered(self) -> str:
        """The shops that said neither yes nor no; all of them when none is missing."""
        waiting = [
            place.name for place, answer in self.shops if answer is None or answer.presence is Presence.UNDECIDED
        ]
        return _enumerated(waiting or self.recipient.shops)

    @property
    def missing(self) -> str:
        """« votre téléphone et vos horaires habituels »; for several shops, each named."""
        by_shop = {clean(place.name): _missing(place, answer) for place, answer in self.shops}
        lacking = {name: said for name, said in by_shop.items() if said}
        if len(by_shop) > 1:
            return " ; ".join(f"pour {name}, {enumerate_in_words(said)}" for name, said in lacking.items())
        return enumerate_in_words(next(iter(lacking.values()), [])) or "votre réponse"

    @property
    def hours(self) -> str:
        """One line of a list a day; a shop's name first when there are several."""
        several = len(self.shops) > 1
        lines = []
        for place, answer in self.shops:
            days = [(day, answer.open_day(day) if answer else None) for day in self.edition.days]
            said = [f"{day_in_words(day, year=False)} : {one.hours_text if one else 'fermé'}" for day, one in days]
            lines += (
                [f"- {clean(place.name)} : {' ; '.join(said)}"] if several else [f"- {_capital(one)}" for one in said]
            )
        return "\n".join(lines)

    @property
    def kit(self) -> str:
        """« 20 affiches et 500 flyers »; for several shops, each named."""
        asked = [(clean(place.name), _kit(answer)) for place, answer in self.shops]
        if len(asked) > 1:
            return " ; ".join(f"{name}, {said}" for name, said in asked)
        return asked[0][1] if asked else _NO_KIT

    @property
    def passage(self) -> str:
        """When the van passes, as the adopted rounds say; empty when they do not serve all of this person's shops."""
        return passage_in_words(self.db, self.edition.id, self.recipient.place_ids)

    @property
    def role(self) -> str:
        """« Votre rôle : ouvrir aux heures annoncées… », as the edition says it: those written to here have shops."""
        return statement_in_brief(self.db, SYSTEM, self.edition.id, ActorRole.SHOPS)

    @property
    def phone(self) -> str:
        """The officer's number, which no line cuts; empty when it is not set."""
        return phone_in_words(self.identity.contact_phone).replace(" ", NBSP) if self.identity.contact_phone else ""

    @property
    def whom_to_call(self) -> str:
        """« Camille Moreau, 02 41 00 00 00 », with what is known of the two."""
        phone = self.phone
        if not self.identity.contact_name and phone:
            return f"le {phone}"
        known = ", ".join(part for part in (self.identity.contact_name, phone) if part)
        return known or f"le service {self.identity.contact_service}".rstrip()


_NO_KIT = "rien pour l’instant"
_VALUES: dict[str, Callable[[Facts], str]] = {
    "nom": lambda facts: clean(facts.recipient.name),
    "boutiques": lambda facts: facts.names,
    "boutiques_sans_reponse": lambda facts: facts.unanswered,
    "lien": lambda facts: facts.link,
    "lien_bilan": lambda facts: facts.debrief_link,
    "jours": lambda facts: days_in_words(facts.edition.days, year=False),
    "les_jours": lambda facts: _with_article(facts.edition, "le", "les", days_in_words(facts.edition.days, year=False)),
    "des_jours": lambda facts: _with_article(facts.edition, "du", "des", short_days_in_words(facts.edition.days)),
    "premier_jour": lambda facts: day_in_words(facts.edition.first_day, year=False),
    "premier_jour_court": lambda facts: day_in_words(facts.edition.first_day, year=False, weekday=False),
    "date_limite": lambda facts: day_in_words(facts.edition.answer_deadline, year=False),
    "date_limite_courte": lambda facts: day_in_words(facts.edition.answer_deadline, year=False, weekday=False),
    "a_completer": lambda facts: facts.missing,
    "horaires": lambda facts: facts.hours,
    "kit": lambda facts: facts.kit,
    "precision": lambda facts: clean(facts.note, multiline=True) or facts.passage,
    "votre_role": lambda facts: facts.role,
    "edition": lambda facts: clean(facts.edition.name),
    "collectivite": lambda facts: facts.identity.body_name or f"Département {_here().of_form}",
    "departement": lambda facts: _here().in_form,
    "contact": lambda facts: facts.whom_to_call,
    "contact_nom": lambda facts: facts.identity.contact_name,
    "contact_telephone": lambda facts: facts.phone,
    "contact_courriel": lambda facts: facts.identity.contact_email,
}


def _missing(place: Place, answer: Answer | None) -> list[str]:
    """What keeps this shop's answer « à compléter » (the same conditions as in ``audience``)."""
    if answer is None or answer.presence is Presence.UNDECIDED:
        return ["votre réponse, oui ou non"]
    if answer.presence is Presence.NO:
        return []
    lacking = {
        "votre rôle, à relire et à cocher": answer.duties_read,
        "votre adresse": place.address,
        "votre téléphone": place.phone,
        "vos horaires habituels": place.opening_hours or place.opening_hours_text,
        "ce que vous vendez": place.categories,
    }
    return [said for said, present in lacking.items() if not present]


def _kit(answer: Answer | None) -> str:
    needs = answer.needs.items() if answer else ()
    return enumerate_in_words(need.quantity_in_words(packets) for need, packets in needs if packets) or _NO_KIT


def _enumerated(names: Iterable[str]) -> str:
    return enumerate_in_words(clean(name) for name in names) or "votre boutique"


def _with_article(edition: Edition, one: str, many: str, days: str) -> str:
    return f"{many if len(edition.days) > 1 else one} {days}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _here() -> Departement:
    code = settings().departement
    try:
        return departement(code)
    except CampaignError:
        return Departement(code, f"département {code}", f"dans le département {code}", f"du département {code}")
