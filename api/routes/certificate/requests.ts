import { findCase } from '../../../db/queries/case/application.ts';
import { readParentOf } from '../../../db/queries/certificate/parent.ts';
import { type GroundCode, grounds } from '../../../domain/application/purpose.ts';
import { changesOf, objectionToParent } from '../../../domain/application/request.ts';
import { standingOn } from '../../../domain/certificate/standing.ts';
import { allow } from '../../authority.ts';
import { endpoint, publicEndpoint } from '../../endpoint.ts';
import { problem } from '../../problem/problem.ts';
import { applicationPath, numberPath } from '../../schemas/addresses.ts';
import { applicationAnswer } from '../../schemas/case/answers.ts';
import {
  changesAnswer,
  groundsAnswer,
  inLieuBody,
  trueCopyBody,
} from '../../schemas/certificate/request.ts';
import { todayInIndia } from '../../today.ts';
import { draftRequest } from './draft-request.ts';

const tag = 'Certificates';

export const requestEndpoints = [
  publicEndpoint({
    method: 'get',
    path: '/grounds',
    tag,
    summary: 'Why a certificate may be replaced or copied: the list of reasons',
    answers: { 200: { description: 'All reasons', schema: groundsAnswer } },
    handle: async () => {
      const list = Object.keys(grounds) as GroundCode[];
      return { status: 200, body: { grounds: list.map((code) => ({ code, ...grounds[code] })) } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/certificates/{number}/in-lieu',
    tag,
    summary: 'Draft a request for a certificate in lieu of this one (R2)',
    description:
      'The draft says what this certificate was issued on: change what has to be corrected with ' +
      'PUT /applications/{id}, then submit it as any application. Agency and scheme stay. When it ' +
      'is issued, this certificate is superseded by it in the same moment. Against one of the earlier ' +
      'portal that has come over, send what is applied for as `application`; of any other, leave it out.',
    idempotency: 'record',
    pathSchema: numberPath,
    bodySchema: inLieuBody,
    answers: { 201: { description: 'The draft', schema: applicationAnswer } },
    problems: [
      'parent-not-in-force',
      'request-at-legacy',
      'in-lieu-needs-application',
      'unknown-office',
      'office-closed',
      'scheme-not-at-office',
      'agency-of-applicant',
    ],
    handle: (asked) => draftRequest(asked, 'in-lieu'),
  }),
  endpoint({
    method: 'post',
    path: '/certificates/{number}/true-copy',
    tag,
    summary: 'Draft a request for a certified true copy of this certificate',
    description:
      'For an original that was lost, stolen or destroyed. Submit the draft as it is: a copy has ' +
      'the number, the dates and the words of its original, and the day on which it was made.',
    idempotency: 'record',
    pathSchema: numberPath,
    bodySchema: trueCopyBody,
    answers: { 201: { description: 'The draft', schema: applicationAnswer } },
    problems: [
      'parent-not-in-force',
      'true-copy-too-late',
      'true-copy-of-legacy',
      'request-at-legacy',
    ],
    handle: (asked) => draftRequest(asked, 'true-copy'),
  }),
  endpoint({
    method: 'get',
    path: '/applications/{id}/changes',
    tag,
    summary: 'What a request changes against the certificate that it is made against',
    pathSchema: applicationPath,
    answers: { 200: { description: 'The certificate and the differences', schema: changesAnswer } },
    handle: async ({ account, path, api: { database } }) => {
      const one = allow(account, 'view', await findCase(database, path.id));
      const parent = await readParentOf(database, one);
      if (!parent || one.purpose === 'original') {
        throw problem('not-found', 'This application is made against no certificate.');
      }
      const today = todayInIndia();
      const standing = standingOn(parent, today);
      const objection = objectionToParent(parent, one.purpose, today);
      const { number, issuedOn, validUntil } = parent;
      return {
        status: 200,
        body: {
          applicationId: one.id,
          purpose: one.purpose,
          parent: {
            ...{ number, issuedOn, validUntil, status: standing.status },
            successor: standing.status === 'superseded' ? standing.successor : null,
            cancelledOn: standing.status === 'cancelled' ? standing.on : null,
          },
          objection: objection && { code: objection.code, message: objection.message },
          changes: changesOf(parent, one.content),
        },
      };
    },
  }),
];
