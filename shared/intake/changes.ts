import { type Application, FACTS, type FactName, type FactValue } from '../application.ts'
import { yuanGrouped } from '../money.ts'
import { articleLabel } from './articleText.ts'
import { fieldLabel, type IdentityName, isFactName, isPersonal } from './fields.ts'
import type { FieldChange } from './sheet.ts'
import { mask } from './text.ts'

const TEXTS = ['articleText', 'applicant', 'creditCode', 'industry', 'projectName'] as const satisfies IdentityName[]

/**
 * What differs between the stored application and the one just read, in words a person can check. Personal numbers
 * are masked on both sides. Empty text stands for “not stated”.
 */
export function changesBetween(before: Application, after: Application): FieldChange[] {
  const changes: FieldChange[] = []
  const add = (field: string, label: string, old: string, now: string): void => {
    changes.push({ field, label, before: old, after: now })
  }
  if (before.article !== after.article) {
    add('article', '条款', articleLabel(before.article), articleLabel(after.article))
  }
  for (const name of TEXTS) if (before[name] !== after[name]) add(name, fieldLabel(name), before[name], after[name])
  for (const name of unionOf(before.facts, after.facts)) {
    const [old, now] = [before.facts[name], after.facts[name]]
    if (old !== now) add(name, FACTS[name].label, factText(name, old), factText(name, now))
  }
  for (const name of new Set([...Object.keys(before.materials), ...Object.keys(after.materials)])) {
    const [old, now] = [before.materials[name], after.materials[name]]
    if (old !== now) add(`material:${name}`, `材料：${name}`, flagText(old), flagText(now))
  }
  return changes
}

/** A fact as people write it; empty when it is not stated. */
export function factText(name: FactName, value: FactValue | undefined): string {
  if (value === undefined) return ''
  if (FACTS[name].kind === 'fen') return `${yuanGrouped(Number(value))} 元`
  if (typeof value === 'boolean') return flagText(value)
  return isPersonal(name) ? mask(String(value)) : String(value)
}

function flagText(value: boolean | undefined): string {
  return value === undefined ? '' : value ? '是' : '否'
}

function unionOf(a: Application['facts'], b: Application['facts']): FactName[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(isFactName)
}
