"""Names in other spellings."""


def to_pascal(snake):
    import re

    camel = snake.title()
    return re.sub("([0-9A-Za-z])_(?=[0-9A-Z])", lambda found: found.group(1), camel)


def to_camel(snake):
    import re

    if re.match("^[a-z]+[A-Za-z0-9]*$", snake) and not re.search(r"\d[a-z]", snake):
        return snake
    camel = to_pascal(snake)
    return re.sub("(^_*[A-Z])", lambda found: found.group(1).lower(), camel)


def to_snake(camel):
    import re

    for pattern in (r"([A-Z]+)([A-Z][a-z])", r"([a-z])([A-Z])", r"([0-9])([A-Z])", r"([a-z])([0-9])"):
        camel = re.sub(pattern, lambda found: f"{found.group(1)}_{found.group(2)}", camel)
    return camel.replace("-", "_").lower()
