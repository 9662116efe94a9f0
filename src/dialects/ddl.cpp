#include "dialects/ddl.hpp"

#include "dialects/ddl_writer.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <iterator>
#include <limbeck/error.hpp>
#include <string_view>

namespace limbeck::dialects {

namespace {

Statement statement(std::string text) {
    Statement made;
    made.text = std::move(text);
    return made;
}

Statements statements(std::vector<std::string> texts) {
    Statements made;
    for (std::string& text : texts)
        made.push_back(statement(std::move(text)));
    return made;
}

void append(Statements& to, Statements more) {
    std::move(more.begin(), more.end(), std::back_inserter(to));
}

void append(Statements& to, std::vector<std::string> texts) {
    append(to, statements(std::move(texts)));
}

std::string table_comment(const DdlWriter& writer, const std::string& table,
                          const std::optional<std::string>& comment) {
    return "COMMENT ON TABLE " + table + " IS " + (comment ? writer.grammar().literal(*comment, nullptr) : "NULL");
}

std::string column_comment(const DdlWriter& writer, const std::string& table, const std::string& column,
                           const std::optional<std::string>& comment) {
    return "COMMENT ON COLUMN " + table + "." + column + " IS " +
           (comment ? writer.grammar().literal(*comment, nullptr) : "NULL");
}

/// ForeignKey(…) of a new column, when it may be written as REFERENCES in the column's definition.
const schema::ForeignKey* inline_reference(const schema::Table& table) {
    const schema::ForeignKey* found = nullptr;
    for (const schema::Constraint& constraint : table.constraints)
        if (const auto* key = std::get_if<schema::ForeignKey>(&constraint)) {
            if (found)
                return nullptr;
            found = key;
        }
    return found && found->columns.size() == 1 ? found : nullptr;
}

} // namespace

const sql::Grammar& Ddl::grammar() const {
    return writer_.grammar();
}

bool Ddl::adds_constraints() const {
    return writer_.has_add_constraint();
}

Statements Ddl::create_table(const schema::Table& table, bool if_not_exists, DatabaseState* database) const {
    Statements made = statements(writer().create_types(table, database));
    made.push_back(statement(writer().create_table(table, if_not_exists)));
    append(made, writer().after_create_table(table));
    for (const schema::Index& index : table.indexes)
        append(made, create_index(index, false));
    if (!writer().has_comment_statements())
        return made;
    const std::string name = grammar().qualified(table.schema, table.name);
    if (table.comment)
        append(made, create_table_comment(table.schema, table.name, table.comment));
    for (const schema::Column& column : table.columns)
        if (column.comment)
            made.push_back(
                statement(column_comment(writer(), name, writer().column_name(table, column.name), column.comment)));
    for (const schema::Constraint& constraint : table.constraints) {
        const auto* key = std::get_if<schema::ForeignKey>(&constraint);
        if (!key || !key->use_alter)
            append(made, constraint_comment(table.schema, table.name, constraint));
    }
    return made;
}

Statements Ddl::drop_table(const schema::Table& table, bool if_exists, DatabaseState* database) const {
    Statements made;
    made.push_back(statement(std::string("DROP TABLE ") + (if_exists ? "IF EXISTS " : "") +
                             grammar().qualified(table.schema, table.name)));
    append(made, writer().drop_types(table, database));
    return made;
}

Statements Ddl::add_column(const schema::Table& table, bool if_not_exists, DatabaseState*, bool inline_references,
                           bool inline_primary_key) const {
    if (table.columns.size() != 1)
        throw Error(Error::Kind::Internal, "add_column takes a table of one column");
    const schema::Column& column = table.columns.front();
    const schema::ForeignKey* reference = inline_references ? inline_reference(table) : nullptr;

    std::string text = "ALTER TABLE " + writer().altered_table(table.schema, table.name) + " ADD COLUMN " +
                       (if_not_exists ? "IF NOT EXISTS " : "") + writer().column_specification(table, column);
    if (inline_primary_key && column.primary_key)
        text += " PRIMARY KEY";
    if (reference) {
        const std::string& referred =
            reference->referred_columns.empty() ? column.name : reference->referred_columns.front();
        text += " REFERENCES " + grammar().qualified(reference->referred_schema, reference->referred_table) + " (" +
                grammar().quote(referred) + ")" + writer().references_tail(*reference);
    }
    Statements made;
    made.push_back(statement(text + writer().column_checks(table, column)));

    for (const schema::Constraint& constraint : table.constraints) {
        if (std::holds_alternative<schema::PrimaryKey>(constraint) ||
            (reference && std::get_if<schema::ForeignKey>(&constraint) == reference))
            continue;
        if (const auto* check = std::get_if<schema::Check>(&constraint)) {
            if (!check->from_type && check->columns == std::vector{column.name})
                continue; // written with the column
            // Only the table with its column can tell whether this database wants the type's check.
            if (check->from_type && (!adds_constraints() || !writer().constraint(table, constraint)))
                continue;
            if (check->from_type) {
                made.push_back(statement("ALTER TABLE " + grammar().qualified(table.schema, table.name) + " ADD " +
                                         *writer().constraint(table, constraint)));
                continue;
            }
        }
        append(made, add_constraint(table.schema, table.name, constraint));
    }
    for (const schema::Index& index : table.indexes)
        append(made, create_index(index, false));
    if (writer().has_comment_statements() && column.comment)
        made.push_back(statement(column_comment(writer(), grammar().qualified(table.schema, table.name),
                                                writer().column_name(table, column.name), column.comment)));
    return made;
}

Statements Ddl::drop_column(const std::string& schema, const std::string& table, const schema::Column& column,
                            bool if_exists, const Map&) const {
    return statements({"ALTER TABLE " + writer().altered_table(schema, table) + " DROP COLUMN " +
                       (if_exists ? "IF EXISTS " : "") +
                       (column.quote ? grammar().quote_always(column.name) : grammar().quote(column.name))});
}

std::string Ddl::alter(const schema::AlterColumn& change) const {
    return "ALTER TABLE " + writer().altered_table(change.schema, change.table) + " ALTER COLUMN " +
           grammar().quote(change.column) + " ";
}

void Ddl::refuse_generated(const schema::AlterColumn& change) {
    const bool default_changes = change.server_default || change.identity || change.computed;
    if (default_changes && (change.existing_computed || (change.computed && *change.computed)))
        fail_script(
            "Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or from an existing column is "
            "not supported.",
            "column '" + change.column + "' of table '" + change.table + "'", "drop the column and add it again");
}

void Ddl::refuse_identity(const schema::AlterColumn& change) {
    const bool identity_changes = (change.identity && (*change.identity || change.existing_identity)) ||
                                  (change.server_default && !*change.server_default && change.existing_identity);
    if (identity_changes)
        fail_script(
            "Adding, removing or modifying an \"identity\" construct, e.g. GENERATED AS IDENTITY, to or from an "
            "existing column is not supported in this dialect.",
            "column '" + change.column + "' of table '" + change.table + "'");
}

std::string Ddl::set_default(const schema::AlterColumn& change) const {
    return alter(change) +
           (*change.server_default ? "SET DEFAULT " + writer().server_default(*change.server_default) : "DROP DEFAULT");
}

std::string Ddl::comment_on_column(const schema::AlterColumn& change) const {
    return column_comment(writer(), writer().altered_table(change.schema, change.table), grammar().quote(change.column),
                          *change.comment);
}

std::optional<std::string> DatabaseState::column_definition(const std::string& schema, const std::string& table,
                                                            const std::string& column) {
    const auto found = column_definitions.find({schema, table});
    if (found == column_definitions.end() || !found->second.contains(column))
        return std::nullopt;
    return found->second.at(column);
}

Statements Ddl::alter_column(const schema::AlterColumn& change, DatabaseState* /*database*/) const {
    refuse_generated(change);
    const std::string start = alter(change);
    std::vector<std::string> texts;
    if (change.nullable)
        texts.push_back(start + (*change.nullable ? "DROP NOT NULL" : "SET NOT NULL"));
    refuse_identity(change);
    if (change.identity)
        texts.push_back(start + "DROP IDENTITY");
    else if (change.server_default)
        texts.push_back(set_default(change));
    if (change.type)
        texts.push_back(start + "TYPE " + grammar().render_type(*change.type));
    if (change.comment && !writer().has_comments())
        fail_script(grammar().dialect_name() + " has no comments: that of column '" + change.column + "' of table '" +
                        change.table + "' cannot change",
                    "", "Leave it out where the database is this one: op.get_context().dialect.name.");
    if (change.comment)
        texts.push_back(comment_on_column(change));
    if (change.new_name)
        texts.push_back("ALTER TABLE " + writer().altered_table(change.schema, change.table) + " RENAME COLUMN " +
                        grammar().quote(change.column) + " TO " + grammar().quote(*change.new_name));
    return statements(std::move(texts));
}

Statements Ddl::rename_table(const std::string& schema, const std::string& old_name,
                             const std::string& new_name) const {
    return statements(
        {"ALTER TABLE " + writer().altered_table(schema, old_name) + " RENAME TO " + grammar().quote(new_name)});
}

Statements Ddl::create_index(const schema::Index& index, bool if_not_exists) const {
    for (const auto& [key, value] : index.options.entries())
        if (key.ends_with("_where"))
            throw Error(Error::Kind::Internal, "the condition of index '" + index.name.text.value_or("") +
                                                   "' stands in its options, where nothing reads it");
    Statements made = statements({writer().create_index(index, if_not_exists)});
    append(made, index_comment(index));
    return made;
}

Statements Ddl::drop_index(const schema::Index& index, bool if_exists) const {
    return statements({writer().drop_index(index, if_exists)});
}

Statements Ddl::add_constraint(const std::string& schema, const std::string& table,
                               const schema::Constraint& constraint) const {
    schema::Table owner;
    owner.name = table;
    owner.schema = schema;
    const auto text = writer().constraint(owner, constraint);
    if (!text)
        return {};
    Statements made = statements({"ALTER TABLE " + grammar().qualified(schema, table) + " ADD " + *text});
    append(made, constraint_comment(schema, table, constraint));
    return made;
}

Statements Ddl::drop_constraint(const std::string& schema, const std::string& table, const schema::Name& name,
                                const std::string& kind, bool if_exists, const Map&) const {
    static constexpr std::string_view kinds[] = {"", "foreignkey", "primary", "unique", "check"};
    if (std::find(std::begin(kinds), std::end(kinds), kind) == std::end(kinds))
        fail_script("'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None",
                    "drop_constraint on table '" + table + "'");
    if (!name.text)
        fail_script("Can't emit DROP CONSTRAINT for a constraint of table '" + table + "'; it has no name", "",
                    "name the constraint");
    return statements({"ALTER TABLE " + grammar().qualified(schema, table) + " DROP CONSTRAINT " +
                       (if_exists ? "IF EXISTS " : "") + writer().constraint_name(name)});
}

Statements Ddl::create_table_comment(const std::string& schema, const std::string& table,
                                     const std::optional<std::string>& comment) const {
    return statements({table_comment(writer(), grammar().qualified(schema, table), comment)});
}

Statements Ddl::create_enum(const schema::Type&, bool, DatabaseState*) const {
    return {};
}
Statements Ddl::drop_enum(const schema::Type&, bool, DatabaseState*) const {
    return {};
}

std::string Ddl::expression_in_file(const sql::ExpressionPtr& expression, Place place) const {
    return place == Place::IndexElement ? writer().index_expression(expression) : writer().expression(expression);
}

Statements Ddl::create_sequence(const schema::Sequence& sequence, bool if_not_exists) const {
    if (!writer().has_sequences())
        return {};
    const std::string options = DdlWriter::numbering(sequence);
    return statements({std::string("CREATE SEQUENCE ") + (if_not_exists ? "IF NOT EXISTS " : "") +
                       grammar().qualified(sequence.schema, sequence.name) +
                       (sequence.data_type ? " AS " + grammar().render_type(*sequence.data_type) : "") +
                       (options.empty() ? "" : " " + options)});
}

Statements Ddl::drop_sequence(const schema::Sequence& sequence, bool if_exists) const {
    if (!writer().has_sequences())
        return {};
    return statements({std::string("DROP SEQUENCE ") + (if_exists ? "IF EXISTS " : "") +
                       grammar().qualified(sequence.schema, sequence.name)});
}

namespace {

[[noreturn]] void has_none(const sql::Grammar& grammar, const std::string& things, const std::string& name) {
    throw Error(Error::Kind::Unsupported,
                "limbeck changes no " + things + " in databases of the kind " + grammar.dialect_name(),
                "'" + name + "'", "write it as op.execute(…)");
}

} // namespace

Statements Ddl::alter_sequence(const schema::AlterSequence& change) const {
    has_none(grammar(), "sequences", change.sequence.name);
}

Statements Ddl::alter_enum_apart(const schema::AlterEnum&) const {
    return {};
}

Statements Ddl::alter_enum(const schema::AlterEnum& change) const {
    has_none(grammar(), "enum types", change.name);
}

Statements Ddl::create_domain(const schema::Domain& domain) const {
    has_none(grammar(), "domains", domain.name);
}

Statements Ddl::drop_domain(const schema::Domain& domain) const {
    has_none(grammar(), "domains", domain.name);
}

Statements Ddl::alter_domain(const schema::AlterDomain& change) const {
    has_none(grammar(), "domains", change.domain.name);
}

Statements Ddl::create_view(const schema::CreateView& change) const {
    const schema::View& view = change.view;
    if (view.materialized || view.comment || !view.options.entries().empty())
        has_none(grammar(), "views with options", view.name);
    Statements all = change.replace && change.existing ? drop_view(*change.existing) : Statements();
    all.push_back(statement("CREATE VIEW " + grammar().qualified(view.schema, view.name) + " AS " + view.definition));
    return all;
}

Statements Ddl::drop_view(const schema::View& view) const {
    return statements({"DROP VIEW " + grammar().qualified(view.schema, view.name)});
}

Statements Ddl::create_routine(const schema::CreateRoutine& change) const {
    Statements all = change.replace && change.existing ? drop_routine(*change.existing) : Statements();
    all.push_back(statement(change.routine.definition));
    return all;
}

Statements Ddl::drop_routine(const schema::Routine& routine) const {
    using Kind = schema::Routine::Kind;
    const auto kind = [&]() -> std::string {
        switch (routine.kind) {
        case Kind::Function:
            return "FUNCTION ";
        case Kind::Procedure:
            return "PROCEDURE ";
        case Kind::Aggregate:
            return "AGGREGATE ";
        case Kind::Trigger:
            return "TRIGGER ";
        case Kind::Policy:
            return "POLICY ";
        case Kind::Rule:
            return "RULE ";
        case Kind::Grant:
            break;
        }
        has_none(grammar(), "grants", routine.name);
    };
    return statements({"DROP " + kind() + routine.signature});
}

Statements Ddl::create_extension(const schema::Extension& extension) const {
    has_none(grammar(), "extensions", extension.name);
}

Statements Ddl::drop_extension(const schema::Extension& extension) const {
    has_none(grammar(), "extensions", extension.name);
}

Statements Ddl::constraint_comment(const std::string& schema, const std::string& table,
                                   const schema::Constraint& constraint) const {
    const schema::Name& name = name_of(constraint);
    const auto comment = std::visit([](const auto& held) { return held.comment; }, constraint);
    if (!writer().has_comment_statements() || !comment || comment->empty() || !name.text)
        return {};
    return statements({"COMMENT ON CONSTRAINT " + writer().constraint_name(name) + " ON " +
                       grammar().qualified(schema, table) + " IS " + grammar().literal(*comment, nullptr)});
}

Statements Ddl::index_comment(const schema::Index& index) const {
    if (!writer().has_comment_statements() || !index.comment || index.comment->empty() || !index.name.text)
        return {};
    const std::string schema = index.schema.empty() ? "" : grammar().quote(index.schema) + ".";
    return statements({"COMMENT ON INDEX " + schema + writer().constraint_name(index.name) + " IS " +
                       grammar().literal(*index.comment, nullptr)});
}

} // namespace limbeck::dialects
