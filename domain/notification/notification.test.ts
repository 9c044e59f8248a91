import { describe, expect, test } from 'vitest';
import { stages } from '../stage.ts';
import { caseLetter, reasonsOf, shortReference } from './case-letter.ts';
import { languages } from './letter.ts';
import { type Candidate, owedOf } from './recipients.ts';
import { type Audience, type Turn, tellings, turnBetween, turns } from './turn.ts';

/* `vitest run domain/notification -u` draws the page anew. */

const names: Record<Audience, string> = {
  view: 'who may view',
  prepare: 'who may prepare',
  sign: 'who may sign',
  pay: 'who may pay',
  manage: 'who manages',
  decide: 'who decides',
  preparer: 'who prepared it',
  'asking-officer': 'the officer who has the case, or asked',
};

test('docs/notifications.md says who is told what', async () => {
  const rows = turns.map((turn) => {
    const { means, to, sms, passing, event } = tellings[turn];
    const whom = to.map((audience) => names[audience]).join(', ');
    const marks = `${sms ? 'yes' : ''} | ${passing ? 'yes' : ''}`;
    return `| ${means} | ${whom} | ${marks} | \`${event}\` |\n`;
  });
  const text =
    '# Who is told what of a case\n\n' +
    'Drawn from `domain/notification/turn.ts`. Everybody named is told by mail, in the language that he ' +
    'has chosen\n(`PUT /api/v1/account/language`, English until then); by SMS too where it says so and ' +
    'a mobile number is confirmed.\nOf the exporter those are told who have the right for it at that ' +
    'moment, and whoever prepared the case: a user, or its\ncustoms agent while the mandate stands. ' +
    'Where that leaves nobody, the address that DGFT has of the firm is told.\n' +
    'What only says where the case stands is not written about once the case has gone on: whoever is ' +
    'told that the\ncertificate is issued need not be told first that the officer is to sign it. ' +
    "The last column is what\n[the exporter's own systems](webhooks.md) are told, every turn of it.\n\n" +
    'No case waits for a message: what is to be told is written with the step itself and sent beside ' +
    'the case, each once.\nA mail server that is away is asked again for seven days, the SMS gateway ' +
    'for one. That a case is parked is told to nobody;\nDGFT operations see it.\n\n' +
    '| what has happened | told to | by SMS | only while it stands there | event |\n' +
    '| --- | --- | --- | --- | --- |\n' +
    rows.join('');
  await expect(text).toMatchFileSnapshot('../../docs/notifications.md');
});

test('every change of stage tells something or has a reason not to', () => {
  const untold = stages.filter((to) => stages.every((from) => turnBetween(from, to) === null));
  expect(untold).toEqual(['submitted', 'needs-attention']);
  for (const stage of stages) expect(turnBetween(stage, stage)).toBeNull();
  // A parked case that is taken up again has made no turn; one that ends from there has.
  const fromParked = stages.filter((to) => turnBetween('needs-attention', to) !== null);
  expect(fromParked).toEqual(['issued', 'rejected', 'withdrawn', 'lapsed']);
});

const facts = {
  application: '01a2f0c2-5d8e-7a57-9a43-2f1f7f5a9c10',
  invoice: 'INV/7 {number} $&',
  office: 'EIC Mumbai',
  number: 'EIC-MUMBAI-2026-0000017-X',
  successor: 'EIC-MUMBAI-2026-0000018-W',
  reasons: ['One reason'],
  respondBy: '2026-12-01',
  publicUrl: 'https://ecoo.example',
};

test.each(turns)('the letter of %s is whole in each language', (turn) => {
  const letter = caseLetter(turn, facts);
  for (const language of languages) {
    const said = [letter.subject, ...letter.paragraphs].map((words) => words[language]).join(' ');
    expect(said.replaceAll(facts.invoice, '')).not.toMatch(/[{}]/);
    expect(/[\u0900-\u097f]/.test(said)).toBe(language === 'hi');
  }
  expect(letter.facts?.map(({ value }) => value)).toContain('One reason');
  expect(letter.link?.url).toBe(`https://ecoo.example/v/${facts.number}`);
});

test('the link to a number of the earlier portal, which has slashes, leads to its page', () => {
  const { link } = caseLetter('cancelled', { ...facts, number: 'EIC/2024/013/0000001A/00158794' });
  expect(link?.url).toBe('https://ecoo.example/v/EIC%2F2024%2F013%2F0000001A%2F00158794');
});

test('a short message names the certificate, or as much of the invoice as fits', () => {
  expect(shortReference(facts)).toBe(facts.number);
  const long = `INV/${'9'.repeat(40)}`;
  expect(shortReference({ number: null, invoice: long })).toBe(long.slice(0, 30));
  expect(shortReference({ number: 'X'.repeat(31), invoice: 'one\ntwo' })).toBe('one two');
  expect(shortReference({ number: null, invoice: ' ' })).not.toMatch(/\n/);
  expect(shortReference({ number: null, invoice: '' })).toBe('-');
});

test('reasons are read from what the events keep, and from nothing else', () => {
  const reasons = [{ pointer: null, reason: 'No paper' }, { reason: 7 }, null];
  const told = {
    cancellationReason: 'Not India',
    detail: { reasons, refused: { message: 'No.' } },
  };
  expect(reasonsOf('rejected', told)).toEqual(['No paper']);
  expect(reasonsOf('given-back', told)).toEqual(['No.']);
  expect(reasonsOf('cancelled', told)).toEqual(['Not India']);
  expect(reasonsOf('issued', told)).toEqual([]);
  expect(reasonsOf('query-raised', { cancellationReason: null, detail: null })).toEqual([]);
});

describe('who is owed a message', () => {
  const somebody: Candidate = {
    accountId: 'a',
    rights: ['view'],
    preparer: false,
    askingOfficer: false,
    mobile: true,
  };
  test('nobody without the right; each once, whatever he is told for', () => {
    const both = { ...somebody, accountId: 'b', rights: ['view', 'pay'] as const, preparer: true };
    expect(owedOf({ turn: 'fee-awaited', overtaken: false }, [somebody, both])).toEqual([
      { recipient: 'b', channel: 'mail' },
      { recipient: 'b', channel: 'sms' },
    ]);
  });
  test('nobody of what the case has left behind, but of how it ended', () => {
    const preparer = { ...somebody, preparer: true, mobile: false };
    const told = (turn: Turn) => owedOf({ turn, overtaken: true }, [preparer]).length;
    expect(['fee-awaited', 'approved', 'sent-back'].map((turn) => told(turn as Turn))).toEqual([
      0, 0, 0,
    ]);
    expect(['query-raised', 'issued', 'given-back'].map((turn) => told(turn as Turn))).toEqual([
      1, 1, 1,
    ]);
  });
  test('the firm where nobody is left, the office never in its place', () => {
    expect(owedOf({ turn: 'issued', overtaken: false }, [somebody])).toEqual([
      { recipient: 'firm', channel: 'mail' },
    ]);
    expect(owedOf({ turn: 'query-answered', overtaken: false }, [somebody])).toEqual([]);
  });
  test('by SMS only where it matters and a mobile is confirmed', () => {
    const signing = { ...somebody, rights: ['view', 'sign'] as const };
    expect(owedOf({ turn: 'approved', overtaken: false }, [signing])).toEqual([
      { recipient: 'a', channel: 'mail' },
    ]);
    expect(
      owedOf({ turn: 'issued', overtaken: false }, [{ ...signing, mobile: false }]),
    ).toHaveLength(1);
    expect(owedOf({ turn: 'issued', overtaken: false }, [signing])).toHaveLength(2);
  });
});
