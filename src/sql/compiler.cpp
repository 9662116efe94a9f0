#include "sql/compiling.hpp"
#include "support/script_error.hpp"
#include "support/words.hpp"

#include <limbeck/error.hpp>
#include <utility>
#include <variant>

namespace limbeck::sql {

namespace {

// A bind stands in the text as its number between these, until the whole text is there: a grammar may turn the parts of
// a statement round, and the values for `?` must come in the order of the text.
constexpr char bind_begin = '\x01';
constexpr char bind_end = '\x02';

} // namespace

using support::joined;

Compiler::Compiler(const Grammar& grammar, const CompileOptions& options, const Value& parameters)
    : grammar_(grammar), options_(options), include_table_(options.include_table) {
    if (const Map* map = parameters.get_if<Map>())
        parameter_sets_.push_back(map);
    else if (const List* list = parameters.get_if<List>())
        for (const Value& item : *list)
            parameter_sets_.push_back(&item.as_map());
}

Compiled Compiler::run(const Expression& expression) {
    const std::string text = std::visit([this](const auto& node) { return statement(node); }, expression.node);
    result_.text = with_binds(text);
    return std::move(result_);
}

std::string Compiler::statement(const Alias& node) {
    place_ = Place::From;
    return write(node);
}

const Value* Compiler::parameter(std::string_view name) const {
    return parameter_sets_.empty() ? nullptr : parameter_sets_.front()->find(name);
}

std::string Compiler::placeholder(Value value, schema::TypePtr type, std::string name) {
    binds_.push_back({std::move(value), std::move(type), std::move(name)});
    return bind_begin + std::to_string(binds_.size() - 1) + bind_end;
}

std::string Compiler::value_text(const Value& value, const schema::TypePtr& type, const std::string& name,
                                 bool always_literal) {
    if (options_.binds == Binds::Literal || always_literal)
        return grammar_.literal(value, type.get());
    if (options_.binds == Binds::Driver && grammar_.writes_values_inline())
        return grammar_.inline_value(value, type.get()) + grammar_.bind_cast(type.get());
    return placeholder(value, type, name);
}

std::string Compiler::bind_name(const Bind& node) {
    return node.unique ? fresh_name(node.key) : resolved(node.key);
}

std::string Compiler::resolved(const std::string& name) {
    if (!name.starts_with("%(") || !name.ends_with(")s"))
        return name;
    auto& known = anonymous_[name];
    if (known.empty()) {
        const auto space = name.find(' ');
        const std::string base = space == std::string::npos ? name.substr(2, name.size() - 4)
                                                            : name.substr(space + 1, name.size() - space - 3);
        known = fresh_name(base);
    }
    return known;
}

std::string Compiler::fresh_name(const std::string& base) {
    const std::string plain = base.starts_with("%(") ? resolved(base) : base;
    if (base.starts_with("%("))
        return plain;
    return plain + "_" + std::to_string(++counters_[plain]);
}

const Value& Compiler::value_of(const Bind& node, const std::string& name) const {
    const Value* given = parameter(node.unique ? std::string_view(name) : std::string_view(node.key));
    if (given)
        return *given;
    if (!node.has_value)
        fail_script("A value is required for bind parameter '" + node.key + "'");
    return node.value;
}

std::string Compiler::write(const Bind& node) {
    const std::string name = bind_name(node);
    if (options_.binds == Binds::Named && !node.literal)
        return placeholder({}, node.type, node.expanding ? "\x03" + name : name);
    if (node.expanding)
        return "(" + expanded(node, value_of(node, name), false) + ")";
    return value_text(value_of(node, name), node.type, name, node.literal);
}

std::string Compiler::expanded(const Bind& node, const Value& value, bool negated) {
    const List* values = value.get_if<List>();
    if (!values)
        fail_script("IN takes a list of values, not a value of kind " + std::string(value.kind_name()));
    if (values->empty())
        return grammar_.empty_in(negated);
    std::vector<std::string> parts;
    for (const Value& item : *values)
        parts.push_back(value_text(item, node.type, node.key));
    return joined(parts, ", ");
}

std::string Compiler::with_binds(const std::string& raw) {
    const bool names = options_.binds == Binds::Named;
    std::string text = names ? grammar_.offline_text(raw) : raw;
    if (binds_.empty())
        return text;
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != bind_begin) {
            result += text[i];
            continue;
        }
        const std::size_t end = text.find(bind_end, i);
        const WrittenBind& bind = binds_[std::stoul(text.substr(i + 1, end - i - 1))];
        i = end;
        if (!names) {
            result += '?';
            result_.parameters.push_back(grammar_.bind_value(bind.value, bind.type.get()));
        } else if (bind.name.starts_with('\x03')) {
            result += "(__[POSTCOMPILE_" + bind.name.substr(1) + "])";
        } else {
            result += grammar_.named_bind(bind.name) + grammar_.bind_cast(bind.type.get());
        }
    }
    return result;
}

Operator named(std::string_view name) {
    Operator op;
    op.name = name;
    return op;
}

Compiled compile(const Expression& expression, const Grammar& grammar, const CompileOptions& options,
                 const Value& parameters) {
    return Compiler(grammar, options, parameters).run(expression);
}

} // namespace limbeck::sql
