from .runtime.environment import EnvironmentContext
