from sqlalchemy.schema import DDLElement


class AlterTable(DDLElement):
    def __init__(self, table_name, schema=None):
        self.table_name, self.schema = table_name, schema
