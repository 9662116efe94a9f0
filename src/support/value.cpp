#include <limbeck/error.hpp>
#include <limbeck/value.hpp>

namespace limbeck {

Map::Map() = default;
Map::Map(std::initializer_list<std::pair<std::string, Value>> entries) : entries_(entries) {}
Map::Map(const Map&) = default;
Map::Map(Map&&) noexcept = default;
Map& Map::operator=(const Map&) = default;
Map& Map::operator=(Map&&) noexcept = default;
Map::~Map() = default;

const Value* Map::find(std::string_view key) const {
    for (const auto& [name, value] : entries_)
        if (name == key)
            return &value;
    return nullptr;
}

void Map::set(std::string key, Value value) {
    for (auto& [name, old] : entries_)
        if (name == key) {
            old = std::move(value);
            return;
        }
    entries_.emplace_back(std::move(key), std::move(value));
}

bool Map::operator==(const Map& other) const {
    return entries_ == other.entries_;
}

std::string_view Value::kind_name() const {
    static constexpr std::string_view names[] = {"null", "bool", "int",      "float",    "text", "bytes", "decimal",
                                                 "date", "time", "datetime", "interval", "uuid", "list",  "map"};
    return names[v_.index()];
}

namespace {

template <class T> const T& checked(const Value& value, std::string_view wanted) {
    if (const T* found = value.get_if<T>())
        return *found;
    throw Error(Error::Kind::Internal,
                "expected a value of kind " + std::string(wanted) + ", found " + std::string(value.kind_name()));
}

template <class T> const T* field(const Map& map, std::string_view key, std::string_view wanted) {
    const Value* value = map.find(key);
    if (!value || value->is_null())
        return nullptr;
    if (const T* found = value->get_if<T>())
        return found;
    throw Error(Error::Kind::Internal, "field '" + std::string(key) + "' should be of kind " + std::string(wanted) +
                                           ", found " + std::string(value->kind_name()));
}

} // namespace

bool Value::as_bool() const {
    return checked<bool>(*this, "bool");
}
std::int64_t Value::as_int() const {
    return checked<std::int64_t>(*this, "int");
}
const std::string& Value::as_text() const {
    return checked<std::string>(*this, "text");
}
const List& Value::as_list() const {
    return checked<List>(*this, "list");
}
const Map& Value::as_map() const {
    return checked<Map>(*this, "map");
}

bool bool_field(const Map& map, std::string_view key, bool otherwise) {
    const bool* found = field<bool>(map, key, "bool");
    return found ? *found : otherwise;
}

std::string text_field(const Map& map, std::string_view key, std::string otherwise) {
    const std::string* found = field<std::string>(map, key, "text");
    return found ? *found : otherwise;
}

std::optional<std::string> optional_text_field(const Map& map, std::string_view key) {
    const std::string* found = field<std::string>(map, key, "text");
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<std::int64_t> optional_int_field(const Map& map, std::string_view key) {
    const std::int64_t* found = field<std::int64_t>(map, key, "int");
    return found ? std::optional(*found) : std::nullopt;
}

std::optional<bool> optional_bool_field(const Map& map, std::string_view key) {
    const bool* found = field<bool>(map, key, "bool");
    return found ? std::optional(*found) : std::nullopt;
}

const List& list_field(const Map& map, std::string_view key) {
    static const List empty;
    const List* found = field<List>(map, key, "list");
    return found ? *found : empty;
}

const Map& map_field(const Map& map, std::string_view key) {
    static const Map empty;
    const Map* found = field<Map>(map, key, "map");
    return found ? *found : empty;
}

std::vector<std::string> texts_field(const Map& map, std::string_view key) {
    std::vector<std::string> texts;
    for (const Value& item : list_field(map, key))
        texts.push_back(item.as_text());
    return texts;
}

} // namespace limbeck
