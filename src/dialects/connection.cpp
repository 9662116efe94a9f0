#include "dialects/connection.hpp"

#include "dialects/dialect.hpp"
#include "dialects/inspector.hpp"

#include <iterator>
#include <limbeck/error.hpp>
#include <utility>

namespace limbeck::dialects {

std::unique_ptr<Inspector> Connection::inspector() {
    return dialect().inspector(*this);
}

std::vector<std::uint64_t> Connection::ask(std::vector<Statement> queries) {
    std::vector<std::uint64_t> questions;
    for (const Statement& query : queries) {
        answers_[++questions_] = execute(query);
        questions.push_back(questions_);
    }
    return questions;
}

Result Connection::answer(std::uint64_t question) {
    const auto found = answers_.find(question);
    if (found == answers_.end())
        throw Error(Error::Kind::Internal, "nobody has asked for these rows");
    Result result = std::move(found->second);
    answers_.erase(answers_.begin(), std::next(found)); // who asked before it has left
    return result;
}

} // namespace limbeck::dialects
