from ..util import PriorityDispatcher

comparators = PriorityDispatcher()
