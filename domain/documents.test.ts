import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examineApplication } from './application/examine.ts';
import { responseTimes } from './application/response-time.ts';
import { auditActions } from './audit-actions.ts';
import { type Permission, permissions } from './authority/permissions.ts';
import { roles } from './authority/role.ts';
import { refusalCodes } from './refusal-codes.ts';
import { actions, followers, isClosed, rolesThatMay, stages, waitsFor } from './stage.ts';
import { sampleApplication, sampleToday } from './testing/sample-application.ts';

/* `vitest run domain/documents.test.ts -u` draws the tables anew. */

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

test('docs/refusals.md lists every refusal code with its meaning', async () => {
  const rows = Object.entries(refusalCodes).map(([code, meaning]) => [`\`${code}\``, meaning]);
  const text =
    '# Why an application is refused\n\n' +
    'Drawn from `domain/refusal-codes.ts`. Codes are stable. Each refusal also has a sentence that ' +
    'says what to do,\na JSON Pointer to the place in the application, and, where origin was ' +
    'determined, the whole reasoning.\nA refused application costs nothing and uses no number.\n\n';
  await expect(text + table(['code', 'meaning'], rows)).toMatchFileSnapshot('../docs/refusals.md');
});

test('docs/stages.md says who may do what in which stage', async () => {
  const rows = stages.flatMap((stage) => {
    const open = actions.filter((action) => rolesThatMay(action, stage).length > 0);
    return open.length === 0
      ? [[stage, 'nobody acts', '']]
      : open.map((action) => [stage, action, rolesThatMay(action, stage).join(', ')]);
  });
  const id = (stage: string) => stage.replaceAll('-', '_');
  const diagram = [
    ...stages.map((stage) => `${id(stage)} : ${stage}`),
    '[*] --> draft',
    ...stages.flatMap((from) => followers[from].map((to) => `${id(from)} --> ${id(to)}`)),
    ...stages.filter(isClosed).map((stage) => `${id(stage)} --> [*]`),
  ].map((line) => `  ${line}\n`);
  const waits = Object.entries(responseTimes).map(([stage, { days, remindDaysBefore }]) => [
    stage,
    String(days.value),
    remindDaysBefore.join(', '),
    days.sure,
    days.source,
  ]);
  const text =
    '# Who may do what, when\n\nDrawn from `domain/stage.ts`, which every room asks.\n\n' +
    `\`\`\`mermaid\nstateDiagram-v2\n${diagram.join('')}\`\`\`\n\n` +
    table(['stage', 'action', 'roles'], rows) +
    '\n## Whose turn it is\n\nThe field `waitsFor` of a case.\n\n' +
    table(
      ['stage', 'waits for'],
      stages.map((stage) => [stage, waitsFor(stage) ?? 'nobody: it is closed']),
    ) +
    '\n## How long a case waits for its exporter\n\nDrawn from ' +
    '`domain/application/response-time.ts`. Then it lapses by itself.\n\n' +
    table(['stage', 'days', 'reminded so many days before', 'sure', 'source'], waits);
  await expect(text).toMatchFileSnapshot('../docs/stages.md');
});

test('docs/authority.md says how far each role reaches with each action on each thing', async () => {
  const rows = Object.entries(permissions).flatMap(([kind, ofKind]) =>
    Object.entries<Permission>(ofKind).map(([action, { right, by }]) => [
      kind,
      action,
      right,
      ...roles.map((role) => by[role] ?? ''),
    ]),
  );
  const text =
    '# Who may do what\n\nDrawn from `domain/authority/permissions.ts`, the one table that every ' +
    'route, every list and every activity asks\nthrough `authorize`. In a cell stands how far the ' +
    "role reaches: what is one's own (`self`), one's exporters' (`iec`),\noffices' or agency's, or " +
    'everything; an empty cell reaches nothing.\n\n' +
    "`right` is what an exporter's user or a customs agent must have been given for that exporter, " +
    'and what an API token\nmust have been made for. What is done `in-person` no token does; for an ' +
    'exporter its first user does it, who has\n`manage`.\n\n' +
    'Besides:\n\n' +
    '- Who may not `view` a thing is told 404, whatever else he asks; 403 only who sees it.\n' +
    "- A draft is its exporter's alone.\n" +
    '- When an action on an application is due, [stages](stages.md) says: 409 otherwise.\n' +
    '- Nobody approves, rejects or decides what he made, proposed or is himself; nobody changes his ' +
    'own power.\n' +
    '- Who approved a certificate signs it.\n\n';
  const head = ['thing', 'action', 'right', ...roles];
  await expect(text + table(head, rows)).toMatchFileSnapshot('../docs/authority.md');
});

test('docs/audit.md lists every word of the audit', async () => {
  const rows = Object.entries(auditActions).map(([action, meaning]) => [`\`${action}\``, meaning]);
  const text =
    '# The audit\n\nEvery decision on people and every change of authority is one entry, written in ' +
    'the transaction of the change it tells\nof: who did what to whom, when, from which network, ' +
    "what was there before and after. What happens to a case is in the\ncase's own chain " +
    '(`GET /api/v1/applications/{id}/timeline`). DGFT operations read the audit by ' +
    '`GET /api/v1/audit`.\n\n## What is told\n\nDrawn from `domain/audit-actions.ts`. Words are ' +
    'stable.\n\n';
  const proof =
    "\n## What it proves\n\nEach entry's hash covers its text and the hash before it, so no entry " +
    'can be changed, left out, put in or moved without\nthe chain showing it from there on. The ' +
    "application's database user cannot change or delete entries: triggers refuse it.\n" +
    '`npx ecoo audit verify` reads both chains from the beginning, computes every hash anew, and ' +
    'names the first row that does\nnot hold: its sequence, its subject and what is wrong. It ' +
    "compares the end of every case's chain with the end that the case\nitself keeps, so a cut tail is " +
    'found there too.\n\nTwo things a plain chain cannot prove. Whoever rules the database itself can ' +
    'switch the triggers off and write the whole\nchain anew, every hash right; and can cut entries off ' +
    'the end of the audit. Against both, keep what `ecoo audit verify`\nprints as the end of the chain (its ' +
    'sequence and hash) somewhere else, or publish it: a later run must show the same\nhash at that ' +
    'sequence (`--json` gives it to programs).\n';
  await expect(text + table(['action', 'what happened'], rows) + proof).toMatchFileSnapshot(
    '../docs/audit.md',
  );
});

test('docs/origin.md works the samples through with the figures that the cases show', () => {
  const text = readFileSync(new URL('../docs/origin.md', import.meta.url), 'utf8');
  const plain = text.replace(/\s+/g, ' ');
  for (const name of ['resin', 'refusedResin'] as const) {
    const application = sampleApplication(name);
    const asked = { application, exporter: null, today: sampleToday, holidays: [] };
    const steps = examineApplication(asked).origin.flatMap(({ reasoning }) => reasoning);
    const figures = steps.find(({ rule }) => rule === 'value-content')?.result ?? 'missing';
    expect(plain).toContain(figures);
  }
  expect(plain).toContain('RVC [79.73] %+CTSH');
});
