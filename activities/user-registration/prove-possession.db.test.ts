import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { newChallenge } from '../../credential/signing-challenge.ts';
import { listAuditOf } from '../../db/queries/audit/audit.ts';
import { readRegistration } from '../../db/queries/registration/registration.ts';
import { registration } from '../../db/schema/schema.ts';
import { readPlaces } from '../../domain/registration/certificate-match.ts';
import { createRevocation } from '../../gateways/revocation.ts';
import {
  type Holder,
  sha256Of,
  startTokenOffice,
  type TestToken,
} from '../../test/people/exporter-token.ts';
import { freshDatabase } from '../../test/servers/fresh-database.ts';
import type { Dependencies } from '../dependencies.ts';
import { createProvePossession } from './prove-possession.ts';

const { database } = await freshDatabase();
const tokens = await startTokenOffice();
afterAll(() => tokens.close());

const firm = {
  iec: 'ALNCP0642U',
  pan: 'ALNCP0642U',
  firmName: 'Patel Auto Components Private Limited',
  status: 'active' as const,
  directors: ['Thomas Varghese', 'Deepa Mehta'],
  registeredOffice: ['1 Station Road'],
  email: 'exports@firm-10.example',
  mobile: '9100000010',
  gstins: [],
  aeoNumber: null,
};
const director: Holder = { name: 'DEEPA MEHTA', organisation: firm.firmName, iec: firm.iec };
const real = await tokens.realToken(director);
const revoked = await tokens.revokedToken(director);

const provePossession = createProvePossession({
  database,
  trustAnchors: [tokens.authority.root.der],
  revocation: createRevocation({ timeoutMs: 5_000 }),
  certificatePlaces: readPlaces('subject.organizationalUnit,subject.serialNumber=sha256(pan)'),
} as unknown as Dependencies);

let registrationId: string;
let serial = 0;
beforeEach(async () => {
  registrationId = randomUUID();
  serial += 1;
  const now = new Date();
  await database.insert(registration).values({
    id: registrationId,
    number: `EIC/2026/${String(serial).padStart(4, '0')}`,
    kind: 'exporter',
    stage: 'collecting',
    revision: 1,
    lastStep: 'begin',
    iec: firm.iec,
    applicant: {
      name: firm.firmName,
      email: firm.email,
      mobile: `+91${firm.mobile}`,
      designation: null,
      rights: [],
      role: 'exporter',
      brokerFirm: null,
      brokerLicence: null,
    },
    firm,
    secretHash: 'none',
    createdAt: now,
    updatedAt: now,
    dueAt: now,
  });
});

const challengeFor = (subject: string) =>
  newChallenge({
    service: 'https://ecoo.example',
    purpose: 'register-exporter',
    subject,
    at: new Date(),
  }).text;

/** Presents a token as the workflow hands it on; the challenge is this registration's own, or another. */
async function present(token: TestToken, challenge: string | null = challengeFor(registrationId)) {
  const signed = await token.present(challenge ?? challengeFor(registrationId));
  return provePossession({
    registrationId,
    revision: 1,
    network: '127.0.0.1',
    challenge,
    ...signed,
  });
}

async function told() {
  const entries = await listAuditOf(database, `registration/${registrationId}`);
  return entries.map(({ body }) => JSON.parse(body));
}

it('R15 a director proves the firm by a token that holds the IEC', async () => {
  const answer = await present(real);
  expect(answer.refused).toBeUndefined();
  expect(answer.missing).not.toContain('certificate');
  const { certificate } = await readRegistration(database, registrationId);
  expect(certificate).toMatchObject({
    sha256: sha256Of(real),
    iecFoundIn: 'subject.organizationalUnit',
    director: 'Deepa Mehta',
  });
  expect(await told()).toMatchObject([
    { action: 'certificate-proved', actor: 'applicant', network: '127.0.0.1' },
  ]);
});

describe('R15 a forged DSC is refused, and the audit is told', () => {
  async function refusedWith(code: string, answer: ReturnType<typeof present>) {
    expect((await answer).refused?.code).toBe(code);
    expect((await readRegistration(database, registrationId)).certificate).toBeNull();
    expect(await told()).toMatchObject([{ action: 'certificate-refused', after: { code } }]);
  }

  it('signed by itself, with the right name and IEC', async () => {
    await refusedWith('certificate-self-signed', present(await tokens.selfSignedToken(director)));
  });

  it("of a good chain, with another firm's IEC", async () => {
    const other = await tokens.softToken({ ...director, iec: '0388012345' });
    await refusedWith('certificate-of-other-iec', present(other));
  });

  it('of a good chain, without an IEC', async () => {
    const { iec: _, ...person } = director;
    await refusedWith('certificate-without-iec', present(await tokens.softToken(person)));
  });

  it('of a good chain with the IEC, but of nobody who is a director', async () => {
    const clerk = await tokens.softToken({ ...director, name: 'Deepak Mehta' });
    await refusedWith('certificate-of-no-director', present(clerk));
  });

  it('with a challenge that another key signed', async () => {
    const thief = await tokens.softToken(director);
    const forged = {
      certificate: real.certificate,
      present: async (challenge: string) => ({
        ...(await real.present(challenge)),
        signature: (await thief.present(challenge)).signature,
      }),
    };
    await refusedWith('signed-by-another-key', present(forged));
  });

  it('with a challenge that was used before', async () => {
    await refusedWith('challenge-gone', present(real, null));
  });

  it('with a challenge made for another registration', async () => {
    await refusedWith('challenge-gone', present(real, challengeFor(randomUUID())));
  });

  it('that is expired', async () => {
    await refusedWith('certificate-expired', present(await tokens.expiredToken(director)));
  });

  it('that was revoked', async () => {
    await refusedWith('certificate-revoked', present(revoked));
  });
});
