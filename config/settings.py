"""Settings: one file, driven by the environment, that refuses nonsense.

Every variable is listed in ``.env.example``; with none of them set the site runs on SQLite under ``var/``.
"""

import contextlib
import os
import re
import secrets
import stat
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

POSTGRESQL = "django.db.backends.postgresql"
LOCK_PATIENCE = 20  # seconds for which a writer waits for another one, on either engine

environ.Env.read_env(BASE_DIR / ".env")


class Environment(environ.Env):  # type: ignore[misc]  # the library has no types
    """The variables of the environment: one that is empty is unset, and one that a cast refuses is named."""

    def get_value(self, var: str, cast: Any = None, default: Any = "", parse_default: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002  (its base's signature)
        """Return a variable through its cast, the default as it is where there is none.

        Raises ImproperlyConfigured with the message of a cast's ValueError.
        """
        # Taken as it stands: the base looks up what begins with a dollar, as a secret key may.
        value = self.ENVIRON.get(var, "").strip()
        if not value and not parse_default:
            return default
        try:
            return self.parse_value(value or default, cast)
        except ValueError as error:
            raise ImproperlyConfigured(f"{var}={error}") from error


env = Environment()


def parse_flag(value: str) -> bool:
    """Return a yes or a no; any other word is refused rather than taken for no."""
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if value.lower() not in words:
        raise ValueError(f"{value.lower()!r} is neither on nor off: use 1 or 0.")
    return words[value.lower()]


def parse_port(value: str) -> int:
    """Return a TCP port from 1 to 65535."""
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise ValueError(f"{value!r} is no port: use a number from 1 to 65535.")
    return int(value)


def parse_megabytes(value: str) -> int:
    """Return a size in bytes that is given in megabytes, from 1 to 1000."""
    if not value.isdecimal() or not 1 <= int(value) <= 1000:
        raise ValueError(f"{value!r} is no size: use a number of megabytes from 1 to 1000.")
    return int(value) * 1_000_000


def parse_database(value: str) -> dict[str, Any]:
    """Return Django's description of a database address; only SQLite and PostgreSQL are supported."""
    if urlsplit(value).scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ValueError(f"{value!r}: use sqlite:///path or postgres://user:password@host:port/name.")
    described = dict(env.db_url_config(value))
    if described["ENGINE"] == POSTGRESQL:
        # A machine that is gone refuses nothing, and a lock may never be released: without limits requests would wait
        # for both until every thread does.
        limits = {"connect_timeout": 3, "options": f"-c lock_timeout={LOCK_PATIENCE}s"}
        described["OPTIONS"] = {**limits, **described.get("OPTIONS", {})}
    return described


def parse_replica(value: str) -> dict[str, Any]:
    """Return Django's description of a replica of the site's database; only PostgreSQL has replicas."""
    if urlsplit(value).scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"{value!r}: use postgres://user:password@host:port/name.")
    if DATABASES["default"]["ENGINE"] != POSTGRESQL:
        raise ValueError(f"{value!r}: the site's own database is SQLite: set DATABASE_URL=postgres://… to the primary.")
    return {**parse_database(value), "TEST": {"MIRROR": "default"}}


def parse_cache(value: str) -> dict[str, Any]:
    """Return Django's description of a cache address."""
    scheme = urlsplit(value).scheme
    if scheme not in {"locmemcache", "dummycache", "redis", "rediss"}:
        raise ValueError(
            f"{value!r}: use locmemcache:// (in-process), dummycache:// (none) or redis://host:port/number (shared)."
        )
    described = dict(env.cache_url_config(value))
    if scheme not in {"redis", "rediss"}:
        return described
    from redis.backoff import NoBackoff  # takes long to import, and most sites have no Redis
    from redis.retry import Retry

    # A second try is for a connection that an earlier Redis has left behind; a reader waits for no third.
    waiting = {"socket_connect_timeout": 0.5, "socket_timeout": 1.0, "retry": Retry(NoBackoff(), 1)}
    shared = {"BACKEND": "config.cache.ForgivingRedis", "KEY_FUNCTION": "config.cache.make_key"}
    return {**described, **shared, "OPTIONS": {**waiting, **described.get("OPTIONS", {})}}


def parse_search_url(value: str) -> str:
    """Return the address of a search engine; PostgreSQL's needs the site's own database to be one."""
    parts = urlsplit(value)
    if (
        parts.scheme not in {"whoosh", "postgres", "memory"}
        or parts.netloc
        or (parts.path and parts.scheme != "whoosh")
    ):
        raise ValueError(
            f"{value!r}: use whoosh:// (in DATA_DIR), whoosh:///path, postgres:// (in the site's own database) or "
            "memory:// (for tests)."
        )
    if parts.scheme == "postgres" and DATABASES["default"]["ENGINE"] != POSTGRESQL:
        raise ValueError(
            f"{value!r}: the site's own database is SQLite: use whoosh://, or set DATABASE_URL=postgres://…."
        )
    return value


def parse_scanner(value: str) -> str:
    """Return the address of a virus scanner: a socket of this machine, or a host and port."""
    if not re.fullmatch(r"unix:/\S+|tcp://[^\s/:]+:\d+", value):
        raise ValueError(f"{value!r}: use unix:/run/clamav/clamd.ctl or tcp://host:port.")
    return value


def parse_embedder(value: str) -> str:
    """Return the name of an embedder or its dotted path."""
    if value not in {"static", "off"} and not re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+", value):
        raise ValueError(f"{value!r}: use static, off, or the dotted path of a class.")
    return value


def parse_log_format(value: str) -> str:
    """Return the form of the log's lines."""
    if value not in {"text", "json"}:
        raise ValueError(f"{value!r}: use text or json.")
    return value


def parse_rate(value: str) -> str:
    """Return how often something may be asked for: a number of times in a period, or ``off``."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}/(second|minute|hour|day)|off", value.lower()):
        raise ValueError(f"{value.lower()!r}: use a number and a period, as 600/minute, or off.")
    return value.lower()


def parse_count(value: str) -> int:
    """Return a small number of things."""
    if not re.fullmatch(r"[0-9]", value):
        raise ValueError(f"{value!r}: use a number from 0 to 9.")
    return int(value)


def parse_number(value: str) -> int:
    """Return a number from 1 to 1000."""
    if not value.isdecimal() or not 1 <= int(value) <= 1000:
        raise ValueError(f"{value!r}: use a number from 1 to 1000.")
    return int(value)


def parse_bind(value: str) -> str:
    """Return where gunicorn listens: an address with a port, or a socket in the file system."""
    if not re.fullmatch(r"unix:/.+|([\w.-]+|\[[0-9a-fA-F:]+\]):[0-9]{1,5}", value):
        raise ValueError(f"{value!r}: use address:port, as 0.0.0.0:8000, or unix:/path.")
    return value


def parse_public_url(value: str) -> str:
    """Return the site's outside address without a slash at its end."""
    value = value.rstrip("/")
    parts = urlsplit(value)
    place = re.fullmatch(r"([\w.-]+|\[[0-9a-f:.]+\])(:(?P<port>[0-9]{1,5}))?", parts.netloc, re.IGNORECASE)
    beyond = parts.path or parts.query or parts.fragment
    if parts.scheme not in {"http", "https"} or beyond or not place or int(place["port"] or 80) not in range(1, 65536):
        raise ValueError(f"{value!r} is no address: use http://host:port or https://host.")
    return value


def parse_hosts(value: str) -> list[str]:
    """Return the names of hosts that commas part."""
    return [host.strip() for host in value.split(",") if host.strip()]


def parse_keys(value: str) -> list[str]:
    """Return the earlier secret keys that commas part."""
    keys = [key.strip() for key in value.split(",") if key.strip()]
    if any(len(key) < 32 for key in keys):
        raise ValueError("one of them is shorter than 32 characters: use the keys as they were, separated by commas.")
    return keys


def read_secret_key(folder: Path) -> str:
    """Return ``SECRET_KEY``, or a key made on the first run and kept in the data folder for its owner's eyes only."""
    if given := env.str("SECRET_KEY", ""):
        if len(given) < 32:
            raise ImproperlyConfigured("SECRET_KEY is shorter than 32 characters: use a long random one, or unset it.")
        return str(given)
    path = folder / "secret_key"
    if not path.exists():
        # Written whole under another name and then linked, so that of two first starts one wins and both read it.
        with tempfile.NamedTemporaryFile("w", dir=folder) as made:  # readable by its owner alone
            made.write(secrets.token_urlsafe(50))
            made.flush()
            with contextlib.suppress(FileExistsError):
                os.link(made.name, path)
    return path.read_text()


def open_data_folder(folder: Path) -> Path:
    """Return the folder of data, made where it is missing, and open to its owner alone.

    From here on every file that this process makes is its owner's alone too, wherever it lies.
    """
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    found = folder.stat()
    # A folder of somebody else, or one for everybody as /tmp is, is not ours to close.
    if found.st_uid == os.getuid() and not found.st_mode & stat.S_ISVTX:
        folder.chmod(0o700)
    return folder


DATA_DIR = open_data_folder((BASE_DIR / env.str("DATA_DIR", "var")).resolve())

DEBUG = env("DEBUG", parse_flag, default=False)
SECRET_KEY = read_secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = env("SECRET_KEY_FALLBACKS", parse_keys, default=[])
PORT = env("PORT", parse_port, default=8000)
BIND = env("BIND", parse_bind, default=f"127.0.0.1:{PORT}")
WORKERS = env("WORKERS", parse_number, default=2)
THREADS = env("THREADS", parse_number, default=4)
TIMEOUT = env("TIMEOUT", parse_number, default=30)
PUBLIC_URL = env("PUBLIC_URL", parse_public_url, default=f"http://127.0.0.1:{PORT}")
CONTACT = env.str("CONTACT", "")
SINGLE_CURATOR = env("SINGLE_CURATOR", parse_flag, default=False)
API_RATE = env("API_RATE", parse_rate, default="600/minute")
PROXIES = env("PROXIES", parse_count, default=0)
ALLOWED_HOSTS = env(
    "ALLOWED_HOSTS", parse_hosts, default=["127.0.0.1", "localhost", "[::1]", urlsplit(PUBLIC_URL).hostname]
)
HTTPS = PUBLIC_URL.startswith("https:")

SECOND_FACTOR = env("SECOND_FACTOR", parse_flag, default=HTTPS)

INSTALLED_APPS = [
    "explorer",
    "explorer.apps.DeskConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "corsheaders",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "rest_framework",
    "simple_history",
    "template_partials",
]

MIDDLEWARE = [
    "explorer.views.request_log.RequestLog",
    "explorer.web.headers.CrossOriginPolicies",
    "explorer.views.guards.clear_text.ClearTextGuard",
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    # What stands before it applies to kept answers too; what comes after is in them, or one reader's own.
    "explorer.views.freshness.Freshness",
    "csp.middleware.CSPMiddleware",
    "explorer.views.guards.throttle.Throttle",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "explorer.views.guards.faults.FaultGuard",
    "explorer.views.guards.methods.MethodGuard",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "explorer.accounts.sessions.SessionEnd",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env("DATABASE_URL", parse_database, f"sqlite:///{DATA_DIR / 'db.sqlite3'}", parse_default=True)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers go on while a curator writes, and a writer waits for another instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": LOCK_PATIENCE,
    }
REPLICA = env("REPLICA_URL", parse_replica, default=None)
if REPLICA:
    DATABASES["replica"] = REPLICA
    DATABASE_ROUTERS = ["explorer.databases.router.ReaderRouter"]
    # Before everything that asks a database, behind static files, which ask none.
    MIDDLEWARE.insert(
        MIDDLEWARE.index("whitenoise.middleware.WhiteNoiseMiddleware") + 1,
        "explorer.views.guards.readers.ReadersDatabase",
    )
    MIDDLEWARE.append("explorer.views.guards.readers.SecondDatabase")
for database in DATABASES.values():
    # Connections outlive a request: to open one costs more than a kept answer.
    database |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
CACHES = {
    # Tries at a log-in and codes that were used, which allauth counts here: no server may forget them.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "explorer_kept_counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "shared": env("CACHE_URL", parse_cache, "locmemcache://", parse_default=True),
}
SEARCH_URL = env("SEARCH_URL", parse_search_url, default="whoosh://")
EMBEDDER = env("EMBEDDER", parse_embedder, default="static")
# Not in a cookie, which would be one more without the prefix of the others.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "explorer.accounts.passwords.BreachedPasswordValidator"},
    {"NAME": "explorer.accounts.passwords.ContextWordsValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

# The log-in and the second factor are allauth's; which of its pages there are: explorer/accounts/urls.py.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "explorer.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "login": "30/m/ip", "reauthenticate": "5/m/user"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_ADAPTER = "explorer.accounts.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 0  # a code is good for its own half minute

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "config.storage.HashedFiles"
    },
}
LARGEST_DOCUMENT = env("LARGEST_DOCUMENT_MB", parse_megabytes, default=10_000_000)
VIRUS_SCANNER = env("VIRUS_SCANNER", parse_scanner, default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_DOCUMENT + 1_000_000  # a document may be pasted, and is refused in words

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# Without a mail server nothing is sent, and pages say so.
MAIL = env.email_url("EMAIL_URL", default="dummymail://")
SENDS_MAIL = MAIL["EMAIL_BACKEND"] != "django.core.mail.backends.dummy.EmailBackend"
vars().update(MAIL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONTACT if "@" in CONTACT else f"debate-explorer@{urlsplit(PUBLIC_URL).hostname}"

SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DEVICE_COOKIE_NAME = "device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
CSRF_COOKIE_HTTPONLY = True  # forms carry the token, and no script reads it
if HTTPS:
    # Names that a browser takes from this very host alone, and not from a neighbour on the same domain.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, DEVICE_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken", "__Host-device"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CSRF_FAILURE_VIEW = "explorer.views.errors.foreign_form"

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "explorer.api.negotiation.ContentNegotiation",
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PAGINATION_CLASS": "explorer.api.pagination.PageNumbers",
    "EXCEPTION_HANDLER": "explorer.api.errors.problem_response",
    "DEFAULT_SCHEMA_CLASS": "explorer.api.schema.OperationSchema",
}

# Tokens of programs that write (explorer/models/tokens.py); how long one lasts is said where it is made.
KNOX_TOKEN_MODEL = "explorer.Token"  # noqa: S105, no secret but a model
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_PREFIX": "debate_"}
MIGRATION_MODULES = {"knox": None}  # its only table is the one that ours stands in for

# Any website may read what everybody may read; no credentials are sent along, and none are read.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/api/(?!v1/desk/)|^/feeds/|^/(?!admin/).+\.(json|csv|jsonld|argdown|vtt|txt)$"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After"]

SPECTACULAR_SETTINGS = {
    "TITLE": "Debate Explorer",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "PREPROCESSING_HOOKS": ["explorer.api.schema.keep_versioned_endpoints"],
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "explorer.api.schema.explain_schema"],
    "ENUM_NAME_OVERRIDES": {
        name: f"explorer.coding.vocabulary.{name}.choices"
        for name in ("Format", "PassageKind", "RelationKind", "ContrastKind", "AppearanceRole", "ClaimRole")
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": f"{STATIC_URL}explorer/favicon.svg",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "defaultModelsExpandDepth": 0},
}

# What goes wrong is reported to Sentry, or by mail to the site's contact, where these are set.
if SENTRY_DSN := env.str("SENTRY_DSN", ""):
    try:
        import sentry_sdk
    except ImportError as error:
        raise ImproperlyConfigured("SENTRY_DSN is set, sentry-sdk is not installed: pip install sentry-sdk.") from error
    sentry_sdk.init(dsn=SENTRY_DSN, send_default_pii=False, max_request_body_size="never")
ADMINS = [("Debate Explorer", CONTACT)] if SENDS_MAIL and "@" in CONTACT else []

METRICS = env("METRICS", parse_flag, default=False)
if METRICS:
    # The library reads it when it is imported: processes of one server meet there.
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(DATA_DIR / "metrics"))
    Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).mkdir(exist_ok=True)

LOG_FORMAT = env("LOG_FORMAT", parse_log_format, default="text")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_traceback": {"()": "config.log_lines.WithoutTraceback"}},
    "formatters": {
        "text": {"()": "config.log_lines.TextLine"},
        "json": {"()": "config.log_lines.JsonLine"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT},
        "mail": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR"},
    },
    "root": {"handlers": ["stderr", "mail"] if ADMINS else ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Anybody can send another name; it is worth a line and nobody's mail.
        "django.security.DisallowedHost": {
            "handlers": ["stderr"],
            "filters": ["without_traceback"],
            "propagate": False,
        },
    },
}
