import datetime
import decimal
import enum
import uuid
from typing import Annotated, Any, Dict, List, Literal, Optional

import sqlalchemy as sa
from sqlalchemy import (ARRAY, JSON, BigInteger, Boolean, CheckConstraint, Column, Computed, Date, DateTime, Double, Enum,
                        Float, ForeignKey, ForeignKeyConstraint, Identity, Index, Integer, Interval, LargeBinary, MetaData,
                        Numeric, PrimaryKeyConstraint, Sequence, SmallInteger, String, Table, Text, Time, Unicode,
                        UniqueConstraint, Uuid, func, text)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import (DeclarativeBase, Mapped, MappedAsDataclass, backref, column_property, declarative_base,
                            declared_attr, mapped_column, registry, relationship, synonym)

metadata = MetaData()
