import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One import or re-export of a source file. `typeOnly` ones are gone when the program runs. */
export interface ImportStatement {
  specifier: string
  typeOnly: boolean
}

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  path: string
  text: string
  imports: ImportStatement[]
}

const ROOT = join(import.meta.dirname, '..', '..')

/** Every TypeScript file of the four top-level folders that hold code. */
export function projectSources(): SourceFile[] {
  return globSync('{shared,db,electron,renderer}/**/*.{ts,tsx}', { cwd: ROOT })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => sourceFile(path, readFileSync(join(ROOT, path), 'utf8')))
}

export function sourceFile(path: string, text: string): SourceFile {
  return { path, text, imports: importsOf(withoutComments(text)) }
}

/** Where a relative specifier leads, from the project's root; null for a package. */
export function targetOf(path: string, specifier: string): string | null {
  return specifier.startsWith('.') ? join(path, '..', specifier).replaceAll('\\', '/') : null
}

/** Lines of code: neither blank nor comment. */
export function codeLines(text: string): number {
  return withoutComments(text)
    .split('\n')
    .filter((line) => line.trim() !== '').length
}

const STATIC = /^\s*(?:import|export)\s+(type\s+)?(?:([^'"`;]*?)\s+from\s+)?'([^'\n]+)'/gm
const DYNAMIC = /\bimport\(\s*'([^'\n]+)'/g

function importsOf(code: string): ImportStatement[] {
  const found: ImportStatement[] = []
  for (const [, type, names = '', specifier = ''] of code.matchAll(STATIC)) {
    found.push({ specifier, typeOnly: type !== undefined || onlyTypes(names) })
  }
  for (const [, specifier = ''] of code.matchAll(DYNAMIC)) found.push({ specifier, typeOnly: false })
  return found
}

/** `{ type A, type B }`: erased like `import type`. */
function onlyTypes(names: string): boolean {
  const inside = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1]
  if (inside === undefined) return false
  const parts = inside.split(',').filter((part) => part.trim() !== '')
  return parts.length > 0 && parts.every((part) => part.trim().startsWith('type '))
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}
