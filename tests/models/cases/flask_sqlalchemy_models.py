"""Flask-SQLAlchemy: automatic table names, db.Table, bind keys, inheritance."""
needs = ["flask_sqlalchemy"]
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.ext.hybrid import hybrid_property

db = SQLAlchemy(metadata=MetaData(naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(column_0_label)s"}))

tags = db.Table("tags", db.Column("tag_id", db.Integer, db.ForeignKey("tag.id"), primary_key=True),
                db.Column("page_id", db.Integer, db.ForeignKey("my_page.id"), primary_key=True))
elsewhere = db.Table("elsewhere", db.Column("id", db.Integer, primary_key=True), bind_key="other")


class Tag(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(30), unique=True, nullable=False)


class MyPage(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    kind = db.Column(db.String(9))
    tag_list = db.relationship("Tag", secondary=tags, lazy="subquery", backref=db.backref("pages", lazy=True))
    made = db.Column(db.DateTime, server_default=db.func.now(), index=True)
    __mapper_args__ = {"polymorphic_on": kind}

    @hybrid_property
    def upper(self):
        return self.kind.upper()


class SinglePage(MyPage):
    extra = db.Column(db.Text)


class HTTPPage(MyPage):
    id = db.Column(db.ForeignKey("my_page.id"), primary_key=True)
    status = db.Column(db.Integer)


class Named(db.Model):
    __tablename__ = "by_hand"
    id = db.Column(db.BigInteger, primary_key=True)


class Abstract(db.Model):
    __abstract__ = True
    id = db.Column(db.Integer, primary_key=True)


class Concrete(Abstract):
    value = db.Column(db.Float)


class Bound(db.Model):
    __bind_key__ = "other"
    id = db.Column(db.Integer, primary_key=True)


class Subclassed(db.Table):
    pass


target_metadata = [db.metadata, db.metadatas["other"]]
