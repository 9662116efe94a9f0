#include "dialects/copy_rows.hpp"
#include "dialects/planning/effects.hpp"
#include "dialects/rebuilding.hpp"
#include "operations/existing_table.hpp"
#include "operations/naming.hpp"
#include "operations/target.hpp"
#include "schema/affinity.hpp"
#include "schema/type_check.hpp"
#include "sql/expression.hpp"
#include "support/log.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <set>

// Batch mode: where a database cannot alter a column or a constraint, the table is rebuilt. A new table is made as the
// operations want it, the rows are copied, the old one is dropped and the new one takes its name; indexes are made
// again, and triggers that the new table can have. The order of statements is Alembic's.
namespace limbeck::operations {

namespace {

/// A column of the table in work: where its rows come from, and what it will be.
struct Transfer {
    schema::Column column;
    std::string source; ///< the column's name in the old table; empty for an added column
    std::string called; ///< how the operations of the block call it: by the name that it had before the block
    schema::TypePtr cast_to;
};

class Rebuild {
  public:
    Rebuild(const BatchAlterTable& batch, ExistingTable existing, Target& target)
        : batch_(batch), target_(target), dialect_(target.dialect()), old_(std::move(existing.table)),
          triggers_(std::move(existing.triggers)) {
        std::map<std::string, std::string> called;
        for (const auto& [old_name, new_name] : existing.renamed)
            called[new_name] = old_name;
        for (const schema::Column& column : old_.columns) {
            const auto renamed = called.find(column.name);
            transfers_.push_back(
                {column, column.name, renamed == called.end() ? column.name : renamed->second, nullptr});
            ordering_.push_back(transfers_.back().called);
        }
        constraints_ = old_.constraints;
        indexes_ = old_.indexes;
    }

    void apply() {
        for (const Operation& operation : batch_.operations)
            std::visit(*this, operation);
        create();
    }

    void operator()(const AddColumn& op) {
        schema::Table added = op.table;
        schema::apply_naming_convention(added, target_.naming_convention(), dialect_.facts().max_identifier_length);
        const schema::Column& column = added.columns.front();
        place(column.name, op.insert_before, op.insert_after);
        transfers_.push_back({column, {}, column.name, nullptr});
        for (schema::Constraint& constraint : added.constraints)
            if (!std::holds_alternative<schema::PrimaryKey>(constraint))
                constraints_.push_back(std::move(constraint));
        for (schema::Index& index : added.indexes)
            new_indexes_.push_back(std::move(index));
    }

    void operator()(const DropColumn& op) {
        const auto found = find(op.column.name);
        if (found == transfers_.end()) {
            if (op.if_exists)
                return;
            no_such("column", op.column.name);
        }
        const std::string name = found->column.name;
        if (!found->source.empty())
            dropped_.push_back(name);
        for (schema::Constraint& constraint : constraints_)
            if (auto* key = std::get_if<schema::PrimaryKey>(&constraint); key && std::erase(key->columns, name) != 0)
                if (key->columns.empty())
                    name_of_key_ = key->name;
        std::erase_if(constraints_, [&](const schema::Constraint& constraint) {
            const auto* key = std::get_if<schema::PrimaryKey>(&constraint);
            const auto* check = std::get_if<schema::Check>(&constraint);
            if (check && is_unnamed(*check)) // nobody can drop it by its name
                return dialect_.rebuilding().speaks_of(check->sqltext, name);
            return (key && key->columns.empty()) || (check && op.column.type && !op.column.type->type_name.empty() &&
                                                     check->name.text == op.column.type->type_name);
        });
        transfers_.erase(found);
        std::erase(ordering_, op.column.name);
    }

    void operator()(const AlterColumn& op) {
        const schema::AlterColumn& change = op;
        const auto found = find(change.column);
        if (found == transfers_.end())
            no_such("column", change.column);
        schema::Column& column = found->column;
        if (change.new_name && *change.new_name != column.name) {
            column.name = *change.new_name;
            forget_check_of(change.existing_type);
        }
        if (change.type) {
            forget_check_of(change.existing_type);
            const schema::Type& wanted = change.type->for_dialect(dialect_.name());
            if (!found->source.empty() && schema::affinity(*column.type) != schema::affinity(wanted) &&
                schema::affinity(wanted) != "JSON")
                found->cast_to = change.type;
            column.type = change.type;
            std::erase_if(constraints_, [&](const schema::Constraint& constraint) {
                const auto* check = std::get_if<schema::Check>(&constraint);
                if (check && is_unnamed(*check))
                    return dialect_.rebuilding().may_be_of_type(*check, column.name);
                return check && check->from_type && check->columns == std::vector{change.column};
            });
            add_check_of(*found);
        }
        if (change.nullable)
            column.nullable = *change.nullable;
        if (change.server_default)
            column.server_default = *change.server_default;
        if (change.identity)
            column.identity = *change.identity;
        if (change.computed)
            column.computed = *change.computed;
        if (change.autoincrement)
            column.autoincremented = *change.autoincrement;
        if (change.comment)
            column.comment = *change.comment;
    }

    void operator()(const AddConstraint& op) {
        schema::Constraint constraint =
            named(op.constraint, batch_.schema, batch_.table, target_.naming_convention(), dialect_);
        if (!schema::name_of(constraint).text)
            fail_script("Constraint must have a name", block(),
                        "Give the constraint a name, or target_metadata a naming_convention.");
        if (std::holds_alternative<schema::PrimaryKey>(constraint))
            std::erase_if(constraints_, [](const schema::Constraint& c) {
                return std::holds_alternative<schema::PrimaryKey>(c) && !schema::name_of(c).text;
            });
        const auto& name = schema::name_of(constraint).text;
        std::erase_if(constraints_, [&](const schema::Constraint& c) { return schema::name_of(c).text == name; });
        constraints_.push_back(std::move(constraint));
    }

    void operator()(const DropConstraint& op) {
        if (!op.name.text)
            fail_script("Constraint must have a name", block());
        const schema::Name name =
            dropped_name(op.name, op.kind, batch_.schema, batch_.table, target_.naming_convention(), dialect_);
        const auto found =
            std::find_if(constraints_.begin(), constraints_.end(), [&](const schema::Constraint& constraint) {
                const auto& its = schema::name_of(constraint).text;
                return its && (*its == *name.text || *its == *op.name.text);
            });
        if (found == constraints_.end()) {
            if (op.if_exists)
                return;
            no_such("constraint", *name.text);
        }
        constraints_.erase(found);
    }

    void operator()(const CreateIndex& op) {
        new_indexes_.push_back(named(op.index, target_.naming_convention(), dialect_));
    }

    void operator()(const DropIndex& op) {
        const auto erased =
            std::erase_if(indexes_, [&](const schema::Index& index) { return index.name.text == op.index.name.text; });
        if (erased == 0 && !op.if_exists)
            no_such("index", op.index.name.text.value_or(""));
    }

    void operator()(const TableComment& op) { old_.comment = op.comment; }

    template <class Other> void operator()(const Other&) {
        throw Error(Error::Kind::Unsupported, "This operation cannot be part of a batch_alter_table() block", block(),
                    "Move it before or after the block.");
    }

  private:
    using Transfers = std::vector<Transfer>;

    std::string block() const { return "batch_alter_table(\"" + batch_.table + "\")"; }

    static bool is_unnamed(const schema::Check& check) { return !check.from_type && !check.name.text; }

    // Operations of one block name a column as it was before the block.
    Transfers::iterator find(const std::string& name) {
        const auto old = std::find_if(transfers_.begin(), transfers_.end(), [&](const Transfer& transfer) {
            return !transfer.source.empty() && transfer.called == name;
        });
        if (old != transfers_.end())
            return old;
        return std::find_if(transfers_.begin(), transfers_.end(), [&](const Transfer& transfer) {
            return transfer.source.empty() && transfer.column.name == name;
        });
    }

    [[noreturn]] void no_such(const std::string& what, const std::string& name) const {
        fail_script("No such " + what + ": '" + name + "'", block());
    }

    void forget_check_of(const schema::TypePtr& type) {
        if (!type || type->type_name.empty())
            return;
        const schema::Name by_convention =
            dropped_name(type->type_name, "check", batch_.schema, batch_.table, target_.naming_convention(), dialect_);
        std::erase_if(constraints_, [&](const schema::Constraint& constraint) {
            const std::optional<std::string>& name = schema::name_of(constraint).text;
            return std::holds_alternative<schema::Check>(constraint) &&
                   (name == type->type_name || name == by_convention.text);
        });
    }

    /// The CHECK that a Boolean or an Enum asks for, as the column would make it in a new table.
    void add_check_of(const Transfer& transfer) {
        if (std::optional<schema::Check> check = schema::type_check(transfer.column))
            constraints_.push_back(
                named(std::move(*check), batch_.schema, batch_.table, target_.naming_convention(), dialect_));
    }

    void place(const std::string& name, std::string before, std::string after) {
        const auto position = [&](const std::string& column) {
            return std::find(ordering_.begin(), ordering_.end(), column);
        };
        if (batch_.partial_reordering.empty()) {
            if (!after.empty() && before.empty()) {
                if (const auto at = position(after); at != ordering_.end()) {
                    if (std::next(at) != ordering_.end())
                        before = *std::next(at);
                } else if (const auto* pair = added_pair(after, true)) {
                    before = pair->second;
                }
            }
            if (!before.empty() && after.empty()) {
                if (const auto at = position(before); at != ordering_.end()) {
                    if (at != ordering_.begin())
                        after = *std::prev(at);
                } else if (const auto* pair = added_pair(before, false)) {
                    after = pair->first;
                }
            }
        }
        const bool placed = !before.empty() || !after.empty();
        if (!before.empty())
            added_order_.emplace_back(name, before);
        if (!after.empty())
            added_order_.emplace_back(after, name);
        if (!placed && batch_.partial_reordering.empty() && !ordering_.empty())
            added_order_.emplace_back(ordering_.back(), name);
    }

    const std::pair<std::string, std::string>* added_pair(const std::string& name, bool as_first) const {
        for (const auto& pair : added_order_)
            if ((as_first ? pair.first : pair.second) == name)
                return &pair;
        return nullptr;
    }

    /// Sorts the columns so that each "first, then second" pair holds; columns without a say keep their order.
    void reorder() {
        if (batch_.partial_reordering.empty() && added_order_.empty())
            return;
        const auto key = [](const Transfer& transfer) { return transfer.called; };
        std::set<std::pair<std::string, std::string>> pairs(added_order_.begin(), added_order_.end());
        if (!batch_.partial_reordering.empty()) {
            for (const auto& names : batch_.partial_reordering)
                for (std::size_t i = 1; i < names.size(); ++i)
                    pairs.emplace(names[i - 1], names[i]);
        } else {
            for (std::size_t i = 1; i < ordering_.size(); ++i)
                pairs.emplace(ordering_[i - 1], ordering_[i]);
        }
        // All that wait for nothing go together, and then what waited for them, as SQLAlchemy sorts.
        Transfers sorted;
        Transfers rest = std::move(transfers_);
        while (!rest.empty()) {
            std::set<std::string> waiting;
            for (const Transfer& transfer : rest)
                waiting.insert(key(transfer));
            const auto first_free = std::stable_partition(rest.begin(), rest.end(), [&](const Transfer& candidate) {
                return std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
                    return pair.second == key(candidate) && pair.first != pair.second && waiting.contains(pair.first);
                });
            });
            if (first_free == rest.end())
                fail_script("The order that is asked for the columns contradicts itself", block(),
                            "Correct insert_before, insert_after and partial_reordering.");
            std::move(first_free, rest.end(), std::back_inserter(sorted));
            rest.erase(first_free, rest.end());
        }
        transfers_ = std::move(sorted);
    }

    /// The names that columns of constraints and indexes have in the new table; false when one is gone.
    bool rename(std::vector<std::string>& columns) {
        for (std::string& name : columns) {
            const auto found = find(name);
            if (found == transfers_.end()) {
                // Operations of the block may already speak of the new name.
                if (std::none_of(transfers_.begin(), transfers_.end(),
                                 [&](const Transfer& transfer) { return transfer.column.name == name; }))
                    return false;
                continue;
            }
            name = found->column.name;
        }
        return true;
    }

    schema::Table new_table() {
        schema::Table table;
        table.name = ("_alembic_tmp_" + batch_.table).substr(0, 50);
        table.schema = batch_.schema;
        table.comment = old_.comment;
        table.prefixes = old_.prefixes;
        table.options = old_.options;
        for (const auto& [key, value] : batch_.table_options.entries())
            table.options.set(key, value);
        for (const Transfer& transfer : transfers_)
            table.columns.push_back(transfer.column);
        // Named constraints come before unnamed ones, as in Alembic's copy.
        for (const bool with_name : {true, false})
            for (schema::Constraint constraint : constraints_) {
                if (schema::name_of(constraint).text.has_value() != with_name)
                    continue;
                const bool kept = std::visit(
                    [&](auto& c) {
                        if constexpr (requires { c.columns; })
                            return rename(c.columns);
                        else
                            return true;
                    },
                    constraint);
                if (!kept)
                    continue;
                if (auto* foreign = std::get_if<schema::ForeignKey>(&constraint);
                    foreign && foreign->referred_table == batch_.table && foreign->referred_schema == batch_.schema) {
                    rename(foreign->referred_columns);
                    // Where the old table gives up its keys (free_names), the new one can only refer to itself, and the
                    // database takes that along when the new one gets the old name.
                    if (dialect_.facts().alters_tables)
                        foreign->referred_table = table.name;
                }
                // The later one takes the place of the first.
                if (std::holds_alternative<schema::PrimaryKey>(constraint))
                    std::erase_if(table.constraints, [](const schema::Constraint& other) {
                        return std::holds_alternative<schema::PrimaryKey>(other);
                    });
                table.constraints.push_back(std::move(constraint));
            }
        forget_dropped_checks(table);
        for (const schema::Constraint& constraint : batch_.table_args)
            table.constraints.push_back(constraint);
        add_key(table);
        table = schema::normalize(schema::declared(std::move(table)));
        complete_key(table);
        return table;
    }

    /// Added columns with primary_key=True are the key of a table that has no other.
    void add_key(schema::Table& table) const {
        schema::PrimaryKey key;
        key.name = name_of_key_;
        for (const Transfer& transfer : transfers_)
            if (transfer.source.empty() && transfer.column.primary_key)
                key.columns.push_back(transfer.column.name);
        if (key.columns.empty())
            return;
        const schema::PrimaryKey* there = table.primary_key();
        if (!there) {
            table.constraints.emplace_back(std::move(key));
            return;
        }
        for (const std::string& column : key.columns)
            if (std::find(there->columns.begin(), there->columns.end(), column) == there->columns.end())
                log::warning("alembic.runtime.migration",
                             "Column '" + column + "' of table " + batch_.table +
                                 " has primary_key=True, and is not of the primary key that the table keeps");
    }

    /// A column that a block adds is NOT NULL where it is of the primary key, and one that it makes an identity. A
    /// primary key of columns that were there leaves them as they are, as with Alembic.
    void complete_key(schema::Table& table) const {
        const schema::PrimaryKey* key = table.primary_key();
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            schema::Column& column = table.columns[i];
            const schema::Column* old = old_.column(transfers_[i].source);
            if (column.identity ? !(old && old->nullable && old->identity) : column.primary_key && !old)
                column.nullable = false;
            // What is autoincremented as a whole key is not autoincremented as a part of another one.
            const bool autoincremented = old ? old->autoincremented : transfers_[i].column.autoincremented;
            if (autoincremented && (!key || key->columns != std::vector{column.name}))
                column.autoincremented = false;
        }
    }

    /// A type whose check is not among the constraints any more must not make it anew.
    static void forget_dropped_checks(schema::Table& table) {
        for (schema::Column& column : table.columns) {
            const bool has_check = std::any_of(
                table.constraints.begin(), table.constraints.end(), [&](const schema::Constraint& constraint) {
                    const auto* check = std::get_if<schema::Check>(&constraint);
                    return check && check->from_type && check->columns == std::vector{column.name};
                });
            if (!has_check)
                column.type = schema::without_check(column.type);
        }
    }

    void run(const schema::Change& change) { operations::run(change, target_); }
    void run_on_rows(dialects::Statement statement, const std::string& table) {
        dialects::tell_effects_on_rows(statement, table, target_.connection());
        target_.run(std::move(statement));
    }

    void create() {
        reorder();
        const schema::Table table = new_table();
        if (dialects::Connection* connection = target_.connection())
            dialect_.rebuilding().guard_referring_rows(*connection, batch_.schema, batch_.table);

        std::vector<dialects::ColumnCopy> copies;
        for (const Transfer& transfer : transfers_)
            if (!transfer.source.empty() && !transfer.column.computed)
                copies.push_back({transfer.column.name, transfer.source, transfer.cast_to});

        free_names(table);
        run(schema::CreateTable{table, false});
        run_on_rows(dialects::copy_rows(dialect_.grammar(), batch_.schema, batch_.table, table.name, copies),
                    table.name);
        if (target_.connection())
            for (dialects::Statement& statement : dialect_.rebuilding().keep_numbering(batch_.table, table))
                run_on_rows(std::move(statement), table.name);
        schema::Table dropped;
        dropped.name = batch_.table;
        dropped.schema = batch_.schema;
        run(schema::DropTable{dropped, false});
        give_old_name(table.name);
        create_indexes();
        create_triggers();
    }

    void give_old_name(const std::string& new_table) {
        const schema::RenameTable change{batch_.schema, new_table, batch_.table};
        dialects::Connection* connection = target_.connection();
        dialects::Statements statements = dialect_.rebuilding().rename_rebuilt_table(
            change.schema, change.old_name, change.new_name, connection != nullptr);
        dialects::tell_effects(statements, change, connection);
        for (dialects::Statement& statement : statements)
            target_.run(std::move(statement));
    }

    /// Where the names of keys are those of indexes, which a schema has once, the old table gives up what the new one
    /// takes: foreign keys first, which may need a key of the same table.
    void free_names(const schema::Table& table) {
        if (!dialect_.facts().alters_tables)
            return;
        for (const bool foreign : {true, false}) {
            if (!foreign && !dialect_.facts().index_names_of_schema)
                continue;
            for (const schema::Constraint& old : old_.constraints) {
                const schema::Name& name = schema::name_of(old);
                const bool taken =
                    name.text && std::any_of(table.constraints.begin(), table.constraints.end(),
                                             [&](const auto& its) { return schema::name_of(its).text == name.text; });
                if (taken && std::holds_alternative<schema::ForeignKey>(old) == foreign)
                    run(schema::DropConstraint{
                        batch_.schema, batch_.table, name, foreign ? "foreignkey" : "", false, {}, {}});
            }
        }
    }

    /// Those that the new table can have: a trigger may speak of a column that is gone.
    void create_triggers() {
        for (const schema::Routine& trigger : triggers_) {
            run(schema::CreateRoutine{trigger, false, std::nullopt});
            dialects::Connection* connection = target_.connection();
            if (!connection || dialect_.rebuilding().can_run(*connection, trigger))
                continue;
            run(schema::DropRoutine{trigger});
            log::warning("alembic.runtime.migration",
                         "Trigger " + trigger.name + " is dropped: it cannot run on the new table " + batch_.table);
        }
    }

    void create_indexes() {
        for (schema::Index index : indexes_) {
            if (index.options.find("duplicates_constraint"))
                continue; // the constraint brings it
            bool kept = !speaks_of_dropped(index);
            for (schema::Index::Element& element : index.elements) {
                if (element.column.empty())
                    continue;
                std::vector<std::string> name{element.column};
                kept = kept && rename(name);
                element.column = name.front();
            }
            if (kept)
                create_index(std::move(index));
        }
        for (const schema::Index& index : new_indexes_)
            create_index(index);
    }

    /// In an expression or in its WHERE.
    bool speaks_of_dropped(const schema::Index& index) const {
        std::vector<sql::ExpressionPtr> expressions;
        for (const schema::Index::Element& element : index.elements)
            if (element.expression)
                expressions.push_back(element.expression);
        for (const auto& [dialect, condition] : index.where)
            expressions.push_back(condition);
        return std::any_of(expressions.begin(), expressions.end(), [&](const sql::ExpressionPtr& expression) {
            return std::any_of(dropped_.begin(), dropped_.end(), [&](const std::string& column) {
                return dialect_.rebuilding().speaks_of(expression, column);
            });
        });
    }

    void create_index(schema::Index index) {
        index.table = batch_.table;
        index.schema = batch_.schema;
        run(schema::CreateIndex{named(index, target_.naming_convention(), dialect_), false});
    }

    const BatchAlterTable& batch_;
    Target& target_;
    const dialects::Dialect& dialect_;
    schema::Table old_;
    std::vector<schema::Routine> triggers_;
    Transfers transfers_;
    std::vector<std::string> dropped_; ///< columns of the old table
    std::vector<schema::Constraint> constraints_;
    schema::Name name_of_key_; ///< of a primary key whose columns have gone
    std::vector<schema::Index> indexes_, new_indexes_;
    std::vector<std::string> ordering_;
    std::vector<std::pair<std::string, std::string>> added_order_;
};

/// Whether the database can do this operation by ALTER TABLE, or without touching the table.
bool can_run_in_place(const Operation& operation, const dialects::Ddl& ddl) {
    return std::visit(
        [&](const auto& op) {
            if constexpr (std::is_constructible_v<schema::Change, decltype(op)>)
                return ddl.changes_in_place(op);
            else
                return true;
        },
        operation);
}

bool should_rebuild(const BatchAlterTable& batch, const dialects::Dialect& dialect) {
    if (batch.recreate != "auto")
        return batch.recreate == "always";
    return !std::all_of(batch.operations.begin(), batch.operations.end(),
                        [&](const Operation& operation) { return can_run_in_place(operation, dialect.ddl()); });
}

} // namespace

void invoke_batch(const BatchAlterTable& batch, Target& target) {
    if (!should_rebuild(batch, target.dialect())) {
        for (const Operation& operation : batch.operations)
            invoke(operation, target);
        return;
    }
    ExistingTable existing;
    if (batch.copy_from) {
        existing.table = *batch.copy_from;
        schema::apply_naming_convention(existing.table, batch.naming_convention,
                                        target.dialect().facts().max_identifier_length);
    } else {
        existing = existing_table(batch, target);
    }
    Rebuild(batch, std::move(existing), target).apply();
}

bool rebuilds(const BatchAlterTable& batch, const dialects::Dialect& dialect) {
    return should_rebuild(batch, dialect);
}

} // namespace limbeck::operations
