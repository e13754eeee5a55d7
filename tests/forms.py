"""Forms of our plain pages as a browser without JavaScript would send them back."""

from html.parser import HTMLParser

Fields = dict[str, list[str]]


class _Forms(HTMLParser):
    """Collects each form's address and what it would send untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Fields]] = []
        self._fields: Fields | None = None
        self._select = self._textarea = ""
        self._first_option = True

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name = given.get("name") or ""
        if tag == "form":
            self._fields = {}
            self.found.append((given.get("action") or "", self._fields))
        elif self._fields is None:
            return
        elif tag == "input" and name:
            kind = given.get("type") or "text"
            if kind not in ("checkbox", "radio") or "checked" in given:
                self._fields.setdefault(name, []).append(given.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select, self._first_option = name, True
        elif tag == "option" and self._select and ("selected" in given or self._first_option):
            self._fields[self._select], self._first_option = [given.get("value") or ""], False
        elif tag == "textarea":
            self._textarea, self._fields[name] = name, [""]

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._fields[self._textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""


def form_holding(page: str, field: str) -> Fields:
    """What the form that has this field would send untouched: name -> values, ready to be changed and posted.

    Raises:
        LookupError: no form of the page has it.
    """
    forms = _Forms()
    forms.feed(page)
    for _, fields in forms.found:
        if field in fields:
            return fields
    raise LookupError(f"no form with « {field} » in the page")
