#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace limbeck::support {

/// A line that stays at the bottom of the terminal while others scroll above it. It is drawn by a thread of its own ten
/// times a second, so that a time in it goes on while the program waits for a database. A process has one terminal, and
/// at most one such line.
///
/// It is drawn on standard error, which must be a terminal that can_redraw(). Whoever else writes on the terminal takes
/// turns (TerminalTurn); what is written without may be drawn over.
class BottomLine {
  public:
    /// What to show now, fitted into so many columns; empty: no line. Called on any thread, but never twice at once.
    using Text = std::function<std::string(std::size_t columns)>;

    explicit BottomLine(Text text);
    /// Takes the line away.
    ~BottomLine();
    BottomLine(const BottomLine&) = delete;
    BottomLine& operator=(const BottomLine&) = delete;

    /// Whether there is one now.
    static bool exists() noexcept;
    /// For a signal handler that ends the program at once: takes the line away.
    static void erase_at_once() noexcept;

  private:
    friend class TerminalTurn;
    void keep_drawing();
    void draw();

    Text text_;
    std::string shown_; ///< what was drawn last
    bool stop_ = false;
    std::condition_variable_any wake_;
    std::thread thread_;
};

/// While it lives, this thread may write on the terminal: the bottom line is out of the way, and others wait for their
/// turn. Costs next to nothing while there is no such line. May be nested.
class TerminalTurn {
  public:
    TerminalTurn();
    /// Draws the bottom line again.
    ~TerminalTurn();
    TerminalTurn(const TerminalTurn&) = delete;
    TerminalTurn& operator=(const TerminalTurn&) = delete;

    /// Tells what was written. The bottom line comes back when its own line is free, that is after a newline.
    void wrote(std::string_view text);

  private:
    bool is_taken_;
};

} // namespace limbeck::support
