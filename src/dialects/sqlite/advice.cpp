#include "dialects/sqlite/advice.hpp"

#include "dialects/sqlite/error_names.hpp"
#include "dialects/statement_error.hpp"

namespace limbeck::dialects::sqlite {

namespace {

constexpr std::string_view is_used = "Another program is using the database; try again when it is done, or wait longer "
                                     "for it with ?timeout=60 (seconds) in the database URL.";
constexpr std::string_view no_rights = "Check that this user may write to the database file and to its folder.";

constexpr Advice of_codes[] = {
    {"SQLITE_BUSY", "", is_used},
    {"SQLITE_LOCKED", "", is_used},
    {"SQLITE_READONLY", "", no_rights},
    {"SQLITE_PERM", "", no_rights},
    {"SQLITE_FULL", "",
     "The disk is full; make room and run the command again. What was not committed is rolled back; `limbeck current` "
     "shows where the database is."},
    {"SQLITE_IOERR", "", "The disk or file system failed; check its free space and its health."},
    {"SQLITE_NOTADB", "", "The file is no SQLite database, or an encrypted one; check the path in the database URL."},
    {"SQLITE_CORRUPT", "",
     "The file is damaged; restore it from a backup, or try the .recover command of the sqlite3 program."},
};

} // namespace

std::string advice(int code) {
    return advice_for(of_codes, error_name(code & 0xff), {});
}

} // namespace limbeck::dialects::sqlite
