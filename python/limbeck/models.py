"""What models say, as the engine takes it: a MetaData in plain form, and what of it could not be read."""


def plain(metadata):
    """{"tables": […], "sequences": […], "enums": […], "naming_convention": {…}, "schema": …} of a MetaData: tables and
    sequences as src/schema/plain.hpp says, in the order in which they were declared; enums are those that belong to the
    metadata and not to a table's column alone."""
    enums = []
    for type_ in metadata._types:
        found = type_._plain()
        if found not in enums:
            enums.append(found)
    return {
        "tables": [table._definition() for table in metadata.tables.values()],
        "sequences": [sequence._definition() for sequence in metadata._sequences.values()],
        "enums": enums,
        "naming_convention": metadata._convention(),
        "schema": str(metadata.schema) if metadata.schema else None,
    }
