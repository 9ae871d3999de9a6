declare module 'subset-font' {
  /** HarfBuzz subset of a font holding the characters of `text`. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options?: {
      targetFormat?: 'sfnt' | 'truetype'
      keepFeatures?: string[]
      noLayoutClosure?: boolean
      noHinting?: boolean
      dropTables?: string[]
    },
  ): Promise<Uint8Array>
}
