import { describe, test } from 'vitest';
import { isCi } from '../scripts/env.ts';
import { findTool } from '../scripts/stack/installed-tools.ts';

const areMissing = (tools: readonly string[]) =>
  !isCi && tools.some((tool) => findTool(tool) === undefined);

/**
 * A test that judges by strangers' tools, such as pyhanko or verapdf: skipped, by its name, on a
 * machine that set-up could not give one of them; in CI it runs all the same, and fails.
 */
export function testWith(...tools: string[]) {
  return test.skipIf(areMissing(tools));
}

/** The same for a group of tests. */
export function describeWith(...tools: string[]) {
  return describe.skipIf(areMissing(tools));
}
