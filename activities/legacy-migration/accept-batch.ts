import type { Database, Transaction } from '../../db/database.ts';
import { findActor } from '../../db/queries/account/actor.ts';
import { audit } from '../../db/queries/audit/audit.ts';
import {
  type BatchRow,
  findOther,
  keepAcceptance,
  keepFigures,
  lockBatch,
} from '../../db/queries/migration/batch.ts';
import { supersedeEarlier } from '../../db/queries/migration/lineage.ts';
import { bookAcceptance, listSuspenseDifferences } from '../../db/queries/migration/wallets.ts';
import { listSwitches, setSwitch } from '../../db/queries/transition/transition.ts';
import { authorize } from '../../domain/authority/authorize.ts';
import { indianDate } from '../../domain/calendar/indian-date.ts';
import { type DataSet, isServedHere } from '../../domain/transition/transition.ts';
import type { Accepted, OfBatch, Refused } from '../../workflows/legacy-migration/contract.ts';
import { corrupt } from '../failure.ts';
import { countBatch } from './count-batch.ts';
import { batchOf, beating } from './of-batch.ts';

type Acceptance = OfBatch & { acceptedBy: string; acceptedWith: string };

/** What is served here once a batch is accepted. */
const migrated: readonly DataSet[] = [
  'preferential-certificates',
  'non-preferential-certificates',
  'wallets',
];

/** Makes the batch count, wallets, lineage and switches with it; repeated, it answers the same. */
export function createAcceptBatch({ database }: { database: Database }) {
  return function acceptBatch(input: Acceptance): Promise<Accepted> {
    return beating(async () => {
      const refused = await database.transaction((own) => accept(own, input));
      if (refused) return refused;
      const figures = await countBatch(database, await batchOf(database, input.batchId), 'wallets');
      await keepFigures(database, input.batchId, figures, 'accepted', ['accepted']);
      return { outcome: 'accepted', figures };
    });
  };
}

async function accept(own: Transaction, input: Acceptance): Promise<Refused | null> {
  const { batchId, acceptedBy, acceptedWith } = input;
  const batch = await lockBatch(own, batchId);
  if (!batch) throw corrupt(`there is no batch ${batchId}`);
  if (batch.phase === 'accepted') return null;
  const refused = (await refuseBatch(own, batch)) ?? (await refusePeople(own, input));
  if (refused) return refused;
  await keepAcceptance(own, batchId, input);
  await supersedeEarlier(own, batch.number);
  await turnSwitches(own, batch, acceptedBy);
  await bookAcceptance(own, batch.number);
  await audit(own, {
    subject: `migration/${batchId}`,
    actor: acceptedBy,
    role: 'migration-operator',
    action: 'migration-accepted',
    at: new Date(),
    after: { with: acceptedWith, export: batch.exportSha256, round: batch.round },
  });
  return null;
}

const refuse = (code: Refused['code'], message: string): Refused => ({
  outcome: 'refused',
  code,
  message,
});

async function refuseBatch(own: Transaction, batch: BatchRow): Promise<Refused | null> {
  const { phase, figures, number, dryRun } = batch;
  if (dryRun) return refuse('dry-run', 'It was a dry run: there is nothing to accept.');
  if (phase === 'undone') return refuse('already-undone', 'The batch was taken back.');
  if (phase !== 'reconciled' || !figures) {
    return refuse(
      'not-reconciled',
      `The batch is ${phase}: it can be accepted once it is reconciled.`,
    );
  }
  const earlier = await findOther(own, batch, 'open-before');
  if (earlier) {
    const message = `The batch ${earlier.id} came before it: accept it first, or take it back.`;
    return refuse('earlier-batch-open', message);
  }
  const astray = await listSuspenseDifferences(own, number);
  if (figures.disagreements.length === 0 && astray.length === 0) return null;
  const money = astray.map(({ agency, office }) => `The suspense account of ${agency} ${office}.`);
  return refuse('disagreements', [...figures.disagreements, ...money].join(' '));
}

async function refusePeople(own: Transaction, input: Acceptance): Promise<Refused | null> {
  const { acceptedBy, acceptedWith } = input;
  if (acceptedBy === acceptedWith) {
    return refuse('same-person', 'Two different operators accept a batch.');
  }
  for (const id of [acceptedBy, acceptedWith]) {
    const actor = await findActor(own, id);
    if (!actor || authorize(actor, 'accept', { kind: 'migration' }) !== 'allowed') {
      return refuse('not-an-operator', 'Only active migration operators may accept a batch.');
    }
  }
  return null;
}

async function turnSwitches(own: Transaction, batch: BatchRow, setBy: string): Promise<void> {
  const today = indianDate(new Date().toISOString());
  const switches = await listSwitches(own);
  for (const dataSet of migrated) {
    const before = switches.find((one) => one.dataSet === dataSet);
    if (isServedHere(before?.from ?? null, today)) continue;
    const source = `Batch ${batch.id} of the earlier platform's export was accepted`;
    await setSwitch(own, { dataSet, from: today, source, sure: 'found', setBy });
  }
}
