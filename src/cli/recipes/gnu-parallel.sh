#!/bin/sh
# Overlap on many hosts by ssh, under GNU parallel: every host as often as asked, one measurement at a time on a host, all hosts at once.
#
#   printf '%s\n' alpha beta user@gamma > hosts                one ssh login a line; ":" is this machine without ssh
#   src/cli/recipes/gnu-parallel.sh hosts 3 results            three measurements a host, into results/
#   src/cli/recipes/gnu-parallel.sh hosts 3 results --preset thorough      what follows goes to "npm run measure"
#   cat results/*.ndjson > fleet.ndjson                        drop this on the page's Compare
#
# What is missing is named at the end; results/joblog tells of every attempt (host and exit status in columns 2 and 7),
# results/parts/alpha-2.ndjson.err of the reason. The same command again runs only what is missing or failed (--resume-failed).
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

# "alpha-2@alpha": what the measurement is called and, behind the first @, the only host that may make it (--hostgroups; every login is
# a group of its own name).
measurements() {
  grep -v '^[[:space:]]*\(#\|$\)' "$hosts" | while read -r login; do
    if [ "$login" = : ]; then host=$(hostname); else host=${login##*@}; fi
    seq "$repeats" | while read -r repeat; do printf '%.40s-%s@%s\n' "$host" "$repeat" "$login"; done
  done
}

status=0
measurements | parallel --sshloginfile "$hosts" --hostgroups --jobs 1 --timeout 3600 \
  --joblog "$results/joblog" --resume-failed --results "$results/parts/{}.ndjson" \
  "cd '$folder' && node --import tsx src/cli/measure.ts --ndjson $* --name '{= s/-\d+\$// =}'" \
  >/dev/null || status=$?

# A part that does not end with a line end was cut off on its way.
measurements | while IFS=@ read -r name _; do
  part=$results/parts/$name.ndjson
  if [ -s "$part" ] && [ -z "$(tail -c 1 "$part")" ]; then cp "$part" "$results/"; else echo "missing: $name" >&2; fi
done
exit "$status"
