#pragma once

/// All of limbeck's public API: `limbeck::Config cfg("alembic.ini"); limbeck::command::upgrade(cfg, "head");`
#include <limbeck/command.hpp>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <limbeck/value.hpp>
#include <limbeck/version.hpp>
