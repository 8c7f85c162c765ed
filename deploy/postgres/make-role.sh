#!/bin/sh
# The site's own role, which owns its database and may do nothing else, in the new cluster of compose.yaml's database.
# PostgreSQL's image runs it once, as its superuser.
set -eu

psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 --set password="$SITE_PASSWORD" <<'SQL'
CREATE ROLE "debate-explorer" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE "debate-explorer" OWNER "debate-explorer" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE CONNECT, TEMPORARY ON DATABASE "debate-explorer" FROM PUBLIC;
SQL
