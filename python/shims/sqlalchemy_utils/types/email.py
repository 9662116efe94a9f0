from . import EmailType
