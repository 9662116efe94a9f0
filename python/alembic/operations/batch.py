class BatchOperationsImpl:
    pass


class ApplyBatchImpl:
    pass
