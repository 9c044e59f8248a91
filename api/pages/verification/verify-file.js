/** Works out a PDF's SHA-256 in the browser, and compares it or offers to look it up. */
const hexOf = (bytes) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

async function sha256Of(file) {
  return hexOf(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
}

function say(place, text, tone = '') {
  const said = place.querySelector('[data-said]');
  said.textContent = text;
  said.className = tone ? `notice ${tone}` : '';
}

/** On a certificate's own page: the answer is known here. */
function compare(place, sha256) {
  const same = sha256 === place.dataset.expected;
  say(
    place,
    `${same ? '✔' : '✖'} ${same ? place.dataset.same : place.dataset.different}`,
    same ? 'good' : 'bad',
  );
}

/** Where no certificate is known yet: its fingerprint can find it. */
function offerLookUp(place, file, sha256) {
  const { computed } = place.dataset;
  say(place, computed.replace('{name}', () => file.name).replace('{sha256}', sha256));
  const offer = place.querySelector('[data-look-up]');
  const link = offer.querySelector('a');
  const address = new URL(link.href);
  address.searchParams.set('sha256', sha256);
  link.href = address;
  offer.hidden = false;
}

async function take(place, file) {
  if (!file) return;
  say(place, place.dataset.computing);
  try {
    const sha256 = await sha256Of(file);
    if (place.dataset.expected) compare(place, sha256);
    else offerLookUp(place, file, sha256);
  } catch {
    say(place, place.dataset.unreadable);
  }
}

function makeReady(place) {
  const input = place.querySelector('input[type=file]');
  place.hidden = false;
  place.querySelector('[data-drop]').hidden = false;
  input.addEventListener('change', () => take(place, input.files[0]));
  place.addEventListener('dragover', (event) => {
    event.preventDefault();
    place.classList.add('over');
  });
  place.addEventListener('dragleave', () => place.classList.remove('over'));
  place.addEventListener('drop', (event) => {
    event.preventDefault();
    place.classList.remove('over');
    input.files = event.dataTransfer.files;
    take(place, input.files[0]);
  });
}

// Browsers keep their means from pages that came over an open line: then the file is uploaded.
if (crypto.subtle) for (const place of document.querySelectorAll('[data-file]')) makeReady(place);
