#include "command/post_write.hpp"

#include "command/process.hpp"
#include "command/writing.hpp"
#include "configuration/python_text.hpp"
#include "scripting/registered_hook.hpp"

#include <cstdlib>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <unistd.h>

namespace limbeck::command {

namespace {

namespace fs = std::filesystem;
using configuration::Hook;

constexpr std::string_view file_token = "REVISION_SCRIPT_FILENAME";

/// One hook at work on one file.
class HookRun {
  public:
    HookRun(Config& config, const Hook& hook, const fs::path& file)
        : config_(config), hook_(hook), name_(*option("_hook_name")), file_(file) {}

    void run() {
        const std::optional<std::string> type = option("type");
        if (!type)
            fail("Key '" + name_ + ".type' (or 'type' in toml) is required for post write hook " + python_repr(name_),
                 {}, "It is exec, console_scripts or module.");
        with_status(
            config_, "Running post write hook " + python_repr(name_), [&] { run_as(*type); }, true);
        if (ended_.status || ended_.signal)
            config_.print_warning("post write hook " + python_repr(name_) + " " +
                                  (ended_.signal ? "was ended by signal " + std::to_string(ended_.signal)
                                                 : "ended with exit status " + std::to_string(ended_.status)) +
                                  "; the new file is kept: " + file_.string());
    }

  private:
    std::optional<std::string> option(std::string_view key) const {
        for (const auto& [known, value] : hook_)
            if (known == key)
                return value;
        return std::nullopt;
    }

    std::string required_option(const std::string& key) const {
        if (std::optional<std::string> value = option(key))
            return *value;
        fail("Key " + name_ + "." + key + " is required for post write hook " + python_repr(name_));
    }

    void run_as(const std::string& type) {
        if (type == "exec")
            start({required_option("executable")});
        else if (type == "console_scripts")
            start({entry_point(required_option("entrypoint")).string()});
        else if (type == "module")
            start(python_with(required_option("module")));
        else if (!scripting::run_registered_hook(config_, type, file_, hook_))
            fail("No formatter with name '" + type + "' registered", {},
                 "A type is exec, console_scripts, module, or what env.py registers (with revision_environment = "
                 "true).");
    }

    void start(std::vector<std::string> words) {
        for (std::string& word : option_words())
            words.push_back(std::move(word));
        const std::string program = words.front();
        try {
            ended_ = run_program({std::move(words), option("cwd"), false});
        } catch (const std::system_error& error) {
            const std::optional<std::string> folder = option("cwd");
            if (std::error_code code; folder && !fs::is_directory(*folder, code))
                fail("Can't run post write hook " + python_repr(name_) + ": there is no folder " + *folder, {},
                     "Correct the option cwd of the hook.");
            fail("Can't run post write hook " + python_repr(name_) + ": " + program + ": " + error.code().message(), {},
                 "Install " + program + ", or name it with its path.");
        }
    }

    std::vector<std::string> option_words() const {
        std::string text = option("options").value_or("");
        if (text.find(file_token) == std::string::npos)
            text = std::string(file_token) + " " + text;
        std::vector<std::string> words;
        try {
            words = shell_words(text);
        } catch (const std::invalid_argument& error) {
            fail("The options of post write hook " + python_repr(name_) + " cannot be read: " + error.what(), text);
        }
        for (std::string& word : words)
            for (std::size_t at = 0; (at = word.find(file_token, at)) != std::string::npos; at += file_.string().size())
                word.replace(at, file_token.size(), file_.string());
        return words;
    }

    /// Where the project's Python tools are installed: the folders of its virtual environments.
    std::vector<fs::path> environments() const {
        std::vector<fs::path> folders;
        if (const char* active = std::getenv("VIRTUAL_ENV"); active && *active)
            folders.emplace_back(active);
        folders.push_back(config_.here() / ".venv");
        return folders;
    }

    std::string places() const {
        std::string text;
        for (const fs::path& folder : environments())
            text += (folder / "bin").string() + ", ";
        return text + "PATH";
    }

    /// The script that a package's installation made for its entry point.
    fs::path entry_point(const std::string& name) const {
        for (const fs::path& folder : environments())
            if (const fs::path script = folder / "bin" / name; access(script.c_str(), X_OK) == 0)
                return script;
        if (const std::optional<fs::path> script = find_on_path(name))
            return *script;
        fail("Could not find entrypoint console_scripts." + name, "looked for the program " + name + " in " + places(),
             "Install it in the project's virtual environment, or activate the one that has it.");
    }

    /// The first Python that has the module, and how it runs it.
    std::vector<std::string> python_with(const std::string& module) const {
        std::vector<fs::path> pythons;
        for (const fs::path& folder : environments())
            if (fs::path python = folder / "bin" / "python"; access(python.c_str(), X_OK) == 0)
                pythons.push_back(std::move(python));
        for (const char* name : {"python3", "python"})
            if (std::optional<fs::path> python = find_on_path(name))
                pythons.push_back(std::move(*python));
        for (const fs::path& python : pythons) {
            const char* question = "import importlib.util as i, sys; sys.exit(i.find_spec(sys.argv[1]) is None)";
            const Ended answer = run_program({{python.string(), "-c", question, module}, std::nullopt, true});
            if (answer.status == 0 && answer.signal == 0)
                return {python.string(), "-m", module};
        }
        if (pythons.empty())
            fail("Could not find module " + module, "looked for a Python in " + places(),
                 "This hook is run by a Python outside of limbeck: install one, or activate its virtual environment.");
        std::string asked;
        for (const fs::path& python : pythons)
            asked += (asked.empty() ? "asked " : ", ") + python.string();
        fail("Could not find module " + module, asked,
             "Install it in the project's virtual environment, or activate the one that has it.");
    }

    Config& config_;
    const Hook& hook_;
    std::string name_;
    fs::path file_;
    Ended ended_;
};

} // namespace

void run_post_write_hooks(Config& config, const std::vector<Hook>& hooks, const fs::path& file) {
    for (const Hook& hook : hooks) {
        try {
            HookRun(config, hook, file).run();
        } catch (const Error& error) {
            const std::string kept = "The new file is kept: " + file.string();
            const auto and_kept = [&](const std::string& text) { return text.empty() ? kept : text + "\n" + kept; };
            // What an interruption has to say is its place.
            if (error.kind() == Error::Kind::Interrupted)
                throw Error(error.kind(), error.what(), and_kept(error.where()), error.now());
            throw Error(error.kind(), error.what(), error.where(), and_kept(error.now()));
        }
    }
}

} // namespace limbeck::command
