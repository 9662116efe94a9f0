#include "schema/plain.hpp"

#include "schema/plain_map.hpp"

namespace limbeck::schema {

namespace {

EnumLabels labels_from_plain(const Value& plain) {
    MapReader reader(plain, "EnumLabels");
    EnumLabels labels;
    reader.read("labels", labels.labels);
    reader.read("native_enum", labels.native_enum);
    reader.read("create_constraint", labels.create_constraint);
    reader.read("create_type", labels.create_type);
    reader.read("metadata_bound", labels.metadata_bound);
    reader.read("inherit_schema", labels.inherit_schema);
    reader.finish();
    return labels;
}

Value to_plain(const EnumLabels& labels) {
    MapWriter writer;
    writer.set("labels", List(labels.labels.begin(), labels.labels.end()));
    writer.write("native_enum", labels.native_enum, true);
    writer.write("create_constraint", labels.create_constraint);
    writer.write("create_type", labels.create_type, true);
    writer.write("metadata_bound", labels.metadata_bound);
    writer.write("inherit_schema", labels.inherit_schema);
    return writer.take();
}

DomainRules rules_from_plain(const Value& plain) {
    MapReader reader(plain, "DomainRules");
    DomainRules rules;
    reader.read("not_null", rules.not_null);
    reader.read("create_type", rules.create_type);
    reader.read("constraint_name", rules.constraint_name);
    if (const Value* check = reader.find("check"))
        rules.check = *check;
    if (const Value* server_default = reader.find("server_default"))
        rules.server_default = *server_default;
    reader.finish();
    return rules;
}

Value to_plain(const DomainRules& rules) {
    MapWriter writer;
    writer.write("not_null", rules.not_null);
    writer.write("create_type", rules.create_type, true);
    writer.write("constraint_name", rules.constraint_name);
    if (!rules.check.is_null())
        writer.set("check", rules.check);
    if (!rules.server_default.is_null())
        writer.set("server_default", rules.server_default);
    return writer.take();
}

} // namespace

Type type_from_plain(const Value& plain) {
    Type type;
    if (const auto* name = plain.get_if<std::string>()) {
        type.name = *name;
        return type;
    }
    MapReader reader(plain, "Type");
    reader.read("name", type.name);
    reader.read("length", type.length);
    reader.read("precision", type.precision);
    reader.read("scale", type.scale);
    reader.read("dimensions", type.dimensions);
    reader.read("timezone", type.timezone);
    reader.read("varying", type.varying);
    reader.read("as_uuid", type.as_uuid);
    reader.read("native_uuid", type.native_uuid);
    reader.read("none_as_null", type.none_as_null);
    reader.read("asdecimal", type.asdecimal);
    reader.read("create_constraint", type.create_constraint);
    reader.read("collation", type.collation);
    reader.read("fields", type.fields);
    reader.read("schema", type.schema);
    reader.read("type_name", type.type_name);
    if (const Value* labels = reader.find("labels"))
        type.labels = labels_from_plain(*labels);
    if (const Value* item = reader.find("item"))
        type.item = std::make_shared<Type>(type_from_plain(*item));
    if (const Value* domain = reader.find("domain"))
        type.domain = rules_from_plain(*domain);
    if (const Value* python = reader.find("python")) {
        MapReader inner(*python, "Type::Python");
        type.python.emplace();
        inner.read("module", type.python->module);
        inner.read("text", type.python->text);
        inner.finish();
    }
    reader.read("dialect", type.dialect);
    reader.read("spec", type.spec);
    Map variants;
    reader.read("variants", variants);
    for (const auto& [dialect, variant] : variants.entries())
        type.variants[dialect] = std::make_shared<Type>(type_from_plain(variant));
    reader.finish();
    return type;
}

Value to_plain(const Type& type) {
    MapWriter writer;
    writer.set("name", type.name);
    writer.write("length", type.length);
    writer.write("precision", type.precision);
    writer.write("scale", type.scale);
    writer.write("dimensions", type.dimensions);
    writer.write("timezone", type.timezone);
    writer.write("varying", type.varying);
    writer.write("as_uuid", type.as_uuid, true);
    writer.write("native_uuid", type.native_uuid, true);
    writer.write("none_as_null", type.none_as_null);
    writer.write("asdecimal", type.asdecimal, true);
    writer.write("create_constraint", type.create_constraint);
    writer.write("collation", type.collation);
    writer.write("fields", type.fields);
    writer.write("schema", type.schema);
    writer.write("type_name", type.type_name);
    if (type.labels)
        writer.set("labels", to_plain(*type.labels));
    if (type.item)
        writer.set("item", to_plain(*type.item));
    if (type.domain)
        writer.set("domain", to_plain(*type.domain));
    if (type.python)
        writer.set("python", Map{{"module", type.python->module}, {"text", type.python->text}});
    writer.write("dialect", type.dialect);
    writer.write("spec", type.spec);
    Map variants;
    for (const auto& [dialect, variant] : type.variants)
        variants.set(dialect, to_plain(*variant));
    writer.write("variants", variants);
    return writer.take();
}

} // namespace limbeck::schema
