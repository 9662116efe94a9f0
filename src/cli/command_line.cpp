#include "cli/command_line.hpp"

#include "cli/failure.hpp"
#include "cli/signals.hpp"
#include "scripting/interpreter.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>
#include <iostream>
#include <limbeck/limbeck.hpp>
#include <memory>
#include <string>
#include <vector>

namespace limbeck::cli {

namespace {

/// What the arguments say; commands read it when they run.
struct Arguments {
    std::vector<std::string> config_files, x, revisions, depends_on;
    std::string section = "alembic";
    std::string url, allow;
    bool quiet = false, raise_errors = false;

    std::string revision, directory, template_name = "generic";
    std::string message, head = "head", branch_label, version_path, rev_id, range, tag;
    std::string format = "text";
    bool plan = false, graph = false, applied = false;
    bool sql = false, verbose = false, splice = false, autogenerate = false, resolve_dependencies = false,
         indicate_current = false, purge = false, package = false, check_heads = false;
};

template <class T = std::string> std::optional<T> given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<T>(text);
}

std::vector<std::string> one_or_none(const std::string& text) {
    return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
}

command::Format format_of(const Arguments& arguments) {
    return arguments.format == "json" ? command::Format::Json : command::Format::Text;
}

/// The commands and their options, in Alembic's words.
class Program {
  public:
    Program() : app_("Versions a database schema: runs Alembic projects, natively.", "limbeck") {
        const auto formatter = app_.get_formatter();
        formatter->label("SUBCOMMAND", "COMMAND");
        formatter->label("Positionals", "Arguments");
        formatter->label("REQUIRED", "");
        formatter->label("TEXT", "");
        app_.footer("`limbeck COMMAND --help` shows the options of a command; those above stand before it:\n"
                    "limbeck -x tenant=one upgrade head");
        app_.set_version_flag("--version", std::string("limbeck ") + version + " (Alembic " + alembic_version + ")",
                              "Show the program's version and exit");
        app_.set_help_flag("-h,--help", "Show this help message and exit");
        add_global_options();
        add_migrating_commands();
        add_looking_commands();
        add_writing_commands();
    }

    int run(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ExtrasError&) {
            return wrong_usage(unknown_words(app_.remaining(true)));
        } catch (const CLI::ParseError& error) {
            if (error.get_exit_code() == 0)
                return app_.exit(error);
            return wrong_usage(error.what());
        }
        if (!work_)
            return wrong_usage("a command is missing, such as `limbeck upgrade head`");
        Config config;
        try {
            config = Config::from_command_line(arguments_.config_files, arguments_.section);
            config.x_arguments = arguments_.x;
            config.verbose = arguments_.verbose;
            config.quiet = arguments_.quiet;
            set_option(config, "url", arguments_.url);
            set_option(config, "allow", arguments_.allow);
            set_option(config, "tag", arguments_.tag);
            work_(config);
        } catch (const Error& error) {
            std::cout.flush();
            return report(error, config);
        }
        std::cout.flush();
        if (!std::cout) {
            std::fprintf(stderr, "FAILED: can't write to standard output\n"
                                 "  Is the disk full, or has the program that reads it ended?\n");
            return 255;
        }
        return 0;
    }

  private:
    /// The command that the arguments have got to, else the program.
    const CLI::App* innermost() const {
        const auto chosen = app_.get_subcommands();
        return chosen.empty() ? &app_ : chosen.front();
    }

    int wrong_usage(const std::string& what) const {
        const std::string name = innermost() == &app_ ? "limbeck" : "limbeck " + innermost()->get_name();
        std::fprintf(stderr, "%s: error: %s\n`%s --help` shows what there is.\n", name.c_str(), what.c_str(),
                     name.c_str());
        return 2;
    }

    /// What is wrong with words that neither the program nor the command knows.
    std::string unknown_words(const std::vector<std::string>& words) const {
        if (innermost() == &app_ && !words.empty() && !words.front().starts_with("-"))
            return "there is no command '" + words.front() + "'";
        for (const std::string& word : words)
            if (word.starts_with("-") && app_.get_option_no_throw(word.substr(0, word.find('='))))
                return word + " must stand before the command: limbeck " + word + " … " + innermost()->get_name();
        std::string text = words.size() == 1 ? "unknown argument" : "unknown arguments";
        for (const std::string& word : words)
            text += " '" + word + "'";
        return text;
    }

    static void set_option(Config& config, const char* name, const std::string& value) {
        if (!value.empty())
            config.options[name] = value;
    }

    CLI::App* command(const char* name, const char* help, std::function<void(Config&)> work) {
        CLI::App* sub = app_.add_subcommand(name, help)->group("Commands");
        sub->footer("`limbeck --help` shows the options that stand before the command.");
        sub->set_help_flag("-h,--help", "Show this help message and exit");
        sub->callback([this, work = std::move(work)] { work_ = work; });
        return sub;
    }

    void add_global_options() {
        app_.add_option("-c,--config", arguments_.config_files,
                        "Configuration file; defaults to the environment variable ALEMBIC_CONFIG, or alembic.ini")
            ->expected(1)
            ->take_all()
            ->type_name("FILE");
        app_.add_option("-n,--name", arguments_.section, "Section of the .ini file to use")->type_name("NAME");
        app_.add_option("-x", arguments_.x, "Argument for env.py, such as -x tenant=one; may be repeated")
            ->expected(1)
            ->take_all()
            ->type_name("KEY=VALUE");
        app_.add_option("--url", arguments_.url, "Database URL; wins over what env.py and the .ini file say")
            ->type_name("URL");
        app_.add_option("--allow", arguments_.allow, "What scripts may do beside reading: network,process,write")
            ->type_name("LIST");
        app_.add_flag("--raiseerr", arguments_.raise_errors,
                      "Accepted for Alembic's sake; errors are always shown in full");
        app_.add_flag("-q,--quiet", arguments_.quiet, "Do not log to standard output");
    }

    void add_offline_options(CLI::App* sub) {
        sub->add_flag("--sql", arguments_.sql, "Print the SQL on standard output and run nothing");
        sub->add_option("--tag", arguments_.tag, "Arbitrary tag for env.py")->type_name("TAG");
    }

    void add_format(CLI::App* sub) {
        sub->add_option("--format", arguments_.format, "text or json")
            ->check(CLI::IsMember({"text", "json"}))
            ->type_name("FORMAT");
    }

    void add_migrating_commands() {
        Arguments& a = arguments_;
        CLI::App* sub = command("upgrade", "Upgrade to a later version.",
                                [&a](Config& config) {
                                    if (a.plan)
                                        command::upgrade_plan(config, a.revision, given(a.tag));
                                    else
                                        command::upgrade(config, a.revision, a.sql, given(a.tag));
                                });
        sub->add_option("revision", a.revision, "Revision identifier: head, heads, an id, +N, branch@head")->required();
        add_offline_options(sub);
        sub->add_flag("--plan", a.plan, "Print the statements that this database would get, and change nothing");

        sub = command("downgrade", "Revert to a previous version.",
                      [&a](Config& config) { command::downgrade(config, a.revision, a.sql, given(a.tag)); });
        sub->add_option("revision", a.revision, "Revision identifier: base, an id, -N")->required();
        add_offline_options(sub);

        sub = command("stamp", "'stamp' the revision table with the given revision; don't run any migrations.",
                      [&a](Config& config) { command::stamp(config, a.revisions, a.sql, given(a.tag), a.purge); });
        sub->add_option("revisions", a.revisions, "One or more revisions, or 'heads' for all heads")->required();
        sub->add_flag("--purge", a.purge, "Unconditionally erase the version table before stamping");
        add_offline_options(sub);

        sub = command("ensure_version", "Create the alembic version table if it doesn't exist already.",
                      [&a](Config& config) { command::ensure_version(config, a.sql); });
        sub->add_flag("--sql", a.sql, "Print the SQL on standard output and run nothing");
    }

    void add_looking_commands() {
        Arguments& a = arguments_;
        const auto verbose = [&a](CLI::App* sub) {
            sub->add_flag("-v,--verbose", a.verbose, "Use more verbose output");
        };
        CLI::App* sub = command("current", "Display the current revision for a database.",
                                [&a](Config& config) { command::current(config, a.verbose, a.check_heads, format_of(a)); });
        add_format(sub);
        sub->add_flag("-c,--check-heads", a.check_heads,
                      "Check that all head revisions are applied to the database; exit with an error if not");
        verbose(sub);

        sub = command("history", "List changeset scripts in chronological order.", [&a](Config& config) {
            command::HistoryOptions options;
            options.range = given(a.range);
            options.verbose = a.verbose;
            options.indicate_current = a.indicate_current;
            options.applied = a.applied;
            using Style = command::HistoryOptions::Style;
            options.style = a.graph                 ? Style::Graph
                            : a.format == "json"    ? Style::Json
                            : a.format == "mermaid" ? Style::Mermaid
                            : a.format == "dot"     ? Style::Dot
                                                    : Style::Text;
            command::history(config, options);
        });
        sub->add_flag("--graph", a.graph, "Draw the branches beside the revisions");
        sub->add_option("--format", a.format, "text, json, mermaid or dot")
            ->check(CLI::IsMember({"text", "json", "mermaid", "dot"}))
            ->type_name("FORMAT");
        sub->add_flag("--applied", a.applied, "Tell when, by whom and how fast each was applied (needs log_table)");
        sub->add_option("-r,--rev-range", a.range, "Range of revisions: [start]:[end]")->type_name("RANGE");
        verbose(sub);
        sub->add_flag("-i,--indicate-current", a.indicate_current, "Indicate the current revision");

        sub = command("heads", "Show current available heads in the script directory.",
                      [&a](Config& config) { command::heads(config, a.verbose, a.resolve_dependencies, format_of(a)); });
        add_format(sub);
        verbose(sub);
        sub->add_flag("--resolve-dependencies", a.resolve_dependencies, "Treat dependency versions as down revisions");

        sub = command("branches", "Show current branch points.",
                      [&a](Config& config) { command::branches(config, a.verbose); });
        verbose(sub);

        sub = command("show", "Show the revision(s) denoted by the given symbol.",
                      [&a](Config& config) { command::show(config, a.revision, format_of(a)); });
        add_format(sub);
        sub->add_option("revision", a.revision, "Revision identifier")->required();

        sub = command("status", "Show where project and database stand, and what is pending.",
                      [&a](Config& config) { command::status(config, format_of(a)); });
        add_format(sub);

        sub = command("edit", "Edit revision script(s) using $EDITOR.",
                      [&a](Config& config) { command::edit(config, a.revision); });
        sub->add_option("revision", a.revision, "Revision identifier")->required();

        command("check", "Check whether models and database differ; not part of this version yet.", [](Config&) {
            throw Error(Error::Kind::Unsupported, "`check` is not part of this version of limbeck", {},
                        "It compares models with the database; run it with Alembic.");
        });
        command("list_templates", "List available templates.", [](Config& config) { command::list_templates(config); });
    }

    void add_new_file_options(CLI::App* sub) {
        Arguments& a = arguments_;
        sub->add_option("-m,--message", a.message, "Message of the new revision")->type_name("MESSAGE");
        sub->add_option("--branch-label", a.branch_label, "Branch label for the new revision")->type_name("LABEL");
        sub->add_option("--rev-id", a.rev_id, "Revision id to use instead of a generated one")->type_name("ID");
        sub->add_flag("--splice", a.splice, "Allow a revision that is no head as the head to splice onto");
    }

    void add_writing_commands() {
        Arguments& a = arguments_;
        CLI::App* sub = command("revision", "Create a new revision file.", [&a](Config& config) {
            command::RevisionOptions options;
            options.message = given(a.message);
            options.head = a.head;
            options.splice = a.splice;
            options.branch_labels = one_or_none(a.branch_label);
            options.version_path = given(a.version_path);
            options.rev_id = a.rev_id;
            options.depends_on = a.depends_on;
            options.autogenerate = a.autogenerate;
            options.sql = a.sql;
            command::revision(config, options);
        });
        add_new_file_options(sub);
        sub->add_flag("--autogenerate", a.autogenerate, "Fill the file from models; not part of this version yet");
        sub->add_flag("--sql", a.sql, "Print the SQL on standard output and run nothing");
        sub->add_option("--head", a.head, "Head revision or <branchname>@head to base the new revision on")
            ->type_name("REVISION");
        sub->add_option("--version-path", a.version_path, "Folder for the new file, out of version_locations")
            ->type_name("FOLDER");
        sub->add_option("--depends-on", a.depends_on, "Revision that the new one depends on; may be repeated")
            ->expected(1)
            ->take_all()
            ->type_name("REVISION");

        sub = command("merge", "Merge two revisions together. Creates a new migration file.", [&a](Config& config) {
            command::MergeOptions options;
            options.message = given(a.message);
            options.branch_labels = one_or_none(a.branch_label);
            options.rev_id = a.rev_id;
            options.splice = a.splice;
            command::merge(config, a.revisions, options);
        });
        sub->add_option("revisions", a.revisions, "One or more revisions, or 'heads' for all heads")->required();
        add_new_file_options(sub);

        sub = command("init", "Initialize a new scripts directory.",
                      [&a](Config& config) { command::init(config, a.directory, a.template_name, a.package); });
        sub->add_option("directory", a.directory, "Location of the scripts directory")->required();
        sub->add_option("-t,--template", a.template_name, "Template to use")->type_name("NAME");
        sub->add_flag("--package", a.package, "Write empty __init__.py files to the scripts and versions folders");
    }

    CLI::App app_;
    Arguments arguments_;
    std::function<void(Config&)> work_;
};

} // namespace

int run(int argc, char** argv) {
    handle_interrupts();
    int status = 255;
    try {
        status = Program().run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr,
                     "FAILED: %s\n  This is a defect of limbeck; please report it with the command and its files.\n",
                     error.what());
    }
    if (scripting::Interpreter::started())
        scripting::Interpreter::get().finish();
    return status;
}

} // namespace limbeck::cli
