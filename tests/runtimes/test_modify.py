"""MODIFY and CHANGE say the whole of a column: what a revision does not say of it stays as it is, in both runtimes.
Alembic loses it."""

from common import both_runtimes, database, expect, must, on, run, same
from support import projects

TABLE = """CREATE TABLE t (
    id INT PRIMARY KEY,
    name VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'it''s :x' COMMENT '100% :said',
    moment TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    hidden INT UNSIGNED INVISIBLE DEFAULT 3 CHECK (hidden > 0),
    twice INT AS (id * 2) STORED,
    document JSON NOT NULL,
    place VARCHAR(9) DEFAULT (concat('a', 'b')),
    counted INT NOT NULL AUTO_INCREMENT UNIQUE
)"""
# What a revision says, and the whole of it by hand.
CHANGES = [
    ('op.alter_column("t", "name", type_=sa.String(40))',
     "MODIFY name VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'it''s :x' COMMENT '100% :said'"),
    ('op.alter_column("t", "name", new_column_name="title", existing_type=sa.String(40), existing_nullable=True)',
     "CHANGE name title VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_bin NULL DEFAULT 'it''s :x' COMMENT '100% :said'"),
    ('op.alter_column("t", "moment", comment="when")',
     "MODIFY moment TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP COMMENT 'when'"),
    ('op.alter_column("t", "moment", type_=sa.dialects.mysql.TIMESTAMP(fsp=3), server_default=sa.text("CURRENT_TIMESTAMP(3)"))',
     "MODIFY moment TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) COMMENT 'when'"),
    ('op.alter_column("t", "hidden", nullable=False)',
     "MODIFY hidden INT UNSIGNED INVISIBLE NOT NULL DEFAULT 3 CHECK (hidden > 0)"),
    ('op.alter_column("t", "hidden", new_column_name="seen", existing_type=sa.Integer())',
     "CHANGE hidden seen INT INVISIBLE NOT NULL DEFAULT 3 CHECK (seen > 0)"),
    ('op.alter_column("t", "twice", comment="made")', "MODIFY twice INT AS (id * 2) STORED COMMENT 'made'"),
    ('op.alter_column("t", "document", nullable=True)', "MODIFY document JSON NULL"),
    ('op.alter_column("t", "document", type_=sa.Text())', "MODIFY document TEXT NULL"),
    ('op.alter_column("t", "place", server_default="x", comment="where")',
     "MODIFY place VARCHAR(9) DEFAULT 'x' COMMENT 'where'"),
    ('op.alter_column("t", "place", server_default=None)', "ALTER place DROP DEFAULT"),
    ('with op.batch_alter_table("t") as batch: batch.alter_column("place", existing_type=sa.String(9), nullable=False)',
     "MODIFY place VARCHAR(9) NOT NULL COMMENT 'where'"),
    ('op.alter_column("t", "counted", type_=sa.BigInteger())', "MODIFY counted BIGINT NOT NULL AUTO_INCREMENT"),
]


def shown(target):
    return target.execute("SHOW CREATE TABLE t")[0][1].splitlines()


@on("mariadb")
@both_runtimes
def test_what_is_not_said_stays(tool, folder, server, kind):
    by_hand, target = database(kind, folder, server), database(kind, folder, server)
    project = projects.make(folder, target.url(), [("op.execute(" + repr(TABLE.replace(":", "\\:")) + ")", "pass"),
                                                   *((f"import sqlalchemy.dialects.mysql\n{said}", "pass") for said, _ in CHANGES)])
    by_hand.execute(TABLE)
    must(run(tool, ["upgrade", "r0001"], project))
    same(shown(by_hand), shown(target), "the table")
    for said, text in CHANGES:
        by_hand.execute(f"ALTER TABLE t {text}")
        must(run(tool, ["upgrade", "+1"], project), said)
        same(shown(by_hand), shown(target), said)
    by_hand.drop()
    target.drop()


@on("mariadb")
def test_a_script_knows_what_it_has_made(tool, folder, server, kind):
    """Offline, and in a plan, where the database cannot be asked."""
    target = database(kind, folder, server)
    project = projects.make(folder, target.url(), [
        ("""op.create_table("t", sa.Column("a", sa.String(9, collation="latin1_bin"), nullable=False, server_default="x"))
op.add_column("t", sa.Column("b", sa.Integer, nullable=False, comment="said"))""", 'op.drop_table("t")'),
        ("""op.alter_column("t", "a", type_=sa.String(20))
op.alter_column("t", "b", new_column_name="c")
op.alter_column("t", "c", type_=sa.BigInteger())
op.rename_table("t", "u")
op.alter_column("u", "c", nullable=True)
op.alter_column("other", "z", type_=sa.Integer())""", "pass")])
    wanted = ["ALTER TABLE t MODIFY a VARCHAR(20) COLLATE latin1_bin NOT NULL DEFAULT 'x'",
              "ALTER TABLE t CHANGE b c INTEGER NOT NULL COMMENT 'said'",
              "ALTER TABLE t MODIFY c BIGINT NOT NULL COMMENT 'said'",
              "ALTER TABLE u MODIFY c BIGINT NULL COMMENT 'said'"]
    done = must(run(tool, ["upgrade", "head", "--sql"], project))
    for text in [*wanted, "ALTER TABLE other MODIFY z INTEGER NULL"]:
        expect(text + ";" in done.stdout, f"{text} is not in\n{done.stdout}")
    expect("column 'z' of table 'other'" in done.stderr and "column 'a'" not in done.stderr, done.stderr)
    plan = run(tool, ["upgrade", "head", "--plan"], project)
    for text in wanted:
        expect(text in plan.stdout, f"{text} is not in\n{plan.stdout}{plan.stderr}")
    target.drop()
