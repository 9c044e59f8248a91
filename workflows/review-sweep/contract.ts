export const reviewSweepName = 'reviewSweep';

/** The schedule, and what each of its runs is called. */
export const reviewSweepSchedule = 'review-sweep';
export const reviewSweepId = 'review-sweep';
export const reviewSweepEveryMinutes = 5;
