#include "operations/summary.hpp"

#include "sql/compiler.hpp"
#include "sql/expression.hpp"
#include "sql/grammar.hpp"
#include "support/passwords.hpp"
#include "support/words.hpp"

#include <cctype>
#include <limbeck/error.hpp>

namespace limbeck::operations {

using support::joined;

namespace {

constexpr std::size_t longest = 60; ///< characters of a statement

std::string qualified(const std::string& schema, const std::string& name) {
    return schema.empty() ? name : schema + "." + name;
}

std::string named(const std::string& what, const schema::Name& name) {
    return name.text ? what + " " + *name.text : what;
}

/// "foreign key fk_account_team", "unique on (a, b)".
struct ConstraintText {
    std::string operator()(const schema::PrimaryKey& key) const { return with_columns("primary key", key); }
    std::string operator()(const schema::Unique& unique) const { return with_columns("unique constraint", unique); }
    std::string operator()(const schema::ForeignKey& key) const { return with_columns("foreign key", key); }
    std::string operator()(const schema::Check& check) const { return named("check constraint", check.name); }
    std::string operator()(const schema::Exclude& exclude) const { return named("exclude constraint", exclude.name); }

  private:
    template <class Constraint> static std::string with_columns(const char* what, const Constraint& constraint) {
        return constraint.name.text ? named(what, constraint.name) : what + (" (" + joined(constraint.columns) + ")");
    }
};

template <class T> std::string its_name(const T& thing) {
    return qualified(thing.schema, thing.name);
}

std::string kind_of(const schema::Routine& routine) {
    static const char* const kinds[] = {"function ", "procedure ", "aggregate ", "trigger ",
                                        "policy ",   "grant ",     "rule "};
    return kinds[static_cast<int>(routine.kind)];
}

class Summary {
  public:
    std::string operator()(const CreateTable& op) const {
        return "create table " + qualified(op.table.schema, op.table.name);
    }
    std::string operator()(const DropTable& op) const {
        return "drop table " + qualified(op.table.schema, op.table.name);
    }
    std::string operator()(const RenameTable& op) const {
        return "rename table " + qualified(op.schema, op.old_name) + " to " + op.new_name;
    }
    std::string operator()(const TableComment& op) const {
        return (op.comment ? "comment on table " : "drop comment of table ") + qualified(op.schema, op.table);
    }
    std::string operator()(const AddColumn& op) const {
        const std::string column = op.table.columns.empty() ? "?" : op.table.columns.front().name;
        return "add column " + qualified(op.table.schema, op.table.name) + "." + column;
    }
    std::string operator()(const DropColumn& op) const {
        return "drop column " + qualified(op.schema, op.table) + "." + op.column.name;
    }
    std::string operator()(const AlterColumn& op) const {
        const schema::AlterColumn& change = op;
        const std::string column = qualified(change.schema, change.table) + "." + change.column;
        std::vector<std::string> parts;
        if (change.type)
            parts.push_back("type");
        if (change.nullable)
            parts.push_back(*change.nullable ? "nullable" : "not null");
        if (change.server_default)
            parts.push_back(*change.server_default ? "default" : "no default");
        if (change.identity)
            parts.push_back(*change.identity ? "identity" : "no identity");
        if (change.computed)
            parts.push_back("computed");
        if (change.comment)
            parts.push_back("comment");
        if (change.new_name && parts.empty())
            return "rename column " + column + " to " + *change.new_name;
        if (change.new_name)
            parts.push_back("name " + *change.new_name);
        return "alter column " + column + (parts.empty() ? "" : ": " + joined(parts));
    }
    std::string operator()(const CreateIndex& op) const {
        return named(op.index.unique ? "create unique index" : "create index", op.index.name) + " on " +
               qualified(op.index.schema, op.index.table);
    }
    std::string operator()(const DropIndex& op) const { return named("drop index", op.index.name); }
    std::string operator()(const AddConstraint& op) const {
        return "add " + std::visit(ConstraintText(), op.constraint) + " to " + qualified(op.schema, op.table);
    }
    std::string operator()(const DropConstraint& op) const {
        return named("drop constraint", op.name) + " of " + qualified(op.schema, op.table);
    }
    std::string operator()(const CreateEnum& op) const {
        return "create type " + qualified(op.type.schema, op.type.type_name);
    }
    std::string operator()(const DropEnum& op) const {
        return "drop type " + qualified(op.type.schema, op.type.type_name);
    }
    std::string operator()(const CreateSequence& op) const {
        return "create sequence " + qualified(op.sequence.schema, op.sequence.name);
    }
    std::string operator()(const DropSequence& op) const {
        return "drop sequence " + qualified(op.sequence.schema, op.sequence.name);
    }
    std::string operator()(const AlterSequence& op) const {
        return "alter sequence " + qualified(op.sequence.schema, op.sequence.name);
    }
    std::string operator()(const AlterEnum& op) const { return "alter type " + qualified(op.schema, op.name); }
    std::string operator()(const CreateDomain& op) const { return "create domain " + its_name(op.domain); }
    std::string operator()(const DropDomain& op) const { return "drop domain " + its_name(op.domain); }
    std::string operator()(const AlterDomain& op) const { return "alter domain " + its_name(op.domain); }
    std::string operator()(const CreateView& op) const {
        return (op.replace ? "replace view " : "create view ") + its_name(op.view);
    }
    std::string operator()(const DropView& op) const { return "drop view " + its_name(op.view); }
    std::string operator()(const CreateRoutine& op) const {
        return std::string(op.replace ? "replace " : "create ") + kind_of(op.routine) + its_name(op.routine);
    }
    std::string operator()(const DropRoutine& op) const { return "drop " + kind_of(op.routine) + its_name(op.routine); }
    std::string operator()(const CreateExtension& op) const { return "create extension " + op.extension.name; }
    std::string operator()(const DropExtension& op) const { return "drop extension " + op.extension.name; }
    std::string operator()(const Execute& op) const {
        if (!op.statement)
            return summary_of_statement(op.text);
        sql::CompileOptions options;
        options.binds = sql::Binds::Named;
        try {
            return summary_of_statement(sql::compile(*op.statement, sql::default_grammar(), options).text);
        } catch (const Error&) { // said in one database's own words only
            return "execute a statement";
        }
    }
    std::string operator()(const BulkInsert& op) const {
        const std::size_t count = op.rows.size();
        return std::to_string(count) + (count == 1 ? " row into " : " rows into ") +
               qualified(op.table.schema, op.table.name);
    }
    std::string operator()(const std::shared_ptr<BatchAlterTable>& op) const {
        const std::string table = qualified(op->schema, op->table);
        std::vector<std::string> parts;
        for (const Operation& operation : op->operations) {
            std::string part = std::visit(*this, operation);
            // The table has been said.
            for (const std::string& said : {" to " + table, " on " + table, " of " + table})
                if (part.ends_with(said))
                    part.erase(part.size() - said.size());
            if (const std::size_t at = part.find(" " + table + "."); at != std::string::npos)
                part.erase(at + 1, table.size() + 1);
            parts.push_back(std::move(part));
        }
        return "change table " + table + (parts.empty() ? "" : ": " + joined(parts));
    }
};

} // namespace

std::string summary(const Operation& operation) {
    return std::visit(Summary(), operation);
}

std::string summary_of_statement(std::string_view given) {
    const std::string text = support::without_passwords(given);
    std::string line;
    for (const char c : text) {
        const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
        if (space && (line.empty() || line.back() == ' '))
            continue;
        line += space ? ' ' : c;
    }
    while (!line.empty() && (line.back() == ' ' || line.back() == ';'))
        line.pop_back();
    if (line.size() <= longest)
        return line;
    std::size_t end = line.rfind(' ', longest);
    if (end == std::string::npos || end < longest / 2)
        end = longest;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
        --end; // not within a character
    return line.substr(0, end) + " …";
}

} // namespace limbeck::operations
