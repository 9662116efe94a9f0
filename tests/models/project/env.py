"""Imports the models that MODELS names, and writes what their metadata says."""

import importlib
import json
import os
import sys

sys.path[:0] = [os.environ["MODELS_PATH"], os.environ["MODELS_DUMP"]]

import dump  # noqa: E402

try:
    found = dump.of_module(importlib.import_module(os.environ["MODELS"]))
except Exception as error:
    if os.environ.get("MODELS_TRACE"):
        raise
    found = dump.failure(error)
print(json.dumps(found))
