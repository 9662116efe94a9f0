from ..util import Dispatcher

comparators = Dispatcher(uselist=True)
