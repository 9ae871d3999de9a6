import { PACK_NAME, type PackFacts, packPages } from '../../../shared/report/decisionPack.ts'
import { roundTitle } from '../../../shared/report/marks.ts'
import type { FontStore } from '../fonts.ts'
import { systemFonts } from '../fonts.ts'
import { drawPages } from './drawPages.ts'
import { createTypesetter } from './typesetter.ts'

export interface Pack {
  bytes: Uint8Array
  warnings: string[]
}

/** 审定要点 as a PDF of one page. Errors: BAD_INPUT when a character is in no font. */
export async function makePack(facts: PackFacts, issuer: string, fonts: FontStore = systemFonts()): Promise<Pack> {
  const typesetter = createTypesetter(fonts)
  const pages = packPages(facts, typesetter.measure)
  for (const { texts } of pages) for (const { text, face } of texts) typesetter.check(text, face, PACK_NAME)
  const { list } = facts
  const title = `${roundTitle(list)}${PACK_NAME}`
  const bytes = await drawPages(pages, typesetter, { title, author: issuer, createdAt: list.frozenAt })
  return { bytes, warnings: typesetter.warnings() }
}
