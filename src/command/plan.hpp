#pragma once

#include "migration/environment.hpp"

namespace limbeck::command {

class Project;

/// Runs the request with nothing done, and prints what would be (Config::output_buffer, else Config::print); what is
/// known of it also where it fails.
void print_plan(Project& project, migration::Request request);

} // namespace limbeck::command
