#include "dialects/postgresql/schema_mapper.hpp"

#include "sql/expression.hpp"
#include "sql/plain.hpp"

#include <utility>

namespace limbeck::dialects::postgresql {

namespace {

constexpr const char* texts[] = {"postgresql_partition_by", "postgresql_partition_bound"};
constexpr const char* tables[] = {"postgresql_inherits", "postgresql_partition_of"};

} // namespace

void SchemaMapper::map(schema::Type& type) const {
    type.item ? map(type.item) : void();
    for (auto& [dialect, variant] : type.variants)
        map(variant);
    if (!type.spec.empty())
        type.spec = text(type.spec);
    const bool is_named = type.labels ? type.labels->native_enum : type.name == "DOMAIN";
    if (!is_named || !names_.has_thing(type.schema, type.type_name))
        return;
    type.schema = place_of_(type.schema);
    if (type.labels)
        type.labels->inherit_schema = false;
}

void SchemaMapper::map(schema::TypePtr& type) const {
    if (!type)
        return;
    auto changed = std::make_shared<schema::Type>(*type);
    map(*changed);
    type = std::move(changed);
}

/// A node's schema, its SQL text, and what it holds; a value of a bind is none of these.
Value SchemaMapper::mapped(const Value& plain) const {
    if (const List* list = plain.get_if<List>()) {
        List changed;
        for (const Value& item : *list)
            changed.push_back(mapped(item));
        return changed;
    }
    const Map* map = plain.get_if<Map>();
    if (!map)
        return plain;
    const std::string kind = text_field(*map, "node");
    Map changed;
    for (const auto& [key, value] : map->entries()) {
        const std::string* words = value.get_if<std::string>();
        const bool is_text = words && ((kind == "text" && key == "text") || (kind == "ddl" && key == "text") ||
                                       (kind == "column" && key == "name" && bool_field(*map, "literal")));
        if (is_text)
            changed.set(key, text(*words));
        else if (words && key == "schema" && names_.actual(*words))
            changed.set(key, place_of_(*words));
        else if (key == "value")
            changed.set(key, value);
        else
            changed.set(key, mapped(value));
    }
    return changed;
}

void SchemaMapper::map(sql::ExpressionPtr& expression) const {
    if (!expression)
        return;
    if (const auto* words = expression->get_if<sql::Text>(); words && words->binds.empty()) {
        if (std::string changed = text(words->text); changed != words->text)
            expression = sql::text(std::move(changed));
        return;
    }
    expression = sql::from_plain(mapped(sql::to_plain(*expression)));
}

void SchemaMapper::map_options(Map& options) const {
    for (const char* name : texts)
        if (const Value* option = options.find(name); option && option->get_if<std::string>())
            options.set(name, text(option->as_text()));
    for (const char* name : tables) {
        const Value* option = options.find(name);
        if (!option || option->is_null())
            continue;
        const auto table = [&](const Value& value) {
            const Map* map = value.get_if<Map>();
            return Value(Map{{"schema", place_of_(map ? text_field(*map, "schema") : "")},
                             {"name", map ? text_field(*map, "name") : value.as_text()}});
        };
        if (const List* list = option->get_if<List>()) {
            List changed;
            for (const Value& value : *list)
                changed.push_back(table(value));
            options.set(name, std::move(changed));
        } else {
            options.set(name, table(*option));
        }
    }
    if (const Value* classes = options.find("postgresql_ops"); classes && classes->get_if<Map>()) {
        Map changed;
        for (const auto& [key, value] : classes->as_map().entries())
            changed.set(text(key), text(value.as_text()));
        options.set("postgresql_ops", std::move(changed));
    }
}

void SchemaMapper::map(schema::Column& column) const {
    map(column.type);
    map(column.server_default);
    if (column.computed)
        map(column.computed->sqltext);
    if (column.sequence)
        map(*column.sequence);
}

void SchemaMapper::map(schema::Constraint& constraint) const {
    if (auto* key = std::get_if<schema::ForeignKey>(&constraint)) {
        key->referred_schema = place_of_(key->referred_schema);
    } else if (auto* check = std::get_if<schema::Check>(&constraint)) {
        map(check->sqltext);
    } else if (auto* exclude = std::get_if<schema::Exclude>(&constraint)) {
        for (schema::Exclude::Element& element : exclude->elements) {
            map(element.expression);
            element.operator_ = text(element.operator_);
            element.ops = text(element.ops);
        }
        map(exclude->where);
    }
}

void SchemaMapper::map(schema::Index& index) const {
    index.schema = place_of_(index.schema);
    for (schema::Index::Element& element : index.elements)
        map(element.expression);
    for (auto& [dialect, condition] : index.where)
        map(condition);
    map_options(index.options);
}

void SchemaMapper::map(schema::Table& table) const {
    table.schema = place_of_(table.schema);
    for (schema::Column& column : table.columns)
        map(column);
    for (schema::Constraint& constraint : table.constraints)
        map(constraint);
    for (schema::Index& index : table.indexes)
        map(index);
    map_options(table.options);
}

void SchemaMapper::map(schema::EnumType& type) const {
    type.schema = place_of_(type.schema);
}

void SchemaMapper::map(schema::Domain& domain) const {
    domain.schema = place_of_(domain.schema);
    map(domain.type);
    map(domain.server_default);
    for (schema::Check& check : domain.checks)
        map(check.sqltext);
}

void SchemaMapper::map(schema::Sequence& sequence) const {
    sequence.schema = place_of_(sequence.schema);
}

void SchemaMapper::map(schema::View& view) const {
    view.schema = place_of_(view.schema);
    view.definition = text(view.definition);
    for (schema::Index& index : view.indexes)
        map(index);
    map_options(view.options);
}

void SchemaMapper::map(schema::Routine& routine) const {
    routine.schema = place_of_(routine.schema);
    routine.signature = text(routine.signature);
    routine.definition = text(routine.definition);
}

void SchemaMapper::map(schema::Change& change) const {
    struct Visitor {
        const SchemaMapper& mapper;
        void schema(std::string& name) const { name = mapper.schema(name); }

        void operator()(schema::CreateTable& op) const { mapper.map(op.table); }
        void operator()(schema::DropTable& op) const { mapper.map(op.table); }
        void operator()(schema::RenameTable& op) const { schema(op.schema); }
        void operator()(schema::TableComment& op) const { schema(op.schema); }
        void operator()(schema::AddColumn& op) const { mapper.map(op.table); }
        void operator()(schema::DropColumn& op) const {
            schema(op.schema);
            mapper.map(op.column);
        }
        void operator()(schema::AlterColumn& op) const {
            schema(op.schema);
            mapper.map(op.type);
            mapper.map(op.existing_type);
            if (op.server_default)
                mapper.map(*op.server_default);
            if (op.existing_server_default)
                mapper.map(*op.existing_server_default);
            if (op.computed && *op.computed)
                mapper.map((*op.computed)->sqltext);
            if (op.existing_computed)
                mapper.map(op.existing_computed->sqltext);
            if (const Value* using_ = op.options.find("postgresql_using"); using_ && using_->get_if<std::string>())
                op.options.set("postgresql_using", mapper.text(using_->as_text()));
        }
        void operator()(schema::CreateIndex& op) const { mapper.map(op.index); }
        void operator()(schema::DropIndex& op) const { mapper.map(op.index); }
        void operator()(schema::AddConstraint& op) const {
            schema(op.schema);
            mapper.map(op.constraint);
        }
        void operator()(schema::DropConstraint& op) const { schema(op.schema); }
        void operator()(schema::CreateEnum& op) const { mapper.map(op.type); }
        void operator()(schema::DropEnum& op) const { mapper.map(op.type); }
        void operator()(schema::AlterEnum& op) const {
            schema(op.schema);
            for (schema::AlterEnum::User& user : op.users) {
                schema(user.schema);
                mapper.map(user.server_default);
            }
        }
        void operator()(schema::CreateSequence& op) const { mapper.map(op.sequence); }
        void operator()(schema::DropSequence& op) const { mapper.map(op.sequence); }
        void operator()(schema::AlterSequence& op) const {
            mapper.map(op.sequence);
            mapper.map(op.existing);
        }
        void operator()(schema::CreateDomain& op) const { mapper.map(op.domain); }
        void operator()(schema::DropDomain& op) const { mapper.map(op.domain); }
        void operator()(schema::AlterDomain& op) const {
            mapper.map(op.domain);
            mapper.map(op.existing);
        }
        void operator()(schema::CreateView& op) const {
            mapper.map(op.view);
            if (op.existing)
                mapper.map(*op.existing);
        }
        void operator()(schema::DropView& op) const { mapper.map(op.view); }
        void operator()(schema::CreateRoutine& op) const {
            mapper.map(op.routine);
            if (op.existing)
                mapper.map(*op.existing);
        }
        void operator()(schema::DropRoutine& op) const { mapper.map(op.routine); }
        // Extensions are where they are.
        void operator()(schema::CreateExtension&) const {}
        void operator()(schema::DropExtension&) const {}
    };
    std::visit(Visitor{*this}, change);
}

} // namespace limbeck::dialects::postgresql
