#include "cli/program.hpp"

#include "cli/completion.hpp"
#include "cli/man_page.hpp"
#include "cli/question.hpp"
#include "configuration/options.hpp"

#include <CLI/CLI.hpp>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <limbeck/version.hpp>
#include <utility>

namespace limbeck::cli {

namespace {

constexpr const char* migrating = "Change the database";
constexpr const char* looking = "Look";
constexpr const char* writing = "Write files";
constexpr const char* helping = "Help";

std::vector<std::string> split_names(const std::string& names) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= names.size()) {
        const std::size_t end = std::min(names.find(',', begin), names.size());
        parts.push_back(names.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::optional<std::string> given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::vector<std::string> one_or_none(const std::string& text) {
    return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
}

command::Format format_of(const Arguments& arguments) {
    return arguments.format == "json" ? command::Format::Json : command::Format::Text;
}

command::HistoryOptions history_options(const Arguments& arguments) {
    using Style = command::HistoryOptions::Style;
    command::HistoryOptions options;
    options.range = given(arguments.range);
    options.verbose = arguments.verbose;
    options.indicate_current = arguments.indicate_current;
    options.applied = arguments.applied;
    options.style = arguments.graph                 ? Style::Graph
                    : arguments.format == "json"    ? Style::Json
                    : arguments.format == "mermaid" ? Style::Mermaid
                    : arguments.format == "dot"     ? Style::Dot
                                                    : Style::Text;
    return options;
}

/// OLD:NEW; a colon that belongs to the old name cannot be said.
std::optional<std::pair<std::string, std::string>> rename_of(const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon == std::string::npos || colon + 1 == text.size())
        return std::nullopt;
    return std::pair(text.substr(0, colon), text.substr(colon + 1));
}

command::RevisionOptions revision_options(const Arguments& arguments) {
    command::RevisionOptions options;
    options.message = arguments.message;
    if (!arguments.head.empty())
        options.head = arguments.head;
    options.splice = arguments.splice;
    options.branch_labels = one_or_none(arguments.branch_label);
    options.version_path = given(arguments.version_path);
    options.rev_id = arguments.rev_id;
    options.depends_on = arguments.depends_on;
    options.autogenerate = arguments.autogenerate;
    for (const std::string& rename : arguments.renames)
        options.renames.push_back(*rename_of(rename));
    options.is_rename = rename_question();
    options.sql = arguments.sql;
    return options;
}

command::DiffOptions diff_options(const Arguments& arguments) {
    using Style = command::DiffOptions::Style;
    command::DiffOptions options;
    options.style = arguments.sql                ? Style::Sql
                    : arguments.format == "json" ? Style::Json
                    : arguments.format == "html" ? Style::Html
                                                 : Style::Text;
    return options;
}

command::MergeOptions merge_options(const Arguments& arguments) {
    command::MergeOptions options;
    options.message = arguments.message;
    options.branch_labels = one_or_none(arguments.branch_label);
    options.rev_id = arguments.rev_id;
    options.splice = arguments.splice;
    return options;
}

/// One command, or the program itself: adds each option to the parser and to the description at once.
class Options {
  public:
    Options(CLI::App& parser, std::vector<OptionDescription>& arguments, std::vector<OptionDescription>& options)
        : parser_(parser), arguments_(arguments), options_(options) {}

    void flag(const std::string& names, bool& target, std::string help) {
        parser_.add_flag(names, target);
        options_.push_back({split_names(names), {}, std::move(help), {}, false});
    }
    /// `target`: a std::string, or an optional one.
    template <class Text> void option(const std::string& names, Text& target, std::string value, std::string help) {
        parser_.add_option(names, target)->take_last();
        options_.push_back({split_names(names), std::move(value), std::move(help), {}, false});
    }
    void several(const std::string& names, std::vector<std::string>& target, std::string value, std::string help) {
        parser_.add_option(names, target)->expected(1)->take_all();
        options_.push_back({split_names(names), std::move(value), std::move(help), {}, true});
    }
    void choice(const std::string& names, std::string& target, std::vector<std::string> choices, std::string value,
                std::string help) {
        parser_.add_option(names, target)->take_last()->check(CLI::IsMember(choices));
        options_.push_back({split_names(names), std::move(value), std::move(help), std::move(choices), false});
    }
    void seconds(const std::string& names, std::string& target, std::string help) {
        const auto refusal = [](std::string& text) {
            return configuration::seconds_from(text) ? std::string() : "'" + text + "' is no number of seconds";
        };
        parser_.add_option(names, target)->take_last()->check(CLI::Validator(refusal, "SECONDS"));
        options_.push_back({split_names(names), "SECONDS", std::move(help), {}, false});
    }
    void argument(const std::string& name, std::string& target, std::string value, std::string help,
                  std::vector<std::string> choices = {}) {
        CLI::Option* added = parser_.add_option(name, target)->required();
        if (!choices.empty())
            added->check(CLI::IsMember(choices));
        arguments_.push_back({{name}, std::move(value), std::move(help), std::move(choices), false});
    }
    void arguments(const std::string& name, std::vector<std::string>& target, std::string value, std::string help) {
        parser_.add_option(name, target)->required();
        arguments_.push_back({{name}, std::move(value), std::move(help), {}, true});
    }
    void help_flag() {
        parser_.set_help_flag("-h,--help");
        options_.push_back({{"-h", "--help"}, {}, "Show this help and exit", {}, false});
    }

  private:
    CLI::App& parser_;
    std::vector<OptionDescription>& arguments_;
    std::vector<OptionDescription>& options_;
};

class Builder {
  public:
    Builder(Program& program, Arguments& arguments) : program_(program), a_(arguments) {
        program_.description.commands.reserve(32); // Options keeps references into it
        add_global_options();
        add_migrating_commands();
        add_looking_commands();
        add_writing_commands();
        add_helping_commands();
        add_topics();
    }

  private:
    using Work = std::function<void(Config&)>;

    Options command(const char* name, const char* group, const char* summary, Work work) {
        CLI::App* parser = program_.parser->add_subcommand(name);
        parser->callback([&a = a_, work = std::move(work)] { a.work = work; });
        CommandDescription& description = program_.description.commands.emplace_back();
        description.name = name;
        description.group = group;
        description.prints = description.group != migrating && description.group != writing;
        description.summary = summary;
        Options options(*parser, description.arguments, description.options);
        options.help_flag();
        return options;
    }

    /// About the command that was added last.
    void text(const char* text) { program_.description.commands.back().text = text; }
    void example(const char* command, const char* help) {
        program_.description.commands.back().examples.push_back({command, help});
    }
    /// Refuses options that do not go together.
    void refuse_when(std::function<std::string()> contradiction) {
        program_.parser->get_subcommand(program_.description.commands.back().name)
            ->preparse_callback(
                [&a = a_, contradiction = std::move(contradiction)](std::size_t) { a.contradiction = contradiction; });
    }

    void add_global_options() {
        ProgramDescription& description = program_.description;
        description.summary = "Versions a database schema: runs Alembic projects, natively";
        description.text = "limbeck runs an Alembic project as it is: its alembic.ini or pyproject.toml, env.py, "
                           "script.py.mako and revision files, with nothing of Python installed. A project can go back "
                           "to Alembic on any day.";
        Options options(*program_.parser, description.options, description.options);
        options.help_flag();
        std::string versions = std::string("limbeck ") + version + " (Alembic " + alembic_version + ")";
        if (description.name == "alembic") // programs look for its version there
            versions = std::string("alembic ") + alembic_version + " (limbeck " + version + ")";
        program_.parser->set_version_flag("--version", std::move(versions));
        description.options.push_back({{"--version"}, {}, "Show the program's version and exit", {}, false});
        options.several(
            "-c,--config", a_.config_files, "FILE",
            "Configuration file: an .ini file or a pyproject.toml, or one of each when given twice. Without "
            "it, the environment variable ALEMBIC_CONFIG tells, else it is alembic.ini");
        options.option("-n,--name", a_.section, "NAME",
                       "Section of the .ini file to use instead of [alembic]; pyproject.toml has no such choice");
        options.several("-x", a_.x, "KEY=VALUE",
                        "Argument for env.py, such as -x tenant=one, which reads it by context.get_x_argument(); may "
                        "be repeated");
        options.option(
            "--url", a_.url, "URL",
            "Database URL, such as postgresql://user@host/name; wins over what env.py and the .ini file say");
        options.option("--allow", a_.allow, "LIST",
                       "What scripts may do beside reading files: network, process, write, separated by commas");
        options.choice("--runtime", a_.runtime, {"auto", "quick", "thorough"}, "KIND",
                       "What scripts run on: limbeck's own quick modules, or SQLAlchemy itself, which it carries; auto "
                       "takes the thorough one where a script needs it");
        options.seconds("--lock-timeout", a_.lock_timeout,
                        "How long to wait for another deployer of the same database; 0: not at all. Without it, until "
                        "the other one is done. Commands that only look never wait");
        options.flag("--raiseerr", a_.raise_errors, "Show Python's traceback of an error as Alembic does, exit with 1");
        options.flag("-q,--quiet", a_.quiet, "Print nothing on standard output but what was asked for");
    }

    void add_offline_options(Options& options) {
        options.flag("--sql", a_.sql,
                     "Print the SQL on standard output instead of running it; no database is asked (offline mode)");
        options.option("--tag", a_.tag, "TAG", "Any text, for env.py: context.get_tag_argument()");
    }

    /// To the command that was added last.
    void add_half_done(Options& options) {
        options.flag("--resume", a_.resume,
                     "Go on with a step that a run before this one has left half-way, behind what took effect of it "
                     "(MySQL and MariaDB, where DDL commits by itself)");
        options.flag("--undo-partial", a_.undo_partial,
                     "Take back what took effect of such a step, where that can be done exactly, and do nothing more");
    }

    /// To the command that was added last.
    void add_plan(Options& options) {
        options.flag("--plan", a_.plan, "Print the exact statements that this database would get, and change nothing");
        refuse_when([&a = a_]() -> std::string {
            if (a.plan && a.sql)
                return "--plan and --sql exclude each other: --plan asks this database what it would get, --sql prints "
                       "without a database";
            if (a.resume && a.undo_partial)
                return "--resume and --undo-partial exclude each other: one goes on with a half-done step, the other "
                       "takes it back";
            if ((a.resume || a.undo_partial) && (a.sql || a.plan))
                return "--resume and --undo-partial are for a run that changes the database";
            return {};
        });
    }

    void add_format(Options& options) {
        options.choice("--format", a_.format, {"text", "json"}, "FORMAT", "How to print: text, or json for programs");
    }

    void add_verbose(Options& options, const char* help = "Tell more: parents, labels, file and message") {
        options.flag("-v,--verbose", a_.verbose, help);
    }

    void add_migrating_commands() {
        Arguments& a = a_;
        Options upgrade = command("upgrade", migrating, "Upgrade to a later version.", [&a](Config& config) {
            if (a.plan)
                command::upgrade_plan(config, a.revision, given(a.tag));
            else
                command::upgrade(config, a.revision, a.sql, given(a.tag));
        });
        text(
            "Runs upgrade() of each revision between the database's and the one given. Each step and its row in the "
            "version table are one transaction where the database allows it; another deployer at the same time waits.");
        upgrade.argument("revision", a.revision, "REVISION",
                         "Where to: head, heads, an id or the first characters of it, +N, id+N, label@head, label@+N; "
                         "start:end with --sql");
        add_offline_options(upgrade);
        add_plan(upgrade);
        add_half_done(upgrade);
        example("limbeck upgrade head", "all that is pending");
        example("limbeck upgrade +1", "one step");
        example("limbeck upgrade head --plan", "only look at what it would run");
        example("limbeck upgrade 1975ea83b712:ae1027a6acf --sql > upgrade.sql", "a script for another day");

        Options downgrade = command("downgrade", migrating, "Revert to a previous version.", [&a](Config& config) {
            if (a.plan)
                command::downgrade_plan(config, a.revision, given(a.tag));
            else
                command::downgrade(config, a.revision, a.sql, given(a.tag));
        });
        downgrade.argument("revision", a.revision, "REVISION",
                           "Where to: base, an id or the first characters of it, -N, id-N, label@base, label@-N; "
                           "start:end with --sql");
        add_offline_options(downgrade);
        add_plan(downgrade);
        add_half_done(downgrade);
        example("limbeck downgrade -1", "one step back");
        example("limbeck downgrade base", "to the empty database");

        Options stamp =
            command("stamp", migrating, "Set the version table to the given revision; don't run any migrations.",
                    [&a](Config& config) {
                        if (a.plan)
                            command::stamp_plan(config, a.revisions, given(a.tag), a.purge);
                        else
                            command::stamp(config, a.revisions, a.sql, given(a.tag), a.purge);
                    });
        stamp.arguments("revisions", a.revisions, "REVISION", "One revision or more, 'heads' for all heads, or 'base'");
        add_offline_options(stamp);
        add_plan(stamp);
        stamp.flag("--purge", a.purge, "Empty the version table first, whatever it holds");
        example("limbeck stamp head", "the schema was made by other means and is up to date");
        example("limbeck stamp --purge head", "the version table names a revision that no longer exists");

        Options ensure =
            command("ensure_version", migrating, "Create the alembic version table if it doesn't exist already.",
                    [&a](Config& config) { command::ensure_version(config, a.sql); });
        ensure.flag("--sql", a.sql, "Print the SQL on standard output instead of running it");
    }

    void add_looking_commands() {
        Arguments& a = a_;
        Options status = command("status", looking, "Show where project and database stand, and what is pending.",
                                 [&a](Config& config) { command::status(config, format_of(a), !a.no_models); });
        text("One page: project, database (password masked), current revision, heads, whether the models differ from "
             "the "
             "database, and the steps that are pending with what they would do. Changes nothing.");
        add_verbose(status, "Show all pending steps, however many");
        status.flag("--no-models", a.no_models, "Do not compare the models with the database");
        add_format(status);

        Options current =
            command("current", looking, "Display the current revision for a database.",
                    [&a](Config& config) { command::current(config, a.verbose, a.check_heads, format_of(a)); });
        current.flag("-c,--check-heads", a.check_heads,
                     "Fail when not all heads are applied to the database: for scripts that deploy");
        add_verbose(current);
        add_format(current);

        Options history = command("history", looking, "List changeset scripts in chronological order.",
                                  [&a](Config& config) { command::history(config, history_options(a)); });
        history.option(
            "-r,--rev-range", a.range, "RANGE",
            "Which ones: [start]:[end], where each is a revision, 'current', or -N or +N from the other end");
        add_verbose(history);
        history.flag("-i,--indicate-current", a.indicate_current, "Mark the revisions that the database is at");
        history.flag("--graph", a.graph, "Draw the branches beside the revisions");
        history.flag("--applied", a.applied,
                     "Tell when, by whom and how fast each was applied; needs log_table in section [limbeck]");
        history.choice("--format", a.format, {"text", "json", "mermaid", "dot"}, "FORMAT",
                       "How to print: text, json for programs, mermaid or dot for pictures");
        refuse_when([&a]() -> std::string {
            if (a.graph && a.format != "text")
                return "--graph and --format " + a.format + " exclude each other: --graph draws text";
            if (a.applied && (a.format == "mermaid" || a.format == "dot"))
                return "--applied and --format " + a.format + " exclude each other: use text or json";
            if (a.verbose && a.format != "text")
                return "--verbose and --format " + a.format + " exclude each other: " + a.format +
                       " always has all that it can show";
            return {};
        });
        example("limbeck history -r -3:current", "the last three that the database has");
        example("limbeck history --graph", "branches and merges, drawn");
        example("limbeck history --format dot | dot -Tsvg > history.svg", "as a picture");

        Options heads =
            command("heads", looking, "Show current available heads in the script directory.",
                    [&a](Config& config) { command::heads(config, a.verbose, a.resolve_dependencies, format_of(a)); });
        add_verbose(heads);
        heads.flag("--resolve-dependencies", a.resolve_dependencies,
                   "Leave out heads that another revision depends on");
        add_format(heads);

        Options branches = command("branches", looking, "Show current branch points.",
                                   [&a](Config& config) { command::branches(config, a.verbose); });
        add_verbose(branches);

        Options show = command("show", looking, "Show the revision(s) denoted by the given symbol.",
                               [&a](Config& config) { command::show(config, a.revision, format_of(a)); });
        show.argument("revision", a.revision, "REVISION", "Which: an id, head, heads, base, current, label@head");
        add_format(show);

        Options check =
            command("check", looking, "Check if revision command with autogenerate has pending upgrade ops.",
                    [&a](Config& config) { command::check(config, format_of(a)); });
        text(
            "Compares the models with the database as `revision --autogenerate` does, and fails (exit status 255) when "
            "they differ: for CI. Changes nothing.");
        add_format(check);
        example("limbeck check --format json", "the differences for a program");

        Options diff = command("diff", looking, "Show how database and models differ.",
                               [&a](Config& config) { command::diff(config, diff_options(a)); });
        text("The differences as a person reads them, grouped by table: + is missing in the database, - is not in the "
             "models, ~ is another. Changes nothing; differences are no failure.");
        diff.choice("--format", a.format, {"text", "json", "html"}, "FORMAT",
                    "How to print: text, json for programs, html for a page with the tables drawn");
        diff.flag("--sql", a.sql, "Print the statements that would make the database what the models say");
        refuse_when([&a]() -> std::string {
            if (a.sql && a.format != "text")
                return "--sql and --format " + a.format + " exclude each other; json and html hold the SQL, too";
            return {};
        });
        example("limbeck diff", "for a person");
        example("limbeck diff --format html > differences.html", "a page to send to somebody");
    }

    void add_new_file_options(Options& options) {
        options.option("-m,--message", a_.message, "MESSAGE",
                       "What the revision does; becomes part of the file's name");
        options.option("--branch-label", a_.branch_label, "LABEL", "Name of the branch that begins with this revision");
        options.option("--rev-id", a_.rev_id, "ID", "Id to use instead of a new random one");
        options.flag("--splice", a_.splice, "Begin a new branch at a revision that is no head");
    }

    void add_writing_commands() {
        Arguments& a = a_;
        Options revision = command("revision", writing, "Create a new revision file.",
                                   [&a](Config& config) { command::revision(config, revision_options(a)); });
        text("The file is made from script.py.mako; then the [post_write_hooks] of the configuration run.");
        add_new_file_options(revision);
        revision.flag("--autogenerate", a.autogenerate,
                      "Fill the file with what differs between the models and the database");
        revision.several("--rename", a.renames, "OLD:NEW",
                         "With --autogenerate: table.column:new_name, or table:new_name; may be repeated");
        revision.flag("--sql", a.sql,
                      "Do not connect to the database where env.py is run (revision_environment = true)");
        refuse_when([&a]() -> std::string {
            for (const std::string& rename : a.renames)
                if (!rename_of(rename))
                    return "--rename " + rename + ": write it as table.column:new_name, or table:new_name";
            if (!a.renames.empty() && !a.autogenerate)
                return "--rename is for --autogenerate: it tells what the comparison cannot know";
            return {};
        });
        revision.option("--head", a.head, "REVISION",
                        "Revision that the new one follows, or label@head; 'head' without");
        revision.option("--version-path", a.version_path, "FOLDER", "Folder for the file, out of version_locations");
        revision.several("--depends-on", a.depends_on, "REVISION",
                         "Revision of another branch that must be applied before; may be repeated");
        example("limbeck revision -m \"add accounts\"", "a new file after the head");
        example("limbeck revision --autogenerate -m \"sync\"", "what the models have and the database has not");
        example("limbeck revision --autogenerate --rename users.name:full_name", "a renamed column keeps its data");
        example("limbeck revision -m \"shop\" --head base --branch-label shop", "a new branch of its own");

        Options merge = command("merge", writing, "Merge two revisions together. Creates a new migration file.",
                                [&a](Config& config) { command::merge(config, a.revisions, merge_options(a)); });
        merge.arguments("revisions", a.revisions, "REVISION", "Two revisions or more, or 'heads' for all heads");
        add_new_file_options(merge);
        example("limbeck merge heads -m \"merge\"", "one head again");

        Options edit = command("edit", writing, "Edit revision script(s) using $EDITOR.",
                               [&a](Config& config) { command::edit(config, a.revision); });
        edit.argument("revision", a.revision, "REVISION", "Which: an id, head, heads, current");

        Options init = command("init", writing, "Initialize a new scripts directory.", [&a](Config& config) {
            command::init(config, a.directory, a.template_name, a.package);
        });
        init.argument("directory", a.directory, "FOLDER", "Folder for env.py, script.py.mako and versions/");
        init.option("-t,--template", a.template_name, "TEMPLATE",
                    "Template to use; `limbeck list_templates` shows all");
        init.flag("--package", a.package, "Write empty __init__.py files, so that the folders are Python packages");
        example("limbeck init migrations", "for most projects");
        example("limbeck init -t pyproject migrations", "with the settings in pyproject.toml");

        command("list_templates", writing, "List available templates.",
                [](Config& config) { command::list_templates(config); });
    }

    void add_helping_commands() {
        const ProgramDescription& description = program_.description;
        Options completion = command(
            "completion", helping, "Print the completion script of a shell.",
            [&a = a_, &description](Config& config) { config.print_stdout(completion_script(description, a.topic)); });
        completion.argument("shell", a_.topic, "SHELL", "bash, zsh or fish", {"bash", "zsh", "fish"});
        example("limbeck completion bash > ~/.local/share/bash-completion/completions/limbeck", "for bash");
        example("limbeck completion zsh > ~/.zfunc/_limbeck", "for zsh, with ~/.zfunc in fpath before compinit");
        example("limbeck completion fish > ~/.config/fish/completions/limbeck.fish", "for fish");

        command("man", helping, "Print the manual page.",
                [&description](Config& config) { config.print_stdout(man_page(description)); });
        example("limbeck man | man -l -", "read it");
        example("limbeck man > ~/.local/share/man/man1/limbeck.1", "install it");

        Options complete = command("__complete", helping, "Print the words that a shell's completion asks for.",
                                   [&a = a_](Config& config) { print_words(config, a.topic); });
        complete.argument("what", a_.topic, "WHAT", "revisions or templates");
        program_.description.commands.back().hidden = true;
    }

    void add_topics() {
        program_.description.topics = {
            {"ENVIRONMENT",
             {{"ALEMBIC_CONFIG", "Configuration file, where -c does not name one"},
              {"DATABASE_URL",
               "Database of a project without env.py and without sqlalchemy.url; also from a file .env"},
              {"NO_COLOR", "Switches colours off when it is not empty; they are always off in a pipe"},
              {"VISUAL, EDITOR", "What `limbeck edit` starts"},
              {"VIRTUAL_ENV",
               "Where packages named in `[limbeck] packages`, those that a decision depends on, and the tools of "
               "post-write hooks are found"}}},
            {"CONFIGURATION",
             {{"[limbeck] packages", "Third-party packages that scripts import for real"},
              {"[limbeck] environment", "The virtual environment whose packages are imported where a decision depends "
                                        "on one: a folder, auto (VIRTUAL_ENV, or .venv), or none"},
              {"[limbeck] shims", "Folders with the project's own stand-ins for packages"},
              {"[limbeck] runtime", "What scripts run on: auto, quick or thorough, as --runtime"},
              {"[limbeck] lock_timeout", "Seconds to wait for another deployer, as --lock-timeout"},
              {"[limbeck] lock_within_node",
               "true: deployers of a Galera cluster are kept apart by other means, or use one "
               "node; the lock of MariaDB holds on one alone"},
              {"[limbeck] without_env_py", "true: the project has no env.py, and that is meant"},
              {"[limbeck] allow", "What scripts may do beside reading files: network, process, write"},
              {"[limbeck] log_table", "Table beside alembic_version that records who applied which revision, when and "
                                      "in how many milliseconds"}}},
            {"EXIT STATUS",
             {{"0", "All was done"},
              {"1", "An error, with --raiseerr"},
              {"2", "Wrong use of the command line"},
              {"130", "Interrupted by Ctrl-C; what was not committed is rolled back"},
              {"255", "Every other error; the words FAILED say which"}}},
        };
    }

    Program& program_;
    Arguments& a_;
};

} // namespace

Program::Program(Arguments& arguments, const std::string& name)
    : parser(std::make_unique<CLI::App>(std::string(), name)) {
    description.name = name;
    parser->require_subcommand(0, 1); // a later word may be the name of a command, too: `stamp heads`
    Builder(*this, arguments);
}

Program::~Program() = default;

} // namespace limbeck::cli
