export { legacyMigrationShard } from './shard.ts';
export { legacyMigration } from './workflow.ts';
