"""What a new version of the questions changes, in sentences, before it is saved. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from campaign.base.french import NBSP, enumerate_in_words, number
from campaign.debrief.model import Question, QuestionSet, Section
from campaign.debrief.questioning import relied_on, same_measure

_USES = "le bilan de l’édition s’en sert"


def same_questions(one: QuestionSet, other: QuestionSet) -> bool:
    """Whether two versions ask the same, their numbers aside."""
    return replace(one, version=other.version) == other


def changes(before: QuestionSet, after: QuestionSet) -> tuple[str, ...]:
    """One sentence a change: parts, questions added, taken away, changed, then the order; none when all is alike."""
    said = [*_of_parts(before.sections, after.sections)]
    added = [one for one in after.questions if before.question(one.code) is None]
    gone = [one for one in before.questions if after.question(one.code) is None]
    for one in added:
        old = _measured_otherwise(one, gone)
        if old is None:
            said.append(f"Ajoutée{NBSP}: « {one.label} ».")
            continue
        gone.remove(old)
        lost = f", et {_USES}{NBSP}: il ne la trouvera plus" if relied_on(old.code) else ""
        said.append(f"« {one.label} » ne se répond plus pareil{NBSP}: ses réponses ne se comparent plus{lost}.")
    for one in gone:
        said.append(f"Retirée{NBSP}: « {one.label} »{f', {_USES}' if relied_on(one.code) else ''}.")
    for one in after.questions:
        old = before.question(one.code)
        if old and (what := _changed(old, one, after.sections)):
            said.append(f"« {old.label} »{NBSP}: {what}.")
    if _order(before, after) != _order(after, before):
        said.append("L’ordre des questions change.")
    return tuple(said) or (() if same_questions(before, after) else ("L’ordre change.",))


def warnings(before: QuestionSet, after: QuestionSet) -> tuple[str, ...]:
    """The questions the report uses that it will no longer find."""
    return tuple(one.label for one in before.questions if relied_on(one.code) and after.question(one.code) is None)


def _of_parts(before: Sequence[Section], after: Sequence[Section]) -> list[str]:
    old, new = {one.code: one for one in before}, {one.code: one for one in after}
    said = [f"Nouvelle partie{NBSP}: « {one.title} »." for code, one in new.items() if code not in old]
    said += [f"Partie retirée{NBSP}: « {one.title} »." for code, one in old.items() if code not in new]
    for code, one in new.items():
        if code in old and old[code].title != one.title:
            said.append(f"La partie « {old[code].title} » devient « {one.title} ».")
        elif code in old and old[code] != one:
            said.append(f"L’aide de la partie « {one.title} » change.")
    kept = [[code for code in side if code in old and code in new] for side in (old, new)]
    return [*said, "L’ordre des parties change."] if kept[0] != kept[1] else said


def _measured_otherwise(question: Question, gone: Sequence[Question]) -> Question | None:
    """The question taken away that this one replaces: the same words, answered otherwise."""
    alike = (one for one in gone if one.label == question.label and not same_measure(one, question))
    return next(alike, None)


def _changed(old: Question, new: Question, sections: Sequence[Section]) -> str:
    """« ses mots deviennent « Curieux », au-dessus de 500 à relire »."""
    said = []
    if old.label != new.label:
        said.append(f"devient « {new.label} »")
    if old.hint != new.hint:
        said.append(f"aide « {new.hint} »" if new.hint else "plus d’aide")
    if old.most != new.most:
        said.append("plus rien à relire" if new.most is None else f"à relire au-dessus de {number(new.most)}")
    if old.section != new.section:
        title = next((one.title for one in sections if one.code == new.section), "")
        said.append(f"passe dans « {title} »")
    if old.choices != new.choices:
        said.append("réponses proposées changées")
    if old.units != new.units:
        said.append("unité proposée d’abord changée")
    if old.quotable != new.quotable:
        said.append("peut être citée" if new.quotable else "ne sera plus citée")
    return enumerate_in_words(said)


def _order(one: QuestionSet, other: QuestionSet) -> dict[str, list[str]]:
    """The codes both versions ask, in the order of ``one``, by part; a question that moved to another part aside."""
    found: dict[str, list[str]] = {}
    for question in one.questions:
        there = other.question(question.code)
        if there and there.section == question.section:
            found.setdefault(question.section, []).append(question.code)
    return found
