"""The first version of both sets of questions, as data: five parts, in the words of the shops' page, then two short
ones three and six months later."""

from campaign.debrief.model import AnswerKind, Audience, Question, QuestionSet, Section, Unit
from campaign.participation.model import Activity
from campaign.partners.model import Category

FIGURE, CHOICE, CHOICES, TEXT = AnswerKind.FIGURE, AnswerKind.CHOICE, AnswerKind.CHOICES, AnswerKind.TEXT
RANGE = "Un nombre, ou une fourchette : 20 à 50"

_COMPARED = (
    ("less", "Moins"),
    ("same", "Pareil"),
    ("more", "Un peu plus, jusqu’à une fois et demie"),
    ("much_more", "Beaucoup plus"),
)
_AGAIN = (("again", "À refaire"), ("so_so", "Bof"))
_LASTING = (
    ("days", "nos jours ou horaires ont changé"),
    ("contacts", "nous avons de nouveaux contacts"),
    ("network", "nous avons rejoint un réseau"),
    ("nothing", "rien de tout cela"),
)
_SATISFIED = (
    ("very", "Très contents"),
    ("rather", "Plutôt contents"),
    ("rather_not", "Plutôt déçus"),
    ("not_at_all", "Déçus"),
)
_NEXT_TIME = (("yes", "Oui"), ("unsure", "Pas sûr"), ("no", "Non"))
_USED = (
    ("posters", "les affiches"),
    ("flyers", "les flyers"),
    ("directories", "les annuaires"),
    ("signage", "le fléchage"),
    ("press", "la presse"),
    ("social", "les réseaux sociaux"),
    ("nothing", "rien de tout cela"),
)
_CHANGED = (("no", "Non"), ("days", "Oui, nos jours"), ("hours", "Oui, nos heures, les mêmes jours"))
_CONTACTS = (
    ("shop", "une autre boutique"),
    ("commune", "une commune ou une collectivité"),
    ("association", "une association"),
    ("school", "une école"),
    ("nothing", "rien de tout cela"),
)
_GAINED = (("volunteers", "des bénévoles"), ("donations", "des dons d’objets"), ("nothing", "ni l’un ni l’autre"))

# What each family is counted in at the till, the usual one first; the person chooses.
_BY_WEIGHT = (Unit.KILOS, Unit.ARTICLES)
_BY_ARTICLE = (Unit.ARTICLES, Unit.KILOS)
_UNITS_OF_FAMILY = {
    Category.CLOTHES: _BY_WEIGHT,
    Category.HABERDASHERY: _BY_WEIGHT,
    Category.MATERIALS: (Unit.KILOS, Unit.ARTICLES, Unit.LITRES),
}


def _text(code: str, section: str, label: str, hint: str = "", *, most: int = 0, quotable: bool = False) -> Question:
    return Question(code, section, label, TEXT, hint=hint, max_length=most, quotable=quotable)


def _left(section: str) -> tuple[Question, ...]:
    """What is left of the three papers that are printed by hundreds (codes of the default kits)."""
    return (
        Question("posters_left", section, "Affiches restantes", FIGURE, (Unit.PIECES,), item="AFF-A3", most=200),
        Question("flyers_left", section, "Paquets de flyers restants", FIGURE, (Unit.PACKETS,), item="FLY-A5", most=50),
        Question("directories_left", section, "Paquets d’annuaires restants", FIGURE, (Unit.PACKETS,), item="ANN",
                 most=50),
        Question("used", section, "Ce qui a bien servi", CHOICES, choices=_USED),
    )  # fmt: skip


def _after(section: str) -> tuple[Question, ...]:
    return (
        Question("satisfaction", section, "Ces deux jours, vous en êtes…", CHOICE, choices=_SATISFIED),
        _text("difficulties", section, "Ce qui a été difficile"),
        _text("suggestions", section, "Ce que vous changeriez"),
        Question("lasting", section, "Depuis ces deux jours…", CHOICES, choices=_LASTING),
        Question("again", section, "Partants pour la prochaine édition ?", CHOICE, choices=_NEXT_TIME),
    )


_LATER = (
    Section("months_3", "Trois mois après", "Deux minutes. « Rien de changé » nous est utile aussi", 3),
    Section("months_6", "Six mois après", "Deux minutes, et c’est la dernière fois", 6),
)


def _lasting_contacts(section: str) -> tuple[Question, ...]:
    return (
        Question(f"{section}_contacts", section, "Des contacts qui se poursuivent, avec…", CHOICES, choices=_CONTACTS),
        Question(f"{section}_joined", section, "Avez-vous rejoint un réseau ?", AnswerKind.YES_NO),
        _text(f"{section}_which", section, "Lesquels ?", "Le nom de la structure ou du réseau suffit", most=400),
    )


def _shop_later(section: str) -> tuple[Question, ...]:
    opening = "Vos jours, vos heures d’ouverture : un changement depuis ?"
    return (
        Question(f"{section}_opening", section, opening, CHOICE, choices=_CHANGED),
        Question(f"{section}_regulars", section, "Nouveaux clients devenus des habitués", FIGURE, (Unit.PEOPLE,),
                 hint=RANGE, most=300),
        *_lasting_contacts(section),
        Question(f"{section}_gained", section, "Depuis, nous avons gagné…", CHOICES, choices=_GAINED),
        _text(f"{section}_help", section, "Ce qui vous aiderait à aller plus loin"),
    )  # fmt: skip


def _animator_later(section: str) -> tuple[Question, ...]:
    again = "Avez-vous animé de nouveau avec des boutiques depuis ?"
    return (
        Question(f"{section}_animated", section, again, AnswerKind.YES_NO),
        *_lasting_contacts(section),
        _text(f"{section}_help", section, "Ce qui vous aiderait à aller plus loin"),
    )


SHOP = QuestionSet(
    Audience.SHOP,
    1,
    (
        Section("visits", "Les passages", "Une estimation suffit"),
        Section("sales", "Les ventes", "Une estimation suffit"),
        Section("activities", "Votre petit plus"),
        Section("papers", "Affiches et flyers", "Pour ne pas imprimer trop"),
        Section("after", "Et après ?"),
        *_LATER,
    ),
    (
        Question("visitors", "visits", "Visiteurs", FIGURE, (Unit.PEOPLE,), per_day=True, hint=RANGE, most=2000),
        Question("ordinary_visitors", "visits", "Visiteurs, le même jour d’une semaine ordinaire", FIGURE,
                 (Unit.PEOPLE,), per_day=True, hint=RANGE, most=1000),
        Question("new_customers", "visits", "Nouvelles têtes", FIGURE, (Unit.PEOPLE, Unit.PERCENT), most=1000,
                 hint="En personnes, ou en pourcentage des visiteurs"),
        Question("volunteers", "visits", "Bénévoles mobilisés", FIGURE, (Unit.PEOPLE,), most=100),
        Question("staff", "visits", "Salariés mobilisés", FIGURE, (Unit.PEOPLE,), most=100),
        Question("compared", "sales", "Ventes, par rapport au même jour d’une semaine ordinaire", CHOICE, per_day=True,
                 choices=_COMPARED),
        Question("takings", "sales", "Montant des ventes", FIGURE, (Unit.EUROS,), per_day=True, most=20_000,
                 hint="Facultatif. Additionné à celui des autres boutiques, jamais publié seul"),
        Question("sold", "sales", "Vendu en tout, les deux jours", FIGURE,
                 (Unit.KILOS, Unit.ARTICLES, Unit.LITRES), most=10_000,
                 hint="Un fauteuil : 20 kg. Un sac de vêtements : 6 kg."),
        *(Question(f"sold_{family}", "sales", f"Vendu : {family.label.lower()}", FIGURE,
                   _UNITS_OF_FAMILY.get(family, _BY_ARTICLE), hint="Facultatif", only_for=f"family:{family}", most=5000)
          for family in Category),
        *(Question(f"activity_{one}", "activities", one.label, CHOICE, choices=_AGAIN, only_for=f"activity:{one}")
          for one in Activity),
        _text("moment", "activities", "Le plus beau moment", "Une phrase, avec vos mots", most=400, quotable=True),
        *_left("papers"),
        *_after("after"),
        *_shop_later("months_3"),
        *_shop_later("months_6"),
    ),
)  # fmt: skip

ANIMATOR = QuestionSet(
    Audience.ANIMATOR,
    1,
    (
        Section("visits", "Les rencontres", "Une estimation suffit"),
        Section("games", "Les jeux"),
        Section("activities", "Votre petit plus"),
        Section("papers", "Affiches et flyers", "Pour ne pas imprimer trop"),
        Section("after", "Et après ?"),
        *_LATER,
    ),
    (
        Question("people_met", "visits", "Personnes rencontrées", FIGURE, (Unit.PEOPLE,), per_day=True, hint=RANGE,
                 most=2000),
        Question("hours", "visits", "Heures d’animation, préparation comprise", FIGURE, (Unit.HOURS,), most=200),
        Question("volunteers", "visits", "Bénévoles mobilisés", FIGURE, (Unit.PEOPLE,), most=100),
        Question("staff", "visits", "Agents mobilisés", FIGURE, (Unit.PEOPLE,), most=100),
        Question("games_again", "games", "Les jeux prêtés", CHOICE, choices=_AGAIN),
        _text("games_state", "games", "Pièces abîmées ou perdues", "Ce qu’il faudra réparer ou racheter", most=400),
        _text("moment", "activities", "Le plus beau moment", "Une phrase, avec vos mots", most=400, quotable=True),
        *_left("papers"),
        *_after("after"),
        *_animator_later("months_3"),
        *_animator_later("months_6"),
    ),
)  # fmt: skip

FIRST_SETS = {Audience.SHOP: SHOP, Audience.ANIMATOR: ANIMATOR}
