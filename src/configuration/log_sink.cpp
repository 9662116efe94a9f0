#include "configuration/log_sink.hpp"

#include <cstdio>
#include <utility>

namespace limbeck::configuration {

log::Sink log_sink(LoggingConfig config) {
    return [config = std::move(config)](std::string_view logger, int level, std::string_view text) {
        for (const LoggingConfig::Line& line : config.format(logger, level, text)) {
            std::FILE* stream = line.to_stdout ? stdout : stderr;
            std::fwrite(line.text.data(), 1, line.text.size(), stream);
            std::fputc('\n', stream);
            std::fflush(stream);
        }
    };
}

} // namespace limbeck::configuration
