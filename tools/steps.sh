# shellcheck shell=bash
# The steps of tools/test and .ci/run: each has a heading, its time, and its counts in $counts.
# Sourced after common.sh.

counts=build/test-counts # "passed failed seconds name", a line a step

# note_step <passed> <failed> <seconds> <name>
note_step() {
  printf '%s %s %s %s\n' "$@" >>"$counts"
  say "   $4: $1 passed, $2 failed, $3 s"
}

# plain_step <name> <command>...: counts as one.
plain_step() {
  local name=$1 started=$SECONDS
  shift
  heading "$name"
  if "$@"; then note_step 1 0 $((SECONDS - started)) "$name"; else note_step 0 1 $((SECONDS - started)) "$name"; fi
}

# run_gtest <program> [argument...]: sets $passed and $failed. The program runs once per processor, each time with its
# share of the cases; a share that ends without a result (a crash, or half an hour gone) counts as one failure.
run_gtest() {
  local program=$1 shards i cases failures
  shift
  shards=$(nproc)
  passed=0 failed=0
  rm -f build/logs/gtest-*
  for ((i = 0; i < shards; i++)); do
    GTEST_TOTAL_SHARDS=$shards GTEST_SHARD_INDEX=$i timeout 1800 "$program" --gtest_brief=1 \
      --gtest_output=xml:build/logs/gtest-$i.xml "$@" >build/logs/gtest-$i.log 2>&1 &
  done
  wait
  for ((i = 0; i < shards; i++)); do
    grep -vE '^(Note: |Running main)' build/logs/gtest-$i.log || true
    cases=$(sed -n 's/^<testsuites tests="\([0-9]*\)" failures="\([0-9]*\)".*/\1 \2/p' build/logs/gtest-$i.xml 2>/dev/null) || true
    read -r cases failures <<<"${cases:-1 1}"
    failures=$((failures + $(grep -cs '<skipped' build/logs/gtest-$i.xml || true))) # nothing is to be skipped
    passed=$((passed + cases - failures))
    failed=$((failed + failures))
  done
}

# gtest_step <name> <program> [argument...]: counts the cases.
gtest_step() {
  local name=$1 started=$SECONDS passed failed
  shift
  heading "$name"
  run_gtest "$@"
  note_step "$passed" "$failed" $((SECONDS - started)) "$name"
}

# sanitizer_step <name> <preset> [argument...]: builds with a sanitizer and runs the tests; counts as one when all pass,
# else as many failures as cases failed.
sanitizer_step() {
  local name=$1 preset=$2 started=$SECONDS passed=0 failed=1
  shift 2
  (build "$preset") && {
    heading "$name"
    run_gtest "build/$preset/clausebook_tests" "$@"
    say "   $passed cases passed, $failed failed"
    ((passed + failed > 0)) || failed=1
  }
  note_step $((failed == 0)) "$failed" $((SECONDS - started)) "$name"
}

# node_step <name> <file>...: counts its cases; a run that ends without a result counts as one failure.
node_step() {
  local name=$1 started=$SECONDS passed failed tap=build/logs/browser.tap
  shift
  heading "$name"
  timeout 1800 node --test --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$tap" "$@" || true
  passed=$(sed -n 's/^# pass \([0-9]*\)$/\1/p' "$tap" 2>/dev/null)
  failed=$(sed -n 's/^# \(fail\|cancelled\|skipped\) \([0-9]*\)$/\2/p' "$tap" 2>/dev/null | awk '{ n += $1 } END { print n }')
  [[ -n $passed ]] || passed=0 failed=1
  note_step "$passed" "${failed:-1}" $((SECONDS - started)) "$name"
}

# summary: the table of all steps, then one line; fails when anything failed.
summary() {
  heading "Summary"
  awk '{
      name = $4; for (i = 5; i <= NF; i++) name = name " " $i
      printf "   %-45s %6d passed %4d failed %6d s\n", name, $1, $2, $3
    }' "$counts"
  awk '{ passed += $1; failed += $2 } END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 }' "$counts"
}
