import { describe, expect, test } from 'vitest';
import { breaches } from './test/rooms/breaches.ts';
import { parseSource, readSourceFiles } from './test/rooms/source-file.ts';

test('no file of the project breaks the rules of its room', { timeout: 120_000 }, () => {
  const files = readSourceFiles(import.meta.dirname);
  expect(files.length).toBeGreaterThan(50);
  expect(breaches(files)).toEqual([]);
});

const titleOf = ([file, text]: [string, string]) => `${file}: ${text.trim()}`;

describe('each kind of breach is found, with its place', () => {
  const refused: [file: string, text: string][] = [
    ['domain/a.ts', "import fs from 'node:fs';"],
    ['domain/a.ts', "import { z } from 'zod';"],
    ['domain/a.ts', "import type { Case } from '../db/queries/case.ts';"],
    ['domain/a.ts', "export { query } from '../db/database.ts';"],
    ['domain/a.ts', "export * from '../db/database.ts';"],
    ['domain/a.ts', "type Query = import('../db/database.ts').Database;"],
    ['domain/a.ts', "const late = await import('../db/database.ts');"],
    ['domain/a.ts', 'const late = await import(name);'],
    ['domain/a.ts', 'export const now = () => new Date();'],
    ['domain/a.ts', 'export const chance = () => Math.random();'],
    ['domain/a.ts', 'export const day: Date | undefined = undefined;'],
    ['domain/a.ts', "export const names = new Intl.DisplayNames('hi', { type: 'region' });"],
    ['workflows/coo/workflow.ts', "import { pay } from '../../activities/pay.ts';"],
    ['workflows/coo/workflow.ts', "import { type A, pay } from '../../activities/pay.ts';"],
    ['workflows/coo/workflow.ts', "import { z } from 'zod';"],
    ['workflows/coo/workflow.ts', "import { randomUUID } from 'node:crypto';"],
    ['workflows/coo/a.ts', 'let last = 0;\nexport const next = () => ++last;'],
    ['workflows/coo/a.ts', 'export const seen = new Map<string, string>();'],
    ['workflows/coo/contract.ts', "import { coo } from './workflow.ts';"],
    ['activities/a.ts', "import { cooApplication } from '../workflows/coo/workflow.ts';"],
    ['activities/a.ts', "import { Client } from '@temporalio/client';"],
    ['activities/a.ts', "import { problem } from '../api/problem.ts';"],
    ['gateways/a.ts', "import { openDatabase } from '../db/database.ts';"],
    ['gateways/a.ts', "import { readWorkerEnv } from '../env.ts';"],
    ['document/a.ts', "import { storage } from '../gateways/storage.ts';"],
    ['temporal/a.ts', "import { createActivities } from '../activities/activities.ts';"],
    ['temporal/a.ts', "import { submit } from '../workflows/coo/contract.ts';"],
    ['db/a.ts', "import express from 'express';"],
    ['db/a.ts', "import { Client } from '@temporalio/client';"],
    ['api/a.ts', "import { pay } from '../activities/pay.ts';"],
    ['api/a.ts', "import { coo } from '../workflows/coo/workflow.ts';"],
    ['api/a.ts', "import { build } from '../document/build-certificate.ts';"],
    ['api/a.ts', "import { dgft } from '../gateways/dgft.ts';"],
    ['api/a.ts', "import { sql } from 'drizzle-orm';"],
    ['cli/a.ts', "import { storage } from '../gateways/storage.ts';"],
    ['simulators/a.ts', "import { fee } from '../domain/money/fee.ts';"],
    ['worker.ts', "import { api } from './api/server.ts';"],
    ['document/a.ts', "import { authority } from './testing/test-authority.ts';"],
    ['garage/a.ts', "import fs from 'node:fs';"],
    ['api/a.ts', 'export const port = process.env.PORT;'],
    ['api/a.ts', "export const port = process['env'].PORT;"],
    ['api/a.ts', 'export const port = globalThis.process.env.PORT;'],
    ['api/a.test.ts', 'export const port = process.env.PORT;'],
    ['api/utils.ts', ''],
    ['api/helpers/money.ts', ''],
    ['api/moneyRoutes.ts', ''],
    ['api/a.ts', '\n'.repeat(300).concat('export {};')],
  ];
  test.each(refused.map((row) => ({ row, title: titleOf(row) })))('$title', ({ row }) => {
    const [file, text] = row;
    const found = breaches([parseSource(file, text)]);
    expect(found[0]).toMatch(new RegExp(`^${file}:[0-9]+ `));
  });

  test('the line is that of the import', () => {
    const file = parseSource('db/a.ts', "// one\nimport 'postgres';\nimport 'express';\n");
    expect(breaches([file])).toEqual([expect.stringMatching(/^db\/a\.ts:3 imports express: db\//)]);
  });

  test('a median over 70 lines', () => {
    const file = parseSource('db/a.ts', 'export {};\n'.repeat(71));
    expect(breaches([file])).toEqual(['the median file has 71 lines, over 70']);
  });
});

describe('what the rules allow passes', () => {
  const allowed: [file: string, text: string][] = [
    ['workflows/coo/steps.ts', "import type { Activities } from '../../activities/activities.ts';"],
    ['workflows/coo/steps.ts', "import { type A } from '../../activities/activities.ts';"],
    ['workflows/coo/a.ts', 'export function a() {\n  let b = new Map();\n  return b;\n}'],
    ['api/a.ts', "import { submit } from '../workflows/coo/contract.ts';"],
    ['api/a.ts', "import { failureTypes } from '../workflows/failure.ts';"],
    ['api/a.ts', "import { createFileStorage } from '../gateways/storage.ts';"],
    ['simulators/a.ts', "import { checkPan } from '../domain/identifier/pan.ts';"],
    ['domain/a.ts', 'export const at = (event: { Date: string }) => event.Date;'],
    ['domain/a.ts', "// import fs from 'node:fs'\nexport const a = \"import 'node:fs'\";"],
    ['api/a.test.ts', "import { startStack } from '../scripts/stack/stack.ts';"],
  ];
  test.each(allowed)('%s: %s', (file, text) => {
    expect(breaches([parseSource(file, text)])).toEqual([]);
  });
});
