"""Guard rails, with the program: what a script may not do unless it is allowed, and many ways round that."""

from common import both_runtimes, expect
from one_revision import Project
from support import projects

HEAD = '''import os, posix, socket, subprocess, pathlib, shutil, tempfile, threading, signal, io, logging
import _posixsubprocess, _socket, _imp, _thread
HERE = os.path.dirname(os.path.abspath(__file__))
AT = os.path.join(HERE, "made_by_script")
KEPT = os.path.join(HERE, "kept.txt")
'''

WAYS = {
    "write": [
        'open(AT, "w")', 'open(AT, "ab")', 'open(AT, "x")', 'open(KEPT, "r+")', 'io.FileIO(AT, "w")', 'io.open(AT, "w")',
        'os.open(AT, os.O_CREAT | os.O_WRONLY)', 'posix.open(AT, os.O_CREAT | os.O_RDWR)', 'os.open(KEPT, os.O_TRUNC)',
        'open(AT, "w", opener=lambda p, f: os.open(p, f))', 'os.open(os.path.basename(AT), os.O_CREAT | os.O_WRONLY, dir_fd=os.open(HERE, os.O_RDONLY))',
        'pathlib.Path(AT).write_text("x")', 'pathlib.Path(AT).touch()', 'pathlib.Path(AT).mkdir()', 'os.makedirs(AT)',
        'os.remove(KEPT)', 'os.unlink(KEPT)', 'os.rename(KEPT, AT)', 'os.replace(KEPT, AT)', 'os.link(KEPT, AT)',
        'os.symlink(KEPT, AT)', 'os.chmod(KEPT, 0o777)', 'os.truncate(KEPT, 0)', 'os.mkfifo(AT)', 'os.mknod(AT)',
        'os.utime(KEPT, (0, 0))', 'os.setxattr(KEPT, "user.x", b"1")', 'shutil.copy(KEPT, AT)', 'shutil.move(KEPT, AT)',
        'shutil.rmtree(HERE)', 'tempfile.NamedTemporaryFile()', 'tempfile.mkdtemp()', 'logging.FileHandler(AT)',
        'eval("open(AT, \'w\')")', 'exec(compile("open(AT, \'w\')", "<frozen os>", "exec"))',
        '__import__("importlib").import_module("_io").open(AT, "w")', 'type(io.FileIO(KEPT))(AT, "w")',
        '[c for c in object.__subclasses__() if c.__name__ == "_IOBase"][0].__subclasses__() and io.BytesIO and open(AT, "wb")',
        '__import__("zipfile").ZipFile(AT, "w")', '__import__("gzip").open(AT, "w")', '__import__("shelve").open(AT)',
        '__import__("py_compile").compile(__file__, AT)',
        'in_thread(lambda: open(AT, "w"))', 'at_once(lambda: open(AT, "w"))',
    ],
    "process": [
        'os.system("touch " + AT)', 'posix.system("touch " + AT)', 'subprocess.run(["touch", AT])',
        'subprocess.Popen("touch " + AT, shell=True)', 'os.popen("touch " + AT)', 'os.fork()', 'os.forkpty()',
        'os.execv("/bin/true", ["true"])', 'os.execvpe("true", ["true"], {})', 'os.posix_spawn("/bin/true", ["true"], {})',
        'os.posix_spawnp("true", ["true"], {})', 'os.spawnlp(os.P_NOWAIT, "true", "true")',
        '_posixsubprocess.fork_exec([b"true"], [b"/bin/true"], True, (), None, None, -1, -1, -1, -1, -1, -1, 1, 2, False, '
        'False, -1, None, None, None, -1, None, False)',
        'os.kill(os.getppid(), 0)', 'os.killpg(0, 0)', 'signal.pidfd_send_signal(0, 0)',
        '__import__("pty").spawn("true")', '__import__("multiprocessing").Process(target=print).start()',
        '__import__("concurrent.futures").futures.ProcessPoolExecutor(1).submit(print).result()',
    ],
    "network": [
        'socket.create_connection(("127.0.0.1", 9))', 'socket.socket().connect(("127.0.0.1", 9))',
        '_socket.socket().connect_ex(("127.0.0.1", 9))', 'socket.getaddrinfo("localhost", 9)',
        'socket.gethostbyname("localhost")', 'socket.socket().bind(("127.0.0.1", 0))',
        'socket.create_server(("127.0.0.1", 0))', 'socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))',
        'socket.socket(socket.AF_UNIX).connect("/tmp/none")',
        '__import__("urllib.request").request.urlopen("http://127.0.0.1:9")',
        '__import__("http.client").client.HTTPConnection("127.0.0.1", 9).connect()',
        '__import__("smtplib").SMTP("127.0.0.1", 9)', '__import__("ftplib").FTP("127.0.0.1")',
        'logging.handlers.SysLogHandler(("127.0.0.1", 9)).emit(logging.makeLogRecord({}))',
        '__import__("xmlrpc.client").client.ServerProxy("http://127.0.0.1:9").x()',
    ],
    "code": [
        '__import__("ctypes").CDLL("libc.so.6")', '__import__("_ctypes").dlopen("libc.so.6", 0)',
        '__import__("ctypes").CDLL(None).system(b"true")', '__import__("ctypes").pythonapi.PyErr_Clear()',
        '__import__("ctypes").c_int.from_address(id(1))', '__import__("ctypes").cdll.LoadLibrary("libm.so.6")',
        '_imp.create_dynamic(__import__("importlib.machinery").machinery.ModuleSpec("x", None, origin="/lib/x.so"))',
        '__import__("importlib.machinery").machinery.ExtensionFileLoader("x", "/lib/x.so").create_module('
        '__import__("importlib.machinery").machinery.ModuleSpec("x", None, origin="/lib/x.so"))',
    ],
}

TRY = '''
def in_thread(way):
    found = []
    def work():
        try:
            way()
        except BaseException as error:
            found.append(error)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if found:
        raise found[0]


def at_once(way):
    class Way:
        def __del__(self):
            try:
                way()
            except BaseException as error:
                found.append(error)
    found = []
    Way()
    if found:
        raise found[0]


def attempt(number, way):
    try:
        found = eval(way)
    except BaseException as error:
        text = str(error)
    else:
        text = "is opaque" if type(found).__module__ == "limbeck.opaque" else "nothing was said"
    print(number, "refused" if "a script may not" in text else text.splitlines()[0] if text else "failed")
'''


def project_of(tool, folder, kind, **more):
    project = Project(tool, folder, f"for number, way in enumerate({WAYS[kind]!r}):\n    attempt(number, way)",
                      head=HEAD + "import logging.handlers\n" + TRY, files={"versions/kept.txt": "kept"}, **more)
    return project


def everything_refused(tool, folder, kind):
    project = project_of(tool, folder, kind)
    before = sorted(str(p) for p in folder.rglob("*") if p.name != "made.db")
    done = project.runs()
    through = {}
    for line in done.stdout.splitlines():
        number, _, said = line.partition(" ")
        if said != "refused":
            through[WAYS[kind][int(number)]] = said
    # What the program does not carry at all goes no way round.
    missing = {way for way, said in through.items() if "is opaque" in said or "No module named" in said}
    expect(set(through) == missing, f"not refused: { {w: s for w, s in through.items() if w not in missing} }")
    expect(len(WAYS[kind]) - len(missing) >= (2 if kind == "code" else 10), f"too little was tried: {missing}")
    expect(sorted(str(p) for p in folder.rglob("*") if p.name != "made.db") == before, "a file was made or removed")
    expect((project.folder / "versions" / "kept.txt").read_text() == "kept", "a file was changed")


@both_runtimes
def test_ways_to_write(tool, folder, server):
    everything_refused(tool, folder, "write")


@both_runtimes
def test_ways_to_start_or_signal_processes(tool, folder, server):
    everything_refused(tool, folder, "process")


@both_runtimes
def test_ways_into_the_network(tool, folder, server):
    everything_refused(tool, folder, "network")


@both_runtimes
def test_ways_to_compiled_code(tool, folder, server):
    everything_refused(tool, folder, "code")


@both_runtimes
def test_says_where_and_what_now(tool, folder, server):
    project = Project(tool, folder, 'open("made_by_script", "w")')
    project.refused("a script may not write files", "made_by_script", "0001_step.py", "--allow write")
    expect(not (project.folder / "made_by_script").exists(), "the file was made")


@both_runtimes
def test_in_env_py_and_in_modules(tool, folder, server):
    env = 'import os\nos.system("touch made_by_script")\n' + projects.ENV
    Project(tool, folder, env=env).refused("a script may not start or signal processes", "env.py", "--allow process")
    (folder / "module").mkdir()
    project = Project(tool, folder / "module", "kept = VALUE", head="from models import VALUE",
                      files={"models.py": 'import os\nos.system("touch made_by_script")\nVALUE = 1\n'})
    project.upgrade()
    expect(not (project.folder / "made_by_script").exists(), "the module made a file")


@both_runtimes
def test_reading_is_free(tool, folder, server):
    Project(tool, folder, 'assert open(__file__).read() and os.listdir(".") and os.environ["LANG"]\n'
                          'os.kill(os.getpid(), 0)\nopen(os.devnull, "w").write("x")', head="import os").runs()


@both_runtimes
def test_allowed_on_the_command_line_and_in_the_settings(tool, folder, server):
    step = 'open("made_by_script", "w").close()\nimport subprocess\nsubprocess.run(["touch", "made_by_process"], check=True)'
    project = Project(tool, folder, step)
    project.runs("--allow", "write,process")
    expect((project.folder / "made_by_process").exists(), "the process did not run")
    (folder / "settings").mkdir()
    project = Project(tool, folder / "settings", step, settings="allow = write, process")
    project.runs()
    expect((project.folder / "made_by_script").exists(), "the file was not written")
    (folder / "one").mkdir()
    Project(tool, folder / "one", step, settings="allow = write").refused("may not start or signal processes")
