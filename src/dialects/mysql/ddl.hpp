#pragma once

#include "dialects/ddl.hpp"
#include "dialects/mysql/ddl_writer.hpp"
#include "dialects/mysql/grammar.hpp"

namespace limbeck::dialects::mysql {

/// A column changes by saying the whole of it again: what the change does not say is taken from the column as it is, so
/// that nothing gets lost. Offline only columns that the same script has made are known; of others it says what Alembic
/// does, with a warning where NOT NULL may be lost. Constraints go by a word for each kind.
class MysqlDdl final : public Ddl {
  public:
    MysqlDdl(const MysqlDdlWriter& writer, Flavour flavour)
        : Ddl(writer), writer_(writer), mariadb_(is_mariadb(flavour)) {}

    Statements alter_column(const schema::AlterColumn& change, DatabaseState* database) const override;
    Statements rename_table(const std::string& schema, const std::string& old_name,
                            const std::string& new_name) const override;
    Statements drop_constraint(const std::string& schema, const std::string& table, const schema::Name& name,
                               const std::string& kind, bool if_exists, const Map& options) const override;
    Statements create_table_comment(const std::string& schema, const std::string& table,
                                    const std::optional<std::string>& comment) const override;
    std::string expression_in_file(const sql::ExpressionPtr& expression, Place place) const override;

  protected:
    void remember(const schema::Change& change, DatabaseState& database) const override;

  private:
    const MysqlDdlWriter& writer_;
    bool mariadb_;
};

} // namespace limbeck::dialects::mysql
