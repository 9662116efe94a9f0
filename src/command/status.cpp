#include <limbeck/command.hpp>
#include <limbeck/error.hpp>

namespace limbeck::command {

void status(Config&, Format) {
    throw Error(Error::Kind::Unsupported, "not there yet");
}

} // namespace limbeck::command
