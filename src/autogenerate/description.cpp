#include "autogenerate/description.hpp"

#include "dialects/dialect.hpp"
#include "sql/compiler.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <limbeck/error.hpp>

namespace limbeck::autogenerate {

using support::joined;

namespace {

using schema::Column;
using sql::ExpressionPtr;

std::string qualified(const std::string& schema, const std::string& name) {
    return schema.empty() ? name : schema + "." + name;
}

/// Collects what happens to each object.
class Describer {
  public:
    explicit Describer(const dialects::Dialect& dialect) : dialect_(dialect) {}

    std::vector<DescribedObject> take() { return std::move(objects_); }

    // --- tables
    void operator()(const schema::CreateTable& change) { whole(change.table, Mark::Added); }
    void operator()(const schema::DropTable& change) { whole(change.table, Mark::Removed); }
    void operator()(const schema::RenameTable& change) {
        table(change.schema, change.old_name)
            .push_back({Mark::Changed, "name", "", change.old_name + " -> " + change.new_name, ""});
    }
    void operator()(const schema::TableComment& change) {
        table(change.schema, change.table)
            .push_back(changed_text("comment", change.existing_comment.value_or(std::nullopt), change.comment, ""));
    }

    // --- columns
    void operator()(const schema::AddColumn& change) {
        for (const Column& column : change.table.columns)
            table(change.table.schema, change.table.name).push_back(of(column, Mark::Added));
        for (const schema::Constraint& constraint : change.table.constraints)
            table(change.table.schema, change.table.name).push_back(of(constraint, Mark::Added));
    }
    void operator()(const schema::DropColumn& change) {
        table(change.schema, change.table).push_back(of(change.column, Mark::Removed));
    }
    void operator()(const schema::AlterColumn& change) {
        std::vector<std::string> parts;
        if (change.new_name)
            parts.push_back("name -> " + *change.new_name);
        if (change.type)
            parts.push_back((change.existing_type ? type(*change.existing_type) + " -> " : "type -> ") +
                            type(*change.type));
        if (change.nullable)
            parts.push_back(*change.nullable ? "not null -> null" : "null -> not null");
        if (change.server_default)
            parts.push_back("default " +
                            (change.existing_server_default ? default_text(*change.existing_server_default) + " -> "
                                                            : std::string("-> ")) +
                            default_text(*change.server_default));
        if (change.identity)
            parts.push_back(*change.identity ? change.existing_identity ? "identity changed" : "identity"
                                             : "no identity");
        if (change.computed)
            parts.push_back(*change.computed ? "computed as " + text((*change.computed)->sqltext) : "not computed");
        if (change.comment)
            parts.push_back("comment -> " + (*change.comment ? "'" + **change.comment + "'" : "none"));
        if (change.autoincrement)
            parts.push_back(*change.autoincrement ? "numbered by the database" : "not numbered by the database");
        table(change.schema, change.table)
            .push_back({Mark::Changed, "column", change.column, joined(parts), change.column});
    }

    // --- indexes and constraints
    void operator()(const schema::CreateIndex& change) {
        table(change.index.schema, change.index.table).push_back(of(change.index, Mark::Added));
    }
    void operator()(const schema::DropIndex& change) {
        table(change.index.schema, change.index.table).push_back(of(change.index, Mark::Removed));
    }
    void operator()(const schema::AddConstraint& change) {
        table(change.schema, change.table).push_back(of(change.constraint, Mark::Added));
    }
    void operator()(const schema::DropConstraint& change) {
        if (change.dropped)
            table(change.schema, change.table).push_back(of(*change.dropped, Mark::Removed));
        else
            table(change.schema, change.table)
                .push_back({Mark::Removed, "constraint", change.name.text.value_or(""), "", ""});
    }

    // --- what is no table
    void operator()(const schema::CreateEnum& change) { named_type(change.type, Mark::Added); }
    void operator()(const schema::DropEnum& change) { named_type(change.type, Mark::Removed); }
    void operator()(const schema::AlterEnum& change) {
        std::vector<DescribedChange>& lines = object("type", change.schema, change.name, Mark::Changed).changes;
        const auto has = [](const std::vector<std::string>& labels, const std::string& label) {
            return std::find(labels.begin(), labels.end(), label) != labels.end();
        };
        const auto renamed = [&](const std::string& label, bool old) {
            return std::any_of(change.renamed.begin(), change.renamed.end(),
                               [&](const auto& pair) { return (old ? pair.first : pair.second) == label; });
        };
        for (const auto& [old_label, new_label] : change.renamed)
            lines.push_back({Mark::Changed, "value", old_label, "-> " + new_label, ""});
        for (const std::string& label : change.existing_labels)
            if (!has(change.labels, label) && !renamed(label, true))
                lines.push_back({Mark::Removed, "value", label, "", ""});
        for (std::size_t i = 0; i < change.labels.size(); ++i)
            if (!has(change.existing_labels, change.labels[i]) && !renamed(change.labels[i], false))
                lines.push_back(
                    {Mark::Added, "value", change.labels[i], i == 0 ? "first" : "after " + change.labels[i - 1], ""});
        if (lines.empty())
            lines.push_back(
                {Mark::Changed, "order", "", joined(change.existing_labels) + " -> " + joined(change.labels), ""});
    }
    void operator()(const schema::CreateDomain& change) { domain(change.domain, Mark::Added); }
    void operator()(const schema::DropDomain& change) { domain(change.domain, Mark::Removed); }
    void operator()(const schema::AlterDomain& change) {
        object("domain", change.domain.schema, change.domain.name, Mark::Changed)
            .changes.push_back(
                {Mark::Changed, "rules", "", rules(change.existing) + " -> " + rules(change.domain), ""});
    }
    void operator()(const schema::CreateSequence& change) {
        object("sequence", change.sequence.schema, change.sequence.name, Mark::Added);
    }
    void operator()(const schema::DropSequence& change) {
        object("sequence", change.sequence.schema, change.sequence.name, Mark::Removed);
    }
    void operator()(const schema::AlterSequence& change) {
        object("sequence", change.sequence.schema, change.sequence.name, Mark::Changed)
            .changes.push_back(
                {Mark::Changed, "options", "", numbering(change.existing) + " -> " + numbering(change.sequence), ""});
    }
    void operator()(const schema::CreateView& change) {
        object(view_kind(change.view), change.view.schema, change.view.name,
               change.replace ? Mark::Changed : Mark::Added)
            .changes.push_back(
                {change.replace ? Mark::Changed : Mark::Added, "query", "", one_line(change.view.definition), ""});
    }
    void operator()(const schema::DropView& change) {
        object(view_kind(change.view), change.view.schema, change.view.name, Mark::Removed);
    }
    void operator()(const schema::CreateRoutine& change) {
        object(routine_kind(change.routine), change.routine.schema, routine_name(change.routine),
               change.replace ? Mark::Changed : Mark::Added);
    }
    void operator()(const schema::DropRoutine& change) {
        object(routine_kind(change.routine), change.routine.schema, routine_name(change.routine), Mark::Removed);
    }
    void operator()(const schema::CreateExtension& change) {
        object("extension", change.extension.schema, change.extension.name, Mark::Added);
    }
    void operator()(const schema::DropExtension& change) {
        object("extension", change.extension.schema, change.extension.name, Mark::Removed);
    }

  private:
    DescribedObject& object(const std::string& kind, const std::string& schema, const std::string& name, Mark mark) {
        for (DescribedObject& found : objects_)
            if (found.kind == kind && found.schema == schema && found.name == name)
                return found;
        objects_.push_back({mark, kind, schema, name, {}});
        return objects_.back();
    }

    std::vector<DescribedChange>& table(const std::string& schema, const std::string& name) {
        return object("table", schema, name, Mark::Changed).changes;
    }

    void whole(const schema::Table& table, Mark mark) {
        DescribedObject& described = object("table", table.schema, table.name, mark);
        described.mark = mark;
        for (const Column& column : table.columns)
            described.changes.push_back(of(column, mark));
        for (const schema::Constraint& constraint : table.constraints)
            described.changes.push_back(of(constraint, mark));
        for (const schema::Index& index : table.indexes)
            described.changes.push_back(of(index, mark));
    }

    void named_type(const schema::Type& type, Mark mark) {
        DescribedObject& described = object("type", type.schema, type.type_name, mark);
        if (type.labels)
            for (const std::string& label : type.labels->labels)
                described.changes.push_back({mark, "value", label, "", ""});
    }

    void domain(const schema::Domain& domain, Mark mark) {
        object("domain", domain.schema, domain.name, mark).changes.push_back({mark, "rules", "", rules(domain), ""});
    }

    // --- one line each

    DescribedChange of(const Column& column, Mark mark) const {
        std::string detail = column.type ? type(*column.type) : "";
        detail += column.nullable ? "" : " not null";
        if (column.server_default && !column.autoincremented)
            detail += " default " + text(column.server_default);
        if (column.identity)
            detail += " identity";
        if (column.computed)
            detail += " computed as " + text(column.computed->sqltext);
        return {mark, "column", column.name, detail, column.name};
    }

    DescribedChange of(const schema::Index& index, Mark mark) const {
        std::vector<std::string> elements;
        for (const schema::Index::Element& element : index.elements)
            elements.push_back(element.expression ? text(element.expression) : element.column);
        return {mark, index.unique ? "unique index" : "index", index.name.text.value_or(""),
                "(" + joined(elements) + ")", elements.size() == 1 ? index.elements.front().column : ""};
    }

    DescribedChange of(const schema::Constraint& constraint, Mark mark) const {
        const std::string name = schema::name_of(constraint).text.value_or("");
        if (const auto* key = std::get_if<schema::PrimaryKey>(&constraint))
            return {mark, "primary key", name, "(" + joined(key->columns) + ")", only(key->columns)};
        if (const auto* unique = std::get_if<schema::Unique>(&constraint))
            return {mark, "unique constraint", name, "(" + joined(unique->columns) + ")", only(unique->columns)};
        if (const auto* key = std::get_if<schema::ForeignKey>(&constraint)) {
            std::string detail = "(" + joined(key->columns) + ") -> " +
                                 qualified(key->referred_schema, key->referred_table) + " (" +
                                 joined(key->referred_columns) + ")";
            if (key->ondelete)
                detail += " on delete " + *key->ondelete;
            if (key->onupdate)
                detail += " on update " + *key->onupdate;
            return {mark, "foreign key", name, detail, only(key->columns)};
        }
        if (const auto* check = std::get_if<schema::Check>(&constraint))
            return {mark, "check constraint", name, check->sqltext ? text(check->sqltext) : "of its type",
                    only(check->columns)};
        const auto& exclude = std::get<schema::Exclude>(constraint);
        std::vector<std::string> elements;
        for (const schema::Exclude::Element& element : exclude.elements)
            elements.push_back(text(element.expression) + " with " + element.operator_);
        return {mark, "exclusion constraint", name, "(" + joined(elements) + ")", ""};
    }

    static DescribedChange changed_text(const std::string& kind, const std::optional<std::string>& from,
                                        const std::optional<std::string>& to, const std::string& column) {
        const Mark mark = !from ? Mark::Added : !to ? Mark::Removed : Mark::Changed;
        const auto quoted = [](const std::string& given) { return "'" + one_line(given) + "'"; };
        return {mark, kind, "",
                from && to ? quoted(*from) + " -> " + quoted(*to) : quoted(to ? *to : from.value_or("")), column};
    }

    static std::string only(const std::vector<std::string>& columns) {
        return columns.size() == 1 ? columns.front() : "";
    }

    static std::string view_kind(const schema::View& view) { return view.materialized ? "materialized view" : "view"; }

    static std::string routine_kind(const schema::Routine& routine) {
        using Kind = schema::Routine::Kind;
        switch (routine.kind) {
        case Kind::Function:
            return "function";
        case Kind::Procedure:
            return "procedure";
        case Kind::Aggregate:
            return "aggregate";
        case Kind::Trigger:
            return "trigger";
        case Kind::Policy:
            return "policy";
        case Kind::Grant:
            return "grant";
        case Kind::Rule:
            return "rule";
        }
        return "routine";
    }

    static std::string routine_name(const schema::Routine& routine) {
        return routine.signature.empty() ? routine.name : routine.signature;
    }

    // --- pieces

    std::string type(const schema::Type& type) const {
        try {
            return dialect_.grammar().render_type(type);
        } catch (const Error&) { // a type of another database
            return type.name;
        }
    }

    std::string text(const ExpressionPtr& expression) const {
        if (!expression)
            return "";
        sql::CompileOptions options;
        options.binds = sql::Binds::Literal;
        options.include_table = false;
        return one_line(sql::compile(*expression, dialect_.grammar(), options).text);
    }

    std::string default_text(const ExpressionPtr& expression) const { return expression ? text(expression) : "none"; }

    std::string rules(const schema::Domain& domain) const {
        std::string found = domain.type ? type(*domain.type) : "";
        found += domain.not_null ? " not null" : "";
        if (domain.server_default)
            found += " default " + text(domain.server_default);
        for (const schema::Check& check : domain.checks)
            found += " check (" + text(check.sqltext) + ")";
        return found;
    }

    static std::string numbering(const schema::Sequence& sequence) {
        std::vector<std::string> parts;
        const auto add = [&](const char* word, const std::optional<std::int64_t>& number) {
            if (number)
                parts.push_back(word + std::to_string(*number));
        };
        add("start ", sequence.start);
        add("increment ", sequence.increment);
        add("minvalue ", sequence.minvalue);
        add("maxvalue ", sequence.maxvalue);
        add("cache ", sequence.cache);
        if (sequence.cycle.value_or(false))
            parts.emplace_back("cycle");
        return parts.empty() ? "defaults" : joined(parts, " ");
    }

    static std::string one_line(const std::string& given) {
        std::string line;
        for (const char c : given) {
            const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
            if (space && (line.empty() || line.back() == ' '))
                continue;
            line += space ? ' ' : c;
        }
        while (!line.empty() && line.back() == ' ')
            line.pop_back();
        return line;
    }

    const dialects::Dialect& dialect_;
    std::vector<DescribedObject> objects_;
};

} // namespace

std::string_view name_of(Mark mark) {
    switch (mark) {
    case Mark::Added:
        return "added";
    case Mark::Removed:
        return "removed";
    case Mark::Changed:
        break;
    }
    return "changed";
}

std::vector<DescribedObject> describe(const std::vector<Group>& groups, const dialects::Dialect& dialect) {
    Describer describer(dialect);
    for (const Group& group : groups)
        for (const schema::Change& change : group.changes)
            std::visit(describer, change);
    return describer.take();
}

} // namespace limbeck::autogenerate
