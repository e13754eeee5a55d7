"""French typography of the templates: their own words when they are loaded, what comes from data by the filter."""

import re

from jinja2 import Environment
from jinja2.ext import Extension
from markupsafe import Markup, escape

from campaign.base.french import typographic

_BOUNDARY = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<|>)", re.DOTALL)


class FrenchTemplates(Extension):
    """Gives the words written between tags their no-break spaces and apostrophes; attributes are left alone."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template source with its own text set in French."""
        inside_tag, pieces = False, []
        for piece in _BOUNDARY.split(source):
            if piece == "<":
                inside_tag = True
            elif piece == ">":
                inside_tag = False
            is_text = not inside_tag and piece != ">" and not piece.startswith(("{{", "{%", "{#"))
            pieces.append(_kept_edges(piece) if is_text else piece)
        return "".join(pieces)


def _kept_edges(text: str) -> str:
    # Line breaks between tags are layout of the source, not words.
    # « e-mail » is one word: its hyphen never ends a line.
    return text if text.isspace() else typographic(text).replace("e-mail", "e\u2060-\u2060mail")


def install(environment: Environment) -> None:
    """Add the extension and the ``typographic`` filter."""
    environment.add_extension(FrenchTemplates)
    environment.filters["typographic"] = lambda text: (
        text if isinstance(text, Markup) else escape(typographic(str(text)))
    )
