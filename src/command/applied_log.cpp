#include "command/applied_log.hpp"

#include "migration/context.hpp"

#include <limbeck/error.hpp>

namespace limbeck::command {

namespace {

std::vector<migration::LogEntry> read(migration::MigrationContext& context) {
    const std::optional<std::string>& table = context.options().log_table;
    if (!table)
        fail("There is no log of what was applied", {},
             "Set log_table = <name> in the section [limbeck] of the .ini file, and the steps from then on are kept in "
             "that table.");
    return migration::read_log(context, *table);
}

} // namespace

AppliedLog::AppliedLog(migration::MigrationContext& context) : AppliedLog(read(context)) {}

AppliedLog::AppliedLog(const std::vector<migration::LogEntry>& newest_first) {
    for (const migration::LogEntry& entry : newest_first)
        for (std::size_t begin = 0; begin <= entry.revision.size();) {
            const std::size_t end = std::min(entry.revision.find(", ", begin), entry.revision.size());
            newest_.emplace(entry.revision.substr(begin, end - begin), entry);
            begin = end + 2;
        }
}

const migration::LogEntry* AppliedLog::find(const std::string& revision) const {
    const auto found = newest_.find(revision);
    return found == newest_.end() || found->second.direction == "downgrade" ? nullptr : &found->second;
}

std::string applied_text(const migration::LogEntry& entry) {
    std::string text = entry.applied_at + " UTC by " + entry.applied_by;
    if (entry.direction == "stamp")
        text += ", stamped";
    else if (entry.duration_ms)
        text += " in " + std::to_string(*entry.duration_ms) + " ms";
    return text;
}

} // namespace limbeck::command
