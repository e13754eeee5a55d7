"""The three meetings of the demonstration: what was to be talked of, what was said, decided and promised. Invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from campaign.demonstration import team_told
from campaign.meetings.model import MeetingKind
from campaign.planning.tasks import TaskRole

TEAM = tuple(name for name, *_ in team_told.TEAM)
ROOM = "Salle de l’Essai (démonstration)"
ADDRESS = "1 place de l’Essai, Angers"


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting. ``replies``: o (oui), p (peut-être), n (non), by shop number or beginning of an EPCI's name.

    ``with_others``: how many come in all, when somebody is not alone. ``team``: who of it said « oui ».

    ``promises``: what, whose work, who, for when. ``unexpected``: name, organisation.
    """

    kind: MeetingKind
    title: str
    starts: str
    ends: str
    agenda: str
    replies: Mapping[int | str, str]
    words: Mapping[int | str, str]
    with_others: Mapping[int | str, int] = field(default_factory=dict)
    team: tuple[str, ...] = ()
    absent: tuple[int | str, ...] = ()
    points: str = ""
    decisions: str = ""
    promises: tuple[tuple[str, TaskRole, str, date], ...] = ()
    unexpected: tuple[tuple[str, str], ...] = ()


ACTORS_DAY, REVIEW_DAY = date(2013, 7, 1), date(2014, 1, 14)
ACTORS = Told(
    MeetingKind.ACTORS,
    "Réunion des acteurs",
    "14 h",
    "16 h 30",
    "- Tour de table : qui est là, et ce que chacun fait déjà\n"
    "- Le thème : donner une deuxième vie aux objets\n"
    "- Deux jours en commun : lesquels ?\n"
    "- Le rôle de chacun",
    {1: "o", 2: "n", 3: "o", 4: "o", 5: "o", 6: "o", 7: "p", 8: "o", 10: "o", 11: "o", 12: "o", 13: "n", 16: "o",
     17: "o", "Angers": "o", "Saumur": "o", "Cholet": "p", "Mauges": "o", "Anjou Bleu": "o"},
    {2: "C’est notre jour de tri : comptez sur nous pour la suite.", 17: "Nous serons deux."},
    with_others={17: 2},
    team=TEAM,
    absent=(8,),
    points="- Des boutiques voisines se rencontrent pour la première fois\n"
    "- Le mercredi et le samedi, le public est plus libre\n"
    "- Les entreprises d’insertion ne peuvent pas faire de publicité : la campagne les fait connaître\n"
    "- Plusieurs craignent de manquer d’affiches",
    decisions="- Deux jours en commun, un mercredi et un samedi, choisis avec les boutiques avant le 12 juillet\n"
    "- Les outils sont préparés une fois pour tous par le Département\n"
    "- Les animateurs des EPCI viennent dans les boutiques avec les jeux",
    promises=(
        ("Donner les horaires de chaque boutique", TaskRole.SHOPS, "Hélène Marchand", date(2013, 7, 19)),
        ("Dire quels jeux seraient utiles en boutique", TaskRole.ANIMATORS, "Élodie Vasseur", date(2013, 8, 30)),
        ("Proposer une trame commune pour la presse", TaskRole.COMMUNICATION, "Dominique Aubert", date(2013, 9, 13)),
    ),
    unexpected=(("Gaëtan Pohu (inventé)", "voisin d’une boutique"),),
)  # fmt: skip
REVIEW = Told(
    MeetingKind.REVIEW,
    "Réunion de bilan",
    "14 h",
    "16 h 30",
    "- Ce que vous avez vu dans vos boutiques\n"
    "- Ce qui a manqué\n"
    "- Une deuxième édition : quand, et avec qui ?",
    {**dict.fromkeys(range(1, 18), "o"), "Angers": "o", "Saumur": "o", "Cholet": "n", "Mauges": "o",
     "Anjou Bleu": "p"},
    {9: "Pouvez-vous me prendre en passant ?", "Cholet": "Je suis en formation : lisez mon bilan."},
    team=TEAM,
    absent=("Anjou Bleu",),
    points="- Des acteurs isolés se sont rencontrés\n"
    "- Une fête pour les équipes, les bénévoles et les clients\n"
    "- Les annuaires sont arrivés tard, les affiches ont manqué\n"
    "- Deux boutiques ouvrent désormais le mercredi ou le samedi",
    decisions="- Une deuxième édition au printemps, avec toutes les boutiques du département\n"
    "- Les jours se choisissent de nouveau avec les boutiques\n"
    "- Le rôle de chacun tient sur une page, jointe à l’invitation",
    promises=(
        ("Appeler chaque boutique pour choisir les jours d’avril", TaskRole.PREVENTION, "Camille Roussel",
         date(2014, 1, 24)),
        ("Préparer un petit annuaire des boutiques", TaskRole.COMMUNICATION, "Dominique Aubert", date(2014, 3, 7)),
    ),
)  # fmt: skip
COMING = Told(
    MeetingKind.COMMITTEE,
    "Point d’étape avec les boutiques et les animateurs",
    "10 h",
    "12 h",
    "- Où en sont les réponses\n- Les jeux : qui en a besoin, et quel jour\n- Les livraisons",
    {1: "o", 4: "o", 5: "o", 6: "p", 17: "o", 9: "n", "Angers": "o", "Mauges": "p"},
    {5: "Je viens avec un bénévole.", 9: "Boutique ouverte ce jour-là."},
    with_others={5: 2},
    team=("Camille Roussel", "Claude Mercier", "Dominique Aubert"),
)
