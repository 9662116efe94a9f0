"""AsyncSession with sqlmodel's exec()."""

from sqlalchemy.ext.asyncio import AsyncSession as _AsyncSession

from ...orm.session import Session
from ...sql.expression import is_select_of_scalar


class AsyncSession(_AsyncSession):
    sync_session_class = Session

    async def exec(self, statement, *, params=None, execution_options=None, bind_arguments=None, **_):
        options = {"execution_options": execution_options} if execution_options else {}
        results = await self.execute(statement, params, **options)
        return results.scalars() if is_select_of_scalar(statement) else results
