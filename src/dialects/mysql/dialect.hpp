#pragma once

namespace limbeck::dialects {
class Dialect;
}

namespace limbeck::dialects::mysql {

const Dialect& mysql();
/// The same with what MariaDB says in another way.
const Dialect& mariadb();

} // namespace limbeck::dialects::mysql
