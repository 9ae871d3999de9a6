/** Builds small font files for tests: an sfnt with another family name, and collections of such files. */

interface Table {
  tag: string
  data: Uint8Array
}

/** The font under another family name. */
export function renamed(font: Uint8Array, family: string): Uint8Array {
  const tables = tablesOf(font).filter((table) => table.tag !== 'name')
  return pack(
    [...tables, { tag: 'name', data: nameTable(family) }].sort((a, b) => (a.tag < b.tag ? -1 : 1)),
    0,
  )
}

/** A collection (TTC) of whole fonts. */
export function collection(fonts: readonly Uint8Array[]): Uint8Array {
  const head = new Uint8Array(12 + 4 * fonts.length)
  const view = new DataView(head.buffer)
  head.set(new TextEncoder().encode('ttcf'))
  view.setUint32(4, 0x00010000)
  view.setUint32(8, fonts.length)
  const parts: Uint8Array[] = [head]
  let offset = head.length
  fonts.forEach((font, index) => {
    view.setUint32(12 + 4 * index, offset)
    const moved = pack(tablesOf(font), offset)
    parts.push(moved)
    offset += moved.length
  })
  return joined(parts)
}

function tablesOf(font: Uint8Array): Table[] {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  return Array.from({ length: view.getUint16(4) }, (_, index) => {
    const at = 12 + 16 * index
    const start = view.getUint32(at + 8)
    const tag = new TextDecoder('latin1').decode(font.subarray(at, at + 4))
    return { tag, data: font.subarray(start, start + view.getUint32(at + 12)) }
  })
}

/** `base` is where the font will stand in its file. */
function pack(tables: readonly Table[], base: number): Uint8Array {
  const head = new Uint8Array(12 + 16 * tables.length)
  const view = new DataView(head.buffer)
  view.setUint32(0, 0x00010000)
  view.setUint16(4, tables.length)
  const parts: Uint8Array[] = [head]
  let offset = head.length
  tables.forEach(({ tag, data }, index) => {
    const padded = new Uint8Array((data.length + 3) & ~3)
    padded.set(data)
    head.set(new TextEncoder().encode(tag), 12 + 16 * index)
    view.setUint32(12 + 16 * index + 8, base + offset)
    view.setUint32(12 + 16 * index + 12, data.length)
    parts.push(padded)
    offset += padded.length
  })
  return joined(parts)
}

function nameTable(family: string): Uint8Array {
  const text = new Uint8Array([...family].flatMap((c) => [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 0xff]))
  const table = new Uint8Array(18 + text.length)
  const view = new DataView(table.buffer)
  view.setUint16(2, 1)
  view.setUint16(4, 18)
  view.setUint16(6, 3)
  view.setUint16(8, 1)
  view.setUint16(10, 0x804)
  view.setUint16(12, 1)
  view.setUint16(14, text.length)
  table.set(text, 18)
  return table
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
