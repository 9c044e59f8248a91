#!/bin/sh
# PostgreSQL's image runs this once, when its volume is new: users and a database for eCoO,
# and others for Temporal, neither of which can read what the other keeps. `ecoo` owns eCoO's tables;
# API and worker are `ecoo_app`, to whom the migrations give rights on them (db/rights.ts).
set -eu

psql --set=ON_ERROR_STOP=1 --no-psqlrc --username="$POSTGRES_USER" --dbname=postgres \
  --set=ecoo_password="$(cat /run/secrets/ecoo-database-password)" \
  --set=ecoo_app_password="$(cat /run/secrets/ecoo-app-database-password)" \
  --set=temporal_password="$(cat /run/secrets/temporal-database-password)" <<'SQL'
create role ecoo login password :'ecoo_password';
create role ecoo_app login password :'ecoo_app_password';
create role temporal login password :'temporal_password';
create database ecoo owner ecoo;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke connect on database ecoo, temporal, temporal_visibility from public;
grant connect on database ecoo to ecoo_app;
SQL
