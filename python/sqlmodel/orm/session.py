"""Session with sqlmodel's exec()."""

from sqlalchemy.orm import Session as _Session

from ..sql.expression import is_select_of_scalar


class Session(_Session):
    def exec(self, statement, *, params=None, execution_options=None, bind_arguments=None, **_):
        options = {"execution_options": execution_options} if execution_options else {}
        if bind_arguments:
            options["bind_arguments"] = bind_arguments
        results = self.execute(statement, params, **options)
        return results.scalars() if is_select_of_scalar(statement) else results
