#include "dialects/planning/inspector.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace limbeck::dialects {

namespace {

using After = Presence::After;

class PlannedInspector final : public Inspector {
  public:
    PlannedInspector(std::unique_ptr<Inspector> inspector, const Recorded& recorded,
                     std::function<void(const std::string&)> end)
        : inspector_(std::move(inspector)), recorded_(recorded), end_(std::move(end)) {}

    std::string default_schema() override { return inspector_->default_schema(); }
    std::vector<std::string> schema_names() override {
        must_be_known("schemas", recorded_.schema_changed());
        return inspector_->schema_names();
    }
    std::vector<std::string> names(Kind kind, const std::string& schema, bool temporary) override {
        if (kind == Kind::Table && !temporary) {
            must_be_known("tables", false);
            return recorded_.tables_after(inspector_->names(kind, schema), plain(schema));
        }
        must_be_known(kind == Kind::Sequence ? "sequences"
                      : kind == Kind::Table  ? "tables"
                                             : "views",
                      recorded_.schema_changed());
        return inspector_->names(kind, schema, temporary);
    }
    bool has_table(const std::string& schema, const std::string& table) override {
        const auto planned = presence_of(Presence::Kind::Table, schema, table);
        return planned ? *planned : inspector_->has_table(schema, table);
    }
    bool has_type(const std::string& schema, const std::string& type) override {
        const auto planned = presence_of(Presence::Kind::Type, schema, type);
        return planned ? *planned : inspector_->has_type(schema, type);
    }
    bool has_index(const std::string& schema, const std::string& table, const std::string& index) override {
        if (const auto planned = presence_of(Presence::Kind::Index, schema, index))
            return *planned;
        if (recorded_.renamed(table))
            end("the indexes of '" + table + "'");
        // One of a table that went, or came without it.
        if (presence_of(Presence::Kind::Table, schema, table))
            return false;
        return inspector_->has_index(schema, table, index);
    }
    std::optional<std::string> column_definition(const std::string& schema, const std::string& table,
                                                 const std::string& column) override {
        const auto made = presence_of(Presence::Kind::Table, schema, table);
        if (made || recorded_.renamed(table) || (recorded_.described(table) && recorded_.described(column)))
            end("the column '" + column + "' of '" + table + "'");
        return inspector_->column_definition(schema, table, column);
    }
    std::int64_t estimated_rows(const std::string& schema, const std::string& table) override {
        return presence_of(Presence::Kind::Table, schema, table) ? 0 : inspector_->estimated_rows(schema, table);
    }
    schema::Schema inspect(const InspectFilter& filter) override {
        if (!filter.tables) {
            must_be_known("tables", recorded_.schema_changed());
            return inspector_->inspect(filter);
        }
        if (filter.tables->empty())
            must_be_known("types", recorded_.has_presence(Presence::Kind::Type));
        InspectFilter left = filter;
        std::erase_if(*left.tables, [&](const std::string& table) {
            const bool is_dropped = std::all_of(filter.schemas.begin(), filter.schemas.end(), [&](const auto& schema) {
                const auto there = presence_of(Presence::Kind::Table, schema, table);
                return there && !*there;
            });
            if (!is_dropped && recorded_.described(table))
                end("'" + table + "'");
            return is_dropped;
        });
        return inspector_->inspect(left);
    }

  private:
    /// The schema as DDL leaves it out when it is the default one.
    std::string plain(const std::string& schema) { return schema == default_schema() ? std::string() : schema; }

    /// Whether it is there; none: as the database says.
    std::optional<bool> presence_of(Presence::Kind kind, const std::string& schema, const std::string& name) {
        const std::string own = plain(schema);
        std::optional<After> after = recorded_.presence(kind, own, name);
        if (!after && own.empty())
            after = recorded_.presence(kind, default_schema(), name);
        if (after ? *after == After::Unknown : recorded_.anything())
            end("'" + name + "'");
        return after ? std::optional(*after == After::There) : std::nullopt;
    }

    void must_be_known(const char* what, bool unknown) {
        if (unknown || recorded_.anything())
            end(std::string("the list of ") + what);
    }

    void end(const std::string& about) { end_("a script asks for " + about + ", which earlier statements change"); }

    std::unique_ptr<Inspector> inspector_;
    const Recorded& recorded_;
    std::function<void(const std::string&)> end_;
};

} // namespace

std::unique_ptr<Inspector> planned_inspector(std::unique_ptr<Inspector> as_it_is, const Recorded& recorded,
                                             std::function<void(const std::string& about)> end) {
    return std::make_unique<PlannedInspector>(std::move(as_it_is), recorded, std::move(end));
}

} // namespace limbeck::dialects
