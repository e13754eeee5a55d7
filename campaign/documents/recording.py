"""A drawing turned into PDF operators once, and put on any page after that: walking through its nodes is what costs."""

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

_SAVE, _RESTORE, _NOTHING = "q", "Q", "1 0 0 1 0 0 cm"  # ISO 32000-1, table 57; a matrix that moves nothing


@dataclass(frozen=True, slots=True)
class Recorded:
    """The operators of a drawing in its own units; a number is the opacity of the fills to come."""

    steps: tuple[str | float, ...]

    def play(self, canvas: Canvas) -> None:
        """Draw at the canvas's origin and scale, between the caller's ``saveState`` and ``restoreState``."""
        for step in self.steps:
            match step:
                case float():  # its name in the file is the canvas's to give
                    canvas.setFillAlpha(step)
                case "q":
                    canvas.saveState()
                case "Q":
                    canvas.restoreState()
                case operators:
                    canvas.addLiteral(operators)


def recorded(drawing: Drawing, font: str, inks: Callable[[object], object] | None) -> Recorded:
    """A drawing without text; ``inks`` as for a canvas's ``enforceColorSpace``, ``font`` any that is registered.

    Raises:
        ValueError: it asks for something else than shapes, plain colours and the opacity of fills.
    """
    canvas = _Recorder("", initialFontName=font, enforceColorSpace=inks)
    renderPDF.draw(drawing, canvas, 0, 0)
    return Recorded(canvas.steps())


class _Recorder(Canvas):
    def setFillAlpha(self, a: float) -> None:  # noqa: N802 - ReportLab’s name
        written = len(self._code)
        super().setFillAlpha(a)
        if len(self._code) > written:
            self._code[-1] = float(a)

    def steps(self) -> tuple[str | float, ...]:
        """In one piece; where opacity is used, one by one, so that the canvas that plays them knows its own state."""
        lines = [line for line in self._code if line != _NOTHING]
        if any(isinstance(line, str) and line.endswith(("gs", "Tf", "Do", "ET")) for line in lines):
            raise ValueError("only shapes, plain colours and the opacity of fills can be recorded")
        if any(isinstance(line, float) for line in lines):
            return tuple(lines)
        return ("\n".join(lines),)
