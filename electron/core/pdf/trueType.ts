/** One face of a font file, read just far enough to know which characters it has and how wide they are. */
export interface TrueTypeFace {
  /** The face alone as a font file (a face of a collection is taken out of it). */
  bytes: Uint8Array
  families: string[]
  /** Glyph index, 0 when the face has no such character. */
  glyphOf: (codePoint: number) => number
  /** Advance width as a part of the size. */
  widthOf: (glyph: number) => number
}

interface Table {
  tag: string
  offset: number
  length: number
}

/** Where the faces of a file start: one for a plain font, several for a collection (TTC). Empty for anything else. */
export function faceOffsets(bytes: Uint8Array): number[] {
  const view = viewOf(bytes)
  if (bytes.length < 16) return []
  if (tagAt(view, 0) !== 'ttcf') return isOutline(view, 0) ? [0] : []
  const count = view.getUint32(8)
  return Array.from({ length: count }, (_, index) => view.getUint32(12 + 4 * index)).filter((at) => isOutline(view, at))
}

/** TrueType outlines only: fonts with PostScript outlines cannot be embedded the way we embed. */
function isOutline(view: DataView, at: number): boolean {
  return at + 12 <= view.byteLength && (view.getUint32(at) === 0x00010000 || tagAt(view, at) === 'true')
}

/** Family names of the face at `at`, in every language the font gives. Works on the head of a file when it holds `name`. */
export function familiesAt(bytes: Uint8Array, at: number): string[] {
  const name = tablesAt(bytes, at).find((table) => table.tag === 'name')
  return name === undefined ? [] : familyNames(bytes.subarray(name.offset, name.offset + name.length))
}

export function tablesAt(bytes: Uint8Array, at: number): Table[] {
  const view = viewOf(bytes)
  return Array.from({ length: view.getUint16(at + 4) }, (_, index) => {
    const entry = at + 12 + 16 * index
    return { tag: tagAt(view, entry), offset: view.getUint32(entry + 8), length: view.getUint32(entry + 12) }
  })
}

/** Family (1) and typographic family (16) names out of a `name` table. */
export function familyNames(name: Uint8Array): string[] {
  const view = viewOf(name)
  const names = new Set<string>()
  const strings = view.getUint16(4)
  for (let index = 0; index < view.getUint16(2); index += 1) {
    const at = 6 + 12 * index
    const platform = view.getUint16(at)
    const id = view.getUint16(at + 6)
    if ((platform !== 0 && platform !== 3) || (id !== 1 && id !== 16)) continue
    const start = strings + view.getUint16(at + 10)
    names.add(new TextDecoder('utf-16be').decode(name.subarray(start, start + view.getUint16(at + 8))))
  }
  return [...names]
}

/** Reads the face at `at`. Throws on a file that is not what it says. */
export function readFace(file: Uint8Array, at: number): TrueTypeFace {
  const bytes = at === 0 ? file : extractFace(file, at)
  const view = viewOf(bytes)
  const tables = new Map(tablesAt(bytes, 0).map((table) => [table.tag, table]))
  const offsetOf = (tag: string): number => {
    const table = tables.get(tag)
    if (table === undefined) throw new Error(`font without ${tag} table`)
    return table.offset
  }
  const unitsPerEm = view.getUint16(offsetOf('head') + 18)
  const metrics = view.getUint16(offsetOf('hhea') + 34)
  const hmtx = offsetOf('hmtx')
  return {
    bytes,
    families: familiesAt(bytes, 0),
    glyphOf: glyphLookup(view, offsetOf('cmap')),
    widthOf: (glyph) => view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm,
  }
}

/** Prefers the full-range table (format 12) to the one for the basic plane (format 4). */
function glyphLookup(view: DataView, cmap: number): (codePoint: number) => number {
  let basic: number | null = null
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const at = cmap + view.getUint32(cmap + 8 + 8 * index)
    const format = view.getUint16(at)
    if (format === 12) return (codePoint) => lookUpGroups(view, at, codePoint)
    if (format === 4) basic = at
  }
  if (basic === null) throw new Error('font without a Unicode table')
  const at = basic
  return (codePoint) => (codePoint > 0xffff ? 0 : lookUpSegments(view, at, codePoint))
}

function lookUpGroups(view: DataView, at: number, codePoint: number): number {
  let low = 0
  let high = view.getUint32(at + 12) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const group = at + 16 + 12 * middle
    if (codePoint < view.getUint32(group)) high = middle - 1
    else if (codePoint > view.getUint32(group + 4)) low = middle + 1
    else return view.getUint32(group + 8) + codePoint - view.getUint32(group)
  }
  return 0
}

function lookUpSegments(view: DataView, at: number, codePoint: number): number {
  const doubled = view.getUint16(at + 6)
  const ends = at + 14
  const starts = ends + doubled + 2
  let low = 0
  let high = doubled / 2 - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (view.getUint16(ends + 2 * middle) < codePoint) low = middle + 1
    else high = middle
  }
  if (view.getUint16(starts + 2 * low) > codePoint) return 0
  const delta = view.getUint16(starts + doubled + 2 * low)
  const rangeAt = starts + 2 * doubled + 2 * low
  const range = view.getUint16(rangeAt)
  if (range === 0) return (codePoint + delta) & 0xffff
  const glyph = view.getUint16(rangeAt + range + 2 * (codePoint - view.getUint16(starts + 2 * low)))
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff
}

/** A face of a collection shares tables with its neighbours; here they are copied into a file of its own. */
function extractFace(file: Uint8Array, at: number): Uint8Array {
  const tables = tablesAt(file, at)
  const head = 12 + 16 * tables.length
  const total = tables.reduce((sum, table) => sum + padded(table.length), head)
  const out = new Uint8Array(total)
  out.set(file.subarray(at, at + head))
  const view = viewOf(out)
  let offset = head
  tables.forEach((table, index) => {
    out.set(file.subarray(table.offset, table.offset + table.length), offset)
    view.setUint32(12 + 16 * index + 8, offset)
    offset += padded(table.length)
  })
  return out
}

function padded(length: number): number {
  return (length + 3) & ~3
}

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
