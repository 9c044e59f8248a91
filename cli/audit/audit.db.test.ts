import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../db/queries/audit/audit.ts';
import {
  findOrphanEvent,
  readAuditChain,
  readCaseChains,
} from '../../db/queries/audit/audit-chain.ts';
import { insertDraft, replaceDraft } from '../../db/queries/case/application.ts';
import { exampleApplication } from '../../test/records/example-application.ts';
import { recordWithOffice } from '../../test/records/record-with-office.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import { checkAuditChain } from './audit-chain.ts';
import { checkCaseChains } from './case-chain.ts';

const { database, url } = await freshDatabase();
const owner = await recordWithOffice(database);
/** Whoever rules the database: for this connection no trigger and no reference holds. */
const ruler = postgres(url, {
  max: 1,
  onnotice: () => {},
  connection: { session_replication_role: 'replica' },
});
afterAll(() => ruler.end());

const auditRows = 40;
const cases = Array.from({ length: 6 }, () => randomUUID()).toSorted();
const eventsOfCase = 4;

beforeAll(async () => {
  for (let row = 1; row <= auditRows; row++) {
    await audit(database, {
      subject: `account/${row % 5}`,
      actor: owner.accountId,
      role: 'exporter',
      action: 'password-changed',
      at: new Date(),
      before: { n: row, amount: 35_000 },
      network: '192.0.2.1',
      step: `step-${row}`,
    });
  }
  const by = { accountId: owner.accountId, role: 'exporter' as const };
  for (const id of cases) {
    const draft = { id, iec: owner.iec, officeId: 'EIC-MUMBAI', content: exampleApplication() };
    await database.transaction((own) => insertDraft(own, draft, by));
    for (let expectedRevision = 1; expectedRevision < eventsOfCase; expectedRevision++) {
      await database.transaction((own) => replaceDraft(own, { ...draft, expectedRevision }, by));
    }
  }
  // So that a column can be changed on its own, as on the disk below the database.
  for (const column of ['at', 'subject', 'actor', 'action', 'step']) {
    await ruler`alter table audit_event alter column ${ruler(column)} drop expression`;
  }
});

const auditFault = async () => (await checkAuditChain(readAuditChain(database))).fault;
const caseFault = async () => (await checkCaseChains(readCaseChains(database))).fault;

/** Does a change as the ruler, looks, and takes it back. */
async function meanwhile<T>(change: string, look: () => Promise<T>): Promise<T> {
  await ruler.unsafe('create temp table kept as select * from audit_event');
  await ruler.unsafe('create temp table kept_events as select * from case_event');
  await ruler.unsafe(
    'create temp table kept_ends as select id, event_sequence, event_hash from application',
  );
  try {
    await ruler.unsafe(change);
    return await look();
  } finally {
    await ruler.unsafe(`begin; delete from audit_event; insert into audit_event select * from kept;
      delete from case_event; insert into case_event select * from kept_events;
      update application a set event_sequence = k.event_sequence, event_hash = k.event_hash
      from kept_ends k where k.id = a.id;
      drop table kept; drop table kept_events; drop table kept_ends; commit`);
  }
}

/** Another letter at one place of a text column; nowhere beyond its end. */
const flip = (column: string, at: number) =>
  `${column} = overlay(${column} placing (case when substr(${column}, 1 + ${at} % length(${column}), 1) = '~'
    then '^' else '~' end) from 1 + ${at} % length(${column}) for 1)`;

const place = fc.nat({ max: 5_000 });

describe('ecoo audit verify', () => {
  test('finds both chains whole, and tells where the audit ends', async () => {
    const whole = await checkAuditChain(readAuditChain(database));
    expect(whole).toMatchObject({ rows: auditRows, end: { sequence: auditRows }, fault: null });
    const events = cases.length * eventsOfCase;
    expect(await checkCaseChains(readCaseChains(database))).toEqual({
      cases: cases.length,
      events,
      fault: null,
    });
    expect(await findOrphanEvent(database)).toBeNull();
  });

  test('names the row of the audit in which one letter is another, in whatever column', async () => {
    const columns = ['body', 'previous_hash', 'hash', 'at', 'subject', 'actor', 'action', 'step'];
    const row = fc.integer({ min: 1, max: auditRows });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...columns), row, place, async (column, sequence, at) => {
        const change = `update audit_event set ${flip(column, at)} where sequence = ${sequence}`;
        expect(await meanwhile(change, auditFault)).toMatchObject({ sequence });
      }),
      { numRuns: 60 },
    );
  });

  test('names the event of a case in which one letter is another, in whatever column', async () => {
    const columns = ['step', 'actor_role', 'action', 'stage', 'previous_hash', 'hash'];
    const which = fc.record({
      id: fc.constantFrom(...cases),
      sequence: fc.integer({ min: 1, max: eventsOfCase }),
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...columns), which, place, async (column, event, at) => {
        const where = `application_id = '${event.id}' and sequence = ${event.sequence}`;
        const fault = await meanwhile(
          `update case_event set ${flip(column, at)} where ${where}`,
          caseFault,
        );
        expect(fault).toMatchObject({ subject: `case/${event.id}`, sequence: event.sequence });
      }),
      { numRuns: 60 },
    );
  });

  const [one = ''] = cases;
  const third = `application_id = '${one}' and sequence = 3`;
  test.each([
    ['a microsecond', `at = at + interval '1 microsecond'`],
    ['a year', `at = at - interval '1 year'`],
    ['another actor', `actor_id = '${randomUUID()}'`],
    ['nobody', 'actor_id = null'],
    ['a detail that was not there', `detail = '{"n":1}'`],
    ['a number written otherwise', `detail = '{"n":1.0}'`],
  ])('finds %s in an event', async (_, change) => {
    const fault = await meanwhile(`update case_event set ${change} where ${third}`, caseFault);
    expect(fault).toMatchObject({ subject: `case/${one}`, sequence: 3, fault: 'hash' });
  });

  test('finds a number of many digits that reads like the one that was written', async () => {
    const rewritten = `update audit_event set body = replace(body, '35000', '35000.0') where sequence = 7`;
    expect(await meanwhile(rewritten, auditFault)).toMatchObject({ sequence: 7, fault: 'hash' });
  });

  test.each([
    ['a row that was taken out', 'delete from audit_event where sequence = 9', 10, 'gap'],
    ['the first rows gone', 'delete from audit_event where sequence < 5', 5, 'gap'],
    [
      'a row moved to the front',
      'update audit_event set sequence = 0 where sequence = 9',
      0,
      'order',
    ],
    [
      'a row moved to the end',
      'update audit_event set sequence = 99 where sequence = 9',
      10,
      'gap',
    ],
  ])('finds %s', async (_, change, sequence, fault) => {
    expect(await meanwhile(change, auditFault)).toMatchObject({ sequence, fault });
  });

  test.each([
    [
      'the last event gone',
      `delete from case_event where application_id = '${one}' and sequence = 4`,
    ],
    ['all events gone', `delete from case_event where application_id = '${one}'`],
    ['an end set back', `update application set event_sequence = 3 where id = '${one}'`],
    ['an end changed', `update application set event_hash = repeat('1', 64) where id = '${one}'`],
  ])('finds %s', async (_, change) => {
    const fault = await meanwhile(change, caseFault);
    expect(fault).toMatchObject({ subject: `case/${one}`, fault: 'tail' });
  });

  test('finds events handed to a case that does not exist', async () => {
    const stranger = randomUUID();
    const change = `update case_event set application_id = '${stranger}' where application_id = '${one}'`;
    const found = await meanwhile(change, () => findOrphanEvent(database));
    expect(found).toEqual({ applicationId: stranger, sequence: 1 });
  });

  test('the application itself can neither change nor take out what was told', async () => {
    for (const table of ['audit_event', 'case_event']) {
      for (const change of [
        `update ${table} set hash = ''`,
        `delete from ${table}`,
        `truncate ${table}`,
      ]) {
        await expect(database.$client.unsafe(change)).rejects.toThrow('never changed or deleted');
      }
    }
  });
});
