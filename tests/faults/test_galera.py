"""A Galera cluster of three nodes, each of which grants GET_LOCK for itself: said, and not passed over."""

import os

import pymysql
from common import alone, expect, must, run, same, start
from support import galera, projects

DEPLOYERS = int(os.environ.get("LIMBECK_TEST_DEPLOYERS", "6"))


@alone
def test_the_lock_of_one_node(tool, folder, server):
    with galera.Cluster() as cluster:
        first, last = cluster.nodes[0], cluster.nodes[-1]
        sessions = [pymysql.connect(unix_socket=node.socket, user="root") for node in cluster.nodes]
        for session in sessions:
            cursor = session.cursor()
            cursor.execute("SELECT GET_LOCK('of all', 0)")
            expect(cursor.fetchone() == (1,), "GET_LOCK holds on all nodes by now: limbeck may rely on it")
        name = first.create_database()
        steps = [projects.table_and_index(number) for number in range(1, 6)]
        project = projects.make(folder / "project", last.url(name), steps)
        said = must(run(tool, ["upgrade", "head"], project), status=255).stderr
        expect("no lock keeps all deployers apart" in said and "3 nodes" in said and "lock_within_node" in said, said)
        must(run(tool, ["current"], project))
        ini = project / "alembic.ini"
        ini.write_text(ini.read_text() + "\n[limbeck]\nlock_within_node = true\n")
        must(run(tool, ["upgrade", "head"], project))
        must(run(tool, ["downgrade", "base"], project))
        must(run(tool, ["upgrade", "head"], project))
        with pymysql.connect(unix_socket=first.socket, user="root", database=name) as connection, connection.cursor() as cursor:
            cursor.execute("SET wsrep_sync_wait = 1")
            cursor.execute("SELECT version_num FROM alembic_version")
            expect(cursor.fetchall() == (("r0005",),), "the version on another node")

        # Deployers that all go to one node: each step once.
        steps = [("op.create_table('done', sa.Column('step', sa.Integer))", "op.drop_table('done')")]
        steps += [(f"op.execute('INSERT INTO done VALUES ({number})')", "pass") for number in range(2, 12)]
        name = first.create_database()
        many = projects.make(folder / "many", last.url(name), steps)
        (many / "alembic.ini").write_text((many / "alembic.ini").read_text() + "\n[limbeck]\nlock_within_node = true\n")
        deployers = [start(tool, ["upgrade", "head"], many) for _ in range(DEPLOYERS)]
        for deployer in deployers:
            said = "".join(deployer.communicate())
            expect(deployer.returncode == 0, said)
        with pymysql.connect(unix_socket=first.socket, user="root", database=name) as connection, \
                connection.cursor() as cursor:
            cursor.execute("SELECT step FROM done ORDER BY step")
            same(list(range(2, 12)), [row[0] for row in cursor.fetchall()], "the steps, seen from another node")
