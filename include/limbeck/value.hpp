#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace limbeck {

class Value;

// Values that a database or a script knows as more than text. The text is always in ISO 8601 form,
// or in the canonical form of the type.
struct Bytes {
    std::string data;
    bool operator==(const Bytes&) const = default;
};
struct Decimal {
    std::string text;
    bool operator==(const Decimal&) const = default;
};
/// 2026-01-31
struct Date {
    std::string text;
    bool operator==(const Date&) const = default;
};
/// 12:30:00[.000001][+02:00]
struct Time {
    std::string text;
    bool operator==(const Time&) const = default;
};
/// 2026-01-31 12:30:00[.000001][+02:00]
struct DateTime {
    std::string text;
    bool operator==(const DateTime&) const = default;
};
/// 8-4-4-4-12, lower case
struct Uuid {
    std::string text;
    bool operator==(const Uuid&) const = default;
};
struct Interval {
    std::int64_t days = 0, seconds = 0, microseconds = 0;
    bool operator==(const Interval&) const = default;
};

using List = std::vector<Value>;

/// An insertion-ordered map with text keys: Python's dict as it crosses to the engine.
/// Lookup is linear: these maps are small.
class Map {
  public:
    Map();
    Map(std::initializer_list<std::pair<std::string, Value>> entries);
    Map(const Map&);
    Map(Map&&) noexcept;
    Map& operator=(const Map&);
    Map& operator=(Map&&) noexcept;
    ~Map();

    /// The value stored under key, or nullptr.
    const Value* find(std::string_view key) const;
    /// Stores value under key, in place of an older one.
    void set(std::string key, Value value);
    const std::vector<std::pair<std::string, Value>>& entries() const { return entries_; }
    bool operator==(const Map&) const;

  private:
    std::vector<std::pair<std::string, Value>> entries_;
};

/// A plain value: what rows are made of, what statements bind, and what crosses between a script and
/// the engine. Copies are deep. Not synchronized.
class Value {
  public:
    using Variant = std::variant<std::monostate, bool, std::int64_t, double, std::string, Bytes, Decimal, Date, Time,
                                 DateTime, Interval, Uuid, List, Map>;

    Value() = default; ///< null
    Value(bool v) : v_(v) {}
    Value(int v) : v_(std::int64_t{v}) {}
    Value(std::int64_t v) : v_(v) {}
    Value(double v) : v_(v) {}
    Value(const char* v) : v_(std::string(v)) {}
    Value(std::string v) : v_(std::move(v)) {}
    Value(std::string_view v) : v_(std::string(v)) {}
    Value(Bytes v) : v_(std::move(v)) {}
    Value(Decimal v) : v_(std::move(v)) {}
    Value(Date v) : v_(std::move(v)) {}
    Value(Time v) : v_(std::move(v)) {}
    Value(DateTime v) : v_(std::move(v)) {}
    Value(Interval v) : v_(v) {}
    Value(Uuid v) : v_(std::move(v)) {}
    Value(List v) : v_(std::move(v)) {}
    Value(Map v) : v_(std::move(v)) {}

    bool is_null() const { return std::holds_alternative<std::monostate>(v_); }
    template <class T> const T* get_if() const { return std::get_if<T>(&v_); }
    const Variant& variant() const { return v_; }

    // Checked access; throws Error(Internal) that names the kind found when it is another one.
    bool as_bool() const;
    std::int64_t as_int() const;
    const std::string& as_text() const;
    const List& as_list() const;
    const Map& as_map() const;

    /// "null", "bool", "int", "float", "text", "bytes", "decimal", "date", "time", "datetime",
    /// "interval", "uuid", "list" or "map".
    std::string_view kind_name() const;

    bool operator==(const Value&) const = default;

  private:
    Variant v_;
};

// Reading a field of a plain map with a default. A field that is present with another kind of value
// throws Error(Internal) naming the key. A null counts as absent.
bool bool_field(const Map& map, std::string_view key, bool otherwise = false);
std::string text_field(const Map& map, std::string_view key, std::string otherwise = {});
std::optional<std::string> optional_text_field(const Map& map, std::string_view key);
std::optional<std::int64_t> optional_int_field(const Map& map, std::string_view key);
std::optional<bool> optional_bool_field(const Map& map, std::string_view key);
const List& list_field(const Map& map, std::string_view key); ///< empty when absent
const Map& map_field(const Map& map, std::string_view key);   ///< empty when absent
std::vector<std::string> texts_field(const Map& map, std::string_view key);

} // namespace limbeck
