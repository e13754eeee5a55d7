"""Dataclasses as plain JSON and back, strictly: a key too many, too few or of another kind is refused. Pure."""

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

LONGEST_TEXT = 20_000  # signs
LONGEST_LIST = 3_000
_WHOLE = 1_000_000_000_000  # no whole number of a kit is larger


class Misshapen(ValueError):
    """What was read is not what a kit holds; the message is where: « modeles-de-kit[2].name »."""


def plain(value: object) -> object:
    """A dataclass, and all it holds, as JSON takes it."""
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)  # 2000 and 2000.0 are one number: one writing
    return value.isoformat() if isinstance(value, date) else value


def written(value: object) -> bytes:
    """Readable JSON, the same bytes for the same value."""
    return (json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n").encode()


def parsed(data: bytes) -> Any:
    """What a JSON text holds.

    Raises:
        Misshapen: not JSON in UTF-8, a key twice in one object, a number that is none, too deep.
    """
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Misshapen("JSON") from error


def shaped(kind: Any, value: object, where: str) -> Any:
    """A value of ``kind`` (a dataclass, an enum, ``tuple[X, ...]``, ``str``, ``int | None``…) from parsed JSON.

    Raises:
        Misshapen.
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _either(get_args(kind), value, where)
    if origin is tuple:
        return _several(get_args(kind), value, where)
    if is_dataclass(kind):
        return _object(kind, value, where)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind, value, where)
    if kind is date:
        return _day(value, where)
    return _simple(kind, value, where)


def _either(kinds: tuple[Any, ...], value: object, where: str) -> Any:
    if value is None and types.NoneType in kinds:
        return None
    return shaped(next(one for one in kinds if one is not types.NoneType), value, where)


def _several(kinds: tuple[Any, ...], value: object, where: str) -> tuple:
    if not isinstance(value, list) or len(value) > LONGEST_LIST:
        raise Misshapen(where)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(shaped(kinds[0], one, f"{where}[{rank}]") for rank, one in enumerate(value, start=1))
    if len(value) != len(kinds):
        raise Misshapen(where)
    return tuple(shaped(kind, one, where) for kind, one in zip(kinds, value, strict=True))


def _object(kind: Any, value: object, where: str) -> Any:
    if not isinstance(value, dict):
        raise Misshapen(where)
    hints, found = _hints(kind), {}
    for one in fields(kind):
        if one.name in value:
            found[one.name] = shaped(hints[one.name], value[one.name], f"{where}.{one.name}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise Misshapen(f"{where}.{one.name}")
    if set(value) - set(found):
        raise Misshapen(where)
    return kind(**found)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _member(kind: type[Enum], value: object, where: str) -> Enum:
    try:
        return kind(value)
    except ValueError as error:
        raise Misshapen(where) from error


def _day(value: object, where: str) -> date:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else _refuse(where)
    except ValueError as error:
        raise Misshapen(where) from error


def _simple(kind: Any, value: object, where: str) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value) if abs(value) <= _WHOLE else None
    fits = type(value) is kind
    if kind is str and fits:
        fits = len(value) <= LONGEST_TEXT and not any("\ud800" <= one <= "\udfff" for one in value)
    if kind in (int, float) and fits:
        fits = abs(value) <= _WHOLE
    if not fits:
        raise Misshapen(where)
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Misshapen("JSON")
    return found


def _refuse(said: str) -> Any:
    raise Misshapen(said)
