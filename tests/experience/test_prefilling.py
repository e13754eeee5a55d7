"""What the sheet proposes, worked out by hand from a report with little in it: nothing guessed, HT and TTC apart."""

from dataclasses import replace
from datetime import date

from campaign.base import rich_text
from campaign.debrief.counted import Held, Standing
from campaign.debrief.lasting import Change, Lasting, Topic
from campaign.debrief.model import Figure, Unit
from campaign.editions.model import Edition
from campaign.experience.known import Dates, Handed, Lent, Means, Span
from campaign.experience.model import PARTS
from campaign.experience.prefilling import proposed, several, span_in_words, title_of
from campaign.experience.telling import MOST_SAID, chosen, counted
from campaign.planning.model import Amount, Nature, OfNature, Stage
from campaign.planning.money import Tax
from campaign.report.facts import Goods, Money, PerUnit, Received, Said, TakingPart
from campaign.report.model import Point, Quadrant, Remark, Resolution
from tests.experience.conftest import DAYS, EDITION, choice, figure, known

WED, SAT = DAYS
STANDINGS = {Standing.KNOWN: 8, Standing.PARTLY: 1, Standing.UNKNOWN: 1, Standing.NOT_ANSWERED: 7}
VISITORS = figure("visitors", "Visiteurs", Unit.PEOPLE, (1200, 1500), STANDINGS)
TAKING_PART = TakingPart(
    19, 17, 17, ((WED, 16), (SAT, 17)), (("Angers Loire Métropole", 9), ("Mauges Communauté", 8)),
    (("Emmaüs", 10), ("Réseau des ressourceries", 7)), (("Café offert", 7), ("Musique", 4)),
)  # fmt: skip


def test_nothing_known_proposes_no_figure_at_all(plain):
    texts = proposed(replace(known(), edition=replace(EDITION, objective_shops=None, theme="")))
    assert set(texts) == {one.code for one in PARTS}
    empty = {code for code, text in texts.items() if not text}
    assert {"quantitative_results", "qualitative_results", "financial_means", "technical_means", "difficulties",
            "quantitative_objectives", "context", "human_means"} <= empty  # fmt: skip
    assert not any(sign.isdigit() for sign in texts["partners"] + texts["success_factors"] + texts["description"])


def test_the_body_and_its_territory_head_the_sheet(plain):
    text = plain(proposed(replace(known(taking_part=TAKING_PART), departement="Maine-et-Loire", departement_code="49",
                                  communes=12))["actor_territory"])  # fmt: skip
    assert text.splitlines() == [
        "- Maître d’ouvrage : Département d’essai",
        "- Adresse : 1 place de l’Essai, 49000 Angers",
        "- Contact : Camille Roussel, service prévention des déchets, 02 41 00 00 00, camille@exemple.example",
        "- Auteur de la fiche : Camille Roussel",
        "- Territoire : Maine-et-Loire (49) ; 17 boutiques participantes, 12 communes, 2 intercommunalités",
    ]


def test_who_took_part_is_counted_from_the_answers(plain):
    text = plain(proposed(known(taking_part=TAKING_PART, received=Received(17, 9, 1)))["quantitative_results"])
    assert text.splitlines() == [
        "- 17 boutiques ont participé sur 19 invitées (objectif : 17).",
        "- Boutiques ouvertes : 16 le mercredi 13 novembre ; 17 le samedi 16 novembre.",
        "- 2 intercommunalités concernées : Angers Loire Métropole (9), Mauges Communauté (8).",
        "- 11 animations annoncées par les boutiques, sans compter celles des animateurs.",
        "- 9 bilans reçus sur 17, 1 autre commencé.",
    ]


def test_a_figure_bears_its_respondents_and_what_is_not_in_its_total(plain):
    said = plain(counted(VISITORS))
    assert said == (
        "Visiteurs : de 1 200 à 1 500 personnes au total. 9 répondants sur 17 ; 1 ne sait pas ; 7 n’ont pas répondu ; "
        "1 pour une partie des jours seulement."
    )


def test_an_unconfirmed_figure_is_told_apart_and_a_figure_nobody_gave_is_not_told():
    odd = Held(3, "La Remise", WED, Figure(4500, 4500, Unit.PEOPLE))
    held = replace(VISITORS, count=replace(VISITORS.count, held=(odd,)))
    assert "1 chiffre à confirmer, hors du total" in counted(held).replace("\u00a0", " ")
    assert counted(figure("visitors", "Visiteurs", Unit.PEOPLE, None, {Standing.UNKNOWN: 17})) == ""


def test_a_unit_that_one_or_two_shops_used_beside_the_others_is_not_published():
    kilos = figure("sold", "Vendu", Unit.KILOS, (900, 900), {Standing.KNOWN: 9, Standing.OTHER_UNIT: 2})
    articles = figure("sold", "Vendu", Unit.ARTICLES, (64, 64), {Standing.KNOWN: 2, Standing.OTHER_UNIT: 9})
    text = proposed(known(figures=(articles, kilos)))["quantitative_results"]
    assert "900" in text
    assert "64" not in text
    three = figure("sold", "Vendu", Unit.ARTICLES, (64, 64), {Standing.KNOWN: 3, Standing.OTHER_UNIT: 9})
    assert "64" in proposed(known(figures=(three, kilos)))["quantitative_results"]


def test_choices_are_told_with_how_many_chose_each(plain):
    count = choice("satisfaction", "Vous en êtes…", {"Très contents": 8, "Plutôt contents": 4, "Déçus": 0}, 12, 17, 1)
    said = (
        "Satisfaction des boutiques : très contents (8) ; plutôt contents (4). 12 répondants sur 17 ; 1 ne sait pas ;"
    )
    assert plain(chosen(count)) == f"{said} 4 n’ont pas répondu."
    assert chosen(replace(count, question="other", label="Autre chose… ?")).startswith("Autre chose :")
    assert chosen(replace(count, answered=0)) == ""


def test_what_lasted_and_words_that_may_be_quoted_are_signed_by_the_place_alone(plain):
    lasting = Lasting((Change(2, "La Remise", Topic.DAYS, "mardi", "mercredi"),), (), 17, 0, 0)
    remarks = (Remark(4, "Le Fil retrouvé", "moment", "Le plus beau moment", "Dix ans que je passe devant."),)
    quoted = (Said("Dix ans que je passe devant.", "Sonia Belkacem, Le Fil retrouvé"), Said("D’un anonyme", "?"))
    text = plain(proposed(known(lasting=lasting, remarks=remarks, said=quoted))["qualitative_results"])
    assert text.splitlines() == [
        "- 1 boutique a changé ses jours d’ouverture : La Remise.",
        "- « Dix ans que je passe devant. » (Le Fil retrouvé)",
    ]


def spent(*sums: Amount, natures: tuple[OfNature, ...] = (), overhead: tuple[str, ...] = ()) -> Money:
    each = (PerUnit("Coût par boutique", 244118, 244118, "TTC", "dépensé, 17 boutiques"),)
    return Money(sums, natures, overhead, each if sums else ())


def test_money_is_told_ttc_then_ht_never_added_with_overhead_apart(plain):
    ttc, ht = (Amount(Stage.SPENT, tax, cents, 10, 10) for tax, cents in ((Tax.TTC, 4_150_000), (Tax.HT, 100_050)))
    natures = (OfNature(Nature.SUPPLIES, 2, (Amount(Stage.SPENT, Tax.TTC, 380_000, 2, 2),)),
               OfNature(Nature.PRINTING, 8, (Amount(Stage.SPENT, Tax.TTC, 3_770_000, 8, 8),)))  # fmt: skip
    text = proposed(known(money=spent(ttc, ht, natures=natures, overhead=("Salaires", "Transport propre"))))
    assert plain(text["financial_means"]).splitlines() == [
        "- 41 500 € TTC dépensés : fournitures 3 800 €, impression 37 700 €.",
        "- 1 000,50 € HT dépensés.",
        "- Salaires et transport propre : comptés à part, hors de ces montants.",
        "- Coût par boutique : 2 441,18 € TTC. Dépensé, 17 boutiques.",
    ]


def test_a_partial_sum_says_out_of_how_many_lines_and_an_unknown_one_is_said_unknown(plain):
    text = plain(proposed(known(money=spent(Amount(Stage.SPENT, Tax.TTC, 1000, 1, 4))))["financial_means"])
    assert text.startswith("- 10 € TTC dépensés (montant connu pour 1 ligne sur 4).")
    lines_only = Money((), (OfNature(Nature.OTHER, 1, ()),), (), ())
    assert plain(proposed(known(money=lines_only))["financial_means"]) == "- Dépenses : montants inconnus."


def test_before_the_days_the_plan_is_told_and_nothing_has_happened_yet(plain):
    sums = (Amount(Stage.PLANNED, Tax.TTC, 200_000, 2, 2), Amount(Stage.COMMITTED, Tax.TTC, 50_000, 1, 2))
    coming = replace(known(taking_part=TAKING_PART, money=spent(*sums)), over=False)
    text = proposed(coming)
    assert "2 000 € TTC prévus" in plain(text["financial_means"])
    assert "participent" in text["quantitative_results"]
    assert "ouvrent ensemble" in text["description"]
    assert "ont ouvert" in proposed(replace(coming, over=True))["description"]


def test_the_planning_is_in_the_order_of_the_days(plain):
    later = Edition(2, "Avril 2014", "", (date(2014, 4, 2), date(2014, 4, 5)), date(2014, 3, 14))
    dates = Dates(
        Span(date(2013, 9, 9), date(2013, 9, 9)), Span(date(2013, 9, 18), date(2013, 10, 20)),
        Span(date(2013, 11, 6), date(2013, 11, 7)), Span(date(2013, 11, 18), date(2013, 11, 19)),
        Span(date(2013, 11, 20), date(2014, 1, 18)), later,
    )  # fmt: skip
    assert plain(proposed(replace(known(), dates=dates))["planning"]).splitlines() == [
        "- 9 septembre 2013 : invitation des boutiques.",
        "- Du 18 septembre au 20 octobre 2013 : réponses des boutiques.",
        "- Du 6 au 7 novembre 2013 : livraison des supports, du matériel et des jeux.",
        "- Mercredi 13 et samedi 16 novembre 2013 : l’événement.",
        "- Du 18 au 19 novembre 2013 : reprise du matériel et des jeux.",
        "- Du 20 novembre 2013 au 18 janvier 2014 : bilans remplis par les boutiques et les animateurs.",
        "- Mercredi 2 et samedi 5 avril 2014 : l’édition suivante.",
    ]
    assert span_in_words(Span(date(2013, 10, 1), date(2013, 10, 3))) == "du 1er au 3 octobre 2013"


def test_means_name_games_in_the_plural_and_what_was_handed_out(plain):
    means = Means(
        roles=("une personne qui coordonne", "l’équipe logistique"), borrowers=("Cholet Agglomération",),
        games=(Lent("Échelle", 4, 0), Lent("Jeu des saisons", 4, 1), Lent("Roue de tri", 1, 2)),
        handed=(Handed("Affiches A3", "", 404), Handed("Flyers A5", "paquet de 100", 168)), depots=("Hangar",),
    )  # fmt: skip
    made = replace(known(taking_part=TAKING_PART, goods=Goods(23, (), (), ())), means=means)
    text = {code: plain(one) for code, one in proposed(made).items()}
    assert text["technical_means"].splitlines() == [
        "- Jeux prêtés aux animateurs : 4 échelles, 4 jeux des saisons et 1 roue de tri (3 prêts pour cette édition).",
        "- Livré dans 23 lieux : 404 affiches A3 et 168 paquets de 100 flyers A5.",
        "- Stockage : Hangar.",
    ]
    assert text["human_means"].splitlines()[0] == (
        "- Département d’essai : une personne qui coordonne ; l’équipe logistique."
    )
    assert "Les animateurs de 1 collectivité y ont tenu des jeux" in text["description"]
    assert plain(several(2, "Panneau")) == "2 panneaux"


def test_what_the_officer_grouped_stands_before_what_shops_wrote(plain):
    wrote = (Remark(1, "A", "difficulties", "", "Annuaires en retard"), Remark(2, "B", "suggestions", "", "Deux fois"))
    points = (Point(1, 1, Quadrant.STRENGTHS, "Acteurs réunis", ((1, "moment"), (2, "moment"))),
              Point(2, 1, Quadrant.WEAKNESSES, "Livré tard"), Point(3, 1, Quadrant.THREATS, "Budget"),
              Point(4, 1, Quadrant.OPPORTUNITIES, "Écoles"))  # fmt: skip
    text = proposed(
        known(remarks=wrote, points=points, resolutions=(Resolution(1, 1, "Livrer plus tôt.", "logistique"),))
    )
    assert plain(text["success_factors"]) == "- Acteurs réunis (2 lieux)"
    assert text["difficulties"] == "- Livré tard\n- Budget"
    assert text["recommendations"] == "- Livrer plus tôt (logistique).\n- Écoles"
    alone = proposed(known(remarks=wrote))
    assert (alone["difficulties"], alone["recommendations"]) == ("- Annuaires en retard", "- Deux fois")


def test_the_same_words_are_told_once_what_was_set_aside_not_at_all_and_many_are_cut_short(plain):
    same = [Remark(one, f"Lieu {one}", "difficulties", "", text) for one, text in
            enumerate(("Trop de monde", "trop de monde !", "Une caisse"))]  # fmt: skip
    aside = Remark(9, "Z", "difficulties", "", "À ne pas dire", set_aside=True)
    text = plain(proposed(known(remarks=(*same, aside)))["difficulties"])
    assert text == "- Trop de monde (2 lieux)\n- Une caisse"
    many = tuple(Remark(one, f"L{one}", "difficulties", "", f"Motif {one}") for one in range(MOST_SAID + 2))
    assert plain(proposed(known(remarks=many))["difficulties"]).splitlines()[-1] == (
        "- Et 2 autres remarques dans les bilans."
    )


def test_what_was_answered_months_after_is_told_with_when(plain):
    joined = choice("months_3_joined", "Avez-vous rejoint un réseau ?", {"Oui": 1, "Non": 7}, 8, 17)
    regulars = figure("months_3_regulars", "Clients revenus", Unit.PEOPLE, (58, 77), {Standing.KNOWN: 5})
    silent = choice("months_6_joined", "Avez-vous rejoint un réseau ?", {"Oui": 0}, 0, 17)
    sections = {"months_3_joined": "months_3", "months_3_regulars": "months_3", "months_6_joined": "months_6"}
    told = known(choices=(joined, silent), figures=(regulars,), section_of=sections,
                 follow_ups=(("months_3", "Trois mois après"), ("months_6", "Six mois après")))  # fmt: skip
    assert plain(proposed(told)["qualitative_results"]).splitlines() == [
        "- Trois mois après, un réseau rejoint : oui (1) ; non (7). 8 répondants sur 17 ; 9 n’ont pas répondu.",
        "- Trois mois après, clients revenus : de 58 à 77 personnes au total. 5 répondants sur 5.",
    ]


def test_what_served_and_what_to_do_again_come_from_the_debriefs(plain):
    used = choice("used", "Ce qui a bien servi", {"les flyers": 3, "les affiches": 7}, 9, 17)
    coffee = replace(choice("activity_cafe", "Café offert", {}, 5, 7), counts=(("again", "À refaire", 4),))
    text = plain(proposed(known(choices=(used,), activities=(coffee,)))["success_factors"])
    assert text.splitlines() == [
        "- Ce qui a bien servi : les affiches (7), les flyers (3). 9 répondants sur 17.",
        "- Animations que les boutiques referaient : café offert (4 sur 5).",
    ]


def test_typed_words_stay_on_their_line_and_the_title_bears_the_month():
    remark = Remark(1, "A", "difficulties", "", "Deux\nlignes")
    assert proposed(known(remarks=(remark,)))["difficulties"] == "- Deux lignes"
    assert title_of(EDITION) == "Les bons jours de l’occasion, novembre 2013"


def test_a_recyclerie_among_the_networks_is_a_keyword():
    assert "RECYCLERIE" in proposed(known(taking_part=TAKING_PART))["keywords"]
    assert "RECYCLERIE" not in proposed(known())["keywords"]


def test_what_people_typed_proposes_neither_a_link_nor_bold():
    hostile = "![](https://evil/p.png) [clic](https://evil) **gras**"
    remark = Remark(1, hostile, "moment", "Mot", hostile)
    told = replace(
        known(taking_part=TAKING_PART, said=(Said(hostile, hostile),), remarks=(remark,),
              points=(Point(1, 1, Quadrant.STRENGTHS, hostile), Point(2, 1, Quadrant.WEAKNESSES, hostile))),
        means=Means(games=(Lent(hostile, 4, 1),)), funds=(hostile,), boilerplate=hostile,
    )  # fmt: skip
    texts = proposed(told)
    assert "clic] (https://evil)" in texts["success_factors"]
    runs = [run for text in texts.values() for line in rich_text.lines_of(rich_text.read(text)) for run in line]
    assert [run for run in runs if run.href or run.bold] == []
