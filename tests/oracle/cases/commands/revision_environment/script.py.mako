"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}

"""
# by ${author}, ${len(days)} days
# ${sorted(context.kwargs)}
from alembic import op
${imports if imports else "# no imports"}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade():
    ${ups if ups else "pass"}


def downgrade():
    ${downs if downs else "pass"}
