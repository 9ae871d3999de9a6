import { z } from 'zod'
import { type CoreChannel, contract } from '../../shared/contract.ts'

/** The parts of JSON Schema that the contract's shapes come out as. */
interface Shape {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
  properties?: Record<string, Shape>
  items?: Shape
  minItems?: number
  minLength?: number
  minimum?: number
}

const shapes = new Map<CoreChannel, Shape>()

/** What fields of these names mean; everything else is made by its shape alone. */
export type Known = (field: string) => readonly unknown[]

/**
 * An input for a channel that its shape accepts, or null when none was found: ids that exist, days, amounts and texts as
 * `known` has them for a field, chosen by `random`.
 */
export function acceptedInput(channel: CoreChannel, known: Known, random: () => number): unknown {
  const { input } = contract[channel]
  const shape = shapes.get(channel) ?? (z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }) as Shape)
  shapes.set(channel, shape)
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const made = makeValue(shape, '', known, random)
    if (input.safeParse(made).success) return made
  }
  return null
}

function makeValue(shape: Shape, field: string, known: Known, random: () => number): unknown {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const candidates = known(field)
  if (candidates.length > 0 && random() < 0.9) return pick(candidates)
  if ('const' in shape) return shape.const
  if (shape.enum !== undefined) return pick(shape.enum)
  const choices = shape.anyOf ?? shape.oneOf ?? shape.allOf
  if (choices !== undefined) return makeValue(pick(choices) ?? {}, field, known, random)
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([name, one]) => [name, makeValue(one, name, known, random)]),
      )
    case 'array':
      return Array.from({ length: Math.max(1, shape.minItems ?? 0) }, () =>
        makeValue(shape.items ?? {}, field, known, random),
      )
    case 'number':
    case 'integer':
      return Math.max(shape.minimum ?? 0, Math.floor(random() * 3) + 1)
    case 'boolean':
      return random() < 0.5
    case 'null':
      return null
    default:
      return pick(['理由充分', '2026-03-05', '样例', '乙'.repeat(Math.max(1, shape.minLength ?? 1))])
  }
}
