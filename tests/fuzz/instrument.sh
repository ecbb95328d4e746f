#!/usr/bin/env bash
# Stands before rustc for the packages of the workspace: adds the counters of
# coverage that libFuzzer reads. The dependencies stay as they are built for
# everything else, so that they need not be built again.
set -euo pipefail
rustc="$1"
shift
for argument in "$@"; do
    # A build script is linked without libFuzzer.
    [ "$argument" != build_script_build ] || exec "$rustc" "$@"
done
exec "$rustc" "$@" --cfg fuzzing \
    -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares
