/** `npm run e2e`: the tests that drive the real Electron; further arguments go to vitest. */
import { join } from 'node:path'
import { PROJECT } from './project.ts'
import { runWithWindow } from './windowRun.ts'

const vitest = join(PROJECT, 'node_modules/vitest/vitest.mjs')
const config = join(PROJECT, 'test/e2e/vitest.config.ts')
process.exitCode = await runWithWindow([vitest, 'run', '--config', config, ...process.argv.slice(2)])
