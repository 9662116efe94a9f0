from .base import Script, ScriptDirectory
