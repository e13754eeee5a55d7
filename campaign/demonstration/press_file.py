"""The press of the demonstration: every outlet, person, article and price is invented, and says so."""

from datetime import date

INVENTED = "Inventé pour la démonstration."
ALM, SAUMUR, CHOLET, MAUGES = "244900015", "200071876", "200071678", "200060010"

# name, kind, territories, note
OUTLETS = (
    ("Le Courrier du Val (inventé)", "daily", (), "Bouclage à 18 h."),
    ("L’Écho des Mauges (inventé)", "weekly", (MAUGES, CHOLET), "Paraît le jeudi ; bouclage le mardi midi."),
    ("Le Saumurois libre (inventé)", "weekly", (SAUMUR,), "Paraît le vendredi."),
    ("Radio Lathan (inventée)", "radio", (), "Agenda lu chaque matin à 8 h 10."),
    ("Télé Loire Info (inventée)", "television", (), ""),
    ("Anjou à deux mains (inventé)", "web", (ALM,), ""),
    ("Le magazine du Département (inventé)", "departement_magazine", (), "Textes à rendre six semaines avant."),
    ("Bulletin de Trélazé (inventé)", "town_bulletin", (ALM,), ""),
    ("Page des ressourceries (inventée)", "social", (), ""),
)
# name, job, outlet
PEOPLE = (
    ("Agathe Rousselot", "rédaction départementale", 0),
    ("Simon Brard", "journaliste, Angers", 0),
    ("Maëlle Coutard", "rédactrice en chef", 1),
    ("Hugo Pasquier", "correspondant, Saumur", 2),
    ("Nina Valtier", "programmation", 3),
    ("Youssef Amrane", "journaliste reporter d’images", 4),
    ("Clémence Dutour", "rédaction", 5),
    ("Alban Thierry", "direction de la communication", 6),
    ("Service communication", "mairie", 7),
)
# day, outlet, title, reach, tone, audience
ARTICLES = (
    (date(2014, 3, 20), 0, "Vingt boutiques solidaires ouvrent ensemble", 48000, "good", ""),
    (date(2014, 3, 27), 1, "Donner plutôt que jeter : deux jours dans les Mauges", 9500, "good", f"epci:{MAUGES}"),
    (date(2014, 3, 28), 2, "Au Comptoir du réemploi, on répare devant vous", 6200, "good", f"epci:{SAUMUR}"),
    (date(2014, 4, 1), 3, "Agenda du matin : les bons jours de l’occasion", None, "neutral", ""),
    (date(2014, 4, 2), 4, "Reportage dans une ressourcerie", 31000, "good", ""),
    (date(2014, 4, 3), 5, "L’occasion, oui, mais à quels horaires ?", None, "critical", f"epci:{ALM}"),
    (date(2014, 4, 7), 8, "Merci à toutes et à tous", 1800, "good", ""),
)
# title, kind, outlet, first and last day, quantity, format, planned, committed, spent, tax, state
PAST_SPACES = (
    ("Demi-page, magazine de mars", "magazine", 6, date(2014, 3, 1), date(2014, 3, 31), "1", "200 × 130 mm", "0", "0",
     "0", "ttc", "done"),
    ("Abribus d’Angers", "bus_shelter", None, date(2014, 3, 24), date(2014, 4, 6), "30", "120 × 176 cm", "1 800",
     "1 640,00", "1 640,00", "ht", "done"),
    ("Encart du jeudi", "insert", 1, date(2014, 3, 27), date(2014, 3, 27), "1", "120 × 90 mm", "240", "228", "228",
     "ht", "done"),
    ("Message radio", "radio", 3, date(2014, 3, 31), date(2014, 4, 5), "24", "20 secondes", "960", "", "", "ttc",
     "dropped"),
)  # fmt: skip
# Those of the edition under way: days before its first one.
COMING_SPACES = (
    ("Pleine page, magazine du Département", "magazine", 6, 45, 15, "1", "200 × 270 mm", "0", "0", "", "ttc", "booked"),
    ("Abribus d’Angers et de Saumur", "bus_shelter", None, 14, -4, "44", "120 × 176 cm", "2 600", "2 480", "", "ht",
     "booked"),
    ("Encart du vendredi", "insert", 2, 12, 12, "1", "120 × 90 mm", "260", "", "", "ht", "idea"),
    ("Publications sponsorisées", "social", 8, 10, -4, "", "carré 1 080 px", "150", "", "", "ttc", "idea"),
    ("Panneaux d’expression libre", "free_posting", None, 15, -4, "60", "A3", "", "", "", "ttc", "idea"),
)  # fmt: skip
# label, kind, address, commune, point, posters, who poses
SPOTS = (
    (
        "Abribus Ralliement",
        "bus_shelter",
        "place du Ralliement",
        "Angers",
        ("47,4712", "-0,5518"),
        2,
        "régie des abribus",
    ),
    (
        "Hall de l’hôtel de ville",
        "town_hall",
        "boulevard de la Résistance",
        "Angers",
        ("47,4707", "-0,5446"),
        3,
        "mairie",
    ),
    ("Panneau libre de la gare", "free_panel", "place de la Gare", "Saumur", ("47,2687", "-0,0716"), 4, "bénévoles"),
    ("Vitrine de la médiathèque", "library", "rue Beaurepaire", "Saumur", None, 1, "médiathèque"),
    ("Accueil de la déchèterie", "recycling", "route de Doué", "Saumur", None, 2, "syndicat de collecte"),
    ("Hall de la mairie", "town_hall", "place Travot", "Cholet", ("47,0603", "-0,8791"), 2, "mairie"),
    ("Panneau du marché", "free_panel", "place du Marché", "Beaupréau-en-Mauges", None, 2, "bénévoles"),
    ("Boulangerie du centre", "shop", "rue du Maréchal-Foch", "Beaupréau-en-Mauges", None, 1, "la commerçante"),
    ("Mairie annexe", "town_hall", "place du Port", "Segré-en-Anjou Bleu", None, 2, "mairie"),
    ("Panneau de l’église", "free_panel", "place de l’Orgerie", "Baugé-en-Anjou", None, 1, "bénévoles"),
    ("Mairie de Trélazé", "town_hall", "place de la République", "Trélazé", None, 2, "mairie"),
    ("Vitrine du Vestiaire", "shop", "place du Marché", "Candé", None, 1, "la boutique"),
)
POSED_EARLY = (0, 1, 3)  # of the edition under way
NOT_FOUND = 6
