import { withoutBlanks } from '../unseen.ts'

/** How a natural person's name is shown on a public paper. */
export const NAME_MASKS = ['张*三', '张**'] as const
export type NameMask = (typeof NAME_MASKS)[number]

/**
 * 张三 → 张*, 张小三 → 张*三 (or 张**), 欧阳小三 → 欧**三. · counts as part of the name; blanks and invisible signs do not, or
 * 「张　三」 would be hidden by a star for its blank.
 */
export function maskName(name: string, mask: NameMask): string {
  const letters = [...withoutBlanks(name).replace(/\p{M}/gu, '')]
  if (letters.length <= 2 || mask === '张**') return `${letters[0] ?? ''}${'*'.repeat(Math.max(1, letters.length - 1))}`
  return `${letters[0] ?? ''}${'*'.repeat(letters.length - 2)}${letters.at(-1) ?? ''}`
}
