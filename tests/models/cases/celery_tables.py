needs = ["celery"]
from celery.backends.database.session import ResultModelBase

target_metadata = ResultModelBase.metadata
