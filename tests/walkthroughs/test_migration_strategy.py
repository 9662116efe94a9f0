"""Migration Strategy: baseline from existing SQL files, a revision of hand-written SQL, the gate of the CI job, and
expand and contract."""

from walk import Walk

INIT = """
CREATE TABLE users (
    id serial PRIMARY KEY,
    email varchar(255) NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE student_profiles (
    id serial PRIMARY KEY,
    user_id integer NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name text NOT NULL
);
"""
SEED = "INSERT INTO users (email) VALUES ('admin@university.example');\n"
EXPANSION = """
CREATE TYPE user_role AS ENUM ('student', 'teacher', 'admin');
ALTER TABLE users ADD COLUMN role user_role NOT NULL DEFAULT 'student';
CREATE TABLE auth_invites (
    id serial PRIMARY KEY,
    email varchar(255) NOT NULL,
    accepted_at timestamptz,
    expires_at timestamptz NOT NULL,
    CONSTRAINT ck_auth_invites_expiry CHECK (accepted_at IS NULL OR accepted_at <= expires_at)
);
CREATE UNIQUE INDEX uq_auth_invites_open ON auth_invites (email) WHERE accepted_at IS NULL;
CREATE TABLE audit_logs (
    id bigserial PRIMARY KEY,
    actor_id integer REFERENCES users (id),
    action text NOT NULL,
    details jsonb NOT NULL DEFAULT '{}'::jsonb
);
"""


def test_rollout_plan(tool, folder, server):
    walk = Walk(tool, folder, server)
    versions = "backend/alembic/versions"

    walk.title("Recommended structure: backend/migrations holds the SQL files that exist")
    walk.write("backend/migrations/001_init.sql", INIT)
    walk.write("backend/migrations/002_seed_admin.sql", SEED)
    walk.write("backend/migrations/003_platform_expansion.sql", EXPANSION)
    walk.shell("""
        cd backend
        alembic init alembic
        alembic revision -m "baseline schema"
        alembic revision -m "platform expansion auth+student+admin"
    """)
    for path in ("backend/alembic.ini", "backend/alembic/env.py"):
        walk.expect((walk.folder / path).exists(), f"there is no {path}")
    walk.edit("backend/alembic.ini", "sqlalchemy.url = driver://user:pass@localhost/dbname",
              f"sqlalchemy.url = {walk.url}")

    walk.title("Rollout 1, baseline: a revision that represents 001_init.sql and 002_seed_admin.sql")
    baseline, text = walk.only_revision(versions, "baseline")
    read = "op.execute((Path(__file__).parents[2] / 'migrations' / '{}').read_text())"
    text = text.replace("from alembic import op", "from pathlib import Path\n\nfrom alembic import op", 1)
    up, down = text.split("def downgrade")
    up = up.replace("    pass", "    " + read.format("001_init.sql") + "\n    " + read.format("002_seed_admin.sql"))
    down = down.replace("    pass", "    op.execute('DROP TABLE student_profiles; DROP TABLE users')")
    baseline.write_text(up + "def downgrade" + down)
    baseline_id = walk.revision_id(versions, "baseline")
    walk.title("Rollout 1: environments that are provisioned already are stamped")
    walk.shell('psql -q -v ON_ERROR_STOP=1 "$DATABASE_URL" -f migrations/001_init.sql -f migrations/002_seed_admin.sql',
               folder="backend")
    provisioned = walk.dump()
    walk.shell(f"alembic stamp {baseline_id}", folder="backend")
    walk.expect_in(baseline_id, walk.shell("alembic current", folder="backend"))
    walk.expect(walk.dump() == provisioned, "stamp changed the schema")

    walk.title("Rollout 2: the platform expansion, hand-written SQL")
    expansion, text = walk.only_revision(versions, "platform_expansion")
    text = text.replace("from alembic import op", "from pathlib import Path\n\nfrom alembic import op", 1)
    up, down = text.split("def downgrade")
    up = up.replace("    pass", "    " + read.format("003_platform_expansion.sql"))
    down = down.replace("    pass", '    op.drop_table("audit_logs")\n    op.drop_table("auth_invites")\n'
                                    '    op.drop_column("users", "role")\n    op.execute("DROP TYPE user_role")')
    expansion.write_text(up + "def downgrade" + down)
    walk.shell("cd backend\nalembic upgrade head")
    walk.expect(walk.tables() == ["audit_logs", "auth_invites", "student_profiles", "users"], str(walk.tables()))
    walk.expect(walk.rows("SELECT role::text FROM users") == [("student",)], "the administrator has no role")

    walk.title("Rollout 3, the gate of CI: upgrade head on an ephemeral database, downgrade -1 as a smoke test")
    expanded = walk.dump()
    provisioned_url = walk.url
    walk.named_database("ephemeral_ci")
    walk.edit("backend/alembic.ini", f"sqlalchemy.url = {provisioned_url}", f"sqlalchemy.url = {walk.url}")
    walk.shell("cd backend\nalembic upgrade head\nalembic downgrade -1\nalembic upgrade head")
    walk.expect(walk.dump() == expanded, "an ephemeral database differs from the one that was stamped")

    walk.title("Rollout 4, expand and contract: a nullable column, the backfill, the constraint in a later revision")
    walk.shell('alembic revision -m "expand phone"\nalembic revision -m "enforce phone"', folder="backend")
    path, text = walk.only_revision(versions, "expand_phone")
    path.write_text(text.replace("    pass", '    op.add_column("users", sa.Column("phone", sa.String(20), nullable=True))'
                                 , 1).replace("    pass", '    op.drop_column("users", "phone")', 1))
    path, text = walk.only_revision(versions, "enforce_phone")
    path.write_text(text.replace("    pass", '    op.alter_column("users", "phone", nullable=False)', 1)
                    .replace("    pass", '    op.alter_column("users", "phone", nullable=True)', 1))
    walk.shell("alembic upgrade +1", folder="backend")
    said = walk.shell("alembic upgrade head", folder="backend", status=1 if tool.name == "alembic" else 255)
    walk.expect_in("phone", said)
    walk.rows("UPDATE users SET phone = '0'")
    walk.shell("alembic upgrade head", folder="backend")
    walk.expect(walk.rows("SELECT attnotnull FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'phone'")
                == [(True,)], "phone may still be null")
