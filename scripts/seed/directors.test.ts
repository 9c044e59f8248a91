import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCertificateFacts } from '../../credential/certificate-facts.ts';
import { panDigest } from '../../credential/pan-digest.ts';
import { matchExporter } from '../../domain/registration/certificate-match.ts';
import { openCertifyingAuthority } from '../../simulators/certifying-authority/authority.ts';
import { registeredFirms } from '../../simulators/dgft/firms.ts';
import { provisionTokens } from '../../simulators/token/provision.ts';
import { directors, tokenOfDirector } from './directors.ts';
import { people } from './people.ts';

test('R15 with a seeded token of a director, an active firm without an account can be registered', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecoo directors '));
  try {
    const authority = await openCertifyingAuthority({ dataDir, publicUrl: 'http://127.0.0.1:9' });
    const holders = directors.map((director) => tokenOfDirector(director, '4711-demo'));
    const tokens = await provisionTokens({ dataDir, authority }, holders);
    expect(directors).toHaveLength(3);
    for (const [index, { iec, name }] of directors.entries()) {
      const firm = registeredFirms().get(iec);
      if (!firm) throw new Error(`DGFT does not know ${iec}`);
      expect(firm.status).toBe('active');
      expect(people.some((person) => person.iec === iec)).toBe(false);
      const facts = readCertificateFacts(tokens[index]?.certificateDer ?? Buffer.of());
      const sought = { ...firm, panSha256: panDigest(firm.pan) };
      expect(matchExporter(facts, sought, ['subject.organizationalUnit'])).toEqual({
        outcome: 'matched',
        place: 'subject.organizationalUnit',
        director: name,
      });
    }
  } finally {
    await rm(dataDir, { recursive: true });
  }
});
