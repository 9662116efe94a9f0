"""routines

Revision ID: 569c0c8cf00a
Revises: c05bb2933e05
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "569c0c8cf00a"
down_revision = "c05bb2933e05"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""CREATE PROCEDURE fill(IN n INT)
    BEGIN
        DECLARE i INT DEFAULT 0;
        WHILE i < n DO
            INSERT INTO t (id, a) VALUES (1000 + i, i);
            SET i = i + 1;
        END WHILE;
    END""")
    op.execute("CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC RETURN n * 2")
    op.execute("CREATE TRIGGER before_t BEFORE INSERT ON t FOR EACH ROW SET NEW.b = CONCAT('n', twice(NEW.a))")


def downgrade():
    op.execute("DROP TRIGGER before_t")
    op.execute("DROP FUNCTION twice")
    op.execute("DROP PROCEDURE fill")
