#include "dialects/mysql/stand_ins.hpp"

#include "dialects/mysql/grammar.hpp"
#include "sql/expression.hpp"
#include "sql/scanner.hpp"

#include <vector>

namespace limbeck::dialects::mysql {

namespace {

/// `app`.`users` where something stands for "app". A table's alias of that name is taken for it, too; then the
/// statement fails, and nothing is compared wrong.
std::string mapped(const std::string& sql, const PlaceOf& place_of) {
    const sql::Grammar& rules = grammar(Flavour::Mariadb);
    const std::vector<sql::Token> tokens = sql::tokens_of(sql, rules.quoting());
    std::string text;
    std::size_t done = 0;
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        const bool is_first = i == 0 || !tokens[i - 1].is_symbol('.');
        if (tokens[i].kind != sql::Piece::Kind::Quoted || !is_first || !tokens[i + 1].is_symbol('.') ||
            tokens[i + 2].kind != sql::Piece::Kind::Quoted)
            continue;
        const std::string place = place_of("?" + tokens[i].value);
        if (place.empty())
            continue;
        text += sql.substr(done, tokens[i].begin - done) + rules.quote_always(place);
        done = tokens[i].end;
    }
    return text + sql.substr(done);
}

struct Mapper {
    const PlaceOf& place_of;

    void schema(std::string& name) const { name = place_of(name); }
    void expression(sql::ExpressionPtr& given) const {
        const auto* text = given ? given->get_if<sql::Text>() : nullptr;
        if (text && text->text.find("`.`") != std::string::npos)
            given = sql::make(sql::Text{mapped(text->text, place_of), text->binds});
    }
    void column(schema::Column& column) const {
        expression(column.server_default);
        if (column.computed)
            expression(column.computed->sqltext);
    }
    void constraint(schema::Constraint& constraint) const {
        if (auto* key = std::get_if<schema::ForeignKey>(&constraint))
            schema(key->referred_schema);
    }
    void index(schema::Index& index) const { schema(index.schema); }
    void table(schema::Table& table) const {
        schema(table.schema);
        for (schema::Column& each : table.columns)
            column(each);
        for (schema::Constraint& each : table.constraints)
            constraint(each);
        for (schema::Index& each : table.indexes)
            index(each);
    }
    void view(schema::View& view) const {
        schema(view.schema);
        view.definition = mapped(view.definition, place_of);
    }
    void routine(schema::Routine& routine) const {
        schema(routine.schema);
        routine.definition = mapped(routine.definition, place_of);
        routine.signature = grammar(Flavour::Mariadb).qualified(routine.schema, routine.name);
    }

    void operator()(schema::CreateTable& op) const { table(op.table); }
    void operator()(schema::DropTable& op) const { table(op.table); }
    void operator()(schema::RenameTable& op) const { schema(op.schema); }
    void operator()(schema::TableComment& op) const { schema(op.schema); }
    void operator()(schema::AddColumn& op) const { table(op.table); }
    void operator()(schema::DropColumn& op) const {
        schema(op.schema);
        column(op.column);
    }
    void operator()(schema::AlterColumn& op) const { schema(op.schema); }
    void operator()(schema::CreateIndex& op) const { index(op.index); }
    void operator()(schema::DropIndex& op) const { index(op.index); }
    void operator()(schema::AddConstraint& op) const {
        schema(op.schema);
        constraint(op.constraint);
    }
    void operator()(schema::DropConstraint& op) const { schema(op.schema); }
    void operator()(schema::CreateSequence& op) const { schema(op.sequence.schema); }
    void operator()(schema::DropSequence& op) const { schema(op.sequence.schema); }
    void operator()(schema::AlterSequence& op) const {
        schema(op.sequence.schema);
        schema(op.existing.schema);
    }
    void operator()(schema::CreateView& op) const {
        view(op.view);
        if (op.existing)
            view(*op.existing);
    }
    void operator()(schema::DropView& op) const { view(op.view); }
    void operator()(schema::CreateRoutine& op) const {
        routine(op.routine);
        if (op.existing)
            routine(*op.existing);
    }
    void operator()(schema::DropRoutine& op) const { routine(op.routine); }
    /// These databases have no such things.
    template <class Other> void operator()(Other&) const {}
};

} // namespace

void map_schemas(schema::Table& table, const PlaceOf& place_of) {
    Mapper{place_of}.table(table);
}
void map_schemas(schema::Change& change, const PlaceOf& place_of) {
    std::visit(Mapper{place_of}, change);
}
void map_schemas(schema::View& view, const PlaceOf& place_of) {
    Mapper{place_of}.view(view);
}
void map_schemas(schema::Routine& routine, const PlaceOf& place_of) {
    Mapper{place_of}.routine(routine);
}

} // namespace limbeck::dialects::mysql
