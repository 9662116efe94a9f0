#include "autogenerate/attempts.hpp"

#include "dialects/dialect.hpp"

#include <variant>

namespace limbeck::autogenerate {

namespace {

Attempt without_default_meanwhile(const schema::AlterColumn& alter, const Map& conversion,
                                  const KeptDefault& kept_default) {
    schema::AlterColumn before = alter, between = alter, after = alter;
    before.type = nullptr;
    before.nullable.reset();
    before.comment.reset();
    before.server_default = sql::ExpressionPtr();
    before.identity.reset();

    between.server_default.reset();
    between.identity.reset();
    between.existing_server_default = sql::ExpressionPtr();
    between.options = conversion;
    between.reverse_options = Map();

    after.existing_type = alter.type;
    after.type = nullptr;
    after.existing_nullable = alter.nullable ? alter.nullable : alter.existing_nullable;
    after.nullable.reset();
    if (alter.comment)
        after.existing_comment = alter.comment;
    after.comment.reset();
    after.existing_server_default = sql::ExpressionPtr();
    if (!after.server_default)
        after.server_default = kept_default(alter);
    Attempt changes{before, between};
    if ((after.server_default && *after.server_default) || after.identity)
        changes.push_back(after);
    return changes;
}

} // namespace

std::vector<Attempt> attempts(const schema::Change& change, const dialects::Dialect& dialect,
                              const KeptDefault& kept_default) {
    std::vector<Attempt> all{{change}};
    // Other columns than those that are there, another type of the result, cannot be replaced.
    if (const auto* view = std::get_if<schema::CreateView>(&change); view && view->replace && view->existing)
        all.push_back({schema::DropView{*view->existing}, schema::CreateView{view->view, false, std::nullopt}});
    if (const auto* made = std::get_if<schema::CreateRoutine>(&change); made && made->replace && made->existing)
        all.push_back(
            {schema::DropRoutine{*made->existing}, schema::CreateRoutine{made->routine, false, std::nullopt}});
    const auto* alter = std::get_if<schema::AlterColumn>(&change);
    if (!alter || !alter->type || alter->new_name)
        return all;
    std::vector<Map> conversions = dialect.ddl().type_conversions(alter->column, *alter->type);
    for (const Map& conversion : conversions) {
        schema::AlterColumn with = *alter;
        with.options = conversion;
        with.reverse_options = Map(); // found when the way back is tried
        if (!conversion.entries().empty())
            all.push_back({with});
    }
    // A default of the old type may not fit the new one.
    if (alter->existing_server_default && *alter->existing_server_default)
        for (const Map& conversion : conversions)
            all.push_back(without_default_meanwhile(*alter, conversion, kept_default));
    return all;
}

} // namespace limbeck::autogenerate
