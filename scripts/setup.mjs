// Brings a clone to where `npm start` and `npm test` can run: the npm packages, the Temporal
// CLI and, with --test, the strangers' tools that tests judge our certificates by. Plain
// JavaScript on Node's own modules, because it runs before anything is installed, under
// whatever Node called npm. Says nothing when there is nothing to do.
import { installPackages } from './setup/npm-packages.mjs';
import { complain, say } from './setup/progress.mjs';
import { withSetupLock } from './setup/setup-lock.mjs';
import { findTemporalCli, obtainTemporalCli } from './setup/temporal-cli.mjs';
import { findTestTools, obtainTestTools } from './setup/test-tools.mjs';
import { readTools, writeTools } from './setup/tools-record.mjs';

const forTests = process.argv.includes('--test');
const mayNotSkip = process.env.CI !== undefined && !['', 'false'].includes(process.env.CI);
const hasOwnCluster = Boolean(process.env.TEMPORAL_ADDRESS) && !forTests;

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) {
  complain(`eCoO needs Node.js 20 or newer to set itself up; this is ${process.version}.`);
  process.exit(1);
}
try {
  await setUp();
} catch (error) {
  complain(`Set-up stopped: ${error.message}`);
  process.exit(1);
}

async function setUp() {
  await installPackages();
  const known = readTools();
  const found = {
    ...known,
    ...(hasOwnCluster ? {} : { temporal: findTemporalCli(known) }),
    ...(forTests ? findTestTools(known) : {}),
  };
  if (Object.values(found).every(Boolean)) {
    if (JSON.stringify(found) !== JSON.stringify(known)) writeTools(found);
    return;
  }
  await withSetupLock(async () => {
    if (!hasOwnCluster) found.temporal ??= await obtainTemporalCli();
    const missing = forTests ? await obtainTestTools(found) : [];
    writeTools(found);
    for (const { name, fix } of missing) {
      say(`Not available: ${name}. ${mayNotSkip ? '' : 'Its checks will be skipped. '}${fix}`);
    }
    if (mayNotSkip && missing.length > 0) throw new Error('in CI no check may be skipped.');
  });
}
