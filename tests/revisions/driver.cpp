// Answers questions about a script directory, one JSON object on each line of standard input, one answer on each line
// of standard output: what compare.py puts beside the answers of Alembic.
//
//   revisions_driver <script location>
//   {"ask": "upgrade", "to": "head", "from": ["a1"]}
//   {"steps": ["upgrade a1 -> b2, message"], "changes": [[["update", "a1", "b2"]]], "heads": [["b2"]]}
#include "configuration/options.hpp"
#include "revisions/script_directory.hpp"

#include <iostream>
#include <nlohmann/json.hpp>

using namespace limbeck;
using namespace limbeck::revisions;
using nlohmann::json;

namespace {

Identifier identifier(const json& value) {
    if (value.is_null())
        return std::monostate{};
    if (value.is_string())
        return value.get<std::string>();
    return value.get<std::vector<std::string>>();
}

json ids(const std::vector<const Revision*>& revisions) {
    json list = json::array();
    for (const Revision* revision : revisions)
        list.push_back(revision ? json(revision->id) : json());
    return list;
}

json plan(const std::vector<Step>& steps, const std::vector<std::string>& from) {
    json answer{{"steps", json::array()}, {"changes", json::array()}, {"heads", json::array()}};
    VersionRows heads(from);
    for (const Step& step : steps) {
        answer["steps"].push_back(step.text());
        json changes = json::array();
        std::vector<VersionChange> rows = step.version_changes(heads);
        for (const VersionChange& row : rows) {
            const char* kind = row.kind == VersionChange::Kind::Insert   ? "insert"
                               : row.kind == VersionChange::Kind::Delete ? "delete"
                                                                         : "update";
            changes.push_back({kind, row.from, row.to});
        }
        heads.apply(rows);
        answer["changes"].push_back(changes);
        answer["heads"].push_back(heads.ids());
    }
    return answer;
}

json answer(const ScriptDirectory& directory, const json& question) {
    std::string ask = question.at("ask");
    auto argument = [&](const char* name) { return identifier(question.value(name, json())); };
    auto list = [&](const char* name) { return question.value(name, std::vector<std::string>{}); };
    if (ask == "heads")
        return {{"heads", directory.get_heads()},
                {"real_heads", directory.get_heads(true)},
                {"bases", directory.get_bases()}};
    if (ask == "get_revisions")
        return ids(directory.get_revisions(argument("id")));
    if (ask == "get_revision")
        return ids({directory.get_revision(argument("id"))});
    if (ask == "all_current")
        return ids(directory.get_all_current(list("id")));
    if (ask == "walk")
        return ids(directory.walk_revisions(argument("base"), argument("head")));
    if (ask == "upgrade")
        return plan(directory.upgrade_steps(argument("to"), list("from")), list("from"));
    if (ask == "downgrade")
        return plan(directory.downgrade_steps(argument("to"), list("from")), list("from"));
    if (ask == "stamp")
        return plan(directory.stamp_steps(argument("to"), list("from")), list("from"));
    if (ask == "words") {
        json words = json::array();
        for (const Revision* revision : directory.walk_revisions()) {
            ScriptFormat format;
            format.include_branches = format.include_doc = format.include_parents = true;
            words.push_back({directory.format(*revision, format), directory.log_entry(*revision)});
        }
        return words;
    }
    throw std::invalid_argument("unknown question " + ask);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2)
        return 2;
    configuration::ScriptOptions options;
    options.script_location = argv[1];
    ScriptDirectory directory(options, {}, [](std::string_view) {});
    std::string line;
    while (std::getline(std::cin, line)) {
        json reply;
        try {
            reply = answer(directory, json::parse(line));
        } catch (const Error& error) {
            reply = {{"error", error.what()}, {"internal", error.kind() == Error::Kind::Internal}};
        }
        std::cout << reply.dump() << "\n";
    }
}
