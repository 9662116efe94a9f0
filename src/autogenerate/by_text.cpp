#include "autogenerate/by_text.hpp"

#include "autogenerate/comparing.hpp"
#include "autogenerate/sameness.hpp"
#include "dialects/comparison.hpp"
#include "dialects/dialect.hpp"
#include "sql/expression.hpp"
#include "sql/plain.hpp"

#include <algorithm>
#include <limbeck/error.hpp>
#include <map>
#include <utility>
#include <variant>

namespace limbeck::autogenerate {

namespace {

using Answer = dialects::Comparison::Answer;

/// Same as long as all are; Different as soon as one is.
Answer both(Answer left, Answer right) {
    if (left == Answer::Different || right == Answer::Different)
        return Answer::Different;
    return left == Answer::Unknown || right == Answer::Unknown ? Answer::Unknown : Answer::Same;
}

class Comparer {
  public:
    Comparer(const schema::Table& declared, const schema::Table& existing, const std::string& default_schema,
             const dialects::Dialect& dialect)
        : declared_(declared), existing_(existing), default_schema_(default_schema), dialect_(dialect),
          ask_(dialect.comparison()) {}

    TextAnswer answer() {
        result_.stored = declared_;
        for (schema::Column& column : result_.stored.columns)
            compare(column, column.autoincremented);
        for (std::size_t i = 0; i < declared_.constraints.size(); ++i)
            compare(result_.stored.constraints[i]);
        for (schema::Index& index : result_.stored.indexes)
            compare(index);
        if (!same_comment(declared_.comment, existing_.comment))
            result_.in_doubt = true;
        result_.stored.options = Map();
        for (const auto& [option, value] : declared_.options.entries()) {
            const Value* theirs = existing_.options.find(option);
            if (!theirs || *theirs != value)
                result_.in_doubt = true;
            if (theirs || value != Value(false)) // most often what holds anyway
                result_.stored.options.set(option, value);
        }
        result_.only_numbering = numbering_ && !result_.in_doubt;
        result_.in_doubt = result_.in_doubt || numbering_;
        return std::move(result_);
    }

  private:
    /// Says what is to be done with an answer: nothing when the part is the same.
    bool take_existing(Answer answer, const std::string& what) {
        if (answer == Answer::Same)
            return true;
        result_.in_doubt = true;
        if (answer == Answer::Different)
            return false;
        result_.unknown.push_back(what);
        return true;
    }

    std::string called(const std::string& column) const { return "column " + declared_.name + "." + column; }

    void compare(schema::Column& column, bool is_autoincremented) {
        if (column.system)
            return;
        const schema::Column* theirs = existing_.column(column.name);
        if (!theirs) {
            result_.in_doubt = true; // it may be an old one by another name
            return;
        }
        const Answer type = column.type && theirs->type ? ask_.same_type(*column.type, *theirs->type) : Answer::Same;
        if (take_existing(type, "the type of " + called(column.name)))
            column.type = theirs->type;
        if (column.fetched ||
            (is_autoincremented && !column.identity && (theirs->autoincremented || theirs->identity))) {
            take_value(column, *theirs);
        } else {
            if (is_autoincremented && !column.identity)
                numbering_ = true;
            if (take_existing(same_value(column, *theirs), "the default of " + called(column.name)))
                take_value(column, *theirs);
        }
        if (column.nullable != theirs->nullable || !same_comment(column.comment, theirs->comment))
            result_.in_doubt = true;
    }

    static void take_value(schema::Column& column, const schema::Column& theirs) {
        column.server_default = theirs.server_default;
        column.identity = theirs.identity;
        column.computed = theirs.computed;
        column.autoincremented = theirs.autoincremented;
    }

    Answer same_value(const schema::Column& column, const schema::Column& theirs) const {
        if (column.computed || theirs.computed) {
            if (!column.computed || !theirs.computed)
                return Answer::Different;
            const Answer text = ask_.same_expression(column.computed->sqltext, theirs.computed->sqltext);
            const bool alike = column.computed->persisted.value_or(false) == theirs.computed->persisted.value_or(false);
            return text == Answer::Same && !alike ? Answer::Unknown : text;
        }
        if (column.identity || theirs.identity) {
            if (!column.identity || !theirs.identity)
                return Answer::Different;
            return same_identity(column.identity, theirs.identity) ? Answer::Same : Answer::Unknown;
        }
        if (!column.server_default && !theirs.server_default)
            return Answer::Same;
        return ask_.same_default(column, theirs);
    }

    bool same_content(const schema::Constraint& left, const schema::Constraint& right) const {
        return content(left, default_schema_) == content(right, default_schema_);
    }

    void compare(schema::Constraint& constraint) {
        const auto& name = schema::name_of(constraint).text;
        for (const schema::Constraint& theirs : existing_.constraints) {
            const bool by_name = std::holds_alternative<schema::Unique>(constraint) && name;
            if (theirs.index() != constraint.index() || (by_name && schema::name_of(theirs).text != name))
                continue;
            if (same_content(constraint, theirs))
                return;
        }
        if (auto* check = std::get_if<schema::Check>(&constraint))
            compare(*check);
        else
            result_.in_doubt = true;
    }

    /// The best answer of all checks of the table; if none is sure, that of the same name counts.
    void compare(schema::Check& check) {
        const schema::Check* candidate = nullptr;
        for (const schema::Constraint& constraint : existing_.constraints) {
            const auto* theirs = std::get_if<schema::Check>(&constraint);
            if (!theirs)
                continue;
            const Answer text = check.sqltext ? ask_.same_expression(check.sqltext, theirs->sqltext) : Answer::Unknown;
            schema::Check alike = *theirs;
            alike.sqltext = check.sqltext;
            if (text == Answer::Same && same_content(check, alike)) {
                check.sqltext = theirs->sqltext;
                return;
            }
            if (text == Answer::Unknown && (!candidate || theirs->name.text == check.name.text))
                candidate = theirs;
        }
        result_.in_doubt = true;
        if (!candidate)
            return;
        check.sqltext = candidate->sqltext;
        result_.unknown.push_back("check constraint " + check.name.text.value_or("without a name") + " of table " +
                                  declared_.name);
    }

    void compare(schema::Index& index) {
        const schema::Index* theirs = nullptr;
        for (const schema::Index& candidate : existing_.indexes)
            if (candidate.name.text == index.name.text)
                theirs = &candidate;
        if (!theirs) {
            result_.in_doubt = true;
            return;
        }
        if (content(index) == content(*theirs))
            return;
        const Answer same = same_elements(index, *theirs);
        if (take_existing(same, "index " + index.name.text.value_or("") + " of table " + declared_.name))
            index.elements = theirs->elements;
        // What else it says is compared as it stands; a judge knows what the database makes of it.
        if (content(index) != content(*theirs))
            result_.in_doubt = true;
    }

    Answer same_elements(const schema::Index& index, const schema::Index& theirs) const {
        if (index.elements.size() != theirs.elements.size())
            return Answer::Different;
        Answer all = Answer::Same;
        for (std::size_t i = 0; i < index.elements.size(); ++i) {
            const schema::Index::Element &left = index.elements[i], &right = theirs.elements[i];
            if (!left.expression && !right.expression)
                all = both(all, left.column == right.column ? Answer::Same : Answer::Different);
            else
                all = both(all, ask_.same_expression(expression_of(left), expression_of(right)));
        }
        return all;
    }

    static sql::ExpressionPtr expression_of(const schema::Index::Element& element) {
        return element.expression ? element.expression : sql::column(element.column);
    }

    const schema::Table& declared_;
    const schema::Table& existing_;
    const std::string& default_schema_;
    const dialects::Dialect& dialect_;
    const dialects::Comparison& ask_;
    TextAnswer result_;
    bool numbering_ = false;
};

} // namespace

TextAnswer compare_text(const schema::Table& declared, const schema::Table& existing, const std::string& default_schema,
                        const dialects::Dialect& dialect) {
    return Comparer(declared, existing, default_schema, dialect).answer();
}

void align(schema::Schema& database, schema::Schema& declared, const std::string& default_schema,
           const dialects::Dialect& dialect, const std::vector<std::pair<std::string, std::string>>& renames) {
    const auto place = [&](const schema::Table& table) {
        return std::pair(table.schema == default_schema ? std::string() : table.schema, table.name);
    };
    std::map<std::pair<std::string, std::string>, schema::Table*> wanted;
    for (schema::Table& table : declared.tables)
        wanted.emplace(place(table), &table);
    for (schema::Table& table : database.tables) {
        schema::Table nothing;
        auto found = wanted.find(place(table));
        for (const auto& [before, name] : renames)
            if (found == wanted.end() && before == dotted(place(table)))
                found = wanted.find({place(table).first, name});
        dialect.comparison().align(found == wanted.end() ? nothing : *found->second, table);
    }
}

void leave_out_what_is_not_kept(schema::Table& declared, schema::Table& judged) {
    for (std::size_t i = judged.constraints.size(); i-- > 0;) {
        const auto* check = std::get_if<schema::Check>(&judged.constraints[i]);
        if (!check || check->sqltext)
            continue;
        judged.constraints.erase(judged.constraints.begin() + static_cast<std::ptrdiff_t>(i));
        declared.constraints.erase(declared.constraints.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

void keep_same_values(const schema::Table& declared, schema::Table& judged, const schema::Table& existing,
                      const dialects::Dialect& dialect) {
    for (std::size_t i = 0; i < declared.columns.size() && i < judged.columns.size(); ++i) {
        const schema::Column* column = existing.column(declared.columns[i].name);
        if (column && column->type && declared.columns[i].type &&
            dialect.comparison().same_type(*declared.columns[i].type, *column->type) == Answer::Same)
            judged.columns[i].type = column->type;
        if (!column || !column->server_default || !judged.columns[i].server_default)
            continue;
        // A new table would number its rows by a sequence of its own; what the model says of the default holds here.
        schema::Column wanted = declared.columns[i];
        const bool says_default = wanted.autoincremented && !column->autoincremented && wanted.server_default;
        if (says_default)
            wanted.autoincremented = false;
        if (dialect.comparison().same_default(wanted, *column) != Answer::Same)
            continue;
        judged.columns[i].server_default = column->server_default;
        if (says_default)
            judged.columns[i].autoincremented = false;
    }
    for (schema::Constraint& constraint : judged.constraints)
        for (const schema::Constraint& other : existing.constraints) {
            auto* check = std::get_if<schema::Check>(&constraint);
            const auto* there = std::get_if<schema::Check>(&other);
            if (check && there && check->name.text == there->name.text && check->sqltext &&
                dialect.comparison().same_expression(check->sqltext, there->sqltext) == Answer::Same)
                check->sqltext = there->sqltext;
        }
}

} // namespace limbeck::autogenerate
