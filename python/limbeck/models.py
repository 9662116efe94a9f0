"""What models say, as the engine takes it: a MetaData in plain form, and what of it could not be read."""

import sys


def plain(metadata, dialect_name=None):
    """{"tables": […], "sequences": […], "enums": […], "naming_convention": {…}, "schema": …} of a MetaData: tables and
    sequences as src/schema/plain.hpp says, in the order in which they were declared; enums are those that belong to the
    metadata and not to a table's column alone. The dialect is asked for where a function of the project writes an
    expression (sqlalchemy.ext.compiler); without a name it is that of the running migration."""
    from sqlalchemy.sql.elements import compiling

    enums = []
    with compiling(dialect_name):
        for type_ in metadata._types:
            found = type_._plain()
            if found not in enums:
                enums.append(found)
        tables = [table._definition() for table in metadata.tables.values()]
        sequences = [sequence._definition() for sequence in metadata._sequences.values()]
    return {
        "tables": tables,
        "sequences": sequences,
        "enums": enums,
        "naming_convention": metadata._convention(),
        "schema": str(metadata.schema) if metadata.schema else None,
    }


def complete(target, name="target_metadata"):
    """Raises an Error that lists what of models could not be read: with that missing, a comparison would drop it from
    the database. `target` is a MetaData or several."""
    from _limbeck import is_thorough, note_refusal
    from limbeck.errors import Error
    from limbeck.virtual_environment import placeholder_in_environment
    from limbeck.opaque import is_opaque

    if is_opaque(target):
        from limbeck.opaque import refuse

        refuse(target, name)
    if not is_thorough():
        from limbeck.facade import overruled, refuse_overruled

        if overruled:
            from sqlalchemy.sql.elements import _dialect_name

            refuse_overruled(_dialect_name())
    targets = list(target) if isinstance(target, (list, tuple)) else [target]
    problems = []
    for number, metadata in enumerate(targets):
        if is_opaque(metadata):
            from limbeck.opaque import refuse

            refuse(metadata, f"{name}[{number}]" if len(targets) > 1 else name)
        problems += _doubts_of_types(metadata) if is_thorough() else _doubts_of(metadata)
    problems += _losses() + _failures() + _unmade()
    if problems:
        shown = [what for what, *_ in problems[:12]]
        if len(problems) > 12:
            shown.append(f"and {len(problems) - 12} more")
        what = "the models could not be read completely, and what is missing would be dropped:"
        what += "".join(f"\n  {what}" for what in shown)
        of_facade = [problem[-1] for problem in problems]
        note_refusal(any(of_facade), "" if all(of_facade) else placeholder_in_environment())
        raise Error(what, problems[0][1], problems[0][2] or _WAYS, "unsupported")


_WAYS = ("Ways out: `packages = …` in the section [limbeck], which imports a package from the active virtual environment; a "
         "shim for it; `[limbeck] without_models = …`, for modules that are known to declare no table")


def _problem(what, value):
    """A part of the schema that depends on an opaque value."""
    from limbeck.opaque import Opaque, OpaqueModule, opaque_base, origin_of, path_of

    origin, path = origin_of(value), f"`{path_of(value)}`"
    if not isinstance(value, (Opaque, OpaqueModule)):
        path += f", that is `{path_of(opaque_base(value if isinstance(value, type) else type(value)))}`"
    text = f"{what} depends on {path}, which is opaque: {origin.reason}"
    if origin.place:
        text += f" (imported at {origin.place})"
    return text, origin.place, origin.now(), origin.of_facade


def _doubts_of(metadata):
    from limbeck.opaque import is_opaque, opaque_base

    found = [_problem(what, value) for what, value in metadata._doubts]
    sound = set()  # classes of types that are what they say
    for table in metadata.tables.values():
        found += [_problem(f"{what} (table {table.key})", value) for what, value in table._doubts]
        for column in table._column_list:
            unknown = column._doubt
            if unknown is None:
                type_ = column._type
                if type(type_) in sound:
                    continue
                unknown = type_ if is_opaque(type_) else opaque_base(type(type_))
                if unknown is None:
                    sound.add(type(type_))
            if unknown is not None:
                found.append(_problem(f"the column {table.key}.{column.name}", unknown))
    return found


def _doubts_of_types(metadata):
    """In the thorough runtime SQLAlchemy itself refuses all else that it is given."""
    from limbeck.opaque import is_opaque, opaque_base

    found = []
    for table in metadata.tables.values():
        for column in table.columns:
            unknown = column.type if is_opaque(column.type) else opaque_base(type(column.type))
            if unknown is not None:
                found.append(_problem(f"the column {table.key}.{column.name}", unknown))
    return found


def _losses():
    from limbeck.opaque import losses

    found = []
    for what, where, value in losses:
        text, _, ways, of_facade = _problem(what, value)
        found.append((f"{text}, at {where}" if where else text, where, ways, of_facade))
    schema = sys.modules.get("sqlalchemy.schema")
    for index, value, where in getattr(schema, "_unattached", ()):
        if index.table is None:
            text, _, ways, of_facade = _problem(f"the index {index.name} at {where}", value)
            found.append((text, where, ways, of_facade))
    return found


def _failures():
    """Statements of the project's modules that failed, and what is lost with them."""
    from limbeck.errors import place
    from limbeck.failures import failures
    from limbeck.importing import without_models
    from limbeck.lost import may_declare_tables

    found = []
    for failure in failures:
        if without_models(failure.module.__name__):
            continue
        line = may_declare_tables(failure)
        if line is None:
            continue
        path = failure.module.__file__
        here = place(path, failure.line or 1)
        text = f"the module {failure.module.__name__} failed at {here}"
        if failure.place and failure.place != here:
            text += f" ({failure.place})"
        text += f": {failure.reason}"
        if failure.importer:
            text += f" (imported at {failure.importer})"
        if line > failure.line > 0:
            text += f"; {place(path, line)} was not run and may declare tables"
        found.append((text, here, "", failure.of_facade))
    return found


def _unmade():
    """Tables in branches that were not run, where packages that are not there may have decided so."""
    from limbeck.errors import place
    from limbeck.importing import project_modules, without_models
    from limbeck.lost import unmade_tables
    from limbeck.virtual_environment import denied

    if not denied:
        return []
    found = []
    names = ", ".join(f"{name} ({where})" for name, where in list(denied.items())[:4])
    for module in project_modules():
        if without_models(module.__name__):
            continue
        for name, line in unmade_tables(module):
            where = place(module.__file__, line)
            found.append((f"{name} at {where} stands in a branch that was not run, and packages that are not there may have "
                          f"decided so: {names}", where, "", False))
    return found


def set_up_plug_ins():
    """Alembic has set up the plug-ins of installed packages by the time that it compares."""
    from _limbeck import note_refusal
    from limbeck.errors import Error
    from limbeck.virtual_environment import plug_in_in_environment

    package = plug_in_in_environment()
    if package:
        note_refusal(False, package)
        raise Error(f"{package} registers plug-ins of Alembic (entry points alembic.plugins)", "",
                    "Say `environment = none` to do without the project's environment.", "unsupported")


def answer(value):
    """A hook that gives None, or anything else that is false and not False, leaves it to the comparison."""
    return True if value else False if value is False else None


# The parts of a comparison that autogenerate_plugins can leave out, and what the engine calls that.
OPTIONAL = {"alembic.autogenerate.types": "compare_types", "alembic.autogenerate.defaults": "compare_server_defaults"}


def options(context, said, left_out):
    """Of a migration context, what the engine asks for a comparison. `said`: names that env.py has given a value, for its
    silence is not its False; `left_out`: those of OPTIONAL that it does not want."""
    opts = context.opts
    found = {
        "include_schemas": bool(opts.get("include_schemas")),
        "render_as_batch": bool(opts.get("render_as_batch")),
        "alembic_module_prefix": prefix(opts, "alembic_module_prefix", "op."),
        "sqlalchemy_module_prefix": prefix(opts, "sqlalchemy_module_prefix", "sa."),
        "upgrade_token": opts.get("upgrade_token") or "upgrades",
        "downgrade_token": opts.get("downgrade_token") or "downgrades",
        "version_table": str(context.version_table),
        "version_table_schema": str(context.version_table_schema or ""),
    }
    of_user = opts.get("user_module_prefix")
    if of_user is not None:
        found["user_module_prefix"] = str(of_user)
    for name, key in (("compare_type", "compare_types"), ("compare_server_default", "compare_server_defaults")):
        if name in said and not callable(opts[name]) and opts[name] is not None:
            found[key] = bool(opts[name])
    for name in left_out:
        found[OPTIONAL[name]] = False
    return found


def prefix(opts, name, default):
    value = opts.get(name, default)
    return str(value) if value else ""


def imported(name):
    """What `[limbeck] target_metadata` names: module:attribute."""
    from limbeck.errors import Error

    module_name, colon, path = name.partition(":")
    if not colon or not path:
        raise Error(f"target_metadata = {name}: this is no module with an attribute", "[limbeck] target_metadata",
                    "Write it as app.models:Base.metadata.", "configuration")
    try:
        __import__(module_name)
    except ModuleNotFoundError as error:
        if error.name is None or not (module_name + ".").startswith(error.name + "."):
            raise
        raise Error(f"target_metadata = {name}: there is no module {error.name}", "[limbeck] target_metadata",
                    "Say in prepend_sys_path which folder it lies in.", "configuration") from None
    found = sys.modules[module_name]
    for part in path.split("."):
        try:
            found = getattr(found, part)
        except AttributeError:
            raise Error(f"target_metadata = {name}: {module_name} has no {path}", "[limbeck] target_metadata",
                        "Write it as app.models:Base.metadata.", "configuration") from None
    return found


def checked(given):
    """target_metadata as a list of MetaData."""
    from sqlalchemy.schema import MetaData

    from limbeck.errors import Error
    from limbeck.opaque import is_opaque, refuse
    from limbeck.state import state

    if given is None:
        raise Error("Can't proceed with --autogenerate option; environment script "
                    f"{state().environment().script.env_py_location} does not provide a MetaData object or sequence of "
                    "objects to the context.", "", "Pass target_metadata to context.configure() in env.py, or say in "
                    "the configuration [limbeck] target_metadata = app.models:Base.metadata.", "command")
    if is_opaque(given):
        refuse(given, "target_metadata")
    found = list(given) if isinstance(given, (list, tuple, set, frozenset)) else [given]
    for item in found:
        if is_opaque(item):
            refuse(item, "target_metadata")
        if not isinstance(item, MetaData):
            now = "target_metadata is a MetaData, or a list of several."
            if isinstance(getattr(item, "metadata", None), MetaData):
                now = f"Pass its metadata: target_metadata = {getattr(item, '__name__', 'Base')}.metadata."
            elif hasattr(item, "__spec__"):
                now = "It is a module: pass Base.metadata of it."
            raise Error(f"target_metadata is no MetaData: {item!r}", "", now, "command")
    return found
