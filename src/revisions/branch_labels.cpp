#include "revisions/branch_labels.hpp"

#include "revisions/reachability.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>

namespace limbeck::revisions {

namespace {

using Index = Revision::Index;
using Numbers = std::vector<std::uint32_t>; // of labels, in the order of the files; ascending

/// Labels that many revisions have together.
struct Shared {
    Numbers numbers;
    BranchLabels labels;
};
using SharedPointer = std::shared_ptr<const Shared>;

class Spreading {
  public:
    Spreading(std::deque<Revision>& revisions, const Graph& graph)
        : revisions_(revisions), graph_(graph), own_(revisions.size()) {
        for (const Revision& revision : revisions)
            for (const std::string& label : revision.branch_labels) {
                own_[revision.index].push_back(static_cast<std::uint32_t>(names_.size()));
                names_.push_back(&label);
            }
    }

    void run() {
        if (names_.empty())
            return;
        // The labels themselves move while they are spread.
        std::vector<std::string> copies;
        for (const std::string* name : names_)
            copies.push_back(*name);
        for (std::size_t i = 0; i < copies.size(); ++i)
            names_[i] = &copies[i];
        for (const Revision& revision : revisions_)
            if (revision.is_head())
                collect_line(revision);
        const SharedPointer nothing = std::make_shared<Shared>();
        std::vector<SharedPointer> has(revisions_.size());
        for (Index at : order_along_down(graph_)) {
            SharedPointer inherited = nothing;
            for (Index down : graph_.down.from(at))
                inherited = both(inherited, has[down]);
            has[at] = with(inherited, own_[at]);
            give(revisions_[at], *has[at]);
        }
    }

  private:
    /// Lets the lowest revision of the line below a head have the labels of all.
    void collect_line(const Revision& head) {
        Numbers all;
        const Revision* lowest = nullptr;
        for (const Revision* at = &head; !at->is_real_branch_point() && !at->is_merge_point();
             at = &revisions_[at->down.front()]) {
            all.insert(all.end(), own_[at->index].begin(), own_[at->index].end());
            lowest = at;
            if (at->down.empty())
                break;
        }
        std::sort(all.begin(), all.end());
        if (lowest)
            own_[lowest->index] = std::move(all);
    }

    SharedPointer make(Numbers numbers) const {
        std::vector<std::string> labels;
        for (std::uint32_t number : numbers)
            labels.push_back(*names_[number]);
        return std::make_shared<Shared>(Shared{std::move(numbers), BranchLabels(std::move(labels))});
    }

    SharedPointer both(const SharedPointer& one, const SharedPointer& other) const {
        if (one == other || other->numbers.empty())
            return one;
        if (one->numbers.empty())
            return other;
        Numbers numbers;
        std::set_union(one->numbers.begin(), one->numbers.end(), other->numbers.begin(), other->numbers.end(),
                       std::back_inserter(numbers));
        if (numbers.size() == one->numbers.size())
            return one;
        return numbers.size() == other->numbers.size() ? other : make(std::move(numbers));
    }

    SharedPointer with(const SharedPointer& inherited, const Numbers& more) const {
        const Numbers& known = inherited->numbers;
        if (std::includes(known.begin(), known.end(), more.begin(), more.end()))
            return inherited;
        Numbers numbers;
        std::set_union(known.begin(), known.end(), more.begin(), more.end(), std::back_inserter(numbers));
        return make(std::move(numbers));
    }

    /// Its own labels stand first.
    void give(Revision& revision, const Shared& shared) const {
        if (revision.own_labels.empty()) {
            revision.branch_labels = shared.labels;
            return;
        }
        std::vector<std::string> labels = revision.branch_labels;
        const std::size_t own = labels.size();
        for (std::uint32_t number : shared.numbers)
            if (std::find(labels.begin(), labels.begin() + static_cast<std::ptrdiff_t>(own), *names_[number]) ==
                labels.begin() + static_cast<std::ptrdiff_t>(own))
                labels.push_back(*names_[number]);
        revision.branch_labels = BranchLabels(std::move(labels));
    }

    std::deque<Revision>& revisions_;
    const Graph& graph_;
    std::vector<Numbers> own_;
    std::vector<const std::string*> names_;
};

} // namespace

void spread_branch_labels(std::deque<Revision>& revisions, const Graph& graph) {
    Spreading(revisions, graph).run();
}

} // namespace limbeck::revisions
