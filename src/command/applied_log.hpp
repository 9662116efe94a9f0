#pragma once

#include "migration/log_table.hpp"

#include <string>
#include <unordered_map>

namespace limbeck::command {

/// What the log table says of each revision that is applied.
class AppliedLog {
  public:
    AppliedLog() = default;
    /// Reads the table that [limbeck] log_table names. Throws Error(Command) when it names none.
    explicit AppliedLog(migration::MigrationContext& context);
    explicit AppliedLog(const std::vector<migration::LogEntry>& newest_first);

    /// The entry by which the database got to have this revision; null when there is none, or it was taken back.
    const migration::LogEntry* find(const std::string& revision) const;

  private:
    std::unordered_map<std::string, migration::LogEntry> newest_;
};

/// "2026-01-31 12:30:00 UTC by user@host in 120 ms".
std::string applied_text(const migration::LogEntry& entry);

} // namespace limbeck::command
