#pragma once

#include "dialects/connection.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace limbeck::dialects {

/// A connection on which rows go to a table, or come from one, as a stream: COPY … FROM STDIN and TO STDOUT.
class Copying {
  public:
    virtual ~Copying() = default;
    /// Runs everything queued, then the statement. `give`: the next part of what goes there, empty at its end. `take`:
    /// the next part of what comes. What these throw ends the statement with an error, and is thrown on.
    virtual Result copy(const Statement& statement, const std::function<std::string()>& give,
                        const std::function<void(std::string_view)>& take) = 0;
};

} // namespace limbeck::dialects
