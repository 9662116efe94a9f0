#include "command/difference_json.hpp"

#include <nlohmann/json.hpp>

namespace limbeck::command {

namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json change_json(const autogenerate::DescribedChange& change) {
    return {{"change", autogenerate::name_of(change.mark)},
            {"kind", change.kind},
            {"name", text_or_null(change.name)},
            {"column", text_or_null(change.column)},
            {"detail", text_or_null(change.detail)}};
}

} // namespace

Json difference_json(const std::string& database, const std::string& target,
                     const std::vector<autogenerate::DescribedObject>& objects, const std::vector<std::string>& sql,
                     const std::vector<std::string>& notes) {
    Json differences = Json::array();
    for (const autogenerate::DescribedObject& object : objects) {
        Json changes = Json::array();
        for (const autogenerate::DescribedChange& change : object.changes)
            changes.push_back(change_json(change));
        differences.push_back({{"change", autogenerate::name_of(object.mark)},
                               {"kind", object.kind},
                               {"schema", text_or_null(object.schema)},
                               {"name", object.name},
                               {"changes", std::move(changes)}});
    }
    return {{"database", database},
            {"target", target},
            {"differences", std::move(differences)},
            {"sql", sql},
            {"notes", notes}};
}

} // namespace limbeck::command
