import { openDatabase } from '../../db/database.ts';
import { connectTemporal } from '../../temporal/client.ts';
import type { Stack } from '../stack/stack.ts';
import { bareCase } from './bare-case.ts';
import { insertDrafts, issueCase } from './case.ts';
import { startChild } from './child.ts';
import { compared, type Figures, type Measurement, middleOf, throughput } from './measurement.ts';
import { equipOfficer } from './officer.ts';

/** Cases at once, in both figures: at six, each kept some 1.7 of two cores busy. */
const width = 6;
const perRound = 100;
const rounds = 7;
/**
 * A worker runs for days: what it does while its code is still being compiled says little, and the
 * product has more of it. Its figure rises until some thousand cases have passed.
 */
const warmUp = 1_000;

/** Certificates through the whole workflow, against a workflow of as many messages without work. */
export async function benchCertificates(stack: Stack): Promise<Measurement[]> {
  const database = openDatabase(stack.databaseUrl);
  const client = await connectTemporal({
    TEMPORAL_ADDRESS: stack.env.TEMPORAL_ADDRESS ?? '',
    TEMPORAL_NAMESPACE: stack.env.TEMPORAL_NAMESPACE ?? '',
    ECOO_SECRETS_DIR: stack.env.ECOO_SECRETS_DIR ?? '',
  });
  const officer = await equipOfficer(stack, database, 'officer.eic-mumbai@eic.example');
  const { child: worker } = await startChild('scripts/bench/bare-worker.ts', stack.env);
  try {
    let historyLength = async () => 0;
    const certificates = async (count: number) => {
      const drafts = await insertDrafts(database, count);
      return throughput(count, width, async (index) => {
        const draft = drafts[index];
        if (draft) historyLength = await issueCase(client, database, officer, draft);
      });
    };
    const bareCases = (count: number) => throughput(count, width, () => bareCase(client));
    await certificates(warmUp);
    await bareCases(warmUp);
    const each: Figures[] = [];
    for (let round = 0; round < rounds; round++) {
      const baseline = await bareCases(perRound);
      each.push({ baseline, value: await certificates(perRound) });
    }
    const figures = middleOf(each);
    const events = { value: await historyLength(), baseline: 60 };
    return [
      compared('certificates', 'a second', figures, { sign: '>=', ratio: 0.8 }),
      compared('history', 'events', events, { sign: '<=', ratio: 1 }),
    ];
  } finally {
    worker.kill('SIGTERM');
    await client.connection.close();
    await database.$client.end();
  }
}
