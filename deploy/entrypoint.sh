#!/bin/sh
# Runs a program of the image with what is secret in its environment, read from the files under
# /run/secrets that docker-compose.yml gives it. A file that is absent changes nothing.
set -eu
directory=${ECOO_SECRETS_DIR:-/run/secrets}

from_file() {
  if [ -f "$directory/$2" ]; then
    value=$(cat "$directory/$2")
    export "$1=$value"
  fi
}

# A program has one of the two: migrate that of the owner, all others that of the application.
from_file PGPASSWORD ecoo-database-password
from_file PGPASSWORD ecoo-app-database-password
from_file DGFT_API_KEY dgft-api-key
from_file SMTP_URL smtp-url
from_file SMS_API_KEY sms-api-key
exec "$@"
