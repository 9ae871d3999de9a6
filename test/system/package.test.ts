/**
 * What electron-builder packs by electron-builder.yml, built as a folder for this computer and read back. Where the
 * official Electron is not at hand the development one carries it: its contents are checked, it is not a release.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listArchive, unpackArchive } from '../../electron/dev/asarList.ts'
import { buildAll } from '../../electron/dev/build.ts'
import { packProblems } from '../../electron/dev/packProblems.ts'
import { PROJECT } from '../../electron/dev/project.ts'
import { findRuntime } from '../../electron/dev/runtime.ts'
import { STAND_IN } from '../../electron/dev/standIn.ts'
import { forkCore } from '../../electron/main/coreProcess.ts'

const LARGEST_BYTES = 80_000_000
const scratch = mkdtempSync(join(tmpdir(), 'package-'))
const program = join(scratch, 'out/linux-unpacked')
const resources = join(program, 'resources')
/** The archive as a plain folder, with what lies unpacked beside it put back. */
const unpacked = join(scratch, 'app')

beforeAll(async () => {
  await buildAll(() => undefined)
  const runtime = await findRuntime()
  if (runtime === null) throw new Error('no Electron can be had here, so nothing can be packaged')
  const electron = join(scratch, 'electron')
  cpSync(dirname(runtime.electron), electron, { recursive: true })
  rmSync(join(electron, 'resources/default_app.asar'), { force: true })
  const version = runtime.official ? [] : [`-c.electronVersion=${STAND_IN.electron}`]
  const made = spawnSync(
    process.execPath,
    [
      join(PROJECT, 'node_modules/electron-builder/cli.js'),
      ...['--linux', 'dir', `--${process.arch}`, '--publish', 'never'],
      `-c.electronDist=${electron}`,
      `-c.directories.output=${join(scratch, 'out')}`,
      ...version,
    ],
    { cwd: PROJECT, encoding: 'utf8' },
  )
  expect(made.status, made.stdout + made.stderr).toBe(0)
  unpackArchive(join(resources, 'app.asar'), unpacked)
  cpSync(join(resources, 'app.asar.unpacked'), unpacked, { recursive: true })
}, 300_000)

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const packed = () => listArchive(join(resources, 'app.asar')).map(({ path }) => path)

test('no sources, maps, tests or words for developers', () => {
  expect(packed().filter((path) => /\.(ts|tsx|mts|cts|map|md|built)$|(^|\/)(tests?|__tests__)\//.test(path))).toEqual(
    [],
  )
  expect(packed().filter((path) => /^(test|shared|db|electron|renderer|docs)\//.test(path))).toEqual([])
})

test('packages are built as for the product, though a test runner built it: no id of a test double', () => {
  const scripts = globSync(join(unpacked, 'dist/**/*.{js,cjs}'))
  expect(scripts.length).toBeGreaterThan(10)
  expect(scripts.filter((path) => /["'`]test-id["'`]/.test(readFileSync(path, 'utf8')))).toEqual([])
})

test('one binary for each native package, this computer’s, outside the archive', () => {
  const natives = packed().filter((path) => path.endsWith('.node'))
  expect(natives.sort()).toEqual([
    `node_modules/@node-rs/argon2-linux-${process.arch}-gnu/argon2.linux-${process.arch}-gnu.node`,
    `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
  ])
  for (const path of natives) expect(existsSync(join(resources, 'app.asar.unpacked', path))).toBe(true)
})

test('the database package lies under its alias', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(unpacked, 'node_modules/better-sqlite3/package.json'), 'utf8'))
  expect(manifest).toMatchObject({ name: 'better-sqlite3-multiple-ciphers' })
  expect(packed().filter((path) => /better-sqlite3\/(deps|src|build)\//.test(path))).toEqual([])
})

test('the check after packing finds nothing', () => {
  expect(packProblems(packed(), `linux-${process.arch}`)).toEqual([])
})

test('the three weights of the fonts, with their licence', () => {
  const fonts = packed().filter((path) => path.startsWith('node_modules/@expo-google-fonts/'))
  expect(fonts.filter((path) => path.endsWith('.ttf'))).toHaveLength(3)
  expect(fonts.filter((path) => path.endsWith('LICENSE_FONT'))).toHaveLength(2)
})

test('templates and licences lie open beside the archive, word for word', () => {
  const templates = globSync('templates/**/*', { cwd: PROJECT }).filter((path) =>
    statSync(join(PROJECT, path)).isFile(),
  )
  expect(templates.length).toBeGreaterThan(20)
  for (const path of templates) expect(readFileSync(join(resources, path))).toEqual(readFileSync(join(PROJECT, path)))
  expect(readFileSync(join(resources, '第三方许可.txt'), 'utf8')).toContain('SIL OPEN FONT LICENSE')
  expect(existsSync(join(program, 'LICENSES.chromium.html'))).toBe(true)
})

test('what is ours takes no more than 80 MB', () => {
  const files = globSync('**/*', { cwd: resources }).map((path) => statSync(join(resources, path)))
  const bytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0)
  expect(bytes).toBeGreaterThan(40_000_000)
  expect(bytes).toBeLessThan(LARGEST_BYTES)
})

describe('the fuses of the packed program', () => {
  test.each([
    ['RunAsNode', FuseV1Options.RunAsNode, '0'],
    ['NODE_OPTIONS', FuseV1Options.EnableNodeOptionsEnvironmentVariable, '0'],
    ['inspector', FuseV1Options.EnableNodeCliInspectArguments, '0'],
    ['cookies', FuseV1Options.EnableCookieEncryption, '1'],
    ['integrity', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, '1'],
    ['only the archive', FuseV1Options.OnlyLoadAppFromAsar, '1'],
    ['file protocol', FuseV1Options.GrantFileProtocolExtraPrivileges, '0'],
  ])('%s', async (_, fuse, state) => {
    const wire = await getCurrentFuseWire(join(program, 'fashion-fund-workbench'))
    expect(String.fromCharCode(Number(wire[fuse]))).toBe(state)
  })
})

describe('the packed core', () => {
  test('finds every package it names', () => {
    const named = globSync('dist/core/*.js', { cwd: unpacked }).flatMap((path) =>
      [
        ...readFileSync(join(unpacked, path), 'utf8').matchAll(
          /^import .*?from ["']([@a-z][^"':]*)["']|import\(["']([@a-z][^"':]*)["']\)/gm,
        ),
      ].map(([, still, late]) => still ?? late ?? ''),
    )
    const wanted = [...new Set(named)].filter((name) => name !== 'electron')
    expect(wanted).toEqual(
      expect.arrayContaining(['better-sqlite3', '@node-rs/argon2', 'pdf-lib', 'subset-font', 'yazl']),
    )
    const script = `for (const name of ${JSON.stringify(wanted)}) await import(name)`
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: join(unpacked, 'dist/core'),
      encoding: 'utf8',
    })
    expect(ran.stderr).toBe('')
    expect(ran.status).toBe(0)
  })

  test('starts from the package alone and writes nothing into it', async () => {
    const before = globSync('**/*', { cwd: unpacked }).length
    mkdirSync(join(scratch, 'data'))
    const core = forkCore(join(unpacked, 'dist/core/entry.js'), process.execPath)
    const ready = new Promise<string>((resolve) => {
      core.onMessage((message) => resolve(message.kind === 'log' ? message.text : message.kind))
      core.onExit((code) => resolve(`ended with ${code}`))
    })
    core.post({
      kind: 'start',
      start: { dbPath: join(scratch, 'data/workbench.db'), resourcesRoot: resources, appVersion: '0' },
    })
    expect(await ready).toBe('ready')
    core.close()
    expect(globSync('**/*', { cwd: unpacked }).length).toBe(before)
  })
})
