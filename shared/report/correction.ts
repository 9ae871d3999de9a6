import { compareApplicationNos } from '../cohort/order.ts'
import { chineseDate, type IsoDate } from '../date.ts'
import { AppError } from '../errors.ts'
import { wanGrouped } from '../money.ts'
import type { FrozenList, ListItem } from './frozenList.ts'
import { listReference } from './marks.ts'
import type { NoticeTemplate } from './noticeTemplate.ts'
import { allocatedSum, grantedItems, type NoticeContent, type PaperInput, publicPaper } from './publicPaper.ts'
import { type PublicRow, publicWords } from './publicTable.ts'

/** A list that was made public and is no longer valid, and the day its notice carried. */
export interface PublishedList {
  list: FrozenList
  publishedOn: IsoDate
}

type ChangeKind = 'added' | 'removed' | 'changed' | 'reworded'
interface Difference extends PublicRow {
  kind: ChangeKind
}

/**
 * The words of a 更正公示: only what differs between a published list that is no longer valid and the new one, amounts
 * old → new, and a new period. Errors: BAD_INPUT when what is public of both lists is the same.
 */
export function correctionContent(input: PaperInput, published: PublishedList): NoticeContent {
  const { list, template } = input
  const differences = listDifferences(published.list, list, template)
  if (differences.length === 0) {
    throw new AppError('BAD_INPUT', `本名单与已公示的“${published.list.listNo}”公开内容相同，不需要更正公示`)
  }
  const count = (kind: ChangeKind): string => String(differences.filter((one) => one.kind === kind).length)
  const original = chineseDate(published.publishedOn)
  return publicPaper(input, {
    kind: 'correction',
    rows: differences,
    fields: {
      originalDate: original,
      originalTotal: wanGrouped(allocatedSum(grantedItems(published.list))),
      changes: String(differences.length),
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      reworded: count('reworded'),
    },
    period: true,
    facts: {
      column: 'afterFen',
      columnFen: differences.reduce((sum, { afterFen }) => sum + (afterFen ?? 0), 0),
      otherDays: [published.publishedOn],
      after: { on: published.publishedOn, what: '原公示' },
    },
    reference: `${listReference(list)}　更正 ${published.list.listNo}`,
  })
}

/** In the order of application numbers, as lists are. */
export function listDifferences(before: FrozenList, after: FrozenList, template: NoticeTemplate): Difference[] {
  const [old, now] = [before, after].map(
    (list) => new Map(grantedItems(list).map((item) => [item.applicationNo, item])),
  )
  const numbers = [...new Set([...before.items, ...after.items].map(({ applicationNo }) => applicationNo))].sort(
    compareApplicationNos,
  )
  return numbers.flatMap((no) => difference(old?.get(no), now?.get(no), template) ?? [])
}

function difference(old: ListItem | undefined, now: ListItem | undefined, template: NoticeTemplate): Difference | null {
  if (old === undefined) {
    if (now === undefined) return null
    return { kind: 'added', item: now, beforeFen: null, afterFen: now.allocatedFen, change: '新增' }
  }
  if (now === undefined) {
    return { kind: 'removed', item: old, beforeFen: old.allocatedFen, afterFen: null, change: '取消' }
  }
  const amounts = { beforeFen: old.allocatedFen, afterFen: now.allocatedFen }
  const words = reworded(old, now, template)
  const amountChanged = amounts.beforeFen !== amounts.afterFen
  if (!amountChanged && words.length === 0) return null
  const change = [...(amountChanged ? ['金额调整'] : []), ...words].join('；')
  return { kind: amountChanged ? 'changed' : 'reworded', item: now, ...amounts, change }
}

/** Columns of words that read differently now, as they read on the notice: names stay masked. */
function reworded(old: ListItem, now: ListItem, { columns, personNames }: NoticeTemplate): string[] {
  const shown = (item: ListItem, field: (typeof columns)[number]['field']): string =>
    publicWords({ item, beforeFen: null, afterFen: null, change: '' }, field, 0, personNames)
  return columns.flatMap(({ field, header }) => {
    const [was, is] = [shown(old, field), shown(now, field)]
    return was === is ? [] : [`${header}原为“${was}”`]
  })
}
