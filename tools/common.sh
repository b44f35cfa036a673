# shellcheck shell=bash
# What tools/run, tools/test and .ci/run share: saying what happens, installing packages, building a preset.
# Sourced, never run. Changes into the project's folder.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p build/logs

# What running needs, WeasyPrint (reports as PDF), what reads text inside files for search, and the Inter font among it.
# shellcheck disable=SC2034
RUN_PACKAGES=(g++ cmake ninja-build pkg-config
  libpoco-dev libxlsxwriter-dev libkainjow-mustache-dev libsodium-dev libmagic-dev libsqlite3-dev libcctz-dev tzdata
  fonts-inter-variable woff2 weasyprint python3 poppler-utils xlsx2csv)

say() { printf '%s\n' "$*"; }

heading() { printf '\n== %s\n' "$*"; }

# stop <exit code> <sentence>...
stop() {
  local code=$1
  shift
  printf '%s\n' "$@" >&2
  exit "$code"
}

# missing_packages <name>...: prints those that are not installed.
missing_packages() {
  comm -23 <(printf '%s\n' "$@" | sort -u) \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' | sort -u)
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

APT=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get --no-install-recommends -o DPkg::Lock::Timeout=300
  -o Dpkg::Use-Pty=0)

apt() {
  as_root "${APT[@]}" "$@"
}

# apt_told <log> <argument>...: status lines on the standard output, everything else into the log. The redirection is made
# behind sudo, which closes what is open beyond the first three files.
apt_told() {
  local log=$1
  shift
  # shellcheck disable=SC2016 # for the shell behind sudo
  as_root sh -c 'log=$1; shift; exec "$@" 3>&1 >>"$log" 2>&1' apt "$log" "${APT[@]}" -o APT::Status-Fd=3 "$@"
}

# Turns apt's status lines (kind:package:percent:text) into a line at every tenth of the way.
apt_progress() {
  awk -F: '
    /^(dlstatus|pmstatus):/ {
      tenth = int($3 / 10)
      if ($1 != kind) { kind = $1; last = -1 }
      if (tenth > last) {
        last = tenth
        printf "   %s %3d %%\n", (kind == "dlstatus" ? "downloading" : "installing "), tenth * 10
        fflush()
      }
    }'
}

# need_packages <name>...: installs those that are missing; without a missing one it asks nobody anything.
# Everything apt says is in build/logs/apt.log.
need_packages() {
  local missing log=build/logs/apt.log
  command -v apt-get >/dev/null ||
    stop 1 "Clausebook is built on Debian 12, and this system has no apt-get." "It would need: $*"
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0

  heading "Installing ${missing[*]}"
  ((EUID == 0)) || command -v sudo >/dev/null ||
    stop 77 "Installing needs root or sudo, and there is neither. As root, type:" \
      "  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
  ((EUID == 0)) || sudo -v || stop 77 "Installing needs root, and sudo refuses."

  say "   asking for the package lists"
  apt update >"$log" 2>&1 || true # a list that is out of reach shows below, if it matters
  as_root dpkg --configure -a >>"$log" 2>&1 || true # after an installation that was cut short
  apt install --assume-no "${missing[@]}" 2>>"$log" | grep -E '^(Need to get|After this operation)' | sed 's/^/   /' || true
  apt_told "$log" install -y "${missing[@]}" | apt_progress || true

  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} == 0)) || {
    grep -E '^(E|Err|W):' "$log" | sort -u | head -n 5 >&2 || true
    stop 1 "" "These packages cannot be had: ${missing[*]}" \
      "Is this machine connected to the network, and is it Debian 12? What apt said is in $log."
  }
}

# build <preset>: configures when there is a reason to, builds, and shows how far it is.
build() {
  local preset=$1 log=build/logs/build-$1.log
  heading "Building ($preset)"
  if [[ ! -f build/$preset/build.ninja || CMakePresets.json -nt build/$preset/build.ninja ]]; then
    cmake --preset "$preset" >"$log" 2>&1 || {
      tail -n 30 "$log" >&2
      stop 1 "" "The build could not be set up. All of it is in $log."
    }
  fi
  local started=$SECONDS
  NINJA_STATUS='[%p] ' nice cmake --build --preset "$preset" 2>&1 | tee "$log" | build_progress ||
    stop 1 "" "The build failed. All of it is in $log."
  say "   done in $((SECONDS - started)) s"
}

# Ninja's own lines at every tenth of the way, everything else (warnings, errors) as it comes.
build_progress() {
  awk '
    /^\[ *[0-9]+%\] / {
      percent = substr($0, 2) + 0
      if (int(percent / 10) > last) { last = int(percent / 10); printf "   built %3d %%\n", last * 10; fflush() }
      next
    }
    /^ninja: (no work to do|Entering directory)/ { next }
    { print; fflush() }'
}
