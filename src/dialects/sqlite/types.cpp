#include "dialects/sqlite/types.hpp"

#include "dialects/common_types.hpp"

namespace limbeck::dialects::sqlite {

std::string render_type(const schema::Type& given) {
    const schema::Type& type = given.for_dialect("sqlite");
    // SQLite stores these as something else: text, numbers or blobs.
    if (type.name == "Uuid")
        return "CHAR(32)";
    if (type.name == "Interval")
        return "DATETIME";
    if (type.name == "LargeBinary" || type.name == "PickleType")
        return "BLOB";
    if (auto text = common_type(type))
        return *text;
    no_text_for(type, "SQLite");
}

} // namespace limbeck::dialects::sqlite
