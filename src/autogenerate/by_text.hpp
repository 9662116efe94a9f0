#pragma once

#include "schema/schema.hpp"

#include <string>
#include <vector>

namespace limbeck::dialects {
class Comparison;
class Dialect;
} // namespace limbeck::dialects

namespace limbeck::autogenerate {

/// What can be told of one declared table without asking the database.
struct TextAnswer {
    schema::Table stored; ///< parts that are the same, or may be, as the database has them; others as declared
    /// Something differs, or may differ: a judge knows better.
    bool in_doubt = false;
    /// The only doubt is whether the database marks columns that it numbers.
    bool only_numbering = false;
    /// What cannot be told: "the default of column users.name".
    std::vector<std::string> unknown;
};

/// `existing` is the table of that name in the database.
TextAnswer compare_text(const schema::Table& declared, const schema::Table& existing, const std::string& default_schema,
                        const dialects::Dialect& dialect);

/// Takes the checks out of a declared table that the database does not keep (that of a native boolean), and out of what
/// the scratch place said of it (Scratch::stored()).
void leave_out_what_is_not_kept(schema::Table& declared, schema::Table& judged);

/// What a database does not tell apart is what the models say it is (dialects/comparison.hpp). `renames` as in
/// CompareOptions: a table is aligned with the one that it becomes.
void align(schema::Schema& database, schema::Schema& declared, const std::string& default_schema,
           const dialects::Dialect& dialect, const std::vector<std::pair<std::string, std::string>>& renames = {});

/// A default, a type or a check that says the same in other words is no difference, though the database keeps the words
/// (1, '1'::smallint): `judged` gets those of `existing`.
void keep_same_values(const schema::Table& declared, schema::Table& judged, const schema::Table& existing,
                      const dialects::Dialect& dialect);

} // namespace limbeck::autogenerate
