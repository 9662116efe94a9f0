#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace limbeck::dialects {
class Connection;
}

namespace limbeck::migration {

class MigrationContext;

/// What migrations have come to in transactions that env.py had begun before context.configure(), and which it ends
/// itself, if it does.
class Uncommitted {
  public:
    /// The context has run its migrations.
    void note(MigrationContext& context);
    /// env.py is done: throws Error(Script) where one of these transactions was not committed. `env_py`: its file.
    void check(const std::string& env_py);

  private:
    struct Work {
        std::shared_ptr<dialects::Connection> connection;
        std::string schema, table; ///< of versions
        std::set<std::string> heads;
    };
    std::vector<Work> works_;
};

} // namespace limbeck::migration
