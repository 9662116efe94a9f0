#include "operations/operation.hpp"

#include "sql/fields.hpp"
#include "support/script_error.hpp"

#include <limbeck/error.hpp>
#include <string_view>

namespace limbeck::operations {

constexpr std::string_view plain_name(const Execute*) {
    return "execute";
}
constexpr std::string_view plain_name(const BulkInsert*) {
    return "bulk_insert";
}
constexpr std::string_view plain_name(const BatchAlterTable*) {
    return "batch_alter_table";
}

template <class V, sql::Like<Execute> N> void fields(V& v, N& n) {
    v("statement", n.statement), v("text", n.text);
}

template <class V, sql::Like<BulkInsert> N> void fields(V& v, N& n) {
    v.required("table", n.table), v("rows", n.rows), v("multiinsert", n.multiinsert);
}

void read_plain(const Value& plain, Operation& into) {
    into = from_plain(plain);
}

template <class V, sql::Like<BatchAlterTable> N> void fields(V& v, N& n) {
    v("schema", n.schema), v.required("table", n.table), v("recreate", n.recreate), v("copy_from", n.copy_from);
    v("reflect_columns", n.reflect_columns), v("table_args", n.table_args), v("table_options", n.table_options);
    v("naming_convention", n.naming_convention), v("partial_reordering", n.partial_reordering);
    v("operations", n.operations);
}

Operation from_plain(const Value& plain) {
    const Map& map = plain.as_map();
    const std::string op = text_field(map, "op");
    if (op == "execute") {
        Execute execute;
        sql::read_fields(plain, execute, {"op"});
        if (!execute.statement && execute.text.empty() && !map.find("text"))
            throw Error(Error::Kind::Internal, "execute in plain form lacks 'text'");
        return execute;
    }
    if (op == "bulk_insert") {
        BulkInsert insert;
        sql::read_fields(plain, insert, {"op"});
        return insert;
    }
    if (op == "batch_alter_table") {
        auto batch = std::make_shared<BatchAlterTable>();
        sql::read_fields(plain, *batch, {"op"});
        if (batch->recreate != "auto" && batch->recreate != "always" && batch->recreate != "never")
            fail_script("recreate may be one of 'auto', 'always', or 'never'.");
        return batch;
    }
    return operation_of(schema::change_from_plain(plain));
}

Value to_plain(const Operation& operation) {
    struct Writer {
        Value operator()(const Execute& op) const { return sql::FieldWriter::map_of(op, Map{{"op", "execute"}}); }
        Value operator()(const BulkInsert& op) const {
            return sql::FieldWriter::map_of(op, Map{{"op", "bulk_insert"}});
        }
        Value operator()(const std::shared_ptr<BatchAlterTable>& op) const {
            return sql::FieldWriter::map_of(*op, Map{{"op", "batch_alter_table"}});
        }
        Value operator()(const schema::Change& change) const { return schema::to_plain(change); }
    };
    return std::visit(Writer(), operation);
}

Operation operation_of(const schema::Change& change) {
    return std::visit([](const auto& held) -> Operation { return held; }, change);
}

} // namespace limbeck::operations
