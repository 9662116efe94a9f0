#include "dialects/dialect.hpp"

#include "dialects/comparison.hpp"
#include "dialects/ddl_writer.hpp"
#include "dialects/inspector.hpp"
#include "dialects/postgresql/dialect.hpp"
#include "dialects/scratch.hpp"
#include "dialects/sqlite/dialect.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <limbeck/error.hpp>

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

/// Constraints that go and come with a column's type: the checks of Boolean and Enum.
std::vector<schema::Constraint> type_constraints(const ColumnChange& change, const schema::TypePtr& type,
                                                 const DdlWriter& writer, int max_identifier_length,
                                                 schema::Table& table) {
    table = {};
    table.name = change.table;
    table.schema = change.schema;
    schema::Column column;
    column.name = change.column;
    column.type = type;
    if (std::optional<schema::Check> check = type_check(column))
        table.constraints.emplace_back(std::move(*check));
    table.columns.push_back(std::move(column));
    apply_naming_convention(table, change.naming_convention, max_identifier_length);
    std::vector<schema::Constraint> found;
    for (const schema::Constraint& constraint : table.constraints)
        if (writer.constraint(table, constraint))
            found.push_back(constraint);
    return found;
}

/// The parts of an identity that differ from what the column has, as ALTER COLUMN sets them.
std::string identity_changes(const schema::Identity& wanted, const schema::Identity& existing) {
    std::string text;
    const auto set = [&](auto member, bool differs) {
        if (!differs)
            return;
        schema::Identity one;
        one.*member = wanted.*member;
        text += "SET " + DdlWriter::numbering(one) + " ";
    };
    const auto optional = [&](auto member) { set(member, wanted.*member && wanted.*member != existing.*member); };
    const auto flag = [&](auto member) { set(member, wanted.*member && !(existing.*member)); };

    if (wanted.always != existing.always)
        text += std::string("SET GENERATED ") + (wanted.always ? "ALWAYS" : "BY DEFAULT") + " ";
    optional(&schema::Identity::cache);
    optional(&schema::Identity::cycle);
    optional(&schema::Identity::increment);
    optional(&schema::Identity::maxvalue);
    optional(&schema::Identity::minvalue);
    flag(&schema::Identity::nomaxvalue);
    flag(&schema::Identity::nominvalue);
    optional(&schema::Identity::start);
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return text;
}

} // namespace

Statements Dialect::create_table(const schema::Table& table, bool if_not_exists, Existing* existing) const {
    const DdlWriter& writer = ddl();
    Statements made = statements(writer.create_types(table, existing));
    made.push_back(statement(writer.create_table(table, if_not_exists)));
    append(made, writer.after_create_table(table));
    for (const schema::Index& index : table.indexes)
        append(made, create_index(index, false));
    if (!writer.has_comments())
        return made;
    const std::string name = writer.grammar().qualified(table.schema, table.name);
    if (table.comment)
        append(made, create_table_comment(table.schema, table.name, table.comment));
    for (const schema::Column& column : table.columns)
        if (column.comment)
            made.push_back(
                statement(column_comment(writer, name, writer.column_name(table, column.name), column.comment)));
    for (const schema::Constraint& constraint : table.constraints) {
        const auto* key = std::get_if<schema::ForeignKey>(&constraint);
        if (!key || !key->use_alter)
            append(made, constraint_comment(table.schema, table.name, constraint));
    }
    return made;
}

Statements Dialect::drop_table(const schema::Table& table, bool if_exists, Existing* existing) const {
    Statements made;
    made.push_back(statement(std::string("DROP TABLE ") + (if_exists ? "IF EXISTS " : "") +
                             ddl().grammar().qualified(table.schema, table.name)));
    append(made, ddl().drop_types(table, existing));
    return made;
}

Statements Dialect::add_column(const schema::Table& table, bool if_not_exists, Existing*, bool inline_references,
                               bool inline_primary_key) const {
    const DdlWriter& writer = ddl();
    if (table.columns.size() != 1)
        throw Error(Error::Kind::Internal, "add_column takes a table of one column");
    const schema::Column& column = table.columns.front();
    const schema::ForeignKey* reference = inline_references ? inline_reference(table) : nullptr;

    std::string text = "ALTER TABLE " + writer.altered_table(table.schema, table.name) + " ADD COLUMN " +
                       (if_not_exists ? "IF NOT EXISTS " : "") + writer.column_specification(table, column);
    if (inline_primary_key && column.primary_key)
        text += " PRIMARY KEY";
    if (reference) {
        const std::string& referred =
            reference->referred_columns.empty() ? column.name : reference->referred_columns.front();
        text += " REFERENCES " + writer.grammar().qualified(reference->referred_schema, reference->referred_table) +
                " (" + writer.grammar().quote(referred) + ")" + writer.references_tail(*reference);
    }
    Statements made;
    made.push_back(statement(text + writer.column_checks(table, column)));

    for (const schema::Constraint& constraint : table.constraints) {
        if (std::holds_alternative<schema::PrimaryKey>(constraint) ||
            (reference && std::get_if<schema::ForeignKey>(&constraint) == reference))
            continue;
        if (const auto* check = std::get_if<schema::Check>(&constraint)) {
            if (!check->from_type && check->columns == std::vector{column.name})
                continue; // written with the column
            // Only the table with its column can tell whether this database wants the type's check.
            if (check->from_type && (!can_alter() || !writer.constraint(table, constraint)))
                continue;
            if (check->from_type) {
                made.push_back(statement("ALTER TABLE " + writer.grammar().qualified(table.schema, table.name) +
                                         " ADD " + *writer.constraint(table, constraint)));
                continue;
            }
        }
        append(made, add_constraint(table.schema, table.name, constraint));
    }
    for (const schema::Index& index : table.indexes)
        append(made, create_index(index, false));
    if (writer.has_comments() && column.comment)
        made.push_back(statement(column_comment(writer, writer.grammar().qualified(table.schema, table.name),
                                                writer.column_name(table, column.name), column.comment)));
    return made;
}

Statements Dialect::drop_column(const std::string& schema, const std::string& table, const schema::Column& column,
                                bool if_exists, const Map&) const {
    return statements(
        {"ALTER TABLE " + ddl().altered_table(schema, table) + " DROP COLUMN " + (if_exists ? "IF EXISTS " : "") +
         (column.quote ? ddl().grammar().quote_always(column.name) : ddl().grammar().quote(column.name))});
}

Statements Dialect::alter_column(const ColumnChange& change) const {
    const DdlWriter& writer = ddl();
    const sql::Grammar& grammar = writer.grammar();
    const std::string table_text = "ALTER TABLE " + writer.altered_table(change.schema, change.table);
    const std::string alter = table_text + " ALTER COLUMN " + grammar.quote(change.column) + " ";
    const std::string tail = writer.type_change_tail(change.options);
    if (!tail.empty() && !change.type)
        fail("postgresql_using must be used with the type_ parameter", "column '" + change.column + "'");

    const bool default_changes = change.server_default || change.identity || change.computed;
    if (default_changes && (change.existing_computed || (change.computed && *change.computed)))
        fail_script(
            "Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or from an existing column is "
            "not supported.",
            "column '" + change.column + "' of table '" + change.table + "'", "drop the column and add it again");

    std::vector<std::string> texts;
    schema::Table with_type;
    if (change.existing_type && change.type && can_alter())
        for (const schema::Constraint& constraint :
             type_constraints(change, change.existing_type, writer, max_identifier_length(), with_type)) {
            const schema::Name& name = name_of(constraint);
            if (!name.text)
                fail_script("Can't emit DROP CONSTRAINT for the CHECK of the type of column '" + change.column +
                                "'; it has no name",
                            "table '" + change.table + "'", "give the type a name, or drop the constraint before");
            texts.push_back("ALTER TABLE " + grammar.qualified(change.schema, change.table) + " DROP CONSTRAINT " +
                            writer.constraint_name(*name.text, name.final));
        }

    const auto write_type = [&] {
        if (change.type)
            texts.push_back(alter + "TYPE " + grammar.render_type(*change.type) + tail);
    };
    // Where the type really can change it does so first, so that a new default meets the new type.
    if (can_alter())
        write_type();
    if (change.nullable)
        texts.push_back(alter + (*change.nullable ? "DROP NOT NULL" : "SET NOT NULL"));

    const bool identity_changes_now = (change.identity && (*change.identity || change.existing_identity)) ||
                                      (change.server_default && !*change.server_default && change.existing_identity);
    const auto write_default = [&] {
        texts.push_back(alter + (*change.server_default ? "SET DEFAULT " + writer.server_default(*change.server_default)
                                                        : "DROP DEFAULT"));
    };
    if (identity_changes_now) {
        if (!writer.has_identity_columns())
            fail_script(
                "Adding, removing or modifying an \"identity\" construct, e.g. GENERATED AS IDENTITY, to or from an "
                "existing column is not supported in this dialect.",
                "column '" + change.column + "' of table '" + change.table + "'");
        // A default must have gone before an identity comes in its place.
        const bool replaces_default = change.identity && *change.identity && change.server_default &&
                                      !*change.server_default && !change.existing_identity;
        if (replaces_default)
            write_default();
        if (!change.identity || !*change.identity)
            texts.push_back(alter + "DROP IDENTITY");
        else if (!change.existing_identity)
            texts.push_back(alter + "ADD " + writer.identity(**change.identity));
        else if (const std::string parts = identity_changes(**change.identity, *change.existing_identity);
                 !parts.empty())
            texts.push_back(alter + parts);
        // In place of an identity there may come a default.
        if (change.identity && !*change.identity && change.server_default && *change.server_default)
            write_default();
    } else if (change.identity) {
        texts.push_back(alter + "DROP IDENTITY");
    } else if (change.server_default) {
        write_default();
    }

    if (!can_alter())
        write_type();
    if (change.comment && writer.has_comments())
        texts.push_back(column_comment(writer, writer.altered_table(change.schema, change.table),
                                       grammar.quote(change.column), *change.comment));
    if (change.new_name)
        texts.push_back(table_text + (can_alter() ? " RENAME " : " RENAME COLUMN ") + grammar.quote(change.column) +
                        " TO " + grammar.quote(*change.new_name));
    if (change.type && can_alter())
        for (const schema::Constraint& constraint :
             type_constraints(change, change.type, writer, max_identifier_length(), with_type))
            texts.push_back("ALTER TABLE " + grammar.qualified(change.schema, change.table) + " ADD " +
                            *writer.constraint(with_type, constraint));
    return statements(std::move(texts));
}

Statements Dialect::rename_table(const std::string& schema, const std::string& old_name,
                                 const std::string& new_name) const {
    return statements(
        {"ALTER TABLE " + ddl().altered_table(schema, old_name) + " RENAME TO " + ddl().grammar().quote(new_name)});
}

Statements Dialect::take_place(const std::string& schema, const std::string& new_table, const std::string& old_name,
                               bool /*live*/) const {
    return rename_table(schema, new_table, old_name);
}

Statements Dialect::create_index(const schema::Index& index, bool if_not_exists) const {
    for (const auto& [key, value] : index.options.entries())
        if (key.ends_with("_where"))
            throw Error(Error::Kind::Internal, "the condition of index '" + index.name.text.value_or("") +
                                                   "' stands in its options, where nothing reads it");
    Statements made = statements({ddl().create_index(index, if_not_exists)});
    append(made, index_comment(index));
    return made;
}

Statements Dialect::drop_index(const schema::Index& index, bool if_exists) const {
    return statements({ddl().drop_index(index, if_exists)});
}

Statements Dialect::add_constraint(const std::string& schema, const std::string& table,
                                   const schema::Constraint& constraint) const {
    schema::Table owner;
    owner.name = table;
    owner.schema = schema;
    const auto text = ddl().constraint(owner, constraint);
    if (!text)
        return {};
    Statements made = statements({"ALTER TABLE " + ddl().grammar().qualified(schema, table) + " ADD " + *text});
    append(made, constraint_comment(schema, table, constraint));
    return made;
}

Statements Dialect::drop_constraint(const std::string& schema, const std::string& table, const schema::Name& name,
                                    const std::string& kind, bool if_exists, const Map&) const {
    static constexpr std::string_view kinds[] = {"", "foreignkey", "primary", "unique", "check"};
    if (std::find(std::begin(kinds), std::end(kinds), kind) == std::end(kinds))
        fail_script("'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None",
                    "drop_constraint on table '" + table + "'");
    if (!name.text)
        fail_script("Can't emit DROP CONSTRAINT for a constraint of table '" + table + "'; it has no name", "",
                    "name the constraint");
    return statements({"ALTER TABLE " + ddl().grammar().qualified(schema, table) + " DROP CONSTRAINT " +
                       (if_exists ? "IF EXISTS " : "") + ddl().constraint_name(*name.text, name.final)});
}

Statements Dialect::create_table_comment(const std::string& schema, const std::string& table,
                                         const std::optional<std::string>& comment) const {
    if (!ddl().has_comments())
        return {};
    return statements({table_comment(ddl(), ddl().grammar().qualified(schema, table), comment)});
}

Statements Dialect::create_enum(const schema::Type&, bool, Existing*) const {
    return {};
}
Statements Dialect::drop_enum(const schema::Type&, bool, Existing*) const {
    return {};
}

std::string Dialect::expression_in_file(const sql::ExpressionPtr& expression, Place place) const {
    return place == Place::IndexElement ? ddl().index_expression(expression) : ddl().expression(expression);
}

Statements Dialect::create_sequence(const schema::Sequence& sequence, bool if_not_exists) const {
    if (!ddl().has_sequences())
        return {};
    const sql::Grammar& grammar = ddl().grammar();
    const std::string options = DdlWriter::numbering(sequence);
    return statements({std::string("CREATE SEQUENCE ") + (if_not_exists ? "IF NOT EXISTS " : "") +
                       grammar.qualified(sequence.schema, sequence.name) +
                       (sequence.data_type ? " AS " + grammar.render_type(*sequence.data_type) : "") +
                       (options.empty() ? "" : " " + options)});
}

Statements Dialect::drop_sequence(const schema::Sequence& sequence, bool if_exists) const {
    if (!ddl().has_sequences())
        return {};
    return statements({std::string("DROP SEQUENCE ") + (if_exists ? "IF EXISTS " : "") +
                       ddl().grammar().qualified(sequence.schema, sequence.name)});
}

namespace {

[[noreturn]] void has_none(const Dialect& dialect, const std::string& things, const std::string& name) {
    throw Error(Error::Kind::Unsupported,
                "limbeck changes no " + things + " in databases of the kind " + dialect.name(), "'" + name + "'",
                "write it as op.execute(…)");
}

} // namespace

Statements Dialect::alter_sequence(const schema::AlterSequence& change) const {
    has_none(*this, "sequences", change.sequence.name);
}

Statements Dialect::alter_enum_apart(const schema::AlterEnum&) const {
    return {};
}

Statements Dialect::alter_enum(const schema::AlterEnum& change) const {
    has_none(*this, "enum types", change.name);
}

Statements Dialect::create_domain(const schema::Domain& domain) const {
    has_none(*this, "domains", domain.name);
}

Statements Dialect::drop_domain(const schema::Domain& domain) const {
    has_none(*this, "domains", domain.name);
}

Statements Dialect::alter_domain(const schema::AlterDomain& change) const {
    has_none(*this, "domains", change.domain.name);
}

Statements Dialect::create_view(const schema::CreateView& change) const {
    const schema::View& view = change.view;
    if (view.materialized || view.comment || !view.options.entries().empty())
        has_none(*this, "views with options", view.name);
    Statements all = change.replace && change.existing ? drop_view(*change.existing) : Statements();
    all.push_back(
        statement("CREATE VIEW " + ddl().grammar().qualified(view.schema, view.name) + " AS " + view.definition));
    return all;
}

Statements Dialect::drop_view(const schema::View& view) const {
    return statements({"DROP VIEW " + ddl().grammar().qualified(view.schema, view.name)});
}

Statements Dialect::create_routine(const schema::CreateRoutine& change) const {
    Statements all = change.replace && change.existing ? drop_routine(*change.existing) : Statements();
    all.push_back(statement(change.routine.definition));
    return all;
}

Statements Dialect::drop_routine(const schema::Routine& routine) const {
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
        has_none(*this, "grants", routine.name);
    };
    return statements({"DROP " + kind() + routine.signature});
}

Statements Dialect::create_extension(const schema::Extension& extension) const {
    has_none(*this, "extensions", extension.name);
}

Statements Dialect::drop_extension(const schema::Extension& extension) const {
    has_none(*this, "extensions", extension.name);
}

bool Dialect::speaks_of(const sql::ExpressionPtr& stored, const std::string& column) const {
    const auto is_word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    };
    const std::string text = ddl().expression(stored);
    for (std::size_t at = text.find(column); at != std::string::npos; at = text.find(column, at + 1)) {
        const std::size_t end = at + column.size();
        if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end])))
            return true;
    }
    return false;
}

Statements Dialect::constraint_comment(const std::string& schema, const std::string& table,
                                       const schema::Constraint& constraint) const {
    const schema::Name& name = name_of(constraint);
    const auto comment = std::visit([](const auto& held) { return held.comment; }, constraint);
    if (!ddl().has_comments() || !comment || comment->empty() || !name.text)
        return {};
    return statements({"COMMENT ON CONSTRAINT " + ddl().constraint_name(*name.text, name.final) + " ON " +
                       ddl().grammar().qualified(schema, table) + " IS " + ddl().grammar().literal(*comment, nullptr)});
}

Statements Dialect::index_comment(const schema::Index& index) const {
    if (!ddl().has_comments() || !index.comment || index.comment->empty() || !index.name.text)
        return {};
    const std::string schema = index.schema.empty() ? "" : ddl().grammar().quote(index.schema) + ".";
    return statements({"COMMENT ON INDEX " + schema + ddl().constraint_name(*index.name.text, index.name.final) +
                       " IS " + ddl().grammar().literal(*index.comment, nullptr)});
}

std::unique_ptr<Scratch> Dialect::scratch(Connection&) const {
    throw NoScratchPlace("limbeck has no scratch place on " + name() + " yet");
}

const Comparison& Dialect::comparison() const {
    static const Comparison soundly_unknown;
    return soundly_unknown;
}

namespace {

// One for each folder beside this file.
const Dialect& (*const dialects[])() = {postgresql::dialect, sqlite::dialect};

} // namespace

const std::vector<std::string>& dialect_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> made;
        for (const auto& dialect : dialects)
            made.push_back(dialect().name());
        return made;
    }();
    return names;
}

const Dialect* find_dialect(std::string_view name) {
    for (const auto& dialect : dialects)
        if (dialect().name() == name)
            return &dialect();
    return nullptr;
}

const Dialect& dialect_named(std::string_view name) {
    if (const Dialect* found = find_dialect(name))
        return *found;
    throw Error(Error::Kind::Unsupported, "Can't load plugin: sqlalchemy.dialects:" + std::string(name), "",
                "limbeck knows postgresql:// and sqlite://; is the database URL (sqlalchemy.url) set?");
}

} // namespace limbeck::dialects
