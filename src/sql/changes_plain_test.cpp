#include "sql/changes_fields.hpp"
#include "sql/expression.hpp"
#include "sql/schema_fields.hpp"

#include <gtest/gtest.h>
#include <random>
#include <set>

namespace limbeck::schema {
namespace {

/// Gives every member that fields() lists a random value.
class Generator {
  public:
    explicit Generator(unsigned seed) : random_(seed) {}

    template <class T> void operator()(std::string_view, T& member) { fill(member); }
    template <class T> void always(std::string_view, T& member) { fill(member); }
    template <class T> void required(std::string_view, T& member) { fill(member); }
    void literal(std::string_view, sql::ExpressionPtr& member) { fill(member); }

    void fill(bool& to) { to = chance(2); }
    void fill(int& to) { to = static_cast<int>(below(9)); }
    void fill(std::int64_t& to) { to = static_cast<std::int64_t>(below(9)); }
    void fill(std::string& to) { to = "abcdefgh"[below(8)] + std::to_string(below(100)); }
    void fill(Value& to) {
        if (chance(2))
            to = static_cast<int>(below(9));
    }
    void fill(Map& to) {
        for (std::size_t i = below(3); i > 0; --i) {
            std::string key;
            fill(key);
            to.set(key, List{static_cast<int>(below(9)), "x"});
        }
    }
    void fill(sql::ExpressionPtr& to) {
        std::string text;
        fill(text);
        switch (below(4)) {
        case 0:
            return;
        case 1:
            to = sql::text(text);
            return;
        case 2:
            to = sql::func("lower", {sql::column(text)});
            return;
        default:
            to = sql::binary(sql::column("t", text), "eq", sql::literal(text, make_type("String")));
        }
    }
    void fill(TypePtr& to) {
        if (depth_ > 2 || chance(3))
            return;
        auto made = std::make_shared<Type>();
        fill(*made);
        to = made;
    }
    void fill(Index::Element& to) {
        if (chance(2))
            fill(to.column);
        else
            to.expression = sql::text("lower(x)");
    }
    template <sql::Enum E> void fill(E& to) {
        to = static_cast<E>(below(plain_names(static_cast<const E*>(nullptr)).size()));
    }
    template <class T> void fill(std::optional<T>& to) {
        if (chance(2))
            fill(to.emplace());
    }
    template <class A, class B> void fill(std::pair<A, B>& to) { fill(to.first), fill(to.second); }
    template <class T> void fill(std::vector<T>& to) {
        for (std::size_t i = below(3); i > 0; --i)
            fill(to.emplace_back());
    }
    template <class T> void fill(std::map<std::string, T>& to) {
        for (std::size_t i = below(3); i > 0; --i) {
            std::string key;
            fill(key);
            fill(to[key]);
        }
    }
    void fill(Index& to) {
        fields(*this, to);
        if (chance(2))
            to.where["sqlite"] = sql::text("x > 1");
    }
    void fill(Constraint& to) { fill_variant(to, below(std::variant_size_v<Constraint>)); }
    template <sql::HasFields T> void fill(T& to) {
        ++depth_;
        fields(*this, to);
        --depth_;
    }

    template <class... T> void fill_variant(std::variant<T...>& to, std::size_t index) {
        std::size_t at = 0;
        ((at++ == index ? fill(to.template emplace<T>()) : void()), ...);
    }

    std::size_t below(std::size_t limit) { return random_() % limit; }
    bool chance(std::size_t in) { return below(in) == 0; }

  private:
    std::mt19937 random_;
    int depth_ = 0;
};

Change generated(Generator& generator, std::size_t kind) {
    Change change;
    generator.fill_variant(change, kind);
    if (auto* add = std::get_if<AddColumn>(&change)) {
        Table table;
        table.name = add->table.name;
        table.schema = add->table.schema;
        table.constraints = add->table.constraints;
        table.indexes = add->table.indexes;
        add->table = std::move(table);
        generator.fill(add->table.columns.emplace_back());
    }
    return change;
}

constexpr std::size_t kinds = std::variant_size_v<Change>;

TEST(PlainChange, GoesThereAndBack) {
    Generator generator(7);
    for (std::size_t kind = 0; kind < kinds; ++kind)
        for (int round = 0; round < 40; ++round) {
            const Value plain = to_plain(generated(generator, kind));
            EXPECT_EQ(to_plain(change_from_plain(plain)), plain) << plain.as_map().find("op")->as_text();
        }
}

TEST(PlainChange, ReadsAnAbsentMemberAsItsDefault) {
    const auto change =
        std::get<AlterColumn>(change_from_plain(Map{{"op", "alter_column"}, {"table", "t"}, {"column", "a"}}));
    EXPECT_EQ(to_plain(change), (Map{{"op", "alter_column"}, {"table", "t"}, {"column", "a"}}));
    EXPECT_TRUE(std::get<CreateEnum>(change_from_plain(Map{{"op", "create_enum"}, {"type", "X"}})).checkfirst);
}

TEST(PlainChange, ACommentThatIsTakenAwayHasANameOfItsOwn) {
    const Value plain = Map{{"op", "drop_table_comment"}, {"table", "t"}, {"existing_comment", Map{{"to", "old"}}}};
    EXPECT_EQ(to_plain(change_from_plain(plain)), plain);
}

std::string message(const Value& plain) {
    try {
        change_from_plain(plain);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Error::Kind::Internal);
        return error.what();
    }
    return "";
}

TEST(PlainChange, MistakesAreNamed) {
    EXPECT_EQ(message(3), "a change in plain form should be a map, found int");
    EXPECT_EQ(message(Map{}), "a change in plain form lacks 'op'");
    EXPECT_EQ(message(Map{{"op", "explode"}}), "there is no change 'explode'");
    EXPECT_EQ(message(Map{{"op", "rename_table"}, {"old_name", "a"}}), "rename_table in plain form lacks 'new_name'");
    EXPECT_EQ(message(Map{{"op", "drop_table_comment"}, {"table", "t"}, {"comment", "c"}}),
              "drop_table_comment in plain form has no member 'comment'");
    EXPECT_EQ(message(Map{{"op", "alter_enum"}, {"name", "e"}, {"labels", List{}}, {"renamed", List{List{"a"}}}}),
              "alter_enum in plain form 'renamed' should be a pair, found a list of 1");
    const auto alter = [](const char* key, const Value& value) {
        return message(Map{{"op", "alter_column"}, {"table", "t"}, {"column", "a"}, {key, value}});
    };
    EXPECT_EQ(alter("insert_after", "b"), "alter_column in plain form has no member 'insert_after'");
    for (const Value& wrong : {Value(Map{}), Value(Map{{"to", Value()}}), Value(Map{{"drop", false}}),
                               Value(Map{{"drop", true}, {"to", "c"}})})
        EXPECT_EQ(alter("comment", wrong),
                  "alter_column in plain form 'comment' should be {\"to\": …} or {\"drop\": true}");
}

/// Every kind of change, with all that its reverse needs.
Change reversible(Generator& generator, std::size_t kind) {
    for (int attempt = 0; attempt < 200; ++attempt) {
        Change change = generated(generator, kind);
        if (auto* alter = std::get_if<AlterColumn>(&change)) {
            // What gives the column its values, before and after: nothing, a default, an identity or an expression.
            AlterColumn& op = *alter;
            op.server_default.reset(), op.identity.reset(), op.computed.reset();
            op.existing_server_default.reset(), op.existing_identity.reset(), op.existing_computed.reset();
            const std::size_t before = generator.below(4), after = generator.below(4);
            if (before == 0)
                op.existing_server_default = nullptr;
            if (before == 1)
                op.existing_server_default = sql::text("before");
            if (before == 2)
                generator.fill(op.existing_identity.emplace());
            if (before == 3)
                generator.fill(op.existing_computed.emplace());
            if (before == 1 || after == 1 || before + after == 0)
                op.server_default = after == 1 ? sql::text("after") : nullptr;
            if (before == 2 || after == 2)
                op.identity.emplace();
            if (after == 2)
                generator.fill(op.identity->emplace());
            if (before == 3 || after == 3)
                op.computed.emplace();
            if (after == 3)
                generator.fill(op.computed->emplace());
        }
        if (auto* drop = std::get_if<DropConstraint>(&change)) {
            AddConstraint add;
            add.schema = drop->schema;
            add.table = drop->table;
            generator.fill(add.constraint);
            change = reverse(add);
        }
        try {
            reverse(reverse(change)); // a table without columns cannot be told from one whose columns are not known
            return change;
        } catch (const Error&) {
            continue;
        }
    }
    ADD_FAILURE() << "no change of kind " << kind << " has a reverse";
    return {};
}

TEST(Reverse, TwiceGivesTheChangeAgain) {
    Generator generator(11);
    std::set<std::string> seen;
    for (std::size_t kind = 0; kind < kinds; ++kind)
        for (int round = 0; round < 40; ++round) {
            const Change change = reversible(generator, kind);
            const Value plain = to_plain(change);
            const Value back = to_plain(reverse(change));
            seen.insert(plain.as_map().find("op")->as_text());
            EXPECT_EQ(to_plain(reverse(reverse(change))), plain) << plain.as_map().find("op")->as_text();
        }
    EXPECT_EQ(seen.size(), kinds + 1); // comments have two names
}

} // namespace
} // namespace limbeck::schema
