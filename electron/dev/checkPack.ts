import { globSync } from 'node:fs'
import { join } from 'node:path'
import { listArchive } from './asarList.ts'
import { packProblems } from './packProblems.ts'

/** What electron-builder tells a hook of. `arch` is a number of its own. */
interface Packed {
  appOutDir: string
  electronPlatformName: string
  arch: number
}

const ARCHES: Readonly<Record<number, string>> = { 0: 'ia32', 1: 'x64', 3: 'arm64' }

/** electron-builder's `afterPack`: a package with something foreign in it, or something missing, is not made. */
export default function checkPack({ appOutDir, electronPlatformName, arch }: Packed): void {
  const [archive] = globSync('**/resources/app.asar', { cwd: appOutDir })
  if (archive === undefined) throw new Error(`${appOutDir}: no app.asar`)
  const paths = listArchive(join(appOutDir, archive)).map(({ path }) => path)
  const problems = packProblems(paths, `${electronPlatformName}-${ARCHES[arch] ?? arch}`)
  if (problems.length > 0) throw new Error(`the package must not go out:\n${problems.join('\n')}`)
}
