/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i

/** A name is at most 255 bytes on Linux; an archive puts a number or a sum before it. */
const MOST_BYTES = 200

/**
 * Text as the name of one file on any system: marks that Windows refuses, control and direction signs become `instead`; no
 * leading or trailing dots, no device, at most 200 bytes with its ending kept. Empty when nothing is left.
 */
export function fileName(text: string, instead: string): string {
  const clean = text.toWellFormed().replaceAll(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, instead)
  const [ending = ''] = /\.[^. ]{1,10}$/.exec(clean) ?? []
  const stem = trimmed(cut(trimmed(clean.slice(0, clean.length - ending.length)), MOST_BYTES - byteLength(ending)))
  const name = trimmed(stem + ending)
  return DEVICE.test(name) ? `_${name}` : name
}

function trimmed(text: string): string {
  return text.replaceAll(/^[. ]+|[. ]+$/g, '')
}

/** The longest beginning of whole characters within so many bytes. */
function cut(text: string, most: number): string {
  let bytes = 0
  let end = 0
  for (const sign of text) {
    bytes += byteLength(sign)
    if (bytes > most) break
    end += sign.length
  }
  return text.slice(0, end)
}

function byteLength(text: string): number {
  return encodeURIComponent(text).replaceAll(/%../g, 'x').length
}
