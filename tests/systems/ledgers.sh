#!/usr/bin/env bash
# Programs of plain-text accounting for tests: they judge a ledger as strangers.
#   ledgers.sh install                  asks for hledger and beancount where they are missing; needs root or sudo without a password
#   ledgers.sh hledger FILE             prints "account,amount currency" for each balance
#   ledgers.sh beancount FILE           the same, after checking the file
set -euo pipefail

root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
need() { command -v "$1" >/dev/null || { echo "$1 is not installed; tests/systems/ledgers.sh install installs it." >&2; exit 2; }; }

case "${1:-}" in
install)
  if command -v hledger >/dev/null && command -v bean-check >/dev/null; then exit 0; fi
  if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    root apt-get update -qq && root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends hledger beancount && exit 0
  fi
  echo "hledger and beancount are not installed, so their tests are skipped. To run them: sudo apt-get install hledger beancount" >&2
  exit 1
  ;;
hledger)
  need hledger
  LC_ALL=C.UTF-8 hledger -f "${2:?a file}" check balancednoautoconversion
  LC_ALL=C.UTF-8 hledger -f "$2" balance --flat --no-total --empty -O csv | tail -n +2 | tr -d '"'
  ;;
beancount)
  need bean-check
  bean-check "${2:?a file}"
  # Of positions its own CSV writer breaks where digits differ much, so sums are asked for by currency.
  bean-query -f csv "$2" "SELECT account, currency, sum(number) GROUP BY account, currency ORDER BY account, currency" | tail -n +2 | tr -d ' "' | awk -F, '{print $1 "," $3 " " $2}'
  ;;
*)
  sed -n 2,5p "$0" >&2
  exit 2
  ;;
esac
