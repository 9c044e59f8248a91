import { periodText } from '../../agreement/period.ts';
import { timeliness } from '../../agreement/retrospective.ts';
import type { RetrospectiveRule } from '../../agreement/scheme.ts';
import { compareDates } from '../../calendar/plain-date.ts';
import { refusal } from '../../refusal-codes.ts';
import type { ApplicationRule } from '../question.ts';

const timeText = ({ after: { count, of } }: RetrospectiveRule): string =>
  `${count} ${of === 'days' ? 'days' : 'working days'}`;

const markText = ({ endorsement }: RetrospectiveRule): string =>
  endorsement === null
    ? 'the certificate is a late one'
    : `the certificate will be marked ${endorsement}`;

/**
 * Late certificates need a reason and have a last day. A reason may be given before it is needed,
 * once the goods have left: examination takes time, and the mark follows the day of issue.
 */
export const lateIssueIsExplained: ApplicationRule = (question) => {
  const { application, scheme, today, holidays, firstIssuedOn = today } = question;
  if (scheme === null) return [];
  const { departureDate } = application.transport;
  const given = application.retrospective !== undefined;
  const rule = scheme.retrospective.value;
  if (rule === null) {
    const message = `${scheme.code} knows no retrospective certificates; leave retrospective out.`;
    return given ? [refusal('retrospective-not-provided', '/retrospective', message)] : [];
  }
  const standing = timeliness(scheme, { departureDate, on: firstIssuedOn, holidays });
  if (standing === 'too-late') {
    const message =
      `The goods left on ${departureDate}, more than ${periodText(rule.until)} ago; ` +
      `${scheme.code} allows no certificate any more.`;
    return [refusal('retrospective-too-late', '/transport/departureDate', message)];
  }
  if (standing === 'retrospective' && !application.retrospective?.reason.trim()) {
    const message =
      `The goods left on ${departureDate}, more than ${timeText(rule)} ago: ` +
      `${markText(rule)}. Give the reason in retrospective.reason.`;
    return [refusal('retrospective-reason-needed', '/retrospective', message)];
  }
  if (given && compareDates(departureDate, today) > 0) {
    const message = `The goods leave only on ${departureDate}; leave retrospective out.`;
    return [refusal('retrospective-not-due', '/retrospective', message)];
  }
  return [];
};
