import type { Facts } from '../application.ts'
import { chineseDate, isIsoDate } from '../date.ts'
import { nameLikeness, nearNameOf } from '../radar/names.ts'
import { titleLikeness, titleOf } from '../radar/titles.ts'
import type { FilingFacts } from './filing.ts'

interface Applied {
  applicant: string
  creditCode: string
  projectName: string
  facts: Facts
}

/**
 * Whether an application may be for the event that was 报备: the same applicant by credit code or name, and an event name
 * that does not speak against it. Only suggested; a person links.
 */
export function mayBelong(filing: FilingFacts, { applicant, creditCode, projectName, facts }: Applied): boolean {
  const sameCode = filing.creditCode !== '' && filing.creditCode === creditCode
  // Names one slip of the pen apart are shown too: the register is typed by hand.
  const sameName = nameLikeness(nearNameOf(filing.organiser), nearNameOf(applicant)) > 0
  if (!sameCode && !sameName) return false
  // Many workbooks name the event under 项目名称 only.
  const stated = facts.eventName ?? projectName
  if (stated === '') return true
  const likeness = titleLikeness(titleOf(filing.eventName), titleOf(stated))
  return likeness === 'same' || likeness === 'near' || likeness === 'unclear'
}

const COMPARED = [
  { fact: 'filingDate', field: 'filedOn', label: '报备日期' },
  { fact: 'eventName', field: 'eventName', label: '活动名称' },
  { fact: 'eventKind', field: 'eventKind', label: '活动类型' },
  { fact: 'startDate', field: 'startsOn', label: '开始日期' },
  { fact: 'endDate', field: 'endsOn', label: '结束日期' },
] as const

/** Where the workbook says otherwise than the register. Days are ISO days; `stated` is empty when the workbook says nothing. */
export interface FilingDifference {
  fact: (typeof COMPARED)[number]['fact']
  label: string
  stated: string
  filed: string
}

export function filingDifferences(filing: FilingFacts, facts: Facts): FilingDifference[] {
  return COMPARED.flatMap(({ fact, field, label }) => {
    const stated = facts[fact] ?? ''
    const filed = filing[field]
    return stated === filed ? [] : [{ fact, label, stated, filed }]
  })
}

/** A side of a difference as it is shown. */
export function sideText(value: string): string {
  if (value === '') return '未填写'
  return isIsoDate(value) ? chineseDate(value) : value
}
