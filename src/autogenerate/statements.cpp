#include "autogenerate/statements.hpp"

#include "autogenerate/prove.hpp"
#include "operations/target.hpp"

namespace limbeck::autogenerate {

namespace {

/// Writes down what would be run. All names are known, so that no naming convention has a say.
class Writer final : public operations::Target {
  public:
    explicit Writer(const dialects::Dialect& dialect) : dialect_(dialect) {}

    const dialects::Dialect& dialect() const override { return dialect_; }
    dialects::Connection* connection() override { return nullptr; }
    void run(dialects::Statement statement) override { written.push_back(std::move(statement.text)); }
    dialects::DatabaseState* database_state() override { return nullptr; }
    const schema::NamingConvention& naming_convention() const override { return none_; }

    std::vector<std::string> written;

  private:
    const dialects::Dialect& dialect_;
    const schema::NamingConvention none_;
};

} // namespace

std::vector<std::string> statements_of(const std::vector<Group>& groups, const std::set<std::size_t>& batches,
                                       const dialects::Dialect& dialect, const schema::Schema& database) {
    Writer writer(dialect);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const Group& group = groups[i];
        if (!batches.contains(i)) {
            for (const schema::Change& change : group.changes)
                operations::invoke(operations::operation_of(change), writer);
            continue;
        }
        const auto batch = batch_of(group);
        if (const schema::Table* table = database.table(group.schema, group.table))
            batch->copy_from = *table;
        operations::invoke(batch, writer);
    }
    return std::move(writer.written);
}

} // namespace limbeck::autogenerate
