#pragma once

#include "revisions/edges.hpp"

#include <cstdint>
#include <deque>
#include <limbeck/error.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace limbeck::revisions {

/// A revision as its file describes it.
struct RevisionData {
    std::string id;
    std::vector<std::string> down_revision;
    std::vector<std::string> dependencies;  ///< depends_on: ids, unique prefixes are not allowed, or branch labels
    std::vector<std::string> branch_labels; ///< those that this very file declares
};

/// Labels that many revisions have: one list for all of them.
class BranchLabels {
  public:
    using Labels = std::vector<std::string>;
    using value_type = std::string;
    using const_iterator = Labels::const_iterator;
    using iterator = const_iterator;

    BranchLabels() : labels_(nobody()) {}
    explicit BranchLabels(Labels labels) : labels_(std::make_shared<const Labels>(std::move(labels))) {}

    operator const Labels&() const { return *labels_; }
    const_iterator begin() const { return labels_->begin(); }
    const_iterator end() const { return labels_->end(); }
    std::size_t size() const { return labels_->size(); }
    bool empty() const { return labels_->empty(); }
    const std::string& front() const { return labels_->front(); }

  private:
    static const std::shared_ptr<const Labels>& nobody();
    std::shared_ptr<const Labels> labels_;
};

/// A revision with its place in the graph. Owned by the RevisionMap; the address stays valid as long as the map.
struct Revision {
    using Index = Edges::Index;

    std::string id;
    std::vector<std::string> down_revision;
    std::vector<std::string> dependencies;
    std::vector<std::string> own_labels;
    BranchLabels branch_labels; ///< own, then inherited along the branch
    Index index = 0;            ///< position in the list the map was made of

    // Neighbours, by index.
    std::vector<Index> down;            ///< down_revision
    std::vector<Index> depends;         ///< dependencies, resolved
    std::vector<Index> all_down;        ///< both, without repetition
    std::vector<Index> normalized_deps; ///< depends without what an ancestor depends on already
    std::vector<Index> normalized_down; ///< down and normalized_deps, without repetition
    std::vector<Index> next;            ///< those that have this one as down_revision
    std::vector<Index> all_next;        ///< and those that depend on it

    bool is_head() const { return next.empty(); }
    bool is_real_head() const { return all_next.empty(); }
    bool is_base() const { return down_revision.empty(); }
    bool is_real_base() const { return down_revision.empty() && dependencies.empty(); }
    bool is_branch_point() const { return next.size() > 1; }
    bool is_real_branch_point() const { return all_next.size() > 1; }
    bool is_merge_point() const { return down_revision.size() > 1; }
    bool has_label(std::string_view label) const;
};

/// What was asked for: nothing (the base), one identifier ("head", "ae10", "branch@head", "+2"), or several.
using Identifier = std::variant<std::monostate, std::string, std::vector<std::string>>;

/// A question that the graph cannot answer. Words as in alembic.script.revision; ScriptDirectory turns them into those
/// that a user sees.
class RevisionError : public Error {
  public:
    enum class Reason { Plain, RangeNotAncestor, MultipleHeads, Resolution, Cycle, Missing, Ambiguous };

    RevisionError(Reason reason, std::string what, std::string argument = {})
        : Error(Kind::Command, std::move(what)), reason(reason), argument(std::move(argument)) {}

    Reason reason;
    std::string argument;           ///< the identifier that was asked for (MultipleHeads, Resolution, Missing)
    std::string lower, upper;       ///< RangeNotAncestor
    std::vector<std::string> heads; ///< MultipleHeads; Cycle: the revisions in it; Ambiguous: those that are possible
    std::size_t referrer = 0;       ///< Missing: position of the revision that refers to `argument`
    std::string referrer_text;      ///< Missing: "a -> b (head)"
};

/// Characters that an id must not contain throw RevisionError: "Character(s) '-' not allowed in revision identifier".
void verify_revision_id(std::string_view id);

/// The graph of all revisions: a pure value with no I/O, immutable but for `add`. Semantics and words are those of
/// alembic.script.revision.RevisionMap. Where Alembic's order depends on Python's string hashes, the order here is that
/// of the files. Reading it from several threads is safe.
///
/// In what is returned, a null pointer stands for the base ("no revision").
class RevisionMap {
  public:
    using Revisions = std::vector<const Revision*>;

    RevisionMap() : RevisionMap(std::vector<RevisionData>{}) {}
    /// Throws RevisionError: self-loops, cycles, a branch label used twice, a down revision or dependency that does not
    /// exist, an id with illegal characters.
    explicit RevisionMap(std::vector<RevisionData> revisions);
    RevisionMap(RevisionMap&&) = default;
    RevisionMap& operator=(RevisionMap&&) = default;

    /// Adds one revision to a complete map (a file that was just generated). Same errors.
    const Revision& add(RevisionData revision);

    /// "Revision x is present more than once", …: for the user, in the order found.
    const std::vector<std::string>& warnings() const { return warnings_; }

    std::size_t size() const { return revisions_.size(); }
    const Revision& at(Revision::Index index) const { return revisions_[index]; }
    /// The lists of all revisions once more, for walks over many of them.
    const Graph& graph() const { return graph_; }
    /// Exact id or branch label, no symbols and no prefixes; null when there is none.
    const Revision* find(std::string_view id) const;

    /// All ids and labels, in Alembic's order.
    const std::vector<std::string>& keys() const { return keys_; }

    std::vector<std::string> heads() const;      ///< without a revision above them
    std::vector<std::string> real_heads() const; ///< and nothing that depends on them
    std::vector<std::string> bases() const;

    /// The one head (of a branch when a label is given); absent in an empty map; MultipleHeads otherwise.
    std::optional<std::string> get_current_head(std::string_view branch_label = {}) const;

    /// Resolves ids, unique prefixes of at least four characters, labels, "head", "heads", "base", "branch@…" and "-N".
    Revisions get_revisions(const Identifier& id) const;
    const Revision* get_revision(const Identifier& id) const;
    /// The id part of an identifier as ids, and the branch label before "@".
    std::pair<std::vector<std::string>, std::optional<std::string>> resolve_number(const Identifier& id) const;

    /// Those of `targets` that are ancestors or descendants of `check_against`.
    Revisions filter_for_lineage(const Revisions& targets, const Identifier& check_against,
                                 bool include_dependencies = false) const;
    Revisions ancestors(const Revisions& of, bool include_dependencies = true) const;   ///< with themselves
    Revisions descendants(const Revisions& of, bool include_dependencies = true) const; ///< with themselves
    /// All that a database at `ids` has: the ids and what they imply, reduced to branch heads.
    Revisions get_all_current(const std::vector<std::string>& ids) const;

    struct Range {
        bool implicit_base = false;         ///< branches that `lower` does not mention start at their base
        bool inclusive = false;             ///< with `lower` itself
        bool assert_relative_length = true; ///< "+3" must find three
        bool for_downgrade = false;
        std::vector<std::string>* warnings = nullptr; ///< receives what a user should be told
    };
    /// Revisions between two points, from the newest to the oldest. For an upgrade `lower` is the current state and
    /// `upper` the destination; for a downgrade `upper` is the current state and `lower` the destination.
    Revisions iterate(const Identifier& upper, const Identifier& lower, const Range& range) const;

    /// What `upgrade destination` runs, in order, when the database is at `current`.
    Revisions upgrade_path(const Identifier& destination, const std::vector<std::string>& current) const;
    /// What `downgrade destination` runs, in order.
    Revisions downgrade_path(const Identifier& destination, const std::vector<std::string>& current,
                             std::vector<std::string>* warnings = nullptr) const;

  private:
    using Index = Revision::Index;
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    Revision& append(RevisionData data);
    void map_labels(const Revision& revision);
    void resolve_dependencies(Revision& revision);
    void link(Revision& revision);
    void add_to_graph(const Revision& revision);
    [[noreturn]] void missing(const Revision& referrer, const std::string& id) const;
    std::vector<std::string> ids_of(const std::vector<Index>& indexes) const;

    std::deque<Revision> revisions_;
    Graph graph_;
    std::unordered_map<std::string, Index, TextHash, std::equal_to<>> by_key_; ///< ids and labels
    std::vector<std::string> keys_;
    std::vector<Index> heads_, real_heads_, bases_, real_bases_;
    std::vector<std::string> warnings_;
};

} // namespace limbeck::revisions
