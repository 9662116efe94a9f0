#include "dialects/postgresql/stored_tables.hpp"

#include "dialects/dialect.hpp"
#include "dialects/postgresql/ddl_writer.hpp"
#include "dialects/postgresql/grammar.hpp"
#include "dialects/postgresql/object_names.hpp"
#include "dialects/postgresql/scanning.hpp"
#include "dialects/postgresql/schema_mapper.hpp"
#include "dialects/reflected_text.hpp"
#include "dialects/scratch.hpp"
#include "sql/expression.hpp"
#include "support/words.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <limbeck/error.hpp>
#include <map>
#include <set>
#include <utility>

namespace limbeck::dialects::postgresql {

using support::lower;

namespace {

constexpr std::size_t widest = 1000; ///< columns; PostgreSQL allows 1600 where they are small

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

/// Storage parameters as the catalogue tells them: as text.
Value stored_parameters(const Value& given) {
    if (!given.get_if<Map>())
        return given;
    Map stored;
    for (const auto& [name, value] : given.as_map().entries())
        stored.set(lower(name), lower(plain_text(value)));
    return stored;
}

/// Options that are set, but for those that only say how a statement runs.
Map set_options(const Map& given) {
    Map options;
    for (const auto& [name, value] : given.entries())
        if (name.starts_with("postgresql_") && is_set(given, name) && name != "postgresql_concurrently")
            options.set(name, name == "postgresql_with" ? stored_parameters(value) : value);
    return options;
}

void set_names(Map& options, const char* name) {
    if (const Value* given = option(options, name)) {
        List list;
        for (std::string& column : names_in(*given))
            list.emplace_back(std::move(column));
        options.set(name, std::move(list));
    }
}

std::optional<std::string> stored_comment(const std::optional<std::string>& comment) {
    return comment && !comment->empty() ? comment : std::nullopt;
}

schema::Deferral stored_deferral(const schema::Deferral& given) {
    schema::Deferral stored;
    const bool deferred = given.initially && upper(*given.initially) == "DEFERRED";
    if (given.deferrable.value_or(false) || deferred)
        stored.deferrable = true;
    if (deferred)
        stored.initially = "DEFERRED";
    return stored;
}

schema::Name stored_name(const schema::Name& given) {
    return given.text ? schema::Name(schema::shortened(*given.text, 63), true) : schema::Name();
}

/// "on delete" and the like as the catalogue tells it; nothing for NO ACTION.
std::optional<std::string> stored_action(const std::optional<std::string>& given) {
    if (!given)
        return std::nullopt;
    const std::size_t columns = given->find('(');
    std::string action;
    for (const char c : upper(given->substr(0, columns)))
        if (!std::isspace(static_cast<unsigned char>(c)))
            action += c;
        else if (!action.empty() && action.back() != ' ')
            action += ' ';
    while (action.ends_with(' '))
        action.pop_back();
    if (action == "NO ACTION")
        return std::nullopt;
    if (columns == std::string::npos)
        return action;
    // SET NULL (a, "B")
    std::string names, name;
    bool quoted = false;
    for (const char c : given->substr(columns + 1)) {
        if (c == '"')
            quoted = !quoted;
        if (!quoted && (c == ',' || c == ')')) {
            names += (names.empty() ? "" : ", ") + name;
            name.clear();
        } else if (quoted || c == '"') {
            name += c;
        } else if (!std::isspace(static_cast<unsigned char>(c))) {
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    return action + " (" + names + ")";
}

/// Whether all of it is told by what it says: names of columns, and no more.
bool is_plain(const schema::Index& index) {
    for (const schema::Index::Element& element : index.elements)
        if (element.expression)
            return false;
    const Map options = set_options(index.options);
    for (const auto& [name, value] : options.entries())
        if (name != "postgresql_include" && name != "postgresql_nulls_not_distinct")
            return false;
    return !index.where.contains("postgresql");
}

bool needs_shape(const schema::Constraint& constraint) {
    return std::holds_alternative<schema::Check>(constraint) || std::holds_alternative<schema::Exclude>(constraint);
}

bool is_child(const schema::Table& table) {
    return is_set(table.options, "postgresql_inherits") || is_set(table.options, "postgresql_partition_of");
}

/// Whether only a table of its own name, with its options, can tell.
bool needs_itself(const schema::Table& table) {
    return !set_options(table.options).entries().empty() || !table.prefixes.empty();
}

bool needs_shape(const schema::Table& table) {
    return needs_itself(table) ||
           std::any_of(table.columns.begin(), table.columns.end(),
                       [](const schema::Column& column) { return column.computed.has_value(); }) ||
           std::any_of(table.constraints.begin(), table.constraints.end(),
                       [](const schema::Constraint& constraint) { return needs_shape(constraint); }) ||
           !std::all_of(table.indexes.begin(), table.indexes.end(), is_plain);
}

/// Whether the text may speak of something of this name. The text is in lower case.
bool may_name(const std::string& text, const std::string& name) {
    std::string word = grammar().quote(name);
    if (word.starts_with('"'))
        word = word.substr(1, word.size() - 2);
    word = lower(std::move(word));
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_name(text[at - 1])) && (end == text.size() || !is_name(text[end])))
            return true;
    }
    return false;
}

class StoredTables {
  public:
    StoredTables(const std::vector<schema::Table>& declared, Scratch& place, const SchemaNames& names,
                 const SchemaMapper& mapper, const ShapePlace& shape_place)
        : declared_(declared), place_(place), dialect_(place.connection().dialect()), names_(names), mapper_(mapper),
          shape_place_(shape_place), writer_(grammar(), dialect_.facts().max_identifier_length) {
        for (const schema::Table& table : declared) {
            mapper_.map(mapped_.emplace_back(table));
            writer_.create_types(mapped_.back(), &types_); // they are there: no table makes them
        }
    }

    std::vector<schema::Table> tables() {
        make_shapes();
        make_wide_tables();
        read();
        std::vector<schema::Table> stored;
        for (std::size_t i = 0; i < declared_.size(); ++i)
            stored.push_back(table(i));
        return stored;
    }

  private:
    using Place = std::pair<std::string, std::string>;

    static std::string word(const char* what, std::size_t i, std::size_t j) {
        return std::string("limbeck_") + what + "_" + std::to_string(i) + "_" + std::to_string(j);
    }

    /// The schema that has the shapes of tables of this one; others of these names may be in the scratch place already.
    const std::string& shape_schema(const std::string& real) {
        const auto [found, is_new] = shape_schemas_.try_emplace(real);
        if (is_new)
            found->second = shape_place_(real);
        return found->second.actual;
    }

    /// Parents are shapes, too.
    Map with_shape_parents(Map options) {
        const auto shape = [&](const Value& parent) {
            const Map& map = parent.as_map(); // the mapper makes it one
            const std::string* real = names_.real(text_field(map, "schema"));
            return Value(Map{{"schema", shape_schema(real ? *real : "")}, {"name", text_field(map, "name")}});
        };
        for (const char* name : {"postgresql_inherits", "postgresql_partition_of"}) {
            const Value* parents = option(options, name);
            if (!parents)
                continue;
            Value shapes;
            if (const List* list = parents->get_if<List>()) {
                List all;
                for (const Value& parent : *list)
                    all.push_back(shape(parent));
                shapes = std::move(all);
            } else {
                shapes = shape(*parents);
            }
            options.set(name, std::move(shapes));
        }
        return options;
    }

    std::string where(std::size_t table) const { return "table '" + declared_[table].name + "'"; }

    // --- tables of the shape of one of ours

    /// All at once; if that fails, one by one, for the error to say which.
    void make_shapes() {
        std::vector<std::pair<std::size_t, Statements>> single;
        for (const std::size_t at : in_order_of_parents()) {
            try {
                Shape shape = shape_of(at);
                single.emplace_back(at, statements(shape));
                if (shape.table.name == mapped_[at].name)
                    shape_tables_[at] = shape.table.name;
                else
                    join(at, std::move(shape));
            } catch (const Error& error) {
                throw error.at(where(at));
            }
        }
        Statements all;
        const auto add = [&](const Statements& more) { all.insert(all.end(), more.begin(), more.end()); };
        for (const auto& [at, own] : single)
            if (shape_tables_.at(at) == mapped_[at].name)
                add(own);
        for (const Group& group : groups_)
            add(statements(group.shape));
        try {
            place_.run(all);
        } catch (const Error&) {
            for (const auto& [at, own] : single)
                try {
                    place_.run(own);
                } catch (const Error& error) {
                    throw error.at(where(at));
                }
            throw;
        }
    }

    /// A table with all that a wide table cannot tell, under names that lead back to where it was declared.
    struct Shape {
        schema::Table table;
        std::vector<schema::Constraint> not_valid; ///< to be added afterwards: in CREATE TABLE that says nothing
    };

    /// Several shapes in one. What they say alike is there once.
    struct Group {
        Shape shape;
        std::map<std::string, std::string> words; ///< names of constraints and indexes by what they say
    };

    /// What a constraint or an index says, whatever it and its table are called.
    std::string said(schema::Constraint constraint) const {
        schema::name_of(constraint) = schema::Name("c", true);
        return writer_.constraint({}, constraint).value_or("");
    }
    std::string said(schema::Index index) const {
        index.name = schema::Name("i", true);
        index.table = index.schema = "";
        return writer_.create_index(index, false);
    }

    Statements statements(const Shape& shape) {
        Statements made = dialect_.ddl().create_table(shape.table, false, &types_);
        for (const schema::Constraint& constraint : shape.not_valid)
            for (Statement& statement : dialect_.ddl().add_constraint(shape.table.schema, shape.table.name, constraint))
                made.push_back(std::move(statement));
        return made;
    }

    /// One table can serve several, as long as their columns of one name are alike. Not too many: with each index that
    /// is made the server looks at all that the table has.
    void join(std::size_t at, Shape shape) {
        constexpr std::size_t tried = 20, many = 40;
        const auto alike = [&](const schema::Column& a, const schema::Column& b) {
            return !a.computed == !b.computed && a.quote == b.quote &&
                   writer_.column_specification({}, a) == writer_.column_specification({}, b);
        };
        const auto fits = [&](const Group& group) {
            const schema::Table& table = group.shape.table;
            return table.columns.size() + shape.table.columns.size() <= widest && group.words.size() < many &&
                   std::all_of(shape.table.columns.begin(), shape.table.columns.end(),
                               [&](const schema::Column& column) {
                                   const schema::Column* there = table.column(column.name);
                                   return !there || alike(*there, column);
                               });
        };
        Group* group = nullptr;
        for (std::size_t i = groups_.size() > tried ? groups_.size() - tried : 0; i < groups_.size() && !group; ++i)
            if (fits(groups_[i]))
                group = &groups_[i];
        if (!group) {
            group = &groups_.emplace_back();
            group->shape.table.name = word("g", groups_.size(), 0);
            group->shape.table.schema = shape_schema("");
        }
        schema::Table& table = group->shape.table;
        shape_tables_[at] = table.name;
        for (schema::Column& column : shape.table.columns)
            if (!table.column(column.name))
                table.columns.push_back(std::move(column));
        const auto is_said = [&](const auto& thing, const schema::Name& name, const char* manner = "") {
            const auto [found, is_new] = group->words.try_emplace(said(thing) + manner, *name.text);
            if (!is_new)
                told_by_[*name.text] = found->second;
            return !is_new;
        };
        const auto move = [&](std::vector<schema::Constraint>& from, std::vector<schema::Constraint>& to,
                              const char* manner) {
            for (schema::Constraint& constraint : from)
                if (!is_said(constraint, schema::name_of(constraint), manner))
                    to.push_back(std::move(constraint));
        };
        move(shape.table.constraints, table.constraints, "");
        move(shape.not_valid, group->shape.not_valid, " not valid");
        for (schema::Index& index : shape.table.indexes) {
            if (is_said(index, index.name))
                continue;
            index.table = table.name;
            index.schema = table.schema;
            table.indexes.push_back(std::move(index));
        }
    }

    /// Those that need a table of their shape: parents before their children.
    std::vector<std::size_t> in_order_of_parents() {
        schema::Schema schema;
        std::set<Place> wanted, with_children;
        for (const schema::Table& table : declared_) {
            schema::Table& without_keys = schema.tables.emplace_back();
            without_keys.name = table.name;
            without_keys.schema = table.schema;
            without_keys.options = table.options;
        }
        const auto want = [&](const schema::Table& table, const auto& again) -> void {
            if (!wanted.emplace(table.schema, table.name).second)
                return;
            for (const char* name : {"postgresql_inherits", "postgresql_partition_of"}) {
                const Value* parents = option(table.options, name);
                if (!parents)
                    continue;
                const List one = {*parents};
                for (const Value& value : parents->get_if<List>() ? parents->as_list() : one) {
                    const Map* map = value.get_if<Map>();
                    const std::string parent_schema = map ? text_field(*map, "schema") : "";
                    const std::string parent = map ? text_field(*map, "name") : value.as_text();
                    if (const schema::Table* found = schema.table(parent_schema, parent)) {
                        with_children.emplace(parent_schema, parent);
                        again(*found, again);
                    }
                }
            }
        };
        for (const schema::Table& table : declared_)
            if (needs_shape(table))
                want(table, want);
        std::vector<std::size_t> order;
        for (const std::size_t at : schema::dependency_order(schema).tables)
            if (wanted.contains({declared_[at].schema, declared_[at].name}))
                order.push_back(at);
        for (const std::size_t at : order)
            if (with_children.contains({declared_[at].schema, declared_[at].name}))
                parents_.insert(at);
        return order;
    }

    Shape shape_of(std::size_t at) {
        const schema::Table& table = mapped_[at];
        Shape shape;
        shape.table.name = table.name;
        shape.table.schema = table.schema;
        for (std::size_t i = 0; i < table.constraints.size(); ++i) {
            if (!needs_shape(table.constraints[i]))
                continue;
            schema::Constraint constraint = table.constraints[i];
            schema::name_of(constraint) = schema::Name(word("c", at, i), true);
            std::visit([](auto& held) { held.comment.reset(); }, constraint);
            if (auto* check = std::get_if<schema::Check>(&constraint)) {
                if (check->from_type && !writer_.constraint(table, constraint))
                    continue;
                if (!check->from_type)
                    check->columns.clear(); // the table's, not the column's
                if (is_set(check->options, "postgresql_not_valid")) {
                    shape.not_valid.push_back(std::move(constraint));
                    continue;
                }
            }
            shape.table.constraints.push_back(std::move(constraint));
        }
        for (std::size_t i = 0; i < table.indexes.size(); ++i) {
            if (is_plain(table.indexes[i]))
                continue;
            schema::Index index = table.indexes[i];
            index.name = schema::Name(word("i", at, i), true);
            index.options = set_options(index.options);
            index.comment.reset();
            shape.table.indexes.push_back(std::move(index));
        }

        // The columns that all this may speak of.
        std::string words;
        for (const schema::Constraint& constraint : shape.table.constraints)
            words += writer_.constraint(table, constraint).value_or("") + "\n";
        for (const schema::Constraint& constraint : shape.not_valid)
            words += writer_.constraint(table, constraint).value_or("") + "\n";
        for (const schema::Index& index : shape.table.indexes) {
            schema::Index nameless = index;
            nameless.table = nameless.schema = "";
            words += writer_.create_index(nameless, false) + "\n";
        }
        for (const schema::Column& column : table.columns)
            if (column.computed)
                words += column.name + " " + writer_.computed(*column.computed) + "\n";
        words = lower(std::move(words));
        const bool itself = needs_itself(table) || may_name(words, table.name) || parents_.contains(at);
        const bool has_family = is_child(table) || is_set(table.options, "postgresql_partition_by");
        for (const schema::Column& given : table.columns) {
            if (given.system || (!itself && !may_name(words, given.name)))
                continue;
            schema::Column& column = shape.table.columns.emplace_back();
            column.name = given.name;
            column.quote = given.quote;
            column.type = given.type;
            column.computed = given.computed;
            column.options = given.options;
            column.autoincrement = schema::Column::Autoincrement::No;
            if (has_family && !given.autoincremented) // what a child inherits, or not
                column.server_default = given.server_default;
        }
        if (itself) {
            shape.table.prefixes = table.prefixes;
            shape.table.options = with_shape_parents(table.options);
            shape.table.schema = shape_schema(real_schema(at));
            for (schema::Index& index : shape.table.indexes)
                index.schema = shape.table.schema;
        } else {
            shape.table.name = word("t", at, 0);
            shape.table.schema = shape_schema("");
            for (schema::Index& index : shape.table.indexes) {
                index.table = shape.table.name;
                index.schema = shape.table.schema;
            }
        }
        return shape;
    }

    // --- wide tables

    /// Of a column: type, default, identity.
    std::string specification(std::size_t at, std::size_t column_at) const {
        const schema::Table& table = mapped_[at];
        schema::Column column = table.columns[column_at];
        column.quote = false;
        column.nullable = !column.identity;
        column.computed.reset();
        schema::Table one;
        one.name = table.name;
        one.schema = table.schema;
        column.primary_key = false;
        if (column.autoincremented) {
            column.autoincremented = false;
            column.server_default.reset();
        }
        column.name = "c";
        one.columns.push_back(std::move(column));
        return writer_.column_specification(one, one.columns.front()).substr(1);
    }

    void make_wide_tables() {
        std::vector<const std::string*> specifications;
        std::vector<std::pair<std::size_t, std::size_t>> asked_by;
        for (std::size_t at = 0; at < mapped_.size(); ++at)
            for (std::size_t i = 0; i < mapped_[at].columns.size(); ++i) {
                if (mapped_[at].columns[i].system)
                    continue;
                std::string text;
                try {
                    text = specification(at, i);
                } catch (const Error& error) {
                    throw error.at(where(at) + ", column '" + declared_[at].columns[i].name + "'");
                }
                const auto [found, is_new] = wide_columns_.try_emplace(std::move(text), wide_columns_.size());
                if (is_new) {
                    specifications.push_back(&found->first);
                    asked_by.emplace_back(at, i);
                }
            }
        Statements all;
        const std::string schema = shape_schema("");
        for (std::size_t begin = 0; begin < specifications.size(); begin += widest) {
            std::string text = "CREATE TABLE " + schema + "." + word("w", begin / widest, 0) + " (";
            for (std::size_t i = begin; i < std::min(begin + widest, specifications.size()); ++i)
                text += (i > begin ? ", c" : "c") + std::to_string(i) + *specifications[i];
            all.push_back({text + ")"});
        }
        try {
            place_.run(all);
        } catch (const Error&) {
            for (std::size_t i = 0; i < specifications.size(); ++i)
                try {
                    place_.run({{"CREATE TABLE " + schema + "." + word("x", i, 0) + " (c" + *specifications[i] + ")"}});
                } catch (const Error& error) {
                    const auto& [at, column] = asked_by[i];
                    throw error.at(where(at) + ", column '" + declared_[at].columns[column].name + "'");
                }
            throw;
        }
    }

    // --- what the server made of it

    void read() {
        InspectFilter filter;
        filter.schemas.clear();
        for (const auto& [real, at] : shape_schemas_)
            filter.schemas.push_back(at.reported);
        for (schema::Table& table : place_.inspect(filter).tables) {
            if (table.name.starts_with("limbeck_w_")) {
                for (schema::Column& column : table.columns)
                    wide_.emplace(static_cast<std::size_t>(std::stoul(column.name.substr(1))), std::move(column));
                continue;
            }
            for (const schema::Constraint& constraint : table.constraints)
                if (const std::string& name = schema::name_of(constraint).text.value(); name.starts_with("limbeck_c_"))
                    constraints_.emplace(name, constraint);
            for (const schema::Index& index : table.indexes)
                if (index.name.text->starts_with("limbeck_i_"))
                    indexes_.emplace(*index.name.text, index);
            found_.emplace(Place(table.schema, table.name), std::move(table));
        }
    }

    /// The constraint or index that says the same, and was made.
    const std::string& telling(const std::string& name) const {
        const auto found = told_by_.find(name);
        return found == told_by_.end() ? name : found->second;
    }

    /// The table that was made to tell of this one, or null.
    const schema::Table* shape_made(std::size_t at) const {
        const auto name = shape_tables_.find(at);
        if (name == shape_tables_.end())
            return nullptr;
        const bool itself = name->second == declared_[at].name;
        const auto place = shape_schemas_.find(itself ? real_schema(at) : "");
        if (place == shape_schemas_.end())
            return nullptr;
        const auto found = found_.find({place->second.reported, name->second});
        return found == found_.end() ? nullptr : &found->second;
    }

    std::string real_schema(std::size_t at) const {
        const std::string* actual = names_.actual(declared_[at].schema);
        return actual ? *names_.real(*actual) : declared_[at].schema;
    }

    schema::Table table(std::size_t at) const {
        const schema::Table& given = declared_[at];
        const std::string real = real_schema(at);
        const schema::Table* shape = shape_made(at);

        schema::Table stored;
        stored.name = given.name;
        stored.schema = real;
        stored.comment = stored_comment(given.comment);
        if (shape && shape->name == given.name) {
            stored.options = shape->options;
            stored.prefixes = shape->prefixes;
            for (const char* parents : {"postgresql_inherits", "postgresql_partition_of"})
                if (const Value* named = option(given.options, parents))
                    stored.options.set(parents, *named);
        }
        const schema::PrimaryKey* key = given.primary_key();
        for (std::size_t i = 0; i < given.columns.size(); ++i)
            stored.columns.push_back(given.columns[i].system ? given.columns[i] : column(at, i, shape, key));
        for (std::size_t i = 0; i < given.constraints.size(); ++i)
            stored.constraints.push_back(constraint(at, i));
        for (std::size_t i = 0; i < given.indexes.size(); ++i)
            stored.indexes.push_back(index(at, i, real));
        return stored;
    }

    schema::Column column(std::size_t at, std::size_t i, const schema::Table* shape,
                          const schema::PrimaryKey* key) const {
        const schema::Column& given = declared_[at].columns[i];
        schema::Column stored = wide_.at(wide_columns_.at(specification(at, i)));
        stored.name = given.name;
        stored.comment = stored_comment(given.comment);
        stored.primary_key =
            key && std::find(key->columns.begin(), key->columns.end(), given.name) != key->columns.end();
        const bool serial = given.autoincremented;
        stored.nullable = given.nullable && !stored.primary_key && !serial && !given.identity;
        if (serial) {
            stored.autoincremented = true;
            stored.autoincrement = schema::Column::Autoincrement::Yes;
            std::string sequence =
                grammar().qualified(real_schema(at), object_name(declared_[at].name, given.name, "seq"));
            for (std::size_t quote = sequence.find('\''); quote != std::string::npos;
                 quote = sequence.find('\'', quote + 2))
                sequence.insert(quote, "'");
            stored.server_default = reflected_text("nextval('" + sequence + "'::regclass)");
        }
        if (const schema::Column* shaped = shape ? shape->column(given.name) : nullptr) {
            if (given.computed || is_child(declared_[at])) {
                stored.computed = shaped->computed;
                stored.options = shaped->options;
            }
            if (is_child(declared_[at]))
                stored.server_default = shaped->server_default;
        }
        return stored;
    }

    schema::Constraint constraint(std::size_t at, std::size_t i) const {
        const schema::Constraint& given = declared_[at].constraints[i];
        schema::Constraint stored = given;
        const auto found = constraints_.find(telling(word("c", at, i)));
        if (found != constraints_.end())
            stored = found->second;
        schema::name_of(stored) = stored_name(schema::name_of(given));
        std::visit(
            [&](auto& held) {
                using Kind = std::remove_cvref_t<decltype(held)>;
                held.deferral = stored_deferral(std::get<Kind>(given).deferral);
                held.comment = stored_comment(std::get<Kind>(given).comment);
                if (found == constraints_.end()) {
                    held.options = set_options(held.options);
                    set_names(held.options, "postgresql_include");
                }
            },
            stored);
        if (auto* key = std::get_if<schema::ForeignKey>(&stored)) {
            const std::string* actual = names_.actual(key->referred_schema);
            if (actual)
                key->referred_schema = *names_.real(*actual);
            if (key->referred_columns.empty())
                key->referred_columns = key->columns;
            key->onupdate = stored_action(key->onupdate);
            key->ondelete = stored_action(key->ondelete);
            if (key->match)
                key->match = upper(*key->match);
            if (key->match == "SIMPLE")
                key->match.reset();
            key->use_alter = false;
        }
        return stored;
    }

    schema::Index index(std::size_t at, std::size_t i, const std::string& schema) const {
        const schema::Index& given = declared_[at].indexes[i];
        schema::Index stored = given;
        if (const auto found = indexes_.find(telling(word("i", at, i))); found != indexes_.end()) {
            stored = found->second;
        } else {
            stored.options = set_options(given.options);
            set_names(stored.options, "postgresql_include");
            stored.where.clear(); // those of other databases
        }
        stored.table = declared_[at].name;
        stored.schema = schema;
        stored.name = stored_name(given.name);
        stored.comment = stored_comment(given.comment);
        return stored;
    }

    /// All types are there before the first table comes.
    class TypesAreThere final : public DatabaseState {
      public:
        bool is_live() const override { return false; }
        bool has_type(const std::string&, const std::string&) override { return true; }
        bool has_table(const std::string&, const std::string&) override { return false; }
        bool has_index(const std::string&, const std::string&, const std::string&) override { return false; }
    };

    const std::vector<schema::Table>& declared_;
    std::vector<schema::Table> mapped_;
    Scratch& place_;
    const Dialect& dialect_;
    const SchemaNames& names_;
    const SchemaMapper& mapper_;
    const ShapePlace& shape_place_;
    std::map<std::string, ShapeSchema> shape_schemas_; ///< by the real one
    PostgresqlDdlWriter writer_;
    TypesAreThere types_;
    std::vector<Group> groups_;
    std::set<std::size_t> parents_;
    std::map<std::size_t, std::string> shape_tables_; ///< name of the table that tells of this one
    std::map<std::string, std::string> told_by_;      ///< name of the constraint or index that says the same
    std::map<std::string, schema::Constraint> constraints_;
    std::map<std::string, schema::Index> indexes_;
    std::map<std::string, std::size_t> wide_columns_; ///< place by specification
    std::map<std::size_t, schema::Column> wide_;
    std::map<Place, schema::Table> found_;
};

} // namespace

std::vector<schema::Table> stored_tables(const std::vector<schema::Table>& declared, Scratch& place,
                                         const SchemaNames& names, const SchemaMapper& mapper,
                                         const ShapePlace& shape_place) {
    return StoredTables(declared, place, names, mapper, shape_place).tables();
}

} // namespace limbeck::dialects::postgresql
