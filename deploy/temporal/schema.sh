#!/bin/sh
# Brings Temporal's two databases to the schema of this image's version. Safe to repeat; runs before
# every start of the server, so that raising the version in docker-compose.yml is the whole upgrade.
set -eu
SQL_PASSWORD=$(cat /run/secrets/temporal-database-password)
export SQL_PASSWORD

bring() {
  temporal-sql-tool --database "$1" setup-schema --version 0.0
  temporal-sql-tool --database "$1" update-schema --schema-name "postgresql/v12/$2"
}

bring temporal temporal
bring temporal_visibility visibility
