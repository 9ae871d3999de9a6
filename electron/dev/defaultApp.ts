/**
 * Stands in for Electron's own default app, which the development runtime of the registry package lacks:
 * reads the app's folder from the command line and loads the `main` of its package.json.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { app } from 'electron'

const folderArgument = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (folderArgument === undefined) {
  console.error('electron: the folder of an app is missing on the command line')
  process.exit(1)
}
const folder = resolve(folderArgument)
const manifest: { name: string; productName?: string; version: string; main: string } = JSON.parse(
  readFileSync(join(folder, 'package.json'), 'utf8'),
)

/** Electron's own default app calls these two; they are not part of the documented interface. */
interface DefaultAppCalls {
  setAppPath(folder: string): void
  setVersion(version: string): void
}
const running = app as typeof app & DefaultAppCalls
running.setAppPath(folder)
running.setVersion(manifest.version)
running.setName(manifest.productName ?? manifest.name)
createRequire(import.meta.url)(join(folder, manifest.main))
