// The timing loop that every peer uses: see ../ModelCompiler.Benchmarks/Peer/Timing.cs. Times in milliseconds.
async function measure(call, seconds, leastSamples = 20) {
  const elapsed = (start) => (performance.now() - start) / 1e3;
  for (let start = performance.now(), calls = 0; calls < 2 || elapsed(start) < Math.min(0.5, seconds); calls++) await call();
  const times = [], start = performance.now();
  while (times.length < 3 || (times.length < leastSamples && elapsed(start) < 2 * seconds) || (elapsed(start) < seconds && times.length < 500)) {
    const began = performance.now();
    await call();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return { median_ms: +times[times.length >> 1].toFixed(5), min_ms: +times[0].toFixed(5) };
}

// "--seconds 4" anywhere after the verb; what else stands there is positional.
function parse(argv) {
  const [verb, ...rest] = argv.slice(2), at = rest.indexOf('--seconds');
  const seconds = at < 0 ? 4 : Number(rest.splice(at, 2)[1]);
  return { verb, rest, seconds };
}

module.exports = { measure, parse };
