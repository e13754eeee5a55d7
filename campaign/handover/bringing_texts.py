"""Texts of a kit: messages, press framework, questions; lessons and experience sheet are kept to be read."""

from campaign.accounts.model import Actor
from campaign.base.database import Database
from campaign.base.french import enumerate_in_words
from campaign.base.operations import new_operation
from campaign.debrief.model import Audience, QuestionSet
from campaign.debrief.questioning import check_set
from campaign.debrief.store import keep_set
from campaign.editions.model import Edition
from campaign.handover.model import Kit, Part, has_marks
from campaign.handover.outcome import PartBrought
from campaign.handover.store import is_kept, question_sets
from campaign.messages.model import REMINDERS
from campaign.messages.texts import change_text, texts
from campaign.press.default_framework import BY_CODE, DEFAULT_BLOCKS
from campaign.press.views import material
from campaign.press.writing import add_block, change_block, move_block, set_lock


def bring_texts(db: Database, by: Actor, edition: Edition, kit: Kit, notices: list[str]) -> PartBrought:
    """Write the adapted texts where the original still stands here."""
    here = {(one.step, one.progress): one for one in texts(db, by)}
    added, ours, marked = 0, [], []
    for one in kit.texts:
        mine = here.get((one.step, one.progress))
        same = mine is not None and (mine.subject, mine.body) == (one.subject, one.body)
        if not one.adapted or same:
            continue
        name = f"« {one.step.label} »" + (f" ({one.progress.label.lower()})" if one.step in REMINDERS else "")
        if mine is not None and not mine.is_default:
            ours.append(name)
            continue
        version = mine.version if mine else 0
        change_text(db, by, one.step, one.progress, version, one.subject, one.body, new_operation())
        added += 1
        if has_marks(one.subject + one.body):
            marked.append(name)
    if ours:
        notices.append(f"Messages : votre texte est gardé pour {enumerate_in_words(ours)}.")
    if marked:
        notices.append(
            f"Messages à relire avant d’écrire à quelqu’un, des mots y manquent : {enumerate_in_words(marked)}."
        )
    return PartBrought(Part.TEXTS, added, len(kit.texts) - added)


def bring_press(db: Database, by: Actor, edition: Edition, kit: Kit, notices: list[str]) -> PartBrought:
    """Write the framework of the edition's press kit as the kit has it."""
    usual = {one.code: one for one in DEFAULT_BLOCKS}
    written, marked, order = 0, [], []
    for one in kit.press:
        code = one.code if one.code in BY_CODE else add_block(db, by, edition.id, one.title, new_operation())
        order.append(code)
        former = usual.get(code)
        if former is None or one.text != former.text:
            change_block(db, by, edition.id, code, 1, one.title, one.text, new_operation())
        if one.locked != (former.locked if former else False):
            set_lock(db, by, edition.id, code, one.locked, new_operation())
        written += former is None or (one.text, one.locked) != (former.text, former.locked)
        if has_marks(one.text + one.title):
            marked.append(f"« {one.title} »")
    _arrange(db, by, edition.id, order)
    if marked:
        notices.append(f"Dossier de presse à relire, des mots y manquent : {enumerate_in_words(marked)}.")
    return PartBrought(Part.PRESS, written, len(kit.press) - written)


def _arrange(db: Database, by: Actor, edition_id: int, order: list[str]) -> None:
    """Move blocks up until they stand as in the kit; those the kit does not have stay after."""
    standing = [one.code for one in material(db, by, edition_id).blocks]
    for rank, code in enumerate(one for one in order if one in standing):
        while standing.index(code) > rank:
            here = standing.index(code)
            move_block(db, by, edition_id, code, True, new_operation())
            moved = [one.code for one in material(db, by, edition_id).blocks]
            if moved == standing:
                break  # the head of the press kit stays
            standing = moved
            if standing.index(code) >= here:
                break


def bring_questions(db: Database, by: Actor, edition: Edition, kit: Kit, notices: list[str]) -> PartBrought:
    """Keep the versions of an audience nobody adapted here; else ours go on being asked."""
    added = kept = 0
    here = {(one.audience, one.version): one for one in question_sets(db)}
    for audience in Audience:
        theirs = [one for one in kit.questions if one.audience is audience]
        new = [one for one in theirs if (audience, one.version) not in here]
        latest = max((version for known, version in here if known is audience), default=0)
        if _may_follow(db, theirs, here) and all(one.version > latest for one in new):
            for one in new:
                check_set(one)
                keep_set(db, one)
            added += len(new)
            kept += len(theirs) - len(new)
            continue
        kept += len(theirs)
        if theirs:
            notices.append(
                f"Questions du bilan ({audience.label.lower()}) : les vôtres sont gardées, celles du kit sont autres."
            )
    return PartBrought(Part.QUESTIONS, added, kept)


def _may_follow(
    db: Database, theirs: list[QuestionSet], here: dict[tuple[Audience, int], QuestionSet]
) -> bool:  # fmt: skip
    """Whether every version known here is the kit's too: theirs then only go further."""
    audiences = {one.audience for one in theirs}
    known = {key: one for key, one in here.items() if key[0] in audiences}
    told = {(one.audience, one.version): one for one in theirs}
    # A version of ours that never served may differ by a word from that of another release: it gives way.
    return all(told.get(key) == one or (key in told and not is_kept(db, one)) for key, one in known.items())


def keep_lessons(db: Database, by: Actor, edition: Edition, kit: Kit, notices: list[str]) -> PartBrought:
    """Lessons of another edition are no report of this one: they stay in the kit, shown beside the edition."""
    return PartBrought(Part.LESSONS, to_read=kit.lessons.count)


def keep_sheet(db: Database, by: Actor, edition: Edition, kit: Kit, notices: list[str]) -> PartBrought:
    """The same for the texts of the experience sheet."""
    return PartBrought(Part.SHEET, to_read=len(kit.sheet))
