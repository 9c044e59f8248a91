import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** One server of a stack, as the register on disk knows it. */
export type RegisteredProcess = {
  name: string;
  pid: number;
  /** When the system says it began: tells it from a stranger that was given the same pid. */
  began: string;
  /** The signal that asks it to end in good order. */
  stopSignal: NodeJS.Signals;
};

const registerFile = (dataDir: string) => path.join(dataDir, 'processes.json');

/** The register of a data folder; empty when there is none or it was cut off half-written. */
export function readRegister(dataDir: string): RegisteredProcess[] {
  try {
    return JSON.parse(fs.readFileSync(registerFile(dataDir), 'utf8'));
  } catch {
    return [];
  }
}

/** Replaces the register as a whole, so that a kill -9 leaves either the old or the new one. */
export function writeRegister(dataDir: string, processes: RegisteredProcess[]): void {
  const fresh = `${registerFile(dataDir)}.new`;
  fs.writeFileSync(fresh, JSON.stringify(processes, null, 2), { mode: 0o600 });
  fs.renameSync(fresh, registerFile(dataDir));
}

/** When a process began, as text to compare; undefined when there is no such process. */
export function began(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : `${bootId()}/${fields[19]}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

const bootId = () => fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** The command line of a process, blanks and all; empty when there is no such process. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Signals a process, or with a negative pid its group; one that is gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Asks a process to end, and after the given time ends it and its group without asking. */
export async function endProcess(
  pid: number,
  stopSignal: NodeJS.Signals,
  patienceMs: number,
): Promise<void> {
  const identity = began(pid);
  if (identity !== undefined) signal(pid, stopSignal);
  const deadline = Date.now() + patienceMs;
  while (identity !== undefined && began(pid) === identity && Date.now() < deadline) {
    await delay(20);
  }
  signal(-pid, 'SIGKILL');
  while (identity !== undefined && began(pid) === identity) await delay(20);
}

/**
 * Ends what an earlier launcher left running on this data folder because it was itself killed.
 * Only to be called by the holder of the folder's lock. Returns the names of what was ended.
 */
export async function endLeftovers(dataDir: string): Promise<string[]> {
  const left = readRegister(dataDir).filter(({ pid, began: then }) => began(pid) === then);
  for (const { pid, stopSignal } of left.toReversed()) await endProcess(pid, stopSignal, 10_000);
  writeRegister(dataDir, []);
  return left.map(({ name }) => name);
}
