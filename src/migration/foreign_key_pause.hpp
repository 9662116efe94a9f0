#pragma once

namespace limbeck::dialects {
class Connection;
}

namespace limbeck::migration {

/// While this lives foreign keys are off, where a rebuilt table would otherwise lose the rows that refer to it
/// (dialects::Rebuilding). Begins and ends outside of a transaction; in one it changes nothing.
class ForeignKeyPause {
  public:
    /// Borrows the connection.
    explicit ForeignKeyPause(dialects::Connection& connection);
    ~ForeignKeyPause();
    ForeignKeyPause(const ForeignKeyPause&) = delete;
    ForeignKeyPause& operator=(const ForeignKeyPause&) = delete;
    /// For use before the step commits. Throws Error(Database) naming the rows that refer to nothing.
    void check();

  private:
    dialects::Connection& connection_;
    bool paused_ = false;
};

} // namespace limbeck::migration
