"""Every line of a file judged together, against the registry and against each other. Pure: nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from campaign.base.database import Row
from campaign.base.text import search_key
from campaign.partners.importing.changes import LOCATION, NOTHING_KNOWN, Changes, changes
from campaign.partners.importing.sheets import ReadSheet
from campaign.partners.importing.store import Registry, keys
from campaign.partners.importing.verdicts import ImportLine, Verdict
from campaign.partners.likeness import CLOSE_NAMES, Likeness, Look, look, names_likeness, street_key
from campaign.partners.lookalikes import Lookalikes

# Sheets of one name in one street, compared one by one with a line: beyond, the file is not a list of shops.
_MOST_COMPARED = 60


def judge(sheets: Sequence[ReadSheet], registry: Registry, departement: str | None = None) -> tuple[ImportLine, ...]:
    """The verdict of each sheet, in the order of the file.

    With ``departement``, lines of another one are refused. A line is first recognised (its id, else its SIRET in the
    commune, else its name and street), one sheet for one line at most; then those that nothing recognises are compared
    with every sheet and with the lines above them.
    """
    refusals = {index: why for index, sheet in enumerate(sheets) if (why := _refusal(sheet, departement))}
    kept = _one_network_each(_one_line_each_id(sheets, refusals, registry), registry)
    matched = _recognised(kept, refusals, registry)
    lines: list[ImportLine] = []
    known = Lookalikes(
        look(_Root(int(shop["duplicate_of"] or place_id), None), shop)
        for place_id, shop in registry.shops.items()
        if shop["archived_at"] is None
    )
    for index, sheet in enumerate(kept):
        if index in refusals:
            lines.append(
                ImportLine(sheet.row.number, Verdict.REJECTED, sheet, reasons=(refusals[index], *sheet.row.notes))
            )
        elif index in matched:
            place_id, found = matched[index]
            lines.append(_known_line(sheet, registry.shops[place_id], found, known, registry))
        else:
            lines.append(_new_line(sheet, known))
    return tuple(lines)


class _Root:
    """The sheet (``place_id``) or the line of the file a copy would be a duplicate of."""

    __slots__ = ("line", "place_id")

    def __init__(self, place_id: int | None, line: int | None) -> None:
        self.place_id, self.line = place_id, line


def _refusal(sheet: ReadSheet, departement: str | None) -> str:
    if sheet.refusal:
        return sheet.refusal
    if departement and sheet.departement and sheet.departement != departement:
        town = sheet.columns.get("commune") or sheet.row.commune or "Cette boutique"
        return f"{town} n’est pas dans le département ({departement}) : la commune est du {sheet.departement}."
    return ""


# Which sheet a line is about


def _one_line_each_id(sheets: Sequence[ReadSheet], refusals: dict[int, str], registry: Registry) -> list[ReadSheet]:
    """An id is its first line's: repeated, or borne by a place that is no shop or plainly another, it is not one."""
    seen: set[str] = set()
    kept = []
    for index, sheet in enumerate(sheets):
        external_id = str(sheet.columns.get("external_id") or "")
        place_id = registry.by_external_id.get(external_id)
        if not external_id or index in refusals:
            kept.append(sheet)
        elif external_id in seen or external_id in registry.other_ids:
            kept.append(_without_id(sheet, f"L’identifiant « {external_id} » sert déjà ailleurs : il n’est pas gardé."))
        elif place_id is not None and not _may_be(sheet, registry.shops[place_id]):
            name = registry.shops[place_id]["name"]
            note = f"L’identifiant « {external_id} » est celui de « {name} » : il n’est pas gardé."
            kept.append(replace(_without_id(sheet, note), to_review=True))
        else:
            kept.append(sheet)
        if index not in refusals:
            seen.add(external_id)
    return kept


def _without_id(sheet: ReadSheet, note: str) -> ReadSheet:
    columns = {name: value for name, value in sheet.columns.items() if name != "external_id"}
    return replace(sheet, columns=columns, notes=(*sheet.notes, note))


def _may_be(sheet: ReadSheet, shop: Row) -> bool:
    """Whether a line bearing a shop's id may be that shop: a name somewhat alike; in its town, its street, its SIRET or
    no street to compare. Two lists numbered from 1 share ids without sharing shops."""
    one, other = look(None, sheet.columns), look(None, shop)
    same_town = one.insee_code == other.insee_code
    return (
        names_likeness(one.words, other.words) >= 60
        or names_likeness(tuple(search_key(one.name).split()), tuple(search_key(other.name).split())) >= 60
        or (same_town and bool(one.siret) and one.siret == other.siret)
        or (same_town and (one.street == other.street or not (one.street and other.street)))
    )


def _one_network_each(sheets: list[ReadSheet], registry: Registry) -> list[ReadSheet]:
    """A network belongs to an organisation: when a file gives one organisation several, the registry's holds, else the
    first. Otherwise the last line would win, and the same file twice would never be the same."""
    told: dict[str, list[str]] = {}
    for sheet in sheets:
        if network := str(sheet.columns.get("network") or ""):
            names = told.setdefault(_organisation_key(sheet), [])
            if network not in names:
                names.append(network)
    chosen = {
        key: (registry.networks.get(key) or names[0]) if len(names) > 1 else names[0] for key, names in told.items()
    }
    return [
        replace(sheet, columns={**sheet.columns, "network": network})
        if "network" in sheet.columns and (network := chosen[_organisation_key(sheet)]) != sheet.columns["network"]
        else sheet
        for sheet in sheets
    ]


def _organisation_key(sheet: ReadSheet) -> str:
    return search_key(str(sheet.columns.get("organisation") or sheet.columns["network"]))


def _recognised(
    sheets: Sequence[ReadSheet], refusals: dict[int, str], registry: Registry
) -> dict[int, tuple[int, Changes]]:
    """Index of a line -> (the sheet it is about, what it changes there)."""
    matched: dict[int, tuple[int, Changes]] = {}
    taken: set[int] = set()

    def take(index: int, place_id: int, found: Changes | None = None) -> None:
        found = found or _changes(sheets[index], place_id, registry)
        matched[index] = (place_id, found)
        taken.add(place_id)

    waiting = [index for index in range(len(sheets)) if index not in refusals]
    for index in waiting:
        place_id = registry.by_external_id.get(str(sheets[index].columns.get("external_id") or ""))
        if place_id is not None:
            take(index, place_id)
    blocks = {key: list(place_ids) for key, place_ids in registry.by_key.items()}
    # Lines that change nothing choose first, so that two like sheets never exchange their values.
    for only_same in (True, False):
        for index in waiting:
            if index in matched:
                continue
            best: tuple[int, int, Changes] | None = None
            for place_id in _candidates(sheets[index], blocks, taken, registry):
                found = _changes(sheets[index], place_id, registry)
                if best is None or found.count < best[0]:
                    best = found.count, place_id, found
                if not found.count:
                    break
            if best and (not only_same or best[0] == 0):
                take(index, best[1], best[2])
    return matched


def _candidates(
    sheet: ReadSheet, blocks: dict[tuple[str, ...], list[int]], taken: set[int], registry: Registry
) -> Iterator[int]:
    words = look(None, sheet.columns).words
    number = street_key(str(sheet.columns.get("address") or ""))[0]
    for key in keys(sheet.columns):
        block = blocks.get(key, [])
        while block and block[0] in taken:
            block.pop(0)
        for place_id in block[:_MOST_COMPARED]:
            if place_id in taken:
                continue
            other = look(None, registry.shops[place_id])
            is_same = (
                names_likeness(words, other.words) >= CLOSE_NAMES
                if key[0] == "siret"
                else not (number and other.number) or number == other.number
            )
            if is_same:
                yield place_id


def _changes(sheet: ReadSheet, place_id: int, registry: Registry) -> Changes:
    known = registry.known.get(place_id, NOTHING_KNOWN)
    if place_id in registry.undone:
        known = replace(known, vouched=frozenset())  # as its first import made it, before that one was taken back
    return changes(sheet, registry.shops[place_id], known)


# What is said of it


def _known_line(sheet: ReadSheet, shop: Row, found: Changes, known: Lookalikes, registry: Registry) -> ImportLine:
    place_id, version = int(shop["id"]), int(shop["version"])
    line = ImportLine(sheet.row.number, Verdict.UNCHANGED, sheet, place_id=place_id, place_version=version)
    if place_id in registry.undone:
        root = shop["duplicate_of"]
        known.add(look(_Root(int(root or place_id), None), shop))
        reasons = ("De retour après l’annulation d’un import.", *sheet.warnings, *sheet.notes)
        return replace(
            line,
            verdict=Verdict.DUPLICATE if root else Verdict.NEW,
            restores=True,
            duplicate_of=root,
            columns=found.columns,
            before={name: shop.get(name) for name in found.columns},
            changes=found.shown,
            reasons=reasons,
            to_review=sheet.to_review and not root,
            doubtful=sheet.to_review and not root,
        )
    if shop["merged_into"] is not None:
        return replace(
            line, reasons=(f"Réunie au registre avec la fiche n° {shop['merged_into']}, qui ne change pas.",)
        )
    if shop["archived_at"] is not None:
        return replace(line, reasons=("Archivée au registre : elle le reste.",))
    if not found.count:
        return replace(line, reasons=("Déjà au registre, rien ne change.", *found.notes))
    doubtful = sheet.to_review and not LOCATION.isdisjoint(found.shown)
    return replace(
        line,
        verdict=Verdict.UPDATED,
        columns=found.columns,
        before={name: shop.get(name) for name in (*found.columns, "warnings")} if found.columns else {},
        changes=found.shown,
        suggested={name: proposed for name, (_, _, proposed) in found.suggested.items()},
        reasons=(*found.sentences(), *sheet.warnings, *sheet.notes),
        to_review=bool(found.suggested) or doubtful,
        doubtful=doubtful,
    )


def _new_line(sheet: ReadSheet, known: Lookalikes) -> ImportLine:
    mine = look(None, sheet.columns)
    alike = known.best(mine)
    number = sheet.row.number
    line = ImportLine(
        number,
        Verdict.NEW,
        sheet,
        to_review=sheet.to_review,
        doubtful=sheet.to_review,
        columns=sheet.columns,
        reasons=(*sheet.warnings, *sheet.notes),
    )
    if alike is None:
        known.add(_as_root(mine, _Root(None, number)))
        return line
    other, why = alike
    root: _Root = other.of
    known.add(_as_root(mine, root))
    return replace(
        line,
        verdict=Verdict.DUPLICATE,
        to_review=False,
        doubtful=False,
        duplicate_of=root.place_id,
        duplicate_of_line=root.line,
        reasons=(_resemblance(other, root, why), *line.reasons),
    )


def _as_root(mine: Look, root: _Root) -> Look:
    return replace(mine, of=root)


def _resemblance(other: Look, root: _Root, why: Likeness) -> str:
    where = f"fiche n° {root.place_id}" if root.place_id else f"ligne {root.line}"
    return f"Ressemble à « {other.name} » ({where}) : {', '.join(why.grounds)}."
