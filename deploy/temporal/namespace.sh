#!/bin/sh
# Gives Temporal the namespace of eCoO and its search attributes. Safe to repeat.
set -eu
: "${TEMPORAL_ADDRESS:?}" "${TEMPORAL_NAMESPACE:?}" "${RETENTION:?}" "${SEARCH_ATTRIBUTES:?}"

# The port is open a little before the server answers, and a new namespace is known everywhere
# only after some seconds.
patiently() {
  attempt=1
  until "$@"; do
    if [ "$attempt" -ge 60 ]; then
      echo "Given up after $attempt attempts: $*" >&2
      exit 1
    fi
    attempt=$((attempt + 1))
    sleep 2
  done
}

has_namespace() {
  temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1
}

make_namespace() {
  has_namespace ||
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
}

patiently temporal operator cluster health
patiently make_namespace
for attribute in $SEARCH_ATTRIBUTES; do
  patiently temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" \
    --name "${attribute%=*}" --type "${attribute#*=}"
done
