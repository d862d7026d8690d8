// Counts checks and prints TAP.
let count = 0;
let failures = 0;

export function check(ok, what, ...details) {
	count++;
	if (!ok) failures++;
	console.log(`${ok ? 'ok' : 'not ok'} ${count} - ${what}`);
	if (!ok) for (const detail of details) console.log(`# ${String(detail).replaceAll('\n', '\n# ')}`);
}

export function finish() {
	console.log(`1..${count}`);
	process.exitCode = failures > 0 ? 1 : 0;
}
