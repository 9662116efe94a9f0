#pragma once

#include <string>
#include <type_traits>

namespace limbeck::dialects {

/// A database's client library, loaded when a connection is wanted: such a library brings others with it, which cost
/// more than all the rest of a command that needs no server. It stays loaded until the program ends.
class ClientLibrary {
  public:
    /// `of`: "PostgreSQL"; `packages`: how it is installed. Throws Error(Database) where this machine has none.
    ClientLibrary(std::string file, std::string of, std::string packages);

    /// Sets `function` to the library's function of that name. Throws Error(Database) where it has none, being too old.
    template <class Function> void find(Function& function, const char* name) const {
        function = reinterpret_cast<std::remove_reference_t<Function>>(address_of(name));
    }

  private:
    void* address_of(const char* name) const;
    [[noreturn]] void fail() const;

    std::string file_, of_, packages_;
    void* handle_;
};

} // namespace limbeck::dialects
