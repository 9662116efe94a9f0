#include "autogenerate/constraint_names.hpp"

#include "dialects/dialect.hpp"

#include <set>
#include <string>
#include <variant>

namespace limbeck::autogenerate {

namespace {

/// All columns are told, for two constraints may begin with the same one.
const schema::NamingConvention& convention() {
    static const schema::NamingConvention names = {
        {"fk", "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s"},
        {"pk", "pk_%(table_name)s"},
        {"uq", "uq_%(table_name)s_%(column_0_N_name)s"},
    };
    return names;
}

const char* kind_of(const schema::Constraint& constraint) {
    struct Kind {
        const char* operator()(const schema::PrimaryKey&) const { return "pk"; }
        const char* operator()(const schema::Unique&) const { return "uq"; }
        const char* operator()(const schema::ForeignKey&) const { return "fk"; }
        const char* operator()(const schema::Check&) const { return "ck"; }
        const char* operator()(const schema::Exclude&) const { return ""; }
    };
    return std::visit(Kind(), constraint);
}

class Names {
  public:
    Names(std::vector<Group>& groups, const dialects::Dialect& dialect, const schema::Schema& there)
        : groups_(groups), dialect_(dialect) {
        for (const schema::Table& table : there.tables)
            for (const schema::Constraint& constraint : table.constraints)
                taken_.insert(schema::name_of(constraint).text.value_or(""));
        for (const Group& group : groups)
            for (const schema::Change& change : group.changes)
                if (const auto* add = std::get_if<schema::AddConstraint>(&change))
                    taken_.insert(schema::name_of(add->constraint).text.value_or(""));
    }

    void give() {
        for (Group& group : groups_)
            for (schema::Change& change : group.changes) {
                if (auto* add = std::get_if<schema::AddConstraint>(&change)) {
                    if (!schema::name_of(add->constraint).text)
                        schema::name_of(add->constraint) = new_name(*add);
                } else if (auto* drop = std::get_if<schema::DropConstraint>(&change)) {
                    if (!drop->name.text && drop->dropped)
                        drop->name = name_by_convention(*drop->dropped, drop->schema, drop->table);
                }
            }
    }

  private:
    schema::Name name_by_convention(schema::Constraint constraint, const std::string& schema,
                                    const std::string& table) const {
        schema::apply_naming_convention(constraint, schema, table, convention(),
                                        dialect_.facts().max_identifier_length);
        return schema::name_of(constraint);
    }

    /// That of a check is made of its column, as PostgreSQL does it.
    schema::Name new_name(const schema::AddConstraint& add) {
        std::string base = name_by_convention(add.constraint, add.schema, add.table).text.value_or("");
        if (const auto* check = std::get_if<schema::Check>(&add.constraint)) {
            base = "ck_" + add.table;
            for (const std::string& column : check->columns)
                base += "_" + column;
        }
        std::string name = base;
        for (int number = 1; !taken_.insert(name).second; ++number)
            name = base + std::to_string(number);
        return schema::Name(name, true);
    }

    std::vector<Group>& groups_;
    const dialects::Dialect& dialect_;
    std::set<std::string> taken_;
};

} // namespace

void name_for_batch(std::vector<Group>& groups, const dialects::Dialect& dialect, const schema::Schema& there) {
    if (!dialect.facts().alters_tables)
        Names(groups, dialect, there).give();
}

schema::NamingConvention naming_convention_of(const Group& group) {
    schema::NamingConvention names;
    for (const schema::Change& change : group.changes) {
        const auto* drop = std::get_if<schema::DropConstraint>(&change);
        if (!drop || !drop->name.text || !drop->dropped || schema::name_of(*drop->dropped).text)
            continue;
        if (const auto found = convention().find(kind_of(*drop->dropped)); found != convention().end())
            names.insert(*found);
    }
    return names;
}

} // namespace limbeck::autogenerate
