#!/bin/sh
# quickstart.sh PROGRAM: migrates a temporary copy of examples/bookshop on SQLite and shows each step.
set -eu

program=$(realpath "$1")
example=$(dirname "$(dirname "$(realpath "$0")")")/examples/bookshop
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$example" "$folder/bookshop"
cd "$folder/bookshop"
unset DATABASE_URL ALEMBIC_CONFIG || true

limbeck() {
    echo
    echo "\$ limbeck $*"
    "$program" "$@"
}

tables() {
    echo
    echo "\$ sqlite3 bookshop.db .tables"
    sqlite3 bookshop.db .tables
}

limbeck --version
limbeck status
limbeck upgrade head
limbeck current
limbeck history
tables
echo
echo "\$ sqlite3 bookshop.db 'SELECT … FROM book'"
sqlite3 -header -column bookshop.db "SELECT title, name AS author, label AS genre, price
    FROM book JOIN author ON author.id = author_id LEFT JOIN genre ON genre.code = genre_code ORDER BY book.id"
limbeck downgrade -1
limbeck current
limbeck downgrade base
tables
echo
echo "That was examples/bookshop in a temporary folder. Yours: cd your-project && $program upgrade head"
