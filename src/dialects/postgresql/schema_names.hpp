#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace limbeck::dialects::postgresql {

/// Schemas that stand for others: where a scratch place has the tables of "app" in "limbeck_scratch_1f_2".
class SchemaNames {
  public:
    struct Pair {
        std::string real;   ///< as values say it: empty for the default schema
        std::string actual; ///< where it is; a word that SQL needs not quote
        std::string text;   ///< as SQL text says it: the default schema's own name
    };
    void add(Pair pair) { pairs_.push_back(std::move(pair)); }
    const std::vector<Pair>& pairs() const { return pairs_; }

    /// What the schema stands for, or null.
    const std::string* real(const std::string& actual) const;
    /// The schema that stands for this one (by its value, or by the default schema's own name), or null.
    const std::string* actual(const std::string& real) const;

    /// A thing of this name is in the schema that stands for this one: SQL text that names it means that one.
    void add_thing(const std::string& real_schema, const std::string& name);
    bool has_thing(const std::string& real_schema, const std::string& name) const;

    /// SQL text of the server with the names of what its schemas stand for.
    std::string with_real_names(std::string text) const;
    /// SQL text whose app.name is that of the schema that stands for "app", if a thing of that name is there. All else
    /// (what extensions have made, a table's alias) is left as it is.
    std::string with_actual_names(const std::string& text) const;

  private:
    const Pair* pair_of(const std::string& real) const;

    std::vector<Pair> pairs_;
    std::set<std::pair<std::string, std::string>> things_; ///< by the schema's real name
};

} // namespace limbeck::dialects::postgresql
