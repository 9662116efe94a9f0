#include "dialects/postgresql/ddl.hpp"

#include "dialects/postgresql/objects.hpp"
#include "support/script_error.hpp"

#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

bool is_named(const schema::Type& type) {
    return type.labels ? type.labels->native_enum : type.name == "DOMAIN";
}

/// `otherwise` is what to assume when the database cannot be asked.
bool exists(DatabaseState* database, const schema::Type& type, bool otherwise) {
    return database && database->is_live() ? database->has_type(type.schema, type.type_name) : otherwise;
}

Statements one(std::string text) {
    Statement statement;
    statement.text = std::move(text);
    return {std::move(statement)};
}

/// Constraints that go and come with a column's type: the checks of Boolean and Enum.
std::vector<schema::Constraint> type_constraints(const schema::AlterColumn& change, const schema::TypePtr& type,
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

// --- columns

Statements PostgresqlDdl::alter_column(const schema::AlterColumn& change, DatabaseState* /*database*/) const {
    const std::string table = grammar().qualified(change.schema, change.table), start = alter(change);
    const std::string tail = writer_.type_change_tail(change.options);
    if (!tail.empty() && !change.type)
        fail("postgresql_using must be used with the type_ parameter", "column '" + change.column + "'");
    refuse_generated(change);

    std::vector<std::string> texts;
    schema::Table with_type;
    if (change.existing_type && change.type)
        for (const schema::Constraint& constraint :
             type_constraints(change, change.existing_type, writer_, writer_.max_identifier_length(), with_type)) {
            const schema::Name& name = name_of(constraint);
            if (!name.text)
                fail_script("Can't emit DROP CONSTRAINT for the CHECK of the type of column '" + change.column +
                                "'; it has no name",
                            "table '" + change.table + "'", "give the type a name, or drop the constraint before");
            texts.push_back("ALTER TABLE " + table + " DROP CONSTRAINT " + writer_.constraint_name(name));
        }
    // The type changes first, so that a new default meets the new type.
    if (change.type)
        texts.push_back(start + "TYPE " + grammar().render_type(*change.type) + tail);
    if (change.nullable)
        texts.push_back(start + (*change.nullable ? "DROP NOT NULL" : "SET NOT NULL"));
    for (std::string& text : default_changes(change))
        texts.push_back(std::move(text));
    if (change.comment)
        texts.push_back(comment_on_column(change));
    if (change.new_name)
        texts.push_back("ALTER TABLE " + writer_.altered_table(change.schema, change.table) + " RENAME " +
                        grammar().quote(change.column) + " TO " + grammar().quote(*change.new_name));
    if (change.type)
        for (const schema::Constraint& constraint :
             type_constraints(change, change.type, writer_, writer_.max_identifier_length(), with_type))
            texts.push_back("ALTER TABLE " + table + " ADD " + *writer_.constraint(with_type, constraint));

    Statements made;
    for (std::string& text : texts)
        made.push_back({std::move(text)});
    return made;
}

std::vector<std::string> PostgresqlDdl::default_changes(const schema::AlterColumn& change) const {
    const std::string start = alter(change);
    const bool identity_changes_now = (change.identity && (*change.identity || change.existing_identity)) ||
                                      (change.server_default && !*change.server_default && change.existing_identity);
    if (!identity_changes_now) {
        if (change.identity)
            return {start + "DROP IDENTITY"};
        return change.server_default ? std::vector{set_default(change)} : std::vector<std::string>{};
    }
    std::vector<std::string> texts;
    // A default must have gone before an identity comes in its place.
    if (change.identity && *change.identity && change.server_default && !*change.server_default &&
        !change.existing_identity)
        texts.push_back(set_default(change));
    if (!change.identity || !*change.identity)
        texts.push_back(start + "DROP IDENTITY");
    else if (!change.existing_identity)
        texts.push_back(start + "ADD " + writer_.identity(**change.identity));
    else if (const std::string parts = identity_changes(**change.identity, *change.existing_identity); !parts.empty())
        texts.push_back(start + parts);
    // In place of an identity there may come a default.
    if (change.identity && !*change.identity && change.server_default && *change.server_default)
        texts.push_back(set_default(change));
    return texts;
}

/// What PostgreSQL does not convert when it assigns may be told to be cast; what it cannot cast at all, perhaps by way
/// of its text.
std::vector<Map> PostgresqlDdl::type_conversions(const std::string& column, const schema::Type& to) const {
    const std::string name = grammar().quote(column),
                      type = grammar().render_type(to.for_dialect(grammar().dialect_name()));
    return {Map(), Map{{"postgresql_using", name + "::" + type}}, Map{{"postgresql_using", name + "::text::" + type}}};
}

Ddl::Numbering PostgresqlDdl::numbering(const schema::Table& table, const schema::Column& column) const {
    return postgresql::numbering(writer_, table, column);
}

// --- what is no table

Statements PostgresqlDdl::create_enum(const schema::Type& given, bool checkfirst, DatabaseState* database) const {
    const schema::Type& type = given.for_dialect(grammar().dialect_name());
    if (!is_named(type) || (checkfirst && exists(database, type, false)))
        return {};
    return one(writer_.create_type(type));
}

Statements PostgresqlDdl::drop_enum(const schema::Type& given, bool checkfirst, DatabaseState* database) const {
    const schema::Type& type = given.for_dialect(grammar().dialect_name());
    if (!is_named(type) || (checkfirst && !exists(database, type, true)))
        return {};
    return one(writer_.drop_type(type));
}

Statements PostgresqlDdl::alter_enum(const schema::AlterEnum& change) const {
    return postgresql::alter_enum(writer_, change);
}
Statements PostgresqlDdl::alter_enum_apart(const schema::AlterEnum& change) const {
    return postgresql::alter_enum_apart(writer_, change);
}
Statements PostgresqlDdl::alter_sequence(const schema::AlterSequence& change) const {
    return postgresql::alter_sequence(writer_, change);
}
Statements PostgresqlDdl::create_domain(const schema::Domain& domain) const {
    return postgresql::create_domain(writer_, domain);
}
Statements PostgresqlDdl::drop_domain(const schema::Domain& domain) const {
    return postgresql::drop_domain(writer_, domain);
}
Statements PostgresqlDdl::alter_domain(const schema::AlterDomain& change) const {
    return postgresql::alter_domain(writer_, change);
}
Statements PostgresqlDdl::create_view(const schema::CreateView& change) const {
    return postgresql::create_view(writer_, change);
}
Statements PostgresqlDdl::drop_view(const schema::View& view) const {
    return postgresql::drop_view(writer_, view);
}
Statements PostgresqlDdl::create_routine(const schema::CreateRoutine& change) const {
    return postgresql::create_routine(change);
}
Statements PostgresqlDdl::drop_routine(const schema::Routine& routine) const {
    return postgresql::drop_routine(routine);
}
Statements PostgresqlDdl::create_extension(const schema::Extension& extension) const {
    return postgresql::create_extension(writer_, extension);
}
Statements PostgresqlDdl::drop_extension(const schema::Extension& extension) const {
    return postgresql::drop_extension(writer_, extension);
}

} // namespace limbeck::dialects::postgresql
