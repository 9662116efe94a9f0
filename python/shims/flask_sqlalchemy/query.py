"""Model.query."""

from sqlalchemy.orm import Query as _Query


class Query(_Query):
    def get_or_404(self, ident, description=None):
        found = self.get(ident)
        if found is None:
            raise LookupError(description or ident)
        return found

    def first_or_404(self, description=None):
        found = self.first()
        if found is None:
            raise LookupError(description)
        return found
