#include "autogenerate/prove_file.hpp"

#include "autogenerate/judge.hpp"
#include "autogenerate/statements.hpp"
#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/scratch.hpp"
#include "operations/summary.hpp"

#include <limbeck/error.hpp>
#include <memory>
#include <optional>

namespace limbeck::autogenerate {

namespace {

/// The structure in the scratch place before, between and after, as far as it got.
struct States {
    std::optional<schema::Schema> start, after, end;
};

class Trial {
  public:
    Trial(dialects::Connection& connection, const Result& found, FileToProve& file, bool both_ways)
        : connection_(connection), found_(found), file_(file), both_ways_(both_ways) {}

    States run() {
        try {
            place_ = connection_.dialect().scratch(connection_);
        } catch (const dialects::NoScratchPlace& refusal) {
            unproved.push_back(std::string("the file was not tried out, because there is no place for it: ") +
                               refusal.what());
            return {};
        }
        States states;
        if (place_->has_real_names())
            run_here(states);
        else
            run_as_sql(states);
        place_.reset();
        return states;
    }

    std::vector<std::string> unproved;

  private:
    void give_up(const std::string& what, const Error& error) {
        require_answer(error);
        unproved.push_back(what + ": " + error.what());
    }

    template <class Work> bool attempt(const char* what, Work work) {
        try {
            work();
            return true;
        } catch (const Error& error) {
            give_up(what, error);
            return false;
        }
    }

    static dialects::InspectFilter everything() {
        dialects::InspectFilter filter;
        filter.schemas.clear();
        filter.views = filter.routines = true;
        return filter;
    }

    void run_here(States& states) {
        if (!attempt(no_copy, [&] { place_->create(found_.database); }))
            return;
        states.start = place_->inspect(everything());
        if (!attempt(no_upgrade, [&] { file_.run(false, place_->connection()); }))
            return;
        states.after = place_->inspect(everything());
        if (both_ways_ && attempt(no_downgrade, [&] { file_.run(true, place_->connection()); }))
            states.end = place_->inspect(everything());
    }

    void run_as_sql(States& states) {
        std::vector<dialects::SqlFile> files = {{"the database", {}}};
        const auto made = [&] { return place_->made_by(files, dialects::MayRead::Everything).schema; };
        if (!attempt(no_copy, [&] {
                files.front().text = text_of_database();
                states.start = made();
            }))
            return;
        if (!attempt(no_upgrade, [&] {
                files.push_back({"upgrade()", file_.sql(false)});
                states.after = made();
            }))
            return;
        if (both_ways_)
            attempt(no_downgrade, [&] {
                files.push_back({"downgrade()", file_.sql(true)});
                states.end = made();
            });
    }

    std::string text_of_database() const {
        CompareOptions options;
        options.whole = options.include_schemas = true;
        options.adds_foreign_keys = connection_.dialect().ddl().adds_constraints();
        Hooks none;
        const Differences all = compare({}, {found_.database, found_.database}, options, none);
        std::string text;
        for (const std::string& statement : statements_of(all.upgrade, {}, connection_.dialect(), {}))
            text += statement + ";\n";
        return text;
    }

    static constexpr const char* no_copy = "the database could not be copied to try the file out";
    static constexpr const char* no_upgrade = "upgrade() fails where it was tried out";
    static constexpr const char* no_downgrade = "downgrade() fails where it was tried out";

    dialects::Connection& connection_;
    const Result& found_;
    FileToProve& file_;
    bool both_ways_;
    std::unique_ptr<dialects::Scratch> place_;
};

void tell(const Differences& left, const std::string& words, std::vector<std::string>& unproved) {
    for (const Group& group : left.upgrade)
        for (const schema::Change& change : group.changes)
            unproved.push_back(words + operations::summary(operations::operation_of(change)));
}

} // namespace

std::vector<std::string> prove_file(dialects::Connection& connection, const Result& found, const CompareOptions& given,
                                    Hooks& hooks, FileToProve& file, bool both_ways) {
    Trial trial(connection, found, file, both_ways);
    const States states = trial.run();
    CompareOptions options = given;
    options.renames.clear();
    if (states.after)
        tell(compare(*states.after, found.target, options, hooks),
             "upgrade: not all is done by it; what remains is: ", trial.unproved);
    if (states.end) {
        options.whole = options.include_schemas = true;
        Hooks none;
        tell(compare(*states.end, {*states.start, *states.start}, options, none),
             "downgrade: it does not lead back to the start; what remains is: ", trial.unproved);
    }
    return std::move(trial.unproved);
}

} // namespace limbeck::autogenerate
