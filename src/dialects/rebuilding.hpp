#pragma once

#include "dialects/connection.hpp"
#include "schema/schema.hpp"

#include <string>

namespace limbeck::dialects {

class Ddl;

/// What batch mode must know of a database when it makes a table anew: what stands here does for a database whose keys
/// and triggers survive that by themselves. Immutable; safe to use from several threads.
class Rebuilding {
  public:
    explicit Rebuilding(const Ddl& ddl) : ddl_(ddl) {}
    virtual ~Rebuilding() = default;

    /// The last step of a rebuild: the new table takes the name of the old one, which has been dropped. Views and
    /// triggers that speak of that name are left as they are.
    virtual Statements rename_rebuilt_table(const std::string& schema, const std::string& new_table,
                                            const std::string& old_name, bool live) const;
    /// In a rebuild, between copying the rows and dropping the old table: numbers that the database has given to rows
    /// are not given again.
    virtual Statements keep_numbering(const std::string& /*old_name*/, const schema::Table& /*new_table*/) const {
        return {};
    }
    /// A reflected server default as DDL must say it.
    virtual sql::ExpressionPtr default_to_write(const sql::ExpressionPtr& reflected) const { return reflected; }
    /// Whether a stored expression names the column.
    virtual bool speaks_of(const sql::ExpressionPtr& stored, const std::string& column) const;
    /// Whether a stored check without a name is such a one as Boolean and Enum bring for the column; as with Alembic,
    /// it is where nobody can tell.
    virtual bool may_be_of_type(const schema::Check& /*stored*/, const std::string& /*column*/) const { return true; }
    /// Whether a trigger that has just been created can run on its table. Where the database has looked at that already
    /// it can.
    virtual bool can_run(Connection&, const schema::Routine& /*trigger*/) const { return true; }

    /// Before a transaction that may rebuild tables: switches the enforcement of foreign keys off where dropping a
    /// table would otherwise touch the rows that refer to it. True if it was on, and resume_foreign_keys() must follow.
    virtual bool pause_foreign_keys(Connection&) const { return false; }
    virtual void resume_foreign_keys(Connection&) const {}
    /// Before the old table of a rebuild is dropped: throws Error(Database) where foreign keys are enforced after all
    /// (a transaction was open already) and rows of other tables would go, too.
    virtual void guard_referring_rows(Connection&, const std::string& /*schema*/, const std::string& /*table*/) const {}
    /// Within that transaction: throws Error(Database) naming the rows that refer to nothing.
    virtual void check_foreign_keys(Connection&) const {}

  protected:
    const Ddl& ddl() const { return ddl_; }

  private:
    const Ddl& ddl_;
};

} // namespace limbeck::dialects
