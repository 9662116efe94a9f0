#include "operations/operation.hpp"

#include <gtest/gtest.h>
#include <limbeck/error.hpp>

namespace limbeck::operations {
namespace {

template <class T> T read(Map plain) {
    return std::get<T>(from_plain(std::move(plain)));
}

Error refusal(const Value& plain) {
    try {
        from_plain(plain);
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return Error(Error::Kind::Command, "");
}

const Map one_column{{"name", "t"}, {"columns", List{Map{{"name", "a"}, {"type", "Integer"}}}}};

TEST(OperationTest, ReadsTables) {
    EXPECT_EQ(read<CreateTable>({{"op", "create_table"}, {"table", one_column}}).table.columns.size(), 1U);
    EXPECT_TRUE(read<DropTable>({{"op", "drop_table"}, {"table", Map{{"name", "t"}}}, {"if_exists", true}}).if_exists);
    const auto rename =
        read<RenameTable>({{"op", "rename_table"}, {"old_name", "a"}, {"new_name", "b"}, {"schema", "s"}});
    EXPECT_EQ(rename.schema + "." + rename.old_name + "." + rename.new_name, "s.a.b");
    EXPECT_EQ(read<TableComment>({{"op", "drop_table_comment"}, {"table", "t"}}).comment, std::nullopt);
}

TEST(OperationTest, ReadsColumns) {
    const auto add = read<AddColumn>({{"op", "add_column"}, {"table", one_column}, {"insert_after", "z"}});
    EXPECT_EQ(add.insert_after, "z");
    EXPECT_EQ(read<DropColumn>({{"op", "drop_column"}, {"table", "t"}, {"column", Map{{"name", "a"}}}}).column.name,
              "a");
}

TEST(OperationTest, TellsNoChangeFromDropping) {
    const auto none = read<AlterColumn>({{"op", "alter_column"}, {"table", "t"}, {"column", "a"}});
    EXPECT_FALSE(none.server_default || none.comment || none.nullable || none.type || none.identity);
    const Map drop{{"drop", true}};
    const auto dropped = read<AlterColumn>(
        {{"op", "alter_column"}, {"table", "t"}, {"column", "a"}, {"server_default", drop}, {"comment", drop}});
    ASSERT_TRUE(dropped.server_default && dropped.comment);
    EXPECT_EQ(*dropped.server_default, nullptr);
    EXPECT_EQ(*dropped.comment, std::nullopt);
    const auto changed =
        read<AlterColumn>({{"op", "alter_column"}, {"table", "t"}, {"column", "a"}, {"comment", Map{{"to", "c"}}}});
    EXPECT_EQ(changed.comment, std::optional(std::optional<std::string>("c")));
}

TEST(OperationTest, ReadsBatches) {
    const auto batch = read<std::shared_ptr<BatchAlterTable>>(
        {{"op", "batch_alter_table"},
         {"table", "t"},
         {"partial_reordering", List{List{"a", "b"}}},
         {"naming_convention", Map{{"uq", "uq_%(table_name)s"}}},
         {"operations", List{Map{{"op", "drop_column"}, {"table", "t"}, {"column", Map{{"name", "a"}}}}}}});
    EXPECT_EQ(batch->recreate, "auto");
    EXPECT_EQ(batch->operations.size(), 1U);
    EXPECT_EQ(batch->partial_reordering, (std::vector<std::vector<std::string>>{{"a", "b"}}));
}

TEST(OperationTest, RefusesWhatIsMalformed) {
    EXPECT_EQ(refusal("create_table").kind(), Error::Kind::Internal);
    EXPECT_EQ(refusal(Map{{"op", 3}}).kind(), Error::Kind::Internal);
    EXPECT_STREQ(refusal(Map{}).what(), "a change in plain form lacks 'op'");
    EXPECT_STREQ(refusal(Map{{"op", "explode"}}).what(), "there is no change 'explode'");
    EXPECT_STREQ(refusal(Map{{"op", "rename_table"}, {"old_name", "a"}}).what(),
                 "rename_table in plain form lacks 'new_name'");
    EXPECT_STREQ(refusal(Map{{"op", "add_column"}, {"table", Map{{"name", "t"}}}}).what(),
                 "add_column in plain form takes one column, found 0");
    EXPECT_STREQ(refusal(Map{{"op", "batch_alter_table"}, {"table", "t"}, {"recreate", "maybe"}}).what(),
                 "recreate may be one of 'auto', 'always', or 'never'.");
}

// Every operation without what it needs, and with a wrong kind of value there, is an error and nothing worse.
TEST(OperationTest, RefusesEveryOperationWithoutItsMembers) {
    const std::pair<const char*, const char*> needed[] = {
        {"create_table", "table"},       {"drop_table", "table"},
        {"rename_table", "old_name"},    {"create_table_comment", "table"},
        {"drop_table_comment", "table"}, {"add_column", "table"},
        {"drop_column", "table"},        {"alter_column", "table"},
        {"create_index", "index"},       {"drop_index", "index"},
        {"add_constraint", "table"},     {"drop_constraint", "table"},
        {"create_enum", "type"},         {"drop_enum", "type"},
        {"alter_enum", "name"},          {"create_sequence", "sequence"},
        {"drop_sequence", "sequence"},   {"alter_sequence", "sequence"},
        {"create_domain", "domain"},     {"drop_domain", "domain"},
        {"alter_domain", "domain"},      {"create_view", "view"},
        {"drop_view", "view"},           {"create_routine", "routine"},
        {"drop_routine", "routine"},     {"create_extension", "extension"},
        {"drop_extension", "extension"}, {"execute", "text"},
        {"bulk_insert", "table"},        {"batch_alter_table", "table"}};
    for (const auto& [name, key] : needed) {
        EXPECT_EQ(refusal(Map{{"op", name}}).kind(), Error::Kind::Internal) << name;
        for (const Value& wrong : {Value(7), Value(List{}), Value(Map{{"unheard_of", 1}})})
            EXPECT_EQ(refusal(Map{{"op", name}, {key, wrong}}).kind(), Error::Kind::Internal)
                << name << " with " << wrong.kind_name();
    }
}

TEST(OperationTest, GoesThereAndBack) {
    for (const Value& plain :
         {Value(Map{{"op", "execute"}, {"text", "SELECT 1"}}),
          Value(Map{{"op", "execute"}, {"statement", Map{{"node", "text"}, {"text", "SELECT 1"}}}}),
          Value(Map{{"op", "bulk_insert"}, {"table", one_column}, {"rows", List{Map{{"a", 1}}}}}),
          Value(Map{{"op", "batch_alter_table"},
                    {"table", "t"},
                    {"recreate", "always"},
                    {"partial_reordering", List{List{"a", "b"}}},
                    {"operations", List{Map{{"op", "rename_table"}, {"old_name", "a"}, {"new_name", "b"}}}}})})
        EXPECT_EQ(to_plain(from_plain(to_plain(from_plain(plain)))), to_plain(from_plain(plain)));
}

} // namespace
} // namespace limbeck::operations
