import { afterAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { directors } from '../../scripts/seed/directors.ts';
import { registeredFirms } from '../../simulators/dgft/firms.ts';
import { stackTokenOffice } from '../../test/people/exporter-token.ts';
import { firstSignIn, newcomer } from '../../test/people/newcomer.ts';
import { signedInProgram } from '../../test/servers/api-program.ts';

const addresses = inject('addresses');
const database = openDatabase(inject('databaseUrl'));
const tokens = await stackTokenOffice();
afterAll(async () => {
  await tokens.close();
  await database.$client.end();
});

const [first, second, third] = directors;
if (!first || !second || !third) throw new Error('three firms without an account are seeded');
const firmOf = (iec: string) => {
  const firm = registeredFirms().get(iec);
  if (!firm) throw new Error(`DGFT's simulator does not know ${iec}`);
  return firm;
};
const tokenOf = ({ iec, firm, name }: typeof first) =>
  tokens.realToken({ name, organisation: firm, iec });
const auditOf = async (id: string) =>
  (await listAuditOf(database, `registration/${id}`)).map(
    ({ body }) => JSON.parse(body) as { action: string; after: { code?: string } | null },
  );

describe('an exporter registers', () => {
  test('R14 R15 R16 R17 R18 R19 with DSC, declaration, GSTIN, link and code; then signs in with the IEC', async () => {
    const firm = firmOf(first.iec);
    const exporter = newcomer(addresses);
    const begun = await exporter.begin({ kind: 'exporter', iec: first.iec });
    expect(begun.status, JSON.stringify(begun.body)).toBe(201);
    expect(begun.body.number).toMatch(/^EIC\/\d{4}\/\d{4,}$/);
    const shown = begun.body.firm as Record<string, unknown>;
    expect(shown).toMatchObject({ firmName: firm.firmName, directors: firm.directors });
    expect(JSON.stringify(begun.body)).not.toContain(firm.email);
    expect(JSON.stringify(begun.body)).not.toContain(firm.mobile);

    const details = { gstin: firm.gstins[0], sezState: null };
    expect((await exporter.ask('/details', details)).status).toBe(200);
    const proved = await exporter.present(await tokenOf(first));
    expect(proved.status, JSON.stringify(proved.body)).toBe(200);
    expect((await exporter.agree()).status).toBe(200);
    const link = await exporter.linkTo(firm.email);
    expect((await exporter.confirmEmail(link)).status).toBe(200);
    expect((await exporter.confirmEmail(link)).body.code).toBe('link-not-valid');
    const code = await exporter.codeTo(`+91${firm.mobile}`);
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await exporter.ask('/verify-mobile', { code: wrong })).body.code).toBe('code-wrong');
    const done = await exporter.ask('/verify-mobile', { code });
    expect(done.body).toMatchObject({ stage: 'active', missing: [] });

    const password = await exporter.passwordTo(firm.email);
    const signedIn = await firstSignIn(addresses.api, first.iec, password);
    expect(signedIn.status, JSON.stringify(signedIn.body)).toBeLessThan(300);
    expect(JSON.stringify(signedIn.body)).toContain('change-password');

    const seen = (await exporter.read()).body;
    expect(seen.consent).toMatchObject({ language: 'hi' });
    const actions = (seen.timeline as { action: string }[]).map(({ action }) => action);
    for (const action of ['registration-begun', 'certificate-proved', 'code-refused']) {
      expect(actions).toContain(action);
    }
    expect(actions.filter((one) => one === 'registration-active')).toHaveLength(1);

    // Only who proves to be the firm's learns that it has an account.
    const again = newcomer(addresses);
    expect((await again.begin({ kind: 'exporter', iec: first.iec })).status).toBe(201);
    expect((await again.present(await tokenOf(first))).body.code).toBe('already-registered');
  });

  test('R12 R14 an IEC that DGFT does not know, or has suspended, is refused with what to do', async () => {
    const nobody = newcomer(addresses);
    const unknown = await nobody.begin({ kind: 'exporter', iec: '0999999999' });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'iec-unknown']);
    expect(unknown.body.detail).toContain('www.dgft.gov.in');
    const asleep = [...registeredFirms().values()].find(({ status }) => status === 'suspended');
    const suspended = await nobody.begin({ kind: 'exporter', iec: asleep?.iec ?? '' });
    expect([suspended.status, suspended.body.code]).toEqual([422, 'iec-not-active']);
  });

  test('R15 forged, foreign and replayed proofs are refused, and the audit tells of each', async () => {
    const exporter = newcomer(addresses);
    await exporter.begin({ kind: 'exporter', iec: second.iec });
    const holder = { name: second.name, organisation: second.firm, iec: second.iec };
    const codeOf = async (token: Parameters<typeof exporter.present>[0]) =>
      (await exporter.present(token)).body.code;
    expect(await codeOf(await tokens.selfSignedToken(holder))).toBe('certificate-self-signed');
    const foreign = await tokens.softToken({ ...holder, iec: third.iec });
    expect(await codeOf(foreign)).toBe('certificate-of-other-iec');
    const stranger = await tokens.softToken({ ...holder, name: 'Nobody Inparticular' });
    expect(await codeOf(stranger)).toBe('certificate-of-no-director');
    const [mine, other] = [await tokens.softToken(holder), await tokens.softToken(holder)];
    const swapped = {
      ...mine,
      present: async (challenge: string) => ({
        ...(await mine.present(challenge)),
        signature: (await other.present(challenge)).signature,
      }),
    };
    expect(await codeOf(swapped)).toBe('signed-by-another-key');

    const asked = await exporter.ask('/certificate-challenge', {});
    const { challengeId, challenge } = asked.body as { challengeId: string; challenge: string };
    const presented = { challengeId, ...(await foreign.present(challenge)) };
    await exporter.ask('/certificate', presented);
    const replay = { challengeId, ...(await mine.present(challenge)) };
    expect((await exporter.ask('/certificate', replay)).body.code).toBe('challenge-gone');
    const refused = (await auditOf(exporter.idOf())).filter(
      ({ action }) => action === 'certificate-refused',
    );
    expect(refused.map(({ after }) => after?.code)).toEqual([
      'certificate-self-signed',
      'certificate-of-other-iec',
      'certificate-of-no-director',
      'signed-by-another-key',
      'certificate-of-other-iec',
      'challenge-gone',
    ]);
  });

  test('R17 details of another firm, of none or of two kinds are refused', async () => {
    const exporter = newcomer(addresses);
    await exporter.begin({ kind: 'exporter', iec: third.iec });
    const codeOf = async (details: object) =>
      (await exporter.ask('/details', { gstin: null, sezState: null, ...details })).body.code;
    const [foreign = ''] = firmOf(first.iec).gstins;
    const [own = ''] = firmOf(third.iec).gstins;
    expect(await codeOf({})).toBe('gstin-or-sez');
    expect(await codeOf({ gstin: own, sezState: '27' })).toBe('gstin-or-sez');
    expect(await codeOf({ gstin: `${own.slice(0, -1)}${own.endsWith('1') ? '2' : '1'}` })).toBe(
      'gstin-mistyped',
    );
    expect(await codeOf({ gstin: foreign })).toBe('gstin-of-other-pan');
    expect(await codeOf({ sezState: '77' })).toBe('state-unknown');
    expect(await codeOf({ sezState: '27', aeo: 'INX' })).toBe('aeo-mistyped');
    expect(await codeOf({ sezState: '27' })).toBeUndefined();
  });

  test("another's registration looks like none; a repeat with the same key reaches the same one", async () => {
    const one = newcomer(addresses);
    const other = newcomer(addresses);
    await one.begin({ kind: 'exporter', iec: third.iec });
    await other.begin({ kind: 'exporter', iec: third.iec });
    const asOther = { authorization: `Bearer ${other.secretOf()}` };
    const about = `${addresses.api}/api/v1/registrations/${one.idOf()}`;
    expect((await fetch(about, { headers: asOther })).status).toBe(404);
    expect((await fetch(about)).status).toBe(401);
    const exporter = await signedInProgram('AAACS7302F');
    expect((await exporter(`/registrations/${one.idOf()}`)).status).toBe(404);

    const withdrawn = await one.ask('/withdraw', {}, 'the-same-key');
    expect([withdrawn.status, withdrawn.body.stage]).toEqual([200, 'withdrawn']);
    expect((await one.ask('/withdraw', {}, 'the-same-key')).body).toEqual(withdrawn.body);
    expect((await one.agree()).body.code).toBe('registration-ended');
  });
});
