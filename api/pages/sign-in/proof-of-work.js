/** Solves the page's proof of work by the browser's own means and fills in its answer. */
const bytesOf = (hex) =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function keyOf({ nonce, salt, cost, keyLength }, counter) {
  const password = new Uint8Array([...bytesOf(nonce), 0, 0, 0, 0]);
  new DataView(password.buffer).setUint32(password.length - 4, counter);
  const material = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations: cost };
  return hexOf(new Uint8Array(await crypto.subtle.deriveBits(how, material, keyLength * 8)));
}

/** The answer to a challenge: base64 of the challenge with its solution. */
async function solve(challenge) {
  for (let counter = 0; ; counter += 1) {
    const derivedKey = await keyOf(challenge.parameters, counter);
    if (derivedKey.startsWith(challenge.parameters.keyPrefix)) {
      return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
    }
  }
}

const work = document.getElementById('work');
const answer = document.getElementById('answer');
const button = work.closest('form').querySelector('button');

async function fillIn() {
  // Browsers keep their means from pages that came over an open line.
  if (!crypto.subtle) {
    work.textContent = work.dataset.unable;
    return;
  }
  button.disabled = true;
  answer.value = await solve(JSON.parse(work.dataset.challenge));
  work.textContent = work.dataset.done;
  button.disabled = false;
}
fillIn();
