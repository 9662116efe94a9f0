exec(__import__("_imp").get_frozen_object("asyncio._whole"))
