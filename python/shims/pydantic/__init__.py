"""Stand-in for pydantic, so that settings and model modules run with nothing installed.

Versions 1 and 2 are understood alike: which of them a module was written for shows in the names that it uses.
"""

from . import alias_generators, dataclasses, networks, types
from ._errors import PydanticUndefined, ValidationError
from .config import BaseConfig, ConfigDict, Extra
from .errors import (
    PydanticErrorMixin,
    PydanticImportError,
    PydanticSchemaGenerationError,
    PydanticUndefinedAnnotation,
    PydanticUserError,
)
from .fields import AliasChoices, AliasGenerator, AliasPath, Field, PrivateAttr, computed_field
from .functional_serializers import (
    FieldSerializationInfo,
    PlainSerializer,
    SerializationInfo,
    SerializeAsAny,
    SerializerFunctionWrapHandler,
    WrapSerializer,
    field_serializer,
    model_serializer,
)
from .functional_validators import (
    AfterValidator,
    BeforeValidator,
    FieldValidationInfo,
    InstanceOf,
    ModelWrapValidatorHandler,
    PlainValidator,
    SkipValidation,
    ValidateAs,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
    model_validator,
    root_validator,
    validator,
)
from .main import BaseModel, RootModel, TypeAdapter, create_model, parse_obj_as, validate_call
from .networks import (
    AmqpDsn,
    AnyHttpUrl,
    AnyUrl,
    AnyWebsocketUrl,
    ClickHouseDsn,
    CockroachDsn,
    EmailStr,
    FileUrl,
    FtpUrl,
    HttpUrl,
    IPvAnyAddress,
    IPvAnyInterface,
    IPvAnyNetwork,
    KafkaDsn,
    MariaDBDsn,
    MongoDsn,
    MySQLDsn,
    NameEmail,
    NatsDsn,
    PostgresDsn,
    RedisDsn,
    SnowflakeDsn,
    UrlConstraints,
    WebsocketUrl,
    validate_email,
)
from .types import (
    UUID1,
    UUID3,
    UUID4,
    UUID5,
    UUID6,
    UUID7,
    UUID8,
    AllowInfNan,
    AwareDatetime,
    Base64Bytes,
    Base64Str,
    Base64UrlBytes,
    Base64UrlStr,
    ByteSize,
    DirectoryPath,
    Discriminator,
    FailFast,
    FilePath,
    FiniteFloat,
    FutureDate,
    FutureDatetime,
    GetPydanticSchema,
    ImportString,
    Json,
    JsonValue,
    NaiveDatetime,
    NegativeFloat,
    NegativeInt,
    NewPath,
    NonNegativeFloat,
    NonNegativeInt,
    NonPositiveFloat,
    NonPositiveInt,
    OnErrorOmit,
    PastDate,
    PastDatetime,
    PaymentCardNumber,
    PositiveFloat,
    PositiveInt,
    PyObject,
    Secret,
    SecretBytes,
    SecretStr,
    SocketPath,
    Strict,
    StrictBool,
    StrictBytes,
    StrictFloat,
    StrictInt,
    StrictStr,
    StringConstraints,
    Tag,
    conbytes,
    condate,
    condecimal,
    confloat,
    confrozenset,
    conint,
    conlist,
    conset,
    constr,
)

VERSION = __version__ = "2.14.3"
validate_arguments = validate_call


class GetCoreSchemaHandler:
    """Named in annotations of custom types."""


GetJsonSchemaHandler = GetCoreSchemaHandler

from pydantic_settings._old import BaseSettings  # noqa: E402  pydantic 1 had it here
