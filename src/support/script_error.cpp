#include "support/script_error.hpp"

#include <limbeck/error.hpp>

namespace limbeck {

void fail_script(std::string what, std::string where, std::string now) {
    throw Error(Error::Kind::Script, std::move(what), std::move(where), std::move(now));
}

} // namespace limbeck
