"""Logging of engines: the engine logs by itself."""


class Identified:
    logging_name = None


class echo_property:
    def __get__(self, instance, owner):
        return False

    def __set__(self, instance, value):
        pass


def class_logger(cls):
    return cls


def instance_logger(instance, echoflag=None):
    pass
