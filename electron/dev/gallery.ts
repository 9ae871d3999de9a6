/** `npm run gallery`: takes docs/screens/*.png from the real window; further arguments name single pictures. */
import { join } from 'node:path'
import { PROJECT } from './project.ts'
import { runWithWindow } from './windowRun.ts'

process.exitCode = await runWithWindow([join(PROJECT, 'test/e2e/gallery.ts'), ...process.argv.slice(2)])
