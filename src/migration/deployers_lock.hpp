#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace limbeck {
struct Progress;
}
namespace limbeck::dialects {
class Connection;
}

namespace limbeck::migration {

/// The lock that keeps two deployers of one database apart (Connection::lock_migrations()).
class DeployersLock {
  public:
    /// Borrows the connection, which offline, where nobody acquires the lock, is null. `scope` tells version tables
    /// apart. How long to wait for another deployer; absent: until it is done. `progress`, if any, hears of the wait.
    /// `with_gap`: it is known that the lock does not keep all deployers apart (Connection::lock_gap()); else acquiring
    /// it throws Error(Unsupported) there.
    DeployersLock(dialects::Connection* connection, std::string scope, std::optional<std::chrono::milliseconds> timeout,
                  std::function<void(const Progress&)> progress, bool with_gap = false);

    bool is_held() const { return held_; }
    /// Waits for it, and says for whom. Throws dialects::LockHeld.
    void acquire();
    /// Takes it unless somebody else has it.
    bool acquire_if_free();
    void release();

  private:
    dialects::Connection* connection_;
    std::string scope_;
    std::chrono::milliseconds timeout_;
    std::function<void(const Progress&)> progress_;
    bool with_gap_;
    bool held_ = false;
};

} // namespace limbeck::migration
