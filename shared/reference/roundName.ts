import { readOrdinal } from '../intake/articleText.ts'
import { compact } from '../intake/text.ts'

/** What a text says of year and batch; null where it says nothing or two things. */
export interface RoundName {
  year: number | null
  batch: number | null
}

/** Reads 2025年第1批, 2025年度…（第一批）, 2025-1. A year inside a full date says when, not which year's money. */
export function readRoundName(text: string): RoundName {
  const bare = compact(text)
  const short = /^(20\d{2})-([1-9]\d?)$/.exec(bare)
  if (short !== null) return { year: Number(short[1]), batch: Number(short[2]) }
  const years = [...bare.matchAll(/(20\d{2})年(?!\d{1,2}月)/g)].map((match) => Number(match[1]))
  const batches = [...bare.matchAll(/第([一二三四五六七八九十]{1,2}|\d{1,2})批/g)].map((match) =>
    readOrdinal(match[1] ?? ''),
  )
  return { year: onlyOne(years), batch: onlyOne(batches) }
}

/** Reads a cell of the batch column: 1, 第1批, 第一批, 一, or a whole round name. */
export function readBatch(text: string): RoundName {
  const bare = compact(text)
  const alone = /^第?([一二三四五六七八九十]{1,2}|\d{1,2})批?次?$/.exec(bare)
  const named = readRoundName(bare)
  return alone === null ? named : { ...named, batch: onlyOne([readOrdinal(alone[1] ?? '')]) }
}

/** What several texts say together. */
export function readRoundNames(texts: readonly string[]): RoundName {
  const found = texts.map(readRoundName)
  return {
    year: onlyOne(found.flatMap(({ year }) => (year === null ? [] : [year]))),
    batch: onlyOne(found.flatMap(({ batch }) => (batch === null ? [] : [batch]))),
  }
}

function onlyOne(numbers: readonly number[]): number | null {
  const distinct = new Set(numbers)
  const [only] = distinct
  return distinct.size === 1 && only !== undefined && only > 0 ? only : null
}
