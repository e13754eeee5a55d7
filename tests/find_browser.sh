#!/bin/sh
# Browser tests need a Chromium; without one the other tests run, and this says so loudly.
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Chromium manque : installation par apt-get…" >&2
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
echo "ATTENTION : aucun Chromium trouvé. Les essais dans un navigateur NE SONT PAS exécutés (apt-get install chromium)." >&2
exit 0
