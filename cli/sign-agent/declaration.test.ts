import { describe, expect, test } from 'vitest';
import { newChallenge } from '../../credential/signing-challenge.ts';
import {
  type Declaration,
  readDeclaration,
  writeDeclaration,
} from '../../domain/application/declaration.ts';
import { challengeBytes } from './challenge-request.ts';
import { declarationBytes } from './declaration-request.ts';

const workbench = 'https://ecoo.example';
const said: Declaration = {
  service: workbench,
  applicationId: '0199f3a2-0000-7000-8000-000000000001',
  revision: 3,
  iec: 'AAACS7302F',
  scheme: 'EFTATEPA-SELF',
  contentSha256: 'ab'.repeat(32),
};
const declaration = writeDeclaration(said);
const challenge = newChallenge({
  service: workbench,
  purpose: 'register-signing-token',
  subject: said.applicationId,
  at: new Date(),
}).text;

const codeOf = (sign: () => unknown) => {
  try {
    sign();
    return 'signed';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

test('R47 a declaration is signed byte by byte as it was written, and reads as it was meant', () => {
  expect(Buffer.from(declarationBytes(declaration, [workbench])).toString()).toBe(declaration);
  expect(readDeclaration(declaration)).toEqual(said);
});

describe('R47 nothing but a declaration to this service is signed as one', () => {
  test.each([
    ['a proof of possession', challenge],
    ['another text', 'I owe the bearer ten crore rupees.'],
    ['a text before it', `I owe you.\n${declaration}`],
    ['a text after it', `${declaration}I owe you.\n`],
    ['a line more', declaration.replace('Revision', 'Price: 1\nRevision')],
    ['a letter that looks the same', declaration.replace('eCoO', 'еCoO')],
    ['a revision that is written otherwise', declaration.replace('Revision: 3', 'Revision: 03')],
  ])('not %s', (_, text) => {
    expect(codeOf(() => declarationBytes(text, []))).toBe('not-a-declaration');
  });

  test('not one to another service', () => {
    const others = writeDeclaration({ ...said, service: 'https://evil.example' });
    expect(codeOf(() => declarationBytes(others, [workbench]))).toBe(
      'declaration-to-other-service',
    );
  });

  test('and no declaration as a proof of possession', () => {
    expect(codeOf(() => challengeBytes(declaration, []))).toBe('not-a-challenge');
  });
});
