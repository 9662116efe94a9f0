def load_python_file(dir_, filename):
    import importlib.util
    import os

    path = os.path.join(dir_, filename)
    specification = importlib.util.spec_from_file_location(os.path.splitext(filename)[0].replace("-", "_"), path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
