import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type ApiClient, expected, type Visited } from './api-client.ts';
import type { SigningAgent } from './signing-agent.ts';

export type CaseAnswer = {
  id: string;
  stage: string;
  revision: number;
  feePaise: number;
  certificateNumber: string | null;
};

export type Place = Visited & { say: (line: string) => void };

/** Waits, for a minute at most, until the case is as wished; gives the case. */
export async function until(
  client: ApiClient,
  id: string,
  wished: (one: CaseAnswer) => boolean,
): Promise<CaseAnswer> {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer: Answer<CaseAnswer> = await client.get<CaseAnswer>(`/applications/${id}`);
    const one = expected(answer);
    if (wished(one)) return one;
    if (Date.now() > end) throw new Error(`The case ${id} stays ${one.stage}.`);
    await pause(50);
  }
}

/** Signs what the case asks to be signed and waits for the certificate; gives its number. */
export async function signAndIssue(
  client: ApiClient,
  agent: SigningAgent,
  id: string,
  what: string,
): Promise<string> {
  const { revision, signedAttributes, documentDigest, certificateNumber } = expected(
    await client.get<{
      revision: number;
      signedAttributes: string;
      documentDigest: string;
      certificateNumber: string;
    }>(`/applications/${id}/signing-request`),
  );
  const description = `${what} ${certificateNumber}`;
  const signature = await agent.sign({ signedAttributes, documentDigest, description });
  const message = { expectedRevision: revision, signature };
  expected(await client.post(`/applications/${id}/signature`, message));
  await until(client, id, (one) => one.stage === 'issued');
  return certificateNumber;
}
