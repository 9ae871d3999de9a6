import { AppError } from '../../../shared/errors.ts'
import type { Face, Measure } from '../../../shared/report/pages.ts'
import type { Font, FontChoice, FontStore } from '../fonts.ts'

/** A stretch of text in one font. */
export interface Run {
  font: Font
  text: string
}

/** Chooses a font for every character of the faces a paper uses, and measures with it. */
export interface Typesetter {
  measure: Measure
  /** Errors: BAD_INPUT when no font has a character. */
  runs: (text: string, face: Face) => Run[]
  /** True when every character of a text is in some font. */
  has: (text: string, face: Face) => boolean
  /** Refuses a text with a character no font has; `place` says where it stands. Errors: BAD_INPUT. */
  check: (text: string, face: Face, place: string) => void
  /** Fonts that stand in for others, and characters set in another font than the rest. */
  warnings: () => string[]
}

interface Setting {
  font: Font
  width: number
}

export function createTypesetter(store: FontStore): Typesetter {
  const choices = new Map<Face, FontChoice>()
  const settings = new Map<Face, Map<string, Setting | null>>()
  const borrowed = new Set<string>()
  const choiceOf = (face: Face): FontChoice => {
    const choice = choices.get(face) ?? store.choose(face)
    choices.set(face, choice)
    return choice
  }
  const find = (character: string, face: Face): Setting | null => {
    const codePoint = character.codePointAt(0) ?? 0
    const { fonts } = choiceOf(face)
    let font = fonts.find((candidate) => candidate.glyphOf(codePoint) !== 0)
    if (font === undefined) {
      const rare = store.rare()
      if (rare === null || rare.glyphOf(codePoint) === 0) return null
      font = rare
    }
    if (font !== fonts[0]) borrowed.add(`${fonts[0]?.name ?? ''}没有“${character}”字，此字以${font.name}代替`)
    return { font, width: font.widthOf(font.glyphOf(codePoint)) }
  }
  const setting = (character: string, face: Face): Setting | null => {
    const ofFace = settings.get(face) ?? new Map<string, Setting | null>()
    settings.set(face, ofFace)
    const known = ofFace.get(character)
    if (known !== undefined) return known
    const made = find(character, face)
    ofFace.set(character, made)
    return made
  }
  const has = (text: string, face: Face): boolean => {
    for (const character of text) if (setting(character, face) === null) return false
    return true
  }
  const check = (text: string, face: Face, place: string): void => {
    for (const character of text) if (setting(character, face) === null) throw missing(character, place)
  }
  return {
    has,
    check,
    measure: (text, face, size) => {
      let width = 0
      for (const character of text) width += setting(character, face)?.width ?? 1
      return width * size
    },
    runs: (text, face) => {
      const runs: Run[] = []
      for (const character of text) {
        const found = setting(character, face)
        if (found === null) throw missing(character, `“${text}”`)
        const last = runs.at(-1)
        if (last?.font === found.font) last.text += character
        else runs.push({ font: found.font, text: character })
      }
      return runs
    },
    warnings: () => [
      ...[...choices.values()].map((choice) => choice.warning).filter((text) => text !== ''),
      ...borrowed,
    ],
  }
}

function missing(character: string, place: string): AppError {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return new AppError(
    'BAD_INPUT',
    `${place}中的“${character}”（U+${code}）在已安装的字体中都没有，无法打印，已停止生成。请安装含该字的字体，或与申报单位核对用字`,
  )
}
