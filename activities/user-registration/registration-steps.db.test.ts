import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { codeHash } from '../../credential/one-time-code.ts';
import { readRegistration } from '../../db/queries/registration/registration.ts';
import { putCode } from '../../db/queries/sign-in/one-time-code.ts';
import { registration } from '../../db/schema/schema.ts';
import type { Role } from '../../domain/authority/role.ts';
import { privacyDeclaration } from '../../domain/registration/privacy-declaration.ts';
import type { Dgft } from '../../gateways/dgft/registry.ts';
import { registrationInStage } from '../../test/records/registration-in-stage.ts';
import {
  complete,
  network,
  on,
  registrationRecord,
} from '../../test/records/registration-record.ts';
import { dgftSimulator } from '../../test/servers/dgft-simulator.ts';

const iec = 'AAACS7302F';
const unreachable = '0388012345';
const dgft = await dgftSimulator();
/** DGFT as it is, but for one firm that has linked no address to its IEC. */
const withoutAddress: Dgft = {
  ...dgft.gateway,
  async lookupIec(asked) {
    const found = await dgft.gateway.lookupIec(asked);
    if (asked !== unreachable || found.outcome === 'unknown') return found;
    return { ...found, record: { ...found.record, email: '' } };
  },
};
const { database, masterKeys, steps, owner, anAccount, told } = await registrationRecord({
  dgft: withoutAddress,
});

const begin = (registrationId: string = randomUUID(), asked: string = iec) =>
  steps.beginRegistration({
    registrationId,
    registrant: { kind: 'exporter', iec: asked },
    proposedBy: null,
    secretHash: 'hash',
    network,
  });

describe('R14 R18 beginning', () => {
  test('keeps the firm as DGFT has it, under the next number, once however often it is repeated', async () => {
    const id = randomUUID();
    const [one, two] = [await begin(id), await begin(id)];
    expect(two).toEqual(one);
    expect(one).toMatchObject({ stage: 'collecting', revision: 1, ready: false });
    const row = await readRegistration(database, id);
    expect(row.firm).toMatchObject({
      iec,
      pan: iec,
      directors: ['Meera Kulkarni', 'Nikhil Deshpande'],
    });
    expect(row.applicant.mobile).toBe('+919000000101');
    expect((await told(id)).map(({ action }) => action)).toEqual(['registration-begun']);
  });

  test('numbers have no gap, though some that begin at the same time are refused', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => begin(randomUUID(), index % 4 ? iec : '0999999999')),
    );
    const rows = await database.select({ number: registration.number }).from(registration);
    const serials = rows
      .filter(({ number }) => number.startsWith('EIC/'))
      .map(({ number }) => Number(number.split('/')[2]));
    expect(serials.toSorted((a, b) => a - b)).toEqual(serials.map((_, index) => index + 1));
  });

  test('R12 leaves nothing but a word in the audit where DGFT does not know the IEC', async () => {
    const id = randomUUID();
    expect(await begin(id, '0999999999')).toMatchObject({ refused: { code: 'iec-unknown' } });
    await expect(readRegistration(database, id)).rejects.toThrow();
    expect(await told(id)).toMatchObject([{ action: 'registration-refused', network }]);
  });

  test('R12 is refused while DGFT has no address to reach the firm at', async () => {
    expect(await begin(randomUUID(), unreachable)).toMatchObject({
      refused: { code: 'iec-contact-missing' },
    });
  });

  test('is tried again while DGFT is away, and says so', async () => {
    await dgft.setFault({ mode: 'down' });
    await expect(begin()).rejects.toMatchObject({ type: 'UpstreamUnavailable' });
    await dgft.setFault({ mode: 'up' });
    expect(await begin()).toMatchObject({ stage: 'collecting' });
  });

  test('R10 a proposal for another firm, or of staff by an exporter, is refused', async () => {
    const person = {
      name: 'P',
      email: 'p@example.org',
      mobile: '+919000000001',
      designation: null,
    };
    const proposedBy = { accountId: owner.accountId, role: 'exporter' as const };
    const foreign = { kind: 'exporter-user', iec: '0388012345', person, rights: ['view'] } as const;
    const staff = { kind: 'staff', role: 'helpdesk', person } as const;
    for (const registrant of [{ ...foreign, rights: [...foreign.rights] }, staff]) {
      const asked = { registrant, proposedBy, secretHash: 'h', network };
      const begun = await steps.beginRegistration({ registrationId: randomUUID(), ...asked });
      expect(begun).toMatchObject({ refused: { code: 'not-authorised' } });
    }
  });
});

describe('proofs', () => {
  test('R16 agreement is kept with version, time and network, once; an outdated one is refused', async () => {
    const row = await registrationInStage(database, 'exporter-user', 'collecting');
    const { version } = privacyDeclaration;
    const agreement = { ...on(row), version, language: 'hi' as const, network };
    expect(await steps.recordConsent({ ...agreement, version: '1999-01' })).toMatchObject({
      revision: 3,
      refused: { code: 'declaration-outdated' },
    });
    const [one, two] = [await steps.recordConsent(agreement), await steps.recordConsent(agreement)];
    expect(two).toEqual(one);
    expect((await readRegistration(database, row.id)).consent).toMatchObject({
      version,
      language: 'hi',
      network,
    });
    const agreed = (await told(row.id)).filter(({ action }) => action === 'privacy-agreed');
    expect(agreed).toMatchObject([{ actor: 'applicant', network }]);
  });

  test('a step for another revision than the record stands at is for a person to look at', async () => {
    const row = await registrationInStage(database, 'exporter-user', 'collecting');
    const { version } = privacyDeclaration;
    const late = { ...on(row), revision: 2, version, language: 'en' as const, network };
    await expect(steps.recordConsent(late)).rejects.toMatchObject({ type: 'Corrupt' });
  });

  test('R19 a code works once, counts wrong guesses, and is worth nothing after five', async () => {
    const row = await registrationInStage(database, 'exporter-user', 'collecting');
    const of = { purpose: 'registration-mobile', subject: row.id };
    const hashOf = (code: string) => codeHash(masterKeys, { ...of, code });
    const put = () => putCode(database, { ...of, hash: hashOf('123456'), minutes: 10, tries: 5 });
    const enter = (code: string, revision = 3) =>
      steps.recordContact({
        ...on(row),
        revision,
        network,
        channel: 'mobile',
        codeHash: hashOf(code),
      });
    await put();
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await enter('000000')).toMatchObject({ revision: 3, refused: { code: 'code-wrong' } });
    }
    expect(await enter('123456')).toMatchObject({ refused: { code: 'code-not-valid' } });
    await put();
    expect(await enter('123456')).toMatchObject({ revision: 4, missing: ['consent', 'email'] });
    expect(await enter('123456', 4)).toMatchObject({ refused: { code: 'code-not-valid' } });
    const refused = (await told(row.id)).filter(({ action }) => action === 'code-refused');
    expect(refused).toHaveLength(7);
  });

  test('R40 R46 with the last proof it goes to who decides, and its thirty days begin', async () => {
    const more = { ...complete, consent: null, agencyCode: 'EIC', officeId: 'EIC-MUMBAI' };
    const row = await registrationInStage(database, 'officer', 'collecting', more);
    const { version } = privacyDeclaration;
    const after = await steps.recordConsent({ ...on(row), version, language: 'en', network });
    expect(after).toMatchObject({ stage: 'awaiting-decision', ready: false, missing: [] });
    expect(after.dues.map(({ act }) => act)).toEqual(['remind', 'escalate', 'lapse']);
    const { dueAt } = await readRegistration(database, row.id);
    expect(dueAt.toISOString()).toBe(after.dues.at(-1)?.at);
  });
});

test('R6 what cannot go on is parked and goes on only by operations, where it stood', async () => {
  const row = await registrationInStage(database, 'exporter-user', 'collecting', complete);
  const reason = { step: 'open the account', reason: 'two truths' };
  const parked = await steps.parkRegistration({ ...on(row), revision: 1, ...reason });
  expect(parked).toMatchObject({ stage: 'needs-attention', revision: 4, dues: [] });
  const resume = (accountId: string, role: Role) =>
    steps.resumeRegistration({
      registrationId: row.id,
      revision: 4,
      by: { accountId, role },
      expectedRevision: 4,
      note: 'mended',
      network,
    });
  const helpdesk = await anAccount('helpdesk');
  expect(await resume(helpdesk, 'helpdesk')).toMatchObject({ refused: { code: 'not-authorised' } });
  const operations = await anAccount('dgft-operations');
  expect(await resume(operations, 'dgft-operations')).toMatchObject({
    stage: 'collecting',
    ready: true,
  });
});
