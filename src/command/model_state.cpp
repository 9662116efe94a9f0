#include "command/model_state.hpp"

#include "command/comparison.hpp"
#include "command/project.hpp"
#include "command/target.hpp"
#include "configuration/options.hpp"
#include "migration/context.hpp"
#include "scripting/autogenerate_environment.hpp"
#include "scripting/revision_environment.hpp"
#include "scripting/runtime.hpp"

#include <filesystem>

namespace limbeck::command {

namespace {

/// Without Python: whether anybody could name models.
bool may_have_models(Project& project) {
    return target_name(project.config()) || std::filesystem::exists(project.script().env_py_location()) ||
           !configuration::limbeck_options(project.config()).target_metadata.empty();
}

ModelState compared(Project& project, const std::vector<std::string>& heads, migration::MigrationContext& context,
                    scripting::AutogenerateEnvironment& models,
                    std::optional<scripting::RevisionEnvironment>& environment) {
    ComparisonRequest wanted;
    wanted.prove = wanted.count_rows = wanted.reversible = wanted.tells = false;
    const autogenerate::Result found = compare_models(project, heads, context, models, wanted);
    ModelState state;
    state.objects = autogenerate::describe(found.differences.upgrade, context.dialect());
    state.differ = !state.objects.empty();
    state.not_compared = found.differences.not_compared;
    if (!found.by_text.empty())
        state.not_compared.insert(state.not_compared.begin(), "expressions, but for their text: " + found.by_text);
    if (!environment)
        environment.emplace(project.config(), Map{{"rev_id", Value()}});
    environment->ran(heads, models, found.differences.upgrade, found.downgrade);
    return state;
}

} // namespace

std::optional<ModelState> look_at_models(Project& project, const std::vector<std::string>& heads,
                                         migration::MigrationContext& context,
                                         std::optional<scripting::RevisionEnvironment>& environment) {
    if (!may_have_models(project))
        return std::nullopt;
    ModelState state;
    try {
        scripting::AutogenerateEnvironment models(context);
        if (!models.has_target() && !target_name(project.config()))
            return std::nullopt;
        state = compared(project, heads, context, models, environment);
    } catch (const Error& error) {
        scripting::take_up_models(error);
        if (error.kind() == Error::Kind::Interrupted || scripting::is_to_be_taken_up())
            throw;
        state.failure = error;
    }
    state.target = target_name(project.config()).value_or("");
    return state;
}

} // namespace limbeck::command
