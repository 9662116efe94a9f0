#pragma once

#include "schema/changes.hpp"

#include <optional>
#include <string>

namespace limbeck::schema {
struct Schema;
}

namespace limbeck::autogenerate {

/// A thing that a hook is asked about: Alembic's `object`, `type_` and `compare_to`. Members are null where they do not
/// apply.
struct Object {
    /// "schema", "table", "column", "index", "unique_constraint", "foreign_key_constraint", "check_constraint",
    /// "primary_key_constraint", "enum", "sequence", …
    std::string kind;
    std::optional<std::string> name;
    bool reflected = false; ///< of the database, and not of the models
    const schema::Table* table = nullptr;
    const schema::Column* column = nullptr;
    const schema::Index* index = nullptr;
    const schema::Constraint* constraint = nullptr;
};

/// What a project's env.py may say of a comparison. The defaults say nothing. Implemented by src/scripting for Python.
/// Members throw what the hook raises, as Error(Script).
class Hooks {
  public:
    virtual ~Hooks() = default;

    /// Told before anything is asked: what the questions will be about. Both outlive the comparison.
    virtual void begin(const schema::Schema& /*database*/, const schema::Schema& /*declared*/) {}

    /// include_name: `schema` and `table` of what the name is found in; a null name is that of the default schema.
    virtual bool include_name(const std::optional<std::string>& /*name*/, const std::string& /*kind*/,
                              const std::string& /*schema*/, const std::string& /*table*/) {
        return true;
    }
    /// include_object: `counterpart` is the thing of the other side, or null.
    virtual bool include_object(const Object& /*object*/, const Object* /*counterpart*/) { return true; }
    /// compare_type=callable: whether the types differ; nothing when the hook leaves it to the comparison.
    virtual std::optional<bool> types_differ(const schema::Table&, const schema::Column& /*stored*/,
                                             const schema::Column& /*declared*/) {
        return std::nullopt;
    }
    virtual std::optional<bool> defaults_differ(const schema::Table&, const schema::Column& /*stored*/,
                                                const schema::Column& /*declared*/) {
        return std::nullopt;
    }
};

} // namespace limbeck::autogenerate
