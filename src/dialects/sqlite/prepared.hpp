#pragma once

#include "dialects/connection.hpp"

#include <memory>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace limbeck::dialects::sqlite {

struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const;
};
using StatementPtr = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// The prepared statements of a connection. What fails gives SQLite's code, and SQLite has the message; what is wrong
/// with the statement or its values before SQLite sees them is thrown in the words of Python's sqlite3.
class PreparedStatements {
  public:
    /// Null for nothing but comments.
    int prepare(sqlite3* database, const Statement& statement, StatementPtr& prepared);
    /// Statements with parameters come again and again (bulk_insert), BEGIN and COMMIT, too.
    void keep(const Statement& statement, StatementPtr prepared);
    void clear() { kept_.clear(); }

  private:
    struct Kept {
        std::string text;
        StatementPtr statement;
    };
    std::vector<Kept> kept_;
};

/// Binds the statement's values.
int bind(sqlite3_stmt* prepared, const Statement& statement);
/// The row that a step has come to.
List row_of(sqlite3_stmt* prepared);

} // namespace limbeck::dialects::sqlite
