#include "dialects/client_library.hpp"

#include <dlfcn.h>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::dialects {

ClientLibrary::ClientLibrary(std::string file, std::string of, std::string packages)
    : file_(std::move(file)), of_(std::move(of)), packages_(std::move(packages)),
      handle_(dlopen(file_.c_str(), RTLD_LAZY | RTLD_LOCAL)) {
    if (!handle_)
        fail();
}

void* ClientLibrary::address_of(const char* name) const {
    void* address = dlsym(handle_, name);
    if (!address)
        fail();
    return address;
}

void ClientLibrary::fail() const {
    const char* reason = dlerror();
    throw Error(Error::Kind::Database,
                of_ + "'s client library cannot be loaded: " + std::string(reason ? reason : file_), {},
                "Install " + packages_ + ", or name the folder of " + file_ + " in LD_LIBRARY_PATH.");
}

} // namespace limbeck::dialects
