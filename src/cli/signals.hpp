#pragma once

namespace limbeck::cli {

/// Opens what is closed of standard input, output and error on /dev/null, before anything else is opened: the next file
/// or socket would get that number, and what is printed would go there.
void open_standard_descriptors();

/// A reader that has ended (SIGPIPE) and a limit on the size of files (SIGXFSZ) make a write fail, and end nothing.
void survive_failed_writes();

/// Ends the program as a write to a pipe that nobody reads ends others, without a word.
void end_by_broken_pipe();

/// Makes Ctrl-C end what runs (a script, a wait for a database, a statement) as Error(Interrupted), so that everything
/// is rolled back; a second Ctrl-C ends the program at once.
void handle_interrupts();

} // namespace limbeck::cli
