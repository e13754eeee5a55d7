#!/bin/sh
# One test opens our Word files with LibreOffice; without it the other tests run, and this says so loudly.
for name in soffice libreoffice; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "LibreOffice manque : installation par apt-get (85 Mo, une minute)…" >&2
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui >/dev/null && exit 0
fi
echo "ATTENTION : aucun LibreOffice trouvé. Les fichiers Word NE SONT PAS ouverts pour essai (apt-get install libreoffice-writer-nogui)." >&2
exit 0
