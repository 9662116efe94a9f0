from . import PasswordType
