import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { afterAll, expect, test } from 'vitest';
import { guardedLine, guardedRows } from '../../document/reject-sheet/guarded-csv.ts';
import { allParts } from '../../scripts/stack/stack.ts';
import { randomFrom } from '../../simulators/random.ts';
import { encryptingDataConverter, failureConverterPath } from '../../temporal/data-converter.ts';
import { readPayloadKeys } from '../../temporal/payload-keys.ts';
import {
  addDocuments,
  done,
  expectEqual,
  migrationDesk,
  type Report,
  reportIn,
} from '../../test/desks/migration-desk.ts';
import { startTemporaryStack } from '../../test/servers/temporary-stack.ts';
import { openService } from './service.ts';

const { stack, remove } = await startTemporaryStack(allParts);
const desk = migrationDesk(stack);
afterAll(async () => {
  desk.remove();
  await remove();
});
const { migrate, exported, holdings, loaded, withRecord } = desk;

/** Holds the table of certificates until it is let go: whoever loads into it waits. */
async function holdCertificates(): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const holding = withRecord((record) =>
    record.begin(async (own) => {
      await own`lock table legacy_certificate in share mode`;
      held.resolve();
      await letGo.promise;
    }),
  );
  await held.promise;
  return async () => {
    letGo.resolve();
    await holding;
  };
}

const somebodyWaits = () =>
  withRecord(async (record) => {
    const rows = await record`
      select from pg_locks where not granted and relation = 'legacy_certificate'::regclass`;
    return rows.length > 0;
  });

test('R7 a batch is held up, goes on, takes corrected rows in, and is undone to the last row', async () => {
  const before = await holdings();
  const { directory, expected } = exported('first', { certificates: 600, seed: 11, dirt: 0.1 });
  const letGo = await holdCertificates();
  const running = migrate('run', directory, '--json');
  await expect.poll(somebodyWaits, { timeout: 90_000, interval: 100 }).toBe(true);
  done(await migrate('pause'));
  await letGo();
  const certificates = () => loaded('certificates.psv');
  await expect.poll(certificates, { timeout: 60_000, interval: 100 }).toBeGreaterThan(0);
  expect((await desk.status()).batch.phase).toBe('loading');
  expect(await certificates()).toBeLessThan(600);
  expect((await migrate('pause')).code).toBe(8);
  done(await migrate('resume'));
  const report = reportIn(await running);
  expectEqual(report, expected);
  expect(report.batch.phase).toBe('reconciled');

  const sheet = path.join(desk.folder, 'rejects.csv');
  done(await migrate('rejects', '--export', sheet));
  const [head, ...rows] = guardedRows(readFileSync(sheet, 'utf8')).map(({ texts }) => texts);
  const at = (name: string) => head?.indexOf(name) ?? -1;
  const isUnknown = (row: string[]) => row[at('REASON')] === 'country-invalid';
  const corrected = rows.map((row) => (isUnknown(row) ? row.with(at('DEST'), 'LK') : row));
  writeFileSync(sheet, [head ?? [], ...corrected].map(guardedLine).join(''));
  const again = reportIn(await migrate('retry', sheet, '--json'));
  const { 'country-invalid': taken = 0, ...others } = expected.rejects.certificates ?? {};
  expect(taken).toBeGreaterThan(0);
  expect(again.certificates).toBe(expected.certificates + taken);
  expect(again.rejects.certificates).toEqual(others);

  done(await migrate('undo'));
  expect(await holdings()).toEqual(before);
}, 240_000);

test('an export that is not what its manifest says is refused, and by name', async () => {
  const before = await holdings();
  const { directory } = exported('changed', { certificates: 50, seed: 13, dirt: 0 });
  appendFileSync(path.join(directory, 'items.psv'), 'EIC/1|1\r\n');
  const [refused, empty, alone] = await Promise.all([
    migrate('run', directory),
    migrate('run', desk.folder),
    migrate('run', directory, '--accept', '--as', 'operator-a'),
  ]);
  expect([refused.code, refused.out]).toEqual([5, expect.stringContaining('items.psv')]);
  expect([empty.code, alone.code]).toEqual([2, 2]);
  expect(await holdings()).toEqual(before);
}, 120_000);

const kinds = ['command', 'migration-worker', 'postgres', 'temporal'] as const;

test('R4 R7 killed at twenty moments it ends as if nothing had been, accepted by two people, and once', async () => {
  const { directory, expected } = exported('second', { certificates: 1500, seed: 12, dirt: 0.05 });
  addDocuments(directory);
  const seed = Number(process.hrtime.bigint() % 1_000_000n);
  console.info(`Twenty moments by the seed ${seed}`);
  const random = randomFrom(seed);
  const service = await openService(
    { api: stack.addresses.api, dataDir: stack.dataDir },
    'operator-a',
    () => {},
  );
  let command = desk.begin('run', directory, '--json');
  const commandAgain = async () => {
    command.child.kill('SIGKILL');
    await command.ended;
    command = desk.begin('run', directory, '--json');
  };
  const batches = async () =>
    (await service.get<{ migrations: { id: string; ended: boolean }[] }>('/migrations')).migrations;
  const atWork = async () => (await batches()).find(({ ended }) => !ended)?.id;
  const anyLoaded = async () => (await loaded('certificates.psv')) > 0;
  /** Each of the four five times, in an order that the seed gives. */
  const victims = Array.from({ length: 20 }, (_, at) => ({ at, order: random.below(1_000_000) }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ at }) => kinds[at % kinds.length]);
  const kill = async (times: number) => {
    for (const victim of victims.splice(0, times)) {
      await pause(random.below(700));
      if (victim === 'command' || victim === undefined) await commandAgain();
      else {
        await stack.kill(victim);
        await stack.start(victim);
      }
    }
  };
  await kill(2);
  await expect.poll(atWork, { timeout: 240_000, interval: 50 }).toBeDefined();
  const id = await atWork();
  await service.put(`/migrations/${id}/pace`, { linesPerSecond: 150 });
  await kill(6);
  await expect.poll(anyLoaded, { timeout: 240_000, interval: 200 }).toBe(true);
  await kill(6);
  await service.put(`/migrations/${id}/pace`, { linesPerSecond: null });
  await kill(6);
  const report = reportIn(await command.ended);
  expect([seed, victims, report.batch.id]).toEqual([seed, [], id]);
  expectEqual(report, expected);

  expect((await accepted('operator-a')).batch.phase).toBe('reconciled');
  const same = await migrate('accept', '--as', 'operator-a');
  expect([same.code, same.err]).toEqual([8, expect.stringContaining('second operator')]);
  const accepting = accepted('operator-b');
  await pause(random.below(400));
  await stack.kill('postgres');
  await stack.start('postgres');
  const final = await accepting;
  expectEqual(final, expected);
  expect(final.batch).toEqual({ id, phase: 'accepted', problems: [] });
  const held = await holdings();
  const { certificates, items, exporters, wallets, walletBalancePaise } = expected;
  expect(held).toMatchObject({ certificates, items, exporters, wallets, suspense: 0, trial: 0 });
  expect(Math.abs(held?.legacy)).toBe(walletBalancePaise);

  const reports = path.join(desk.folder, 'reports');
  expect(done(await migrate('report', reports))).toContain('Its seal holds.');
  const sealed = JSON.parse(readFileSync(path.join(reports, 'report.json'), 'utf8'));
  expect(sealed).toMatchObject({
    batch: { id, phase: 'accepted' },
    documents: { listed: 2, taken: 2, refused: {} },
    figures: { certificates },
  });
  expect(readdirSync(reports).toSorted()).toEqual([
    ...['report.html', 'report.json', 'report.jws', 'report.pdf'],
  ]);

  const both = ['--accept', '--as', 'operator-a', '--and-as', 'operator-b', '--json'];
  const again = reportIn(await migrate('run', directory, ...both));
  expect(again).toEqual(final);
  expect(await holdings()).toEqual(held);
  expect((await migrate('undo')).code).toBe(8);
}, 600_000);

const accepted = async (login: string): Promise<Report> =>
  reportIn(await migrate('accept', '--as', login, '--json'));

test('every run of the migration replays', async () => {
  const { TEMPORAL_NAMESPACE: namespace = 'ecoo', ECOO_SECRETS_DIR = '' } = stack.env;
  const dataConverter = encryptingDataConverter(await readPayloadKeys(ECOO_SECRETS_DIR));
  const connection = await Connection.connect({ address: stack.addresses.temporal });
  const client = new Client({ connection, namespace, dataConverter });
  const query = "TaskQueue = 'ecoo-migration'";
  // What is listed comes a moment later than what has happened.
  const count = async () => (await client.workflow.count(query)).count;
  await expect.poll(count, { timeout: 60_000, interval: 500 }).toBeGreaterThan(10);
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: path.resolve(import.meta.dirname, '../../workflows/workflows.ts'),
    failureConverterPath,
    logger: undefined,
  });
  const histories = client.workflow.list({ query }).intoHistories();
  const replays = Worker.runReplayHistories({ workflowBundle, dataConverter }, histories);
  for await (const { workflowId, error } of replays) {
    expect([workflowId, error]).toEqual([workflowId, undefined]);
  }
  await connection.close();
}, 240_000);
