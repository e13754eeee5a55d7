"""The kit of an edition, gathered from every room, and what was taken out of its texts."""

from dataclasses import replace

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.clock import PARIS
from campaign.base.database import Database
from campaign.base.variables import names_in
from campaign.editions.model import Edition
from campaign.editions.views import edition as edition_view
from campaign.handover.dates import days_from
from campaign.handover.learnt import lessons_of, questions_of, sheet_of
from campaign.handover.model import (
    Collected,
    Kit,
    MailText,
    Mark,
    Masked,
    Model,
    ModelLine,
    Moment,
    Outline,
    Part,
    PressBlock,
    Spent,
    StockItem,
)
from campaign.handover.names import scrubber, variables_of_messages, variables_of_press
from campaign.handover.plan_given import plan_of
from campaign.handover.scrubbing import Scrubber, each_once, short
from campaign.handover.store import kept_kit, question_sets
from campaign.identity.views import identity
from campaign.kits import views as kits
from campaign.messages.model import Step
from campaign.messages.texts import MAX_BODY, MAX_SUBJECT, texts
from campaign.messages.views import plan
from campaign.planning.model import Nature
from campaign.planning.views import spending
from campaign.press.default_framework import BY_CODE
from campaign.press.facts import FIGURE
from campaign.press.model import MAX_TEXT, MAX_TITLE, Block
from campaign.press.records import RECORDED
from campaign.press.views import material
from campaign.stock import views as stock


@guarded
def kit_of(db: Database, by: Actor, edition_id: int) -> Collected:
    """The hand-over kit of an edition: nobody is in it, whatever the team typed.

    What the edition has not said itself but received by a kit (amounts of last time, lessons) goes on.

    Raises:
        NotFound.
    """
    edition = edition_view(db, edition_id)
    scrub = scrubber(db)
    kept = kept_kit(db, edition_id)
    received = kept.kit if kept else None
    kit = Kit(
        outline=_outline(edition, scrub),
        calendar=_calendar(db, by, edition, received),
        plan=plan_of(db, by, edition_id, scrub, received),
        texts=_texts(db, by, scrub),
        press=_press(db, by, edition_id, scrub),
        items=_items(db, by, scrub),
        models=_models(db, by, scrub, received),
        spending=_spending(db, by, edition_id, scrub, received),
        questions=tuple(questions_of(one, scrub) for one in question_sets(db)),
        lessons=lessons_of(db, by, edition, scrub, received),
        sheet=sheet_of(db, edition_id, scrub, received),
    )
    return Collected(kit, tuple(scrub.masked))


def _outline(edition: Edition, scrub: Scrubber) -> Outline:
    return Outline(
        name=short(scrub.text(edition.name, Part.EDITION, "le nom"), 80),
        theme=short(scrub.text(edition.theme, Part.EDITION, "le thème"), 200),
        first_day=edition.first_day,
        days=tuple(days_from(edition.first_day, day) for day in edition.days),
        answer_deadline=days_from(edition.first_day, edition.answer_deadline),
        objective_shops=edition.objective_shops,
        objective_visitors=edition.objective_visitors,
    )


def _calendar(db: Database, by: Actor, edition: Edition, received: Kit | None) -> tuple[Moment, ...]:
    told = {one.step: one.days_from_first for one in received.calendar} if received else {}
    left = {one.step: one.launched_at for one in plan(db, by, edition.id)}
    found = []
    for step in Step:
        at = left.get(step)
        days = days_from(edition.first_day, at.astimezone(PARIS).date()) if at else told.get(step)
        found.append(Moment(step, days))
    return tuple(found)


def _texts(db: Database, by: Actor, scrub: Scrubber) -> tuple[MailText, ...]:
    ours, found = variables_of_messages(identity(db)), []
    for one in texts(db, by):
        subject, body = one.subject, one.body
        if not one.is_default:
            subject = short(scrub.text(subject, Part.TEXTS, f"{one.step.label}, l’objet", ours), MAX_SUBJECT)
            body = short(scrub.text(body, Part.TEXTS, one.step.label, ours), MAX_BODY)
        found.append(MailText(one.step, one.progress, subject, body, adapted=not one.is_default))
    return tuple(found)


def _press(db: Database, by: Actor, edition_id: int, scrub: Scrubber) -> tuple[PressBlock, ...]:
    ours, found = variables_of_press(), []
    for one in material(db, by, edition_id).blocks:
        usual = BY_CODE.get(one.code)
        text = one.text if usual and usual.text == one.text else _press_text(one, scrub, ours)
        title = one.title if usual else short(scrub.text(one.title, Part.PRESS, "un titre"), MAX_TITLE)
        found.append(PressBlock("" if one.custom else one.code, title, text, one.locked))
    names = each_once(one.title for one in found)
    return tuple(replace(one, title=name) if not one.code else one for one, name in zip(found, names, strict=True))


def _press_text(block: Block, scrub: Scrubber, ours: dict[str, str]) -> str:
    """Figures that the team typed are those of here: only those the software counts go."""
    text = scrub.text(block.text, Part.PRESS, block.title, ours)
    for name in names_in(text):
        if name.startswith(FIGURE) and name.removeprefix(FIGURE) not in RECORDED:
            text = text.replace(f"{{{{{name}}}}}", Mark.FIGURE.label)
            scrub.masked.append(Masked(Part.PRESS, block.title, Mark.FIGURE, f"{{{{{name}}}}}"))
    return short(text, MAX_TEXT)


def _items(db: Database, by: Actor, scrub: Scrubber) -> tuple[StockItem, ...]:
    steps = kits.steps_of_orders(db, by)

    def said(text: str, code: str, most: int) -> str:
        return short(scrub.text(text, Part.ITEMS, code), most)

    return tuple(
        StockItem(
            code=one.code,
            name=said(one.name, one.code, 80),
            kind=one.kind,
            family=one.family,
            unit=said(one.unit, one.code, 40),
            pack=one.pack,
            volume_litres=one.volume_litres,
            weight_kg=one.weight_kg,
            value_cents=one.value_cents,
            parts=tuple(said(part, one.code, 80) for part in one.parts),
            order_step=steps[one.id],
        )
        for one in sorted(stock.items(db, by), key=lambda one: one.code)
    )


def _models(db: Database, by: Actor, scrub: Scrubber, received: Kit | None) -> tuple[Model, ...]:
    codes = {one.id: one.code for one in stock.items(db, by)}
    found = []
    for one in kits.models(db, by):
        lines = tuple(
            ModelLine(codes[line.item_id], line.rule, line.need, line.small, line.medium, line.large)
            for line in one.lines
            if line.item_id in codes
        )
        name = short(scrub.text(one.name, Part.MODELS, one.name), 56)
        found.append(Model(name, one.kind, bool(one.only), lines))
    names = {one.name.lower() for one in found}
    known = set(codes.values())
    for one in received.models if received else ():
        if one.for_some and one.name.lower() not in names:
            name = short(scrub.text(one.name, Part.MODELS, one.name), 56)
            found.append(replace(one, name=name, lines=tuple(line for line in one.lines if line.item in known)))
    return tuple(replace(one, name=name) for one, name in zip(found, each_once(one.name for one in found), strict=True))


def _spending(
    db: Database, by: Actor, edition_id: int, scrub: Scrubber, received: Kit | None
) -> tuple[Spent, ...]:  # fmt: skip
    told = {(one.nature, one.label, one.tax): one for one in received.spending} if received else {}
    found = []
    for line in spending(db, by, edition_id).all_lines:
        label = short(scrub.text(line.label, Part.SPENDING, line.label), 120)
        amounts = (line.planned, line.committed, line.spent)
        if line.nature is Nature.SALARIES:
            amounts = (None, None, None)  # what one person earns can be read from it
        former = told.get((line.nature, label, line.tax))
        if former and not any(one is not None for one in amounts):
            amounts = (former.planned, former.committed, former.spent)
        found.append(Spent(line.nature, label, line.tax, line.rate, *amounts))
    return tuple(found)
