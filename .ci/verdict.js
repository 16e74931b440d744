/**
 * Turns vitest's results and the exit codes of `npm run test:all`, `npm run check` and `npm run bench` into the last line of a run.
 * Usage: node .ci/verdict.js <results.json> <exit code of the tests> <exit code of the checks> <of the benches>
 */
import { existsSync, readFileSync } from 'node:fs';

const [resultsFile, testsExit, checkExit, benchExit] = process.argv.slice(2);
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const results = JSON.parse(read(resultsFile) || '{"testResults":[]}');
const tests = results.testResults.flatMap((file) => file.assertionResults);
const passed = tests.filter((test) => test.status === 'passed').length;
const notPassed = tests.filter((test) => test.status !== 'passed');
// A file that does not even load has no tests to fail.
const broken = results.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
const leftOut = new Set(read('.cache/left-out.txt').split('\n').filter(Boolean));

for (const test of notPassed) console.log(`${test.status}: ${test.fullName}`);
for (const file of broken) console.log(`failed to load: ${file.name}`);
for (const reason of leftOut) console.log(`left out: ${reason}`);
// Each of them is one that passed or failed, beside the tests.
const others = { check: checkExit, 'bench -- --quick': benchExit };
const failedOthers = Object.entries(others).filter(([, exit]) => exit !== '0');
for (const [name] of failedOthers) console.log(`npm run ${name} failed`);

const counted = notPassed.length + broken.length + leftOut.size;
// Whatever made the run fail without showing in its results (a crash, the time limit) counts as one failure.
const failed = counted + (counted === 0 && (testsExit !== '0' || tests.length === 0) ? 1 : 0) + failedOthers.length;
console.log(`${passed + Object.keys(others).length - failedOthers.length} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
