#include "scripting/values.hpp"

#include "scripting/errors.hpp"

#include <charconv>
#include <cstdio>
#include <cstring>
#include <limbeck/error.hpp>
#include <limits>
#include <pybind11/pybind11.h>
#include <string>
#include <utility>

// Of CPython, and only usable behind Python.h.
#include <datetime.h>

namespace py = pybind11;

namespace limbeck::scripting {
namespace {

/// Types whose module is imported only when a value can be of it: nobody has a Decimal before decimal is imported.
py::object type_of_loaded(const char* module, const char* name) {
    PyObject* loaded = PyImport_GetModule(py::str(module).ptr());
    if (!loaded) {
        PyErr_Clear();
        return {};
    }
    const auto owner = py::reinterpret_steal<py::object>(loaded);
    return py::getattr(owner, name, py::none());
}

bool is_instance(py::handle object, const char* module, const char* name) {
    const py::object type = type_of_loaded(module, name);
    return type && PyType_Check(type.ptr()) &&
           PyObject_TypeCheck(object.ptr(), reinterpret_cast<PyTypeObject*>(type.ptr()));
}

void load_datetime() {
    if (!PyDateTimeAPI)
        PyDateTime_IMPORT;
    if (!PyDateTimeAPI)
        throw py::error_already_set();
}

std::string utf8(py::handle text) {
    Py_ssize_t size = 0;
    if (const char* letters = PyUnicode_AsUTF8AndSize(text.ptr(), &size))
        return {letters, static_cast<std::size_t>(size)};
    PyErr_Clear();
    // Lone surrogates: text that came from bytes which are no UTF-8.
    const auto bytes =
        py::reinterpret_steal<py::object>(PyUnicode_AsEncodedString(text.ptr(), "utf-8", "surrogateescape"));
    if (!bytes) {
        PyErr_Clear();
        throw Error(Error::Kind::Script, "a text holds characters that are no Unicode (lone surrogates)");
    }
    return {PyBytes_AS_STRING(bytes.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(bytes.ptr()))};
}

std::string type_name(py::handle object) {
    PyTypeObject* type = Py_TYPE(object.ptr());
    try {
        const auto name = py::handle(reinterpret_cast<PyObject*>(type)).attr("__qualname__").cast<std::string>();
        const auto module = py::handle(reinterpret_cast<PyObject*>(type)).attr("__module__").cast<std::string>();
        return module == "builtins" ? name : module + "." + name;
    } catch (const std::exception&) {
        return type->tp_name;
    }
}

/// The way from the value handed over to the one that is looked at, for messages: "columns[2].default".
struct Way {
    enum class Step { Start, Key, Member, Item };
    const Way* outer = nullptr;
    Step step = Step::Start;
    std::string_view name = {}; ///< of a member
    std::size_t position = 0;   ///< of an item

    std::string text() const {
        const std::string before = outer ? outer->text() : std::string();
        switch (step) {
        case Step::Key:
            return before + ".key";
        case Step::Member:
            return before + (before.empty() ? "" : ".") + std::string(name);
        case Step::Item:
            return before + "[" + std::to_string(position) + "]";
        case Step::Start:
            break;
        }
        return before;
    }
};

void refuse_opaque(py::handle object, const Way& way) {
    const py::module_ opaque = py::module_::import("limbeck.opaque");
    std::string use = "what the database is told";
    if (const std::string found = way.text(); !found.empty())
        use += " (" + found + ")";
    opaque.attr("refuse")(object, use);
}

Value convert(py::handle object, const Way& way, int depth);

/// The mark that texts of opaque values carry (python/limbeck/marks.py) in UTF-8.
constexpr std::string_view mark = "\xe2\x81\xa3";

Value convert_text(py::handle object, const Way& way) {
    std::string text = utf8(object);
    if (!PyUnicode_IS_ASCII(object.ptr()) && text.find(mark) != std::string::npos) {
        const py::object source = py::module_::import("limbeck.marks").attr("marked_in")(py::str(text));
        if (!source.is_none())
            refuse_opaque(source, way);
    }
    return text;
}

std::string two(int number) {
    char text[12];
    std::snprintf(text, sizeof text, "%02d", number);
    return text;
}

std::string clock(int hour, int minute, int second, int microsecond) {
    std::string text = two(hour) + ":" + two(minute) + ":" + two(second);
    if (microsecond) {
        char fraction[16];
        std::snprintf(fraction, sizeof fraction, ".%06d", microsecond);
        text += fraction;
    }
    return text;
}

/// "+02:00" of an aware time or datetime, "" of a naive one.
std::string offset(py::handle object) {
    const py::object difference = object.attr("utcoffset")();
    if (difference.is_none())
        return {};
    long long seconds = static_cast<long long>(PyDateTime_DELTA_GET_DAYS(difference.ptr())) * 86400 +
                        PyDateTime_DELTA_GET_SECONDS(difference.ptr());
    std::string text = seconds < 0 ? "-" : "+";
    seconds = seconds < 0 ? -seconds : seconds;
    text += two(static_cast<int>(seconds / 3600)) + ":" + two(static_cast<int>(seconds / 60 % 60));
    if (seconds % 60)
        text += ":" + two(static_cast<int>(seconds % 60));
    return text;
}

std::string day(PyObject* date) {
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", PyDateTime_GET_YEAR(date), PyDateTime_GET_MONTH(date),
                  PyDateTime_GET_DAY(date));
    return text;
}

Value convert_mapping(py::handle object, const Way& way, int depth) {
    Map map;
    PyObject *key, *item;
    Py_ssize_t position = 0;
    while (PyDict_Next(object.ptr(), &position, &key, &item)) {
        const py::object held_key = py::reinterpret_borrow<py::object>(key);
        const py::object held_item = py::reinterpret_borrow<py::object>(item);
        const Value name = convert(held_key, Way{&way, Way::Step::Key}, depth + 1);
        if (!name.get_if<std::string>())
            throw Error(Error::Kind::Script, "a mapping that goes to the engine has a key of type " +
                                                 type_name(held_key) + ", not text" +
                                                 (way.text().empty() ? "" : " (" + way.text() + ")"));
        map.set(name.as_text(), convert(held_item, Way{&way, Way::Step::Member, name.as_text()}, depth + 1));
    }
    return map;
}

Value convert_items(py::handle object, const Way& way, int depth) {
    List list;
    std::size_t position = 0;
    for (py::handle item : py::iter(object)) {
        const py::object held = py::reinterpret_borrow<py::object>(item);
        list.push_back(convert(held, Way{&way, Way::Step::Item, {}, position}, depth + 1));
        ++position;
    }
    return list;
}

/// Of a class that Python itself brings, and no class that is derived from it. Nothing is loaded to find that out, so
/// that the first moment is told later.
bool is_exactly_a_scalar(py::handle object) {
    PyObject* const raw = object.ptr();
    if (PyLong_CheckExact(raw) || PyFloat_CheckExact(raw) || PyBytes_CheckExact(raw))
        return true;
    if (PyDateTimeAPI &&
        (PyDateTime_CheckExact(raw) || PyDate_CheckExact(raw) || PyTime_CheckExact(raw) || PyDelta_CheckExact(raw)))
        return true;
    const py::handle type = py::type::handle_of(object);
    return type.is(type_of_loaded("decimal", "Decimal")) || type.is(type_of_loaded("uuid", "UUID"));
}

Value convert(py::handle object, const Way& way, int depth) {
    PyObject* const raw = object.ptr();
    if (depth > 200)
        throw Error(Error::Kind::Script, "a value that goes to the engine contains itself, or is nested 200 deep");
    if (raw == Py_None)
        return {};
    if (PyUnicode_CheckExact(raw))
        return convert_text(object, way);
    if (PyBool_Check(raw))
        return raw == Py_True;
    if (PyDict_CheckExact(raw))
        return convert_mapping(object, way, depth);
    if (PyList_CheckExact(raw) || PyTuple_CheckExact(raw))
        return convert_items(object, way, depth);

    // An Enum member may be text or a number as well; its value is what counts.
    if (!is_exactly_a_scalar(object)) {
        if (is_instance(object, "enum", "Enum"))
            return convert(object.attr("value"), way, depth + 1);
        if (py::hasattr(py::type::of(object), "_plain"))
            return convert(object.attr("_plain")(), way, depth + 1);
    }
    if (PyUnicode_Check(raw))
        return convert_text(object, way);
    if (PyLong_Check(raw)) {
        int overflow = 0;
        const long long number = PyLong_AsLongLongAndOverflow(raw, &overflow);
        if (!overflow)
            return static_cast<std::int64_t>(number);
        // Wider than a bigint: databases know it as a numeric.
        return Decimal{utf8(py::str(object))};
    }
    if (PyFloat_Check(raw))
        return PyFloat_AS_DOUBLE(raw);
    if (PyBytes_Check(raw))
        return Bytes{{PyBytes_AS_STRING(raw), static_cast<std::size_t>(PyBytes_GET_SIZE(raw))}};
    if (PyByteArray_Check(raw))
        return Bytes{{PyByteArray_AS_STRING(raw), static_cast<std::size_t>(PyByteArray_GET_SIZE(raw))}};
    if (PyMemoryView_Check(raw))
        return convert(py::reinterpret_steal<py::object>(PyBytes_FromObject(raw)), way, depth + 1);

    load_datetime();
    if (PyDateTime_Check(raw))
        return DateTime{day(raw) + " " +
                        clock(PyDateTime_DATE_GET_HOUR(raw), PyDateTime_DATE_GET_MINUTE(raw),
                              PyDateTime_DATE_GET_SECOND(raw), PyDateTime_DATE_GET_MICROSECOND(raw)) +
                        offset(object)};
    if (PyDate_Check(raw))
        return Date{day(raw)};
    if (PyTime_Check(raw))
        return Time{clock(PyDateTime_TIME_GET_HOUR(raw), PyDateTime_TIME_GET_MINUTE(raw),
                          PyDateTime_TIME_GET_SECOND(raw), PyDateTime_TIME_GET_MICROSECOND(raw)) +
                    offset(object)};
    if (PyDelta_Check(raw))
        return Interval{PyDateTime_DELTA_GET_DAYS(raw), PyDateTime_DELTA_GET_SECONDS(raw),
                        PyDateTime_DELTA_GET_MICROSECONDS(raw)};
    if (is_instance(object, "decimal", "Decimal") || is_instance(object, "_pydecimal", "Decimal"))
        return Decimal{utf8(py::str(object))};
    if (is_instance(object, "uuid", "UUID"))
        return Uuid{utf8(py::str(object))};

    if (PyDict_Check(raw))
        return convert_mapping(object, way, depth);
    if (PyList_Check(raw) || PyTuple_Check(raw) || PyAnySet_Check(raw))
        return convert_items(object, way, depth);
    const std::string module = Py_TYPE(raw)->tp_name;
    if (module == "dict_keys" || module == "dict_values" || module == "generator" || module == "range" ||
        module == "mappingproxy" || module == "collections.deque" || module == "map" || module == "filter")
        return module == "mappingproxy" ? convert(object.attr("copy")(), way, depth + 1)
                                        : convert_items(object, way, depth);
    if (py::module_::import("limbeck.opaque").attr("is_opaque")(object).cast<bool>())
        refuse_opaque(object, way);
    std::string place = way.text();
    throw Error(Error::Kind::Script,
                "an object of type " + type_name(object) + " cannot go to the database" +
                    (place.empty() ? "" : " (" + place + ")"),
                script_place(),
                "hand over a plain value: text, a number, bytes, a date or time, a Decimal, a UUID, a list or a dict");
}

/// "12:30:00.000001+02:00" and the like through Python's own reader.
py::object from_iso(const char* type, const std::string& text) {
    const py::object kind = py::module_::import("datetime").attr(type);
    try {
        return kind.attr("fromisoformat")(text);
    } catch (py::error_already_set&) {
        // What Python has no date for (infinity, years before 1 or after 9999) stays text.
        return py::str(text);
    }
}

} // namespace

Value to_value(const py::handle& object) {
    return convert(object, Way{}, 0);
}

py::object to_python(const Value& value) {
    return std::visit(
        []<class T>(const T& held) -> py::object {
            if constexpr (std::is_same_v<T, std::monostate>)
                return py::none();
            else if constexpr (std::is_same_v<T, bool>)
                return py::bool_(held);
            else if constexpr (std::is_same_v<T, std::int64_t>)
                return py::int_(held);
            else if constexpr (std::is_same_v<T, double>)
                return py::float_(held);
            else if constexpr (std::is_same_v<T, std::string>) {
                PyObject* text =
                    PyUnicode_DecodeUTF8(held.data(), static_cast<Py_ssize_t>(held.size()), "surrogateescape");
                if (!text)
                    throw py::error_already_set();
                return py::reinterpret_steal<py::object>(text);
            } else if constexpr (std::is_same_v<T, Bytes>)
                return py::bytes(held.data);
            else if constexpr (std::is_same_v<T, Decimal>)
                return py::module_::import("decimal").attr("Decimal")(held.text);
            else if constexpr (std::is_same_v<T, Date>)
                return from_iso("date", held.text);
            else if constexpr (std::is_same_v<T, Time>)
                return from_iso("time", held.text);
            else if constexpr (std::is_same_v<T, DateTime>)
                return from_iso("datetime", held.text);
            else if constexpr (std::is_same_v<T, Interval>)
                return py::module_::import("datetime").attr("timedelta")(held.days, held.seconds, held.microseconds);
            else if constexpr (std::is_same_v<T, Uuid>)
                return py::module_::import("uuid").attr("UUID")(held.text);
            else if constexpr (std::is_same_v<T, List>) {
                py::list list(held.size());
                for (std::size_t i = 0; i < held.size(); ++i)
                    PyList_SET_ITEM(list.ptr(), static_cast<Py_ssize_t>(i), to_python(held[i]).release().ptr());
                return list;
            } else {
                py::dict dict;
                for (const auto& [key, item] : held.entries())
                    dict[to_python(Value(key))] = to_python(item);
                return dict;
            }
        },
        value.variant());
}

} // namespace limbeck::scripting
