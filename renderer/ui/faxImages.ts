const FILTERS = ['/JBIG2Decode', '/CCITTFaxDecode'].map((words) => new TextEncoder().encode(words))

/**
 * Whether a PDF has pictures in the black-and-white fax formats, which the window cannot draw: their decoder needs
 * WebAssembly, which the page's policy refuses. A picture's header is never packed, so the words can be found.
 */
export function hasFaxImages(bytes: Uint8Array): boolean {
  return FILTERS.some((words) => includes(bytes, words))
}

function includes(bytes: Uint8Array, words: Uint8Array): boolean {
  const [first = 0] = words
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (words.every((byte, offset) => bytes[at + offset] === byte)) return true
  }
  return false
}
