"""Words that several revisions share."""

import sqlalchemy as sa

KINDS = ("paper", "audio")


def stamps():
    return [sa.Column("made", sa.DateTime(), nullable=True), sa.Column("changed", sa.DateTime(), nullable=True)]
