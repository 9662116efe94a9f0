// Measures the revision map alone, with no files and no database:
//
//   bench_revision_map <shape> <revisions>           one line for each question: its name and its seconds
//   bench_revision_map --print <shape> <revisions>   the graph as JSON, for Alembic beside it
#include "revisions/revision_map.hpp"

#include "revisions/steps.hpp"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

using namespace limbeck;
using namespace limbeck::revisions;

namespace {

using Revisions = std::vector<RevisionData>;
using Texts = std::vector<std::string>;

/// Looks like the ids that `revision` makes: no two of them near each other begin alike.
std::string id(std::size_t number) {
    char text[17];
    std::snprintf(text, sizeof text, "%012llx",
                  static_cast<unsigned long long>((number + 1) * 0x9e3779b97f4a7c15ull >> 16));
    return text;
}

struct Maker {
    Revisions graph;
    std::mt19937 random{1};

    const std::string& add(Texts down, Texts dependencies = {}, Texts labels = {}) {
        graph.push_back({id(graph.size()), std::move(down), std::move(dependencies), std::move(labels)});
        return graph.back().id;
    }
    std::size_t below(std::size_t limit) { return random() % limit; }
    std::string recent(std::size_t window) {
        return graph[graph.size() - 1 - below(std::min(window, graph.size()))].id;
    }
};

/// A trunk that splits in two a thousand times, and is merged each time.
void branches_and_merges(Maker& maker, std::size_t size) {
    const std::size_t arm = std::max<std::size_t>(size / 4000, 1);
    std::string trunk;
    while (maker.graph.size() < size) {
        for (std::size_t i = 0; i < 2 * arm; ++i)
            trunk = maker.add(trunk.empty() ? Texts{} : Texts{trunk});
        std::string left = trunk, right = trunk;
        for (std::size_t i = 0; i < arm; ++i) {
            left = maker.add({left});
            right = maker.add({right});
        }
        trunk = maker.add({left, right});
    }
}

/// The same, with a thousand side branches of their own that stay open below.
void open_branches(Maker& maker, std::size_t size) {
    branches_and_merges(maker, size / 2);
    const std::size_t trunk = maker.graph.size(), length = std::max<std::size_t>(size / 2000, 1);
    while (maker.graph.size() < size) {
        std::string tip = maker.graph[maker.below(trunk)].id;
        for (std::size_t i = 0; i < length; ++i)
            tip = maker.add({tip}, {}, i == 0 ? Texts{"side" + std::to_string(maker.graph.size())} : Texts{});
    }
}

/// A thousand heads, each with its label, on one base.
void heads(Maker& maker, std::size_t size) {
    const std::string base = maker.add({});
    std::vector<std::string> tips(1000, base);
    for (std::size_t i = 0; maker.graph.size() < size; ++i)
        tips[i % 1000] = maker.add({tips[i % 1000]}, {}, i < 1000 ? Texts{"head" + std::to_string(i)} : Texts{});
}

void star(Maker& maker, std::size_t size) {
    const std::string base = maker.add({});
    while (maker.graph.size() < size)
        maker.add({base});
}

/// Half of the revisions stand on one base, and one merges them all.
void wide_merge(Maker& maker, std::size_t size) {
    star(maker, size / 2);
    Texts tips;
    for (std::size_t i = 1; i < maker.graph.size(); ++i)
        tips.push_back(maker.graph[i].id);
    std::string tip = maker.add(tips);
    while (maker.graph.size() < size)
        tip = maker.add({tip});
}

/// Any earlier revision is the parent: a third of all are heads.
void random_tree(Maker& maker, std::size_t size) {
    maker.add({});
    while (maker.graph.size() < size)
        maker.add({maker.recent(size)});
}

/// Any one or two of them: many heads, many merges, dependencies across.
void random_graph(Maker& maker, std::size_t size) {
    maker.add({});
    while (maker.graph.size() < size) {
        Texts down{maker.recent(size)}, dependencies;
        if (std::string other = maker.recent(size); maker.below(4) == 0 && other != down[0])
            down.push_back(other);
        if (std::string other = maker.recent(size); maker.below(10) == 0)
            dependencies.push_back(other);
        maker.add(down, dependencies);
    }
}

/// Two of the latest ones: merged again and again.
void braid(Maker& maker, std::size_t size) {
    maker.add({});
    while (maker.graph.size() < size) {
        Texts down{maker.recent(20)};
        if (std::string other = maker.recent(20); maker.below(2) == 0 && other != down[0])
            down.push_back(other);
        maker.add(down);
    }
}

/// A chain of which each revision names the base, too, and a few others that stand on it.
void ladder(Maker& maker, std::size_t size) {
    const std::string base = maker.add({});
    for (int i = 0; i < 8; ++i)
        maker.add({base});
    std::string tip = maker.add({base});
    while (maker.graph.size() < size)
        tip = maker.add({tip, base});
}

/// A hundred branches side by side; each revision depends on one of the branch before.
void dependencies(Maker& maker, std::size_t size) {
    std::vector<Texts> lines(100);
    for (std::size_t i = 0; maker.graph.size() < size; ++i) {
        Texts& line = lines[i % 100];
        Texts down = line.empty() ? Texts{} : Texts{line.back()}, needs;
        if (i % 100 > 0 && maker.below(2) == 0)
            needs.push_back(lines[i % 100 - 1][lines[i % 100 - 1].size() / 2]);
        line.push_back(maker.add(down, needs, line.empty() ? Texts{"line" + std::to_string(i)} : Texts{}));
    }
}

/// One chain with a thousand labels.
void labels(Maker& maker, std::size_t size) {
    std::string tip = maker.add({});
    while (maker.graph.size() < size)
        tip = maker.add({tip}, {},
                        maker.graph.size() % std::max<std::size_t>(size / 1000, 1) == 0
                            ? Texts{"label" + std::to_string(maker.graph.size())}
                            : Texts{});
}

const std::map<std::string, void (*)(Maker&, std::size_t)> shapes = {
    {"branches-and-merges", branches_and_merges},
    {"open-branches", open_branches},
    {"heads", heads},
    {"star", star},
    {"wide-merge", wide_merge},
    {"random-tree", random_tree},
    {"random-graph", random_graph},
    {"braid", braid},
    {"ladder", ladder},
    {"dependencies", dependencies},
    {"labels", labels},
};

Revisions make(const std::string& shape, std::size_t size) {
    Maker maker;
    shapes.at(shape)(maker, size);
    // Files stand in the order of their names, which says nothing about the graph.
    std::sort(maker.graph.begin(), maker.graph.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return std::move(maker.graph);
}

void print(const Revisions& graph) {
    nlohmann::json list = nlohmann::json::array();
    for (const RevisionData& one : graph)
        list.push_back({one.id, one.down_revision, one.dependencies, one.branch_labels});
    std::puts(list.dump().c_str());
}

std::size_t timed(const char* name, const std::function<std::size_t()>& question) {
    const std::clock_t begin = std::clock(); // of this process alone: the machine may be busy
    const std::size_t count = question();
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::printf("%s\t%.6f\t%zu\n", name, seconds, count);
    std::fflush(stdout);
    return count;
}

/// The rows of the version table while a plan runs.
std::size_t version_rows(const RevisionMap& map, const RevisionMap::Revisions& path, const Texts& current, bool up) {
    VersionRows rows(current);
    std::size_t count = 0;
    for (const Revision* revision : path) {
        const Step step = up ? Step::upgrade(map, *revision, {}) : Step::downgrade(map, *revision, {});
        const std::vector<VersionChange> changes = step.version_changes(rows);
        count += changes.size();
        rows.apply(changes);
    }
    return count;
}

void measure(Revisions graph) {
    RevisionMap map;
    timed("build", [&] {
        map = RevisionMap(std::move(graph));
        return map.size();
    });
    timed("heads", [&] { return map.heads().size() + map.real_heads().size(); });
    timed("history", [&] {
        RevisionMap::Range range;
        range.inclusive = true;
        range.assert_relative_length = false;
        return map.iterate("heads", "base", range).size();
    });
    RevisionMap::Revisions up, down;
    timed("upgrade plan from nothing", [&] { return (up = map.upgrade_path("heads", {})).size(); });
    // What the version table holds half-way.
    VersionRows half;
    for (std::size_t i = 0; i < up.size() / 2; ++i)
        half.apply(Step::upgrade(map, *up[i], {}).version_changes(half));
    timed("upgrade plan from the middle",
          [&] { return map.upgrade_path("heads", Texts(half.ids().begin(), half.ids().end())).size(); });
    const Texts heads = map.real_heads();
    timed("downgrade plan to base", [&] { return (down = map.downgrade_path("base", heads)).size(); });
    timed("version rows of the upgrade", [&] { return version_rows(map, up, {}, true); });
    timed("version rows of the downgrade", [&] { return version_rows(map, down, heads, false); });
    timed("what the database is at", [&] { return map.get_all_current(heads).size(); });
}

} // namespace

int main(int argc, char** argv) {
    const bool printing = argc == 4 && std::string(argv[1]) == "--print";
    if ((!printing && argc != 3) || !shapes.count(argv[argc - 2])) {
        std::fputs("bench_revision_map [--print] SHAPE REVISIONS\nShapes:\n", stderr);
        for (const auto& [name, maker] : shapes)
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    Revisions graph = make(argv[argc - 2], std::stoul(argv[argc - 1]));
    if (printing)
        print(graph);
    else
        measure(std::move(graph));
}
