import { describe, expect, it } from 'vitest';
import { issuedCertificate } from '../../../test/records/case-in-stage.ts';
import { apiServer } from '../../../test/servers/api-server.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';
import { problemAnswer } from '../../schemas/problem-answer.ts';

const { call, database, idOf } = await apiServer();
const owner = { accountId: idOf('exporter'), iec: 'AAACS7302F' };
const issued = (more = {}) => issuedCertificate(database, owner, idOf('officer'), more);

const grounds = { reasons: ['wrong-tariff-code'], explanation: 'Customs want another code.' };
const ask = (number: string, body: unknown = grounds) =>
  call(`/api/v1/certificates/${encodeURIComponent(number)}/in-lieu`, { body, as: 'exporter' });
const codeOf = async (answer: Response) => problemAnswer.parse(await answer.json()).code;

describe('R2 a request for a certificate in lieu', () => {
  it('names reasons of the list, each once, and tells the story', async () => {
    const number = await issued();
    for (const wrong of [
      { ...grounds, reasons: [] },
      { ...grounds, reasons: ['lost'] },
      { ...grounds, reasons: ['wrong-tariff-code', 'wrong-tariff-code'] },
      { ...grounds, explanation: ' ' },
      { ...grounds, agency: 'IMC' },
    ]) {
      expect((await ask(number, wrong)).status).toBe(422);
    }
    const answer = await ask(number);
    expect(answer.status).toBe(201);
    expect(applicationAnswer.parse(await answer.json())).toMatchObject({
      ...{ stage: 'draft', parent: number, grounds },
    });
  });

  it('is drafted for whoever asks thirty times at once, each in turn', async () => {
    const number = await issued();
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(number)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  });

  it('is refused against one that has expired, before anything is drafted', async () => {
    const answer = await ask(await issued({ validUntil: '2020-01-01' }));
    expect([answer.status, await codeOf(answer)]).toEqual([409, 'parent-not-in-force']);
  });
});
