"""What a password costs to guess, as the application keeps it for people (not as these tests do)."""

import subprocess
import sys


def test_passwords_of_people_are_kept_at_the_cost_that_the_authors_of_argon2_advise():
    # RFC 9106, section 4, second recommended option: 64 MiB, 3 passes, 4 lanes.
    said = "from campaign.accounts.actions import HASHER as h; print(h.memory_cost, h.time_cost, h.parallelism, h.type)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["65536", "3", "4", "Type.ID"]
