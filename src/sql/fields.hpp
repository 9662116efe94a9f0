#pragma once

#include "schema/plain.hpp"
#include "sql/plain.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <initializer_list>
#include <limbeck/error.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// How structs are read and written in plain form (schema/plain.hpp says the rule). A struct lists its members once, in
// a function that argument-dependent lookup finds, and has a name for messages:
//
//     template <class V, Like<Deferral> N> void fields(V& v, N& n) {
//         v("deferrable", n.deferrable), v("initially", n.initially);
//     }
//     constexpr std::string_view plain_name(const Deferral*) { return "Deferral"; }
//
// A FieldReader or a FieldWriter is the `v`. A value whose plain form is no map of its members, or that is read in
// another file, has read_plain(const Value&, T&) and to_plain(const T&) instead; an enum has plain_names(const E*).
//
// For .cpp files only: heavy templates.
namespace limbeck::sql {

template <class N, class T>
concept Like = std::same_as<std::remove_const_t<N>, T>;

class FieldReader;

template <class T>
concept HasFields = requires(FieldReader& reader, T& value) {
    fields(reader, value);
};

template <class T>
concept ReadByItself = requires(const Value& plain, T& value) {
    read_plain(plain, value);
};

template <class T>
concept Enum = std::is_enum_v<T>;

/// Reads the members of one struct from its map, and then complains of keys that nobody asked for. An absent or null
/// key leaves the member as it is. Borrows name and map. Throws Error(Internal).
class FieldReader {
  public:
    FieldReader(std::string_view name, const Value& plain) : name_(name) {
        map_ = plain.get_if<Map>();
        if (!map_)
            complain("should be a map, found " + std::string(plain.kind_name()));
    }

    template <class T> void operator()(std::string_view key, T& member) {
        if (const Value* value = find(key))
            read(key, *value, member);
    }
    /// A member that is always written, also when it has its default.
    template <class T> void always(std::string_view key, T& member) { (*this)(key, member); }
    /// A member without which the struct means nothing.
    template <class T> void required(std::string_view key, T& member) {
        const Value* value = find(key);
        if (!value)
            complain("lacks '" + std::string(key) + "'");
        read(key, *value, member);
    }
    /// An expression for which null is the value NULL and not absence.
    void literal(std::string_view key, ExpressionPtr& member) {
        asked_.push_back(key);
        if (const Value* value = map_->find(key))
            member = from_plain(*value);
    }
    /// A key that says what the map is and not what is in it.
    void ignore(std::string_view key) { asked_.push_back(key); }

    void finish() const {
        for (const auto& [key, value] : map_->entries())
            if (std::find(asked_.begin(), asked_.end(), key) == asked_.end())
                complain("has no member '" + key + "'");
    }

    [[noreturn]] void complain(const std::string& text) const {
        throw Error(Error::Kind::Internal, std::string(name_) + " in plain form " + text);
    }

  private:
    const Value* find(std::string_view key) {
        asked_.push_back(key);
        const Value* value = map_->find(key);
        return value && !value->is_null() ? value : nullptr;
    }

    template <class T> const T& expect(std::string_view key, const Value& value, const char* kind) const {
        const T* found = value.get_if<T>();
        if (!found)
            complain("'" + std::string(key) + "' should be of kind " + kind + ", found " +
                     std::string(value.kind_name()));
        return *found;
    }

    void read(std::string_view key, const Value& value, std::string& into) const {
        into = expect<std::string>(key, value, "text");
    }
    void read(std::string_view key, const Value& value, bool& into) const { into = expect<bool>(key, value, "bool"); }
    void read(std::string_view key, const Value& value, std::int64_t& into) const {
        into = expect<std::int64_t>(key, value, "int");
    }
    void read(std::string_view key, const Value& value, int& into) const {
        const std::int64_t wide = expect<std::int64_t>(key, value, "int");
        if (!std::in_range<int>(wide))
            complain("'" + std::string(key) + "' is out of range: " + std::to_string(wide));
        into = static_cast<int>(wide);
    }
    void read(std::string_view key, const Value& value, Map& into) const { into = expect<Map>(key, value, "map"); }
    void read(std::string_view, const Value& value, Value& into) const { into = value; }
    void read(std::string_view, const Value& value, ExpressionPtr& into) const { into = from_plain(value); }
    void read(std::string_view, const Value& value, schema::TypePtr& into) const {
        into = value.is_null() ? nullptr : std::make_shared<const schema::Type>(schema::type_from_plain(value));
    }
    template <Enum E> void read(std::string_view key, const Value& value, E& into) const {
        const std::string& text = expect<std::string>(key, value, "text");
        const auto names = plain_names(static_cast<const E*>(nullptr));
        const auto found = std::find(names.begin(), names.end(), text);
        if (found == names.end())
            complain("has the unknown " + std::string(key) + " '" + text + "'");
        into = static_cast<E>(found - names.begin());
    }

    /// A change to something or to nothing: {"to": x} or {"drop": true}. `to` makes the place for x.
    template <class Drop, class To> void read_change(std::string_view key, const Value& value, Drop drop, To to) const {
        const Map& change = expect<Map>(key, value, "map");
        const Value* target = change.find("to");
        const Value* dropped = change.find("drop");
        if (change.entries().size() != 1 || (dropped && *dropped != Value(true)) || (target && target->is_null()))
            complain("'" + std::string(key) + "' should be {\"to\": …} or {\"drop\": true}");
        if (dropped)
            drop();
        else if (target)
            read(key, *target, to());
        else
            complain("'" + std::string(key) + "' should be {\"to\": …} or {\"drop\": true}");
    }
    template <class T>
    void read(std::string_view key, const Value& value, std::optional<std::optional<T>>& into) const {
        read_change(
            key, value, [&] { into.emplace(std::nullopt); }, [&]() -> T& { return into.emplace().emplace(); });
    }
    void read(std::string_view key, const Value& value, std::optional<ExpressionPtr>& into) const {
        read_change(
            key, value, [&] { into.emplace(nullptr); }, [&]() -> ExpressionPtr& { return into.emplace(); });
    }
    template <class T> void read(std::string_view key, const Value& value, std::optional<T>& into) const {
        read(key, value, into.emplace());
    }

    template <class A, class B> void read(std::string_view key, const Value& value, std::pair<A, B>& into) const {
        const List& list = expect<List>(key, value, "list");
        if (list.size() != 2)
            complain("'" + std::string(key) + "' should be a pair, found a list of " + std::to_string(list.size()));
        read(key, list[0], into.first);
        read(key, list[1], into.second);
    }
    template <class T> void read(std::string_view key, const Value& value, std::vector<T>& into) const {
        const List& list = expect<List>(key, value, "list");
        into.clear();
        into.reserve(list.size());
        for (const Value& item : list)
            read(key, item, into.emplace_back());
    }
    template <class T> void read(std::string_view key, const Value& value, std::map<std::string, T>& into) const {
        into.clear();
        for (const auto& [name, item] : expect<Map>(key, value, "map").entries())
            read(key, item, into[name]);
    }
    template <ReadByItself T> void read(std::string_view, const Value& value, T& into) const {
        read_plain(value, into);
    }
    template <HasFields T>
    requires(!ReadByItself<T>) void read(std::string_view, const Value& value, T& into) const {
        FieldReader reader(plain_name(static_cast<const T*>(nullptr)), value);
        fields(reader, into);
        reader.finish();
    }

    std::string_view name_;
    const Map* map_;
    std::vector<std::string_view> asked_;
};

/// Writes the members of one struct that differ from those of a default one.
class FieldWriter {
  public:
    template <class T> void operator()(std::string_view key, const T& member) {
        Value value = plain(member);
        if (defaults_ && value != (*defaults_)[at_++])
            map_.set(std::string(key), std::move(value));
        else if (!defaults_)
            found_.push_back(std::move(value));
    }
    template <class T> void always(std::string_view key, const T& member) {
        if (defaults_)
            map_.set(std::string(key), plain(member));
    }
    template <class T> void required(std::string_view key, const T& member) { always(key, member); }
    void literal(std::string_view key, const ExpressionPtr& member) {
        if (defaults_)
            map_.set(std::string(key), plain(member));
    }

    /// The map of the value's members; `first` come before them.
    template <class T> static Map map_of(const T& value, Map first = {}) {
        static const std::vector<Value> defaults = [] {
            FieldWriter writer;
            const T otherwise{};
            fields(writer, otherwise);
            return std::move(writer.found_);
        }();
        FieldWriter writer;
        writer.defaults_ = &defaults;
        writer.map_ = std::move(first);
        fields(writer, value);
        return std::move(writer.map_);
    }

  private:
    static Value plain(const std::string& value) { return value; }
    static Value plain(bool value) { return value; }
    static Value plain(int value) { return value; }
    static Value plain(std::int64_t value) { return value; }
    static Value plain(const Map& value) { return value; }
    static Value plain(const Value& value) { return value; }
    static Value plain(const ExpressionPtr& expression) { return expression ? to_plain(*expression) : Value(); }
    static Value plain(const schema::TypePtr& type) { return type ? to_plain(*type) : Value(); }
    template <Enum E> static Value plain(E value) {
        return std::string(plain_names(static_cast<const E*>(nullptr))[static_cast<std::size_t>(value)]);
    }
    template <class T> static Value plain(const std::optional<std::optional<T>>& change) {
        return !change ? Value() : *change ? Map{{"to", plain(**change)}} : Map{{"drop", true}};
    }
    static Value plain(const std::optional<ExpressionPtr>& change) {
        return !change ? Value() : *change ? Map{{"to", plain(*change)}} : Map{{"drop", true}};
    }
    template <class T> static Value plain(const std::optional<T>& member) { return member ? plain(*member) : Value(); }
    template <class A, class B> static Value plain(const std::pair<A, B>& pair) {
        return List{plain(pair.first), plain(pair.second)};
    }
    template <class T> static Value plain(const std::vector<T>& members) {
        List list;
        list.reserve(members.size());
        for (const T& member : members)
            list.push_back(plain(member));
        return list;
    }
    template <class T> static Value plain(const std::map<std::string, T>& members) {
        Map map;
        for (const auto& [name, member] : members)
            map.set(name, plain(member));
        return map;
    }
    template <ReadByItself T> static Value plain(const T& value) { return to_plain(value); }
    template <HasFields T>
    requires(!ReadByItself<T>) static Value plain(const T& value) { return map_of(value); }

    const std::vector<Value>* defaults_ = nullptr; ///< null: the defaults are being found out
    std::size_t at_ = 0;
    std::vector<Value> found_;
    Map map_;
};

/// The struct of that map, which may hold the keys `ignored` besides its members.
template <class T> void read_fields(const Value& plain, T& into, std::initializer_list<std::string_view> ignored = {}) {
    FieldReader reader(plain_name(static_cast<const T*>(nullptr)), plain);
    for (const std::string_view key : ignored)
        reader.ignore(key);
    fields(reader, into);
    reader.finish();
}

} // namespace limbeck::sql
