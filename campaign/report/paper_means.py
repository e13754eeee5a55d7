"""Chapters of the report made of what the département knows: goods, money, what lasted, one edition against another."""

from campaign.base.french import NBSP, enumerate_in_words, number, plural
from campaign.documents.paper_content import Block, Heading, Note, Points, Step, Steps, Table
from campaign.planning.model import Amount, Stage, amount_of
from campaign.planning.money import Tax, euros
from campaign.report.facts import PerUnit
from campaign.report.model import Report
from campaign.report.paper_counts import UNKNOWN, choices_told, figures_table


def goods_told(report: Report) -> tuple[Block, ...]:
    goods = report.goods
    papers = [one for one in report.figures if one.question.item]
    if not goods.delivered_places and not papers:
        return ()
    blocks: list[Block] = []
    if goods.delivered_places:
        blocks.append(Points((f"{plural(goods.delivered_places, 'lieu livré', 'lieux livrés')}.",)))
        rows = tuple(
            (one.item, number(one.delivered), UNKNOWN if one.left is None else number(one.left),
             f"{number(one.told)} sur {number(one.places)}")
            for one in goods.given
        )  # fmt: skip
        headers = ("Imprimés et fournitures", "Livrés", "Restés", "Lieux qui l’ont dit")
        blocks.append(Table("Ce qui a été livré et ce qui est resté", headers, rows, (1, 2, 3)))
        lost = tuple((one.what, kind, one.settled, euros(one.value_cents))
                     for kind, found in (("perdu", goods.lost), ("abîmé", goods.damaged)) for one in found)  # fmt: skip
        blocks.append(Table("Matériel perdu ou abîmé", ("Matériel", "Quoi", "Suite", "Valeur"), lost, (3,),
                            empty="Rien de perdu ni d’abîmé."))  # fmt: skip
    if papers:
        blocks.append(figures_table("Ce qui restait encore en boutique, d’après les bilans", papers))
    return tuple(blocks)


def money_told(report: Report) -> tuple[Block, ...]:
    money = report.money
    if not money.totals and not money.overhead:
        return ()
    # A stage that nobody filled in says nothing: its column would only repeat « inconnu ».
    stages = [stage for stage in Stage if any(one.stage is stage for one in money.totals)]
    rows = []
    for label, amounts in (*((one.nature.label, one.amounts) for one in money.natures), ("Total", money.totals)):
        for tax in (Tax.TTC, Tax.HT):
            found = [amount_of(amounts, stage, tax) for stage in stages]
            if any(found):
                rows.append((label, tax.label, *(_amount(one) for one in found)))
    headers = ("Nature", "", *(stage.label for stage in stages))
    right = tuple(range(2, len(headers)))
    note = "Les montants HT et TTC ne sont jamais additionnés."
    blocks: list[Block] = [Table("Dépenses par nature", headers, tuple(rows), right, note)]
    if money.per_unit:
        blocks.append(Points(tuple(each_in_words(one) for one in money.per_unit)))
    if money.overhead:
        names = enumerate_in_words(one.lower() for one in money.overhead)
        blocks.append(Note(f"Frais généraux ({names}){NBSP}: suivis à part, dans aucun de ces montants."))
    return tuple(blocks)


def lasting_told(report: Report) -> tuple[Block, ...]:
    lasting = report.lasting
    blocks: list[Block] = []
    if lasting.sentences:
        blocks.append(Points(lasting.sentences))
        compared = plural(lasting.compared, "fiche comparée", "fiches comparées")
        blocks.append(
            Note(f"Trouvé en comparant les fiches figées le jour de l’édition à celles d’après ({compared}).")
        )
    if lasting.questions:
        blocks += [Heading("À vérifier"), Points(lasting.questions)]
    blocks += choices_told(one for one in report.choices if one.question == "lasting")
    return tuple(blocks)


def against_told(report: Report) -> tuple[Block, ...]:
    found = report.against
    if found is None:
        return ()
    steps = tuple(
        Step(one.label, one.before.middle if one.before else None, one.after.middle if one.after else None,
             one.said_before, one.said_after)
        for one in found.measures
    )  # fmt: skip
    note = "Le nombre de répondants change d’une édition à l’autre : comparer avec prudence."
    return (Steps(f"{found.before} et {found.after}", found.before, found.after, steps, note),)


def each_in_words(one: PerUnit) -> str:
    """« Coût par visiteur compté : de 6,48 € à 7,98 € TTC (dépensé ; 14 répondants sur 17…) »."""
    span = euros(one.low) if one.low == one.high else f"de {euros(one.low)} à {euros(one.high)}"
    return f"{one.label}{NBSP}: {span} {one.tax} ({one.about})."


def _amount(found: Amount | None) -> str:
    if found is None:
        return UNKNOWN
    partly = f" ({number(found.known)} lignes sur {number(found.out_of)})" if found.known < found.out_of else ""
    return f"{euros(found.cents)}{partly}"
