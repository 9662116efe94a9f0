"""Answers with the dump of models under the real SQLAlchemy: a request a line (module name and folder), each in a process of
its own, split off from one that has imported SQLAlchemy already."""

import importlib
import json
import os
import sys
import warnings

import sqlalchemy.orm  # noqa: F401

try:
    import sqlmodel  # noqa: F401
except ImportError:
    pass

HERE = os.path.dirname(os.path.abspath(__file__))


def dumped(module, folder):
    sys.path[:0] = [folder, HERE]
    import dump

    try:
        return dump.of_module(importlib.import_module(module))
    except Exception as error:
        if os.environ.get("MODELS_TRACE"):
            import traceback

            traceback.print_exc()
        return dump.failure(error)


def main():
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    for line in sys.stdin:
        module, folder = json.loads(line)
        child = os.fork()
        if child == 0:
            sys.stdout.write(json.dumps(dumped(module, folder)) + "\n")
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
