"""What sqlalchemy.inspect() and MetaData.reflect() tell of MariaDB, beside the real SQLAlchemy."""

from support import mariadb
from support.databases import MariadbDatabase
from test_inspector import compare

MARIADB = r"""
CREATE TABLE parent (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, b VARCHAR(20) NOT NULL, c BIGINT(15) ZEROFILL, d INT,
    UNIQUE KEY uq_b (b), UNIQUE (c), KEY ix_d (d DESC, b(5))) COMMENT='it''s a table';
CREATE TABLE `Child table` (id INT, parent_id INT UNSIGNED, e ENUM('a','it''s','c,d','') NOT NULL DEFAULT 'a',
    s SET('x','y') CHARACTER SET latin1, v VARCHAR(10) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'x''y',
    t TEXT CHARACTER SET ascii, n VARCHAR(3) NULL DEFAULT NULL,
    ts TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    dt DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    nu TIMESTAMP NULL ON UPDATE CURRENT_TIMESTAMP, d DATE DEFAULT '2020-01-01', y YEAR DEFAULT 2001,
    j JSON, u UUID, g INT GENERATED ALWAYS AS (id * 2) VIRTUAL COMMENT 'made',
    gs VARCHAR(10) AS (concat(v, 'a')) STORED, cmt INT COMMENT 'a ''c'' \\ "', f FLOAT(7,3), f2 FLOAT, dd DOUBLE UNSIGNED,
    nn DECIMAL(10,2) DEFAULT 1.50, ti TINYINT(1) DEFAULT 1, m MEDIUMINT(5) UNSIGNED ZEROFILL, e2 INT DEFAULT (1 + 2),
    lb LONGBLOB, vb VARBINARY(10) DEFAULT 'ab', bn BINARY(3), tm TIME(2), tm0 TIME, n2 INT DEFAULT -1, bi BIT(3),
    c1 CHAR(3), lt LONGTEXT, b BLOB, inv INT INVISIBLE,
    CONSTRAINT zz CHECK (cmt > 1), CHECK (cmt < 5 AND n <> 'a'), FULLTEXT KEY ft (t), KEY h (n) USING HASH,
    CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE SET NULL,
    FOREIGN KEY (m) REFERENCES numbers (n) ON DELETE NO ACTION, KEY pre (t(10), v(3))) ROW_FORMAT=DYNAMIC;
CREATE TABLE parts (a INT NOT NULL, b INT, KEY two (b, a)) ENGINE=MyISAM CHARACTER SET latin1 COLLATE latin1_bin;
CREATE TABLE memory_one (a INT PRIMARY KEY, b INT, KEY (b)) ENGINE=MEMORY MAX_ROWS=100;
CREATE SEQUENCE counter START WITH 7;
CREATE VIEW v AS SELECT id, b AS `B b` FROM parent WHERE b <> 'x''y';
CREATE VIEW w (x) AS SELECT 1;
"""


def test_mariadb(limbeck, folder, server):
    with mariadb.Server() as own:
        database = MariadbDatabase(own)
        other = MariadbDatabase(own)
        other.execute("CREATE TABLE away (a INT PRIMARY KEY, up INT, CONSTRAINT fk_up FOREIGN KEY (up) REFERENCES away (a))")
        database.execute("CREATE TABLE numbers (n MEDIUMINT UNSIGNED ZEROFILL PRIMARY KEY)")
        database.script(MARIADB)
        database.execute(f"CREATE TABLE far (a INT, CONSTRAINT fk_far FOREIGN KEY (a) REFERENCES {other.name}.away (a))")
        compare(limbeck, folder, database, [None, other.name], also_reflected=False)
