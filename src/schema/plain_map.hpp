#pragma once

#include <algorithm>
#include <limbeck/error.hpp>
#include <limbeck/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::schema {

/// Reads the members of one struct from its map and then complains about keys that nobody asked for. Borrows the map.
class MapReader {
  public:
    /// `what` is the struct's name, for messages. Throws Error(Internal) when the value is not a map.
    MapReader(const Value& plain, std::string what) : what_(std::move(what)) {
        map_ = plain.get_if<Map>();
        if (!map_)
            complain("should be a map, found " + std::string(plain.kind_name()));
    }

    /// The value of the key, or null for one that is absent or null.
    const Value* find(std::string_view key) {
        asked_.push_back(key);
        const Value* value = map_->find(key);
        return value && !value->is_null() ? value : nullptr;
    }

    void read(std::string_view key, bool& to) { assign<bool>(key, to, "bool"); }
    void read(std::string_view key, std::string& to) { assign<std::string>(key, to, "text"); }
    void read(std::string_view key, Map& to) { assign<Map>(key, to, "map"); }
    void read(std::string_view key, std::optional<bool>& to) { assign<bool>(key, to, "bool"); }
    void read(std::string_view key, std::optional<std::string>& to) { assign<std::string>(key, to, "text"); }
    void read(std::string_view key, std::optional<std::int64_t>& to) { assign<std::int64_t>(key, to, "int"); }
    void read(std::string_view key, std::optional<int>& to) {
        std::optional<std::int64_t> wide;
        read(key, wide);
        if (wide)
            to = static_cast<int>(*wide);
    }
    void read(std::string_view key, std::vector<std::string>& to) {
        List items;
        assign<List>(key, items, "list");
        for (const Value& item : items) {
            const auto* text = item.get_if<std::string>();
            if (!text)
                complain("'" + std::string(key) + "' should be a list of texts, found " +
                         std::string(item.kind_name()));
            to.push_back(*text);
        }
    }

    /// Calls `each` with every item of a list.
    template <class Each> void for_each(std::string_view key, Each each) {
        List items;
        assign<List>(key, items, "list");
        for (const Value& item : items)
            each(item);
    }

    /// To be called when all members have been read.
    void finish() const {
        for (const auto& [key, value] : map_->entries())
            if (std::find(asked_.begin(), asked_.end(), key) == asked_.end())
                complain("has no member '" + key + "'");
    }

    [[noreturn]] void complain(const std::string& text) const {
        throw Error(Error::Kind::Internal, what_ + " in plain form " + text);
    }

  private:
    template <class T, class To> void assign(std::string_view key, To& to, const char* kind) {
        const Value* value = find(key);
        if (!value)
            return;
        const T* found = value->get_if<T>();
        if (!found)
            complain("'" + std::string(key) + "' should be of kind " + kind + ", found " +
                     std::string(value->kind_name()));
        to = *found;
    }

    const Map* map_;
    std::string what_;
    std::vector<std::string_view> asked_;
};

/// Writes the members of one struct that differ from their defaults.
class MapWriter {
  public:
    void write(std::string key, bool value, bool otherwise = false) {
        if (value != otherwise)
            map_.set(std::move(key), value);
    }
    void write(std::string key, const std::string& value) {
        if (!value.empty())
            map_.set(std::move(key), value);
    }
    void write(std::string key, const Map& value) {
        if (!value.entries().empty())
            map_.set(std::move(key), value);
    }
    void write(std::string key, const std::vector<std::string>& value) {
        if (!value.empty())
            map_.set(std::move(key), List(value.begin(), value.end()));
    }
    template <class T> void write(std::string key, const std::optional<T>& value) {
        if (value)
            map_.set(std::move(key), Value(*value));
    }
    void set(std::string key, Value value) { map_.set(std::move(key), std::move(value)); }
    Map take() { return std::move(map_); }

  private:
    Map map_;
};

} // namespace limbeck::schema
