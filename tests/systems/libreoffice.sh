#!/usr/bin/env bash
# LibreOffice for tests: opens workbooks as a finance department would.
#   libreoffice.sh install                 asks for the package where it is missing; needs root or sudo without a password
#   libreoffice.sh sheets BOOK FOLDER      writes each sheet of a workbook as CSV into the folder, with a profile of its own
set -euo pipefail

root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

case "${1:-}" in
install)
  if command -v soffice >/dev/null; then exit 0; fi
  if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
    root apt-get update -qq && root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui && exit 0
  fi
  echo "LibreOffice is not installed, so its tests are skipped. To run them: sudo apt-get install libreoffice-calc-nogui" >&2
  exit 1
  ;;
sheets)
  command -v soffice >/dev/null || { echo "LibreOffice is not installed; tests/systems/libreoffice.sh install installs it." >&2; exit 2; }
  profile=$(mktemp -d /tmp/libreoffice-test.XXXXXX)
  trap 'rm -rf "$profile"' EXIT
  # 44 comma, 34 quote, 76 UTF-8, formatted as in the cells: no; all sheets: -1.
  timeout 120 soffice "-env:UserInstallation=file://$profile" --headless \
    --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' --outdir "${3:?a folder}" "${2:?a workbook}" 2>&1
  ;;
*)
  sed -n 2,4p "$0" >&2
  exit 2
  ;;
esac
