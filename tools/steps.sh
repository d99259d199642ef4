# Shell functions for the commands that people wait for: each step is one line with its time, its output goes to
# build/log, and when it fails the end of that log is shown. Sourced by ./run, ./test and tools/check.
# shellcheck shell=bash

kith_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kith_logs=$kith_root/build/log
kith_stamps=$kith_root/build/stamps
export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$kith_root}
export CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR:-true}
if [[ ! -w ${HOME:-/nonexistent} ]]; then export HOME=$kith_root/build/home; fi
export npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false
export PUPPETEER_SKIP_DOWNLOAD=1 NO_COLOR=1
mkdir -p "$kith_logs" "$kith_stamps" "$HOME"

# How far a build has come, from the last "[12/345]" in its log.
progress_of() {
  tail -c 2000 "$1" 2>/dev/null | grep -aoE '\[[0-9]+/[0-9]+\]' | tail -n 1 || true
}

# Prints the running step's time until the step ends: in place on a terminal, now and then elsewhere.
show_progress() {
  local label=$1 log=$2 started=$3 pause=20
  if [[ -t 1 ]]; then pause=1; fi
  while sleep "$pause"; do
    if [[ -t 1 ]]; then
      printf '\r  %s … %d s %s \033[K' "$label" $((SECONDS - started)) "$(progress_of "$log")"
    else
      printf '  %s … %d s %s\n' "$label" $((SECONDS - started)) "$(progress_of "$log")"
    fi
  done
}

# step LABEL LOG COMMAND...: runs COMMAND quietly. Gives its exit code; on failure shows the last lines of the log.
step() {
  local label=$1 log=$kith_logs/$2.log started=$SECONDS status=0 ticker
  shift 2
  show_progress "$label" "$log" "$started" </dev/null &
  ticker=$!
  "$@" </dev/null >"$log" 2>&1 || status=$?
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
  if [[ $status -eq 0 ]]; then
    printf '  %s: %d s\n' "$label" $((SECONDS - started))
    return 0
  fi
  printf '  %s FAILED after %d s. The end of %s:\n' "$label" $((SECONDS - started)) "${log#"$kith_root"/}"
  tail -n "${STEP_TAIL:-30}" "$log" | sed 's/^/    | /'
  return "$status"
}

# The content of files and folders as one hash; what a build makes is left out.
content_hash() {
  (cd "$kith_root" && find "$@" \( -name node_modules -o -name .svelte-kit -o -path web/build \) -prune \
     -o -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -c 1-64)
}

stamp_is() { [[ -f $kith_stamps/$1 && $(<"$kith_stamps/$1") == "$2" ]]; }
set_stamp() { printf '%s\n' "$2" >"$kith_stamps/$1"; }
drop_stamp() { rm -f "$kith_stamps/$1"; }

# Fetches the web app's packages unless the lock file, and the Node that runs, are those of the last time.
web_packages() {
  local key
  key="$(content_hash web/package.json web/package-lock.json) $(node --version)"
  if [[ -d $kith_root/web/node_modules ]] && stamp_is web-packages "$key"; then return 0; fi
  drop_stamp web-packages
  step 'fetching the packages of the web app' npm-ci npm --prefix "$kith_root/web" ci --no-progress || return
  set_stamp web-packages "$key"
}

web_hash() { content_hash web api/openapi.json; }

# Builds web/build unless it is already of the present sources.
web_app() {
  local key
  key=$(web_hash)
  if [[ -f $kith_root/web/build/200.html ]] && stamp_is web-app "$key"; then return 0; fi
  web_packages || return
  drop_stamp web-app
  step 'building the web app' web-build npm --prefix "$kith_root/web" run build || return
  set_stamp web-app "$key"
}

# configure PRESET: a build folder that was made for another place is made afresh.
configure() {
  local cache=$kith_root/build/$1/CMakeCache.txt
  if [[ -f $cache ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$kith_root" "$cache"; then
    rm -rf "${kith_root:?}/build/$1"
  fi
  (cd "$kith_root" && cmake --preset "$1")
}

build_preset() { (cd "$kith_root" && configure "$1" && cmake --build --preset "$1"); }

# What build/release/kith is made of.
release_key() {
  echo "$(content_hash src cmake programmes demonstration api CMakeLists.txt CMakePresets.json) $(web_hash) $kith_root"
}

# Builds build/release/kith with the web app inside, unless it is already of the present sources.
release_binary() {
  local key
  web_app || return
  key=$(release_key)
  if [[ -x $kith_root/build/release/kith ]] && stamp_is release "$key"; then return 0; fi
  drop_stamp release
  step 'building the program (several minutes the first time)' build-release build_preset release || return
  set_stamp release "$key"
}
