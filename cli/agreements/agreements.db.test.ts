import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { insertCorrection } from '../../db/queries/agreement/correction.ts';
import { account } from '../../db/schema/schema.ts';
import { aCorrection } from '../../test/access/agreement-rules.ts';
import { apiServer, password } from '../../test/servers/api-server.ts';
import { EXIT } from '../exit-code.ts';
import { openService } from '../migrate/service.ts';
import { signIn } from '../migrate/session.ts';
import { agreementLines, decided, proposed, waitingLines } from './work.ts';

const { url, database, codeOf } = await apiServer();
const dataDir = mkdtempSync(join(tmpdir(), 'ecoo-agreements-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const place = { api: url, dataDir };
await signIn(place, 'operations', { password, code: (await codeOf('operations')) ?? '' });
const service = await openService(place, 'operations', () => {});

function fileOf(content: string): string {
  const file = join(dataDir, `${randomUUID()}.json`);
  writeFileSync(file, content);
  return file;
}

const { rules: _, ...correction } = aCorrection;

test('R38 two people of DGFT operations correct an agreement by command', async () => {
  const [head, ...figures] = await agreementLines(service, 'CHILE');
  expect(head).toMatch(/^CHILE .*, version 1$/);
  expect(figures).toContainEqual(expect.stringMatching(/^ {2}validity = {"months":12} {2}\[/));
  const [words] = await proposed(service, 'CHILE', fileOf(JSON.stringify(correction)));
  const [id = ''] = words?.split(' ') ?? [];
  expect(await waitingLines(service)).toEqual([
    `${id} CHILE from 2199-01-01: A notification`,
    '  validity = {"months":6}',
  ]);
  const own = decided(service, id, { approve: true });
  await expect(own).rejects.toMatchObject({ exitCode: EXIT.notAllowed });

  const colleague = randomUUID();
  await database.insert(account).values({
    ...{ id: colleague, role: 'dgft-operations', login: 'colleague-of-operations' },
    ...{ name: 'A colleague', email: 'colleague@dgft.example' },
  });
  const theirs = randomUUID();
  await database.transaction((transaction) =>
    insertCorrection(transaction, {
      ...{ id: theirs, scheme: 'CHILE', terms: aCorrection },
      ...{ proposedBy: colleague, proposedAt: new Date() },
    }),
  );
  expect(await decided(service, theirs, { approve: true })).toEqual([
    'It is version 2 of CHILE from 2199-01-01 on.',
  ]);
});

test('what cannot be proposed is refused with the reason', async () => {
  const noJson = proposed(service, 'CHILE', fileOf('figures: none'));
  await expect(noJson).rejects.toMatchObject({ exitCode: EXIT.usage });
  const unknown = { ...correction, figures: [{ figure: 'partners', value: ['IT'] }] };
  const refused = proposed(service, 'CHILE', fileOf(JSON.stringify(unknown)));
  await expect(refused).rejects.toMatchObject({
    exitCode: EXIT.refused,
    message: 'CHILE has no figure partners.',
  });
});
