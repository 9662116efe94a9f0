#include "command/current_heads.hpp"

#include <utility>

namespace limbeck::command {

void with_current_heads(
    Project& project, const char* command, Map arguments, bool dont_mutate,
    const std::function<void(const std::vector<std::string>& heads, migration::MigrationContext& context)>& use) {
    migration::Request request;
    request.command = command;
    request.arguments = std::move(arguments);
    request.dont_mutate = dont_mutate;
    request.steps = [&](const std::vector<std::string>& heads, migration::MigrationContext& context) {
        use(heads, context);
        return std::vector<revisions::Step>();
    };
    project.run_environment(std::move(request));
}

} // namespace limbeck::command
