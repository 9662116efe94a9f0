#!/bin/sh
# install-packages.sh GROUP…: installs those Debian packages of the groups build, test, lint that are missing.
set -eu

wanted=""
for group in "$@"; do
    case $group in
    build)
        wanted="$wanted cmake ninja-build python3-pip g++ ccache sqlite3
                nlohmann-json3-dev libcli11-dev libtomlplusplus-dev pybind11-dev libpython3-dev
                libpython3-stdlib python3 libpq-dev libmariadb-dev libsqlite3-dev libgtest-dev python3-mako python3-markupsafe
                libexpat1-dev zlib1g-dev"
        ;;
    test) wanted="$wanted postgresql mariadb-server galera-4 rsync python3-venv util-linux fish mandoc zsh chromium fonts-dejavu-core" ;;
    lint) wanted="$wanted git clang-format clang-tidy" ;;
    *)
        echo "install-packages.sh: no group is called $group" >&2
        exit 2
        ;;
    esac
done

missing=""
for package in $wanted; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Installing:$missing"
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "These packages are missing, and there is no sudo to install them with:$missing" >&2
        exit 1
    }
    as_root=sudo
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
