#!/bin/sh
# Installs an unpacked offline archive beside the versions already there; asks nothing of the network.
# Usage: deploy/install.sh [FOLDER]    (default: /opt/bons-jours). Run again, it starts from nothing.
# It does not touch the running service: docs/deploiement.md says when to turn « actuelle » to the new version.
set -eu
umask 022
cd "$(dirname "$0")/.."
root=${1:-/opt/bons-jours}
python=${PYTHON:-python3}
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' campaign/__init__.py)
place="$root/versions/$version"

if [ ! -f SHA256SUMS ] || [ ! -d wheels ]; then
  echo "Ce dossier ne vient pas de deploy/offline.sh : il y manque les paquets." >&2
  exit 1
fi
if ! sha256sum --quiet --strict -c SHA256SUMS; then
  echo "L’archive est abîmée ou modifiée : rien n’est installé." >&2
  exit 1
fi
# The service's account cannot go into somebody's own folder.
case $("$python" -c 'import os, sys; print(os.path.realpath(sys.executable))') in
  /root/*|/home/*)
    if [ "$root" = /opt/bons-jours ]; then
      echo "Ce Python est dans un dossier personnel. Prenez celui du système : PYTHON=/usr/bin/python3 deploy/install.sh" >&2
      exit 1
    fi ;;
esac
if [ "$(readlink -f "$root/actuelle" 2>/dev/null)" = "$(readlink -m "$place")" ]; then
  echo "La version $version est celle qui sert : rien n’est changé." >&2
  exit 1
fi

rm -rf "$place"
mkdir -p "$place"
abandon() {
  rm -rf "$place"
  echo "Installation abandonnée : rien n’est changé." >&2
}
trap abandon EXIT
# The wheels stay in the archive: the version's folder holds the software only.
tar -cf - --exclude=./wheels . | tar -xf - --no-same-owner --no-same-permissions -C "$place"
"$python" -m venv "$place/.venv"
"$place/.venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  --no-index --find-links wheels --require-hashes -r requirements.lock
(cd "$place" && .venv/bin/python -m compileall -q campaign pages campaign_app.py && .venv/bin/python -m campaign --version)
trap - EXIT
echo "Version installée dans $place."
