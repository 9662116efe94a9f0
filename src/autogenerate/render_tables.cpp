#include "autogenerate/rendering.hpp"
#include "autogenerate/sameness.hpp"
#include "sql/expression.hpp"
#include "support/python_repr.hpp"

namespace limbeck::autogenerate::render {

namespace {

std::string autoincrement(const schema::Column& column) {
    using Autoincrement = schema::Column::Autoincrement;
    switch (column.autoincrement) {
    case Autoincrement::Auto:
        return {};
    case Autoincrement::Yes:
        return "True";
    case Autoincrement::No:
        return "False";
    case Autoincrement::IgnoreFk:
        return "'ignore_fk'";
    }
    return {};
}

void deferral(const schema::Deferral& deferral, Arguments& arguments) {
    if (deferral.deferrable.value_or(false))
        arguments.emplace_back("deferrable=True");
    if (deferral.initially)
        arguments.push_back("initially=" + python_repr(*deferral.initially));
}

void comment(const std::optional<std::string>& comment, Arguments& arguments) {
    if (comment)
        arguments.push_back("comment=" + python_repr(*comment));
}

Arguments texts(const std::vector<std::string>& names) {
    Arguments items;
    for (const std::string& name : names)
        items.push_back(python_repr(name));
    return items;
}

class ConstraintInTable {
  public:
    explicit ConstraintInTable(const Rendering& rendering) : rendering_(rendering) {}

    std::string operator()(const schema::PrimaryKey& key) const {
        if (key.columns.empty())
            return {};
        Arguments arguments = texts(key.columns);
        name(key.name, arguments);
        deferral(key.deferral, arguments);
        append(arguments, dialect_options(key.options, rendering_));
        return rendering_.sa() + "PrimaryKeyConstraint(" + joined(arguments) + ")";
    }

    std::string operator()(const schema::Unique& unique) const {
        Arguments arguments = texts(unique.columns);
        deferral(unique.deferral, arguments);
        name(unique.name, arguments);
        append(arguments, dialect_options(unique.options, rendering_));
        return rendering_.sa() + "UniqueConstraint(" + joined(arguments) + ")";
    }

    std::string operator()(const schema::ForeignKey& key) const {
        Arguments arguments, referred;
        name(key.name, arguments);
        const auto text = [&](const char* keyword, const std::optional<std::string>& value) {
            if (value)
                arguments.push_back(std::string(keyword) + "=" + python_repr(*value));
        };
        text("onupdate", key.onupdate);
        text("ondelete", key.ondelete);
        text("initially", key.deferral.initially);
        if (key.deferral.deferrable.value_or(false))
            arguments.emplace_back("deferrable=True");
        if (key.use_alter)
            arguments.emplace_back("use_alter=True");
        text("match", key.match);
        append(arguments, dialect_options(key.options, rendering_));

        const std::string target =
            (key.referred_schema.empty() ? "" : key.referred_schema + ".") + key.referred_table + ".";
        for (const std::string& column : key.referred_columns.empty() ? key.columns : key.referred_columns)
            referred.push_back(python_repr(target + column));
        return rendering_.sa() + "ForeignKeyConstraint([" + joined(texts(key.columns)) + "], [" + joined(referred) +
               "], " + joined(arguments) + ")";
    }

    std::string operator()(const schema::Check& check) const {
        if (check.from_type) // the type writes it
            return {};
        Arguments arguments = {bare_text(check.sqltext, rendering_)};
        name(check.name, arguments);
        deferral(check.deferral, arguments);
        append(arguments, dialect_options(check.options, rendering_));
        return rendering_.sa() + "CheckConstraint(" + joined(arguments) + ")";
    }

    std::string operator()(const schema::Exclude& exclude) const {
        Arguments arguments = exclude_elements(exclude, rendering_);
        append(arguments, exclude_options(exclude));
        name(exclude.name, arguments);
        append(arguments, exclude_more(exclude, rendering_));
        return rendering_.dialect_prefix(rendering_.dialect.name()) + "ExcludeConstraint(" + joined(arguments) + ")";
    }

  private:
    void name(const schema::Name& name, Arguments& arguments) const {
        if (name.text)
            arguments.push_back("name=" + name_or_none(name, rendering_));
    }

    const Rendering& rendering_;
};

} // namespace

std::string column(const schema::Column& column, const Rendering& rendering) {
    Arguments arguments = {python_repr(column.name), type(column.type ? *column.type : schema::Type{}, rendering)};
    // SERIAL of a key comes back with the type of the column and autoincrement; its nextval() is no default of the
    // user.
    const bool autoincremented = column.autoincremented && column.server_default;
    const bool made_by_type = autoincremented && column.primary_key; // SQLAlchemy numbers no other columns
    std::string by_keyword;
    if (column.computed && !is_inherited(column)) // the parent computes it, and no child may say so again
        arguments.push_back(computed(*column.computed, rendering));
    else if (column.identity)
        arguments.push_back(identity(*column.identity, rendering));
    else if (column.server_default && !made_by_type)
        by_keyword = server_default(column.server_default, rendering);
    else if (column.fetched)
        by_keyword = rendering.sa() + "FetchedValue()";
    // Alembic leaves it out, and then makes a SERIAL of a key that the model numbers by its own sequence.
    const bool sequenced = column.sequence && !column.sequence->optional &&
                           !rendering.dialect.ddl().create_sequence(*column.sequence, false).empty();
    if (sequenced)
        arguments.push_back(sequence(*column.sequence, rendering));

    if (!by_keyword.empty())
        arguments.push_back("server_default=" + by_keyword);
    const std::string increment = autoincremented ? "True" : autoincrement(column);
    if (!increment.empty())
        arguments.push_back("autoincrement=" + increment);
    arguments.push_back(std::string("nullable=") + truth(column.nullable));
    if (column.system)
        arguments.emplace_back("system=True");
    comment(column.comment, arguments);
    append(arguments, dialect_options(stated_options(column), rendering));
    return rendering.sa() + "Column(" + joined(arguments) + ")";
}

std::string constraint_in_table(const schema::Constraint& constraint, const Rendering& rendering) {
    return std::visit(ConstraintInTable(rendering), constraint);
}

Arguments exclude_elements(const schema::Exclude& exclude, const Rendering& rendering) {
    Arguments elements;
    for (const schema::Exclude::Element& element : exclude.elements) {
        const auto* column = element.expression->get_if<sql::Column>();
        const std::string text = column ? rendering.sa() + (column->literal ? "literal_column(" : "column(") +
                                              python_repr(column->name) + ")"
                                        : expression_text(element.expression, rendering);
        elements.push_back("(" + text + ", " + python_repr(element.operator_) + ")");
    }
    if (exclude.where)
        elements.push_back("where=" + expression_text(exclude.where, rendering));
    return elements;
}

Arguments exclude_options(const schema::Exclude& exclude) {
    Arguments arguments;
    if (exclude.deferral.deferrable.value_or(false))
        arguments.emplace_back("deferrable='True'"); // Alembic's words; any true value will do
    if (exclude.deferral.initially)
        arguments.push_back("initially=" + python_repr(*exclude.deferral.initially));
    if (!exclude.using_.empty())
        arguments.push_back("using=" + python_repr(exclude.using_));
    return arguments;
}

Arguments exclude_more(const schema::Exclude& exclude, const Rendering& rendering) {
    Arguments arguments, classes;
    for (const schema::Exclude::Element& element : exclude.elements)
        if (const auto* column = element.expression->get_if<sql::Column>(); column && !element.ops.empty())
            classes.push_back(python_repr(column->name) + ": " + python_repr(element.ops));
    if (!classes.empty())
        arguments.push_back("ops={" + joined(classes) + "}");
    append(arguments, dialect_options(exclude.options, rendering));
    return arguments;
}

} // namespace limbeck::autogenerate::render
