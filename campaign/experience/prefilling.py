"""The text proposed for each part of the sheet, from what the software knows: plain sentences, nothing guessed.

An unknown figure is told unknown or left out, never zero; each figure of a debrief bears its respondents.
"""

from collections.abc import Iterable

from campaign.base.fields import phone_in_words
from campaign.base.french import (
    MONTHS,
    NBSP,
    day_in_words,
    days_in_words,
    enumerate_in_words,
    number,
    plural,
    typographic,
)
from campaign.editions.model import Edition
from campaign.experience.known import Handed, Known, Span
from campaign.experience.telling import difficulties, recommendations, results_counted, results_lived, successes
from campaign.planning.model import Amount, Stage, amount_of
from campaign.planning.money import Tax, euros

PURPOSES = (
    "Faire connaître les boutiques solidaires de l’occasion, et ce qu’on y trouve.",
    "Donner le réflexe de l’occasion : que les habitants reviennent tout au long de l’année.",
    "Montrer le travail de collecte, de tri et de remise en état qui est derrière chaque objet.",
    "Mettre en valeur les femmes et les hommes qui y travaillent, salariés et bénévoles.",
    "Éviter des déchets en donnant une deuxième vie aux objets.",
)
USUAL_KEYWORDS = ("REEMPLOI", "SENSIBILISATION", "ECONOMIE SOCIALE ET SOLIDAIRE")
_STAGES = {Stage.SPENT: "dépensés", Stage.COMMITTED: "engagés", Stage.PLANNED: "prévus"}


def proposed(known: Known) -> dict[str, str]:
    """The proposed text of every part, by its code; '' where nothing is known."""
    made = {
        "actor_territory": _actor(known),
        "context": _context(known),
        "general_objectives": bullets(PURPOSES),
        "quantitative_objectives": _aims(known.edition),
        "quantitative_results": bullets(results_counted(known)),
        "qualitative_results": bullets(results_lived(known.report)),
        "description": _description(known),
        "planning": bullets(_planning(known)),
        "human_means": bullets(_people(known)),
        "financial_means": bullets(_money(known)),
        "technical_means": bullets(_things(known)),
        "partners": bullets(_partners(known)),
        "success_factors": bullets(successes(known.report)),
        "difficulties": bullets(difficulties(known.report)),
        "recommendations": bullets(recommendations(known.report)),
    }
    return {code: typographic(_without_signs(text)) for code, text in made.items()} | {
        "keywords": " | ".join(_keywords(known))
    }


def _without_signs(text: str) -> str:
    """What shops, agents and files typed is text: neither a link nor bold, here as anywhere. We propose neither."""
    return text.replace("](", "] (").replace("**", "* *")


def bullets(lines: Iterable[str]) -> str:
    """A list, a sentence each; what is empty is left out."""
    return "\n".join(f"- {' '.join(one.split(chr(10)))}" for one in lines if one)


def title_of(edition: Edition) -> str:
    """« Les bons jours de l’occasion, novembre 2013 »."""
    return f"Les bons jours de l’occasion, {MONTHS[edition.first_day.month - 1]} {edition.first_day.year}"


def _actor(known: Known) -> str:
    identity, took = known.identity, known.report.taking_part
    service = f"service {identity.contact_service}" if identity.contact_service and identity.contact_name else ""
    phone = phone_in_words(identity.contact_phone) if identity.contact_phone else ""
    reached = ", ".join(one for one in (identity.contact_name, service, phone, identity.contact_email) if one)
    address = ", ".join(line.strip() for line in identity.postal_address.splitlines() if line.strip())
    land = f"{known.departement} ({known.departement_code})" if known.departement else ""
    covered = [plural(took.shops, "boutique participante", "boutiques participantes") if took.shops else ""]
    covered += [plural(known.communes, "commune") if known.communes else ""]
    covered += [plural(len(took.by_epci), "intercommunalité") if took.by_epci else ""]
    spread = ", ".join(one for one in covered if one)
    return bullets(
        [
            f"Maître d’ouvrage : {identity.body_name}" if identity.body_name else "",
            f"Adresse : {address}" if address else "",
            f"Site : {known.site}" if known.site else "",
            f"Contact : {reached}" if reached else "",
            f"Auteur de la fiche : {identity.contact_name}" if identity.contact_name else "",
            f"Territoire : {' ; '.join(one for one in (land, spread) if one)}" if land or spread else "",
        ]
    )


def _context(known: Known) -> str:
    theme = f"Thème de cette édition : {known.edition.theme.rstrip('.')}." if known.edition.theme else ""
    return "\n\n".join(one for one in (known.boilerplate.strip(), theme) if one)


def _aims(edition: Edition) -> str:
    aims = []
    if edition.objective_shops:
        aims.append(f"{plural(edition.objective_shops, 'boutique participante', 'boutiques participantes')}.")
    if edition.objective_visitors:
        over = "le jour de l’événement" if len(edition.days) == 1 else f"sur les {number(len(edition.days))} jours"
        aims.append(f"{plural(edition.objective_visitors, 'visiteur')} {over}.")
    return bullets(aims)


def _description(known: Known) -> str:
    took, means = known.report.taking_part, known.means
    verbs = ("a ouvert", "ont ouvert ensemble") if known.over else ("ouvre", "ouvrent ensemble")
    opened = verbs[took.shops > 1]
    shops = plural(took.shops, "boutique solidaire de l’occasion", "boutiques solidaires de l’occasion")
    said = [f"{_capital(known.edition.days_text)} : {shops} {opened}, sous une même bannière." if took.shops else ""]
    if took.activities:
        what = enumerate_in_words(f"{label.lower()} ({number(shops)})" for label, shops in took.activities)
        said.append(f"Sur place, selon les boutiques : {what}.")
    if means.borrowers:
        games = enumerate_in_words(one.name.lower() for one in means.games if one.loans)
        held = "y ont tenu" if known.over else "y tiennent"
        said.append(
            f"Les animateurs de {plural(len(means.borrowers), 'collectivité')} {held} des jeux sur la prévention des "
            f"déchets : {games}."
        )
    if known.report.goods.delivered_places:
        many = plural(known.report.goods.delivered_places, "lieu", "lieux")
        said.append(f"Les supports ont été préparés une fois pour tous, et livrés dans {many}.")
    return "\n\n".join(one for one in said if one)


def _planning(known: Known) -> list[str]:
    dates = known.dates
    told = (
        (dates.invited, "invitation des boutiques"),
        (dates.answered, "réponses des boutiques"),
        (dates.delivered, "livraison des supports, du matériel et des jeux"),
        (dates.taken_back, "reprise du matériel et des jeux"),
        (dates.told, "bilans remplis par les boutiques et les animateurs"),
    )
    lines = [(span.first, f"{_capital(span_in_words(span))} : {what}.") for span, what in told if span]
    lines.append((known.edition.first_day, f"{_capital(known.edition.days_text)} : l’événement."))
    if later := dates.next_edition:
        lines.append((later.first_day, f"{_capital(days_in_words(later.days))} : l’édition suivante."))
    return [line for _, line in sorted(lines, key=lambda one: one[0])]


def span_in_words(span: Span) -> str:
    """« 13 novembre 2013 », « du 13 au 16 novembre 2013 », « du 30 novembre au 2 décembre 2013 »."""
    first, last = span.first, span.last
    if first == last:
        return day_in_words(first, weekday=False)
    begins = day_in_words(first, weekday=False, year=first.year != last.year)
    if (first.year, first.month) == (last.year, last.month):
        begins = begins.split()[0]
    return f"du {begins} au {day_in_words(last, weekday=False)}"


def _people(known: Known) -> list[str]:
    took, means = known.report.taking_part, known.means
    body = known.identity.body_name or "La collectivité"
    found = [f"{body} : {' ; '.join(means.roles)}." if means.roles else ""]
    if took.shops:
        found.append(
            f"{plural(took.shops, 'boutique')} : salariés, encadrants et bénévoles, pour préparer et accueillir."
        )
    for code in ("volunteers", "staff"):
        line = known.report.line(code)
        if line and line.count.total:
            found.append(f"{line.question.label} : {line.count.total.in_words}. {line.count.respondents}.")
    if means.borrowers:
        who = enumerate_in_words(means.borrowers)
        found.append(f"Animateurs prévention des collectivités : {who}.")
    return found


def _money(known: Known) -> list[str]:
    money = known.report.money
    found = []
    for tax in (Tax.TTC, Tax.HT):
        # Once the days are over, what was spent, else committed, else planned; the other way round before.
        order = list(_STAGES) if known.over else [Stage.PLANNED, Stage.COMMITTED, Stage.SPENT]
        sums = [one for stage in order if (one := amount_of(money.totals, stage, tax))]
        if sums:
            found.append(_sum_in_words(known, sums[0]))
    if not found and money.natures:
        found.append("Dépenses : montants inconnus.")
    if money.overhead:
        what = enumerate_in_words(one.lower() for one in money.overhead)
        found.append(f"{_capital(what)} : comptés à part, hors de ces montants.")
    for one in money.per_unit:
        low, high = euros(one.low), euros(one.high)
        span = low if one.low == one.high else f"de {low} à {high}"
        found.append(f"{one.label} : {span}{NBSP}{one.tax}. {_capital(one.about)}.")
    if known.funds:
        found.append(f"Financement : {enumerate_in_words(known.funds)}.")
    return found


def _sum_in_words(known: Known, total: Amount) -> str:
    """« 41 500 € TTC dépensés : impression 11 760 €, espaces publicitaires 15 140 €. »; partial sums say so."""
    parts = []
    for nature in known.report.money.natures:
        if one := amount_of(nature.amounts, total.stage, total.tax):
            parts.append(f"{nature.nature.label.lower()} {euros(one.cents)}")
    known_of = f" (montant connu pour {plural(total.known, 'ligne')} sur {total.out_of})"
    told = known_of if total.known < total.out_of else ""
    detail = f" : {', '.join(parts)}" if len(parts) > 1 else ""
    return f"{euros(total.cents)}{NBSP}{total.tax.label} {_STAGES[total.stage]}{told}{detail}."


def _things(known: Known) -> list[str]:
    means = known.means
    found = []
    if means.games:
        games = enumerate_in_words(several(one.pieces, one.name) for one in means.games)
        loans = sum(one.loans for one in means.games)
        lent = f" ({plural(loans, 'prêt')} pour cette édition)" if loans else ""
        found.append(f"Jeux prêtés aux animateurs : {games}{lent}.")
    if means.handed:
        places = plural(known.report.goods.delivered_places, "lieu", "lieux")
        what = enumerate_in_words(_handed(one) for one in means.handed)
        found.append(f"Livré dans {places} : {what}.")
    if means.posted:
        found.append(f"{plural(means.posted, 'emplacement')} d’affichage dans les communes.")
    driven = [plural(means.rounds, "tournée")] if means.rounds else []
    driven += [plural(len(means.vehicles), "véhicule")] if means.vehicles else []
    if driven:
        found.append(f"Livraisons et reprises : {enumerate_in_words(driven)}.")
    if means.depots:
        found.append(f"Stockage : {enumerate_in_words(means.depots)}.")
    if known.site:
        found.append(f"Une page publique avec la carte et la liste des boutiques : {known.site}")
    return found


def _partners(known: Known) -> list[str]:
    took = known.report.taking_part
    named = [line.strip() for line in known.identity.partners.splitlines() if line.strip()]
    networks = enumerate_in_words(f"{name} ({plural(shops, 'boutique')})" for name, shops in took.by_network)
    epcis = enumerate_in_words(name for name, _ in took.by_epci)
    press = plural(known.articles, "parution relevée", "parutions relevées") if known.articles else ""
    return [
        f"Partenaires de la campagne : {', '.join(named)}." if named else "",
        f"Réseaux des boutiques : {networks}." if networks else "",
        f"Collectivités dont une boutique participait : {epcis}." if epcis else "",
        f"Presse locale : {press}." if press else "",
    ]


def _keywords(known: Known) -> list[str]:
    networks = " ".join(name for name, _ in known.report.taking_part.by_network).lower()
    first, *others = USUAL_KEYWORDS
    return [first, *(["RECYCLERIE"] if "ressourcerie" in networks or "recyclerie" in networks else []), *others]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _handed(one: Handed) -> str:
    """« 404 affiches A3 », « 168 paquets de 100 flyers A5 »."""
    if one.unit:
        return f"{several(one.quantity, one.unit)} {_small(one.name)}"
    return several(one.quantity, one.name)


def several(many: int, name: str) -> str:
    """« 4 roues de la prévention », « 4 jeux des saisons », « 404 affiches A3 »: the first word takes the plural."""
    noun, _, rest = _small(name).partition(" ")
    if many > 1 and not noun.endswith(("s", "x", "z")):
        noun += "x" if noun.endswith(("eu", "eau")) else "s"
    return f"{number(many)}{NBSP}{' '.join(one for one in (noun, rest) if one)}"


def _small(label: str) -> str:
    """« affiches A3 » for « Affiches A3 »; an acronym keeps its capitals."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
