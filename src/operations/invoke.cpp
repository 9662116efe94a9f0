#include "dialects/planning/effects.hpp"
#include "operations/naming.hpp"
#include "operations/target.hpp"
#include "schema/type_check.hpp"
#include "sql/compiler.hpp"
#include "sql/expression.hpp"
#include "sql/insert_rows.hpp"
#include "sql/plain.hpp"
#include "support/log.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <concepts>
#include <limbeck/error.hpp>
#include <optional>

namespace limbeck::operations {

namespace {

/// A plain value of a bulk insert's row; null where it is an expression.
const Value* plain_value(const Value& value) {
    const Map* map = value.get_if<Map>();
    if (!map)
        return &value;
    if (map->find("expression"))
        return nullptr;
    const Value* document = map->find("value");
    return document ? document : &value;
}

/// What SQLAlchemy says of a bulk insert row's values: a plain value is written with its column's type.
sql::ExpressionPtr row_value(const schema::Column& column, const Value& value) {
    const Value* plain = plain_value(value);
    return plain ? sql::literal(*plain, column.type) : sql::from_plain(*value.as_map().find("expression"));
}

/// Where a database takes several rows in one statement: so many at once, and no more values than any driver binds.
constexpr std::size_t most_rows = 500, most_values = 30000;

bool have_same_columns(const Map& one, const Map& other) {
    return std::equal(one.entries().begin(), one.entries().end(), other.entries().begin(), other.entries().end(),
                      [](const auto& a, const auto& b) { return a.first == b.first; });
}

/// How many rows from `at` on go into one statement.
std::size_t rows_at_once(const std::vector<Map>& rows, std::size_t at) {
    const std::size_t columns = rows[at].entries().size();
    const std::size_t most = columns == 0 ? 1 : std::clamp<std::size_t>(most_values / columns, 1, most_rows);
    std::size_t count = 1;
    while (count < most && at + count < rows.size() && have_same_columns(rows[at], rows[at + count]))
        ++count;
    return count;
}

/// The columns of a row, in the order of the table, as SQLAlchemy writes them.
std::vector<const schema::Column*> columns_of(const Map& row, const schema::Table& table) {
    for (const auto& [name, value] : row.entries())
        if (!table.column(name))
            fail_script("Unconsumed column names: " + name, "op.bulk_insert() into " + table.name);
    std::vector<const schema::Column*> columns;
    for (const schema::Column& column : table.columns)
        if (row.find(column.name))
            columns.push_back(&column);
    return columns;
}

/// The rows' values in the order of these columns; nothing where one of them is an expression. All have the columns of
/// the first.
std::optional<std::vector<const Value*>> plain_values(const Map* first, std::size_t count,
                                                      const std::vector<const schema::Column*>& columns) {
    std::vector<std::size_t> places;
    const auto& entries = first->entries();
    for (const schema::Column* column : columns)
        places.push_back(static_cast<std::size_t>(
            std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == column->name; }) -
            entries.begin()));
    std::vector<const Value*> values;
    values.reserve(count * columns.size());
    for (const Map* row = first; row != first + count; ++row)
        for (const std::size_t place : places)
            if (const Value* value = plain_value(row->entries()[place].second))
                values.push_back(value);
            else
                return std::nullopt;
    return values;
}

sql::ExpressionPtr insert_tree(const sql::ExpressionPtr& into, const Map* first, std::size_t count,
                               const std::vector<const schema::Column*>& columns) {
    sql::Insert insert;
    insert.table = into;
    insert.multi = count > 1;
    for (const Map* row = first; row != first + count; ++row) {
        std::vector<sql::Assignment> assignments;
        for (const schema::Column* column : columns)
            assignments.push_back({column->name, row_value(*column, *row->find(column->name)), nullptr});
        insert.rows.push_back(std::move(assignments));
    }
    return sql::make(std::move(insert));
}

class Invoker {
  public:
    explicit Invoker(Target& target) : target_(target), dialect_(target.dialect()) {}

    void operator()(const CreateTable& op) {
        CreateTable change = op;
        give_names(change.table);
        run(std::move(change));
    }

    void operator()(const AddColumn& op) {
        if (!op.insert_before.empty() || !op.insert_after.empty())
            fail("Can't specify insert_before or insert_after when using ALTER; please specify recreate='always'");
        AddColumn change = op;
        give_names(change.table);
        if (!dialect_.ddl().adds_constraints() && brings_check(change.table.columns.front()))
            log::warning("alembic.runtime.migration", no_implicit_constraint);
        run(std::move(change));
    }

    void operator()(const AlterColumn& op) {
        schema::AlterColumn change = op;
        change.naming_convention = target_.naming_convention();
        run(std::move(change));
    }

    void operator()(const CreateIndex& op) {
        run(CreateIndex{named(op.index, target_.naming_convention(), dialect_), op.if_not_exists});
    }

    void operator()(const AddConstraint& op) {
        AddConstraint change = op;
        change.constraint = named(op.constraint, op.schema, op.table, target_.naming_convention(), dialect_);
        run(std::move(change));
    }

    void operator()(const DropConstraint& op) {
        DropConstraint change = op;
        change.name = dropped_name(op.name, op.kind, op.schema, op.table, target_.naming_convention(), dialect_);
        run(std::move(change));
    }

    /// All other changes, which have no names to give.
    template <class Change>
    requires std::constructible_from<schema::Change, const Change&>
    void operator()(const Change& op) { run(op); }

    void operator()(const Execute& op) {
        if (!op.statement) {
            target_.run(dialects::Statement{op.text});
            return;
        }
        target_.run(compiled(*op.statement));
    }

    void operator()(const BulkInsert& op) {
        std::vector<sql::TableColumn> columns;
        for (const schema::Column& column : op.table.columns)
            columns.push_back({column.name, column.type});
        const sql::ExpressionPtr into = sql::table(op.table.name, op.table.schema, columns);
        for (std::size_t at = 0, count = 0; at < op.rows.size(); at += count) {
            // Offline one by one, as Alembic prints them.
            count = target_.connection() && op.multiinsert ? rows_at_once(op.rows, at) : 1;
            dialects::Statement statement = insert(op.table, into, &op.rows[at], count);
            dialects::tell_effects_on_rows(statement, op.table.name, target_.connection());
            target_.run(std::move(statement));
        }
    }

    void operator()(const std::shared_ptr<BatchAlterTable>& op) { invoke_batch(*op, target_); }

  private:
    static constexpr const char* no_implicit_constraint =
        "Skipping unsupported ALTER for creation of implicit constraint. Please refer to the batch mode feature which "
        "allows for SQLite migrations using a copy-and-move strategy.";

    bool brings_check(const schema::Column& column) const {
        return column.type && schema::wants_check(column.type->for_dialect(dialect_.name()));
    }

    void give_names(schema::Table& table) {
        schema::apply_naming_convention(table, target_.naming_convention(), dialect_.facts().max_identifier_length);
        // A check of a type that the convention leaves without a name must have one where it is written.
        if (target_.naming_convention().contains("ck"))
            for (schema::Constraint& constraint : table.constraints)
                if (auto* check = std::get_if<schema::Check>(&constraint); check && check->from_type)
                    check->name.final = true;
    }

    void run(const schema::Change& change) { operations::run(change, target_); }

    dialects::Statement insert(const schema::Table& table, const sql::ExpressionPtr& into, const Map* first,
                               std::size_t count) const {
        const std::vector<const schema::Column*> columns = columns_of(*first, table);
        if (count > 1 && !columns.empty())
            if (const auto values = plain_values(first, count, columns)) {
                std::vector<sql::TableColumn> named;
                for (const schema::Column* column : columns)
                    named.push_back({column->name, column->type});
                sql::Compiled made = sql::insert_rows(dialect_.grammar(), table.schema, table.name, named, *values);
                return {std::move(made.text), std::move(made.parameters)};
            }
        return compiled(*insert_tree(into, first, count, columns));
    }

    dialects::Statement compiled(const sql::Expression& statement) const {
        sql::CompileOptions options;
        options.binds = target_.connection() ? sql::Binds::Driver : sql::Binds::Literal;
        sql::Compiled made = sql::compile(statement, dialect_.grammar(), options);
        return {std::move(made.text), std::move(made.parameters)};
    }

    Target& target_;
    const dialects::Dialect& dialect_;
};

} // namespace

void run(const schema::Change& change, Target& target) {
    dialects::Statements statements = target.dialect().ddl().write(change, target.database_state());
    dialects::tell_effects(statements, change, target.connection());
    for (dialects::Statement& statement : statements)
        target.run(std::move(statement));
}

void invoke(const Operation& operation, Target& target) {
    std::visit(Invoker(target), operation);
}

} // namespace limbeck::operations
