#include <limbeck/error.hpp>

namespace limbeck {

std::string Error::message() const {
    std::string text = what();
    for (const std::string* part : {&where_, &now_})
        if (!part->empty())
            text += "\n  " + *part;
    return text;
}

Error Error::at(std::string where) const {
    Error copy = *this;
    copy.where_ = std::move(where);
    return copy;
}

Error Error::advising(const std::string& more) const {
    Error copy = *this;
    copy.now_ += (copy.now_.empty() ? "" : "\n") + more;
    return copy;
}

void fail(std::string what, std::string where, std::string now) {
    throw Error(Error::Kind::Command, std::move(what), std::move(where), std::move(now));
}

} // namespace limbeck
