"""What a « qui fait quoi » sheet says, as plain values: one actor, what is asked, received, the dates, who to call."""

from dataclasses import dataclass

DONE, LATE = "fait", "en retard"


@dataclass(frozen=True, slots=True)
class SheetTask:
    """A task with its day as it is read: « lun. 30 », « septembre 2013 »; ``mark`` is ``DONE``, ``LATE`` or ''."""

    day: str
    month: str
    title: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class RoleSheet:
    """All a sheet shows. ``holders``: who has the role, « Nour Petit, cheffe du service communication »; empty for the
    shops and the animators. ``call`` are the lines of whom to call. ``more`` tasks are left out for want of room."""

    code: str
    actor: str
    brief: str
    edition: str
    days_text: str
    days: tuple[tuple[str, str, str], ...]  # (« mercredi », « 13 », « novembre »)
    asked: tuple[str, ...]
    received: tuple[str, ...]
    tasks: tuple[SheetTask, ...]
    holders: tuple[str, ...] = ()
    call: tuple[str, ...] = ()
    body: str = ""
    version: str = ""
    more: int = 0
