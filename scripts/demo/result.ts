import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from './api-client.ts';

type Refusal = { code: string; message: string; reasoning: unknown[] };

/** What `result.json` says; `npm run demo` writes it whatever the end. */
export type DemoResult = {
  outcome: 'issued' | 'refused' | 'rejected';
  stage: string;
  applicationId: string | null;
  workflowId: string | null;
  certificateNumber: string | null;
  scheme: string;
  validUntil: string | null;
  endorsements: string[];
  items: { criterion: string; reasoning: unknown[] }[];
  refusal: Refusal | null;
  feePaise: number;
  historyEvents: number;
  secondsToIssue: number | null;
};

export const refusalOf = ({ code, detail, title, reasoning }: Problem): Refusal => ({
  code,
  message: detail ?? title,
  reasoning: reasoning ?? [],
});

/** Writes bytes as they are and anything else as JSON into the folder, made where it is missing. */
export function writeOut(outDir: string, files: Record<string, unknown>): void {
  mkdirSync(outDir, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const bytes =
      content instanceof Uint8Array || typeof content === 'string'
        ? content
        : `${JSON.stringify(content, null, 2)}\n`;
    writeFileSync(path.join(outDir, name), bytes);
  }
}
