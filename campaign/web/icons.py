"""The line icons of the plain pages, drawn on a 24 × 24 grid; always beside words, so hidden from screen readers."""

from markupsafe import Markup

_SHAPES = {
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "so_so": '<path d="M4 13c2-4.500 5-4.500 8-1s6 3.500 8-1"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
    "warning": '<path d="M12 3.5L22 20H2zM12 10v4M12 17v.1"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "forward": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
    "route": (
        '<circle cx="6" cy="19" r="2.3"/><circle cx="18" cy="5" r="2.3"/>'
        '<path d="M8.5 19H15a3.5 3.5 0 0 0 0-7H9a3.5 3.5 0 0 1 0-7h6.5"/>'
    ),
    "phone": (
        '<path d="M5 4h4l1.5 5-2.3 1.6a12 12 0 0 0 5.2 5.2L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.6 1.5'
        'C10.6 20 4 13.4 3.5 5.6A1.5 1.5 0 0 1 5 4z"/>'
    ),
    "mail": '<rect x="3" y="5" width="18" height="14" rx="3"/><path d="M4 7.5l8 6 8-6"/>',
    "calendar": '<rect x="3.5" y="5" width="17" height="15.5" rx="3"/><path d="M3.5 10.5h17M8 3v4M16 3v4"/>',
    "pencil": '<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19z"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/>',
    "print": '<path d="M7 8V3h10v5M7 16H3v-6a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v6h-4M7 14h10v7H7z"/>',
    "undo": '<path d="M9 7L4 12l5 5M4 12h10a5 5 0 0 1 0 10"/>',
    "minus": '<path d="M5 12h14"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "pin": '<path d="M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21z"/><circle cx="12" cy="9.5" r="2"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"/>',
    "lock": '<rect x="5" y="11" width="14" height="9.5" rx="2.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "unlock": '<rect x="5" y="11" width="14" height="9.5" rx="2.5"/><path d="M8 11V8a4 4 0 0 1 7.5-2"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20a6.5 6.5 0 0 1 13 0"/>'
        '<path d="M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5a6.5 6.5 0 0 1 3.5 5.5"/>'
    ),
    "eye": '<path d="M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z"/><circle cx="12" cy="12" r="2.8"/>',
    "bold": '<path d="M7 4.5h6a3.7 3.7 0 0 1 0 7.5H7zM7 12h7a3.8 3.8 0 0 1 0 7.5H7z"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1"/>',
    "link": (
        '<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5"/>'
        '<path d="M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5"/>'
    ),
    "up": '<path d="M12 19V5M6 11l6-6 6 6"/>',
    "down": '<path d="M12 5v14M6 13l6 6 6-6"/>',
    "truck": (
        '<path d="M2.5 6h11v11h-11zM13.5 10h4l4 3.5V17h-8"/><circle cx="7" cy="18" r="1.8"/>'
        '<circle cx="17.5" cy="18" r="1.8"/>'
    ),
    "camera": (
        '<rect x="3" y="7" width="18" height="13" rx="3"/><circle cx="12" cy="13.5" r="3.5"/>'
        '<path d="M8.5 7L10 4h4l1.500 3"/>'
    ),
    "offline": '<path d="M3 3l18 18M8.5 6.2A7 7 0 0 1 19 10a4.5 4.5 0 0 1 1.8 7.6M16 19H7a5 5 0 0 1-1.3-9.8"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="M11 12l9-9M16 7l3 3"/>',
}


def icon(name: str) -> Markup:
    """The inline SVG of an icon."""
    shape = _SHAPES[name]
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{shape}</svg>')  # noqa: S704
