"""``python -m benchmarks [NAME …]``: measure and write docs/mesures.md (all figures, or those named)."""

import sys
import time
from importlib import import_module

from benchmarks.figures import NAMES, PAGE, write


def main(asked: list[str]) -> int:
    """Run the figures asked for, one after the other."""
    unknown = [name for name in asked if name not in NAMES]
    if unknown:
        print(f"Mesures connues : {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    for name in asked or NAMES:
        began = time.monotonic()
        figure = import_module(f"benchmarks.{name}").run()
        write([figure])
        print(f"{name} : {time.monotonic() - began:.0f} s")
        print("\n".join(" | ".join(row) for row in figure.table))
        print("\n".join(figure.sentences), end="\n\n")
    print(f"Écrit : {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
