#pragma once

#include "revisions/revision_set.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace limbeck::revisions {

/// A revision, or one of the two ways to be none: nothing found (None), or the state below all revisions (Base).
class Node {
  public:
    Node() = default; // None
    Node(const Revision* revision) : revision_(revision) {}
    static Node base() {
        Node node;
        node.is_base_ = true;
        return node;
    }

    bool is_base() const { return is_base_; }
    bool is_none() const { return !revision_ && !is_base_; }
    const Revision* revision() const { return revision_; }

  private:
    const Revision* revision_ = nullptr;
    bool is_base_ = false;
};

using Nodes = std::vector<Node>;

/// The revisions among these.
RevisionMap::Revisions revisions_among(const Nodes& nodes);

/// Finds what identifiers mean: ids, unique prefixes, labels, "head", "branch@heads", "-1". Throws RevisionError. Made
/// for one question; not synchronized.
class Resolver {
  public:
    using Revisions = RevisionMap::Revisions;
    using Ids = std::vector<std::string>;

    explicit Resolver(const RevisionMap& map) : map_(map) {}

    /// The id part as ids, and the branch before "@".
    std::pair<Ids, std::optional<std::string>> resolve_number(const Identifier& id) const;
    std::optional<std::string> current_head(std::string_view branch) const;
    Nodes nodes(const Identifier& id) const;
    const Revision* revision(const Identifier& id) const; ///< null: the base
    const Revision* branch(const std::string& name) const;

    /// Those that are ancestors or descendants of `check_against`.
    Ids filter(const Ids& ids, const Identifier& check_against) const;
    Revisions filter(const Revisions& targets, const Identifier& check_against, bool dependencies = false) const;

    /// From `at` some steps up or, below zero, down. None when there are fewer; the last one
    /// without `no_overwalk`.
    /// `branch`, where it is not empty, chooses on the way up.
    Node walk(Node at, int steps, const std::string& branch, bool no_overwalk) const;

  private:
    const Revision* for_ident(const std::string& id, const std::string& branch) const;
    const Revision* for_prefix(const std::string& id, const std::string& branch) const;
    const Revision* find_prefix(const std::string& id, const std::string& branch) const;
    const RevisionSet& lineage(const Revisions& of, bool dependencies) const;
    const RevisionSet* members_of(const Identifier& check_against, bool dependencies) const;
    Revisions above(Node at, const std::string& branch) const;
    Nodes below(Node at) const;

    const RevisionMap& map_;
    mutable std::unordered_map<std::string, const Revision*> by_prefix_;
    mutable RevisionSet lineage_; ///< the last one that was asked for
    mutable Revisions lineage_of_;
    mutable bool lineage_dependencies_ = false;
};

} // namespace limbeck::revisions
