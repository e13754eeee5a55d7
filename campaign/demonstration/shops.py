"""The twenty shops of the demonstration. Names, streets and people are invented; communes and networks are real."""

from dataclasses import dataclass

EMMAUS = ("Emmaüs", "Emmaüs")
SECOURS = ("Secours Catholique", "Secours Catholique")
ENVIE = ("Envie Anjou", "Envie")
APIVET = ("APIVET", "Insertion par l’activité économique")
ARCEAU = ("Arceau Anjou", "Insertion par l’activité économique")
RESSOURCERIES = "Réseau des ressourceries"
INDEPENDENT = "Indépendante"
# Shops reached on a mobile, by number: whether they let residents see it.
MOBILES = {16: True, 18: False}


@dataclass(frozen=True, slots=True)
class DemoShop:
    """A shop as typed in its sheet. ``number`` ends its phone (02 41 00 00 NN); the point is WGS84, in its commune."""

    number: int
    name: str
    address: str
    postcode: str
    commune: str
    point: tuple[float, float]
    run_by: tuple[str, str]
    categories: tuple[str, ...]
    hours: str
    may_advertise: bool = True
    short_name: str = ""
    has_email: bool = True
    has_website: bool = False

    @property
    def phone(self) -> str:
        """A number of a range that nobody is given."""
        return f"{'06 00 00' if self.number in MOBILES else '02 41 00'} 00 {self.number:02d}"

    @property
    def may_publish_phone(self) -> bool:
        """Whether the shop said that its mobile number may be shown."""
        return MOBILES.get(self.number, False)


# In 2013: seventeen shops.
FIRST_SHOPS = (
    DemoShop(1, "La Grange aux Trouvailles", "4 rue du Champ-de-Foire", "49500", "Segré-en-Anjou Bleu",
             (47.6862, -0.8731), EMMAUS, ("meubles", "vaisselle"), "mer., ven. et sam. 10 h – 18 h"),
    DemoShop(2, "Le Vestiaire solidaire", "12 place du Marché", "49440", "Candé", (47.5593, -1.0328), SECOURS,
             ("vetements", "jouets"), "mar. et sam. 9 h 30 – 12 h"),
    DemoShop(3, "Bric-à-brac des deux rives", "3 quai d’Anjou", "49220", "Le Lion-d’Angers", (47.6341, -0.7369), EMMAUS,
             ("meubles", "livres", "vaisselle"), "mar. au sam. 10 h – 19 h"),
    DemoShop(4, "L’Atelier du second tour", "8 boulevard de la Liberté", "49100", "Angers", (47.4889, -0.5342),
             ("Association L’Atelier du second tour", RESSOURCERIES), ("electromenager", "meubles", "livres"),
             "mar. au sam. 14 h – 18 h", has_website=True),
    DemoShop(5, "La Malle à Félicie", "31 rue des Artisans", "49000", "Angers", (47.4691, -0.5758),
             ("Association La Malle à Félicie", INDEPENDENT), ("velos", "jouets", "vetements"),
             "mer. et sam. 10 h – 18 h", has_website=True),
    DemoShop(6, "Boutique du Bois doré", "5 avenue des Lilas", "49240", "Avrillé", (47.5022, -0.6019), SECOURS,
             ("livres", "velos", "jouets"), "mer. au sam. 9 h 30 – 18 h"),
    DemoShop(7, "Le Fil retrouvé", "16 rue Victor-Hugo", "49130", "Les Ponts-de-Cé", (47.4271, -0.5104), ARCEAU,
             ("vetements", "vaisselle", "mercerie"), "lun. au sam. 10 h – 19 h", may_advertise=False),
    DemoShop(8, "Électro Seconde Vie, appareils rénovés et garantis", "ZI Est, rue de l’Avenir", "49124",
             "Saint-Barthélemy-d’Anjou", (47.4738, -0.4812), ENVIE, ("electromenager",), "lun. au ven. 10 h – 18 h",
             may_advertise=False, short_name="Électro Seconde Vie", has_website=True),
    DemoShop(9, "La Remise", "route de Cheffes", "49125", "Tiercé", (47.6258, -0.4421),
             ("Association La Remise", INDEPENDENT), ("vaisselle", "electromenager", "meubles"),
             "mer. et sam. 14 h – 18 h", has_email=False),
    DemoShop(10, "Recyclerie des Ardoisières", "2 allée du Buisson", "49800", "Trélazé", (47.4509, -0.4753),
             ("Association des Ardoisières", RESSOURCERIES), ("jouets", "vetements", "vaisselle", "bricolage"),
             "mer. 14 h – 18 h, ven. et sam. 10 h – 18 h"),
    DemoShop(11, "La Bouquinerie du Baugeois", "7 rue de l’Église", "49150", "Baugé-en-Anjou", (47.5411, -0.1043),
             EMMAUS, ("livres", "multimedia"), "jeu. au sam. 10 h – 18 h"),
    DemoShop(12, "Recyclerie des Troglos", "boulevard Foulon", "49700", "Doué-en-Anjou", (47.1931, -0.2752),
             ("Association des Troglos", RESSOURCERIES), ("meubles", "vaisselle", "materiaux"),
             "mar. au sam. 9 h 30 – 12 h, 14 h – 18 h", has_website=True),
    DemoShop(13, "L’Échoppe solidaire", "20 rue de la Poste", "49160", "Longué-Jumelles", (47.3962, -0.1311), SECOURS,
             ("vetements", "jouets"), ""),
    DemoShop(14, "Le Comptoir du réemploi", "44 rue de Rouen", "49400", "Saumur", (47.2669, -0.0831), EMMAUS,
             ("meubles", "livres", "velos"), "mar. au sam. 10 h – 19 h"),
    DemoShop(15, "Meubles & Compagnie", "19 rue des Pépinières", "49400", "Saumur", (47.2566, -0.0742), EMMAUS,
             ("meubles", "decoration"), "mar. au sam. 10 h – 18 h"),
    DemoShop(16, "Les Trois Chaînons", "6 rue du Moulin", "49120", "Chemillé-en-Anjou", (47.2132, -0.7268),
             ("Association Les Trois Chaînons", INDEPENDENT), ("velos", "electromenager"), "mer. et sam. 14 h – 18 h"),
    DemoShop(17, "Tout repart !", "25 rue de Bordeaux", "49300", "Cholet", (47.0461, -0.8779), EMMAUS,
             ("meubles", "vetements", "livres", "vaisselle"), "mar. au sam. 10 h – 18 h", has_website=True),
)  # fmt: skip

# In 2014, three more: every solidarity shop of the département. They came by a file; the first lacks its hours.
NEW_SHOPS = (
    DemoShop(18, "Fripes & Mouchoirs", "14 rue du Paradis", "49300", "Cholet", (47.0604, -0.8846), APIVET,
             ("vetements", "mercerie"), "", may_advertise=False),
    DemoShop(19, "Ressourcerie du Haut-Anjou", "9 rue de la Libération", "49420", "Ombrée d’Anjou", (47.7412, -1.1763),
             ("Association du Haut-Anjou", RESSOURCERIES), ("meubles", "electromenager", "bricolage"),
             "mer. et sam. 10 h – 17 h"),
    DemoShop(20, "L’Échappée belle", "11 rue des Mauges", "49600", "Beaupréau-en-Mauges", (47.2031, -0.9952),
             ("Association L’Échappée belle", INDEPENDENT), ("velos", "jouets", "decoration"),
             "mer. au sam. 14 h – 18 h 30"),
)  # fmt: skip

# The longitude of the last one lost its sign in the file: mended by the import, to be checked by an agent.
NEW_SHOPS_FILE_NAME = "nouvelles-boutiques-2014.csv"
# A list received lately, with two shops that the registry already has under another spelling.
RECEIVED_FILE_NAME = "liste-recue-des-ccas.csv"
RECEIVED_FILE = """Nom;Structure;Adresse;Code postal;Commune;Téléphone
Fil Retrouvé;Arceau-Anjou;16, r. Victor Hugo;49130;Les Ponts de Cé;02 41 00 00 07
Comptoir du Réemploi;Emmaus;44 r. de Rouen;49400;SAUMUR;02 41 00 00 14
"""


def new_shops_file() -> bytes:
    """The file by which the three shops of 2014 came."""
    lines = ["Nom;Structure;Réseau;Adresse;CP;Ville;Latitude;Longitude;Horaires;Rayons;Téléphone;Publicité"]
    for shop in NEW_SHOPS:
        latitude, longitude = shop.point
        longitude = abs(longitude) if shop is NEW_SHOPS[-1] else longitude
        cells = (
            shop.name, *shop.run_by, shop.address, shop.postcode, shop.commune, latitude, longitude, shop.hours,
            ", ".join(shop.categories), shop.phone,
            "oui" if shop.may_advertise else "non",
        )  # fmt: skip
        lines.append(";".join(str(cell) for cell in cells))
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()
