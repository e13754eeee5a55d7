"""Words that many shops share, which tell none from another; words of streets, in full and cut short."""

# fmt: off
# Articles and links.
SMALL = frozenset((
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "s", "sur", "un", "une",
))
# What a structure is, legally.
LEGAL = frozenset((
    "aci", "acipa", "ai", "ass", "asso", "assoc", "association", "cooperative", "ei", "eirl", "ent", "entreprise",
    "ess", "eti", "etti", "eurl", "gie", "ong", "sa", "sarl", "sas", "sasu", "sci", "scic", "scop", "scp",
    "societe", "ste",
))
# Known by everybody, and borne by several shops of a same town.
NETWORKS = frozenset((
    "abbe", "apivet", "arceau", "armee", "catholique", "cocagne", "coeur", "croix", "croixrouge", "ding",
    "dingfring", "emmaus", "envie", "fondation", "francais", "francaise", "fring", "jardins", "mob", "neptune",
    "oxfam", "paul", "pierre", "populaire", "relais", "restaurants", "restos", "rouge", "saint", "salut", "secours",
    "societe", "trocante", "vincent",
))
# Trades and places.
COMMON = frozenset((
    "1", "2", "2e", "3", "4", "antenne", "atelier", "ateliers", "bis", "bourse", "boutique", "boutiques", "brac",
    "braderie", "bric", "centre", "chantier", "comite", "communaute", "depot", "emploi", "emplois", "espace",
    "france", "fripe", "friperie", "insertion", "kilo", "local", "magasin", "occasion", "recup", "recyclage",
    "recyclerie", "ressourcerie", "service", "services", "shop", "solidaire", "solidaires", "solidarite",
    "solidarites", "vente", "vestiaire", "vestiboutique",
))
# As people cut them short; an activity area is a « zone » whatever its kind.
STREET_SHORT = {
    "r": "rue", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "boul": "boulevard",
    "bvd": "boulevard", "pl": "place", "rte": "route", "che": "chemin", "chem": "chemin", "ch": "chemin",
    "imp": "impasse", "all": "allee", "fg": "faubourg", "fbg": "faubourg", "sq": "square", "crs": "cours",
    "pass": "passage", "res": "residence", "st": "saint", "ste": "sainte", "dr": "docteur", "gal": "general",
    "gen": "general", "mal": "marechal", "pdt": "president", "za": "zone", "zi": "zone", "zac": "zone",
    "zae": "zone", "pa": "parc",
}
# Where the name of a street begins.
STREET_TYPES = frozenset((
    "allee", "avenue", "boulevard", "chemin", "cours", "esplanade", "faubourg", "impasse", "lieu", "mail", "parc",
    "passage", "place", "promenade", "quai", "residence", "route", "rue", "ruelle", "sentier", "square", "venelle",
    "voie", "zone",
))
# Kinds of activity areas, written or not.
STREET_FILLERS = SMALL | {"artisanale", "artisanal", "industrielle", "activite", "activites", "commerciale", "dit"}
# fmt: on
