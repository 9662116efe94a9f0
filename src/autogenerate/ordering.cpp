#include "autogenerate/comparing.hpp"

#include <algorithm>
#include <map>
#include <queue>
#include <set>
#include <unordered_map>
#include <variant>

// The order in which changes can run. Alembic's stands, but where a change needs what a later one makes, or takes away
// what a later one still has to let go.
namespace limbeck::autogenerate {

namespace {

/// What a change has to do with things that others need; each thing by a text.
struct Footprint {
    std::vector<std::string> provides, needs, removes, frees;
};

/// Things of which there may be only one at a time: the old one goes before the new one comes.
bool is_exclusive(const std::string& thing) {
    return !thing.starts_with("key\n") && !thing.starts_with("not null\n") && !thing.starts_with("any column\n");
}

std::string thing(const char* kind, const Key& key) {
    return std::string(kind) + '\n' + key.first + '\n' + key.second;
}
std::string column_thing(const Key& table, const std::string& column) {
    return thing("column", table) + '\n' + column;
}
std::string not_null_thing(const Key& table, const std::string& column) {
    return thing("not null", table) + '\n' + column;
}
/// What a foreign key may refer to.
std::string key_thing(const Key& table, std::vector<std::string> columns) {
    std::sort(columns.begin(), columns.end());
    std::string text = thing("key", table);
    for (const std::string& column : columns)
        text += '\n' + column;
    return text;
}

/// What a database has made for a foreign key has the name of that.
std::string index_thing(const Key& table, const schema::Name& name) {
    return thing("index", table) + '\n' + name.text.value_or("");
}

class Reader {
  public:
    explicit Reader(const std::string& default_schema) : default_schema_(default_schema) {}

    Footprint read(const schema::Change& change) {
        print_ = {};
        std::visit(*this, change);
        return std::move(print_);
    }

    void operator()(const schema::CreateTable& op) {
        const Key table = key(op.table.schema, op.table.name);
        print_.provides.push_back(thing("table", table));
        for (const schema::Column& column : op.table.columns) {
            print_.provides.push_back(column_thing(table, column.name));
            needs_column(column);
        }
        for (const schema::Constraint& constraint : op.table.constraints) {
            with_reference(constraint, print_.needs);
            with_key(table, constraint, print_.provides);
        }
    }
    void operator()(const schema::DropTable& op) {
        const Key table = key(op.table.schema, op.table.name);
        print_.removes.push_back(thing("table", table));
        for (const schema::Column& column : op.table.columns) {
            print_.removes.push_back(column_thing(table, column.name));
            with_type(column.type, print_.frees);
        }
        for (const schema::Constraint& constraint : op.table.constraints) {
            with_reference(constraint, print_.frees);
            with_key(table, constraint, print_.removes);
        }
    }
    void operator()(const schema::RenameTable& op) {
        print_.removes.push_back(thing("table", key(op.schema, op.old_name)));
        print_.provides.push_back(thing("table", key(op.schema, op.new_name)));
    }
    void operator()(const schema::TableComment& op) { on_table(key(op.schema, op.table)); }

    void operator()(const schema::AddColumn& op) {
        const Key table = key(op.table.schema, op.table.name);
        on_table(table);
        for (const schema::Column& column : op.table.columns) {
            print_.provides.push_back(column_thing(table, column.name));
            print_.provides.push_back(thing("any column", table));
            needs_column(column);
        }
    }
    void operator()(const schema::DropColumn& op) {
        const Key table = key(op.schema, op.table);
        off_table(table);
        print_.removes.push_back(column_thing(table, op.column.name));
        print_.removes.push_back(thing("any column", table));
        with_type(op.column.type, print_.frees);
    }
    void operator()(const schema::AlterColumn& op) {
        const Key table = key(op.schema, op.table);
        on_table(table);
        if (op.new_name) {
            print_.removes.push_back(column_thing(table, op.column));
            print_.provides.push_back(column_thing(table, *op.new_name));
            print_.provides.push_back(thing("any column", table));
        } else {
            print_.needs.push_back(column_thing(table, op.column));
        }
        if (op.type) {
            with_type(op.type, print_.needs);
            with_type(op.existing_type, print_.frees);
        }
        if (op.nullable)
            (*op.nullable ? print_.removes : print_.provides).push_back(not_null_thing(table, op.column));
    }

    void operator()(const schema::CreateIndex& op) {
        const Key table = key(op.index.schema, op.index.table);
        on_table(table);
        name(op.index.schema, op.index.name, print_.provides);
        const std::vector<std::string> columns = columns_of(op.index);
        with_columns(table, columns, print_.needs);
        if (has_expressions(op.index))
            print_.needs.push_back(thing("any column", table));
        if (op.index.unique && columns.size() == op.index.elements.size())
            print_.provides.push_back(key_thing(table, columns));
    }
    void operator()(const schema::DropIndex& op) {
        const Key table = key(op.index.schema, op.index.table);
        off_table(table);
        name(op.index.schema, op.index.name, print_.removes);
        print_.removes.push_back(index_thing(table, op.index.name));
        const std::vector<std::string> columns = columns_of(op.index);
        with_columns(table, columns, print_.frees);
        if (has_expressions(op.index))
            print_.frees.push_back(thing("any column", table));
        if (op.index.unique && columns.size() == op.index.elements.size())
            print_.removes.push_back(key_thing(table, columns));
    }

    void operator()(const schema::AddConstraint& op) {
        const Key table = key(op.schema, op.table);
        on_table(table);
        with_reference(op.constraint, print_.needs);
        with_key(table, op.constraint, print_.provides);
        with_columns(table, columns_of(op.constraint), print_.needs);
        if (has_expressions(op.constraint))
            print_.needs.push_back(thing("any column", table));
        name(op.schema, schema::name_of(op.constraint), print_.provides);
        if (const auto* primary = std::get_if<schema::PrimaryKey>(&op.constraint)) {
            print_.provides.push_back(thing("primary key", table));
            for (const std::string& column : primary->columns)
                print_.needs.push_back(not_null_thing(table, column));
        }
    }
    void operator()(const schema::DropConstraint& op) {
        const Key table = key(op.schema, op.table);
        off_table(table);
        name(op.schema, op.name, print_.removes);
        if (!op.dropped)
            return;
        if (std::holds_alternative<schema::ForeignKey>(*op.dropped))
            print_.frees.push_back(index_thing(table, op.name));
        with_reference(*op.dropped, print_.frees);
        with_key(table, *op.dropped, print_.removes);
        with_columns(table, columns_of(*op.dropped), print_.frees);
        if (has_expressions(*op.dropped))
            print_.frees.push_back(thing("any column", table));
        if (const auto* primary = std::get_if<schema::PrimaryKey>(&*op.dropped)) {
            print_.removes.push_back(thing("primary key", table));
            for (const std::string& column : primary->columns)
                print_.frees.push_back(not_null_thing(table, column));
        }
    }

    void operator()(const schema::CreateEnum& op) {
        print_.provides.push_back(thing("type", key(op.type.schema, op.type.type_name)));
    }
    void operator()(const schema::DropEnum& op) {
        print_.removes.push_back(thing("type", key(op.type.schema, op.type.type_name)));
    }
    void operator()(const schema::AlterEnum&) {}
    void operator()(const schema::CreateDomain& op) {
        print_.provides.push_back(thing("type", key(op.domain.schema, op.domain.name)));
        with_type(op.domain.type, print_.needs);
    }
    void operator()(const schema::DropDomain& op) {
        print_.removes.push_back(thing("type", key(op.domain.schema, op.domain.name)));
        with_type(op.domain.type, print_.frees);
    }
    void operator()(const schema::AlterDomain&) {}
    void operator()(const schema::CreateSequence& op) {
        print_.provides.push_back(thing("sequence", key(op.sequence.schema, op.sequence.name)));
    }
    void operator()(const schema::DropSequence& op) {
        print_.removes.push_back(thing("sequence", key(op.sequence.schema, op.sequence.name)));
    }
    void operator()(const schema::AlterSequence&) {}
    void operator()(const schema::CreateView& op) {
        print_.provides.push_back(thing("view", key(op.view.schema, op.view.name)));
    }
    void operator()(const schema::DropView& op) {
        print_.removes.push_back(thing("view", key(op.view.schema, op.view.name)));
    }
    void operator()(const schema::CreateRoutine&) {}
    void operator()(const schema::DropRoutine&) {}
    void operator()(const schema::CreateExtension&) {}
    void operator()(const schema::DropExtension&) {}

  private:
    Key key(const std::string& schema, const std::string& name) const {
        return {schema == default_schema_ ? std::string() : schema, name};
    }

    void on_table(const Key& table) { print_.needs.push_back(thing("table", table)); }
    /// Something of the table goes: before the table does.
    void off_table(const Key& table) {
        on_table(table);
        print_.frees.push_back(thing("table", table));
    }

    void name(const std::string& schema, const schema::Name& name, std::vector<std::string>& to) {
        if (name.text)
            to.push_back(thing("name", key(schema, *name.text)));
    }

    void with_columns(const Key& table, const std::vector<std::string>& columns, std::vector<std::string>& to) {
        for (const std::string& column : columns)
            to.push_back(column_thing(table, column));
    }

    void with_type(const schema::TypePtr& type, std::vector<std::string>& to) {
        if (!type)
            return;
        if (!type->type_name.empty())
            to.push_back(thing("type", key(type->schema, type->type_name)));
        with_type(type->item, to);
        for (const auto& [dialect, variant] : type->variants)
            with_type(variant, to);
    }

    void needs_column(const schema::Column& column) {
        with_type(column.type, print_.needs);
        if (column.sequence)
            print_.needs.push_back(thing("sequence", key(column.sequence->schema, column.sequence->name)));
    }

    void with_reference(const schema::Constraint& constraint, std::vector<std::string>& to) {
        const auto* foreign = std::get_if<schema::ForeignKey>(&constraint);
        if (!foreign)
            return;
        const Key table = key(foreign->referred_schema, foreign->referred_table);
        to.push_back(thing("table", table));
        with_columns(table, foreign->referred_columns, to);
        to.push_back(key_thing(table, foreign->referred_columns));
    }

    void with_key(const Key& table, const schema::Constraint& constraint, std::vector<std::string>& to) {
        if (const auto* primary = std::get_if<schema::PrimaryKey>(&constraint))
            to.push_back(key_thing(table, primary->columns));
        else if (const auto* unique = std::get_if<schema::Unique>(&constraint))
            to.push_back(key_thing(table, unique->columns));
    }

    // Which columns an expression names is not looked at: it counts as all of them.
    static bool has_expressions(const schema::Index& index) {
        return !index.where.empty() || !index.options.entries().empty() ||
               columns_of(index).size() != index.elements.size();
    }
    static bool has_expressions(const schema::Constraint& constraint) {
        return std::holds_alternative<schema::Check>(constraint) || std::holds_alternative<schema::Exclude>(constraint);
    }

    static std::vector<std::string> columns_of(const schema::Index& index) {
        std::vector<std::string> columns;
        for (const schema::Index::Element& element : index.elements)
            if (!element.column.empty())
                columns.push_back(element.column);
        return columns;
    }

    static std::vector<std::string> columns_of(const schema::Constraint& constraint) {
        struct Columns {
            std::vector<std::string> operator()(const schema::PrimaryKey& c) const { return c.columns; }
            std::vector<std::string> operator()(const schema::Unique& c) const { return c.columns; }
            std::vector<std::string> operator()(const schema::ForeignKey& c) const { return c.columns; }
            std::vector<std::string> operator()(const schema::Check& c) const { return c.columns; }
            std::vector<std::string> operator()(const schema::Exclude&) const { return {}; }
        };
        return std::visit(Columns(), constraint);
    }

    const std::string& default_schema_;
    Footprint print_;
};

class Sorter {
  public:
    Sorter(std::vector<Step> steps, const std::string& default_schema)
        : steps_(std::move(steps)), followers_(steps_.size()), waits_for_(steps_.size()) {
        Reader reader(default_schema);
        std::vector<Footprint> prints;
        prints.reserve(steps_.size());
        for (const Step& step : steps_)
            prints.push_back(reader.read(step.change));
        link(prints);
    }

    std::vector<Step> sorted() {
        std::set<std::size_t> waiting, ready;
        for (std::size_t at = 0; at < steps_.size(); ++at)
            (waits_for_[at] ? waiting : ready).insert(at);
        std::vector<Step> result;
        std::optional<std::size_t> last;
        while (!ready.empty() || !waiting.empty()) {
            if (ready.empty()) { // a circle that no order can satisfy
                ready.insert(*waiting.begin());
                waiting.erase(waiting.begin());
            }
            const std::size_t next = choose(ready, last);
            ready.erase(next);
            result.push_back(steps_[next]);
            last = next;
            for (const std::size_t follower : followers_[next])
                if (--waits_for_[follower] == 0 && waiting.erase(follower))
                    ready.insert(follower);
        }
        return result;
    }

  private:
    using Places = std::unordered_map<std::string, std::vector<std::size_t>>;

    void link(const std::vector<Footprint>& prints) {
        Places providers, removers;
        for (std::size_t at = 0; at < prints.size(); ++at) {
            for (const std::string& name : prints[at].provides)
                providers[name].push_back(at);
            for (const std::string& name : prints[at].removes)
                removers[name].push_back(at);
        }
        for (std::size_t at = 0; at < prints.size(); ++at) {
            for (const std::string& name : prints[at].needs)
                for (const std::size_t provider : at_name(providers, name))
                    before(provider, at);
            for (const std::string& name : prints[at].frees)
                for (const std::size_t remover : at_name(removers, name))
                    before(at, remover);
            for (const std::string& name : prints[at].provides)
                if (is_exclusive(name))
                    for (const std::size_t remover : at_name(removers, name))
                        before(remover, at);
        }
    }

    static const std::vector<std::size_t>& at_name(const Places& places, const std::string& name) {
        static const std::vector<std::size_t> none;
        const auto found = places.find(name);
        return found == places.end() ? none : found->second;
    }

    void before(std::size_t first, std::size_t second) {
        if (first == second || !edges_.insert({first, second}).second)
            return;
        if (edges_.contains({second, first})) { // they contradict each other: what stands first goes first
            if (first > second)
                return;
            std::erase(followers_[second], first);
            --waits_for_[first];
        }
        followers_[first].push_back(second);
        ++waits_for_[second];
    }

    /// What stands first; but a table that has begun is gone on with.
    std::size_t choose(const std::set<std::size_t>& ready, std::optional<std::size_t> last) const {
        if (last && !steps_[*last].table.empty()) {
            std::size_t begin = *last; // the steps of a table stand together
            while (begin > 0 && is_same_table(begin - 1, *last))
                --begin;
            const auto next = ready.lower_bound(begin);
            if (next != ready.end() && is_same_table(*next, *last))
                return *next;
        }
        return *ready.begin();
    }

    bool is_same_table(std::size_t left, std::size_t right) const {
        return steps_[left].table == steps_[right].table && steps_[left].schema == steps_[right].schema;
    }

    std::vector<Step> steps_;
    std::vector<std::vector<std::size_t>> followers_;
    std::vector<std::size_t> waits_for_;
    std::set<std::pair<std::size_t, std::size_t>> edges_;
};

} // namespace

std::vector<Group> in_order(std::vector<Step> steps, const std::string& default_schema) {
    std::vector<Group> groups;
    for (Step& step : Sorter(std::move(steps), default_schema).sorted()) {
        const bool goes_on = !groups.empty() && !step.table.empty() && groups.back().table == step.table &&
                             groups.back().schema == step.schema;
        if (!goes_on)
            groups.push_back({step.schema, step.table, {}});
        groups.back().changes.push_back(std::move(step.change));
    }
    return groups;
}

} // namespace limbeck::autogenerate
