import { z } from 'zod'
import { FACTS, type FactName } from '../application.ts'
import { type Call, core, EVIDENCE, typed } from './call.ts'

/** Facts that are numbers of a person, an account or a paper: screens hide them until somebody asks. */
const HIDDEN = (Object.keys(FACTS) as FactName[]).filter((fact) => FACTS[fact].kind === 'id')

export const numberCalls = {
  /** Asked before a hidden number is shown whole: who looked, at which number, `of` which applications. */
  'number.show': core<null>()(EVIDENCE, z.strictObject({ of: typed(300).trim().min(1), fact: z.enum(HIDDEN) })),
} satisfies Record<string, Call<z.ZodType, unknown>>
