import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runTool } from '../document/testing/validators.ts';
import { testWith } from '../test/tools.ts';
import { projectDir, surroundings } from './env.ts';

/** A folder with a blank in its name, as people have them. */
const outDir = mkdtempSync(path.join(os.tmpdir(), 'ecoo demo '));
afterAll(() => rmSync(outDir, { recursive: true }));
const at = (...parts: string[]) => path.join(outDir, ...parts);

async function run(...args: string[]): Promise<{ code: number; text: string }> {
  const env = { ...surroundings(), ECOO_DATA_DIR: inject('dataDir') };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: projectDir, env });
    return { code: 0, text: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: stdout + stderr };
  }
}

async function demo(sample: string) {
  const file = `samples/applications/${sample}.json`;
  const { code, text } = await run('scripts/demo.ts', file, '--out', at(sample));
  return { code, text, result: JSON.parse(readFileSync(at(sample, 'result.json'), 'utf8')) };
}

const ecoo = (...args: string[]) => run('cli/ecoo.mjs', 'verify', ...args);

describe('R1 R34 R38 the main job through the HTTP API alone', () => {
  test('AIFTA by wallet and token: issued, with its reasoning', async () => {
    const { code, text, result } = await demo('aifta-resin');
    expect([code, result.outcome], text).toEqual([0, 'issued']);
    expect(result.items[0].criterion).toBe('RVC [79.73] %+CTSH');
    expect(result.items[0].reasoning.length).toBeGreaterThan(2);
    expect(result.feePaise).toBe(35_000);
    expect(result.historyEvents).toBeLessThanOrEqual(60);
  });

  test('Non-Preferential: issued, origin INDIAN', async () => {
    const { code, text, result } = await demo('nonpreferential-chillies');
    expect([code, result.outcome], text).toEqual([0, 'issued']);
    expect(result.items[0].criterion).toBe('INDIAN');
    expect([result.feePaise, result.validUntil]).toEqual([20_000, null]);
  });

  test('UAE CEPA by gateway: shirts by the rule of most products, rice wholly obtained', async () => {
    const { code, text, result } = await demo('uae-shirts-and-rice');
    expect([code, result.outcome], text).toEqual([0, 'issued']);
    const criteria = result.items.map(({ criterion }: { criterion: string }) => criterion);
    expect(criteria).toEqual(['PSR', 'WO']);
    const rules = result.items[0].reasoning.map(({ rule }: { rule: string }) => rule);
    expect(rules).toEqual(['origin-of-materials', 'value-content', 'tariff-shift']);
    const { output } = await runTool(
      'pdftotext',
      at('uae-shirts-and-rice', 'certificate.pdf'),
      '-',
    );
    expect(output).toContain('KT/EXP/881');
    expect(output).toContain('KT/EXP/882');
  });

  test('Australia ECTA after shipment: by build-down, marked, with reason and export document', async () => {
    const { code, text, result } = await demo('australia-pumps-retrospective');
    expect([code, result.outcome], text).toEqual([0, 'issued']);
    expect(result.items[0].criterion).toBe('CTSH + QVC 70 build-down');
    expect(result.endorsements).toEqual(['ISSUED RETROSPECTIVELY']);
    const pdf = at('australia-pumps-retrospective', 'certificate.pdf');
    const { output } = await runTool('pdftotext', pdf, '-');
    for (const words of ['ISSUED RETROSPECTIVELY', 'Buyer asked for', '2209817']) {
      expect(output).toContain(words);
    }
  });

  test('EFTA TEPA by self-declaration: signed and issued by its exporter, nothing to pay', async () => {
    const { code, text, result } = await demo('efta-self-declaration');
    expect([code, result.outcome], text).toEqual([0, 'issued']);
    expect([result.items[0].criterion, result.feePaise]).toEqual(['WO', 0]);
    expect(result.certificateNumber).toMatch(/^DGFT-SELF-\d{4}-\d{7}-[A-Z0-9]$/);
    const inInk = await runTool('pdfsig', at('efta-self-declaration', 'physical-copy.pdf'));
    expect(inInk.output).toContain('does not contain any signatures');
  });

  test('34.996 % is refused with the figures, nothing charged, no number, no run', async () => {
    const { code, result } = await demo('refused-aifta-34.996-percent');
    expect([code, result.outcome]).toEqual([0, 'refused']);
    expect(result.refusal.code).toBe('value-content-too-low');
    expect(result.refusal.message).toContain('34.996');
    expect([result.feePaise, result.certificateNumber, result.workflowId]).toEqual([0, null, null]);
  });
});

describe.each(['aifta-resin', 'nonpreferential-chillies', 'efta-self-declaration'])(
  'what strangers say of %s',
  (sample) => {
    const pdf = at(sample, 'certificate.pdf');
    const changed = at(sample, 'changed.pdf');
    const trust = at(sample, 'trust.pem');
    beforeAll(() => {
      const bytes = readFileSync(pdf);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      writeFileSync(changed, bytes);
    });

    testWith('qpdf')('qpdf: sound in structure', async () => {
      expect((await runTool('qpdf', '--check', pdf)).code).toBe(0);
    });
    testWith('pdfsig')(
      'pdfsig: the whole document signed, valid; not so with one bit changed',
      async () => {
        const { output } = await runTool('pdfsig', '-nocert', pdf);
        expect(output).toContain('Total document signed');
        expect(output).toContain('Signature is Valid');
        expect((await runTool('pdfsig', '-nocert', changed)).output).not.toContain(
          'Signature is Valid',
        );
      },
    );
    testWith('pyhanko')(
      'R51 pyHanko: valid against the trust anchor; not so with one bit changed',
      async () => {
        const validate = (file: string) =>
          runTool(
            'pyhanko',
            'sign',
            'validate',
            '--executive-summary',
            '--trust',
            trust,
            '--trust-replace',
            file,
          );
        expect((await validate(pdf)).output).toContain(':VALID');
        expect((await validate(changed)).code).not.toBe(0);
      },
    );
    testWith('verapdf')('veraPDF: PDF/A-3u', { timeout: 60_000 }, async () => {
      expect((await runTool('verapdf', '-f', '3u', pdf)).output).toContain('isCompliant="true"');
    });
    testWith('pdftoppm', 'zbarimg')(
      'R71 zbar: the code leads here and is genuine by itself',
      async () => {
        await runTool(
          'pdftoppm',
          '-r',
          '150',
          '-png',
          '-f',
          '1',
          '-l',
          '1',
          pdf,
          at(sample, 'page'),
        );
        const png = at(sample, 'page-1.png');
        const { output } = await runTool('zbarimg', '-q', '--raw', png);
        const text = output.split('\n').find((line) => line.startsWith('http')) ?? '';
        expect(text.startsWith(`${inject('addresses').publicUrl}/v/`)).toBe(true);
        expect((await ecoo('--qr', text)).code).toBe(0);
        expect((await fetch(text)).status).toBe(200);
      },
    );
    test('ecoo verify: genuine with the handed-out trust alone; not so with one bit changed', async () => {
      expect((await ecoo('--trust', trust, pdf)).code).toBe(0);
      expect((await ecoo('--trust', trust, changed)).code).toBe(1);
      expect((await ecoo('--online', inject('addresses').publicUrl, pdf)).code).toBe(0);
    });
  },
);
