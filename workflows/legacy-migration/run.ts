import {
  type ChildWorkflowHandle,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { migrationStage } from '../search-attributes.ts';
import type {
  BatchFigures,
  BatchPhase,
  LoadShard,
  MigrationInput,
  MigrationState,
  Said,
  Steering,
} from './contract.ts';
import type { legacyMigrationShard } from './shard.ts';

/** A range of lines with what has become of it. */
export type ShardWatch = {
  range: LoadShard;
  state: 'waiting' | 'loading' | 'loaded';
  child: ChildWorkflowHandle<typeof legacyMigrationShard> | null;
};

const ends: readonly BatchPhase[] = ['accepted', 'undone', 'refused', 'dry-run-done'];
export const isEnd = (phase: BatchPhase): boolean => ends.includes(phase);

/** What a run knows of its batch; everything else stands in the tables. */
export type Run = MigrationState & {
  batchId: string;
  /** Not continued from an earlier run of the same batch. */
  isNew: boolean;
  /** Ends with the report of what would come in. */
  dryRun: boolean;
  /** Counts what its shards and the table have to be told of. */
  turns: number;
  /** What operators said, and how often, as long as the audit does not have it. */
  said: Said[];
  saidSoFar: number;
  shards: ShardWatch[];
  figures: BatchFigures | null;
};

export const openRun = ({ batchId, resumed }: MigrationInput): Run => ({
  batchId,
  isNew: resumed === undefined,
  dryRun: resumed?.dryRun ?? false,
  phase: resumed?.phase ?? 'opened',
  round: resumed?.round ?? 0,
  agreedBy: resumed?.agreedBy ?? null,
  steering: resumed?.steering ?? { paused: false, linesPerSecond: null },
  trouble: null,
  turns: 0,
  said: [],
  saidSoFar: resumed?.said ?? 0,
  shards: [],
  figures: null,
});

export const stateOf = ({ phase, round, steering, agreedBy, trouble }: Run): MigrationState => ({
  phase,
  round,
  steering,
  agreedBy,
  trouble,
});

/** What the Temporal UI lists the batch under. */
function stageOf({ phase, steering, trouble }: Run): string {
  if (trouble !== null) return 'needs-attention';
  return steering.paused ? 'paused' : phase;
}

export function enterPhase(run: Run, phase: BatchPhase): void {
  run.phase = phase;
  show(run);
}

/** An operator has the batch held up, slowed down or go on. */
export function steerTo(
  run: Run,
  { by, what }: Pick<Said, 'by' | 'what'>,
  steering: Partial<Steering>,
): void {
  run.steering = { ...run.steering, ...steering };
  run.saidSoFar += 1;
  run.said.push({ by, what, number: run.saidSoFar });
  run.turns += 1;
  show(run);
}

export function stumble(run: Run, trouble: string | null): void {
  run.trouble = trouble;
  run.turns += 1;
  show(run);
}

/** Tells the Temporal UI where the batch stands: as an attribute to search by, and in words. */
export function show(run: Run): void {
  upsertSearchAttributes([{ key: migrationStage, value: stageOf(run) }]);
  setCurrentDetails(detailsOf(run));
}

const range = ({ file, from, to }: LoadShard) => `${file} | ${from} to ${to - 1}`;

function shardTable({ shards }: Run): string[] {
  if (shards.length === 0) return [];
  const loaded = shards.filter(({ state }) => state === 'loaded').length;
  const rows = shards.map(({ range: one, state }) => `| ${range(one)} | ${state} |`);
  return [
    `${loaded} of ${shards.length} ranges of lines are loaded.`,
    '',
    '| file | lines | |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ];
}

function figuresTable({ figures }: Run): string[] {
  if (!figures) return [];
  const rows = Object.entries(figures.files).map(
    ([file, { sent, taken, repaired, skipped, rejected }]) =>
      `| ${file} | ${sent} | ${taken} | ${repaired} | ${skipped} | ${rejected} |`,
  );
  const refused = Object.entries(figures.rejects).flatMap(([record, reasons]) =>
    Object.entries(reasons).map(([reason, count]) => `| ${record} | ${reason} | ${count} |`),
  );
  return [
    '| file | sent | taken | of these repaired | skipped | rejected |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...(refused.length > 0
      ? ['| rejected | reason | rows |', '| --- | --- | --- |', ...refused, '']
      : []),
    ...figures.disagreements.map((sentence) => `- **${sentence}**`),
  ];
}

const inWords: Record<BatchPhase, string> = {
  opened: 'The files are held against the manifest.',
  staging: 'Rows are read.',
  checking: 'Rows are held against each other.',
  checked: 'Rows are checked; loading begins.',
  loading: 'Rows are loaded.',
  reconciling: 'What is here is counted against what was sent.',
  reconciled:
    'Waits for two operators to accept it, for rejected rows to be tried again, or to be undone.',
  undoing: 'It is taken back.',
  accepted: 'It counts.',
  undone: 'It was taken back.',
  refused: 'Nothing was imported.',
  'dry-run-done': 'A dry run: nothing was imported.',
};

function detailsOf(run: Run): string {
  const { batchId, phase, round, steering, trouble, agreedBy } = run;
  const { paused, linesPerSecond } = steering;
  return [
    `**Batch ${batchId}: ${phase}**${round > 0 ? `, round ${round}` : ''}`,
    '',
    trouble === null ? inWords[phase] : `**It cannot go on: ${trouble}**`,
    ...(paused ? ['', '**Paused** by its operator.'] : []),
    ...(linesPerSecond === null ? [] : ['', `At most ${linesPerSecond} lines a second.`]),
    ...(agreedBy === null ? [] : ['', 'One operator agrees; a second one has to.']),
    '',
    ...(phase === 'loading' ? shardTable(run) : figuresTable(run)),
  ].join('\n');
}
