#!/usr/bin/env bash
# PostgreSQL for tests: a cluster of its own in a new folder, on a free port, reachable from this machine only.
#   postgres.sh install        asks for the server packages where they are missing; needs root or sudo without a password
#   postgres.sh start [PID]    prints PORT and FOLDER; the server ends by itself once process PID is gone
#   postgres.sh stop FOLDER    ends it and removes the folder
set -euo pipefail
password=test
self=$(readlink -f "$0")

binaries() { ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -V | while read -r folder; do [ -x "$folder/initdb" ] && echo "$folder"; done | tail -1; }
# The server refuses to run as root.
plain() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

bin=$(binaries || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")

case "${1:-}" in
install)
  if [ -x "$bin/initdb" ]; then exit 0; fi
  if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    root apt-get update -qq && root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql && exit 0
  fi
  echo "PostgreSQL is not installed, so its tests are skipped. To run them: sudo apt-get install postgresql" >&2
  exit 1
  ;;
start)
  if [ ! -x "$bin/initdb" ]; then
    echo "PostgreSQL is not installed; tests/systems/postgres.sh install installs it." >&2
    exit 2
  fi
  folder=$(mktemp -d /tmp/postgres-test.XXXXXX)
  printf '%s' "$password" > "$folder/password"
  [ "$(id -u)" != 0 ] || chown -R postgres "$folder"
  cd "$folder"
  plain "$bin/initdb" -D "$folder/data" -U postgres --pwfile="$folder/password" -A scram-sha-256 -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  for attempt in 1 2 3; do
    port=$(free_port)
    plain "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=50" start >/dev/null 2>&1 && break
    [ "$attempt" != 3 ] || { cat "$folder/log" >&2; exit 1; }
  done
  if [ -n "${2:-}" ]; then
    setsid bash -c 'while [ -d "$2" ] && kill -0 "$1" 2>/dev/null; do sleep 2; done; [ ! -d "$2" ] || "$3" stop "$2"' _ "$2" "$folder" "$self" </dev/null >/dev/null 2>&1 &
  fi
  echo "$port $folder"
  ;;
stop)
  folder=${2:?the folder that start printed}
  case "$folder" in /tmp/postgres-test.*) ;; *) echo "$folder was not made by start." >&2; exit 2 ;; esac
  cd /
  plain "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
  ;;
*)
  sed -n 2,5p "$self" >&2
  exit 2
  ;;
esac
