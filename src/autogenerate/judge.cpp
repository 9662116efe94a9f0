#include "autogenerate/judge.hpp"

#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/scratch.hpp"

namespace limbeck::autogenerate {

void require_answer(const Error& error) {
    if (error.kind() == Error::Kind::Interrupted || error.kind() == Error::Kind::Internal)
        throw error;
    for (const char* no_answer : {"08", "40", "53", "57P", "58"}) // lost, rolled back, short of resources, ended, disk
        if (error.sqlstate.starts_with(no_answer))
            throw error;
}

Judge::Judge(dialects::Connection& connection) : connection_(connection) {}
Judge::~Judge() = default;

const dialects::Dialect& Judge::dialect() const {
    return connection_.dialect();
}

void Judge::close() {
    place_.reset();
}

dialects::Scratch* Judge::place() {
    if (!asked_) {
        asked_ = true;
        try {
            place_ = dialect().scratch(connection_);
        } catch (const dialects::NoScratchPlace& refusal) {
            reason_ = refusal.what();
        }
    }
    return place_.get();
}

} // namespace limbeck::autogenerate
