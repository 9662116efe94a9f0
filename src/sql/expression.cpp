#include "sql/expression.hpp"

namespace limbeck::sql {

ExpressionPtr text(std::string sql) {
    Text node;
    node.text = std::move(sql);
    return make(std::move(node));
}

ExpressionPtr column(std::string name, schema::TypePtr type) {
    Column node;
    node.name = std::move(name);
    node.type = std::move(type);
    return make(std::move(node));
}

ExpressionPtr column(std::string table, std::string name, schema::TypePtr type) {
    Column node;
    node.table = std::move(table);
    node.name = std::move(name);
    node.type = std::move(type);
    return make(std::move(node));
}

ExpressionPtr literal_column(std::string sql, schema::TypePtr type) {
    Column node;
    node.name = std::move(sql);
    node.type = std::move(type);
    node.literal = true;
    return make(std::move(node));
}

ExpressionPtr literal(Value value, schema::TypePtr type) {
    Bind node;
    node.type = type ? std::move(type) : type_of(value);
    node.value = std::move(value);
    node.unique = true;
    return make(std::move(node));
}

ExpressionPtr null() {
    return make(Constant{"null"});
}

ExpressionPtr func(std::string name, Expressions arguments, schema::TypePtr type) {
    Function node;
    node.name = std::move(name);
    node.arguments = std::move(arguments);
    node.type = std::move(type);
    return make(std::move(node));
}

ExpressionPtr binary(ExpressionPtr left, std::string op, ExpressionPtr right) {
    Binary node;
    node.left = std::move(left);
    node.op.name = std::move(op);
    node.right = std::move(right);
    return make(std::move(node));
}

ExpressionPtr and_(Expressions clauses) {
    Clauses node;
    node.op.name = "and";
    node.clauses = std::move(clauses);
    return make(std::move(node));
}

ExpressionPtr or_(Expressions clauses) {
    Clauses node;
    node.op.name = "or";
    node.clauses = std::move(clauses);
    return make(std::move(node));
}

ExpressionPtr not_(ExpressionPtr clause) {
    Unary node;
    node.op.name = "not";
    node.operand = std::move(clause);
    return make(std::move(node));
}

ExpressionPtr cast(ExpressionPtr element, schema::TypePtr type) {
    Cast node;
    node.element = std::move(element);
    node.type = std::move(type);
    return make(std::move(node));
}

ExpressionPtr table(std::string name, std::string schema, std::vector<TableColumn> columns) {
    Table node;
    node.name = std::move(name);
    node.schema = std::move(schema);
    node.columns = std::move(columns);
    return make(std::move(node));
}

namespace {

const schema::TypePtr& boolean_type() {
    static const schema::TypePtr type = schema::make_type("Boolean");
    return type;
}

schema::TypePtr of(const ExpressionPtr& expression) {
    return expression ? type_of(*expression) : nullptr;
}

struct TypeOf {
    schema::TypePtr operator()(const Column& node) const { return node.type; }
    schema::TypePtr operator()(const Bind& node) const { return node.type; }
    schema::TypePtr operator()(const Constant& node) const { return node.name == "null" ? nullptr : boolean_type(); }
    schema::TypePtr operator()(const Binary& node) const { return node.type; }
    schema::TypePtr operator()(const Unary& node) const {
        if (node.op.name == "not" || node.op.name == "exists")
            return boolean_type();
        return node.type ? node.type : of(node.operand);
    }
    schema::TypePtr operator()(const Clauses& node) const { return node.op.name == "comma" ? nullptr : boolean_type(); }
    schema::TypePtr operator()(const Between&) const { return boolean_type(); }
    schema::TypePtr operator()(const In&) const { return boolean_type(); }
    schema::TypePtr operator()(const Array& node) const { return node.type; }
    schema::TypePtr operator()(const Function& node) const { return node.type; }
    schema::TypePtr operator()(const Over& node) const { return of(node.element); }
    schema::TypePtr operator()(const Cast& node) const { return node.type; }
    schema::TypePtr operator()(const Case& node) const {
        for (auto when = node.whens.rbegin(); when != node.whens.rend(); ++when)
            if (auto type = of(when->second))
                return type;
        return of(node.otherwise);
    }
    schema::TypePtr operator()(const Label& node) const { return of(node.element); }
    schema::TypePtr operator()(const NextValue&) const { return schema::make_type("Integer"); }
    schema::TypePtr operator()(const ScalarSelect& node) const { return of(node.select); }
    schema::TypePtr operator()(const Select& node) const {
        return node.columns.empty() ? nullptr : of(node.columns.front());
    }
    schema::TypePtr operator()(const Compound& node) const {
        return node.selects.empty() ? nullptr : of(node.selects.front());
    }
    schema::TypePtr operator()(const auto&) const { return nullptr; }
};

} // namespace

schema::TypePtr type_of(const Expression& expression) {
    return std::visit(TypeOf{}, expression.node);
}

schema::TypePtr type_of(const Value& value) {
    struct Name {
        std::string_view kind;
        schema::TypePtr type;
    };
    static const Name names[] = {
        {"bool", schema::make_type("Boolean")},      {"int", schema::make_type("Integer")},
        {"float", schema::make_type("Float")},       {"text", schema::make_type("String")},
        {"bytes", schema::make_type("LargeBinary")}, {"decimal", schema::make_type("Numeric")},
        {"date", schema::make_type("Date")},         {"time", schema::make_type("Time")},
        {"datetime", schema::make_type("DateTime")}, {"interval", schema::make_type("Interval")},
        {"uuid", schema::make_type("Uuid")},
    };
    const std::string_view kind = value.kind_name();
    for (const Name& name : names)
        if (name.kind == kind)
            return name.type;
    return nullptr;
}

} // namespace limbeck::sql
