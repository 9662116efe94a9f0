#include <limbeck/command.hpp>
#include <limbeck/error.hpp>

namespace limbeck::command {

void upgrade_plan(Config&, const std::string&, const std::optional<std::string>&) {
    throw Error(Error::Kind::Unsupported, "not there yet");
}

} // namespace limbeck::command
