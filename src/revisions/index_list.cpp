#include "revisions/index_list.hpp"

#include <algorithm>
#include <unordered_set>

namespace limbeck::revisions {

void add_once(std::vector<Revision::Index>& list, const std::vector<Revision::Index>& more) {
    if (list.size() + more.size() <= 16) { // nearly always; looking through them is faster then
        for (Revision::Index one : more)
            if (std::find(list.begin(), list.end(), one) == list.end())
                list.push_back(one);
        return;
    }
    std::unordered_set<Revision::Index> known(list.begin(), list.end());
    for (Revision::Index one : more)
        if (known.insert(one).second)
            list.push_back(one);
}

} // namespace limbeck::revisions
