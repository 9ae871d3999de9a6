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
  const original = chineseDate(published.publishedOn)
  return publicPaper(input, {
    kind: 'correction',
    rows: differences,
    fields: {
      originalDate: original,
      changes: String(differences.length),
      changeList: changeList(differences),
      totalChange: totalChange(published.list, list),
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

const CHANGE_WORDS: Record<ChangeKind, string> = {
  added: '新增',
  removed: '取消',
  changed: '调整金额',
  reworded: '更正文字',
}

/** Only the kinds that occur. */
function changeList(differences: readonly Difference[]): string {
  const kinds = Object.entries(CHANGE_WORDS).map(([kind, words]) => {
    const count = differences.filter((one) => one.kind === kind).length
    return count === 0 ? '' : `${words}${count}项`
  })
  return kinds.filter((words) => words !== '').join('、')
}

function totalChange(before: FrozenList, after: FrozenList): string {
  const [was, is] = [before, after].map((list) => wanGrouped(allocatedSum(grantedItems(list))))
  return was === is ? `拟资助金额合计仍为${is}万元` : `拟资助金额合计由${was}万元更正为${is}万元`
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
