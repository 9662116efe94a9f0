#include "schema/md5.hpp"
#include "schema/table.hpp"
#include "support/script_error.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <limbeck/error.hpp>

namespace limbeck::schema {

namespace {

/// What the tokens of a template may ask for.
struct Subject {
    std::string kind; ///< "ix", "uq", "ck", "fk", "pk", or empty for what no convention names
    std::string schema, table;
    std::vector<std::string> columns;
    const ForeignKey* foreign_key = nullptr;
};

std::string column_label(const Subject& subject, const std::string& column) {
    if (subject.schema.empty())
        return subject.table + "_" + column;
    std::string prefix = subject.schema;
    std::replace(prefix.begin(), prefix.end(), '.', '_');
    return prefix + "_" + subject.table + "_" + column;
}

[[noreturn]] void unknown_token(const std::string& token, const std::string& convention) {
    throw Error(Error::Kind::Script, "Naming convention '" + convention + "' has the unknown token %(" + token + ")s",
                "", "tokens are table_name, referred_table_name, constraint_name, column_0_name, column_0_N_name, …");
}

/// "column_0_name", "column_0N_label", "referred_column_0_N_name": a list of names, one of them or all.
std::string column_token(const Subject& subject, const std::string& token, const std::string& convention) {
    const bool referred = token.starts_with("referred_");
    std::string rest = referred ? token.substr(9) : token;
    if (!rest.starts_with("column_"))
        unknown_token(token, convention);
    rest = rest.substr(7);
    std::size_t digits = 0;
    while (digits < rest.size() && std::isdigit(static_cast<unsigned char>(rest[digits])))
        ++digits;
    if (digits == 0 || digits > 6)
        unknown_token(token, convention);
    const std::size_t index = std::stoul(rest.substr(0, digits));
    rest = rest.substr(digits);

    const bool all = rest.starts_with("N_") || rest.starts_with("_N_");
    const std::string separator = rest.starts_with("_N_") ? "_" : "";
    if (all)
        rest = rest.substr(rest.starts_with("_") ? 2 : 1);
    const std::string attribute = rest.starts_with("_") ? rest.substr(1) : "";
    if ((attribute != "name" && attribute != "key" && attribute != "label") || (referred && attribute != "name") ||
        (referred && !subject.foreign_key) || (all && index != 0))
        unknown_token(token, convention);

    const std::vector<std::string>& names = referred ? subject.foreign_key->referred_columns : subject.columns;
    const auto written = [&](const std::string& name) {
        return attribute == "label" ? column_label(subject, name) : name;
    };
    if (!all)
        return index < names.size() ? written(names[index]) : "";
    std::string joined;
    for (const std::string& name : names)
        joined += (joined.empty() ? "" : separator) + written(name);
    return joined;
}

std::string token_value(const Subject& subject, const Name& name, const std::string& token,
                        const std::string& convention) {
    if (token == "table_name")
        return subject.table;
    if (token == "constraint_name") {
        if (!name.text)
            fail_script(
                "Naming convention including %(constraint_name)s token requires that constraint is explicitly named.",
                "table '" + subject.table + "'");
        return *name.text;
    }
    if (token == "referred_table_name" && subject.foreign_key)
        return subject.foreign_key->referred_table;
    return column_token(subject, token, convention);
}

/// Python's convention % tokens, for the only form that conventions use: %(token)s, and %% for a percent sign.
std::string filled(const std::string& convention, const std::function<std::string(const std::string&)>& value_of) {
    std::string text;
    for (std::size_t at = 0; at < convention.size(); ++at) {
        if (convention[at] != '%') {
            text += convention[at];
            continue;
        }
        if (convention.compare(at, 2, "%%") == 0) {
            text += '%';
            ++at;
            continue;
        }
        const std::size_t close = convention.find(")s", at);
        if (convention.compare(at, 2, "%(") != 0 || close == std::string::npos)
            fail_script("Naming convention '" + convention + "' is not a template", "", "tokens are written %(name)s");
        text += value_of(convention.substr(at + 2, close - at - 2));
        at = close + 1;
    }
    return text;
}

std::size_t length_in_characters(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

void name_by_convention(Name& name, const Subject& subject, const std::string* convention, bool from_type,
                        int max_length) {
    if (name.final || subject.kind.empty() || !convention)
        return;
    const bool wants_name = convention->find("constraint_name") != std::string::npos;
    if (name.text && !wants_name)
        return;
    // A check that a type made, and that has no name, stays so: most databases never write it.
    if (from_type && !name.text && wants_name)
        return;
    const std::string text =
        filled(*convention, [&](const std::string& token) { return token_value(subject, name, token, *convention); });
    name = Name(shortened(text, max_length), true);
}

const std::string* convention_for(const std::string& kind, const NamingConvention& convention) {
    static const std::string plain_index = "ix_%(column_0_label)s";
    const auto found = convention.find(kind);
    if (found != convention.end())
        return &found->second;
    // SQLAlchemy's default convention has this one entry, and gives way to any other convention.
    return kind == "ix" && convention.empty() ? &plain_index : nullptr;
}

Subject subject_of(const Constraint& constraint, const std::string& schema, const std::string& table) {
    Subject subject;
    subject.schema = schema;
    subject.table = table;
    if (const auto* key = std::get_if<PrimaryKey>(&constraint)) {
        subject.kind = "pk";
        subject.columns = key->columns;
    } else if (const auto* unique = std::get_if<Unique>(&constraint)) {
        subject.kind = "uq";
        subject.columns = unique->columns;
    } else if (const auto* foreign = std::get_if<ForeignKey>(&constraint)) {
        subject.kind = "fk";
        subject.columns = foreign->columns;
        subject.foreign_key = foreign;
    } else if (const auto* check = std::get_if<Check>(&constraint)) {
        subject.kind = "ck";
        subject.columns = check->columns;
    }
    return subject;
}

} // namespace

std::string shortened(const std::string& name, int max_length) {
    const auto limit = static_cast<std::size_t>(max_length);
    if (length_in_characters(name) <= limit)
        return name;
    std::size_t end = 0;
    for (std::size_t kept = 0; kept < limit - 8; ++kept)
        do
            ++end;
        while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80);
    return name.substr(0, end) + "_" + md5_hex(name).substr(28);
}

void apply_naming_convention(Constraint& constraint, const std::string& schema, const std::string& table,
                             const NamingConvention& convention, int max_identifier_length) {
    const Subject subject = subject_of(constraint, schema, table);
    const auto* check = std::get_if<Check>(&constraint);
    name_by_convention(name_of(constraint), subject, convention_for(subject.kind, convention),
                       check && check->from_type, max_identifier_length);
}

void apply_naming_convention(Index& index, const NamingConvention& convention, int max_identifier_length) {
    Subject subject;
    subject.kind = "ix";
    subject.schema = index.schema;
    subject.table = index.table;
    for (const Index::Element& element : index.elements)
        if (!element.column.empty())
            subject.columns.push_back(element.column);
    name_by_convention(index.name, subject, convention_for("ix", convention), false, max_identifier_length);
}

void apply_naming_convention(Table& table, const NamingConvention& convention, int max_identifier_length) {
    for (Constraint& constraint : table.constraints)
        apply_naming_convention(constraint, table.schema, table.name, convention, max_identifier_length);
    for (Index& index : table.indexes)
        apply_naming_convention(index, convention, max_identifier_length);
}

} // namespace limbeck::schema
