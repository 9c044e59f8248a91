import type { Stage } from '../../domain/stage.ts';

/** A step of a case as scripted activities are asked for it. */
export type Step = { applicationId: string; revision: number };

/** What the record answers when a step brought the case to a stage. */
export const moved = (stage: Stage, { revision }: Pick<Step, 'revision'>) => ({
  stage,
  revision: revision + 1,
});

/** What scripted activities did, noted by case in its order. */
export function stepsNoted() {
  const done = new Map<string, string[]>();
  return {
    note({ applicationId }: Step, what: string) {
      done.set(applicationId, [...(done.get(applicationId) ?? []), what]);
    },
    doneWith: (applicationId: string): string[] => done.get(applicationId) ?? [],
    cases: () => [...done.keys()],
  };
}
