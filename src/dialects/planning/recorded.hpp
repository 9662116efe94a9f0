#pragma once

#include "dialects/planning/effects.hpp"
#include "dialects/planning/rules.hpp"
#include "dialects/planning/text_effects.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace limbeck::dialects {

/// What the recorded statements leave of the database that the session reads.
class Recorded {
  public:
    explicit Recorded(const PlanRules& rules) : rules_(rules) {}

    void add(const Effects& effects);
    /// A transaction was rolled back: what holds of what is recorded is not followed.
    void add_rollback() { anything_ = anything_ || !relations_.empty() || schema_changed_; }

    bool anything() const { return anything_; }
    bool schema_changed() const { return schema_changed_; }
    bool described(const std::string& name) const { return described_.count(rules_.folded(name)) > 0; }
    bool renamed(const std::string& table) const { return renamed_.count(rules_.folded(table)) > 0; }
    /// None: as the database says.
    std::optional<Presence::After> presence(Presence::Kind kind, const std::string& schema,
                                            const std::string& name) const;
    bool has_presence(Presence::Kind kind) const;
    /// Tables that are there, or not, beside what the database says; with the schema that is said.
    std::vector<std::string> tables_after(std::vector<std::string> before, const std::string& schema) const;

    /// Says which of the things that the reading is about an earlier statement changes; empty: none. Asks the database
    /// what changes with what is recorded, and whose the functions of the reading are.
    std::string met_by(const Reading& reading, const Read& read);

  private:
    void add_dependents(const Read& read);

    const PlanRules& rules_;
    bool anything_ = false;
    bool hooked_ = false; ///< a recorded statement made a trigger
    bool schema_changed_ = false;
    bool routines_changed_ = false;
    bool closed_ = true;                                     ///< relations_ holds what depends on them, too
    std::set<std::string> relations_;                        ///< with all their columns
    std::map<std::string, std::set<std::string>> columns_;   ///< relations of which only these columns change
    std::vector<std::pair<std::string, std::string>> edges_; ///< Effects::followers
    std::set<std::string> described_;
    std::set<std::string> renamed_;
    std::map<std::tuple<Presence::Kind, std::string, std::string>, Presence::After> presences_;
    std::optional<Dependents> dependents_; ///< read once: what statements of the plan add is in edges_
};

} // namespace limbeck::dialects
