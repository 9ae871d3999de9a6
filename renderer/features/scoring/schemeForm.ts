import { readScheme, type ScoringScheme, sameCriteria, type TypedScheme } from '../../../shared/scoring/scheme.ts'
import { sentence } from '../../client.ts'

/** The dialog's fields: everything as typed, empty where a setting is off. */
export interface SchemeForm {
  criteria: { key: number; name: string; max: string; weight: string }[]
  weighted: boolean
  method: TypedScheme['method']
  trimFrom: string
  required: string
  passLine: string
  disagreementAbove: string
  normalisedFrom: string
}

export function formOf(scheme: ScoringScheme | null): SchemeForm {
  const text = (value: string | number | null | undefined) => (value == null ? '' : String(value))
  return {
    criteria: (scheme?.criteria ?? [{ name: '', max: '', weight: null }]).map(({ name, max, weight }, key) => ({
      key,
      name,
      max,
      weight: text(weight),
    })),
    weighted: scheme?.criteria.some(({ weight }) => weight !== null) ?? false,
    method: scheme?.method ?? 'mean',
    trimFrom: text(scheme?.trimFrom),
    required: text(scheme?.required),
    passLine: text(scheme?.passLine),
    disagreementAbove: text(scheme?.disagreementAbove),
    normalisedFrom: text(scheme?.normalisedFrom),
  }
}

export type ReadForm =
  | { scheme: ScoringScheme; typed: TypedScheme; problem: '' }
  | { scheme: null; typed: null; problem: string }

/** The form as the core will read it, or the sentence that says what is wrong. */
export function readForm(form: SchemeForm): ReadForm {
  try {
    const typed: TypedScheme = {
      criteria: form.criteria.map(({ name, max, weight }) => ({ name, max, weight: form.weighted ? weight : null })),
      method: form.method,
      trimFrom: form.method === 'trimmed' ? readCount(form.trimFrom, '去掉最高、最低分的起始人数') : null,
      required: readCount(form.required, '须有几位评分'),
      passLine: orNull(form.passLine),
      disagreementAbove: orNull(form.disagreementAbove),
      normalisedFrom: readCount(form.normalisedFrom, '标准化得分的件数'),
    }
    return { scheme: readScheme(typed, false), typed, problem: '' }
  } catch (error) {
    return { scheme: null, typed: null, problem: error instanceof RangeError ? error.message : sentence(error) }
  }
}

/** How many ballots saving the form would put aside. */
export function putAside(before: ScoringScheme | null, after: ScoringScheme | null, counting: number): number {
  return before === null || sameCriteria(before, after) ? 0 : counting
}

function readCount(text: string, what: string): number | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  if (plain === '') return null
  if (!/^\d{1,5}$/.test(plain)) throw new RangeError(`${what}“${text}”应是整数`)
  return Number(plain)
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text
}
