#include "dialects/postgresql/objects.hpp"

#include "dialects/postgresql/ddl_writer.hpp"
#include "schema/table.hpp"
#include "sql/expression.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <cctype>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

Statement one(std::string text) {
    Statement made;
    made.text = std::move(text);
    return made;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

/// Whether the text begins with these words, whatever their case and the space between them; then `rest` is what
/// follows.
bool begins_with(const std::string& text, const std::vector<std::string>& words, std::string& rest) {
    std::size_t at = 0;
    const auto skip = [&] {
        while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at])))
            ++at;
    };
    for (const std::string& word : words) {
        skip();
        if (upper(text.substr(at, word.size())) != word)
            return false;
        at += word.size();
        if (at < text.size() && !std::isspace(static_cast<unsigned char>(text[at])))
            return false;
    }
    skip();
    rest = text.substr(at);
    return true;
}

// --- enum types

std::string create_enum(const PostgresqlDdlWriter& writer, const std::string& schema, const std::string& name,
                        const std::vector<std::string>& labels) {
    schema::Type type;
    type.name = "ENUM";
    type.schema = schema;
    type.type_name = name;
    type.labels.emplace().labels = labels;
    return writer.create_type(type);
}

/// The labels that both have are in the same order, and none goes.
bool only_adds(const std::vector<std::string>& existing, const std::vector<std::string>& wanted) {
    auto at = wanted.begin();
    for (const std::string& label : existing) {
        at = std::find(at, wanted.end(), label);
        if (at == wanted.end())
            return false;
        ++at;
    }
    return true;
}

void rewrite_enum(const PostgresqlDdlWriter& writer, const schema::AlterEnum& change, Statements& made) {
    const sql::Grammar& grammar = writer.grammar();
    const std::string type = grammar.qualified(change.schema, change.name);
    const std::string old = schema::shortened(change.name + "__old", 63);
    made.push_back(one("ALTER TYPE " + type + " RENAME TO " + grammar.quote(old)));
    made.push_back(one(create_enum(writer, change.schema, change.name, change.labels)));
    for (const schema::AlterEnum::User& user : change.users) {
        const std::string column = grammar.quote(user.column);
        const std::string alter =
            "ALTER TABLE " + grammar.qualified(user.schema, user.table) + " ALTER COLUMN " + column + " ";
        const std::string brackets = user.array ? "[]" : "";
        if (user.server_default)
            made.push_back(one(alter + "DROP DEFAULT"));
        made.push_back(
            one(alter + "TYPE " + type + brackets + " USING " + column + "::text" + brackets + "::" + type + brackets));
        if (user.server_default)
            made.push_back(one(alter + "SET DEFAULT " + writer.server_default(user.server_default)));
    }
    made.push_back(one("DROP TYPE " + grammar.qualified(change.schema, old)));
}

std::vector<std::string> labels_when_renamed(const schema::AlterEnum& change) {
    std::vector<std::string> existing = change.existing_labels;
    for (const auto& [from, to] : change.renamed)
        std::replace(existing.begin(), existing.end(), from, to);
    return existing;
}

std::string alter_type(const PostgresqlDdlWriter& writer, const schema::AlterEnum& change) {
    return "ALTER TYPE " + writer.grammar().qualified(change.schema, change.name) + " ";
}

Statements rename_labels(const PostgresqlDdlWriter& writer, const schema::AlterEnum& change) {
    Statements made;
    for (const auto& [from, to] : change.renamed)
        made.push_back(one(alter_type(writer, change) + "RENAME VALUE " + writer.grammar().literal(from, nullptr) +
                           " TO " + writer.grammar().literal(to, nullptr)));
    return made;
}

void add_labels(const PostgresqlDdlWriter& writer, const schema::AlterEnum& change,
                const std::vector<std::string>& existing, const std::string& words, Statements& made) {
    const auto literal = [&](const std::string& label) { return writer.grammar().literal(label, nullptr); };
    for (std::size_t i = 0; i < change.labels.size(); ++i) {
        const std::string& label = change.labels[i];
        if (std::find(existing.begin(), existing.end(), label) != existing.end())
            continue;
        std::string place;
        const bool is_last =
            std::find_first_of(change.labels.begin() + static_cast<std::ptrdiff_t>(i), change.labels.end(),
                               existing.begin(), existing.end()) == change.labels.end();
        if (!is_last) // the label before it is there by now
            place = i > 0 ? " AFTER " + literal(change.labels[i - 1]) : " BEFORE " + literal(existing.front());
        made.push_back(one(alter_type(writer, change) + words + literal(label) + place));
    }
}

// --- domains

std::string domain_check(const PostgresqlDdlWriter& writer, const schema::Check& check) {
    return (check.name.text ? "CONSTRAINT " + writer.constraint_name(check.name) + " " : "") + "CHECK (" +
           writer.expression(check.sqltext) + ")" + (is_set(check.options, "postgresql_not_valid") ? " NOT VALID" : "");
}

std::string default_text(const PostgresqlDdlWriter& writer, const sql::ExpressionPtr& expression) {
    return expression ? writer.server_default(expression) : std::string();
}

const schema::Check* check_named(const schema::Domain& domain, const schema::Check& like) {
    for (const schema::Check& check : domain.checks)
        if (check.name.text == like.name.text)
            return &check;
    return nullptr;
}

void comment_checks(const PostgresqlDdlWriter& writer, const schema::Domain& domain, const schema::Check& check,
                    Statements& made) {
    if (check.comment && !check.comment->empty() && check.name.text)
        made.push_back(one("COMMENT ON CONSTRAINT " + writer.constraint_name(check.name) + " ON DOMAIN " +
                           writer.grammar().qualified(domain.schema, domain.name) + " IS " +
                           writer.grammar().literal(*check.comment, nullptr)));
}

} // namespace

Statement comment_on(const PostgresqlDdlWriter& writer, const std::string& kind, const std::string& schema,
                     const std::string& name, const std::optional<std::string>& comment) {
    return one("COMMENT ON " + kind + " " + writer.grammar().qualified(schema, name) + " IS " +
               (comment && !comment->empty() ? writer.grammar().literal(*comment, nullptr) : "NULL"));
}

Statements alter_enum(const PostgresqlDdlWriter& writer, const schema::AlterEnum& change) {
    Statements made = rename_labels(writer, change);
    const std::vector<std::string> existing = labels_when_renamed(change);
    if (only_adds(existing, change.labels))
        add_labels(writer, change, existing, "ADD VALUE ", made);
    else
        rewrite_enum(writer, change, made);
    return made;
}

Statements alter_enum_apart(const PostgresqlDdlWriter& writer, const schema::AlterEnum& change) {
    const std::vector<std::string> existing = labels_when_renamed(change);
    Statements made;
    if (only_adds(existing, change.labels))
        add_labels(writer, change, existing, "ADD VALUE IF NOT EXISTS ", made);
    return made;
}

Statements create_domain(const PostgresqlDdlWriter& writer, const schema::Domain& domain) {
    if (!domain.type)
        fail_script("domain '" + domain.name + "' needs the type that it stands for");
    std::string text = "CREATE DOMAIN " + writer.grammar().qualified(domain.schema, domain.name) + " AS " +
                       writer.grammar().render_type(*domain.type);
    if (!domain.collation.empty())
        text += " COLLATE " + writer.grammar().quote(domain.collation);
    if (domain.server_default)
        text += " DEFAULT " + writer.server_default(domain.server_default);
    if (domain.not_null)
        text += " NOT NULL";
    Statements late;
    for (const schema::Check& check : domain.checks) {
        if (is_set(check.options, "postgresql_not_valid"))
            late.push_back(one("ALTER DOMAIN " + writer.grammar().qualified(domain.schema, domain.name) + " ADD " +
                               domain_check(writer, check)));
        else
            text += " " + domain_check(writer, check);
        comment_checks(writer, domain, check, late);
    }
    Statements made = {one(std::move(text))};
    made.insert(made.end(), late.begin(), late.end());
    if (domain.comment && !domain.comment->empty())
        made.push_back(comment_on(writer, "DOMAIN", domain.schema, domain.name, domain.comment));
    return made;
}

Statements drop_domain(const PostgresqlDdlWriter& writer, const schema::Domain& domain) {
    return {one("DROP DOMAIN " + writer.grammar().qualified(domain.schema, domain.name))};
}

Statements alter_domain(const PostgresqlDdlWriter& writer, const schema::AlterDomain& change) {
    const schema::Domain &domain = change.domain, &existing = change.existing;
    const sql::Grammar& grammar = writer.grammar();
    if (domain.type && existing.type &&
        (grammar.render_type(*domain.type) != grammar.render_type(*existing.type) ||
         domain.collation != existing.collation))
        fail_script("The type that a domain stands for cannot be changed", "domain '" + domain.name + "'",
                    "create another domain, change the columns to it, and drop this one");
    Statements made;
    if (domain.schema != existing.schema)
        made.push_back(one("ALTER DOMAIN " + grammar.qualified(existing.schema, existing.name) + " SET SCHEMA " +
                           grammar.quote(domain.schema)));
    if (domain.name != existing.name)
        made.push_back(one("ALTER DOMAIN " + grammar.qualified(domain.schema, existing.name) + " RENAME TO " +
                           grammar.quote(domain.name)));
    const std::string alter = "ALTER DOMAIN " + grammar.qualified(domain.schema, domain.name) + " ";
    for (const schema::Check& check : existing.checks) {
        const schema::Check* wanted = check_named(domain, check);
        if (wanted && domain_check(writer, *wanted) == domain_check(writer, check))
            continue;
        if (!check.name.text)
            fail_script("A check without a name cannot be dropped", "domain '" + domain.name + "'", "name the check");
        made.push_back(one(alter + "DROP CONSTRAINT " + writer.constraint_name(check.name)));
    }
    if (const std::string text = default_text(writer, domain.server_default);
        text != default_text(writer, existing.server_default))
        made.push_back(one(alter + (text.empty() ? "DROP DEFAULT" : "SET DEFAULT " + text)));
    if (domain.not_null != existing.not_null)
        made.push_back(one(alter + (domain.not_null ? "SET NOT NULL" : "DROP NOT NULL")));
    for (const schema::Check& check : domain.checks) {
        const schema::Check* there = check_named(existing, check);
        const bool is_new = !there || domain_check(writer, *there) != domain_check(writer, check);
        if (is_new)
            made.push_back(one(alter + "ADD " + domain_check(writer, check)));
        if (is_new || there->comment != check.comment)
            comment_checks(writer, domain, check, made);
    }
    if (domain.comment != existing.comment)
        made.push_back(comment_on(writer, "DOMAIN", domain.schema, domain.name, domain.comment));
    return made;
}

Ddl::Numbering numbering(const PostgresqlDdlWriter& writer, const schema::Table& table, const schema::Column& column) {
    if (!column.autoincremented || column.primary_key || !column.server_default)
        return {};
    // nextval('app."My seq"'::regclass): the name as SQL writes it, its quotes doubled.
    static constexpr std::string_view begin = "nextval('", end = "'::regclass)";
    const auto* said = column.server_default->get_if<sql::Text>();
    if (!said || !said->text.starts_with(begin) || !said->text.ends_with(end))
        return {};
    std::string name;
    const std::string_view literal =
        std::string_view(said->text).substr(begin.size(), said->text.size() - begin.size() - end.size());
    for (std::size_t i = 0; i < literal.size(); i += literal[i] == '\'' ? 2 : 1)
        name += literal[i];
    const sql::Grammar& grammar = writer.grammar();
    return {{one("CREATE SEQUENCE " + name + " AS " + grammar.render_type(column.type->for_dialect("postgresql")))},
            {one("ALTER SEQUENCE " + name + " OWNED BY " + grammar.qualified(table.schema, table.name) + "." +
                 grammar.quote(column.name))}};
}

Statements alter_sequence(const PostgresqlDdlWriter& writer, const schema::AlterSequence& change) {
    const schema::Sequence &sequence = change.sequence, &existing = change.existing;
    const sql::Grammar& grammar = writer.grammar();
    Statements made;
    if (sequence.schema != existing.schema)
        made.push_back(one("ALTER SEQUENCE " + grammar.qualified(existing.schema, existing.name) + " SET SCHEMA " +
                           grammar.quote(sequence.schema)));
    if (sequence.name != existing.name)
        made.push_back(one("ALTER SEQUENCE " + grammar.qualified(sequence.schema, existing.name) + " RENAME TO " +
                           grammar.quote(sequence.name)));
    const auto type = [&](const schema::Sequence& of) {
        return of.data_type ? grammar.render_type(*of.data_type) : std::string("BIGINT");
    };
    schema::Sequence options;
    const auto changed = [&](auto member) {
        if (sequence.*member != existing.*member)
            options.*member = sequence.*member;
    };
    changed(&schema::Sequence::start);
    changed(&schema::Sequence::increment);
    changed(&schema::Sequence::minvalue);
    changed(&schema::Sequence::maxvalue);
    changed(&schema::Sequence::cache);
    changed(&schema::Sequence::cycle);
    options.nominvalue = sequence.nominvalue || (!sequence.minvalue && existing.minvalue);
    options.nomaxvalue = sequence.nomaxvalue || (!sequence.maxvalue && existing.maxvalue);
    std::string text = type(sequence) != type(existing) ? "AS " + type(sequence) : "";
    if (const std::string numbering = DdlWriter::numbering(options); !numbering.empty())
        text += (text.empty() ? "" : " ") + numbering;
    if (!text.empty())
        made.push_back(one("ALTER SEQUENCE " + grammar.qualified(sequence.schema, sequence.name) + " " + text));
    return made;
}

Statements create_view(const PostgresqlDdlWriter& writer, const schema::CreateView& change) {
    const schema::View& view = change.view;
    const bool anew = change.replace && (view.materialized || (change.existing && change.existing->materialized));
    Statements made;
    if (anew)
        made = drop_view(writer, change.existing.value_or(view));
    std::string text = std::string("CREATE ") + (change.replace && !anew ? "OR REPLACE " : "") +
                       (view.materialized ? "MATERIALIZED " : "") + "VIEW " +
                       writer.grammar().qualified(view.schema, view.name);
    schema::Table options;
    options.options = view.options;
    text += writer.table_options(options);
    made.push_back(one(text + " AS " + view.definition));
    for (const schema::Index& index : view.indexes)
        made.push_back(one(writer.create_index(index, false)));
    if (view.comment && !view.comment->empty())
        made.push_back(
            comment_on(writer, view.materialized ? "MATERIALIZED VIEW" : "VIEW", view.schema, view.name, view.comment));
    return made;
}

Statements drop_view(const PostgresqlDdlWriter& writer, const schema::View& view) {
    return {one(std::string("DROP ") + (view.materialized ? "MATERIALIZED VIEW " : "VIEW ") +
                writer.grammar().qualified(view.schema, view.name))};
}

Statements create_routine(const schema::CreateRoutine& change) {
    using Kind = schema::Routine::Kind;
    const schema::Routine& routine = change.routine;
    Statements made;
    std::string rest, definition = routine.definition;
    const bool can_replace = (routine.kind == Kind::Function || routine.kind == Kind::Procedure) &&
                             (!change.existing || (change.existing->kind == routine.kind &&
                                                   change.existing->signature == routine.signature));
    if (change.replace && !can_replace)
        made = drop_routine(change.existing.value_or(routine));
    else if (change.replace && !begins_with(definition, {"CREATE", "OR", "REPLACE"}, rest) &&
             begins_with(definition, {"CREATE"}, rest))
        definition = "CREATE OR REPLACE " + rest;
    made.push_back(one(std::move(definition)));
    return made;
}

Statements drop_routine(const schema::Routine& routine) {
    using Kind = schema::Routine::Kind;
    const char* words = nullptr;
    switch (routine.kind) {
    case Kind::Function:
        words = "DROP FUNCTION ";
        break;
    case Kind::Procedure:
        words = "DROP PROCEDURE ";
        break;
    case Kind::Aggregate:
        words = "DROP AGGREGATE ";
        break;
    case Kind::Trigger:
        words = "DROP TRIGGER ";
        break;
    case Kind::Policy:
        words = "DROP POLICY ";
        break;
    case Kind::Rule:
        words = "DROP RULE ";
        break;
    case Kind::Grant:
        words = "REVOKE ";
        break;
    }
    if (routine.signature.empty())
        fail_script("'" + routine.name + "' cannot be dropped: its signature is not known");
    return {one(words + routine.signature)};
}

Statements create_extension(const PostgresqlDdlWriter& writer, const schema::Extension& extension) {
    return {one("CREATE EXTENSION IF NOT EXISTS " + writer.grammar().quote(extension.name) +
                (extension.schema.empty() ? "" : " SCHEMA " + writer.grammar().quote(extension.schema)) +
                (extension.version.empty() ? "" : " VERSION " + writer.grammar().literal(extension.version, nullptr)))};
}

Statements drop_extension(const PostgresqlDdlWriter& writer, const schema::Extension& extension) {
    return {one("DROP EXTENSION " + writer.grammar().quote(extension.name))};
}

} // namespace limbeck::dialects::postgresql
