#include "autogenerate/by_text.hpp"
#include "autogenerate/comparing.hpp"
#include "autogenerate/judge.hpp"
#include "autogenerate/named_types.hpp"
#include "dialects/dialect.hpp"
#include "dialects/scratch.hpp"

#include <algorithm>
#include <iterator>
#include <limbeck/error.hpp>
#include <map>
#include <set>

namespace limbeck::autogenerate {

namespace {

bool has_named_types(const dialects::Dialect& dialect) {
    schema::Type sample;
    sample.name = "Enum";
    sample.type_name = "sample";
    sample.labels.emplace();
    sample.labels->labels = {"a"};
    return !dialect.ddl().create_enum(sample, false, nullptr).empty();
}

bool has_sequences(const dialects::Dialect& dialect) {
    schema::Sequence sample;
    sample.name = "sample";
    try {
        return !dialect.ddl().create_sequence(sample, false).empty();
    } catch (const Error& error) {
        if (error.kind() != Error::Kind::Unsupported)
            throw;
        return false;
    }
}

/// A domain that others make, and of which a column only tells the name, is compared by that alone.
bool says_rules(const schema::Type& type) {
    return !type.domain || type.domain->create_type || type.domain->not_null || type.domain->check ||
           type.domain->server_default;
}

/// A table of the target that is to be shown to the judge.
struct Doubt {
    std::size_t place;
    std::vector<std::string> unknown; ///< what remains open if there is no judge
    bool only_numbering = false;
};

class Settling {
  public:
    Settling(schema::Schema declared, const schema::Schema& database, const std::string& default_schema, Judge& judge)
        : database_(database), default_schema_(default_schema), judge_(judge), dialect_(judge.dialect()) {
        result_.target.stored = declared;
        result_.target.declared = std::move(declared);
    }

    Settled take() {
        compare_texts();
        ask_about_numbering();
        ask();
        settle_domains_and_sequences();
        return std::move(result_);
    }

  private:
    Key key(const std::string& schema, const std::string& name) const {
        return {schema == default_schema_ ? std::string() : schema, name};
    }
    schema::Table& declared(std::size_t place) { return result_.target.declared.tables[place]; }
    schema::Table& stored(std::size_t place) { return result_.target.stored.tables[place]; }

    void compare_texts() {
        for (const schema::Table& table : database_.tables)
            existing_.emplace(key(table.schema, table.name), &table);
        std::vector<Doubt> fresh;
        std::size_t met = 0;
        for (std::size_t place = 0; place < result_.target.declared.tables.size(); ++place) {
            const auto found = existing_.find(key(declared(place).schema, declared(place).name));
            if (found == existing_.end()) {
                fresh.push_back({place, {}, false});
                continue;
            }
            ++met;
            TextAnswer answer = compare_text(declared(place), *found->second, default_schema_, dialect_);
            stored(place) = std::move(answer.stored);
            if (answer.in_doubt)
                doubts_.push_back({place, std::move(answer.unknown), answer.only_numbering});
        }
        // A new table may be an old one by another name; that is seen by what both store.
        constexpr std::size_t few = 50;
        if (met < database_.tables.size() && fresh.size() <= few)
            doubts_.insert(doubts_.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    }

    /// Not every database marks the columns that it numbers. One table tells it for all.
    void ask_about_numbering() {
        const auto sample =
            std::find_if(doubts_.begin(), doubts_.end(), [](const Doubt& d) { return d.only_numbering; });
        if (sample == doubts_.end() || !judge_.place())
            return;
        const std::vector<schema::Column>& columns = declared(sample->place).columns;
        const auto column = std::find_if(columns.begin(), columns.end(),
                                         [](const schema::Column& candidate) { return candidate.autoincremented; });
        std::vector<schema::Table> judged;
        if (!judge({*sample}, judged))
            return;
        const schema::Column* answer = judged.front().column(column->name);
        if (!answer || !answer->autoincremented)
            std::erase_if(doubts_, [](const Doubt& doubt) { return doubt.only_numbering; });
    }

    void ask() {
        if (doubts_.empty())
            return;
        if (!judge_.place()) {
            for (const Doubt& doubt : doubts_)
                leave_open(doubt, {});
            return;
        }
        std::vector<schema::Table> judged;
        if (judge(doubts_, judged)) {
            for (std::size_t i = 0; i < doubts_.size(); ++i)
                accept(doubts_[i], std::move(judged[i]));
            return;
        }
        // One of them cannot be built: each by itself.
        for (const Doubt& doubt : doubts_) {
            judged.clear();
            if (judge({doubt}, judged))
                accept(doubt, std::move(judged.front()));
            else
                leave_open(doubt, failure_);
        }
    }

    bool judge(const std::vector<Doubt>& doubts, std::vector<schema::Table>& judged) {
        std::vector<schema::Table> tables;
        for (const Doubt& doubt : doubts)
            tables.push_back(declared(doubt.place));
        try {
            prepare();
            judged = judge_.place()->stored(tables);
            return true;
        } catch (const Error& error) {
            require_answer(error);
            failure_ = error.what();
            return false;
        }
    }

    /// What tables use beside other tables.
    void prepare() {
        if (prepared_)
            return;
        judge_.place()->create(beside_tables(result_.target.declared));
        prepared_ = true;
        for (const schema::Routine& routine : result_.target.declared.routines)
            if (routine.table.empty())
                make_if_possible(routine);
    }

    /// A function that needs tables is of no use to tables.
    void make_if_possible(const schema::Routine& routine) {
        try {
            judge_.place()->run(dialect_.ddl().write(
                judge_.place()->mapped(schema::CreateRoutine{routine, false, std::nullopt}), nullptr));
        } catch (const Error& error) {
            require_answer(error);
        }
    }

    static schema::Schema beside_tables(const schema::Schema& declared) {
        schema::Schema part;
        part.enums = declared.enums;
        part.domains = declared.domains;
        part.sequences = declared.sequences;
        part.extensions = declared.extensions;
        return part;
    }

    void accept(const Doubt& doubt, schema::Table judged) {
        const schema::Table& table = declared(doubt.place);
        leave_out_what_is_not_kept(declared(doubt.place), judged);
        if (const auto found = existing_.find(key(table.schema, table.name)); found != existing_.end())
            keep_same_values(table, judged, *found->second, dialect_);
        stored(doubt.place) = std::move(judged);
    }

    void leave_open(const Doubt& doubt, const std::string& why) {
        for (const std::string& what : doubt.unknown)
            result_.not_compared.push_back(what + (why.empty() ? "" : ": " + why));
    }

    /// Domains and sequences: what is left out of them is the database's choice.
    void settle_domains_and_sequences() {
        schema::Schema& declared = result_.target.declared;
        dialects::InspectFilter filter;
        filter.schemas.clear();
        for (const schema::Domain& domain : declared.domains)
            filter.schemas.push_back(domain.schema);
        for (const schema::Sequence& sequence : declared.sequences)
            if (meets(sequence, database_.sequences))
                filter.schemas.push_back(sequence.schema);
        if (filter.schemas.empty() || !judge_.place())
            return;
        try {
            prepare();
            const schema::Schema seen = judge_.place()->inspect(filter);
            take_over(seen.domains, declared.domains, result_.target.stored.domains);
            take_over(seen.sequences, declared.sequences, result_.target.stored.sequences);
        } catch (const Error& error) {
            if (error.kind() != Error::Kind::Database)
                throw;
            require_answer(error);
            result_.not_compared.push_back(std::string("domains and sequences: ") + error.what());
        }
    }

    template <class Thing> const Thing* meets(const Thing& thing, const std::vector<Thing>& among) const {
        const auto found = std::find_if(among.begin(), among.end(), [&](const Thing& other) {
            return key(other.schema, other.name) == key(thing.schema, thing.name);
        });
        return found == among.end() ? nullptr : &*found;
    }

    template <class Thing>
    void take_over(const std::vector<Thing>& seen, const std::vector<Thing>& declared, std::vector<Thing>& stored) {
        for (std::size_t i = 0; i < declared.size(); ++i)
            if (const Thing* found = meets(declared[i], seen))
                stored[i] = *found;
    }

    const schema::Schema& database_;
    std::map<Key, const schema::Table*> existing_; ///< of database_
    const std::string& default_schema_;
    Judge& judge_;
    const dialects::Dialect& dialect_;
    Settled result_;
    std::vector<Doubt> doubts_;
    bool prepared_ = false;
    std::string failure_;
};

} // namespace

void complete(schema::Schema& declared, const dialects::Dialect& dialect) {
    const bool types = has_named_types(dialect), sequences = has_sequences(dialect);
    if (!types) {
        declared.enums.clear();
        declared.domains.clear();
    }
    std::set<Key> known, known_sequences;
    for (const schema::EnumType& type : declared.enums)
        known.insert({type.schema, type.name});
    for (const schema::Domain& domain : declared.domains)
        known.insert({domain.schema, domain.name});
    for (const schema::Sequence& sequence : declared.sequences)
        known_sequences.insert({sequence.schema, sequence.name});
    for (const schema::Table& table : declared.tables)
        for (const schema::Column& column : table.columns) {
            if (types && column.type)
                each_named_type(column.type->for_dialect(dialect.name()), [&](const schema::Type& type) {
                    if (!known.insert({type.schema, type.type_name}).second)
                        return;
                    if (type.labels) {
                        declared.enums.push_back({type.schema, type.type_name, type.labels->labels, true, {}});
                    } else if (says_rules(type)) {
                        declared.domains.push_back(domain_of(type));
                    }
                });
            if (sequences && column.sequence && !column.sequence->optional &&
                known_sequences.insert({column.sequence->schema, column.sequence->name}).second)
                declared.sequences.push_back(*column.sequence);
        }
}

Settled settle(schema::Schema declared, const schema::Schema& database, const std::string& default_schema,
               Judge& judge) {
    return Settling(std::move(declared), database, default_schema, judge).take();
}

} // namespace limbeck::autogenerate
