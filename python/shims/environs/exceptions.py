"""What goes wrong while the environment is read."""


class EnvError(ValueError):
    pass


class EnvNotSetError(EnvError):
    pass


class EnvValidationError(EnvError):
    def __init__(self, message, error_messages):
        super().__init__(message)
        self.error_messages = error_messages


class EnvSealedError(TypeError, EnvError):
    pass


class ParserConflictError(ValueError):
    pass
