#!/bin/sh
# Builds one archive to install without Internet: the software, its wheels (hashes of requirements.lock), SHA256SUMS.
# Usage, on a machine with Internet, the same Python and the same kind of processor as the server:
#   deploy/offline.sh [FOLDER]       (FOLDER: where the archive goes; default: dist)
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
folder=${1:-dist}
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' campaign/__init__.py)
kind=$("$python" -c 'import platform, sys; print("py%d%d-%s" % (*sys.version_info[:2], platform.machine()))')
name="bons-jours-$version-$kind"

mkdir -p "$folder"
draft=$(mktemp -d)
trap 'rm -rf "$draft"' EXIT
git archive --format=tar --prefix="$name/" HEAD | tar -x -C "$draft"
"$python" -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary=:all: \
  -r requirements.lock -d "$draft/$name/wheels"
(cd "$draft/$name" && find . -type f -print0 | sort -z | xargs -0 sha256sum) > "$draft/SHA256SUMS"
mv "$draft/SHA256SUMS" "$draft/$name/"
tar -C "$draft" --sort=name --owner=0 --group=0 --numeric-owner -czf "$folder/$name.tar.gz" "$name"
(cd "$folder" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
echo "$folder/$name.tar.gz ($(find "$draft/$name/wheels" -name '*.whl' | wc -l) paquets)"
echo "Transmettez l’empreinte par un autre chemin : $(cut -d' ' -f1 "$folder/$name.tar.gz.sha256")"
