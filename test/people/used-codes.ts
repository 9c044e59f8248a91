import postgres from 'postgres';

const everyMs = 250;

/**
 * Lets authenticators' codes be used again at this system: each works once in half a minute, and
 * tests sign one person in oftener than that.
 */
export function forgetUsedCodes(databaseUrl: string): { stop: () => Promise<void> } {
  const database = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const clock = setInterval(() => {
    database`update account set totp_last_step = null where totp_last_step is not null`.catch(
      // The system may be away for the moment, or still be made.
      () => {},
    );
  }, everyMs);
  return {
    async stop() {
      clearInterval(clock);
      await database.end({ timeout: 5 });
    },
  };
}
