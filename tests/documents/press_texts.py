"""Texts of the press kit with invented names: the ordinary one, a local one, and what breaks layouts."""

import io
from dataclasses import replace
from datetime import date

from PIL import Image, ImageDraw

from campaign.base.rich_text import read
from campaign.documents.press_text import Press, PressContact, PressFigure, PressPicture, Section, Voice

ADDRESS = "https://lesbonsjours-occasion.fr/presse"
LEAD = (
    "Les mercredi 13 et samedi 16 novembre, 20 boutiques solidaires de Maine-et-Loire accueillent les habitants pour "
    "Les bons jours de l’occasion. Ensemble, le Département et ses partenaires font connaître ces adresses."
)
RELEASE = (
    "Meubles, vêtements, livres, vélos, vaisselle : tout ce qui se vend dans ces boutiques a été donné, trié, souvent "
    "réparé. Elles évitent que des objets en bon état deviennent des déchets.\n\n"
    "Pendant deux jours, toutes celles qui participent ouvrent en même temps, **avec des animations** :\n\n"
    "- atelier de réparation de vélos ;\n- café offert et visite des coulisses du tri.\n\n"
    "La carte et les horaires sont sur [le site](https://lesbonsjours-occasion.fr)."
)
CONTEXT = (
    "Un objet réutilisé, c’est un déchet de moins. Donner, réparer, acheter d’occasion : c’est la prévention des "
    "déchets de tous les jours.\n\nL’an dernier, 4 500 visiteurs sont venus en deux jours."
)
COUNTED = "Réponses des boutiques au 4 novembre 2013"
FIGURES = (
    PressFigure("20", "boutiques solidaires participent", COUNTED),
    PressFigure("14", "communes", COUNTED),
    PressFigure("9", "intercommunalités", COUNTED),
    PressFigure("31", "animations annoncées", COUNTED),
    PressFigure("4 500", "visiteurs en deux jours", "Bilan de la première édition", "https://exemple.fr/bilan"),
)
VOICES = (
    Voice("On a vu arriver des gens qui n’avaient jamais poussé la porte.", "Anne Leroy", "présidente de La Malle"),
    Voice("« Une seule date, une seule affiche : le public comprend qu’il s’agit d’un réseau. »", "Julien Perrault"),
    Voice("Réparer, c’est un métier. Ici, je l’ai appris.", "Samira", "salariée en insertion"),
)
SECTIONS = (
    Section("near_you", "Les boutiques près de chez vous", read("Rendez-vous à La Malle à Félicie et à La Remise.")),
    Section("programme", "Le programme des animations", read("Voici ce qu’elles annoncent à ce jour.")),
    Section("voices", "Paroles d’acteurs"),
    Section("figures", "L’opération en chiffres"),
    Section("context", "Le contexte", read(CONTEXT), (FIGURES[4],)),
    Section("partners", "Les partenaires", read("L’opération est portée par le Département.")),
    Section("visuals", "Visuels", read("Ces visuels sont libres de droits pour la presse, avec leur crédit.")),
)
PRESS = Press(
    title="Vingt boutiques solidaires ouvrent grand leurs portes en Maine-et-Loire",
    lead=read(LEAD),
    release=read(RELEASE),
    near_you=read("À Saumur, rendez-vous à L’Échoppe solidaire."),
    dated=date(2013, 11, 4),
    body="Département de Maine-et-Loire",
    contact=PressContact("Camille Robert", "Direction de la communication", "02 41 00 00 00", "presse@exemple.fr"),
    embargo="mardi 5 novembre, 6 h",
    town="Angers",
    sections=SECTIONS,
    voices=VOICES,
    figures=FIGURES,
    about="Le Département coordonne depuis 2010 un programme de prévention des déchets.",
    address=ADDRESS,
)  # fmt: skip
LOCAL = replace(PRESS, local="Saumur Val de Loire", title="Quatre boutiques solidaires ouvrent dans le Saumurois")
HOSTILE = "<b>Troc</b> & <script>alert(1)</script> 🎉 漢字 {{nom}}"


def photo(width: int, height: int) -> bytes:
    """A JPEG that is not one flat colour."""
    picture = Image.new("RGB", (width, height), (140, 170, 160))
    draw = ImageDraw.Draw(picture)
    for index in range(8):
        left = index * width / 8
        draw.ellipse((left, height / 4, left + width / 9, height * 0.8), fill=(index * 30, 90, 200 - index * 20))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def pictures() -> tuple[PressPicture, ...]:
    """Three visuals, landscape and portrait."""
    return (
        PressPicture(photo(1800, 1200), "Le rayon vaisselle", "Prénom Nom", "Une étagère de vaisselle dépareillée"),
        PressPicture(photo(1000, 1400), "L’affiche 2013", "Département de Maine-et-Loire", "L’affiche"),
        PressPicture(photo(1600, 1100), "L’atelier vélo", "Prénom Nom", "Un vélo sur un pied d’atelier"),
    )
