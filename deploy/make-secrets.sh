#!/bin/sh
# Makes the secrets that docker-compose.yml names and says which of them only others can give.
# Safe to repeat: what is there is never changed.
#   sh deploy/make-secrets.sh [FOLDER]
set -eu
folder=${1:-$(dirname "$0")/secrets}
umask 077
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"

# keep NAME COMMAND...: what the command writes becomes the file, unless it is there already.
# Readable by the containers' users, who are not the operator; on the host the folder keeps it shut.
keep() {
  name=$1
  shift
  if [ -e "$name" ]; then return; fi
  "$@" >"$name.new"
  chmod 444 "$name.new"
  mv "$name.new" "$name"
  echo "made     $name"
}

password() { openssl rand -hex 24; }

payload_keys() {
  id=$(date -u +%Y-%m-%d)
  key=$(openssl rand -base64 32)
  printf '{ "current": "%s", "keys": { "%s": "%s" } }\n' "$id" "$id" "$key"
}

s3_identities() {
  printf '{ "identities": [{ "name": "ecoo", "credentials": [{ "accessKey": "ecoo", "secretKey": "%s" }], "actions": ["Admin"] }] }\n' \
    "$(password)"
}

keep postgres-password password
keep ecoo-database-password password
keep ecoo-app-database-password password
keep temporal-database-password password
keep master-key openssl rand -base64 32
keep payload-keys.json payload_keys
keep qr-key.pem openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256
keep qr-request.csr openssl req -new -key qr-key.pem -subj '/C=IN/O=eCoO/CN=eCoO QR codes'
keep s3.json s3_identities

missing() {
  if [ ! -e "$1" ]; then echo "missing  $folder/$1: $2"; fi
}

missing qr-certificate.pem "the certificate that the certifying authority gives for qr-request.csr, then those of the authorities between it and the root (PEM)"
missing trust-anchors.pem "the roots that officers' certificates and time stamps lead to (PEM), such as CCA India's"
missing dgft-api-key "the key that DGFT gave to this service"
missing dgft-webhook-secret "the secret that DGFT signs its notices with, such as whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
missing dgft-client-secret "the secret that DGFT's sign-in service gave to this service"
missing sms-api-key "the key that the SMS gateway gave to this service"
missing smtp-url "the mail server, such as smtps://user:password@mail.example.gov.in"
