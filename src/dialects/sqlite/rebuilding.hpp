#pragma once

#include "dialects/rebuilding.hpp"

namespace limbeck::dialects {
class DdlWriter;
}

namespace limbeck::dialects::sqlite {

/// SQLite's rules for a table that is made anew: https://www.sqlite.org/lang_altertable.html.
class SqliteRebuilding final : public Rebuilding {
  public:
    SqliteRebuilding(const Ddl& ddl, const DdlWriter& writer) : Rebuilding(ddl), writer_(writer) {}

    Statements rename_rebuilt_table(const std::string& schema, const std::string& new_table,
                                    const std::string& old_name, bool live) const override;
    Statements keep_numbering(const std::string& old_name, const schema::Table& table) const override;
    sql::ExpressionPtr default_to_write(const sql::ExpressionPtr& reflected) const override;
    bool speaks_of(const sql::ExpressionPtr& stored, const std::string& column) const override;
    bool may_be_of_type(const schema::Check& stored, const std::string& column) const override;
    bool can_run(Connection& connection, const schema::Routine& trigger) const override;

    bool pause_foreign_keys(Connection& connection) const override;
    void resume_foreign_keys(Connection& connection) const override;
    void guard_referring_rows(Connection& connection, const std::string& schema,
                              const std::string& table) const override;
    void check_foreign_keys(Connection& connection) const override;

  private:
    const DdlWriter& writer_;
};

} // namespace limbeck::dialects::sqlite
