#!/bin/sh
# One backup, tried at once: restored aside and verified. Keeps 48 hourly, 31 daily and 12 monthly archives.
# Usage: backup.sh FOLDER. Run by bons-jours-sauvegarde.service; exit status 1 and a French sentence when it failed.
set -eu
umask 077
folder=${1:?"Utilisation : backup.sh DOSSIER"}
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
python=${PYTHON:-.venv/bin/python}

mkdir -p "$folder/horaires" "$folder/quotidiennes" "$folder/mensuelles"
archive="$folder/horaires/bons-jours-$(date +%Y-%m-%dT%H%M%S).tar.gz"
"$python" -m campaign backup "$archive"

# An archive that was never restored is only a hope: put it back in an empty place, then read every page of it.
trial=$(mktemp -d "$folder/.essai-XXXXXX")
trap 'rm -rf "$trial"' EXIT
if ! { CAMPAIGN_DB="$trial/campaign.db" CAMPAIGN_FILES="$trial/files" "$python" -m campaign restore "$archive" >/dev/null &&
       CAMPAIGN_DB="$trial/campaign.db" CAMPAIGN_FILES="$trial/files" "$python" -m campaign verify; }; then
  mv "$archive" "$archive.illisible"
  echo "La sauvegarde ne se restaure pas ; elle est gardée sous $archive.illisible. Prévenez le service informatique." >&2
  exit 1
fi

# The last one of a day, or of a month, stands for it.
ln -f "$archive" "$folder/quotidiennes/bons-jours-$(date +%Y-%m-%d).tar.gz"
ln -f "$archive" "$folder/mensuelles/bons-jours-$(date +%Y-%m).tar.gz"

keep() { # FOLDER COUNT: names carry their date, so their order is that of time
  find "$1" -maxdepth 1 -name 'bons-jours-*.tar.gz' | sort | head -n "-$2" | while IFS= read -r old; do rm -f -- "$old"; done
}
keep "$folder/horaires" 48
keep "$folder/quotidiennes" 31
keep "$folder/mensuelles" 12
