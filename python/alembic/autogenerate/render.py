from .registered import Registered

renderers = Registered("renderer of autogenerate")
