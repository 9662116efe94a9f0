#pragma once

#include "dialects/connection.hpp"
#include "dialects/inspector.hpp"
#include "dialects/sql_file.hpp"
#include "schema/changes.hpp"

#include <limbeck/error.hpp>
#include <string>
#include <vector>

namespace limbeck::dialects {

/// Thrown by Dialect::scratch() where there is no scratch place to be had: the right to make one is missing, or the
/// database can only be read. What was going to be asked there must then be told from text. `what()` says why.
class NoScratchPlace : public Error {
  public:
    explicit NoScratchPlace(const std::string& what, std::string now = {})
        : Error(Kind::Database, what, {}, std::move(now)) {}
};

/// What files of SQL may use without creating it, and say.
enum class MayRead {
    Extensions, ///< what extensions have made: the files say all else
    Everything, ///< functions and types of the real place, too: the files say tables, and rows are left out
};

/// A place in a database of the same kind where schemas can be built, changed, looked at and thrown away, and that
/// nobody else sees. PostgreSQL: schemas of their own inside a transaction that is rolled back; SQLite: a database in
/// memory. Made by Dialect::scratch(); what was built is gone with the object. One thread at a time.
///
/// All names that go in and come out are those of the real place: the scratch place says "public" and "app" where it
/// has schemas of other names.
///
/// A foreign key may refer to a table that is only in the real place: then a stand-in of it is made, which inspect()
/// leaves out. The user's own tables are only read.
class Scratch {
  public:
    virtual ~Scratch() = default;

    /// Where this place is, for operations that look at what there is. Its names are those of the scratch place.
    virtual Connection& connection() = 0;
    /// Whether its names are those of the real place, so that SQL that was written for that one may run here.
    virtual bool has_real_names() const { return false; }
    /// The change with the names of the scratch place, so that DDL that is written of it may go to run().
    virtual schema::Change mapped(schema::Change change) { return change; }

    /// Runs DDL that was written of a mapped() change. Throws Error(Database) as Connection::execute does; what failed
    /// has then left nothing behind, and the place can be used on.
    virtual void run(const Statements& statements) = 0;
    /// Creates all of it, in dependency order; tables as op.create_table() does, normalized and named. Throws as run()
    /// does.
    virtual void create(const schema::Schema& schema) = 0;
    /// What inspect() would say of each of these tables, once created; the place itself stays as it is. Columns,
    /// constraints and indexes come in the order of the declared ones; a check without text is one that this database
    /// leaves out, and a name that is left to the database may stay without text. The tables are normalized and named;
    /// what they refer to (types, sequences, functions, not tables) must be there. Where the database can tell it with
    /// less than a table for each, it does. Throws Error(Database), whose `where` names the table if that is known.
    virtual std::vector<schema::Table> stored(const std::vector<schema::Table>& declared) = 0;
    virtual schema::Schema inspect(const InspectFilter& filter) = 0;
    /// Runs files of SQL in this order, each as though it were the first, and tells what all of them make; the place is
    /// empty before and after. Nothing that they say touches what is not theirs. Throws Error(Command) for what says no
    /// structure or uses what the files do not create and may not read, Error(Database) for what the database refuses;
    /// `where` has file and line.
    virtual MadeBySql made_by(const std::vector<SqlFile>& files, MayRead may_read) = 0;
    /// Drops everything that was built here.
    virtual void clear() = 0;

  protected:
    /// What was read back of a table, with its columns, constraints and indexes in the order of the declared ones.
    static schema::Table in_order_of(const schema::Table& declared, const schema::Table& stored);
};

} // namespace limbeck::dialects
