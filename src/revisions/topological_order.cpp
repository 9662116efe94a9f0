#include "revisions/topological_order.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <span>
#include <unordered_map>
#include <utility>

namespace limbeck::revisions {

namespace {

using Index = Revision::Index;
using Revisions = RevisionMap::Revisions;

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// Alembic keeps a list of heads that walk down, and one of them that is at work. Before it goes on, it looks for the
/// first head in the list that has the place where it stands among its ancestors; that one comes first then.
///
/// To look at all heads at each place would take revisions × heads. Here a head of that list is a slot: numbered in the
/// order of the list, it keeps its number while it walks. What stands above a place only becomes less, so the first
/// slot above a revision never gets a lower number: a number found once is a bound, and has to be looked at again only
/// when its slot is gone or has taken one of several ways down. Bounds are brought up to date only where they are asked
/// for, from one revision up to the next by the lowest bound.
class Order {
  public:
    Order(const RevisionMap& map, const RevisionSet& set, const Revisions& heads);
    Revisions walk();

  private:
    using Slot = std::uint32_t;

    struct Head {
        Index at = none; ///< none: the walk has ended
        Slot previous = none, next = none;
        std::uint32_t version = 0; ///< another one when ancestors may have been lost
    };
    struct Up {
        Slot bound;
        Index revision;
        bool operator>(const Up& other) const { return bound > other.bound; }
    };

    void open(Index at);
    Slot close(Slot slot);
    void trace(const std::vector<Index>& heads);
    void make_ups();

    bool is_above(Slot slot, Index revision) const;
    bool is_settled(Index revision) const;
    const Up* lowest(Index revision);
    void raise_lowest(Index revision, Slot bound);
    bool settle_from_ups(Index revision, Index& unsettled);
    void settle(Index revision);
    Slot first_above(Index revision);

    Slot step(Slot slot, Revisions& output);
    void finish(Index revision);
    Index next_free();

    std::span<const Index> down(Index revision) const { return map_.graph().normalized_down.from(revision); }

    const RevisionMap& map_;
    const RevisionSet& set_;
    RevisionSet involved_;             ///< the set and all below it
    RevisionSet done_;                 ///< written; outside of the set: nothing of it is left above
    std::vector<std::uint32_t> above_; ///< how many neighbours above still have to come

    std::vector<Head> slots_;
    Slot first_ = none, last_ = none;
    std::vector<Slot> slot_at_; ///< the slot that stands at a revision
    std::uint32_t clock_ = 0;

    std::vector<Slot> bound_;          ///< no lower slot stands at or above a revision
    std::vector<std::uint32_t> proof_; ///< version of that slot when it was seen to stand there
    std::vector<std::size_t> first_up_;
    std::vector<std::uint32_t> up_count_;
    std::vector<Up> ups_; ///< neighbours above, for each revision a heap

    /// A tree of first discoveries: what lies between the two numbers of a revision is certainly below it.
    std::vector<std::uint32_t> enter_, leave_;

    bool tracks_free_ = false;
    std::priority_queue<Index, std::vector<Index>, std::greater<>> free_; ///< nothing is left above
    std::vector<Index> finished_, unsettled_;
};

/// The heads within the set, in the order of Alembic's map: where an id was first seen.
std::vector<Index> ordered_heads(const RevisionMap& map, const RevisionSet& set, const Revisions& heads) {
    std::vector<Index> ordered;
    for (const Revision* head : heads)
        if (head && set[head->index])
            ordered.push_back(head->index);
    std::sort(ordered.begin(), ordered.end());
    ordered.erase(std::unique(ordered.begin(), ordered.end()), ordered.end());
    // Two files with one id are rare; only then the position of a revision is not its index.
    if (map.warnings().empty())
        return ordered;
    std::unordered_map<std::string_view, std::size_t> rank;
    for (const std::string& key : map.keys())
        rank.emplace(key, rank.size());
    std::stable_sort(ordered.begin(), ordered.end(),
                     [&](Index a, Index b) { return rank[map.at(a).id] < rank[map.at(b).id]; });
    return ordered;
}

Order::Order(const RevisionMap& map, const RevisionSet& set, const Revisions& heads)
    : map_(map), set_(set), involved_(ancestors_of(map, set)), done_(map.size()), above_(map.size(), 0),
      slot_at_(map.size(), none) {
    for (Index i = 0; i < map.size(); ++i)
        if (involved_[i])
            for (Index below : down(i))
                ++above_[below];
    const std::vector<Index> ordered = ordered_heads(map, set, heads);
    for (Index head : ordered)
        open(head);
    trace(ordered);
    make_ups();
    for (Index i = 0; i < map.size(); ++i) // what is outside of the set, and has nothing above it
        if (involved_[i] && !set[i] && above_[i] == 0 && !done_[i])
            finish(i);
}

void Order::open(Index at) {
    const Slot slot = static_cast<Slot>(slots_.size());
    slots_.push_back({at, last_, none, ++clock_});
    (last_ == none ? first_ : slots_[last_].next) = slot;
    last_ = slot;
    slot_at_[at] = slot;
}

/// Takes a slot out of the list, and returns the one before it.
Order::Slot Order::close(Slot slot) {
    const Slot previous = slots_[slot].previous, next = slots_[slot].next;
    (previous == none ? first_ : slots_[previous].next) = next;
    (next == none ? last_ : slots_[next].previous) = previous;
    slots_[slot].at = none;
    return previous == none ? first_ : previous;
}

/// Finds the first slot above each revision, and the tree, in the way in which the slots will walk.
void Order::trace(const std::vector<Index>& heads) {
    bound_.assign(map_.size(), static_cast<Slot>(slots_.size()));
    proof_.assign(map_.size(), 0);
    enter_.assign(map_.size(), none);
    leave_.assign(map_.size(), none);
    std::uint32_t time = 0;
    std::vector<std::pair<Index, std::size_t>> path; // a revision, and which of its ways down comes next
    for (Index head : heads) {
        const Slot slot = slot_at_[head];
        auto discover = [&](Index at) {
            if (enter_[at] != none)
                return;
            enter_[at] = time++;
            bound_[at] = slot;
            proof_[at] = slots_[slot].version;
            path.emplace_back(at, 0);
        };
        discover(head);
        while (!path.empty()) {
            const Index at = path.back().first;
            if (path.back().second < down(at).size())
                discover(down(at)[path.back().second++]);
            else {
                leave_[at] = time;
                path.pop_back();
            }
        }
    }
}

void Order::make_ups() {
    first_up_.assign(map_.size() + 1, 0);
    for (Index i = 0; i < map_.size(); ++i)
        first_up_[i + 1] = first_up_[i] + above_[i];
    ups_.resize(first_up_.back());
    up_count_.assign(map_.size(), 0);
    for (Index i = 0; i < map_.size(); ++i)
        if (involved_[i])
            for (Index below : down(i))
                ups_[first_up_[below] + up_count_[below]++] = {bound_[i], i};
    for (Index i = 0; i < map_.size(); ++i) {
        const auto begin = ups_.begin() + static_cast<std::ptrdiff_t>(first_up_[i]);
        std::make_heap(begin, begin + up_count_[i], std::greater<>());
    }
}

/// Whether a slot certainly stands above a revision. False is no answer.
bool Order::is_above(Slot slot, Index revision) const {
    const Index at = slots_[slot].at;
    return enter_[revision] != none && enter_[at] <= enter_[revision] && enter_[revision] < leave_[at];
}

/// Whether the bound of a revision is the first slot at or above it. A number that no slot has yet: there is none.
bool Order::is_settled(Index revision) const {
    const Slot slot = bound_[revision];
    if (slot >= slots_.size())
        return true;
    return slots_[slot].at != none && (proof_[revision] == slots_[slot].version || is_above(slot, revision));
}

/// The neighbour above that has the lowest bound; null when all of them are done.
const Order::Up* Order::lowest(Index revision) {
    const auto begin = ups_.begin() + static_cast<std::ptrdiff_t>(first_up_[revision]);
    while (up_count_[revision] > 0 && done_[begin->revision])
        std::pop_heap(begin, begin + up_count_[revision]--, std::greater<>());
    return up_count_[revision] > 0 ? &*begin : nullptr;
}

void Order::raise_lowest(Index revision, Slot bound) {
    Up* heap = &ups_[first_up_[revision]];
    const std::size_t count = up_count_[revision];
    const Up moved{bound, heap->revision};
    std::size_t at = 0;
    for (std::size_t child = 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && heap[child + 1].bound < heap[child].bound)
            ++child;
        if (heap[child].bound >= bound)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

/// Settles a revision by its neighbours above. False: `unsettled` has to be settled before.
bool Order::settle_from_ups(Index revision, Index& unsettled) {
    Slot slot = std::min(slot_at_[revision], static_cast<Slot>(slots_.size()));
    while (const Up* up = lowest(revision)) {
        if (slot <= up->bound)
            break;
        if (!is_settled(up->revision)) {
            unsettled = up->revision;
            return false;
        }
        if (bound_[up->revision] == up->bound) {
            slot = up->bound;
            break;
        }
        raise_lowest(revision, bound_[up->revision]);
    }
    bound_[revision] = slot;
    proof_[revision] = slot < slots_.size() ? slots_[slot].version : 0;
    return true;
}

void Order::settle(Index revision) {
    unsettled_.assign(1, revision);
    while (!unsettled_.empty()) {
        Index further = none;
        if (is_settled(unsettled_.back()) || settle_from_ups(unsettled_.back(), further))
            unsettled_.pop_back();
        else
            unsettled_.push_back(further);
    }
}

/// The first slot above a revision, without that at the revision itself.
Order::Slot Order::first_above(Index revision) {
    while (const Up* up = lowest(revision)) {
        settle(up->revision);
        if (bound_[up->revision] == up->bound)
            return up->bound < slots_.size() ? up->bound : none;
        raise_lowest(revision, bound_[up->revision]);
    }
    return none;
}

void Order::finish(Index revision) {
    finished_.assign(1, revision);
    while (!finished_.empty()) {
        const Index at = finished_.back();
        finished_.pop_back();
        done_[at] = true;
        for (Index below : down(at))
            if (--above_[below] == 0) {
                if (!set_[below])
                    finished_.push_back(below);
                else if (tracks_free_)
                    free_.push(below);
            }
    }
}

/// What is left hangs only on revisions outside of the set: the first one with nothing above it.
Index Order::next_free() {
    if (!tracks_free_)
        for (Index i = 0; i < map_.size(); ++i)
            if (set_[i] && !done_[i] && above_[i] == 0)
                free_.push(i);
    tracks_free_ = true;
    while (!free_.empty() && done_[free_.top()])
        free_.pop();
    return free_.empty() ? none : free_.top();
}

/// Writes the revision at a slot, moves the slot on, and returns the slot that is at work then.
Order::Slot Order::step(Slot slot, Revisions& output) {
    const Index at = slots_[slot].at;
    output.push_back(&map_.at(at));
    finish(at);
    slot_at_[at] = none;
    bool has_moved = false;
    for (Index below : down(at)) {
        if (!set_[below] || done_[below] || slot_at_[below] != none)
            continue;
        if (has_moved) {
            open(below);
            continue;
        }
        has_moved = true;
        slots_[slot].at = below;
        slot_at_[below] = slot;
        if (down(at).size() > 1)
            slots_[slot].version = ++clock_;
    }
    return has_moved ? slot : close(slot);
}

Revisions Order::walk() {
    Revisions output;
    Slot slot = first_;
    while (true) {
        if (slot == none) {
            const Index start = next_free();
            if (start == none)
                return output;
            open(start);
            slot = first_;
        }
        const Index candidate = slots_[slot].at;
        const Slot other = above_[candidate] > 0 ? first_above(candidate) : none;
        slot = other == none ? step(slot, output) : other;
    }
}

} // namespace

Revisions topological_order(const RevisionMap& map, const RevisionSet& set, const Revisions& heads) {
    return Order(map, set, heads).walk();
}

} // namespace limbeck::revisions
