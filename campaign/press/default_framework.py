"""The framework every edition starts from: its sections in the order of a press kit, ready to be rewritten.

The order is that of the trade (what is done, what is said, what proves it, what shows it: documents.md, § 4).
"""

from dataclasses import dataclass

LEAD, RELEASE, NEAR_YOU, PROGRAMME, VOICES = "lead", "release", "near_you", "programme", "voices"
TITLE, FIGURES, CONTEXT, PARTNERS, VISUALS = "title", "figures", "context", "partners", "visuals"


@dataclass(frozen=True, slots=True)
class DefaultBlock:
    """``hint`` tells whoever writes it; ``printed`` is the heading in the press kit, '' when it has none of its own."""

    code: str
    title: str
    hint: str
    text: str
    locked: bool
    printed: str = ""


DEFAULT_BLOCKS = (
    DefaultBlock(
        TITLE,
        "Titre",
        "Une ligne, comme un titre de journal.",
        "{{boutiques_solidaires_capitale}} {{ouvrent}} grand {{leurs_portes}} {{territoire_en}}",
        locked=True,
    ),
    DefaultBlock(
        LEAD,
        "Chapô",
        "Qui, quoi, quand, où, pourquoi : tout doit y être.",
        "{{les_jours_capitale}}, {{boutiques_solidaires}} {{territoire_de}} {{accueillent}} les habitants pour "
        "{{operation}}. Ensemble, {{collectivite}} et ses partenaires font connaître ces adresses où l’on donne, où "
        "l’on achète à petit prix et où les objets ont plusieurs vies.",
        locked=True,
    ),
    DefaultBlock(
        RELEASE,
        "Le communiqué",
        "Deux ou trois courts paragraphes, le plus important d’abord. La citation vient après le premier.",
        "Meubles, vêtements, livres, vélos, vaisselle : tout ce qui se vend dans ces boutiques a été donné, trié, "
        "souvent réparé. Elles emploient des personnes en insertion, des salariés et des bénévoles, et évitent que des "
        "objets en bon état deviennent des déchets.\n\n"
        "Pendant {{nb_jours}}, toutes celles qui participent {{departement_en}} ouvrent en même temps, avec des "
        "animations, pour les habitués comme pour celles et ceux qui n’ont jamais poussé la porte.\n\n"
        "La carte, les horaires et le programme sont sur {{site}}.",
        locked=True,
    ),
    DefaultBlock(
        NEAR_YOU,
        "Près de chez vous",
        "Un paragraphe que chaque territoire écrit à sa façon.",
        "{{ici_capitale}}, rendez-vous {{boutiques_a_citer}}.\n\nAu programme : {{animations}}.",
        locked=False,
        printed="Les boutiques près de chez vous",
    ),
    DefaultBlock(
        PROGRAMME,
        "Le programme des animations",
        "Une phrase avant la liste, que le logiciel compose d’après les réponses des boutiques.",
        "Chaque boutique reçoit à sa manière. Voici ce qu’elles annoncent à ce jour.",
        locked=False,
        printed="Le programme des animations",
    ),
    DefaultBlock(
        VOICES,
        "Paroles d’acteurs",
        "Facultatif : une phrase avant les citations. Elles n’apparaissent qu’une fois validées par leur auteur.",
        "",
        locked=False,
        printed="Paroles d’acteurs",
    ),
    DefaultBlock(
        FIGURES,
        "L’opération en chiffres",
        "Facultatif : une phrase avant les chiffres. Chacun garde sa source.",
        "",
        locked=True,
        printed="L’opération en chiffres",
    ),
    DefaultBlock(
        CONTEXT,
        "Le contexte",
        "Pourquoi cette opération, et ce qu’elle change. Un chiffre tapé ici doit venir de la liste des chiffres.",
        "Un objet réutilisé, c’est un déchet de moins et, souvent, un objet neuf qui n’est pas fabriqué. Donner, "
        "réparer, acheter d’occasion : c’est la prévention des déchets de tous les jours, celle que chacun peut faire "
        "près de chez soi.\n\n"
        "Les boutiques solidaires rendent ce geste simple. Elles font aussi vivre des emplois et un lien social qui ne "
        "se délocalisent pas. {{operation}} réunit des structures qui se connaissaient peu : une seule date, une seule "
        "campagne, des outils préparés une fois pour toutes.",
        locked=True,
        printed="Le contexte",
    ),
    DefaultBlock(
        PARTNERS,
        "Les partenaires",
        "Une phrase avant les noms et les logos, qui viennent de l’identité des documents.",
        "{{operation}} sont organisés par {{collectivite}} avec les intercommunalités, les réseaux et les boutiques "
        "qui y participent.",
        locked=True,
        printed="Les partenaires",
    ),
    DefaultBlock(
        VISUALS,
        "Visuels",
        "Facultatif : une phrase sur l’usage des visuels, qui se téléchargent sur la page de presse.",
        "Ces visuels sont libres de droits pour la presse, pour parler de l’opération, avec leur crédit.",
        locked=True,
        printed="Visuels",
    ),
)
BY_CODE = {one.code: one for one in DEFAULT_BLOCKS}
IN_RELEASE = (TITLE, LEAD, RELEASE, NEAR_YOU)  # the blocks of the one-page press release
