"""Whether a set of questions from elsewhere can be asked here. Pure."""

import re

from campaign.debrief.model import AnswerKind, Question, QuestionSet
from campaign.debrief.questioning import CHOICE_LENGTH, HINT_LENGTH, LABEL_LENGTH, TITLE_LENGTH
from campaign.handover.model import double

_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_MOST_QUESTIONS, _MOST_VERSION = 300, 10_000


def check_questions(one: QuestionSet) -> str:
    """What is wrong with it, in few words; '' when it can be asked."""
    sections = [section.code for section in one.sections]
    codes = [question.code for question in one.questions]
    name = f"{one.audience.label} {one.version}"
    if not 1 <= one.version <= _MOST_VERSION or not sections or not codes or len(codes) > _MOST_QUESTIONS:
        return name
    if (twice := double(sections) or double(codes)) is not None:
        return f"{name}, {twice}"
    for section in one.sections:
        if not _CODE.fullmatch(section.code) or not 0 < len(section.title.strip()) <= TITLE_LENGTH:
            return f"{name}, {section.code[:60]}"
    for question in one.questions:
        if question.section not in sections or not _asked(question):
            return f"{name}, {question.code[:60]}"
    return ""


def _asked(question: Question) -> bool:
    chosen = [code for code, _ in question.choices]
    if not _CODE.fullmatch(question.code) or not 0 < len(question.label.strip()) <= LABEL_LENGTH:
        return False
    if double(chosen) is not None or not all(_CODE.fullmatch(code) for code in chosen):
        return False
    if (
        len(question.hint) > HINT_LENGTH
        or any(len(one) > CHOICE_LENGTH for _, one in question.choices)
        or question.max_length < 0
    ):
        return False
    if question.kind in (AnswerKind.CHOICE, AnswerKind.CHOICES):
        return bool(chosen)
    return bool(question.units) if question.kind is AnswerKind.FIGURE else True
