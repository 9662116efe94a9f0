#pragma once

#include "autogenerate/autogenerate.hpp"
#include "dialects/entities.hpp"
#include "scripting/autogenerate_environment.hpp"

#include <optional>
#include <pybind11/pybind11.h>
#include <set>
#include <string>
#include <vector>

namespace limbeck::scripting {

/// The hooks of env.py. Calls come without the GIL.
class __attribute__((visibility("hidden"))) PythonHooks final : public autogenerate::Hooks {
  public:
    explicit PythonHooks(AutogenerateEnvironment::State& state) : state_(state) {}

    void begin(const schema::Schema& database, const schema::Schema& declared) override;
    bool include_name(const std::optional<std::string>& name, const std::string& kind, const std::string& schema,
                      const std::string& table) override;
    bool include_object(const autogenerate::Object& object, const autogenerate::Object* counterpart) override;
    std::optional<bool> types_differ(const schema::Table& table, const schema::Column& stored,
                                     const schema::Column& declared) override;
    std::optional<bool> defaults_differ(const schema::Table& table, const schema::Column& stored,
                                        const schema::Column& declared) override;

  private:
    AutogenerateEnvironment::State& state_;
};

/// Shared by all that outlives the run of env.py: a file is rendered when that has ended.
struct __attribute__((visibility("hidden"))) AutogenerateEnvironment::State {
    State(const dialects::Dialect& of_dialect, std::shared_ptr<pybind11::object> python);

    const dialects::Dialect& dialect;
    std::shared_ptr<pybind11::object> environment; ///< alembic.autogenerate.environment.Environment
    AutogenerateOptions options;
    std::set<std::string> asked; ///< names of the hooks that env.py has
    bool given = false;          ///< there are models
    bool read_back = false;      ///< `target` is no models, but what a database says
    std::optional<schema::Schema> target;
    std::optional<schema::Schema> made;     ///< what the models' DDL made; `target` says the models' own types in it
    std::vector<dialects::Entity> entities; ///< that alembic_utils has registered, once `target` was read
    std::set<std::string> entity_kinds;     ///< kinds that are compared; none where nothing was registered
    std::set<std::string> entity_schemas, excluded_schemas;
    schema::Schema database; ///< where hooks see it
    PythonHooks hooks;

    bool has(const std::string& hook) const { return asked.contains(hook); }
    /// Reads the models. Throws as AutogenerateEnvironment::target().
    const schema::Schema& read_target();
    /// The user's objects take the names that the engine has given; once.
    void name_everything();
    /// What alembic_utils has registered is compared, too, and what it does not have is dropped.
    void own_entities(dialects::Connection& connection, autogenerate::Options& options) const;

    void read_entities(schema::Schema& into);

  private:
    bool named_ = false;
};

/// An entity of alembic_utils in plain form.
dialects::Entity entity_from_plain(const Map& plain);

/// A Python object that the engine keeps: it is let go with the GIL.
std::shared_ptr<pybind11::object> kept(pybind11::object object);

} // namespace limbeck::scripting
