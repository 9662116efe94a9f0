#include "dialects/planning/effects.hpp"

#include "dialects/dialect.hpp"

#include <algorithm>
#include <iterator>

namespace limbeck::dialects {

namespace {

using Kind = Presence::Kind;
using After = Presence::After;

/// What each change makes, drops, alters and renames.
class OfChange {
  public:
    explicit OfChange(const std::string& dialect) : dialect_(dialect) {}

    void operator()(const schema::CreateTable& op) {
        const schema::Table& table = op.table;
        made_.touch(table.name);
        made_.set(Kind::Table, table.schema, table.name, After::There);
        parts_of(table);
        for (const schema::Column& column : table.columns)
            type_of(column, After::There);
    }
    void operator()(const schema::DropTable& op) {
        made_.touch(op.table.name);
        made_.set(Kind::Table, op.table.schema, op.table.name, After::Gone);
        // Whether a type goes with its table depends on who owns it.
        for (const schema::Column& column : op.table.columns)
            type_of(column, After::Unknown);
    }
    void operator()(const schema::RenameTable& op) {
        made_.touch(op.old_name);
        made_.touch(op.new_name);
        made_.set(Kind::Table, op.schema, op.old_name, After::Gone);
        made_.set(Kind::Table, op.schema, op.new_name, After::There);
        made_.renamed.insert(op.new_name);
    }
    void operator()(const schema::TableComment& op) { made_.describe(op.table); }

    void operator()(const schema::AddColumn& op) {
        for (const schema::Column& column : op.table.columns)
            made_.touch(op.table.name, {column.name});
        made_.describe(op.table.name);
        parts_of(op.table);
    }
    void operator()(const schema::DropColumn& op) {
        made_.touch(op.table, {op.column.name});
        made_.describe({op.table, op.column.name});
        for (const schema::Constraint& constraint : op.constraints)
            constraint_of(op.schema, op.table, constraint, After::Gone);
        for (const schema::Index& index : op.indexes)
            index_of(index, After::Gone);
    }
    void operator()(const schema::AlterColumn& op) {
        std::set<std::string> names{op.column};
        if (op.new_name)
            names.insert(*op.new_name);
        made_.touch(op.table, names);
        made_.describe(op.table);
        made_.describe(names);
        for (const schema::TypePtr& type : {op.type, op.existing_type})
            if (type && !type->type_name.empty())
                made_.describe(type->type_name); // names its check
    }

    void operator()(const schema::CreateIndex& op) { index_of(op.index, After::There); }
    void operator()(const schema::DropIndex& op) { index_of(op.index, After::Gone); }
    void operator()(const schema::AddConstraint& op) {
        made_.describe(op.table);
        constraint_of(op.schema, op.table, op.constraint, After::There);
    }
    void operator()(const schema::DropConstraint& op) {
        made_.describe(op.table);
        if (!op.name.text)
            return;
        made_.describe(*op.name.text);
        if (op.kind.empty() || op.kind == "unique" || op.kind == "primary")
            made_.set(Kind::Index, op.schema, *op.name.text, After::Gone);
    }

    void operator()(const schema::CreateEnum& op) { type(op.type, After::There); }
    void operator()(const schema::DropEnum& op) { type(op.type, After::Gone); }
    void operator()(const schema::AlterEnum& op) {
        made_.set(Kind::Type, op.schema, op.name, After::There);
        for (const schema::AlterEnum::User& user : op.users) {
            made_.touch(user.table, {user.column});
            made_.describe({user.table, user.column});
        }
    }
    void operator()(const schema::CreateDomain& op) { domain(op.domain, After::There); }
    void operator()(const schema::DropDomain& op) { domain(op.domain, After::Gone); }
    void operator()(const schema::AlterDomain& op) {
        domain(op.existing, After::Gone);
        domain(op.domain, After::There);
    }

    void operator()(const schema::CreateSequence& op) { sequence(op.sequence.name); }
    void operator()(const schema::DropSequence& op) { sequence(op.sequence.name); }
    void operator()(const schema::AlterSequence& op) {
        sequence(op.existing.name);
        sequence(op.sequence.name);
    }

    void operator()(const schema::CreateView& op) {
        if (op.existing)
            view(*op.existing, After::Gone);
        view(op.view, After::There);
    }
    void operator()(const schema::DropView& op) { view(op.view, After::Gone); }
    void operator()(const schema::CreateRoutine& op) {
        if (op.existing)
            routine(*op.existing);
        routine(op.routine);
        using What = schema::Routine::Kind;
        made_.makes_trigger = op.routine.kind == What::Trigger || op.routine.kind == What::Rule;
    }
    void operator()(const schema::DropRoutine& op) { routine(op.routine); }
    void operator()(const schema::CreateExtension& op) { made_.describe(op.extension.name); }
    void operator()(const schema::DropExtension& op) {
        made_.describe(op.extension.name);
        made_.anything = true; // what it had made goes with it
    }

    Effects take() { return std::move(made_); }

  private:
    /// Columns, constraints and indexes of a new table or with a new column.
    void parts_of(const schema::Table& table) {
        for (const schema::Column& column : table.columns) {
            made_.describe(column.name);
            if (column.sequence)
                sequence(column.sequence->name);
        }
        for (const schema::Constraint& constraint : table.constraints)
            constraint_of(table.schema, table.name, constraint, After::There);
        for (const schema::Index& index : table.indexes)
            index_of(index, After::There);
    }

    /// A key stands on an index of its name.
    void constraint_of(const std::string& schema, const std::string& table, const schema::Constraint& constraint,
                       After after) {
        const schema::Name& name = schema::name_of(constraint);
        if (const auto* key = std::get_if<schema::ForeignKey>(&constraint)) {
            made_.describe(key->referred_table);
            if (after == After::There && (key->ondelete || key->onupdate))
                made_.followers.emplace_back(key->referred_table, table);
        }
        if (!name.text)
            return;
        made_.describe(*name.text);
        if (std::holds_alternative<schema::Unique>(constraint) ||
            std::holds_alternative<schema::PrimaryKey>(constraint) ||
            std::holds_alternative<schema::Exclude>(constraint))
            made_.set(Kind::Index, schema, *name.text, after);
    }

    void index_of(const schema::Index& index, After after) {
        if (!index.table.empty())
            made_.describe(index.table);
        if (index.name.text)
            made_.set(Kind::Index, index.schema, *index.name.text, after);
    }

    void type_of(const schema::Column& column, After after) {
        if (column.type)
            type(*column.type, after);
    }
    void type(const schema::Type& given, After after) {
        const schema::Type& type = given.for_dialect(dialect_);
        if (!type.type_name.empty())
            made_.describe(type.type_name);
        if (type.labels ? type.labels->native_enum : type.name == "DOMAIN")
            made_.set(Kind::Type, type.schema, type.type_name, after);
        if (type.item)
            this->type(*type.item, after);
    }
    void domain(const schema::Domain& domain, After after) { made_.set(Kind::Type, domain.schema, domain.name, after); }
    void sequence(const std::string& name) {
        made_.touch(name);
        made_.describe(name);
    }
    void view(const schema::View& view, After after) {
        made_.touch(view.name);
        made_.set(Kind::Table, view.schema, view.name, after);
        for (const schema::Index& index : view.indexes)
            index_of(index, after);
    }
    void routine(const schema::Routine& routine) {
        made_.describe(routine.name);
        if (!routine.table.empty())
            made_.describe(routine.table);
        made_.changes_routine = made_.changes_routine || routine.table.empty();
    }

    const std::string& dialect_;
    Effects made_;
};

} // namespace

void Effects::touch(const std::string& relation, const std::set<std::string>& columns) {
    auto& known = relations.try_emplace(relation, std::set<std::string>()).first->second;
    if (known)
        known->insert(columns.begin(), columns.end());
}

void Effects::describe(const std::string& name) {
    schema_change = true;
    described.insert(name);
}

void Effects::describe(const std::set<std::string>& names) {
    schema_change = true;
    described.insert(names.begin(), names.end());
}

void Effects::set(Presence::Kind kind, const std::string& schema, const std::string& name, Presence::After after) {
    presences.push_back({kind, schema, name, after});
    describe(name);
}

void Effects::add(Effects other) {
    anything = anything || other.anything;
    schema_change = schema_change || other.schema_change;
    makes_trigger = makes_trigger || other.makes_trigger;
    changes_routine = changes_routine || other.changes_routine;
    for (const auto& [relation, columns] : other.relations) {
        if (columns)
            touch(relation, *columns);
        else
            touch(relation);
    }
    std::move(other.followers.begin(), other.followers.end(), std::back_inserter(followers));
    described.merge(other.described);
    renamed.merge(other.renamed);
    std::move(other.presences.begin(), other.presences.end(), std::back_inserter(presences));
}

Effects effects_of(const schema::Change& change, const std::string& dialect) {
    OfChange of(dialect);
    std::visit(of, change);
    return of.take();
}

Effects effects_on_rows(const std::string& table) {
    Effects effects;
    effects.touch(table);
    return effects;
}

void tell_effects(Statements& statements, const schema::Change& change, Connection* connection) {
    if (!connection || !connection->only_plans() || statements.empty())
        return;
    const auto effects = std::make_shared<const Effects>(effects_of(change, connection->dialect().name()));
    for (Statement& statement : statements)
        statement.effects = effects;
}

void tell_effects_on_rows(Statement& statement, const std::string& table, Connection* connection) {
    if (connection && connection->only_plans())
        statement.effects = std::make_shared<const Effects>(effects_on_rows(table));
}

} // namespace limbeck::dialects
