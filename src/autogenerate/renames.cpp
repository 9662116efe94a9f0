#include "autogenerate/comparing.hpp"
#include "autogenerate/identifiers.hpp"
#include "autogenerate/sameness.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <set>

namespace limbeck::autogenerate {

namespace {

/// The names in info={"renamed_from": …}: one or a list.
std::vector<std::string> former_names(const Map& info) {
    const Value* said = info.find("renamed_from");
    if (!said)
        return {};
    if (const auto* name = said->get_if<std::string>())
        return {*name};
    std::vector<std::string> names;
    if (const auto* list = said->get_if<List>())
        for (const Value& item : *list)
            if (const auto* name = item.get_if<std::string>())
                names.push_back(*name);
    return names;
}

void replace(std::vector<std::string>& names, const std::string& old_name, const std::string& new_name) {
    std::replace(names.begin(), names.end(), old_name, new_name);
}

void rename_in(Map& options, const std::string& old_name, const std::string& new_name) {
    Map renamed;
    for (const auto& [key, value] : options.entries()) {
        Value changed = with_name(value, old_name, new_name);
        // Columns that an index includes, and operator classes by column.
        if (auto* list = value.get_if<List>()) {
            List names;
            for (const Value& item : *list)
                names.push_back(item == Value(old_name) ? Value(new_name) : with_name(item, old_name, new_name));
            changed = std::move(names);
        } else if (const auto* map = value.get_if<Map>(); map && !map->find("node")) {
            Map by_column;
            for (const auto& [column, item] : map->entries())
                by_column.set(column == old_name ? new_name : column, item);
            changed = std::move(by_column);
        }
        renamed.set(key, std::move(changed));
    }
    options = std::move(renamed);
}

/// A column gets its new name in all that its own table says.
struct RenameColumnIn {
    const std::string& old_name;
    const std::string& new_name;

    void operator()(schema::PrimaryKey& key) const { list(key); }
    void operator()(schema::Unique& unique) const { list(unique); }
    void operator()(schema::ForeignKey& key) const { list(key); }
    void operator()(schema::Check& check) const {
        list(check);
        check.sqltext = with_name(check.sqltext, old_name, new_name);
    }
    void operator()(schema::Exclude& exclude) const {
        for (schema::Exclude::Element& element : exclude.elements)
            element.expression = with_name(element.expression, old_name, new_name);
        exclude.where = with_name(exclude.where, old_name, new_name);
        rename_in(exclude.options, old_name, new_name);
    }

  private:
    template <class Constraint> void list(Constraint& constraint) const {
        replace(constraint.columns, old_name, new_name);
        rename_in(constraint.options, old_name, new_name);
    }
};

class Renaming {
  public:
    Renaming(const schema::Schema& database, const Target& target, const CompareOptions& options)
        : database_(database), target_(target), options_(options) {}

    Renamed take() {
        std::vector<std::pair<std::string, std::string>> columns;
        for (const auto& [old_name, new_name] : options_.renames)
            if (!stated_table(old_name, new_name))
                columns.emplace_back(old_name, new_name);
        for (const schema::Table& table : target_.declared.tables)
            for (const std::string& name : former_names(table.info))
                rename_table(key(table.schema, name), table.name);
        for (const auto& [old_name, new_name] : columns)
            if (!stated_column(old_name, new_name) && !is_label(old_name, new_name))
                fail("The rename " + old_name + ":" + new_name + " fits nothing", "",
                     "The old name is that of a table, or table.column, in the database; the new one is in the models "
                     "and not in the database.");
        for (const schema::Table& table : target_.declared.tables)
            for (const schema::Column& column : table.columns)
                for (const std::string& name : former_names(column.info))
                    rename_column(key(table.schema, table.name), name, column.name);
        return {std::move(copy_), std::move(steps_)};
    }

  private:
    Key key(const std::string& schema, const std::string& name) const {
        return {schema == options_.default_schema ? std::string() : schema, name};
    }

    schema::Schema& copy() {
        if (!copied_)
            copy_ = database_;
        copied_ = true;
        return copy_;
    }
    const schema::Schema& now() const { return copied_ ? copy_ : database_; }

    const schema::Table* find(const schema::Schema& schema, const Key& name) const {
        for (const schema::Table& table : schema.tables)
            if (key(table.schema, table.name) == name)
                return &table;
        return nullptr;
    }

    bool stated_table(const std::string& old_name, const std::string& new_name) {
        const std::size_t dot = old_name.rfind('.');
        const bool qualified = dot != std::string::npos;
        // "app.users:app.people" says the schema twice.
        const std::size_t new_dot = new_name.rfind('.');
        const std::string plain = new_dot == std::string::npos ? new_name : new_name.substr(new_dot + 1);
        if (rename_table(key("", old_name), plain))
            return true;
        return qualified && rename_table(key(old_name.substr(0, dot), old_name.substr(dot + 1)), plain);
    }

    bool stated_column(const std::string& old_name, const std::string& new_name) {
        const std::size_t dot = old_name.rfind('.');
        if (dot == std::string::npos)
            return false;
        const std::string table = old_name.substr(0, dot), column = old_name.substr(dot + 1);
        const std::size_t new_dot = new_name.rfind('.');
        const std::string plain = new_dot == std::string::npos ? new_name : new_name.substr(new_dot + 1);
        if (rename_column(key("", table), column, plain))
            return true;
        const std::size_t schema_dot = table.find('.');
        return schema_dot != std::string::npos &&
               rename_column(key(table.substr(0, schema_dot), table.substr(schema_dot + 1)), column, plain);
    }

    /// Those are taken up where enum types are compared.
    bool is_label(const std::string& old_name, const std::string& new_name) const {
        for (const schema::EnumType& type : database_.enums)
            for (const std::string& label : type.labels)
                if (dotted(key(type.schema, type.name)) + "." + label == old_name) {
                    for (const schema::EnumType& wanted : target_.declared.enums)
                        if (key(wanted.schema, wanted.name) == key(type.schema, type.name))
                            return std::find(wanted.labels.begin(), wanted.labels.end(), new_name) !=
                                   wanted.labels.end();
                }
        return false;
    }

    bool rename_table(const Key& old_key, const std::string& new_name) {
        const Key new_key(old_key.first, new_name);
        if (!find(now(), old_key) || find(now(), new_key) || !find(target_.declared, new_key) ||
            find(target_.declared, old_key))
            return false;
        for (schema::Table& table : copy().tables) {
            if (key(table.schema, table.name) == old_key) {
                steps_.push_back({{}, {}, schema::RenameTable{table.schema, table.name, new_name}});
                table.name = new_name;
                for (schema::Index& index : table.indexes)
                    index.table = new_name;
            }
            for (schema::Constraint& constraint : table.constraints)
                if (auto* foreign = std::get_if<schema::ForeignKey>(&constraint))
                    if (key(foreign->referred_schema, foreign->referred_table) == old_key)
                        foreign->referred_table = new_name;
        }
        return true;
    }

    bool rename_column(const Key& table_key, const std::string& old_name, const std::string& new_name) {
        const schema::Table* existing = find(now(), table_key);
        const schema::Table* declared = find(target_.declared, table_key);
        if (!existing || !declared || !existing->column(old_name) || existing->column(new_name) ||
            !declared->column(new_name) || declared->column(old_name))
            return false;
        for (schema::Table& table : copy().tables) {
            const bool is_it = key(table.schema, table.name) == table_key;
            for (schema::Constraint& constraint : table.constraints) {
                if (is_it)
                    std::visit(RenameColumnIn{old_name, new_name}, constraint);
                if (auto* foreign = std::get_if<schema::ForeignKey>(&constraint))
                    if (key(foreign->referred_schema, foreign->referred_table) == table_key)
                        replace(foreign->referred_columns, old_name, new_name);
            }
            if (is_it)
                rename_in_table(table, old_name, new_name);
        }
        return true;
    }

    void rename_in_table(schema::Table& table, const std::string& old_name, const std::string& new_name) {
        for (schema::Column& column : table.columns) {
            if (column.name == old_name) {
                schema::AlterColumn change;
                change.schema = key(table.schema, "").first;
                change.table = table.name;
                change.column = old_name;
                change.new_name = new_name;
                change.existing_type = column.type;
                change.existing_nullable = column.nullable;
                change.existing_identity = column.identity;
                change.existing_computed = column.computed;
                if (!column.identity && !column.computed)
                    change.existing_server_default = column.server_default;
                change.existing_comment = column.comment;
                steps_.push_back({change.schema, change.table, change});
                column.name = new_name;
            }
            if (column.computed)
                column.computed->sqltext = with_name(column.computed->sqltext, old_name, new_name);
        }
        for (schema::Index& index : table.indexes) {
            for (schema::Index::Element& element : index.elements) {
                if (element.column == old_name)
                    element.column = new_name;
                element.expression = with_name(element.expression, old_name, new_name);
            }
            for (auto& [dialect, condition] : index.where)
                condition = with_name(condition, old_name, new_name);
            rename_in(index.options, old_name, new_name);
        }
    }

    const schema::Schema& database_;
    const Target& target_;
    const CompareOptions& options_;
    schema::Schema copy_;
    bool copied_ = false;
    std::vector<Step> steps_;
};

bool look_alike(const schema::Column& left, const schema::Column& right) {
    return same_type(left.type, right.type) && left.nullable == right.nullable &&
           same_expression(left.server_default, right.server_default) && same_identity(left.identity, right.identity) &&
           left.computed.has_value() == right.computed.has_value();
}

/// Most columns of each are in the other, with the same types.
bool look_alike(const schema::Table& left, const schema::Table& right) {
    const auto common = static_cast<std::size_t>(
        std::count_if(left.columns.begin(), left.columns.end(), [&](const schema::Column& column) {
            const schema::Column* other = right.column(column.name);
            return other && same_type(column.type, other->type);
        }));
    return common > 1 && common * 3 >= left.columns.size() * 2 && common * 3 >= right.columns.size() * 2;
}

const schema::Table* stored_table(const Comparing& comparing, const Key& key) {
    for (const schema::Table& table : comparing.target.stored.tables)
        if (comparing.key(table.schema, table.name) == key)
            return &table;
    return nullptr;
}

} // namespace

Renamed rename(const schema::Schema& database, const Target& target, const CompareOptions& options) {
    return Renaming(database, target, options).take();
}

std::vector<PossibleRename> look_alikes(const Comparing& comparing) {
    std::map<Key, std::vector<const schema::Column*>> dropped, added;
    std::vector<const schema::Table*> dropped_tables, created_tables;
    for (const Step& step : comparing.steps) {
        if (const auto* drop = std::get_if<schema::DropColumn>(&step.change)) {
            dropped[{step.schema, step.table}].push_back(&drop->column);
        } else if (const auto* add = std::get_if<schema::AddColumn>(&step.change)) {
            const schema::Table* table = stored_table(comparing, {step.schema, step.table});
            if (const schema::Column* column = table ? table->column(add->table.columns.front().name) : nullptr)
                added[{step.schema, step.table}].push_back(column);
        } else if (const auto* gone = std::get_if<schema::DropTable>(&step.change)) {
            dropped_tables.push_back(&gone->table);
        } else if (const auto* made = std::get_if<schema::CreateTable>(&step.change)) {
            if (const schema::Table* table =
                    stored_table(comparing, comparing.key(made->table.schema, made->table.name)))
                created_tables.push_back(table);
        }
    }
    std::vector<PossibleRename> found;
    for (const schema::Table* old_table : dropped_tables)
        for (const schema::Table* new_table : created_tables) {
            const Key from = comparing.key(old_table->schema, old_table->name);
            const Key to = comparing.key(new_table->schema, new_table->name);
            if (from.first == to.first && look_alike(*old_table, *new_table))
                found.push_back({from.first, {}, from.second, to.second, false});
        }
    for (const auto& [table, columns] : dropped) {
        const auto others = added.find(table);
        if (others == added.end())
            continue;
        for (const schema::Column* old_column : columns)
            for (const schema::Column* new_column : others->second)
                if (old_column->name != new_column->name && look_alike(*old_column, *new_column))
                    found.push_back({table.first, table.second, old_column->name, new_column->name, true});
    }
    return found;
}

} // namespace limbeck::autogenerate
