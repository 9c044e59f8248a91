import { spawn } from 'node:child_process';

/** One line about what is being done, and why it takes its time. */
export const say = (sentence) => process.stdout.write(`set-up: ${sentence}\n`);

/** One line about what went wrong. */
export const complain = (sentence) => process.stderr.write(`set-up: ${sentence}\n`);

/**
 * Runs a program to its end, saying every ten seconds that it still does. Answers what it
 * wrote; throws with the end of that when it fails, cannot be started or exceeds its time.
 */
export function runWithProgress(
  what,
  command,
  args,
  { env = process.env, limitMs = 900_000, cwd } = {},
) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const tick = () => say(`${what}: ${seconds()} s so far ${lastLines(output, 1).slice(0, 60)}`);
    const ticking = setInterval(tick, 10_000);
    const endChild = () => child.kill('SIGKILL');
    process.once('exit', endChild);
    const limit = setTimeout(endChild, limitMs);
    const settle = (failure) => {
      clearInterval(ticking);
      clearTimeout(limit);
      process.off('exit', endChild);
      if (failure === undefined) resolve(output);
      else reject(new Error(`${what} failed: ${failure}\n${lastLines(output, 8)}`.trimEnd()));
    };
    child.once('error', (error) => settle(error.message));
    child.once('close', (code, killedBy) => {
      if (killedBy !== null) settle(`ended by ${killedBy} after ${seconds()} s`);
      else settle(code === 0 ? undefined : `exit code ${code}`);
    });
  });
}

const lastLines = (output, count) => output.trimEnd().split('\n').slice(-count).join('\n');
