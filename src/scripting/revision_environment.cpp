#include "scripting/revision_environment.hpp"

#include "autogenerate/prove_file.hpp"
#include "scripting/autogenerate_state.hpp"
#include "scripting/bindings/connection_handle.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/project_setup.hpp"
#include "scripting/runtime.hpp"
#include "scripting/values.hpp"

#include <limbeck/error.hpp>
#include <pybind11/pybind11.h>

namespace py = pybind11;

namespace limbeck::scripting {

namespace {

/// One call of context.run_migrations().
struct Run {
    std::shared_ptr<AutogenerateEnvironment::State> environment;
    std::vector<autogenerate::Group> upgrade, downgrade;
};

} // namespace

struct __attribute__((visibility("hidden"))) RevisionEnvironment::State {
    std::shared_ptr<py::object> python; ///< limbeck.revisions.RevisionEnvironment
    std::vector<std::shared_ptr<Run>> runs;
};

namespace {

/// For limbeck.revisions.
Value plain_groups(const std::vector<autogenerate::Group>& groups) {
    List made;
    for (const autogenerate::Group& group : groups) {
        List changes;
        for (const schema::Change& change : group.changes)
            changes.push_back(schema::to_plain(change));
        made.push_back(Map{{"schema", group.schema}, {"table", group.table}, {"changes", std::move(changes)}});
    }
    return made;
}

} // namespace

RevisionEnvironment::RevisionEnvironment(const Config& config, const Map& wanted) : state_(std::make_unique<State>()) {
    use_project(config); // before anything of Alembic is imported: it sets up the environment's plug-ins then
    Interpreter::get().run([&] {
        const char* module = runtime() == Runtime::Thorough ? "limbeck.thorough.revisions" : "limbeck.revisions";
        const py::object make = py::module_::import(module).attr("RevisionEnvironment");
        state_->python = kept(make(to_python(Value(wanted))));
    });
}

RevisionEnvironment::~RevisionEnvironment() = default;

void RevisionEnvironment::ran(const std::vector<std::string>& heads) {
    Interpreter::get().run([&] { state_->python->attr("ran")(to_python(List(heads.begin(), heads.end()))); });
}

void RevisionEnvironment::ran(const std::vector<std::string>& heads, const AutogenerateEnvironment& environment) {
    state_->runs.push_back(std::make_shared<Run>(Run{environment.state(), {}, {}}));
    Interpreter::get().run([&] {
        state_->python->attr("ran")(to_python(List(heads.begin(), heads.end())), *environment.state()->environment);
    });
}

void RevisionEnvironment::ran(const std::vector<std::string>& heads, const AutogenerateEnvironment& environment,
                              std::vector<autogenerate::Group> upgrade, std::vector<autogenerate::Group> downgrade) {
    auto run = std::make_shared<Run>(Run{environment.state(), std::move(upgrade), std::move(downgrade)});
    state_->runs.push_back(run);
    Interpreter::get().run([&] {
        const auto found = [run = std::weak_ptr<Run>(run)] {
            const auto here = run.lock();
            if (!here->upgrade.empty() || !here->downgrade.empty())
                here->environment->name_everything(); // for the objects that operations hold
            return py::make_tuple(to_python(plain_groups(here->upgrade)), to_python(plain_groups(here->downgrade)));
        };
        state_->python->attr("ran")(to_python(List(heads.begin(), heads.end())), *environment.state()->environment,
                                    py::cpp_function(found));
    });
}

namespace {

/// limbeck.thorough.revisions.RevisionEnvironment, of its last run.
class FileOfAlembic final : public autogenerate::FileToProve {
  public:
    explicit FileOfAlembic(const py::object& python) : python_(python) {}

    std::string sql(bool downgrade) override {
        std::string text;
        Interpreter::get().run([&] { text = python_.attr("sql")(downgrade).cast<std::string>(); });
        return text;
    }
    void run(bool downgrade, dialects::Connection& connection) override {
        Interpreter::get().run([&] {
            python_.attr("run")(downgrade, std::make_shared<ConnectionHandle>(std::shared_ptr<dialects::Connection>(
                                               std::shared_ptr<void>(), &connection)));
        });
    }

  private:
    const py::object& python_;
};

} // namespace

std::vector<std::string> RevisionEnvironment::prove(const AutogenerateEnvironment& environment,
                                                    dialects::Connection& connection, const autogenerate::Result& found,
                                                    const autogenerate::CompareOptions& options, bool both_ways) const {
    FileOfAlembic file(*state_->python);
    return autogenerate::prove_file(connection, found, options, environment.hooks(), file, both_ways);
}

std::vector<std::string> RevisionEnvironment::differences_of_project() const {
    std::vector<std::string> lines;
    Interpreter::get().run([&] {
        for (const py::handle& line : state_->python->attr("differences_of_project")())
            lines.push_back(line.cast<std::string>());
    });
    return lines;
}

std::vector<Map> RevisionEnvironment::files() const {
    std::vector<Map> found;
    Interpreter::get().run([&] {
        const Value files = to_value(state_->python->attr("files")());
        for (const Value& file : files.as_list())
            found.push_back(file.as_map());
    });
    return found;
}

py::object RevisionEnvironment::template_arguments() const {
    return state_->python->attr("arguments")();
}

std::vector<RevisionOperations> RevisionEnvironment::operations(std::size_t file, bool downgrade) const {
    std::vector<RevisionOperations> made;
    Interpreter::get().run([&] {
        const Value plain = to_value(state_->python->attr("operations")(file, downgrade));
        for (const Value& item : plain.as_list()) {
            const Map& place = item.as_map();
            RevisionOperations operations;
            operations.token = text_field(place, "token");
            operations.run = static_cast<std::size_t>(place.find("run")->as_int());
            operations.body = optional_text_field(place, "body");
            const Run& run = *state_->runs.at(operations.run);
            if (bool_field(place, "untouched"))
                operations.groups = downgrade ? run.downgrade : run.upgrade;
            made.push_back(std::move(operations));
        }
    });
    return made;
}

std::vector<RevisionOperations> RevisionEnvironment::upgrades(std::size_t file) const {
    return operations(file, false);
}

std::vector<RevisionOperations> RevisionEnvironment::downgrades(std::size_t file) const {
    return operations(file, true);
}

std::vector<std::string> RevisionEnvironment::imports(std::size_t file) const {
    std::vector<std::string> found;
    Interpreter::get().run([&] {
        for (const py::handle& line : state_->python->attr("imports")(file))
            found.push_back(line.cast<std::string>());
    });
    return found;
}

autogenerate::RenderOptions RevisionEnvironment::render_options(std::size_t run) const {
    const AutogenerateOptions& options = state_->runs.at(run)->environment->options;
    autogenerate::RenderOptions made;
    made.alembic_module_prefix = options.alembic_module_prefix;
    made.sqlalchemy_module_prefix = options.sqlalchemy_module_prefix;
    made.user_module_prefix = options.user_module_prefix;
    made.render_as_batch = options.render_as_batch;
    return made;
}

const dialects::Dialect& RevisionEnvironment::dialect(std::size_t run) const {
    return state_->runs.at(run)->environment->dialect;
}

std::string RevisionEnvironment::diffs() const {
    std::string text;
    Interpreter::get().run([&] { text = py::repr(state_->python->attr("diffs")()).cast<std::string>(); });
    return text;
}

} // namespace limbeck::scripting
