#include "autogenerate/rendering.hpp"
#include "schema/plain.hpp"
#include "sql/expression.hpp"
#include "sql/grammar.hpp"
#include "sql/plain.hpp"
#include "support/python_repr.hpp"
#include "support/words.hpp"

#include <cctype>
#include <limbeck/error.hpp>

namespace limbeck::autogenerate::render {

using support::is_word;

using Place = dialects::Ddl::Place;

void append(Arguments& arguments, Arguments more) {
    for (std::string& argument : more)
        arguments.push_back(std::move(argument));
}

namespace {

/// text() of SQLAlchemy takes ":name" for a bind unless a colon, a backslash or a word stands before it.
std::string without_binds(const std::string& sql) {
    std::string text;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const bool begins = sql[i] == ':' && i + 1 < sql.size() && is_word(sql[i + 1]);
        if (begins && (i == 0 || (sql[i - 1] != ':' && sql[i - 1] != '\\' && !is_word(sql[i - 1]))))
            text += '\\';
        text += sql[i];
    }
    return text;
}

class Literal {
  public:
    explicit Literal(const Rendering& rendering) : rendering_(rendering) {}

    std::string operator()(std::monostate) const { return "None"; }
    std::string operator()(bool value) const { return truth(value); }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const {
        const std::string text = sql::float_text(value);
        return text == "inf" || text == "-inf" || text == "nan" ? "float('" + text + "')" : text;
    }
    std::string operator()(const std::string& value) const { return python_repr(value); }
    std::string operator()(const Bytes& value) const { return python_repr_of_bytes(value.data); }
    std::string operator()(const Decimal& value) const { return of_module("decimal", "Decimal", value.text); }
    std::string operator()(const Date& value) const { return of_module("datetime", "date.fromisoformat", value.text); }
    std::string operator()(const Time& value) const { return of_module("datetime", "time.fromisoformat", value.text); }
    std::string operator()(const DateTime& value) const {
        return of_module("datetime", "datetime.fromisoformat", value.text);
    }
    std::string operator()(const Uuid& value) const { return of_module("uuid", "UUID", value.text); }
    std::string operator()(const Interval& value) const {
        rendering_.imports.insert("import datetime");
        return "datetime.timedelta(days=" + std::to_string(value.days) + ", seconds=" + std::to_string(value.seconds) +
               ", microseconds=" + std::to_string(value.microseconds) + ")";
    }
    std::string operator()(const List& value) const {
        Arguments items;
        for (const Value& item : value)
            items.push_back(literal(item, rendering_));
        return "[" + joined(items) + "]";
    }
    std::string operator()(const Map& value) const {
        if (value.find("node")) // an expression, in plain form
            return expression_text(sql::from_plain(value), rendering_);
        Arguments items;
        for (const auto& [key, item] : value.entries())
            items.push_back(python_repr(key) + ": " + literal(item, rendering_));
        return "{" + joined(items) + "}";
    }

  private:
    std::string of_module(const std::string& module, const std::string& callable, const std::string& text) const {
        rendering_.imports.insert("import " + module);
        return module + "." + callable + "(" + python_repr(text) + ")";
    }

    const Rendering& rendering_;
};

template <class Options> void numbering(const Options& options, Arguments& arguments) {
    const auto number = [&](const char* name, const std::optional<std::int64_t>& value) {
        if (value)
            arguments.push_back(std::string(name) + "=" + std::to_string(*value));
    };
    const auto flag = [&](const char* name, const std::optional<bool>& value) {
        if (value)
            arguments.push_back(std::string(name) + "=" + truth(*value));
    };
    number("start", options.start);
    number("increment", options.increment);
    number("minvalue", options.minvalue);
    number("maxvalue", options.maxvalue);
    if (options.nominvalue)
        arguments.emplace_back("nominvalue=True");
    if (options.nomaxvalue)
        arguments.emplace_back("nomaxvalue=True");
    flag("cycle", options.cycle);
    number("cache", options.cache);
}

} // namespace

std::string literal(const Value& value, const Rendering& rendering) {
    return std::visit(Literal(rendering), value.variant());
}

std::string name_or_none(const schema::Name& name, const Rendering& rendering) {
    if (!name.text)
        return "None";
    return name.final ? rendering.op() + "f(" + python_repr(*name.text) + ")" : python_repr(*name.text);
}

std::string text_list(const std::vector<std::string>& texts) {
    Arguments items;
    for (const std::string& text : texts)
        items.push_back(python_repr(text));
    return "[" + joined(items) + "]";
}

std::string text_or_none(const std::optional<std::string>& text) {
    return text ? python_repr(*text) : "None";
}

std::string expression_text(const sql::ExpressionPtr& expression, const Rendering& rendering, Place place) {
    const std::string sql = rendering.dialect.ddl().expression_in_file(expression, place);
    return rendering.sa() + "text(" + python_repr(without_binds(sql)) + ")";
}

std::string bare_text(const sql::ExpressionPtr& expression, const Rendering& rendering) {
    return python_repr(without_binds(rendering.dialect.ddl().expression_in_file(expression, Place::Plain)));
}

std::string statement_text(const std::string& statement) {
    return python_repr(without_binds(statement));
}

std::string index_element(const schema::Index::Element& element, const Rendering& rendering) {
    if (!element.expression)
        return python_repr(element.column);
    const auto* label = element.expression->get_if<sql::Label>();
    const sql::ExpressionPtr& expression = label ? label->element : element.expression;
    const std::string sql = rendering.dialect.ddl().expression_in_file(expression, Place::IndexElement);
    return rendering.sa() + "literal_column(" + python_repr(sql) + ")" +
           (label ? ".label(" + python_repr(label->name) + ")" : "");
}

std::string server_default(const sql::ExpressionPtr& expression, const Rendering& rendering) {
    if (!expression)
        return "None";
    const auto* bind = expression->get_if<sql::Bind>();
    const auto* text = bind ? bind->value.get_if<std::string>() : nullptr;
    if (!text)
        return expression_text(expression, rendering, Place::ServerDefault);
    return python_repr(*text);
}

std::string identity(const schema::Identity& identity, const Rendering& rendering) {
    Arguments arguments = {std::string("always=") + truth(identity.always)};
    numbering(identity, arguments);
    if (identity.on_null)
        arguments.emplace_back("oracle_on_null=True");
    return rendering.sa() + "Identity(" + joined(arguments) + ")";
}

std::string computed(const schema::Computed& computed, const Rendering& rendering) {
    return rendering.sa() + "Computed(" + bare_text(computed.sqltext, rendering) + ", " +
           (computed.persisted ? std::string("persisted=") + truth(*computed.persisted) : "") + ")";
}

std::string sequence(const schema::Sequence& sequence, const Rendering& rendering) {
    Arguments arguments = {python_repr(sequence.name)};
    numbering(sequence, arguments);
    if (!sequence.schema.empty())
        arguments.push_back("schema=" + python_repr(sequence.schema));
    if (sequence.optional)
        arguments.emplace_back("optional=True");
    if (sequence.data_type)
        arguments.push_back("data_type=" + type(*sequence.data_type, rendering));
    return rendering.sa() + "Sequence(" + joined(arguments) + ")";
}

Arguments dialect_options(const Map& options, const Rendering& rendering) {
    Arguments arguments;
    for (const auto& [name, value] : options.entries()) {
        std::string keyword = name;
        for (char& c : keyword)
            if (c == ' ')
                c = '_';
        arguments.push_back(keyword + "=" + literal(value, rendering));
    }
    return arguments;
}

Arguments index_options(const schema::Index& index, const Rendering& rendering) {
    return dialect_options(map_field(schema::to_plain(index).as_map(), "options"), rendering);
}

} // namespace limbeck::autogenerate::render
