"""The editor of the press kit, whoever writes: what a block shows, and what pressing a button does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from campaign.accounts.model import Actor
from campaign.base import operations
from campaign.base.errors import Conflict, InvalidInput
from campaign.communication.model import DEPARTEMENT, Audience
from campaign.communication.press_desk import Chip, Desk, desk, whom
from campaign.press.adapting import Differences, back_to_framework, bring_back, change_local, differences, take_update
from campaign.press.comparing import Piece, difference
from campaign.press.default_framework import BY_CODE, FIGURES, LEAD, NEAR_YOU, RELEASE, TITLE
from campaign.press.facts import FIGURE
from campaign.press.model import MAX_TEXT, MAX_TITLE, AudienceBlock, BlockState
from campaign.press.views import removed_blocks
from campaign.press.writing import add_block, change_block, move_block, remove_block, restore_block, set_lock
from campaign.web.press_words import Span, raw_spans
from campaign.web.visit import Visit

# The variables each block asks for most; the whole list stands below the blocks.
_CHIPS = {
    TITLE: ("boutiques_solidaires_capitale", "ouvrent", "leurs_portes", "territoire_en"),
    LEAD: ("les_jours_capitale", "boutiques_solidaires", "territoire_de", "operation", "collectivite"),
    RELEASE: ("nb_jours", "departement_en", "animations", "site", "contact_presse"),
    NEAR_YOU: ("ici_capitale", "villes", "boutiques_a_citer", "animations", "contact_presse"),
    "programme": ("animations", "horaires", "les_jours", "site"),
}
_USUAL = ("operation", "les_jours", "territoire_en", "collectivite")
_SHORT = {
    "boutiques_solidaires_capitale": "Combien de boutiques (début)",
    "boutiques_solidaires": "Combien de boutiques",
    "ouvrent": "ouvre / ouvrent",
    "leurs_portes": "sa porte / leurs portes",
    "territoire_en": "En ce territoire",
    "territoire_de": "De ce territoire",
    "les_jours": "Les jours",
    "les_jours_capitale": "Les jours (début)",
    "operation": "L’opération",
    "collectivite": "Qui organise",
    "nb_jours": "Combien de jours",
    "departement_en": "En ce département",
    "site": "Le site",
    "contact_presse": "Contact presse",
    "ici_capitale": "Ici (début)",
    "villes": "Les villes",
    "boutiques_a_citer": "Les boutiques",
    "animations": "Les animations",
    "horaires": "Les heures",
}
_TINTS = {
    BlockState.LOCKED: ("lock", "sable"),
    BlockState.COMMON: ("people", "ciel"),
    BlockState.ADAPTED: ("pencil", "menthe"),
    BlockState.EMPTY: ("minus", "creme"),
}
DONE = {
    "enregistrer": "Enregistré.",
    "verrouiller": "Verrouillé : personne d’autre ne peut l’adapter. Les textes locaux sont gardés.",
    "deverrouiller": "Déverrouillé : chacun peut l’adapter. Les textes locaux gardés sont revenus.",
    "ajouter": "Bloc ajouté. Écrivez son texte.",
    "retirer": "Bloc retiré. « Remettre », en bas de la page, le ramène avec ses textes.",
    "remettre": "Bloc remis.",
    "monter": "Déplacé.",
    "descendre": "Déplacé.",
    "trame": "La trame commune s’imprime de nouveau. Votre texte est gardé.",
    "rappeler": "Votre texte est de retour.",
    "vu": "C’est noté : votre texte reste tel quel.",
}


@dataclass(frozen=True, slots=True)
class Bench:
    """Where somebody writes: who, for whom, under which address. ``proof`` is the form's, for agents only."""

    visit: Visit
    actor: Actor
    edition_id: int
    audience: Audience
    address: str
    writes: bool
    proof: str = ""

    @property
    def common(self) -> bool:
        """Whether the framework itself is written."""
        return self.audience == DEPARTEMENT

    def at(self, **more: str) -> str:
        """The address of this page, with parameters."""
        known = {"edition": str(self.edition_id)} if self.proof else {}
        return f"{self.address}?{urlencode({**known, 'pour': str(self.audience), **more})}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept a text from being saved, with what was typed."""

    code: str
    title: str
    text: str
    sentence: str
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class BlockShown:
    """A block on the page. ``state`` is (words, icon, tint); ``pieces`` what its text was, before a conflict."""

    one: AudienceBlock
    number: int
    hint: str
    state: tuple[str, str, str]
    editable: bool
    text: str
    title: str
    version: int
    operation: str
    chips: tuple[Chip, ...]
    spans: tuple[Span, ...]
    told: Differences | None
    restorable: bool
    trouble: Trouble | None
    pieces: tuple[Piece, ...]
    movable: bool
    done: str = ""
    adapted: tuple[tuple[Audience, str], ...] = field(default=())


def open_desk(bench: Bench, typed: Mapping[str, str] | None = None) -> Desk:
    """The texts of the bench's audience."""
    return desk(bench.visit.db, bench.actor, bench.edition_id, bench.audience, typed)


def blocks_shown(
    bench: Bench, found: Desk, typed: Mapping[str, str], trouble: Trouble | None = None
) -> list[BlockShown]:
    """The blocks in their order; ``typed`` texts stand in place of those kept."""
    asked, done = bench.visit.asked("bloc"), DONE.get(bench.visit.asked("fait"), "")
    return [
        _shown(bench, found, one, number, typed, trouble, done if asked == one.block.code else "")
        for number, one in enumerate(found.blocks, start=1)
    ]


def _shown(
    bench: Bench, found: Desk, one: AudienceBlock, number: int, typed: Mapping[str, str], trouble: Trouble | None,
    done: str,
) -> BlockShown:  # fmt: skip
    block, local = one.block, one.local
    mine = trouble if trouble and trouble.code == block.code else None
    editable = bench.writes and not found.frozen and (bench.common or not block.locked)
    own = local is not None and local.text is not None
    told = None
    if editable and own and not bench.common:
        told = differences(bench.visit.db, bench.actor, bench.edition_id, whom(bench.audience), one)
    theirs = mine.conflict.theirs.get("Texte", "") if mine and mine.conflict else None
    by_name = {chip.name: chip for chip in found.chips}
    return BlockShown(
        one=one,
        number=number,
        hint=BY_CODE[block.code].hint if block.code in BY_CODE else "Un bloc ajouté, imprimé sous son titre.",
        state=_state(bench, one, own=own),
        editable=editable,
        text=typed.get(block.code, one.text),
        title=mine.title if mine and mine.title else block.title,
        version=block.version if bench.common else local.version if local else 0,
        operation=operations.new_operation(),
        chips=tuple(
            Chip(name, _short(by_name[name]), by_name[name].value)
            for name in _wanted(block.code, by_name)
            if name in by_name
        ),
        spans=tuple(raw_spans(one.text)),
        told=told,
        restorable=editable and not bench.common and local is not None and local.text is None,
        trouble=mine,
        pieces=tuple(difference(theirs, mine.text)) if theirs is not None else (),
        movable=bench.common and editable and (block.code not in BY_CODE or bool(BY_CODE[block.code].printed)),
        done=done,
        adapted=found.adapted.get(block.code, ()),
    )


def _short(chip: Chip) -> str:
    """« Les jours »; for a figure, « 8 communes »."""
    if chip.name.startswith(FIGURE):
        return f"{chip.value} {chip.label}".strip()
    return _SHORT.get(chip.name, chip.label)


def _wanted(code: str, known: Mapping[str, Chip]) -> tuple[str, ...]:
    if code in (FIGURES, "context"):
        return (*[name for name in known if name.startswith(FIGURE)][:5], "operation")
    return _CHIPS.get(code, _USUAL)


def _state(bench: Bench, one: AudienceBlock, *, own: bool) -> tuple[str, str, str]:
    icon, tint = _TINTS[one.state]
    if one.state is BlockState.EMPTY and one.block.locked:
        return "vide, verrouillé", "lock", "sable"
    if one.state is BlockState.ADAPTED and not own:
        return "texte de votre intercommunalité", "people", "ciel"
    if one.behind and own and not bench.common:
        return "adapté, trame modifiée depuis", "warning", "paille"
    return one.state.label, icon, tint


def do(bench: Bench, action: str) -> str:
    """What a button asks; the code of the block to come back to.

    Raises:
        InvalidInput: no such button, or a refused text; Conflict; NotFound; Refused; EditionOver; OperationReused.
    """
    work = (_COMMON if bench.common else _LOCAL).get(action)
    if work is None:
        raise InvalidInput("faire", "Ce bouton ne fait rien ici. Rechargez la page.")
    code = bench.visit.typed("bloc")
    return work(bench, code) or code


def typed_of(visit: Visit) -> dict[str, str]:
    """The texts that came with a form: the block's own, and those of the other blocks when the script sends them."""
    found = {name.removeprefix("texte-"): values[0] for name, values in visit.form.items() if name.startswith("texte-")}
    code = visit.typed("bloc")
    return {**found, code: visit.typed("texte")} if code and "texte" in visit.form else found


def _number(visit: Visit, name: str) -> int:
    typed = visit.typed(name)
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _keep_common(bench: Bench, code: str) -> None:
    visit = bench.visit
    change_block(
        visit.db, bench.actor, bench.edition_id, code, _number(visit, "version"), visit.typed("titre"),
        visit.typed("texte"), visit.typed("operation"),
    )  # fmt: skip


def _keep_local(bench: Bench, code: str) -> None:
    visit = bench.visit
    change_local(
        visit.db, bench.actor, bench.edition_id, whom(bench.audience), code, _number(visit, "version"),
        visit.typed("texte"), visit.typed("operation"), seen=max(1, _number(visit, "vue")),
    )  # fmt: skip


def _lock(locked: bool) -> Callable[[Bench, str], None]:
    return lambda bench, code: set_lock(*_on(bench, code), locked, bench.visit.typed("operation"))


def _move(earlier: bool) -> Callable[[Bench, str], None]:
    return lambda bench, code: move_block(*_on(bench, code), earlier, bench.visit.typed("operation"))


def _on(bench: Bench, code: str) -> tuple[object, Actor, int, str]:
    return bench.visit.db, bench.actor, bench.edition_id, code


def _local(bench: Bench, code: str) -> tuple[object, Actor, int, str, str, int]:
    return (
        bench.visit.db, bench.actor, bench.edition_id, whom(bench.audience), code, _number(bench.visit, "version"),
    )  # fmt: skip


_COMMON: dict[str, Callable[[Bench, str], str | None]] = {
    "enregistrer": _keep_common,
    "verrouiller": _lock(True),
    "deverrouiller": _lock(False),
    "ajouter": lambda bench, _: add_block(
        bench.visit.db, bench.actor, bench.edition_id, bench.visit.typed("titre"), bench.visit.typed("operation")
    ),
    "retirer": lambda bench, code: remove_block(*_on(bench, code), bench.visit.typed("operation")),
    "remettre": lambda bench, code: restore_block(*_on(bench, code), bench.visit.typed("operation")),
    "monter": _move(True),
    "descendre": _move(False),
}
_LOCAL: dict[str, Callable[[Bench, str], str | None]] = {
    "enregistrer": _keep_local,
    "trame": lambda bench, code: back_to_framework(*_local(bench, code), bench.visit.typed("operation")),
    "rappeler": lambda bench, code: bring_back(*_local(bench, code), bench.visit.typed("operation")),
    "vu": lambda bench, code: take_update(
        *_local(bench, code), _number(bench.visit, "vue"), bench.visit.typed("operation")
    ),
}


def limits() -> dict[str, int]:
    """What the page counts against."""
    return {"text": MAX_TEXT, "title": MAX_TITLE}


def removed(bench: Bench) -> list[tuple[str, str]]:
    """The added blocks that can be put back."""
    return removed_blocks(bench.visit.db, bench.actor, bench.edition_id) if bench.common and bench.writes else []
