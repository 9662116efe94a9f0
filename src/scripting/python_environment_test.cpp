#include "dialects/connection.hpp"
#include "dialects/dialect.hpp"
#include "dialects/url.hpp"
#include "revisions/script_directory.hpp"
#include "scripting/python_environment.hpp"
#include "scripting/runtime.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <sstream>
#include <unistd.h>

namespace limbeck::scripting {
namespace {

namespace fs = std::filesystem;

constexpr const char* env_py = R"(
from alembic import context
from sqlalchemy import MetaData, engine_from_config, pool

config = context.config
target_metadata = MetaData(naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s"})


def offline():
    context.configure(url=config.get_main_option("sqlalchemy.url"), target_metadata=target_metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def online():
    connectable = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.",
                                     poolclass=pool.NullPool)
    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    offline()
else:
    online()
)";

/// A project in a folder of its own, on a SQLite file.
class Project : public testing::Test {
  protected:
    void SetUp() override {
        char name[] = "/tmp/limbeck-environment-XXXXXX";
        ASSERT_NE(mkdtemp(name), nullptr);
        folder_ = name;
        fs::create_directories(folder_ / "migrations" / "versions");
        write("migrations/env.py", env_py);
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write(const std::string& path, const std::string& text) { std::ofstream(folder_ / path) << text; }

    void revision(const std::string& id, const std::string& down, const std::string& body) {
        write("migrations/versions/" + id + ".py",
              "\"\"\"" + id + "\"\"\"\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision = '" + id +
                  "'\ndown_revision = " + (down.empty() ? "None" : "'" + down + "'") + "\n\n\ndef upgrade():\n" + body +
                  "\n\ndef downgrade():\n    pass\n");
    }

    std::string upgrade(bool as_sql = false) {
        Config config = Config::from_text("[alembic]\nscript_location = " + (folder_ / "migrations").string() +
                                              "\nsqlalchemy.url = " + url() + "\n",
                                          (folder_ / "alembic.ini").string());
        revisions::ScriptDirectory script = revisions::ScriptDirectory::from_config(config);
        PythonScriptRunner runner(config, script);
        std::ostringstream output;
        migration::Request request;
        request.as_sql = as_sql;
        request.destination_revisions = {"head"};
        request.output = &output;
        request.steps = [&](const std::vector<std::string>& heads, migration::MigrationContext&) {
            return script.upgrade_steps("head", heads);
        };
        migration::EnvironmentContext environment(config, script, request, runner);
        PythonEnvironment().run(environment);
        return output.str();
    }

    std::string url() const { return "sqlite:///" + (folder_ / "database.db").string(); }

    List query(const std::string& sql) {
        const dialects::Url parsed = dialects::parse_url(url());
        const auto connection = dialects::dialect_named("sqlite").connect(parsed);
        List values;
        for (const List& row : connection->execute({sql, {}}).rows)
            for (const Value& value : row)
                values.push_back(value);
        return values;
    }

    fs::path folder_;
};

TEST_F(Project, UpgradesThroughItsEnvPy) {
    revision("a1", "", R"py(    users = op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(50), nullable=False, server_default="nobody"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.bulk_insert(users, [{"id": 1, "name": "eve"}, {"id": 2, "name": "bob"}]))py");
    revision("b2", "a1", R"py(    connection = op.get_bind()
    users = sa.table("users", sa.column("id", sa.Integer), sa.column("name", sa.String))
    names = connection.execute(sa.select(users.c.name).order_by(users.c.id)).scalars().all()
    assert names == ["eve", "bob"], names
    connection.execute(users.update().where(users.c.id == 1).values(name="adam"))
    row = connection.execute(sa.text("select id, name from users where id = :id"), {"id": 1}).one()
    assert (row.id, row.name) == (1, "adam")
    assert "users" in sa.inspect(connection).get_table_names()
    op.execute('insert into users (id) values (3)'))py");
    upgrade();
    EXPECT_EQ(query("select name from users order by id"), (List{"adam", "bob", "nobody"}));
    EXPECT_EQ(query("select version_num from alembic_version"), (List{"b2"}));
}

TEST_F(Project, PrintsSqlOffline) {
    revision("a1", "", R"py(    op.create_table("t", sa.Column("x", sa.Integer()), sa.UniqueConstraint("x")))py");
    const std::string sql = upgrade(true);
    EXPECT_NE(sql.find("CREATE TABLE t"), std::string::npos) << sql;
    EXPECT_NE(sql.find("CONSTRAINT uq_t_x UNIQUE (x)"), std::string::npos) << sql;
}

TEST_F(Project, AnErrorOfTheDatabaseCanBeCaught) {
    revision("a1", "", R"py(    connection = op.get_bind()
    try:
        connection.execute(sa.text("select * from missing"))
        raise AssertionError("no error")
    except sa.exc.OperationalError as error:
        assert "missing" in str(error.orig))py");
    upgrade();
    EXPECT_EQ(query("select version_num from alembic_version"), (List{"a1"}));
}

TEST_F(Project, AFailingRevisionLeavesNothing) {
    revision("a1", "", R"py(    op.execute("create table kept (x integer)")
    op.execute('insert into nowhere values (1)'))py");
    EXPECT_THROW(upgrade(), Error);
    EXPECT_EQ(query("select count(*) from sqlite_master where name = 'kept'"), (List{std::int64_t{0}}));
}

TEST_F(Project, AFailureHasTheWholeTraceback) {
    revision("a1", "", R"py(    def inner():
        raise ValueError("no")
    inner())py");
    try {
        upgrade();
        FAIL();
    } catch (const Error& error) {
        const std::string& text = error.traceback;
        const auto position = [&](const char* what) { return text.find(what); };
        EXPECT_EQ(position("Traceback (most recent call last):"), 0U) << text;
        EXPECT_EQ(text.rfind("Traceback"), 0U) << text;
        EXPECT_LT(position("env.py"), position("in run_migrations")) << text;
        EXPECT_LT(position("in run_migrations"), position("a1.py\", line 9, in upgrade")) << text;
        EXPECT_LT(position("in upgrade"), position("a1.py\", line 8, in inner")) << text;
        EXPECT_TRUE(text.ends_with("ValueError: no")) << text;
        EXPECT_EQ(error.where().find("in run_migrations"), std::string::npos) << error.where();
    }
}

TEST_F(Project, SessionsAreAMatterOfSqlalchemyItself) {
    revision("a1", "", R"py(    from sqlalchemy.orm import Session
    op.execute("create table books (id integer)")
    session = Session(bind=op.get_bind())
    session.add(object()))py");
    try {
        upgrade();
        FAIL() << "the session was accepted";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Error::Kind::Unsupported);
        EXPECT_NE(std::string(error.what()).find("Session.add is a matter of SQLAlchemy's ORM"), std::string::npos);
    }
    EXPECT_TRUE(is_to_be_taken_up()); // by a process of its own, which is the program's decision
    EXPECT_EQ(query("select count(*) from sqlite_master where name = 'books'"), (List{std::int64_t{0}}));
}

} // namespace
} // namespace limbeck::scripting
