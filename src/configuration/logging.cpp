#include "configuration/logging.hpp"

#include "configuration/ini_file.hpp"
#include "configuration/python_text.hpp"

#include <algorithm>
#include <ctime>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <sys/time.h>
#include <unistd.h>

namespace limbeck::configuration {
namespace {

struct Record {
    std::string_view logger;
    int level;
    std::string_view message;
};

std::string moment(const std::string& format) {
    timeval now{};
    gettimeofday(&now, nullptr);
    tm local{};
    localtime_r(&now.tv_sec, &local);
    char text[256];
    std::size_t length =
        std::strftime(text, sizeof text, format.empty() ? "%Y-%m-%d %H:%M:%S" : format.c_str(), &local);
    std::string out(text, length);
    if (format.empty()) {
        std::string milliseconds = std::to_string(now.tv_usec / 1000);
        out += "," + std::string(3 - std::min<std::size_t>(3, milliseconds.size()), '0') + milliseconds;
    }
    return out;
}

/// Python's "%(name)-5.5s" for the attributes of a log record; unknown attributes give nothing.
std::string render(const LoggingConfig::Formatter& formatter, const Record& record) {
    const std::string& format = formatter.format;
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%') {
            out += format[i];
            continue;
        }
        if (i + 1 < format.size() && format[i + 1] == '%') {
            out += '%';
            ++i;
            continue;
        }
        std::size_t close = i + 1 < format.size() && format[i + 1] == '(' ? format.find(')', i) : std::string::npos;
        if (close == std::string::npos) {
            out += format[i];
            continue;
        }
        std::string name = format.substr(i + 2, close - i - 2), value;
        if (name == "levelname")
            value = level_name(record.level);
        else if (name == "levelno")
            value = std::to_string(record.level);
        else if (name == "name")
            value = record.logger.empty() ? "root" : record.logger;
        else if (name == "message")
            value = record.message;
        else if (name == "asctime")
            value = moment(formatter.date_format);
        else if (name == "process")
            value = std::to_string(getpid());
        else if (name == "module")
            value = record.logger.substr(record.logger.rfind('.') + 1);
        else if (name == "threadName")
            value = "MainThread";
        else if (name == "processName")
            value = "MainProcess";

        bool left = false, zero = false;
        std::size_t width = 0, precision = std::string::npos, at = close + 1;
        for (; at < format.size() && (format[at] == '-' || format[at] == '0' || format[at] == ' '); ++at) {
            left |= format[at] == '-';
            zero |= format[at] == '0';
        }
        for (; at < format.size() && format[at] >= '0' && format[at] <= '9'; ++at)
            width = std::min<std::size_t>(width * 10 + static_cast<std::size_t>(format[at] - '0'), 1000);
        if (at < format.size() && format[at] == '.') {
            precision = 0;
            for (++at; at < format.size() && format[at] >= '0' && format[at] <= '9'; ++at)
                precision = std::min<std::size_t>(precision * 10 + static_cast<std::size_t>(format[at] - '0'), 100000);
        }
        bool text = at >= format.size() || format[at] == 's';
        if (text && precision < value.size())
            value.resize(precision);
        if (value.size() < width) {
            std::size_t padding = width - value.size();
            if (left)
                value.append(padding, ' ');
            else
                value.insert(0, padding, zero && !text ? '0' : ' ');
        }
        out += value;
        i = at;
    }
    return out;
}

int level_number(const std::string& name, const std::string& section) {
    static constexpr std::pair<const char*, int> names[] = {
        {"NOTSET", NotSet},   {"DEBUG", Debug},    {"INFO", Info},         {"WARN", Warning},
        {"WARNING", Warning}, {"ERROR", LogError}, {"CRITICAL", Critical}, {"FATAL", Critical}};
    for (const auto& [known, number] : names)
        if (name == known)
            return number;
    throw Error(Error::Kind::Configuration, "Unknown level: " + python_repr(name), "[" + section + "]",
                "one of DEBUG, INFO, WARNING, ERROR, CRITICAL");
}

std::vector<std::string> keys_of(const IniFile& file, const std::string& section) {
    std::vector<std::string> keys;
    for (const std::string& part : split(file.get(section, "keys").value_or(""), ","))
        if (std::string key(strip(part)); !key.empty())
            keys.push_back(std::move(key));
    return keys;
}

void require(const IniFile& file, const std::string& section) {
    if (!file.has_section(section))
        throw Error(Error::Kind::Configuration, "No section: " + python_repr(section), {},
                    "add the section [" + section + "], or take its name out of keys");
}

bool is_ancestor(std::string_view ancestor, std::string_view logger) {
    return ancestor.empty() || logger == ancestor ||
           (logger.size() > ancestor.size() && logger.starts_with(ancestor) && logger[ancestor.size()] == '.');
}

} // namespace

std::string level_name(int level) {
    switch (level) {
    case Debug:
        return "DEBUG";
    case Info:
        return "INFO";
    case Warning:
        return "WARNING";
    case LogError:
        return "ERROR";
    case Critical:
        return "CRITICAL";
    case NotSet:
        return "NOTSET";
    }
    return "Level " + std::to_string(level);
}

int LoggingConfig::effective_level(std::string_view logger) const {
    int level = Warning; // the root's level unless configured
    std::size_t nearest = 0;
    for (const Logger& candidate : loggers)
        if (candidate.level != NotSet && is_ancestor(candidate.qualified_name, logger) &&
            candidate.qualified_name.size() >= nearest) {
            nearest = candidate.qualified_name.size();
            level = candidate.level;
        }
    return level;
}

std::vector<LoggingConfig::Line> LoggingConfig::format(std::string_view logger, int level,
                                                       std::string_view message) const {
    std::vector<Line> lines;
    if (level < effective_level(logger))
        return lines;
    std::vector<const Logger*> chain;
    for (const Logger& candidate : loggers)
        if (is_ancestor(candidate.qualified_name, logger))
            chain.push_back(&candidate);
    std::sort(chain.begin(), chain.end(),
              [](const Logger* a, const Logger* b) { return a->qualified_name.size() > b->qualified_name.size(); });
    bool any_handler = false;
    for (const Logger* one : chain) {
        for (const std::string& name : one->handlers)
            for (const Handler& handler : handlers)
                if (handler.name == name) {
                    any_handler = true;
                    if (handler.to_stream && level >= handler.level)
                        lines.push_back({render(handler.formatter, {logger, level, message}), handler.to_stdout});
                }
        if (!one->propagate)
            break;
    }
    // logging.lastResort; Alembic's own logger has a NullHandler.
    if (!any_handler && level >= Warning && !is_ancestor("alembic", logger))
        lines.push_back({std::string(message), false});
    return lines;
}

LoggingConfig logging_config(const Config& config) {
    LoggingConfig logging;
    const IniFile& file = config.file_config();
    if (!file.has_section("loggers") || !file.has_section("handlers") || !file.has_section("formatters"))
        return logging;

    std::vector<std::pair<std::string, LoggingConfig::Formatter>> formatters;
    for (const std::string& key : keys_of(file, "formatters")) {
        std::string section = "formatter_" + key;
        require(file, section);
        LoggingConfig::Formatter formatter;
        if (auto format = file.get_raw(section, "format"))
            formatter.format = *format;
        formatter.date_format = file.get_raw(section, "datefmt").value_or("");
        formatters.emplace_back(key, std::move(formatter));
    }
    for (const std::string& key : keys_of(file, "handlers")) {
        std::string section = "handler_" + key;
        require(file, section);
        LoggingConfig::Handler handler;
        handler.name = key;
        if (auto level = file.get(section, "level"))
            handler.level = level_number(*level, section);
        std::string kind = file.get(section, "class").value_or("");
        handler.to_stream = kind == "StreamHandler" || kind == "logging.StreamHandler";
        handler.to_stdout = file.get(section, "args").value_or("").find("stdout") != std::string::npos;
        std::string formatter = file.get(section, "formatter").value_or("");
        for (const auto& [name, found] : formatters)
            if (name == formatter)
                handler.formatter = found;
        logging.handlers.push_back(std::move(handler));
    }
    for (const std::string& key : keys_of(file, "loggers")) {
        std::string section = "logger_" + key;
        require(file, section);
        LoggingConfig::Logger logger;
        if (key != "root")
            logger.qualified_name = file.get(section, "qualname").value_or(key);
        if (auto level = file.get(section, "level"))
            logger.level = level_number(*level, section);
        logger.propagate = file.get(section, "propagate").value_or("1") != "0";
        for (const std::string& part : split(file.get(section, "handlers").value_or(""), ","))
            if (std::string name(strip(part)); !name.empty())
                logger.handlers.push_back(std::move(name));
        logging.loggers.push_back(std::move(logger));
    }
    return logging;
}

} // namespace limbeck::configuration
