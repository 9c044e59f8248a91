import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchCertificates } from './bench/certificates.ts';
import { benchDocuments } from './bench/documents.ts';
import { benchLedger } from './bench/ledger.ts';
import { compared, type Measurement } from './bench/measurement.ts';
import { benchMigration } from './bench/migration.ts';
import { benchOrigin } from './bench/origin.ts';
import { benchVerification } from './bench/verification.ts';
import { removeCluster } from './stack/postgres-cluster.ts';
import { allParts, type Stack, startStack } from './stack/stack.ts';

/** The ratios that README names, each beside its baseline from the same run. */
const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** How many certificates `migrate` brings over. */
    certificates: { type: 'string', default: '1000000' },
  },
  allowPositionals: true,
});
const benches: Record<string, (stack: () => Promise<Stack>) => Promise<Measurement[]>> = {
  documents: () => benchDocuments(),
  origin: () => benchOrigin(),
  certificates: async (stack) => benchCertificates(await stack()),
  ledger: async (stack) => benchLedger(await stack()),
  verify: async (stack) => benchVerification(await stack()),
  migrate: async (stack) => benchMigration(await stack(), Number(values.certificates)),
  'cold-start': async (stack) => benchColdStart(await stack()),
};
const say = (line: string) => console.error(line);
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'ecoo-bench-'));
let running: Stack | null = null;

/** One system for all that need one, made at the first asking. */
async function stack(): Promise<Stack> {
  running ??= await startStack({ dataDir, durable: true, parts: allParts, ports: 'any', say });
  return running;
}

async function benchColdStart(stack: Stack): Promise<Measurement[]> {
  await stack.stop();
  const began = performance.now();
  running = await startStack({ dataDir, durable: true, parts: allParts, ports: 'any', say });
  const seconds = (performance.now() - began) / 1000;
  const figures = { value: seconds, baseline: 15 };
  return [compared('cold-start', 's', figures, { sign: '<=', ratio: 1 })];
}

const unknown = positionals.find((name) => !(name in benches));
if (unknown) {
  say(`There is no bench ${unknown}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const chosen = positionals.length > 0 ? positionals : Object.keys(benches);
const measured: Measurement[] = [];
try {
  for (const name of chosen) {
    say(`Measuring ${name} …`);
    measured.push(...((await benches[name]?.(stack)) ?? []));
  }
} finally {
  await (running as Stack | null)?.stop();
  removeCluster(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
}
if (values.json) console.log(JSON.stringify(measured, null, 2));
else console.table(measured);
if (measured.some(({ held }) => !held)) process.exitCode = 1;
