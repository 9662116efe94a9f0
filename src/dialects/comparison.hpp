#pragma once

#include "schema/schema.hpp"

#include <optional>

namespace limbeck::dialects {

/// Whether what a model declares is what a database stores, as far as it can be told without asking the database.
/// Unknown is always a right answer: then a scratch place tells (scratch.hpp). The defaults here are sound for every
/// database: equal texts are the same, all else is not known. Immutable; safe to use from several threads.
class Comparison {
  public:
    enum class Answer { Same, Different, Unknown };
    virtual ~Comparison() = default;

    virtual Answer same_type(const schema::Type& declared, const schema::Type& stored) const;
    /// Either may be null: no default.
    virtual Answer same_default(const schema::Column& declared, const schema::Column& stored) const;
    /// Of a check, a generated column, an element or the WHERE of an index, a view.
    virtual Answer same_expression(const sql::ExpressionPtr& declared, const sql::ExpressionPtr& stored) const;
    /// Both sides of a table as they are to be compared, where the database has one thing for two that models tell
    /// apart (a unique constraint is a unique index), or things that nobody asked for (the index of a foreign key). A
    /// declared table without a name stands for none.
    virtual void align(schema::Table& /*declared*/, schema::Table& /*stored*/) const {}
    /// Whether index_made_for() ever says one.
    virtual bool makes_indexes_for_keys() const { return false; }
    /// The index that the database makes by itself, and keeps, when the key is added to a table: it is like this one,
    /// which has the key, and none but the indexes that were asked for.
    virtual std::optional<schema::Index> index_made_for(const schema::ForeignKey& /*key*/,
                                                        const schema::Table& /*table*/) const {
        return std::nullopt;
    }
};

} // namespace limbeck::dialects
