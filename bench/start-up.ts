// netops --version and --help against Node doing nothing. Target: at most 60 ms above it.
import { print, program, repeat, run } from './measure.ts';

const times = 15;
const empty = await repeat(times, () => run(process.execPath, ['-e', '1']));
const version = await repeat(times, () => run(process.execPath, [program, '--version']));
const help = await repeat(times, () => run(process.execPath, [program, '--help']));
print({ bench: 'start-up', case: 'node -e 1', n: times, value: empty.ms, unit: 'ms' });
print({ bench: 'start-up', case: '--version above node -e 1', n: times, value: version.ms - empty.ms, unit: 'ms' });
print({ bench: 'start-up', case: '--help above node -e 1', n: times, value: help.ms - empty.ms, unit: 'ms' });
