import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cacheDir, isProgram, onPath } from './places.mjs';
import { runWithProgress, say } from './progress.mjs';

/** The name of the program, the same as of Temporal's own build of it. */
export const timeSkippingServer = 'temporal-test-server';

const version = '1.38.0';
const folder = path.join(cacheDir, `${timeSkippingServer}-${version}`);
const program = path.join(folder, timeSkippingServer);

/** SHA-256 over the names and contents of its archives: what Maven brings is this, or is not used. */
const archivesSha256 = '5be5db9ee79fe36c060bba1ba01ee44bfd1039767d0ed5a9d568facba13f349f';

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>in.gov.dgft.ecoo</groupId>
  <artifactId>time-skipping</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${version}</version>
    </dependency>
  </dependencies>
</project>
`;

const start = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -cp "$here/archives/*" \\
  io.temporal.testserver.TestServer "$@"
`;

/** Temporal's server that skips time: PATH, what was fetched before; else undefined. */
export function findTimeSkippingServer() {
  return [onPath(timeSkippingServer), program].find((file) => file && isProgram(file));
}

/** Fetches it through Maven into the cache. Throws when it cannot be had or is not what it should be. */
export async function obtainTimeSkippingServer() {
  say(
    `fetching io.temporal:temporal-test-server:${version} through Maven; it skips time in tests.`,
  );
  const archives = path.join(folder, 'archives');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(archives, { recursive: true });
  const project = path.join(folder, 'pom.xml');
  fs.writeFileSync(project, pom);
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  const args = ['-q', '-B', '-C', '-f', project, goal, `-DoutputDirectory=${archives}`];
  await runWithProgress('mvn dependency:copy-dependencies', 'mvn', args);
  const found = digestOf(archives);
  if (found !== archivesSha256) {
    fs.rmSync(folder, { recursive: true });
    throw new Error(`What Maven brought of ${timeSkippingServer} has the SHA-256 ${found}.`);
  }
  fs.writeFileSync(program, start, { mode: 0o755 });
}

function digestOf(archives) {
  const hash = createHash('sha256');
  for (const name of fs.readdirSync(archives).sort()) {
    hash.update(`${name}\0`).update(fs.readFileSync(path.join(archives, name)));
  }
  return hash.digest('hex');
}
