import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { testTimeStampResponse } from '../testing/test-authority.ts';
import { makeTestTrust, type TestTrust } from '../testing/test-trust.ts';
import { elements, integer, only, sequence, tags } from './der.ts';
import {
  checkTimeStampToken,
  parseTimeStampResponse,
  TimeStampRefused,
  timeStampRequest,
} from './time-stamp.ts';

const at = '2026-11-22T07:15:00.000Z';
const digest = createHash('sha256').update('a signature').digest();
const nonce = randomBytes(16);
const request = timeStampRequest(digest, nonce);
let trust: TestTrust;
let response: Uint8Array;
beforeAll(() => {
  trust = makeTestTrust();
  response = testTimeStampResponse(request, trust.timeStamp, [trust.issuing.certificate], at);
});
const expected = () => ({ digest, nonce, trustAnchors: trust.trustAnchors });

test('a good answer gives its token and time, and the token holds by itself', () => {
  const { token, time } = parseTimeStampResponse(response, expected());
  expect(time).toBe(at);
  expect(checkTimeStampToken(token, digest, trust.trustAnchors).time).toBe(at);
});

test('certificates that prove nothing are left out of the token', () => {
  const chain = [trust.issuing.certificate, trust.root.certificate, trust.officer.certificate];
  const verbose = testTimeStampResponse(request, trust.timeStamp, chain, at);
  const { token } = parseTimeStampResponse(verbose, expected());
  expect(token.length).toBe(parseTimeStampResponse(response, expected()).token.length);
  // In a document they would be bytes that nothing protects.
  const asReceived = elements(only(verbose, tags.sequence).content)[1]?.bytes ?? verbose;
  expect(() => checkTimeStampToken(asReceived, digest, trust.trustAnchors)).toThrow(/not belong/);
});

describe('an answer is refused when', () => {
  const refused = (answer: Uint8Array, changes: object = {}) =>
    expect(() => parseTimeStampResponse(answer, { ...expected(), ...changes }));

  test('it is for another digest or another nonce', () => {
    const other = createHash('sha256').update('another').digest();
    refused(response, { digest: other }).toThrow(/other data/);
    refused(response, { nonce: randomBytes(16) }).toThrow(/nonce/);
  });

  test('its authority is not trusted', () => {
    refused(response, { trustAnchors: [trust.officer.certificate] }).toThrow(TimeStampRefused);
  });

  test('it is signed with a certificate for something else', () => {
    const chain = [trust.issuing.certificate];
    refused(testTimeStampResponse(request, trust.officer, chain, at)).toThrow(/not one of/);
  });

  test('the certificate was not valid at the time it claims', () => {
    const chain = [trust.issuing.certificate];
    const early = testTimeStampResponse(request, trust.timeStamp, chain, '2020-01-01T00:00:00Z');
    refused(early).toThrow(/valid from/);
  });

  test('it is a rejection, or no answer at all', () => {
    refused(sequence(sequence(integer(2)))).toThrow(/status 2/);
    refused(Buffer.from('<html>')).toThrow(TimeStampRefused);
    refused(new Uint8Array()).toThrow(TimeStampRefused);
  });

  test('any one byte of it was changed, unless that byte says nothing', () => {
    const whole = parseTimeStampResponse(response, expected());
    for (let i = 0; i < response.length; i += 3) {
      const changed = Uint8Array.from(response);
      changed[i] = (changed[i] ?? 0) ^ (1 << (i % 8));
      try {
        // The canonical token must then be the very same.
        expect(parseTimeStampResponse(changed, expected())).toEqual(whole);
      } catch (error) {
        if (!(error instanceof TimeStampRefused)) throw error;
      }
    }
  });
});
