import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PolicyFile } from '../../shared/policy/parse.ts'

export const POLICY_ROOT = join(import.meta.dirname, '../../templates/policy')
export const SOURCE_NAME = 'fashion-2026/修订说明.txt'

export function policyText(name: string): string {
  return readFileSync(join(POLICY_ROOT, name), 'utf8')
}

export function policyFile(name: string): PolicyFile {
  return { name, text: policyText(name) }
}

export const ARTICLE_FILES = readdirSync(join(POLICY_ROOT, 'fashion-2026'))
  .filter((name) => name.endsWith('.yaml') && name !== 'instrument.yaml')
  .map((name) => `fashion-2026/${name}`)
  .sort()
