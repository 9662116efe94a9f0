#include "schema/changes.hpp"

#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::schema {

namespace {

std::string qualified(const std::string& schema, const std::string& name) {
    return schema.empty() ? name : schema + "." + name;
}

[[noreturn]] void not_known(const std::string& operation, const std::string& missing) {
    fail("The way back from " + operation + " is not known: it does not say " + missing, "",
         "write that part of downgrade() by hand");
}

const char* kind_of(const Constraint& constraint) {
    struct Kind {
        const char* operator()(const PrimaryKey&) const { return "primary"; }
        const char* operator()(const Unique&) const { return "unique"; }
        const char* operator()(const ForeignKey&) const { return "foreignkey"; }
        const char* operator()(const Check&) const { return "check"; }
        const char* operator()(const Exclude&) const { return ""; }
    };
    return std::visit(Kind(), constraint);
}

/// What gives a column its values: one of these, or none.
struct Source {
    sql::ExpressionPtr server_default;
    std::optional<Identity> identity;
    std::optional<Computed> computed;
};

class Reverse {
  public:
    Change operator()(const CreateTable& op) const { return DropTable{op.table, op.if_not_exists}; }
    Change operator()(const DropTable& op) const {
        if (op.table.columns.empty())
            not_known("drop_table of '" + qualified(op.table.schema, op.table.name) + "'", "the table's columns");
        return CreateTable{op.table, op.if_exists};
    }
    Change operator()(const RenameTable& op) const { return RenameTable{op.schema, op.new_name, op.old_name}; }
    Change operator()(const TableComment& op) const {
        if (!op.existing_comment)
            not_known("a comment on table '" + qualified(op.schema, op.table) + "'", "existing_comment");
        return TableComment{op.schema, op.table, *op.existing_comment, op.comment};
    }

    Change operator()(const AddColumn& op) const {
        if (op.table.columns.size() != 1)
            not_known("add_column to '" + qualified(op.table.schema, op.table.name) + "'", "its column");
        DropColumn drop;
        drop.schema = op.table.schema;
        drop.table = op.table.name;
        drop.column = op.table.columns.front();
        drop.if_exists = op.if_not_exists;
        drop.options = op.drop_options;
        drop.constraints = op.table.constraints;
        drop.indexes = op.table.indexes;
        drop.inline_references = op.inline_references;
        drop.inline_primary_key = op.inline_primary_key;
        drop.insert_before = op.insert_before;
        drop.insert_after = op.insert_after;
        return drop;
    }
    Change operator()(const DropColumn& op) const {
        if (!op.column.type)
            not_known("drop_column of '" + qualified(op.schema, op.table) + "." + op.column.name + "'",
                      "the column's type");
        AddColumn add;
        add.table.schema = op.schema;
        add.table.name = op.table;
        add.table.columns = {op.column};
        add.table.constraints = op.constraints;
        add.table.indexes = op.indexes;
        add.if_not_exists = op.if_exists;
        add.inline_references = op.inline_references;
        add.inline_primary_key = op.inline_primary_key;
        add.insert_before = op.insert_before;
        add.insert_after = op.insert_after;
        add.drop_options = op.options;
        return add;
    }

    Change operator()(const AlterColumn& op) const {
        AlterColumn back = op;
        if (op.new_name) {
            back.column = *op.new_name;
            back.new_name = op.column;
        }
        swap(op, back.type, back.existing_type, "existing_type");
        swap(op, back.nullable, back.existing_nullable, "existing_nullable");
        swap(op, back.autoincrement, back.existing_autoincrement, "existing_autoincrement");
        swap(op, back.comment, back.existing_comment, "existing_comment");
        if (op.server_default || op.identity || op.computed)
            swap_source(op, back);
        if (!op.reverse_options && !op.options.entries().empty())
            not_known(name_of(op), "what its option '" + op.options.entries().front().first + "' is on that way");
        back.options = op.reverse_options.value_or(Map());
        back.reverse_options.reset();
        if (op.reverse_options)
            back.reverse_options = op.options;
        return back;
    }

    Change operator()(const CreateIndex& op) const { return DropIndex{op.index, op.if_not_exists}; }
    Change operator()(const DropIndex& op) const {
        if (op.index.elements.empty())
            not_known("drop_index of '" + op.index.name.text.value_or("") + "'", "what the index is on");
        return CreateIndex{op.index, op.if_exists};
    }

    Change operator()(const AddConstraint& op) const {
        DropConstraint drop;
        drop.schema = op.schema;
        drop.table = op.table;
        drop.name = schema::name_of(op.constraint);
        drop.kind = kind_of(op.constraint);
        drop.dropped = op.constraint;
        return drop;
    }
    Change operator()(const DropConstraint& op) const {
        if (!op.dropped)
            not_known("drop_constraint of '" + op.name.text.value_or("") + "' on table '" +
                          qualified(op.schema, op.table) + "'",
                      "what the constraint was");
        return AddConstraint{op.schema, op.table, *op.dropped};
    }

    Change operator()(const CreateEnum& op) const { return DropEnum{op.type, op.checkfirst}; }
    Change operator()(const DropEnum& op) const {
        if (!op.type.labels || op.type.labels->labels.empty())
            not_known("dropping the enum type '" + qualified(op.type.schema, op.type.type_name) + "'", "its labels");
        return CreateEnum{op.type, op.checkfirst};
    }
    Change operator()(const AlterEnum& op) const {
        if (op.existing_labels.empty())
            not_known("a change of the enum type '" + qualified(op.schema, op.name) + "'", "its existing_labels");
        AlterEnum back = op;
        std::swap(back.labels, back.existing_labels);
        back.renamed.clear();
        for (auto pair = op.renamed.rbegin(); pair != op.renamed.rend(); ++pair)
            back.renamed.emplace_back(pair->second, pair->first);
        return back;
    }

    Change operator()(const CreateSequence& op) const { return DropSequence{op.sequence, op.if_not_exists}; }
    Change operator()(const DropSequence& op) const { return CreateSequence{op.sequence, op.if_exists}; }
    Change operator()(const AlterSequence& op) const { return AlterSequence{op.existing, op.sequence}; }

    Change operator()(const CreateDomain& op) const { return DropDomain{op.domain}; }
    Change operator()(const DropDomain& op) const {
        if (!op.domain.type)
            not_known("dropping the domain '" + qualified(op.domain.schema, op.domain.name) + "'", "its type");
        return CreateDomain{op.domain};
    }
    Change operator()(const AlterDomain& op) const { return AlterDomain{op.existing, op.domain}; }

    Change operator()(const CreateView& op) const {
        if (op.existing)
            return CreateView{*op.existing, op.replace, op.view};
        if (op.replace)
            not_known("replacing the view '" + qualified(op.view.schema, op.view.name) + "'", "the existing one");
        return DropView{op.view};
    }
    Change operator()(const DropView& op) const {
        if (op.view.definition.empty())
            not_known("dropping the view '" + qualified(op.view.schema, op.view.name) + "'", "its definition");
        return CreateView{op.view, false, std::nullopt};
    }

    Change operator()(const CreateRoutine& op) const {
        if (op.existing)
            return CreateRoutine{*op.existing, op.replace, op.routine};
        if (op.replace)
            not_known("replacing '" + qualified(op.routine.schema, op.routine.name) + "'", "the existing one");
        return DropRoutine{op.routine};
    }
    Change operator()(const DropRoutine& op) const {
        if (op.routine.definition.empty())
            not_known("dropping '" + qualified(op.routine.schema, op.routine.name) + "'", "its definition");
        return CreateRoutine{op.routine, false, std::nullopt};
    }

    Change operator()(const CreateExtension& op) const { return DropExtension{op.extension}; }
    Change operator()(const DropExtension& op) const { return CreateExtension{op.extension}; }

  private:
    static std::string name_of(const AlterColumn& op) {
        return "alter_column of '" + qualified(op.schema, op.table) + "." + op.column + "'";
    }

    /// What was set is what exists on the way back. An unchanged attribute keeps what is known of it.
    template <class Attribute>
    static void swap(const AlterColumn& op, Attribute& attribute, Attribute& existing, const char* name) {
        if (!attribute)
            return;
        if (!existing)
            not_known(name_of(op), name);
        std::swap(attribute, existing);
    }

    static void swap_source(const AlterColumn& op, AlterColumn& back) {
        if (!op.existing_server_default && !op.existing_identity && !op.existing_computed)
            not_known(name_of(op), "existing_server_default");
        const Source before{op.existing_server_default.value_or(nullptr), op.existing_identity, op.existing_computed};
        const Source after{op.server_default.value_or(nullptr), op.identity.value_or(std::nullopt),
                           op.computed.value_or(std::nullopt)};
        back.server_default.reset();
        back.identity.reset();
        back.computed.reset();
        if (before.identity || after.identity)
            back.identity = before.identity;
        if (before.computed || after.computed)
            back.computed = before.computed;
        if (before.server_default || after.server_default || (!back.identity && !back.computed))
            back.server_default = before.server_default;

        back.existing_server_default.reset();
        back.existing_identity = after.identity;
        back.existing_computed = after.computed;
        if (after.server_default || (!after.identity && !after.computed))
            back.existing_server_default = after.server_default;
    }
};

} // namespace

Change reverse(const Change& change) {
    return std::visit(Reverse(), change);
}

} // namespace limbeck::schema
