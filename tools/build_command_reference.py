"""Write docs/exploitation-commandes.md again, after a command or its help changed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from campaign.cli.reference import write

print(write())
