#include "autogenerate/comparing.hpp"
#include "autogenerate/identifiers.hpp"
#include "autogenerate/sameness.hpp"
#include "schema/type_check.hpp"

#include <algorithm>
#include <cstdint>
#include <set>

namespace limbeck::autogenerate {

namespace {

/// A column on its three sides.
struct ColumnSides {
    const schema::Column& declared;
    const schema::Column& stored;
    const schema::Column& existing;
};

Object object_of(const schema::Table& table, const schema::Column& column, bool reflected) {
    Object object;
    object.kind = "column";
    object.name = column.name;
    object.reflected = reflected;
    object.table = &table;
    object.column = &column;
    return object;
}

/// The identity that a column is given. What the model leaves to the database is said where it is something else now:
/// an option that nobody says stays as it is.
std::optional<schema::Identity> altered_identity(const ColumnSides& sides) {
    std::optional<schema::Identity> identity = sides.declared.identity;
    if (!identity || !sides.stored.identity || !sides.existing.identity)
        return identity;
    const auto say = [&](std::optional<std::int64_t> schema::Identity::*option, bool said_otherwise = false) {
        const std::optional<std::int64_t>& wanted = (*sides.stored.identity).*option;
        if (!said_otherwise && !((*identity).*option) && wanted != (*sides.existing.identity).*option)
            (*identity).*option = wanted;
    };
    say(&schema::Identity::start);
    say(&schema::Identity::increment);
    say(&schema::Identity::minvalue, identity->nominvalue);
    say(&schema::Identity::maxvalue, identity->nomaxvalue);
    say(&schema::Identity::cache);
    const bool cycles = sides.stored.identity->cycle.value_or(false);
    if (!identity->cycle && cycles != sides.existing.identity->cycle.value_or(false))
        identity->cycle = cycles;
    return identity;
}

/// What a log line calls a type.
std::string words(const schema::TypePtr& type) {
    if (!type)
        return "NullType()";
    std::string arguments;
    const auto add = [&](const std::string& argument) { arguments += (arguments.empty() ? "" : ", ") + argument; };
    if (!type->type_name.empty())
        add("name=" + quoted(type->type_name));
    if (type->length)
        add("length=" + std::to_string(*type->length));
    if (type->precision)
        add("precision=" + std::to_string(*type->precision));
    if (type->scale)
        add("scale=" + std::to_string(*type->scale));
    if (type->timezone)
        add("timezone=True");
    if (type->item)
        add(words(type->item));
    return type->name + "(" + arguments + ")";
}

/// A column of an added or dropped table part, with the checks that its type makes: those come and go with it.
std::vector<schema::Constraint> checks_of_type(const schema::Table& table, const schema::Column& column) {
    std::vector<schema::Constraint> found;
    for (const schema::Constraint& constraint : table.constraints)
        if (const auto* check = std::get_if<schema::Check>(&constraint))
            if (check->from_type && check->columns == std::vector{column.name})
                found.push_back(constraint);
    return found;
}

schema::AddColumn addition(const Key& table, const schema::Table& declared, const schema::Column& column) {
    schema::AddColumn change;
    change.table.schema = table.first;
    change.table.name = table.second;
    change.table.columns = {column};
    change.table.constraints = checks_of_type(declared, column);
    return change;
}

schema::DropColumn removal(const Key& table, const schema::Table& existing, const schema::Column& column) {
    schema::DropColumn change;
    change.schema = table.first;
    change.table = table.second;
    change.column = column;
    change.constraints = checks_of_type(existing, column);
    return change;
}

/// One column that is there and ought to be: what changes of it.
class Alteration {
  public:
    Alteration(Comparing& comparing, const Key& table, const TableSides& tables, const ColumnSides& sides)
        : comparing_(comparing), name_(dotted(table) + "." + sides.declared.name), tables_(tables), sides_(sides) {
        change_.schema = table.first;
        change_.table = table.second;
        change_.column = sides.existing.name;
        change_.existing_type = sides.existing.type;
        change_.existing_nullable = sides.existing.nullable;
        change_.existing_identity = sides.existing.identity;
        change_.existing_computed = sides.existing.computed;
        if (!sides.existing.identity && !sides.existing.computed)
            change_.existing_server_default = sides.existing.server_default;
        change_.existing_comment = sides.existing.comment;
        if (sides.declared.autoincremented || sides.declared.autoincrement == schema::Column::Autoincrement::Yes)
            change_.autoincrement = true;
        else if (sides.declared.autoincrement == schema::Column::Autoincrement::No)
            change_.autoincrement = false;
        change_.existing_autoincrement = change_.autoincrement;
    }

    /// False when the column can only be replaced.
    bool compare() {
        if (comparing_.options.types)
            compare_type();
        if (comparing_.options.server_defaults && !compare_value())
            return false;
        compare_nullable();
        compare_comment();
        return true;
    }

    bool has_changes() const { return has_changes_; }
    schema::AlterColumn take() { return std::move(change_); }

  private:
    void compare_type() {
        if (!sides_.stored.type || sides_.stored.type->name == "NullType") {
            comparing_.log("types", "Column '" + name_ + "' has no type within the model; can't compare");
            return;
        }
        if (!sides_.existing.type || sides_.existing.type->name == "NullType") {
            comparing_.log("types", "Couldn't determine database type for column '" + name_ + "'");
            return;
        }
        const std::optional<bool> said =
            comparing_.hooks.types_differ(*tables_.declared, sides_.existing, sides_.declared);
        if (!said.value_or(!comparing_.same_type(sides_.stored.type, sides_.existing.type)))
            return;
        // The check of a type is compared, and changed, as a check.
        change_.type = schema::without_check(sides_.declared.type);
        has_changes_ = true;
        comparing_.log("types", "Detected type change from " + words(sides_.existing.type) + " to " +
                                    words(sides_.declared.type) + " on '" + name_ + "'");
    }

    bool compare_value() {
        if (sides_.declared.fetched)
            return true;
        const std::optional<bool> said =
            has_default(sides_.stored) || has_default(sides_.existing)
                ? comparing_.hooks.defaults_differ(*tables_.declared, sides_.existing, sides_.declared)
                : std::nullopt;
        if (said && !*said)
            return true;
        if (!same_computed(sides_.stored.computed, sides_.existing.computed)) {
            comparing_.log("server_defaults", "Detected change of the generated column '" + name_ + "'");
            return false;
        }
        if (sides_.stored.computed)
            return true;
        if (!said && autoincremented_alike())
            return true;
        const bool identity_differs = !same_identity(sides_.stored.identity, sides_.existing.identity);
        if (identity_differs)
            change_.identity = altered_identity(sides_);
        const bool default_differs = !same_expression(sides_.stored.server_default, sides_.existing.server_default);
        if (default_differs || (said && !identity_differs))
            change_.server_default = sides_.declared.server_default;
        if (change_.identity || change_.server_default) {
            has_changes_ = true;
            comparing_.log("server_defaults", "Detected server default on column '" + name_ + "'");
        }
        return true;
    }

    static bool has_default(const schema::Column& column) {
        return column.server_default || column.identity || column.computed;
    }

    /// A model only says that the database numbers the rows, not by which means.
    bool autoincremented_alike() {
        if (sides_.stored.identity && sides_.existing.autoincremented && !sides_.existing.identity) {
            comparing_.not_compared(
                "column '" + name_ +
                "': the database numbers its rows by SERIAL, the model says Identity(); an identity "
                "would begin anew: write by hand how it goes on");
            return true;
        }
        if (!sides_.stored.autoincremented || sides_.stored.identity)
            return false;
        if (sides_.existing.autoincremented || sides_.existing.identity)
            return true;
        if (!sides_.existing.server_default) {
            comparing_.not_compared("column '" + name_ +
                                    "': the database does not number its rows, as the model says; "
                                    "no operation changes it: write that by hand, or say autoincrement=False");
            return true;
        }
        return false;
    }

    void compare_nullable() {
        if (sides_.stored.nullable == sides_.existing.nullable)
            return;
        const auto is_autoincremented_key = [](const schema::Column& column) {
            return column.primary_key && column.autoincremented;
        };
        if (is_autoincremented_key(sides_.stored) && is_autoincremented_key(sides_.existing))
            return; // holds no NULL, whether it says so or not: INTEGER PRIMARY KEY of SQLite
        change_.nullable = sides_.stored.nullable;
        has_changes_ = true;
        comparing_.log("constraints", std::string("Detected ") + (sides_.stored.nullable ? "NULL" : "NOT NULL") +
                                          " on column '" + name_ + "'");
    }

    void compare_comment() {
        if (same_comment(sides_.stored.comment, sides_.existing.comment))
            return;
        change_.comment = sides_.stored.comment.value_or("").empty() ? std::nullopt : sides_.declared.comment;
        has_changes_ = true;
        comparing_.log("comments", "Detected column comment '" + name_ + "'");
    }

    Comparing& comparing_;
    std::string name_;
    const TableSides& tables_;
    ColumnSides sides_;
    schema::AlterColumn change_;
    bool has_changes_ = false;
};

} // namespace

bool is_replaced(const TableSides& sides, const std::vector<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
        return std::find(sides.replaced.begin(), sides.replaced.end(), column) != sides.replaced.end();
    });
}

bool is_replaced(const TableSides& sides, const sql::ExpressionPtr& expression) {
    return expression && std::any_of(sides.replaced.begin(), sides.replaced.end(),
                                     [&](const std::string& column) { return mentions(*expression, column); });
}

void compare_columns(Comparing& comparing, const Key& table, TableSides& sides,
                     const std::function<void()>& compare_the_rest) {
    std::vector<const schema::Column*> existing;
    for (const schema::Column& column : sides.existing->columns)
        if (!column.system && comparing.hooks.include_name(column.name, "column", table.first, table.second))
            existing.push_back(&column);
    const auto find = [&](const std::string& name) -> const schema::Column* {
        const auto found =
            std::find_if(existing.begin(), existing.end(), [&](const auto* c) { return c->name == name; });
        return found == existing.end() ? nullptr : *found;
    };

    const std::vector<schema::Column>& declared = sides.declared->columns;
    for (const schema::Column& column : declared) {
        if (column.system || find(column.name) ||
            !comparing.hooks.include_object(object_of(*sides.declared, column, false), nullptr))
            continue;
        comparing.add(table, addition(table, *sides.declared, column));
        comparing.log("tables", "Detected added column '" + dotted(table) + "." + column.name + "'");
    }

    std::vector<const schema::Column*> replacements;
    for (std::size_t i = 0; i < declared.size(); ++i) {
        const schema::Column* counterpart = find(declared[i].name);
        if (declared[i].system || !counterpart)
            continue;
        const Object theirs = object_of(*sides.existing, *counterpart, true);
        if (!comparing.hooks.include_object(object_of(*sides.declared, declared[i], false), &theirs))
            continue;
        Alteration alteration(comparing, table, sides, {declared[i], sides.stored->columns[i], *counterpart});
        if (!alteration.compare()) {
            replacements.push_back(&declared[i]);
            sides.replaced.push_back(declared[i].name);
        } else if (alteration.has_changes()) {
            comparing.add(table, alteration.take());
        }
    }

    compare_the_rest();

    for (const schema::Column* column : replacements) {
        comparing.add(table, removal(table, *sides.existing, *find(column->name)));
        comparing.add(table, addition(table, *sides.declared, *column));
    }
    for (const schema::Column* column : existing) {
        if (sides.declared->column(column->name) || is_inherited(*column) ||
            !comparing.hooks.include_object(object_of(*sides.existing, *column, true), nullptr))
            continue;
        comparing.add(table, removal(table, *sides.existing, *column));
        comparing.log("tables", "Detected removed column '" + dotted(table) + "." + column->name + "'");
    }
}

} // namespace limbeck::autogenerate
