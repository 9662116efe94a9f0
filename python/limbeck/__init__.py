"""The runtime of scripts inside limbeck: lenient imports, errors, and the loading of files."""
