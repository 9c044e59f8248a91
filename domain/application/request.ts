import type { Scheme } from '../agreement/scheme.ts';
import { addMonths, compareDates } from '../calendar/plain-date.ts';
import type { CertificateContent } from '../certificate/certificate.ts';
import { type StandingOnRecord, standingOn } from '../certificate/standing.ts';
import { isSelfDeclaredCode } from '../office/self-declaration.ts';
import type { Refusal } from '../refusal.ts';
import { refusal } from '../refusal-codes.ts';
import type { ApplicationThatCameOver } from '../transition/taken-over.ts';
import type { CooApplication, PlainDate } from './application.ts';
import { type Difference, differences } from './difference.ts';
import { type AskedExamination, type Examination, examineApplication } from './examine.ts';
import type { CasePurpose, RequestPurpose } from './purpose.ts';

type OnRecord = StandingOnRecord & { number: string; issuedOn: PlainDate };

/** A certificate of ours that a request is made against, with what was applied for to get it. */
export type ParentIssuedHere = OnRecord & {
  content: CertificateContent;
  application: CooApplication;
  /** The version of the scheme that it was decided under; null where the scheme is offered no more. */
  scheme: Scheme | null;
  schemeVersion: number;
};

/** One of the earlier platform: it has no content of ours, and not all that was applied for came over. */
export type ParentTakenOver = OnRecord & {
  content: null;
  application: ApplicationThatCameOver;
  firstIssuedOn: PlainDate;
};

/** The certificate that a request is made against. */
export type Parent = ParentIssuedHere | ParentTakenOver;

/**
 * The day on which the first certificate of a line was issued. Whether goods are late is asked of
 * that day: a correction made months later says nothing new about it.
 */
export const firstIssuedOn = (parent: Parent): PlainDate =>
  parent.content
    ? (parent.content.inLieuOf?.firstIssuedOn ?? parent.issuedOn)
    : parent.firstIssuedOn;

/**
 * The version of its scheme that a case is decided under: that of the certificate of ours that it is
 * made against, else the newest one in effect.
 */
export const schemeVersionFor = (parent: Parent | null, newest: number): number =>
  parent?.content ? parent.schemeVersion : newest;

/** What stands in the way is the certificate, not what is asked: no rule of origin. */
const objection = (
  code: 'parent-not-in-force' | 'true-copy-too-late' | 'true-copy-of-legacy',
  message: string,
): Refusal => ({ code, message, pointer: null, reasoning: [] });

/** What another certificate in its place, or a copy, asks of an issued one today; null: nothing is in the way. */
export function objectionToParent(
  parent: Parent,
  purpose: RequestPurpose,
  today: PlainDate,
): Refusal | null {
  const { number } = parent;
  const standing = standingOn(parent, today);
  const gone = (how: string) =>
    objection('parent-not-in-force', `The certificate ${number} ${how}.`);
  switch (standing.status) {
    case 'superseded':
      return gone(`has been replaced by ${standing.successor}: ask for one in lieu of that`);
    case 'cancelled':
      return gone(standing.on ? `was cancelled on ${standing.on}` : 'was cancelled');
    case 'expired':
      return gone(`was valid until ${standing.on}`);
    case 'in-force':
      return purpose === 'true-copy' ? objectionToCopy(parent, today) : null;
    default:
      return standing satisfies never;
  }
}

function objectionToCopy(parent: Parent, today: PlainDate): Refusal | null {
  if (!parent.content) {
    const message = 'It was issued by the portal before this one, and what was signed is not here.';
    return objection('true-copy-of-legacy', message);
  }
  const { content, issuedOn, scheme } = parent;
  if (isSelfDeclaredCode(content.scheme)) {
    const message = 'You have declared it yourself: download it again, or print and sign it again.';
    return objection('true-copy-too-late', message);
  }
  const rule = scheme?.trueCopy.value;
  if (!rule) {
    const message = `${content.schemeName} knows no certified true copies; ask for one in lieu.`;
    return objection('true-copy-too-late', message);
  }
  const last = addMonths(issuedOn, rule.withinMonths);
  if (compareDates(today, last) <= 0) return null;
  const message = `A true copy could be made until ${last}, ${rule.withinMonths} months after the original.`;
  return objection('true-copy-too-late', message);
}

/** What decides which agency and rules a certificate is under: another certificate cannot change it. */
const fixed: readonly string[] = ['/scheme', '/agency'];

/** A member that was added to a list. */
const isAdded = ({ pointer }: Difference) => /\/\d+$/.test(pointer);

/** How a request differs from what its parent was issued on, as far as that is known here. */
export function changesOf(parent: Parent, own: CooApplication): Difference[] {
  const all = differences(parent.application, own);
  if (parent.content) return all;
  return all.filter((difference) => 'before' in difference || isAdded(difference));
}

/** What a request may not change of what its parent was issued on: all of it, for a copy. */
export function objectionsToChanges(
  parent: Parent,
  purpose: RequestPurpose,
  own: CooApplication,
): Refusal[] {
  const changes = changesOf(parent, own);
  const held = changes.filter(({ pointer }) => purpose === 'true-copy' || fixed.includes(pointer));
  return held.map(({ pointer }) =>
    purpose === 'true-copy'
      ? refusal('true-copy-changes', pointer, 'A true copy says what the original says.')
      : refusal('parent-fixes-this', pointer, 'It stays as in the certificate that is replaced.'),
  );
}

/**
 * Examines a case whatever it is for: an application by the rules, a request against a certificate
 * by that certificate too. What asks for a copy is not examined anew: the original stands. The scheme
 * is that of the version that counts for the case.
 */
export function examineCase(
  asked: AskedExamination & { scheme: Scheme | null },
  request: { purpose: CasePurpose; parent: Parent | null },
): Examination {
  const { purpose, parent } = request;
  if (purpose === 'original') return examineApplication(asked);
  if (!parent) throw new RangeError(`A ${purpose} request is made against a certificate`);
  const { application, today } = asked;
  const gone = objectionToParent(parent, purpose, today);
  const refusals = gone ? [gone] : objectionsToChanges(parent, purpose, application);
  const endorsements = parent.content?.endorsements ?? [];
  if (gone || purpose === 'true-copy') {
    return { scheme: asked.scheme, refusals, origin: [], endorsements };
  }
  // What is to be corrected may be what did not come over.
  if (parent.content && changesOf(parent, application).length === 0) {
    const message = `Nothing differs from ${parent.number}. Change what has to be corrected; for a lost original ask for a true copy.`;
    refusals.push(refusal('nothing-changed', null, message));
  }
  const examined = examineApplication({ ...asked, firstIssuedOn: firstIssuedOn(parent) });
  return { ...examined, refusals: [...refusals, ...examined.refusals] };
}
