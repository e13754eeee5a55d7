"""Les bons jours de l'occasion: the work of a campaign, one room per topic (see docs/architecture.md)."""

import os

# openpyxl takes lxml when it is installed (svglib brings it) and would then leave defusedxml aside: workbooks people
# send are read through defusedxml only. Decided at openpyxl's first import, hence here.
os.environ["OPENPYXL_LXML"] = "False"

__version__ = "2026.11.0"
