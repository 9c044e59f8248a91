/** Lets the signature of a scanned QR code, which only the browser sees, answer for the person. */
const form = document.querySelector('form[data-number]');
if (form && /^#\d+$/.test(location.hash)) {
  form.elements.number.value = `${location.origin}${location.pathname}${location.hash}`;
  form.submit();
}
