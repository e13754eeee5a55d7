"""Ask our geocoder of the real open-source one, addok, and print what comes: before believing the national service.

    apt-get install redis-server; python3 -m venv /tmp/addok; /tmp/addok/bin/pip install addok addok-fr addok-france
    ADDOK=/tmp/addok/bin/addok .venv/bin/python tools/try_addok.py

The streets are invented (tests/addok.py). ``tests/territory/test_addok.py`` checks the same when addok is there.
"""

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from campaign.territory.geocoder import NationalGeocoder
from campaign.territory.views import commune
from tests.addok import addok_running, ask, missing

ASKED = (
    ("4 rue de la Théière", "49007"), ("4 RUE DE LA THEIERE", "49007"), ("4 rue de la theillere", "49007"),
    ("4 rue de la Théière", "49328"), ("99 rue de la Théière", "49007"), ("rue de la Théière", "49007"),
    ("31 av. du Buffet Chinois", "49099"), ("Place des 3 chaises", "49007"), ("7 chemin de l'armoire", "49246"),
    ("zone artisanale introuvable", "49007"), ("4 rue de la Théière", "49246"),
)  # fmt: skip


def main() -> None:
    """Print each address, what was believed of it, and one raw answer."""
    if lacks := missing():
        sys.exit(f"addok : {lacks}. Voir l’en-tête de ce fichier.")
    with tempfile.TemporaryDirectory() as folder, addok_running(Path(folder)) as url, NationalGeocoder(url) as geocoder:
        print(json.dumps(ask(url, "/search/?q=4+rue+de+la+theiere&citycode=49007&limit=1&autocomplete=0"), indent=1))
        for address, code in ASKED:
            point = geocoder.locate(address, commune=commune(code))
            told = f"{point.quality:8} {point.score or 0:.3f} {' '.join(point.warnings)}"
            print(f"{address:32} {commune(code).name:16} {told}")


main()
