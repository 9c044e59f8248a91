/** How `ecoo` ends; part of what scripts rely on, and listed in every command's help. */
export const EXIT = {
  done: 0,
  notGenuine: 1,
  usage: 2,
  tokenUnusable: 3,
  pinRefused: 4,
  /** What was handed over is not what its manifest says, or cannot be read as an export. */
  sourceRefused: 5,
  serviceAway: 6,
  notAllowed: 7,
  /** Asked for rightly, and refused as things stand; the words say why. */
  refused: 8,
} as const;

/** Thrown to end a command with words for a person and a code for a program. */
export type CommandFailure = Error & { name: 'CommandFailure'; exitCode: number };

export function commandFailure(exitCode: number, message: string): CommandFailure {
  return Object.assign(new Error(message), { name: 'CommandFailure' as const, exitCode });
}
