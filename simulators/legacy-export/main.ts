import { parseArgs } from 'node:util';
import { writeLegacyExport } from './write-export.ts';

/** The earlier platform's export, simulated: no real certificate, firm or wallet is in it. */
const usage =
  'usage: node simulators/legacy-export/main.ts OUT [--certificates N] [--seed S] [--dirt RATE]';

const { values, positionals } = parseArgs({
  options: {
    certificates: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    dirt: { type: 'string', default: '0.01' },
  },
  allowPositionals: true,
});
const [folder] = positionals;
const [certificates, seed, dirt] = [values.certificates, values.seed, values.dirt].map(Number);
const isCount = (number: number | undefined) => Number.isSafeInteger(number) && Number(number) >= 0;
const isRate = dirt !== undefined && dirt >= 0 && dirt <= 1;

if (!folder || positionals.length > 1 || !isCount(certificates) || !isCount(seed) || !isRate) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const expected = writeLegacyExport(folder, {
    certificates: Number(certificates),
    seed: Number(seed),
    dirt,
  });
  console.log(`A simulated export is in ${folder}: ${JSON.stringify(expected)}`);
}
