import { expect } from 'vitest';
import { applicationAnswer } from '../../api/schemas/case/answers.ts';
import { declarationAnswer } from '../../api/schemas/case/declaration.ts';
import type { SigningAgent } from '../../scripts/demo/signing-agent.ts';
import type { Program } from '../servers/api-program.ts';
import { type Move, post, sharedMoves, signWith, unsigned } from './moves.ts';

const declareWith =
  (agent: SigningAgent, exporter: Program): Move['ask'] =>
  async (as, path, expectedRevision) => {
    const asked = await exporter(`${path}/declaration`);
    if (!asked.ok) return post('submit', {})(as, path, expectedRevision);
    const { declaration } = declarationAnswer.parse(await asked.json());
    const signature = await agent.declare({ declaration, description: 'A walk' });
    return as(`${path}/submit`, { body: { expectedRevision, declaration: { signature } } });
  };

/** Every message of a case that its exporter issues himself; the agent holds his token. */
export const ownMoves = (agent: SigningAgent, exporter: Program): Move[] => [
  ...sharedMoves,
  { action: 'submit', ask: declareWith(agent, exporter) },
  { action: 'submit', ask: post('submit', { declaration: { signature: unsigned } }) },
  { action: 'submit', ask: post('submit', { payment: { method: 'wallet' } }) },
  { action: 'prepare-issue', ask: post('signing-request', {}) },
  { action: 'issue', ask: signWith(agent, exporter) },
  { action: 'issue', ask: post('signature', { signature: unsigned }) },
];

/** Takes a case from wherever it stands to its certificate, and gives that one's number. */
export async function issueOwn(
  agent: SigningAgent,
  exporter: Program,
  path: string,
): Promise<string> {
  const caseAt = async () => applicationAnswer.parse(await (await exporter(path)).json());
  const steps = [
    declareWith(agent, exporter),
    post('signing-request', {}),
    signWith(agent, exporter),
  ];
  for (const step of (await caseAt()).stage === 'draft' ? steps : steps.slice(1)) {
    const answer = await step(exporter, path, (await caseAt()).revision);
    expect(answer.status, await answer.clone().text()).toBe(200);
  }
  const { stage, certificateNumber } = await caseAt();
  expect(stage).toBe('issued');
  return certificateNumber ?? '';
}
