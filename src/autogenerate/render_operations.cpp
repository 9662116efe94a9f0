#include "autogenerate/rendering.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"
#include "support/python_repr.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <type_traits>

namespace limbeck::autogenerate::render {

namespace {

using Calls = std::vector<std::string>;

/// More positional arguments were too many for Python before 3.7, and are for Alembic still.
constexpr std::size_t most_arguments = 255;

std::string with_lines(const Arguments& arguments) {
    std::string text;
    for (const std::string& argument : arguments)
        text += (text.empty() ? "" : ",\n") + argument;
    return text;
}

Map sorted(const Map& options) {
    auto entries = options.entries();
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    Map found;
    for (auto& [name, value] : entries)
        found.set(name, std::move(value));
    return found;
}

class Writer {
  public:
    explicit Writer(Rendering& rendering) : rendering_(rendering) {}

    // --- tables

    Calls operator()(const schema::CreateTable& change) {
        Calls calls, after;
        for (const schema::Column& one : change.table.columns)
            number(change.table, one, calls, after);
        append(calls, has_more_than_python(change.table) ? with_more_than_python(change) : create_table(change));
        append(calls, std::move(after));
        return calls;
    }

    Calls create_table(const schema::CreateTable& change) {
        const schema::Table& table = change.table;
        rendering_.table = &table;
        rendering_.creates_types = true;
        Arguments items, constraints;
        for (const schema::Column& one : table.columns)
            items.push_back(column(one, rendering_));
        for (const schema::Constraint& one : table.constraints)
            if (std::string text = constraint_in_table(one, rendering_); !text.empty())
                constraints.push_back(std::move(text));
        rendering_.table = nullptr;
        rendering_.creates_types = false;
        std::sort(constraints.begin(), constraints.end());
        append(items, std::move(constraints));

        std::string text = rendering_.op() + "create_table(" + python_repr(table.name) + ",\n";
        text += items.size() > most_arguments ? "*[" + with_lines(items) + "]" : with_lines(items);
        if (!table.schema.empty())
            text += ",\nschema=" + python_repr(table.schema);
        if (table.comment)
            text += ",\ncomment=" + python_repr(*table.comment);
        if (!table.info.entries().empty())
            text += ",\ninfo=" + literal(table.info, rendering_);
        for (const std::string& option : dialect_options(sorted(table.options), rendering_))
            text += ",\n" + option;
        if (!table.prefixes.empty())
            text += ",\nprefixes=" + text_list(table.prefixes);
        if (change.if_not_exists)
            text += ",\nif_not_exists=True";
        Calls calls = {text + "\n)"};
        for (const schema::Constraint& one : table.constraints)
            append(calls, execute(rendering_.dialect.ddl().constraint_comment(table.schema, table.name, one)));
        for (const schema::Index& index : table.indexes)
            append(calls, (*this)(schema::CreateIndex{index, change.if_not_exists}));
        return calls;
    }

    Calls operator()(const schema::DropTable& change) {
        Arguments arguments = {python_repr(change.table.name)};
        schema_argument(change.table.schema, arguments);
        if (change.if_exists)
            arguments.emplace_back("if_exists=True");
        return call("drop_table", arguments);
    }

    Calls operator()(const schema::RenameTable& change) {
        Arguments arguments = {python_repr(change.old_name), python_repr(change.new_name)};
        schema_argument(change.schema, arguments);
        return call("rename_table", arguments);
    }

    Calls operator()(const schema::TableComment& change) {
        Arguments arguments;
        if (!rendering_.in_batch)
            arguments.push_back(python_repr(change.table));
        if (change.comment)
            arguments.push_back(python_repr(*change.comment));
        arguments.push_back("existing_comment=" + existing(change.existing_comment));
        if (!rendering_.in_batch)
            arguments.push_back("schema=" + (change.schema.empty() ? "None" : python_repr(change.schema)));
        std::string text;
        for (const std::string& argument : arguments)
            text += (text.empty() ? "    " : ",\n    ") + argument;
        return {rendering_.op() + (change.comment ? "create_table_comment(\n" : "drop_table_comment(\n") + text +
                "\n)"};
    }

    // --- columns

    Calls operator()(const schema::AddColumn& change) {
        const schema::Table& table = change.table;
        rendering_.table = &table;
        Arguments arguments;
        if (!rendering_.in_batch)
            arguments.push_back(python_repr(table.name));
        arguments.push_back(column(table.columns.front(), rendering_));
        rendering_.table = nullptr;
        if (!rendering_.in_batch) {
            schema_argument(table.schema, arguments);
            if (change.if_not_exists)
                arguments.emplace_back("if_not_exists=True");
        } else {
            if (!change.insert_before.empty())
                arguments.push_back("insert_before=" + python_repr(change.insert_before));
            if (!change.insert_after.empty())
                arguments.push_back("insert_after=" + python_repr(change.insert_after));
        }
        Calls calls, after;
        number(table, table.columns.front(), calls, after);
        append(calls, call("add_column", arguments));
        append(calls, std::move(after));
        for (const schema::Constraint& constraint : table.constraints) {
            const auto* check = std::get_if<schema::Check>(&constraint);
            if (!check || !check->from_type) // that one comes with the type
                append(calls, (*this)(schema::AddConstraint{table.schema, table.name, constraint}));
        }
        for (const schema::Index& index : table.indexes)
            append(calls, (*this)(schema::CreateIndex{index, change.if_not_exists}));
        return calls;
    }

    Calls operator()(const schema::DropColumn& change) {
        Arguments arguments;
        if (!rendering_.in_batch)
            arguments.push_back(python_repr(change.table));
        arguments.push_back(python_repr(change.column.name));
        if (!rendering_.in_batch) {
            schema_argument(change.schema, arguments);
            if (change.if_exists)
                arguments.emplace_back("if_exists=True");
        }
        append(arguments, dialect_options(change.options, rendering_));
        return call("drop_column", arguments);
    }

    Calls operator()(const schema::AlterColumn& change) {
        Arguments arguments;
        if (!rendering_.in_batch)
            arguments.push_back(python_repr(change.table));
        arguments.push_back(python_repr(change.column));
        std::string text = rendering_.op() + "alter_column(" + joined(arguments);
        const auto line = [&](const char* keyword, const std::string& value) {
            text += ",\n           " + std::string(keyword) + "=" + value;
        };
        if (change.existing_type)
            line("existing_type", type(*change.existing_type, rendering_));
        const bool new_default = change.server_default || change.identity || change.computed;
        if (new_default)
            line("server_default", new_source(change));
        if (change.new_name)
            line("new_column_name", python_repr(*change.new_name));
        if (change.type)
            line("type_", type(*change.type, rendering_));
        if (change.nullable)
            line("nullable", truth(*change.nullable));
        if (change.comment)
            line("comment", text_or_none(*change.comment));
        if (existing(change.existing_comment) != "None")
            line("existing_comment", existing(change.existing_comment));
        if (!change.nullable && change.existing_nullable)
            line("existing_nullable", truth(*change.existing_nullable));
        if (change.autoincrement)
            line("autoincrement", truth(*change.autoincrement));
        if (new_default) {
            // Alembic leaves it out, and the file then adds a second identity, or drops a default that is none.
            if (change.existing_identity)
                line("existing_server_default", identity(*change.existing_identity, rendering_));
        } else {
            if (change.existing_identity)
                line("existing_server_default", identity(*change.existing_identity, rendering_));
            else if (change.existing_computed)
                line("existing_server_default", computed(*change.existing_computed, rendering_));
            else if (change.existing_server_default && *change.existing_server_default)
                line("existing_server_default", server_default(*change.existing_server_default, rendering_));
        }
        if (!change.schema.empty() && !rendering_.in_batch)
            line("schema", python_repr(change.schema));
        for (const std::string& option : dialect_options(change.options, rendering_))
            text += ",\n           " + option;
        return {text + ")"};
    }

    // --- indexes and constraints

    Calls operator()(const schema::CreateIndex& change) {
        const schema::Index& index = change.index;
        Arguments arguments = {name_or_none(index.name, rendering_)}, elements;
        if (!rendering_.in_batch)
            arguments.push_back(python_repr(index.table));
        for (const schema::Index::Element& element : index.elements)
            elements.push_back(index_element(element, rendering_));
        arguments.push_back("[" + joined(elements) + "]");
        arguments.push_back(std::string("unique=") + truth(index.unique));
        if (!rendering_.in_batch)
            schema_argument(index.schema, arguments);
        append(arguments, index_options(index, rendering_));
        if (change.if_not_exists)
            arguments.emplace_back("if_not_exists=True");
        Calls calls = call("create_index", arguments);
        append(calls, execute(rendering_.dialect.ddl().index_comment(index)));
        return calls;
    }

    Calls operator()(const schema::DropIndex& change) {
        const schema::Index& index = change.index;
        Arguments arguments = {name_or_none(index.name, rendering_)};
        if (!rendering_.in_batch) {
            arguments.push_back("table_name=" + python_repr(index.table));
            schema_argument(index.schema, arguments);
        }
        append(arguments, index_options(index, rendering_));
        if (change.if_exists)
            arguments.emplace_back("if_exists=True");
        return call("drop_index", arguments);
    }

    Calls operator()(const schema::AddConstraint& change) {
        if (rendering_.dialect.ddl().adds_constraints() && op_cannot_add(change.constraint))
            return execute(rendering_.dialect.ddl().add_constraint(change.schema, change.table, change.constraint));
        Calls calls = std::visit([&](const auto& constraint) { return add(change, constraint); }, change.constraint);
        append(calls,
               execute(rendering_.dialect.ddl().constraint_comment(change.schema, change.table, change.constraint)));
        return calls;
    }

    Calls operator()(const schema::DropConstraint& change) {
        Arguments arguments = {name_or_none(change.name, rendering_)};
        if (!rendering_.in_batch) {
            arguments.push_back(python_repr(change.table));
            schema_argument(change.schema, arguments);
        }
        if (!change.kind.empty())
            arguments.push_back("type_=" + python_repr(change.kind));
        if (change.if_exists)
            arguments.emplace_back("if_exists=True");
        append(arguments, dialect_options(change.options, rendering_));
        Calls calls;
        if (!change.name.text) {
            if (rendering_.options.warn)
                rendering_.options.warn(
                    "Autogenerate rendered a drop_constraint() directive for an unnamed constraint on table " +
                    python_repr(change.table) +
                    "; the migration will fail unless a constraint name is added to the directive.  Consider using a "
                    "naming convention so that constraint names are known ahead of time.");
            calls = {"# WARNING: constraint name is None; this directive will fail as",
                     "# rendered.  Add a name, or use a naming convention; see",
                     "# https://alembic.sqlalchemy.org/en/latest/naming.html"};
        }
        append(calls, call("drop_constraint", arguments));
        return calls;
    }

    // --- types

    Calls operator()(const schema::CreateEnum& change) {
        const schema::Type& named = change.type.for_dialect(rendering_.dialect.name());
        if (rendering_.dialect.ddl().create_enum(named, false, nullptr).empty())
            return {};
        rendering_.types_there.insert({named.schema, named.type_name});
        return {native_enum(named, rendering_, true) + ".create(" + rendering_.op() +
                "get_bind(), checkfirst=" + truth(change.checkfirst) + ")"};
    }

    Calls operator()(const schema::DropEnum& change) {
        const schema::Type& named = change.type.for_dialect(rendering_.dialect.name());
        if (rendering_.dialect.ddl().drop_enum(named, false, nullptr).empty())
            return {};
        rendering_.types_there.erase({named.schema, named.type_name});
        return {native_enum(named, rendering_, true) + ".drop(" + rendering_.op() +
                "get_bind(), checkfirst=" + truth(change.checkfirst) + ")"};
    }

    // --- what op has no word for

    Calls operator()(const schema::CreateSequence& change) {
        return execute(rendering_.dialect.ddl().create_sequence(change.sequence, change.if_not_exists));
    }
    Calls operator()(const schema::DropSequence& change) {
        return execute(rendering_.dialect.ddl().drop_sequence(change.sequence, change.if_exists));
    }

    Calls operator()(const schema::AlterSequence& change) {
        return execute(rendering_.dialect.ddl().alter_sequence(change));
    }
    Calls operator()(const schema::AlterEnum& change) { return execute(rendering_.dialect.ddl().alter_enum(change)); }
    Calls operator()(const schema::CreateDomain& change) {
        rendering_.types_there.insert({change.domain.schema, change.domain.name});
        return execute(rendering_.dialect.ddl().create_domain(change.domain));
    }
    Calls operator()(const schema::DropDomain& change) {
        rendering_.types_there.erase({change.domain.schema, change.domain.name});
        return execute(rendering_.dialect.ddl().drop_domain(change.domain));
    }
    Calls operator()(const schema::AlterDomain& change) {
        return execute(rendering_.dialect.ddl().alter_domain(change));
    }
    Calls operator()(const schema::CreateView& change) { return execute(rendering_.dialect.ddl().create_view(change)); }
    Calls operator()(const schema::DropView& change) {
        return execute(rendering_.dialect.ddl().drop_view(change.view));
    }
    Calls operator()(const schema::CreateRoutine& change) {
        return execute(rendering_.dialect.ddl().create_routine(change));
    }
    Calls operator()(const schema::DropRoutine& change) {
        return execute(rendering_.dialect.ddl().drop_routine(change.routine));
    }
    Calls operator()(const schema::CreateExtension& change) {
        return execute(rendering_.dialect.ddl().create_extension(change.extension));
    }
    Calls operator()(const schema::DropExtension& change) {
        return execute(rendering_.dialect.ddl().drop_extension(change.extension));
    }

  private:
    /// What sa.Table() takes no argument for.
    static bool is_more_than_python(const std::string& option) {
        return option == "postgresql_row_security" || option == "postgresql_partition_of" ||
               option == "postgresql_partition_bound";
    }
    static bool has_more_than_python(const schema::Table& table) {
        const auto& options = table.options.entries();
        return std::any_of(options.begin(), options.end(),
                           [](const auto& option) { return is_more_than_python(option.first); });
    }
    /// SQL says the rest, or all of it where CREATE TABLE itself is another one.
    Calls with_more_than_python(const schema::CreateTable& change) {
        schema::CreateTable plain = change;
        plain.table.options = Map();
        for (const auto& [name, value] : change.table.options.entries())
            if (!is_more_than_python(name))
                plain.table.options.set(name, value);
        const auto statements = [&](const schema::CreateTable& of) {
            return rendering_.dialect.ddl().create_table(of.table, of.if_not_exists, nullptr);
        };
        const dialects::Statements all = statements(change), known = statements(plain);
        dialects::Statements rest;
        auto next = known.begin();
        for (const dialects::Statement& statement : all)
            if (next != known.end() && statement.text == next->text)
                ++next;
            else
                rest.push_back(statement);
        if (next != known.end())
            return execute(all);
        Calls calls = create_table(plain);
        append(calls, execute(rest));
        return calls;
    }

    /// Alembic makes these constraints of a table that has their own columns only: there INCLUDE finds none, and an
    /// expression in EXCLUDE has no name. So their SQL is written.
    static bool op_cannot_add(const schema::Constraint& constraint) {
        const auto includes = [](const Map& options) {
            return std::any_of(options.entries().begin(), options.entries().end(), [](const auto& entry) {
                return entry.first.ends_with("_include") && !entry.second.is_null();
            });
        };
        if (const auto* unique = std::get_if<schema::Unique>(&constraint))
            return includes(unique->options);
        if (const auto* key = std::get_if<schema::PrimaryKey>(&constraint))
            return includes(key->options);
        const auto* exclude = std::get_if<schema::Exclude>(&constraint);
        return exclude && std::any_of(exclude->elements.begin(), exclude->elements.end(), [](const auto& element) {
                   return !element.expression->template get_if<sql::Column>();
               });
    }

    Calls call(const char* method, const Arguments& arguments) const {
        return {rendering_.op() + method + "(" + joined(arguments) + ")"};
    }

    /// Alembic knows no column that is autoincremented and no key, but its default.
    void number(const schema::Table& table, const schema::Column& column, Calls& before, Calls& after) const {
        const dialects::Ddl::Numbering numbering = rendering_.dialect.ddl().numbering(table, column);
        append(before, execute(numbering.before));
        append(after, execute(numbering.after));
    }

    Calls execute(const dialects::Statements& statements) const {
        Calls calls;
        for (const dialects::Statement& statement : statements)
            append(calls, call("execute", {statement_text(statement.text)}));
        return calls;
    }

    static void schema_argument(const std::string& schema, Arguments& arguments) {
        if (!schema.empty())
            arguments.push_back("schema=" + python_repr(schema));
    }

    /// A comment that is not known counts as none.
    static std::string existing(const std::optional<std::optional<std::string>>& comment) {
        return text_or_none(comment.value_or(std::nullopt));
    }

    std::string new_source(const schema::AlterColumn& change) const {
        if (change.identity && *change.identity)
            return identity(**change.identity, rendering_);
        if (change.computed && *change.computed)
            return computed(**change.computed, rendering_);
        return server_default(change.server_default.value_or(nullptr), rendering_);
    }

    /// Name and table, which begin every op.create_…_constraint().
    Arguments begin(const schema::AddConstraint& change) const {
        Arguments arguments = {name_or_none(schema::name_of(change.constraint), rendering_)};
        if (!rendering_.in_batch)
            arguments.push_back(python_repr(change.table));
        return arguments;
    }

    void deferral_and_schema(const schema::Deferral& deferral, const std::string& schema, Arguments& arguments) const {
        if (deferral.deferrable.value_or(false))
            arguments.emplace_back("deferrable=True");
        if (deferral.initially)
            arguments.push_back("initially=" + python_repr(*deferral.initially));
        if (!rendering_.in_batch)
            schema_argument(schema, arguments);
    }

    Calls add(const schema::AddConstraint& change, const schema::PrimaryKey& key) const {
        Arguments arguments = begin(change);
        arguments.push_back(text_list(key.columns));
        deferral_and_schema(key.deferral, change.schema, arguments);
        append(arguments, dialect_options(key.options, rendering_));
        return call("create_primary_key", arguments);
    }

    Calls add(const schema::AddConstraint& change, const schema::Unique& unique) const {
        Arguments arguments = begin(change);
        arguments.push_back(text_list(unique.columns));
        deferral_and_schema(unique.deferral, change.schema, arguments);
        append(arguments, dialect_options(unique.options, rendering_));
        return call("create_unique_constraint", arguments);
    }

    Calls add(const schema::AddConstraint& change, const schema::ForeignKey& key) const {
        Arguments arguments = begin(change);
        arguments.push_back(python_repr(key.referred_table));
        arguments.push_back(text_list(key.columns));
        arguments.push_back(text_list(key.referred_columns.empty() ? key.columns : key.referred_columns));
        const auto text = [&](const char* keyword, const std::optional<std::string>& value) {
            if (value)
                arguments.push_back(std::string(keyword) + "=" + python_repr(*value));
        };
        if (!rendering_.in_batch && !change.schema.empty())
            text("source_schema", change.schema);
        if (!key.referred_schema.empty())
            text("referent_schema", key.referred_schema);
        text("onupdate", key.onupdate);
        text("ondelete", key.ondelete);
        text("initially", key.deferral.initially);
        if (key.deferral.deferrable.value_or(false))
            arguments.emplace_back("deferrable=True");
        if (key.use_alter)
            arguments.emplace_back("use_alter=True");
        text("match", key.match);
        append(arguments, dialect_options(key.options, rendering_));
        return call("create_foreign_key", arguments);
    }

    Calls add(const schema::AddConstraint& change, const schema::Check& check) const {
        if (!check.sqltext)
            throw Error(Error::Kind::Internal, "a check that a type makes cannot be added by itself",
                        "table '" + change.table + "'");
        Arguments arguments = begin(change);
        arguments.push_back(bare_text(check.sqltext, rendering_));
        if (!rendering_.in_batch)
            schema_argument(change.schema, arguments);
        deferral_and_schema(check.deferral, {}, arguments);
        append(arguments, dialect_options(check.options, rendering_));
        return call("create_check_constraint", arguments);
    }

    Calls add(const schema::AddConstraint& change, const schema::Exclude& exclude) const {
        Arguments arguments = begin(change);
        append(arguments, exclude_elements(exclude, rendering_));
        append(arguments, exclude_options(exclude));
        if (!rendering_.in_batch)
            schema_argument(change.schema, arguments);
        append(arguments, exclude_more(exclude, rendering_));
        return call("create_exclude_constraint", arguments);
    }

    Rendering& rendering_;
};

} // namespace

std::vector<std::string> operation(const schema::Change& change, Rendering& rendering) {
    return std::visit(Writer(rendering), change);
}

bool is_of_table(const schema::Change& change, const dialects::Dialect& dialect) {
    // Its comment must wait until it is there, and that is when the block has ended.
    if (const auto* added = std::get_if<schema::AddConstraint>(&change))
        return dialect.ddl().constraint_comment(added->schema, added->table, added->constraint).empty();
    if (const auto* created = std::get_if<schema::CreateIndex>(&change))
        return dialect.ddl().index_comment(created->index).empty();
    // What makes its sequence comes before.
    if (const auto* column = std::get_if<schema::AddColumn>(&change))
        return dialect.ddl().numbering(column->table, column->table.columns.front()).before.empty();
    return std::visit(
        []<class Kind>(const Kind&) {
            using namespace schema;
            return std::is_same_v<Kind, TableComment> || std::is_same_v<Kind, AddColumn> ||
                   std::is_same_v<Kind, DropColumn> || std::is_same_v<Kind, AlterColumn> ||
                   std::is_same_v<Kind, DropIndex> || std::is_same_v<Kind, DropConstraint>;
        },
        change);
}

} // namespace limbeck::autogenerate::render
