"""Encrypted connections: what a URL and connect_args ask of the server's certificate, beside the drivers of the real Alembic.

The servers' certificate is for 127.0.0.1, and they listen at 127.0.0.2 as well.
"""

import contextlib
import os
import subprocess
import tempfile

from common import expect, run
from support import mariadb, postgres, projects
from support.results import Skip
from support.tools import Alembic
from support.turns import by_turns

RIGHT, WRONG = "127.0.0.1", "127.0.0.2"
REFUSED, PLAIN, ENCRYPTED = "refused", "plain", "encrypted"

ENV = '''
import sys, ssl
from alembic import context
from sqlalchemy import create_engine, pool
if hasattr(sys.modules.get("pymysql.connections"), "SSL_ENABLED"):
    sys.modules["pymysql.connections"].SSL_ENABLED = True
FOLDER = {folder!r}
CA, OTHER, CERT, KEY = (f"{{FOLDER}}/{{name}}.pem" for name in ("authority", "other", "client", "client-key"))
def tls(verified=True, named=True, **told):
    made = ssl.create_default_context(**told)
    made.check_hostname = named
    made.verify_mode = ssl.CERT_REQUIRED if verified else ssl.CERT_NONE
    return made
def with_certificate(made):
    made.load_cert_chain(CERT, KEY)
    return made
def migrate(connection):
    print("cipher", connection.exec_driver_sql({asked!r}).fetchone()[-1] or "-")
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
url = context.config.get_main_option("sqlalchemy.url")
arguments = {arguments}
'''
SYNCHRONOUS = '''
with create_engine(url, connect_args=arguments, poolclass=pool.NullPool).connect() as connection:
    migrate(connection)
'''
ASYNCHRONOUS = '''
import asyncio
from sqlalchemy.ext.asyncio import create_async_engine
async def main():
    async with create_async_engine(url, connect_args=arguments, poolclass=pool.NullPool).connect() as connection:
        await connection.run_sync(migrate)
asyncio.run(main())
'''
ASKED = {
    "mariadb": "SHOW STATUS LIKE 'Ssl_cipher'",
    "postgresql": "SELECT cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
}


def certificates(folder):
    """An authority, another one, and what the first has signed: for the server, and for a client of the name limbeck."""
    def openssl(*words):
        done = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, text=True)
        expect(done.returncode == 0, done.stderr)

    for name in ("authority", "other"):
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", f"/CN=limbeck {name}", "-keyout", f"{name}-key.pem", "-out", f"{name}.pem")
    for name, subject, more in (("server", "/CN=server", "subjectAltName=IP:127.0.0.1"),
                                ("client", f"/CN={postgres.USER}", "subjectAltName=DNS:client")):
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", subject,
                "-keyout", f"{name}-key.pem", "-out", f"{name}.csr")
        with open(os.path.join(folder, "extensions"), "w") as file:
            file.write(more)
        openssl("x509", "-req", "-days", "2", "-in", f"{name}.csr", "-CA", "authority.pem", "-CAkey", "authority-key.pem",
                "-set_serial", "7", "-extfile", "extensions", "-out", f"{name}.pem")


@contextlib.contextmanager
def running(kind):
    """A server that speaks TLS, and the folder of certificates. Who is called `certified` must show one."""
    with tempfile.TemporaryDirectory(prefix="limbeck-tls-") as folder:
        os.chmod(folder, 0o755)
        certificates(folder)
        if ids := postgres.as_server_user()[1]:
            os.chown(f"{folder}/server-key.pem", *ids)
        files = [f"{folder}/{name}.pem" for name in ("authority", "server", "server-key")]
        addresses = f"{RIGHT},{WRONG}"
        if kind == "mariadb":
            server = mariadb.Server({**dict(zip(("ssl-ca", "ssl-cert", "ssl-key"), files)), "bind-address": addresses})
        else:
            server = postgres.Server({**dict(zip(("ssl_ca_file", "ssl_cert_file", "ssl_key_file"), files)), "ssl": "on",
                                      "listen_addresses": addresses})
        with server:
            if kind == "mariadb":
                with server._cursor() as cursor:
                    cursor.execute("CREATE USER certified@'%' REQUIRE X509")
                    cursor.execute("GRANT ALL ON *.* TO certified@'%'")
            else:
                with open(f"{server.data}/pg_hba.conf", "w") as file:
                    file.write("hostssl all certified 127.0.0.0/24 cert map=any\nhost all all 127.0.0.0/24 trust\n")
                with open(f"{server.data}/pg_ident.conf", "w") as file:
                    file.write(f"any {postgres.USER} certified\n")
                with server._admin_cursor() as cursor:
                    cursor.execute("CREATE ROLE certified LOGIN SUPERUSER")
                    cursor.execute("SELECT pg_reload_conf()")
            yield server, folder


def outcome(done):
    if getattr(done, "returncode", 0) or getattr(done, "status", 0):
        return REFUSED
    return PLAIN if "cipher -" in done.stdout else ENCRYPTED


# What is asked: driver, query of the URL, connect_args, what comes of it with the right host and with the wrong one. Where the
# driver is no part of the real Alembic's environment, or is stricter or laxer there on purpose: why.
CASES = {
    "mariadb": [
        ("pymysql", "", "{}", (ENCRYPTED, ENCRYPTED), None),
        ("pymysql", "ssl_disabled=true", "{}", (PLAIN, PLAIN), None),
        ("pymysql", "ssl_ca={CA}", "{}", (ENCRYPTED, REFUSED), None),
        ("pymysql", "ssl_ca={OTHER}", "{}", (REFUSED, REFUSED), None),
        ("pymysql", "ssl_ca={CA}&ssl_check_hostname=true", "{}", (ENCRYPTED, REFUSED), None),
        ("pymysql", "ssl_ca={CA}&ssl_check_hostname=false", "{}", (ENCRYPTED, ENCRYPTED), None),
        ("pymysql", "ssl_ca={OTHER}&ssl_check_hostname=false", "{}", (REFUSED, REFUSED), None),
        ("mysqldb", "ssl_ca={CA}", "{}", (ENCRYPTED, ENCRYPTED), "no mysqlclient in Alembic's environment"),
        ("pymysql", "", "{'ssl': {'ca': CA}}", (ENCRYPTED, REFUSED), None),
        ("pymysql", "", "{'ssl': {'ca': OTHER}}", (REFUSED, REFUSED), None),
        ("pymysql", "", "{'ssl': {'ca': OTHER, 'verify_mode': False, 'check_hostname': False}}", (ENCRYPTED, ENCRYPTED), None),
        ("pymysql", "", "{'ssl': {'ca': CA, 'check_hostname': False}}", (ENCRYPTED, ENCRYPTED), None),
        ("pymysql", "", "{'ssl': {'verify_mode': 'required', 'check_hostname': True}}", (REFUSED, REFUSED), None),
        ("pymysql", "", "{'ssl': {'fake_flag_to_enable_tls': True}}", (ENCRYPTED, ENCRYPTED), None),
        ("pymysql", "", "{'ssl': tls(cafile=CA)}", (ENCRYPTED, REFUSED), None),
        ("pymysql", "", "{'ssl': tls(cafile=OTHER)}", (REFUSED, REFUSED), None),
        ("pymysql", "", "{'ssl': tls(named=False, cafile=CA)}", (ENCRYPTED, ENCRYPTED), None),
        ("pymysql", "", "{'ssl': tls(named=False, verified=False)}", (ENCRYPTED, ENCRYPTED), None),
        ("pymysql", "", "{'ssl': tls()}", (REFUSED, REFUSED), None),
        ("certified", "", "{'ssl': {'ca': CA}}", (REFUSED, REFUSED), None),
        ("certified", "", "{'ssl': {'ca': CA, 'cert': CERT, 'key': KEY}}", (ENCRYPTED, REFUSED), None),
        ("certified", "", "{'ssl': with_certificate(tls(cafile=CA))}", (ENCRYPTED, REFUSED), None),
    ],
    "postgresql": [
        ("psycopg2", "", "{}", (ENCRYPTED, ENCRYPTED), None),
        ("psycopg2", "sslmode=disable", "{}", (PLAIN, PLAIN), None),
        ("psycopg2", "sslmode=verify-full&sslrootcert={CA}", "{}", (ENCRYPTED, REFUSED), None),
        ("psycopg2", "", "{'sslmode': 'verify-full', 'sslrootcert': CA}", (ENCRYPTED, REFUSED), None),
        ("psycopg2", "", "{'sslmode': 'verify-ca', 'sslrootcert': CA}", (ENCRYPTED, ENCRYPTED), None),
        ("psycopg2", "", "{'sslmode': 'verify-full', 'sslrootcert': OTHER}", (REFUSED, REFUSED), None),
        ("asyncpg", "", "{'ssl': True}", (ENCRYPTED, ENCRYPTED), "no asyncpg in Alembic's environment"),
        ("asyncpg", "", "{'ssl': tls(cafile=CA)}", (ENCRYPTED, REFUSED), "no asyncpg in Alembic's environment"),
        ("asyncpg", "", "{'ssl': tls(cafile=OTHER)}", (REFUSED, REFUSED), "no asyncpg in Alembic's environment"),
        ("asyncpg", "", "{'ssl': tls(named=False, cafile=CA)}", (ENCRYPTED, ENCRYPTED), "no asyncpg in Alembic's environment"),
        ("asyncpg", "", "{'ssl': tls(named=False, verified=False)}", (ENCRYPTED, ENCRYPTED),
         "no asyncpg in Alembic's environment"),
        ("asyncpg", "", "{'ssl': tls()}", (REFUSED, REFUSED), "no asyncpg in Alembic's environment"),
        ("certified", "", "{'ssl': with_certificate(tls(cafile=CA))}", (ENCRYPTED, REFUSED),
         "no asyncpg in Alembic's environment"),
        ("certified", "", "{'ssl': tls(cafile=CA)}", (REFUSED, REFUSED), "no asyncpg in Alembic's environment"),
    ],
}


def compare(tool, folder, kind):
    if tool.name != "limbeck":
        raise Skip("only limbeck is asked")
    oracle = Alembic()
    with running(kind) as (server, files):
        name = server.create_database()
        wrong = []
        for number, (driver, query, arguments, wanted, why) in enumerate(CASES[kind]):
            for host, expected in zip((RIGHT, WRONG), wanted):
                user = "certified" if driver == "certified" else postgres.USER
                driver_name = {"certified": "asyncpg" if kind == "postgresql" else "pymysql"}.get(driver, driver)
                words = query.format(CA=f"{files}/authority.pem", OTHER=f"{files}/other.pem")
                url = f"{kind}+{driver_name}://{user}@{host}:{server.port}/{name}" + (f"?{words}" if words else "")
                env = ENV.format(folder=files, arguments=arguments, asked=ASKED[kind])
                env += ASYNCHRONOUS if driver_name == "asyncpg" else SYNCHRONOUS
                project = projects.make(folder / f"{number}-{host}", url, [], env=env)
                case = f"{driver} {query} {arguments} at {host}"
                for runtime in by_turns(("quick", "thorough"), number + (host == WRONG)):
                    done = run(tool, ["--runtime", runtime, "current"], project)
                    if outcome(done) != expected:
                        wrong.append(f"{case}: {outcome(done)} by the {runtime} runtime, not {expected}\n{done.stderr[-600:]}")
                if why is None:
                    done = oracle.run(["current"], project)
                    if outcome(done) != expected:
                        wrong.append(f"{case}: {outcome(done)} by Alembic, not {expected}\n{done.stderr[-600:]}")
        expect(not wrong, "\n".join(wrong))


def test_on_mariadb(tool, folder, server):
    compare(tool, folder, "mariadb")


def test_on_postgresql(tool, folder, server):
    compare(tool, folder, "postgresql")
