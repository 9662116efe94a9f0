#include <limbeck/command.hpp>
#include <limbeck/error.hpp>

namespace limbeck::command {

void edit(Config&, const std::string&) {
    throw Error(Error::Kind::Unsupported, "not there yet");
}

} // namespace limbeck::command
