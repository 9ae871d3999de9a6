import { readScheme, type ScoringScheme, type TypedScheme } from '../../shared/scoring/scheme.ts'

type Settings = Partial<Omit<TypedScheme, 'criteria'>> & { criteria?: string[]; weights?: string[] }

/** What the dialog sends: criteria of the given 满分 (one of 100 unless told), everything else off unless told. */
export function typedScheme({ criteria = ['100'], weights, ...settings }: Settings): TypedScheme {
  return {
    criteria: criteria.map((max, at) => ({ name: `样例指标${at + 1}`, max, weight: weights?.[at] ?? null })),
    method: 'mean',
    trimFrom: null,
    required: null,
    passLine: null,
    disagreementAbove: null,
    normalisedFrom: null,
    ...settings,
  }
}

export function schemeOf(settings: Settings): ScoringScheme {
  return readScheme(typedScheme(settings), false)
}
