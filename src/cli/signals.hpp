#pragma once

namespace limbeck::cli {

/// Makes Ctrl-C end what runs (a script, a wait for a database, a statement) as Error(Interrupted), so that everything
/// is rolled back; a second Ctrl-C ends the program at once.
void handle_interrupts();

} // namespace limbeck::cli
