export const caseNoticesName = 'caseNotices';

/** One run at a time; the worker starts it whenever the outbox holds something. */
export const caseNoticesId = 'case-notices';

/** How often the worker looks into the outbox, and how long it rests after it found something. */
export const caseNoticesEveryMs = 1_000;
export const caseNoticesRestMs = 5_000;
