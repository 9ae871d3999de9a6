import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { z } from 'zod'
import { licenceFile } from '../../shared/licenceFile.ts'
import { PROJECT } from './project.ts'

/** A package of others that is in what we ship, with the texts it asks to be handed on. */
export interface Shipped {
  name: string
  version: string
  /** An SPDX expression, as the package says it. */
  licence: string
  texts: string[]
}

const LOCK = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
    }),
  ),
})

/** Bundled into the window although only needed to build it: as a dependency it would bring its drawing library along. */
const BUNDLED = ['node_modules/pdfjs-dist']

/** Licences that allow handing the program on inside a closed one. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
  'OFL-1.1',
])

/** May a package under this SPDX expression be shipped? Of OR one part, of AND every part must be allowed. */
export function isAllowed(licence: string): boolean {
  return licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one.trim())))
}

/** Every package of the lock file that is not for development only and is installed here, and what is bundled besides. */
export function shippedPackages(): Shipped[] {
  const { packages } = LOCK.parse(JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')))
  return (
    Object.entries(packages)
      .filter(([path, { dev }]) => path !== '' && (dev !== true || BUNDLED.includes(path)))
      .filter(([path]) => existsSync(join(PROJECT, path)))
      .map(([path, { name, version = '', license = '' }]) => ({
        name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
        version,
        licence: license,
        texts: licenceTexts(join(PROJECT, path), 1),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      // The same version can lie in several places.
      .filter((one, at, all) => all.findIndex((same) => same.name === one.name && same.version === one.version) === at)
  )
}

function licenceTexts(folder: string, deeper: number): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name)) return [readFileSync(path, 'utf8').trim()]
    return entry.isDirectory() && deeper > 0 && entry.name !== 'node_modules' ? licenceTexts(path, deeper - 1) : []
  })
}

/** What comes inside a binary and so has no package of its own, and a package that brings no text of its licence. */
const INSIDE = [
  'SQLite（在 better-sqlite3 的二进制文件内）：公有领域（Public Domain），https://sqlite.org/copyright.html',
  'SQLite3 Multiple Ciphers（在 better-sqlite3 的二进制文件内）：MIT License，Copyright © Ulrich Telle',
  'qrcode-generator（包内没有许可文字）：MIT License，Copyright (c) 2009 Kazuhiko Arase，http://www.opensource.org/licenses/mit-license.php',
  'Electron 与 Chromium：见程序文件夹中的 LICENSE.electron.txt、LICENSES.chromium.html',
]

/** The list that goes with the program. Errors: a package whose licence is not one of the allowed ones. */
export function licenceList(packages: readonly Shipped[]): string {
  const refused = packages.find(({ licence }) => !isAllowed(licence))
  if (refused !== undefined)
    throw new Error(`${refused.name}@${refused.version}: licence "${refused.licence}" is not allowed`)
  return licenceFile({
    notes: ['本程序含有下列第三方软件和字体，各按其许可使用；许可文字为原文。', ...INSIDE],
    packages: packages.map(({ name, version, licence, texts }) => ({
      name: `${name} ${version}`,
      licence,
      text: texts.join('\n\n').trim(),
    })),
  })
}

/** Puts the list beside the page, from where it is packaged as 第三方许可.txt; a bundled module that is not in it stops the build. */
export function licences(): Plugin {
  return {
    name: 'licences',
    generateBundle() {
      const packages = shippedPackages()
      const known = new Set(packages.map(({ name }) => name))
      for (const id of this.getModuleIds()) {
        const bundled = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1]
        if (bundled !== undefined && !known.has(bundled)) throw new Error(`${id}: not in the list of licences`)
      }
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licenceList(packages) })
    },
  }
}
