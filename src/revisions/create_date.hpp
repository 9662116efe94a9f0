#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace limbeck::revisions {

/// The moment a revision file is made, as its template and its name show it: Python's datetime.
struct CreateDate {
    std::int64_t epoch = 0; ///< seconds since 1970, UTC
    int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0;
    std::optional<int> utc_offset; ///< seconds; absent for local time without a configured timezone

    /// As Python's str(datetime): 2026-01-31 12:30:00.123456+02:00.
    std::string text() const;
};

/// The present moment in `timezone` (a name of the IANA database, upper-cased when it is not found as written), or in
/// local time. Throws Error(Command) "Can't locate timezone: X".
CreateDate create_date_now(const std::optional<std::string>& timezone);

/// The same for a given moment.
CreateDate create_date_at(std::int64_t epoch, int microsecond, const std::optional<std::string>& timezone);

} // namespace limbeck::revisions
