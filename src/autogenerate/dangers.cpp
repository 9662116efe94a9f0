#include "autogenerate/dangers.hpp"

#include "autogenerate/judge.hpp"
#include "autogenerate/objects.hpp"
#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "schema/affinity.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <set>

namespace limbeck::autogenerate {

namespace {

using Kind = Danger::Kind;
using Key = std::pair<std::string, std::string>; // schema, table

constexpr std::size_t most_counts = 100; ///< in one statement

/// A danger, and how to ask whether it is one: a query that gives one number, or nothing.
struct Candidate {
    Danger danger;
    std::string query;
    /// What the number is of: "rows", "values".
    const char* unit = "rows";
    /// Stands before "with 3 rows".
    std::string what;
    /// What must not be made again for it to be one.
    std::string again;
};

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// How many digits stand before the point, by the type's name; 0 for what is no integer.
int width(const schema::Type& type) {
    if (type.name == "SmallInteger" || type.name == "SMALLINT")
        return 2;
    if (type.name == "Integer" || type.name == "INTEGER" || type.name == "INT")
        return 4;
    if (type.name == "BigInteger" || type.name == "BIGINT")
        return 8;
    return 0;
}

class Finder {
  public:
    Finder(const std::vector<Group>& upgrade, dialects::Connection* connection)
        : upgrade_(upgrade), connection_(connection), dialect_(connection ? &connection->dialect() : nullptr) {}

    std::vector<Danger> take() {
        for (at_.group = 0; at_.group < upgrade_.size(); ++at_.group)
            for (at_.change = 0; at_.change < upgrade_[at_.group].changes.size(); ++at_.change)
                std::visit(*this, upgrade_[at_.group].changes[at_.change]);
        if (connection_)
            count();
        std::vector<Danger> found;
        for (Candidate& candidate : candidates_) {
            if (candidate.danger.rows == 0 || (!candidate.again.empty() && come_again_.contains(candidate.again)))
                continue;
            candidate.danger.text = candidate.what;
            if (candidate.danger.rows) {
                const std::int64_t rows = *candidate.danger.rows;
                std::string unit = candidate.unit;
                if (rows == 1)
                    unit.pop_back();
                candidate.danger.text += " (" + std::to_string(rows) + " " + unit + ")";
            }
            found.push_back(std::move(candidate.danger));
        }
        return found;
    }

    void operator()(const schema::RenameTable& op) {
        old_tables_[{op.schema, op.new_name}] = old_table({op.schema, op.old_name});
    }
    void operator()(const schema::CreateTable& op) { made_.insert({op.table.schema, op.table.name}); }
    void operator()(const schema::DropTable& op) {
        const Key table{op.table.schema, op.table.name};
        add(Kind::DropsTable, "drops table " + dotted(table), table,
            [&] { return "SELECT count(*) FROM " + from(table); });
    }
    void operator()(const schema::AddColumn& op) {
        const Key table{op.table.schema, op.table.name};
        for (const schema::Column& column : op.table.columns) {
            new_columns_.insert({table, column.name});
            if (!column.nullable && !column.server_default && !column.identity && !column.computed &&
                !column.autoincremented)
                add(Kind::RequiresValue,
                    "column " + dotted(table) + "." + column.name +
                        " is NOT NULL and has no default for the rows that "
                        "are there",
                    table, [&] { return "SELECT count(*) FROM " + from(table); });
        }
    }
    void operator()(const schema::DropColumn& op) {
        const Key table{op.schema, op.table};
        std::string what = "drops column " + dotted(table) + "." + op.column.name;
        if (op.column.computed) {
            if (!comes_back_plain(op))
                return; // its values can be told again
            what += ", and adds it as a plain one, which does not keep the values that were generated";
        }
        add(
            Kind::DropsColumn, std::move(what), table,
            [&] { return "SELECT count(" + quote(op.column.name) + ") FROM " + from(table); }, "values");
    }
    void operator()(const schema::AlterColumn& op) {
        const Key table{op.schema, op.table};
        if (op.new_name)
            old_columns_[{table, *op.new_name}] = old_column(table, op.column);
        const std::string name = dotted(table) + "." + op.column;
        if (op.nullable && !*op.nullable)
            add(Kind::RequiresValue, "column " + name + " becomes NOT NULL and is null where", table, [&] {
                return "SELECT count(*) FROM " + from(table) + " WHERE " + column(table, op.column) + " IS NULL";
            });
        if (op.type && op.existing_type)
            compare_types(table, op);
    }
    void operator()(const schema::CreateIndex& op) {
        if (!op.index.unique)
            return;
        const Key table{op.index.schema, op.index.table};
        std::vector<std::string> columns;
        for (const schema::Index::Element& element : op.index.elements)
            columns.push_back(element.column);
        const bool is_plain =
            op.index.where.empty() && std::find(columns.begin(), columns.end(), std::string()) == columns.end();
        unique("unique index " + op.index.name.text.value_or(""), table, columns, is_plain);
    }
    void operator()(const schema::AddConstraint& op) {
        const Key table{op.schema, op.table};
        if (const auto* key = std::get_if<schema::PrimaryKey>(&op.constraint))
            unique("primary key", table, key->columns, true);
        else if (const auto* constraint = std::get_if<schema::Unique>(&op.constraint))
            unique("unique constraint", table, constraint->columns, true);
        else if (const auto* foreign = std::get_if<schema::ForeignKey>(&op.constraint))
            refers(table, *foreign);
        else if (const auto* check = std::get_if<schema::Check>(&op.constraint))
            checks(table, *check);
    }
    void operator()(const schema::AlterEnum& op) {
        std::vector<std::string> gone;
        for (const std::string& label : op.existing_labels) {
            const bool is_renamed = std::any_of(op.renamed.begin(), op.renamed.end(),
                                                [&](const auto& names) { return names.first == label; });
            if (!is_renamed && std::find(op.labels.begin(), op.labels.end(), label) == op.labels.end())
                gone.push_back(label);
        }
        if (gone.empty())
            return;
        for (const schema::AlterEnum::User& user : op.users) {
            const Key table{user.schema, user.table};
            add(Kind::RemovesLabels,
                "removes " + listed(gone) + " from " + op.name + ", which column " + dotted(table) + "." + user.column +
                    " has",
                table, [&]() -> std::string {
                    if (user.array)
                        return {};
                    std::string labels;
                    for (const std::string& label : gone)
                        labels += (labels.empty() ? "" : ", ") + dialect_->grammar().literal(label, nullptr);
                    return "SELECT count(*) FROM " + from(table) + " WHERE " + column(table, user.column) + " IN (" +
                           labels + ")";
                });
        }
    }
    void operator()(const schema::CreateView& op) { come_again_.insert(dotted({op.view.schema, op.view.name})); }
    void operator()(const schema::CreateRoutine& op) { come_again_.insert(op.routine.signature); }
    void operator()(const schema::DropView& op) {
        drop("view " + dotted({op.view.schema, op.view.name}), dotted({op.view.schema, op.view.name}));
    }
    void operator()(const schema::DropRoutine& op) {
        if (op.routine.kind == schema::Routine::Kind::Grant)
            drop("grants: " + op.routine.signature, op.routine.signature);
        else
            drop(kind_of(op.routine) + " " + op.routine.signature, op.routine.signature);
    }
    void operator()(const schema::DropSequence& op) {
        drop("sequence " + dotted({op.sequence.schema, op.sequence.name}), "");
    }
    void operator()(const schema::DropExtension& op) { drop("extension " + op.extension.name, ""); }
    template <class Other> void operator()(const Other&) {}

  private:
    /// What goes as a whole, unless it comes again.
    void drop(const std::string& what, const std::string& again) {
        Candidate candidate;
        candidate.danger = {Kind::DropsObject, at_.group, at_.change, std::nullopt, {}};
        candidate.what = "drops " + what;
        candidate.again = again;
        candidates_.push_back(std::move(candidate));
    }

    static std::string dotted(const Key& table) {
        return table.first.empty() ? table.second : table.first + "." + table.second;
    }
    std::string quote(const std::string& name) const { return dialect_->grammar().quote_always(name); }

    Key old_table(const Key& table) const {
        const auto found = old_tables_.find(table);
        return found == old_tables_.end() ? table : found->second;
    }
    std::string old_column(const Key& table, const std::string& column) const {
        const auto found = old_columns_.find({table, column});
        return found == old_columns_.end() ? column : found->second;
    }
    /// The table as the database calls it now.
    std::string from(const Key& table) const {
        const Key old = old_table(table);
        return dialect_->grammar().qualified(old.first, old.second);
    }
    std::string column(const Key& table, const std::string& name) const { return quote(old_column(table, name)); }

    /// Whether a column of the same name comes behind it that generates nothing.
    bool comes_back_plain(const schema::DropColumn& op) const {
        const std::vector<schema::Change>& changes = upgrade_[at_.group].changes;
        return std::any_of(changes.begin() + static_cast<std::ptrdiff_t>(at_.change), changes.end(),
                           [&](const schema::Change& change) {
                               const auto* add = std::get_if<schema::AddColumn>(&change);
                               return add && add->table.columns.front().name == op.column.name &&
                                      !add->table.columns.front().computed;
                           });
    }

    /// `query` is asked for only where there is a connection; an empty one cannot be told.
    template <class Query>
    void add(Kind kind, std::string what, const Key& table, Query query, const char* unit = "rows") {
        if (made_.contains(table))
            return; // a new table has no rows
        Candidate candidate;
        candidate.danger = {kind, at_.group, at_.change, std::nullopt, {}};
        candidate.what = std::move(what);
        candidate.unit = unit;
        if (connection_)
            candidate.query = query();
        candidates_.push_back(std::move(candidate));
    }

    bool is_new(const Key& table, const std::vector<std::string>& columns) const {
        return std::any_of(columns.begin(), columns.end(), [&](const std::string& name) {
            return new_columns_.contains({table, name});
        });
    }

    void compare_types(const Key& table, const schema::AlterColumn& op) {
        const schema::Type& wanted = dialect_ ? op.type->for_dialect(dialect_->name()) : *op.type;
        const schema::Type& existing = *op.existing_type;
        const std::string name = dotted(table) + "." + op.column;
        const std::string_view old_family = schema::affinity(existing), new_family = schema::affinity(wanted);
        const auto where = [&](const std::string& condition) {
            return [this, table, condition] { return "SELECT count(*) FROM " + from(table) + " WHERE " + condition; };
        };
        const std::string value = dialect_ ? column(table, op.column) : std::string();
        if (old_family != new_family) {
            if (new_family != "String") // all can be told as text
                add(
                    Kind::ChangesType, "column " + name + " becomes " + wanted.name + ": its values may not convert",
                    table, [&] { return "SELECT count(" + value + ") FROM " + from(table); }, "values");
        } else if (wanted.length && (!existing.length || *wanted.length < *existing.length)) {
            add(Kind::NarrowsType,
                "column " + name + " is narrowed to " + std::to_string(*wanted.length) + ", values that are longer",
                table, where("length(" + value + ") > " + std::to_string(*wanted.length)));
        } else if (width(wanted) && width(existing) && width(wanted) < width(existing)) {
            const std::string limit = width(wanted) == 2 ? "32768" : "2147483648";
            add(Kind::NarrowsType, "column " + name + " becomes " + wanted.name + ", values that are larger", table,
                where(value + " >= " + limit + " OR " + value + " < -" + limit));
        } else if (wanted.precision && (!existing.precision || *wanted.precision - wanted.scale.value_or(0) <
                                                                   *existing.precision - existing.scale.value_or(0))) {
            if (new_family == "Numeric")
                add(Kind::NarrowsType, "column " + name + " has fewer digits, values that are larger", table,
                    where(
                        "abs(" + value + ") >= 1" +
                        std::string(static_cast<std::size_t>(std::max(0, *wanted.precision - wanted.scale.value_or(0))),
                                    '0')));
        } else if (new_family == "Numeric" && wanted.precision && existing.precision &&
                   wanted.scale.value_or(0) < existing.scale.value_or(0)) {
            add(Kind::NarrowsType, "column " + name + " has fewer decimals, values that are rounded", table,
                where(value + " <> round(" + value + ", " + std::to_string(wanted.scale.value_or(0)) + ")"));
        }
    }

    void unique(const std::string& what, const Key& table, const std::vector<std::string>& columns, bool is_plain) {
        if (is_new(table, columns))
            return;
        add(Kind::RequiresUnique, what + " on " + dotted(table) + " (" + listed(columns) + "), which has duplicates",
            table, [&]() -> std::string {
                if (!is_plain)
                    return {};
                std::string names, conditions;
                for (const std::string& name : columns) {
                    const std::string quoted = column(table, name);
                    names += (names.empty() ? "" : ", ") + quoted;
                    conditions += (conditions.empty() ? "" : " AND ") + quoted + " IS NOT NULL";
                }
                return "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM " + from(table) + " WHERE " +
                       conditions + " GROUP BY " + names + " HAVING count(*) > 1) AS same";
            });
    }

    void refers(const Key& table, const schema::ForeignKey& key) {
        if (is_new(table, key.columns))
            return;
        const Key referred{key.referred_schema, key.referred_table};
        add(Kind::RequiresRow,
            "foreign key of " + dotted(table) + " (" + listed(key.columns) + ") to " + dotted(referred) +
                ", rows that refer to nothing",
            table, [&]() -> std::string {
                std::string given, same;
                for (std::size_t i = 0; i < key.columns.size() && i < key.referred_columns.size(); ++i) {
                    const std::string name = "a." + column(table, key.columns[i]);
                    given += (given.empty() ? "" : " AND ") + name + " IS NOT NULL";
                    same += (same.empty() ? "" : " AND ") + ("b." + column(referred, key.referred_columns[i])) + " = " +
                            name;
                }
                const std::string rows = "SELECT count(*) FROM " + from(table) + " AS a WHERE " + given;
                if (made_.contains(referred))
                    return rows;
                if (is_new(referred, key.referred_columns))
                    return {};
                return rows + " AND NOT EXISTS (SELECT 1 FROM " + from(referred) + " AS b WHERE " + same + ")";
            });
    }

    void checks(const Key& table, const schema::Check& check) {
        if (!check.sqltext)
            return;
        add(Kind::RequiresRow,
            "check constraint " + check.name.text.value_or("without a name") + " of " + dotted(table) +
                ", rows that do not satisfy it",
            table, [&] {
                return "SELECT count(*) FROM " + from(table) + " WHERE NOT (" +
                       dialect_->ddl().expression_in_file(check.sqltext, dialects::Ddl::Place::Plain) + ")";
            });
    }

    void count() {
        std::vector<Candidate*> asked;
        for (Candidate& candidate : candidates_)
            if (!candidate.query.empty())
                asked.push_back(&candidate);
        for (std::size_t from = 0; from < asked.size(); from += most_counts) {
            const std::vector<Candidate*> some(
                asked.begin() + static_cast<std::ptrdiff_t>(from),
                asked.begin() + static_cast<std::ptrdiff_t>(std::min(from + most_counts, asked.size())));
            if (count(some))
                continue;
            // One of them cannot be told, perhaps for want of a right: each by itself.
            for (Candidate* candidate : some)
                count({candidate});
        }
    }

    bool count(const std::vector<Candidate*>& some) {
        std::string text;
        for (std::size_t i = 0; i < some.size(); ++i)
            text += (i ? " UNION ALL " : "") + std::string("SELECT ") + std::to_string(i) + " AS place, (" +
                    some[i]->query + ") AS rows_found";
        const bool in_transaction = connection_->in_transaction();
        try {
            if (in_transaction)
                connection_->execute({"SAVEPOINT limbeck_counts"});
            const dialects::Result result = connection_->execute({text});
            if (in_transaction)
                connection_->execute({"RELEASE SAVEPOINT limbeck_counts"});
            for (const List& row : result.rows)
                if (const auto number = number_in(row.at(1)))
                    some[static_cast<std::size_t>(row.at(0).as_int())]->danger.rows = number;
            return true;
        } catch (const Error& error) {
            if (error.kind() != Error::Kind::Database)
                throw;
            require_answer(error);
            if (in_transaction)
                connection_->execute({"ROLLBACK TO SAVEPOINT limbeck_counts"});
            return false;
        }
    }

    static std::optional<std::int64_t> number_in(const Value& value) {
        if (const auto* number = value.get_if<std::int64_t>())
            return *number;
        if (const auto* number = value.get_if<Decimal>())
            return std::stoll(number->text);
        return std::nullopt;
    }

    const std::vector<Group>& upgrade_;
    dialects::Connection* connection_;
    const dialects::Dialect* dialect_;
    struct {
        std::size_t group = 0, change = 0;
    } at_;
    std::vector<Candidate> candidates_;
    std::map<Key, Key> old_tables_;
    std::map<std::pair<Key, std::string>, std::string> old_columns_;
    std::set<Key> made_;
    std::set<std::string> come_again_;
    std::set<std::pair<Key, std::string>> new_columns_;
};

} // namespace

std::vector<Danger> dangers(const std::vector<Group>& upgrade, dialects::Connection* connection) {
    return Finder(upgrade, connection).take();
}

} // namespace limbeck::autogenerate
