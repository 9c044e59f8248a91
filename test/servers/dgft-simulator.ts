import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createDgft } from '../../gateways/dgft/registry.ts';
import { startDgft } from '../../simulators/dgft/server.ts';

type Account = { id: string; iec: string | null; name: string; email: string; status: string };

/** A DGFT of the test file's own, with what its people and back office do. Call it at the file's top. */
export async function dgftSimulator() {
  const dataDir = await mkdtemp(join(tmpdir(), 'dgft-'));
  const apiKey = 'a-key-of-this-test';
  const simulator = await startDgft({ dataDir, port: 0, apiKey, noticePausesMs: [] });
  afterAll(async () => {
    await simulator.stop();
    await rm(dataDir, { recursive: true });
  });

  async function act<Answer>(path: string, body: object): Promise<Answer> {
    const answer = await fetch(`${simulator.url}/simulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Answer;
  }

  let people = 0;
  return {
    url: simulator.url,
    gateway: createDgft({ url: simulator.url, apiKey, timeoutMs: 2_000 }),
    /** Makes an account at DGFT. */
    makeAccount: (iec: string | null, email?: string) => {
      people += 1;
      const mobile = String(9_100_000_000 + people);
      const name = `Person ${people}`;
      const address = email ?? `person-${people}@firm.example`;
      return act<Account>('accounts', { iec, name, email: address, mobile });
    },
    changeAccount: (id: string, change: object) => act<Account>(`accounts/${id}`, change),
    modifyIec: (iec: string, change: object) => act<object>(`firms/${iec}`, change),
    registerService: (service: object) => act<object>('service', service),
    setFault: (fault: object) => act<object>('faults', fault),
  };
}
