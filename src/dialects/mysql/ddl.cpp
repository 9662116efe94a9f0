#include "dialects/mysql/ddl.hpp"

#include "dialects/mysql/types.hpp"
#include "schema/affinity.hpp"
#include "support/script_error.hpp"

#include <limbeck/error.hpp>

namespace limbeck::dialects::mysql {

Statements MysqlDdl::alter_column(const schema::AlterColumn& change) const {
    refuse_generated(change);
    refuse_identity(change);
    const schema::TypePtr& type = change.type ? change.type : change.existing_type;
    const std::string table = "ALTER TABLE " + writer_.altered_table(change.schema, change.table);
    const std::string column = grammar().quote(change.column);
    const auto definition = [&] {
        if (!type)
            fail("All MySQL CHANGE/MODIFY COLUMN operations require the existing type.",
                 "column '" + change.column + "' of table '" + change.table + "'");
        return writer_.column_definition(change, *type);
    };
    // A default of a moment may be a function, which ALTER COLUMN … SET DEFAULT cannot say.
    const bool is_moment = type && schema::affinity(*type) == "DateTime";
    const bool drops_default = change.server_default && !*change.server_default;
    if (change.new_name || (is_moment && !drops_default))
        return {{table + " CHANGE " + column + " " + grammar().quote(change.new_name.value_or(change.column)) + " " +
                 definition()}};
    if (change.nullable || change.type || change.autoincrement || change.comment)
        return {{table + " MODIFY " + column + " " + definition()}};
    if (change.server_default)
        return {{table + " ALTER COLUMN " + column + " " +
                 (drops_default ? "DROP DEFAULT" : "SET DEFAULT " + writer_.server_default(*change.server_default))}};
    return {};
}

/// A name without its schema would move the table to the session's.
Statements MysqlDdl::rename_table(const std::string& schema, const std::string& old_name,
                                  const std::string& new_name) const {
    return {{"ALTER TABLE " + writer_.altered_table(schema, old_name) + " RENAME TO " +
             writer_.altered_table(schema, new_name)}};
}

Statements MysqlDdl::drop_constraint(const std::string& schema, const std::string& table, const schema::Name& name,
                                     const std::string& kind, bool if_exists, const Map& options) const {
    if (if_exists)
        throw Error(Error::Kind::Unsupported, "MySQL has no IF EXISTS for a constraint", "table '" + table + "'",
                    "leave if_exists=True out");
    const std::string start = "ALTER TABLE " + grammar().qualified(schema, table) + " DROP ";
    if (kind == "primary")
        return {{start + "PRIMARY KEY"}};
    Statements general = Ddl::drop_constraint(schema, table, name, kind, if_exists, options); // with its refusals
    const std::string text = writer_.constraint_name(*name.text, name.final);
    if (kind == "foreignkey")
        return {{start + "FOREIGN KEY " + text}};
    if (kind == "unique")
        return {{start + "INDEX " + text}};
    if (kind == "check" && !mariadb_)
        return {{start + "CHECK " + text}};
    if (kind.empty())
        fail_script("No generic 'DROP CONSTRAINT' in MySQL - please specify constraint type", "table '" + table + "'",
                    "say it: op.drop_constraint(\"" + *name.text + "\", \"" + table + "\", type_=…)");
    return general;
}

Statements MysqlDdl::create_table_comment(const std::string& schema, const std::string& table,
                                          const std::optional<std::string>& comment) const {
    return {
        {"ALTER TABLE " + grammar().qualified(schema, table) + " COMMENT " + writer_.comment(comment.value_or(""))}};
}

std::string MysqlDdl::expression_in_file(const sql::ExpressionPtr& expression, Place place) const {
    return place == Place::IndexElement ? writer_.index_expression(expression)
                                        : Ddl::expression_in_file(expression, place);
}

} // namespace limbeck::dialects::mysql
