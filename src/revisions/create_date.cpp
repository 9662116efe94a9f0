#include "revisions/create_date.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <limbeck/error.hpp>
#include <sstream>
#include <string_view>
#include <sys/time.h>

namespace limbeck::revisions {
namespace {

constexpr std::int64_t day_seconds = 86400;

std::int64_t days_from_civil(std::int64_t year, int month, int day) {
    year -= month <= 2;
    std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    std::int64_t of_era = year - era * 400;
    std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int year_of(std::int64_t seconds) {
    std::time_t moment = seconds;
    tm utc{};
    gmtime_r(&moment, &utc);
    return utc.tm_year + 1900;
}

/// The rule for moments after the last transition of a zone: "CET-1CEST,M3.5.0,M10.5.0/3" (POSIX, environment
/// variable TZ; RFC 8536, section 3.3).
class PosixRule {
  public:
    explicit PosixRule(std::string_view text) : text_(text) {}

    std::optional<int> offset_at(std::int64_t epoch) {
        if (!name())
            return std::nullopt;
        int standard = -seconds();
        if (text_.empty())
            return standard;
        if (!name())
            return std::nullopt;
        int summer = standard + 3600;
        if (!text_.empty() && text_.front() != ',')
            summer = -seconds();
        int year = year_of(epoch + standard);
        std::int64_t begin = change(year) - standard;
        std::int64_t end = change(year) - summer;
        if (failed_)
            return std::nullopt;
        bool is_summer = begin < end ? epoch >= begin && epoch < end : epoch >= begin || epoch < end;
        return is_summer ? summer : standard;
    }

  private:
    bool name() {
        std::size_t length = 0;
        if (text_.starts_with('<'))
            length = text_.find('>') == std::string_view::npos ? 0 : text_.find('>') + 1;
        else
            while (length < text_.size() && ((text_[length] | 0x20) >= 'a' && (text_[length] | 0x20) <= 'z'))
                ++length;
        text_.remove_prefix(length);
        return length > 0;
    }

    int number() {
        int value = 0;
        while (!text_.empty() && text_.front() >= '0' && text_.front() <= '9') {
            value = value * 10 + (text_.front() - '0');
            text_.remove_prefix(1);
        }
        return value;
    }

    bool take(char c) {
        if (text_.empty() || text_.front() != c)
            return false;
        text_.remove_prefix(1);
        return true;
    }

    int seconds() {
        int sign = take('-') ? -1 : 1;
        take('+');
        int value = number() * 3600;
        if (take(':'))
            value += number() * 60;
        if (take(':'))
            value += number();
        return sign * value;
    }

    /// The next ",date[/time]" of the rule, as local seconds since 1970.
    std::int64_t change(int year) {
        failed_ |= !take(',');
        std::int64_t day = 0;
        if (take('M')) {
            int month = number();
            failed_ |= !take('.');
            int week = number();
            failed_ |= !take('.');
            int weekday = number();
            std::int64_t first = days_from_civil(year, month, 1);
            int first_weekday = static_cast<int>(((first + 4) % 7 + 7) % 7); // 1 January 1970 was a Thursday
            day = first + (weekday - first_weekday + 7) % 7 + (week - 1) * 7;
            std::int64_t next_month =
                month == 12 ? days_from_civil(year + 1, 1, 1) : days_from_civil(year, month + 1, 1);
            while (day >= next_month)
                day -= 7;
        } else if (take('J')) {
            int n = number();
            day = days_from_civil(year, 1, 1) + n - 1 + (is_leap(year) && n >= 60);
        } else
            day = days_from_civil(year, 1, 1) + number();
        return day * day_seconds + (take('/') ? seconds() : 7200);
    }

    std::string_view text_;
    bool failed_ = false;
};

/// Offset from UTC in a compiled time zone (RFC 8536).
std::optional<int> offset_in(std::string_view data, std::int64_t epoch) {
    auto number = [&](std::size_t at, std::size_t size) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8 | static_cast<unsigned char>(data[at + i]);
        return value;
    };
    struct Counts {
        std::size_t isut, isstd, leap, time, type, chars;
    };
    auto counts_at = [&](std::size_t at) {
        return Counts{number(at + 20, 4), number(at + 24, 4), number(at + 28, 4),
                      number(at + 32, 4), number(at + 36, 4), number(at + 40, 4)};
    };
    auto length = [](const Counts& c, std::size_t width) {
        return c.time * (width + 1) + c.type * 6 + c.chars + c.leap * (width + 4) + c.isstd + c.isut;
    };
    if (data.size() < 44 || !data.starts_with("TZif"))
        return std::nullopt;
    std::size_t start = 0, width = 4;
    Counts counts = counts_at(0);
    if (data[4] >= '2') {
        start = 44 + length(counts, 4);
        if (start + 44 > data.size())
            return std::nullopt;
        counts = counts_at(start);
        width = 8;
    }
    std::size_t times = start + 44;
    if (times + length(counts, width) > data.size() || counts.type == 0)
        return std::nullopt;
    auto time = [&](std::size_t i) {
        std::uint64_t raw = number(times + i * width, width);
        return width == 8 ? static_cast<std::int64_t>(raw) : static_cast<std::int64_t>(static_cast<std::int32_t>(raw));
    };
    std::size_t types = times + counts.time * width, infos = types + counts.time;
    auto offset = [&](std::size_t type) {
        return static_cast<int>(static_cast<std::int32_t>(number(infos + type * 6, 4)));
    };
    std::size_t after = 0; // number of transitions that have happened
    while (after < counts.time && time(after) <= epoch)
        ++after;
    if (after == counts.time && width == 8) {
        std::string_view footer = data.substr(times + length(counts, width));
        if (footer.starts_with('\n')) {
            footer.remove_prefix(1);
            if (auto found = PosixRule(footer.substr(0, footer.find('\n'))).offset_at(epoch))
                return found;
        }
    }
    std::size_t type = after == 0 ? 0 : static_cast<unsigned char>(data[types + after - 1]);
    return type < counts.type ? std::optional(offset(type)) : std::nullopt;
}

std::optional<int> offset_in_zone(const std::string& name, std::int64_t epoch) {
    if (name.empty() || name.front() == '/' || name.find("..") != std::string::npos)
        return std::nullopt;
    for (const char* folder :
         {"/usr/share/zoneinfo/", "/usr/lib/zoneinfo/", "/usr/share/lib/zoneinfo/", "/etc/zoneinfo/"}) {
        std::ifstream stream(folder + name, std::ios::binary);
        if (!stream)
            continue;
        std::ostringstream data;
        data << stream.rdbuf();
        if (auto offset = offset_in(data.str(), epoch))
            return offset;
    }
    if (name == "UTC")
        return 0; // also without a time zone database
    return std::nullopt;
}

CreateDate from_local(std::int64_t epoch, int microsecond, const tm& local) {
    CreateDate date;
    date.epoch = epoch;
    date.year = local.tm_year + 1900;
    date.month = local.tm_mon + 1;
    date.day = local.tm_mday;
    date.hour = local.tm_hour;
    date.minute = local.tm_min;
    date.second = local.tm_sec;
    date.microsecond = microsecond;
    return date;
}

} // namespace

std::string CreateDate::text() const {
    char text[96];
    int length =
        std::snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d:%02d", year, month, day, hour, minute, second);
    auto add = [&](const char* format, auto... values) {
        length += std::snprintf(text + length, sizeof text - static_cast<std::size_t>(length), format, values...);
    };
    if (microsecond)
        add(".%06d", microsecond);
    if (utc_offset) {
        int distance = std::abs(*utc_offset);
        add("%c%02d:%02d", *utc_offset < 0 ? '-' : '+', distance / 3600, distance / 60 % 60);
        if (distance % 60)
            add(":%02d", distance % 60);
    }
    return text;
}

CreateDate create_date_at(std::int64_t epoch, int microsecond, const std::optional<std::string>& timezone) {
    std::time_t moment = epoch;
    tm local{};
    if (!timezone) {
        localtime_r(&moment, &local);
        return from_local(epoch, microsecond, local);
    }
    std::optional<int> offset = offset_in_zone(*timezone, epoch);
    if (!offset) {
        std::string upper = *timezone;
        std::transform(upper.begin(), upper.end(), upper.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        offset = offset_in_zone(upper, epoch);
    }
    if (!offset)
        fail("Can't locate timezone: " + *timezone, {},
             "use a name from the IANA time zone database, such as Europe/Berlin");
    moment += *offset;
    gmtime_r(&moment, &local);
    CreateDate date = from_local(epoch, microsecond, local);
    date.utc_offset = offset;
    return date;
}

CreateDate create_date_now(const std::optional<std::string>& timezone) {
    timeval now{};
    gettimeofday(&now, nullptr);
    return create_date_at(now.tv_sec, static_cast<int>(now.tv_usec), timezone);
}

} // namespace limbeck::revisions
