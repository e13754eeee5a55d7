"""Draws every kind for every output in a process of its own, then tells what it opened and loaded, as JSON."""

import json
import sys
from contextlib import suppress
from dataclasses import replace

opened: set[str] = set()
sys.addaudithook(lambda name, said: opened.add(str(said[0])) if name == "open" else None)

from campaign.base.errors import Refused  # noqa: E402
from campaign.documents import catalogue, ready  # noqa: E402 - what they open must be heard
from campaign.documents.content import Partner  # noqa: E402
from campaign.documents.presets import Preset  # noqa: E402

before = set(opened)
from tests.documents import campaigns, press_texts  # noqa: E402

for_the_test = opened - before  # what invents its campaign draws nothing
drawn = []
press = replace(press_texts.PRESS, pictures=press_texts.pictures())
content = replace(
    campaigns.campaign(count=3), partners=(Partner("Un partenaire", campaigns.logo(400, 200)),), press=press
)
for kind in catalogue.KINDS:
    for preset in Preset:
        with suppress(Refused):  # a piece that wants more than this campaign has
            ready.made(kind, content, preset)
            drawn.append(kind)
sys.stdout.write(json.dumps([sorted(opened - for_the_test), sorted(sys.modules), drawn]))
