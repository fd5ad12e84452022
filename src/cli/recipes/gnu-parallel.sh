#!/bin/sh
# Overlap on many hosts by ssh, under GNU parallel: every host as often as asked, one measurement at a time on a host, all hosts at once.
#
#   printf '%s\n' alpha beta user@gamma > hosts                one ssh login a line; ":" is this machine without ssh
#   src/cli/recipes/gnu-parallel.sh hosts 3 results            three measurements a host, into results/
#   src/cli/recipes/gnu-parallel.sh hosts 3 results --preset thorough      what follows goes to "npm run measure"
#   cat results/*.ndjson > fleet.ndjson                        drop this on the page's Compare
#
# The same command again runs only what is missing or failed (--resume-failed). What that is (columns 2, 7, 9: host, exit
# status, repeat), and why:
#
#   awk -F '\t' 'NR == 1 || $7 != 0' results/joblog
#   cat results/parts/alpha-2.err
#
# Each host needs the project in the same folder as here (OVERLAP_DIR says where else), with packages and site built ("npm ci &&
# npm run build" there, or a shared folder), and Node 20.19 and a Chromium on the PATH of a shell that is not interactive.
set -eu

if [ "$#" -lt 1 ] || [ ! -r "$1" ]; then
  echo "usage: gnu-parallel.sh HOSTS [REPEATS [RESULTS [options of npm run measure]]]" >&2
  exit 2
fi
hosts=$1
repeats=${2:-3}
results=${3:-results}
if [ "$#" -gt 3 ]; then shift 3; else shift "$#"; fi
folder=${OVERLAP_DIR:-$PWD}

mkdir -p "$results/parts"

# A repeat and, behind the @, the only host that may run it (--hostgroups; every login is a group of its own name).
pairs=$(grep -v '^[[:space:]]*\(#\|$\)' "$hosts" | while read -r host; do
  seq "$repeats" | sed "s|\$|@$host|"
done)

status=0
# $PARALLEL_SSHHOST and the rest are for the shell of that host.
# shellcheck disable=SC2016
printf '%s\n' "$pairs" | parallel --sshloginfile "$hosts" --hostgroups --jobs 1 --timeout 3600 \
  --joblog "$results/joblog" --resume-failed --results "$results/parts/{host}-{}.ndjson" \
  "cd '$folder' && "'node --import tsx src/cli/measure.ts --ndjson --name "$(printf %.40s "$PARALLEL_SSHHOST")"'" $*" \
  >/dev/null || status=$?

# A part that does not end with a line end was cut off on its way.
for part in "$results"/parts/*.ndjson; do
  if [ -s "$part" ] && [ -z "$(tail -c 1 "$part")" ]; then cp "$part" "$results/"; fi
done
echo "$(cat "$results"/*.ndjson | wc -l) results; $status of the measurements missing or failed, see $results/joblog" >&2
exit "$status"
